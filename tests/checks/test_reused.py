"""What last year's report says already: figures and passages, not the words that every report has every year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from previous_reports import report, run

if TYPE_CHECKING:
    from reportlint.finding import Finding

PREVIOUS_PROBLEMS = (
    "一是门户网站的专栏链接时有失效，二是依申请公开答复文书不够规范。2024年将逐月巡查专栏链接，及时修复；"
    "印发答复文书范本，组织各部门经办人员集中培训，并由司法局对疑难答复事先审核，确保合法规范。"
)
NEW_PROBLEMS = (
    "一是解读材料以文字为主，二是乡镇专栏更新不及时。下一步将为每份文件配一图读懂，并把乡镇专栏纳入月度抽查，"
    "抽查结果在全县通报；专栏链接失效的问题已经解决。"
)
FIGURES = "全年通过网站发布信息117条，其中部门要闻39条、政策文件19条、预算决算6条、其他信息53条。"


def reused(draft: str, previous: str) -> list[Finding]:
    return run(draft, previous, "reused-from-last-year")[0]


def quoted(draft: str, finding: Finding) -> str:
    assert finding.span is not None
    return draft[finding.span.start.offset : finding.span.end.offset]


def next_year(text: str) -> str:
    return text.replace("2024年", "2025年").replace("2023年", "2024年")


# ---------------------------------------------------------------- passages


def test_a_section_of_last_year_is_found_with_its_place() -> None:
    overview = "，".join(f"第{char}项任务按年初的要点全部办结" for char in "一二三四五六七八九十") + "，都已经公布。"
    draft = report(2024, problems=next_year(PREVIOUS_PROBLEMS), overview=overview)
    [found] = reused(draft, report(2023, problems=PREVIOUS_PROBLEMS))
    assert quoted(draft, found) == next_year(PREVIOUS_PROBLEMS)
    assert found.message == (
        "“存在的主要问题及改进情况”有89字（100%）与上年报告（2023.txt）相同，其中连续89字，始于“一是门户网站的专栏链接时”"
    )
    assert found.related[0].message.startswith("上年报告 2023.txt 第21行：“一是门户网站")
    assert found.related[0].span is None


def test_much_of_the_draft_is_one_finding() -> None:
    overview = (
        "2023年，县政府办公室把公开要求落到办文、办事各环节，各项任务按计划完成，并对门户网站专栏逐项核对，补齐缺项。"
    )
    draft = report(2024, problems=next_year(PREVIOUS_PROBLEMS), overview=next_year(overview))
    [found] = reused(draft, report(2023, problems=PREVIOUS_PROBLEMS, overview=overview))
    assert found.message.startswith("正文有139字（100%）与上年报告（2023.txt）相同")


def test_small_edits_do_not_hide_a_copy() -> None:
    edited = next_year(PREVIOUS_PROBLEMS).replace("及时修复", "立即修复").replace("集中培训", "集中开展培训")
    assert reused(report(2024, problems=edited), report(2023, problems=PREVIOUS_PROBLEMS))


@pytest.mark.parametrize(
    ("overview", "problems"),
    [
        ("2024年，县政府办公室新建了解读专栏，对历年文件作了一次清理，清理结果在网站公布。", NEW_PROBLEMS),
        ("2024年，县政府办公室按年初要点开展工作。", NEW_PROBLEMS),
        ("2024年，县政府办公室按年初要点开展工作。", PREVIOUS_PROBLEMS[:31]),
    ],
)
def test_new_words_are_left_alone(overview: str, problems: str) -> None:
    assert not reused(report(2024, problems=problems, overview=overview), report(2023, problems=PREVIOUS_PROBLEMS))


def test_new_figures_in_last_years_words_are_news() -> None:
    template = (
        "全年通过网站发布信息{}条，通过政务新媒体发布信息{}条，全部按照规定的程序审核发布；"
        "全年举办新闻发布会{}场，回应公众关切{}次，公众可以在门户网站的专栏里随时查看全部内容。"
    )
    draft, previous = template.format(131, 88, 4, 17), template.format(117, 80, 3, 15)
    assert not reused(report(2024, overview=draft), report(2023, overview=previous))


BOILERPLATE = (
    "本报告根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》的要求编制，全文由总体情况等六部分组成。"
    "所列数据的统计期限自{year}年1月1日起至12月31日止。本报告电子版可从青石县人民政府门户网站下载，如有疑问请与县政府办公室联系。"
)


@pytest.mark.parametrize("inside", [False, True])
def test_what_every_report_says_is_left_alone(inside: bool) -> None:
    def text(year: int) -> str:
        said = BOILERPLATE.format(year=year)
        if inside:
            return report(year, overview=said)
        return report(year).replace("\n\n一、", f"\n{said}\n\n一、", 1)

    assert not reused(text(2024), text(2023))


def test_nothing_happened_is_said_alike_every_year() -> None:
    said = (
        "全县未收到政府信息公开申请，没有发生因政府信息公开被申请行政复议、提起行政诉讼的情况。"
        "全年未发出收费通知，未收取信息处理费。没有发生责任追究情形，也没有发现泄密的情况，没有其他需要报告的事项。"
    )
    assert not reused(report(2024, overview=said), report(2023, overview=said))


# ---------------------------------------------------------------- figures


def test_a_sentence_with_last_years_figures_is_found() -> None:
    draft = report(2024, overview=f"2024年，新建解读专栏。{FIGURES}")
    [found] = reused(draft, report(2023, overview=f"2023年，清理历年文件。{FIGURES}"))
    assert quoted(draft, found) == FIGURES
    assert found.message == (
        "这一句的5个数（117、39、19、6、53）与上年报告（2023.txt）完全相同，请核对是否照抄了上年的数据"
    )
    assert found.related[0].message == f"上年报告 2023.txt 第4行：“{FIGURES[:39]}…”"


def test_other_words_do_not_hide_last_years_figures() -> None:
    draft = "网站全年公开信息117条：部门要闻39条、政策文件19条、预算决算6条，其他53条。"
    assert reused(report(2024, overview=draft), report(2023, overview=FIGURES))


@pytest.mark.parametrize(
    "sentence",
    [
        FIGURES.replace("117", "118").replace("53", "54"),
        "全年举办培训2次、发布会3场、在线访谈1期、专题会4次。",
        "全年发布信息117条，其中政策文件39条。",
        "全县共设政务公开专区12个、查阅点35个、公开栏120个、公报投放点46处。",
        "全年发布信息0条，其中政策文件0条、解读0条、公报0期、其他0条。",
    ],
)
def test_few_small_or_other_figures_are_left_alone(sentence: str) -> None:
    previous = FIGURES if "118" in sentence else sentence
    assert not reused(report(2024, overview=sentence), report(2023, overview=previous))


def test_a_table_with_last_years_figures_is_found() -> None:
    draft = report(2024, made=12, repealed=3, carried_in=11, carried_out=12)
    [found] = reused(draft, report(2023, made=14, repealed=2, carried_in=11, carried_out=12))
    assert found.location == "表“收到和处理政府信息公开申请情况表”"
    assert found.message == (
        "“收到和处理政府信息公开申请情况表”不为零的8格（20、11、19、12）与上年报告（2023.txt）全部相同，请核对是否照抄了上年的数据"
    )


def test_one_new_figure_in_a_table_is_news() -> None:
    assert not reused(report(2024, carried_in=11, carried_out=12), report(2023, carried_in=11, carried_out=13))


def test_small_figures_of_a_table_are_the_same_by_chance() -> None:
    few = {"carried_in": 0, "carried_out": 1}
    assert not reused(report(2024, **few), report(2023, **few))


def test_the_stock_stays_what_it_was() -> None:
    assert not reused(report(2024, in_force=1234), report(2023, in_force=1234))


def test_the_whole_report_again_is_told_in_a_few_findings() -> None:
    text = report(2023, overview=FIGURES, problems=PREVIOUS_PROBLEMS, carried_in=11, carried_out=12)
    found = reused(next_year(text), text)
    assert len(found) == 3  # the sentence with figures, the table, the prose
