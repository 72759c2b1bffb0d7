"""Which pack a draft is given, and why."""

from __future__ import annotations

import pytest

from reportlint.packs.select import Selection, named, select
from support import all_packs, content_of, pack_named

TITLE = "青石县{}年政府信息公开工作年度报告\n"
SECTIONS = "一、主动公开政府信息的情况\n有。\n二、依申请公开情况\n有。\n三、收费及减免情况\n无。\n四、行政复议和行政诉讼情况\n无。\n"
TABLE = "一、附表\n政府信息公开情况统计表\n（一）收到申请数 件 3\n1．当面申请数 件 3\n"


def chosen(text: str) -> Selection:
    return select(all_packs(), content_of(text))


@pytest.mark.parametrize(
    ("year", "pack"),
    [
        (2008, "annual-report-2008"),
        (2013, "annual-report-2008"),
        (2014, "annual-report-2014"),
        (2018, "annual-report-2014"),
    ],
)
def test_by_title_and_year(year: int, pack: str) -> None:
    selection = chosen(TITLE.format(year) + "一、概述\n平稳。")
    assert selection.pack is pack_named(pack)
    assert "题名" in selection.reason.text()
    assert str(year) in selection.reason.text()
    assert not selection.fallback


def test_by_table() -> None:
    selection = chosen(f"{TABLE}二、其他\n2016年平稳。")
    assert selection.pack is pack_named("annual-report-2014")
    assert "统计表" in selection.reason.text()


def test_by_sections() -> None:
    selection = chosen(f"2011年的工作。\n{SECTIONS}")
    assert selection.pack is pack_named("annual-report-2008")
    assert "4 个规定部分" in selection.reason.text()


def test_by_opening() -> None:
    selection = chosen("2016年以来，我县推进公开，现将有关情况汇报如下：\n一、主要做法\n有。")
    assert selection.pack is pack_named("work-summary")
    assert "开头" in selection.reason.text()


def test_by_the_title_of_a_summary_in_any_year() -> None:
    for year in (2011, 2016, 2023):
        selection = chosen(f"青石县{year}年政务公开工作总结\n一、主要做法\n有。")
        assert selection.pack is pack_named("work-summary")


def test_the_title_weighs_more_than_the_opening() -> None:
    content = content_of(f"{TITLE.format(2016)}现将有关情况报告如下：\n一、概述\n平稳。")
    for packs in (all_packs(), all_packs()[::-1]):
        assert select(packs, content).pack is pack_named("annual-report-2014")


@pytest.mark.parametrize("year", [1999, 2007])
def test_a_year_that_no_pack_covers_is_a_failure(year: int) -> None:
    assert not any(pack.applies.years and pack.applies.covers(year) for pack in all_packs())
    selection = chosen(TITLE.format(year) + SECTIONS)
    assert selection.pack is None
    reason = selection.reason.text()
    assert str(year) in reason
    assert "annual-report-2008" in reason
    assert "annual-report-2014" in reason
    assert "--pack official-writing" in reason


def test_a_report_without_a_year_is_a_failure() -> None:
    selection = chosen("青石县政府信息公开工作年度报告\n" + SECTIONS)
    assert selection.pack is None
    assert "--pack" in selection.reason.text()
    assert "annual-report-2014" in selection.reason.text("en")


def test_anything_else_is_checked_for_its_wording() -> None:
    selection = chosen("关于开展植树活动的通知\n一、时间\n3月。")
    assert selection.pack is pack_named("official-writing")
    assert selection.fallback


def test_what_is_not_chinese_is_a_failure() -> None:
    selection = chosen("The quick brown fox jumps over the lazy dog.\n" * 20)
    assert selection.pack is None


def test_a_named_pack_is_taken_as_it_is() -> None:
    selection = named(pack_named("work-summary"))
    assert selection.pack is pack_named("work-summary")
    assert "work-summary" in selection.reason.text()


def test_the_order_of_the_packs_does_not_matter() -> None:
    for text in (TITLE.format(2016) + SECTIONS, TITLE.format(2011) + SECTIONS, f"{TABLE}2016年"):
        content = content_of(text)
        assert select(all_packs(), content).pack is select(all_packs()[::-1], content).pack
