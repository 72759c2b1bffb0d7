import pytest

from reportlint.draft.years import Years, is_caption
from reportlint.positions import Span
from support import content_of

TITLE = "青石县{}政府信息公开工作年度报告"


def years(text: str) -> Years:
    return content_of(text).years


def told(text: str) -> list[tuple[str, int]]:
    return [(item.source, item.year) for item in years(text).evidence]


@pytest.mark.parametrize(
    "title",
    [
        TITLE.format("2016年"),
        TITLE.format("2016年度"),
        TITLE.format("２０１６年"),
        TITLE.format("二〇一六年"),
        TITLE.format("二○一六年度"),
        "2016年青石县政府信息公开工作年度报告",
        "青石县政府信息公开工作年度报告（2016）",
        "青石县政府信息公开工作年度报告（2016年度）",
        "青石县政府信息公开工作年度报告\n（2016年度）",
        "青石县政府信息公开工作年度报告\n2016年",
    ],
)
def test_the_title_tells_the_year(title: str) -> None:
    text = f"{title}\n一、概述\n2015年、2015年、2015年的工作平稳。"
    assert told(text)[0] == ("title", 2016)
    assert years(text).report_year == 2016


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2016年1月1日至12月31日", (2016, 12, 31)),
        ("2016年1月1日起至12月31日", (2016, 12, 31)),
        ("2016年1月1日起，至12月31日", (2016, 12, 31)),
        ("2016年1月1日到2016年12月31日", (2016, 12, 31)),
        ("2016年1月1日—12月31日", (2016, 12, 31)),
        ("2016年1月1日-12月31日", (2016, 12, 31)),
        ("2016年1月1日～12月31日", (2016, 12, 31)),
        ("2016 年 1 月 1 日至 12 月底", (2016, 12, 31)),
        ("2016年01月01日至2016年12月31日", (2016, 12, 31)),
        ("２０１６年１月１日至１２月３１日", (2016, 12, 31)),
        ("2016年1月1日至11月末", (2016, 11, 30)),
        ("2016年1月1日至2017年1月10日", (2017, 1, 10)),
    ],
)
def test_stated_periods(written: str, last: tuple[int, int, int]) -> None:
    text = f"统计期限自{written}止。"
    (period,) = years(text).periods
    assert (period.first, period.last) == ((2016, 1, 1), last)
    assert told(text)[0] == ("period", 2016)


@pytest.mark.parametrize("text", ["2016年全年", "2016年1月1日", "1月1日至12月31日", "2016年13月1日至14月31日"])
def test_what_is_no_period(text: str) -> None:
    assert years(text).periods == ()


def test_a_period_within_the_year_is_no_evidence() -> None:
    assert told("活动自2015年3月1日至2015年4月30日，2016年、2016年推广。") == [("body", 2016)]


def test_a_caption_tells_the_year() -> None:
    rows = "收到申请数 件 3\n当面申请数 件 3\n"
    assert ("caption", 2016) in told(f"一、附表\n政府信息公开情况统计表\n（2016年度）\n{rows}")
    assert ("caption", 2016) in told(f"一、附表\n政府信息公开情况统计表（2016年度）\n{rows}")


def test_the_body_tells_by_majority_and_the_later_one_in_a_draw() -> None:
    assert told("2015年甲。2016年乙。2016年丙。") == [("body", 2016)]
    assert told("2016年甲。2015年乙。") == [("body", 2016)]


@pytest.mark.parametrize("text", ["公开信息2016条。", "青政发〔2016〕3号", "（2016）青行初3号", "电话20162016。"])
def test_what_tells_no_year(text: str) -> None:
    assert years(text).report_year is None


def test_disagreement_is_kept_and_the_title_counts() -> None:
    text = f"{TITLE.format('2016年')}\n统计期限为2015年1月1日至12月31日。"
    assert told(text) == [("title", 2016), ("period", 2015), ("body", 2016)]
    assert years(text).report_year == 2016


def test_a_caption_is_nothing_but_a_year() -> None:
    assert [is_caption(text, Span(0, len(text))) for text in ("（2016年度）", "2016年", "2016年公开", "（一）")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_period_of_whole_months_is_the_whole_year() -> None:
    content = content_of("统计期限为2016年1月至12月。\n一、概述\n工作平稳。")
    assert [(period.first, period.last) for period in content.years.periods] == [((2016, 1, 1), (2016, 12, 31))]


def test_a_month_in_brackets_behind_the_title_is_when_it_came_out() -> None:
    assert told(f"{TITLE.format('2016年')}（2017年3月）\n一、概述\n平稳。")[:1] == [("title", 2016)]
    assert told(f"{TITLE.format('')}（2016年）\n一、概述\n平稳。")[:1] == [("title", 2016)]
