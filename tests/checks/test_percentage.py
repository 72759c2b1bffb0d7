from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "wrong-percentage"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("收到申请80件，其中网络申请30件，占【35.7%】。", "37.5%"),
        ("收到申请80件，其中网络申请30件，占比【35%】。", "38%"),
        ("收到申请30件，其中网络申请30件，占【90%】。", "100%"),
        ("收到申请80件，其中网络申请30件（占总数的【73.5%】）。", "37.5%"),
        ("收到申请805件，当面申请267件，【约占33.71%】。", "33.17%"),
        ("收到申请三十件，其中网络申请十件，占【百分之三十】。", "33%"),
    ],
)
def test_a_share_that_does_not_follow(text: str, right: str) -> None:
    (finding,) = expect(text, RULE)
    assert finding.evidence.right == right
    assert [note.message[:2] for note in finding.related] == ["部分", "整体"]


@pytest.mark.parametrize(
    ("text", "whole", "right"),
    [
        ("同意公开10件，占申请总数（40件）的【35%】。", "40件", "25%"),
        ("公开文件12件，占制发总数15件的【90%】。", "15件", "80%"),
        ("公开1586条，同比增长16.4%，完成年度任务1500条的【107.5%】。", "1500条", "105.7%"),
        ("收到申请40件，办结39件，办结率【99.5%】。", "40件", "97.5%"),
        ("收到申请40件，按时办结38件，按时办结率【98%】。", "40件", "95%"),
        ("建议46件、提案58件，合计104件，其中98件办理结果公开，公开率【92.4%】。", "104件", "94.2%"),
        (
            "新增公开信息68742条。累计公开298310条。新增信息中，政策3250条，占【7.4%】；规划1286条，占1.9%。",
            "68742条",
            "4.7%",
        ),
        ("公开1586条，其中网站1402条，占88.4%；微信624条，占【93.3%】。", "1586条", "39.3%"),
        ("收到申请40件，网络28件，占70%；信函9件，占【25.2%】。", "40件", "22.5%"),
        ("收到申请40件，其中网络28件，占七成；信函9件，占【25.2%】。", "40件", "22.5%"),
        ("部门公开820条，占【86.3%】；乡镇380条，占31.7%。两项合计1200条。", "1200条", "68.3%"),
        ("收到申请40件。\n同意26件，占65%；部分4件，占10%；不予5件，占【15.5%】。", "40件", "12.5%"),
    ],
)
def test_the_whole_that_is_named(text: str, whole: str, right: str) -> None:
    (finding,) = expect(text, RULE)
    assert finding.related[1].message == f"整体：{whole}"
    assert finding.evidence.right == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("收到申请128件，比上年增加23件，增长【29.1%】。", "21.9%"),
        ("公开信息312条，比2016年的286条增加26条，增幅【1.9%】。", "9.1%"),
        ("收到申请1028件，较上年（863件）增长【11.9%】。", "19.1%"),
        ("公开信息较上年的3720条增长【21.5%】，达到4186条。", "12.5%"),
        ("行政权力由1006项减少到434项，减少【65.9%】。", "56.9%"),
    ],
)
def test_growth_between_two_numbers_of_a_sentence(text: str, right: str) -> None:
    (finding,) = expect(text, RULE)
    assert finding.evidence.right == right
    assert len(finding.related) == 2


@pytest.mark.parametrize(
    "text",
    [
        "全县56个单位中，52个单位建立了制度，占92.9%，其中乡镇12个，占乡镇总数的100%。",
        "全县56个单位中，52个单位建立了制度，占92.9%，其中乡镇12个，占100%。",
        "部门公开820条，占68.3%；乡镇380条，占31.7%。两项合计1200条。",
        "同意公开和部分公开的8件，占34.8%；不同意公开的2件，占8.7%。",
        "公开文件56件。同意公开的8件，占34.8%。",
        "收到申请80件，办结78件，其中同意公开30件，占已答复数的39%。",
        "公开信息100条，占全县公开信息总数的5%。",
        "收到来电500个，当场答复300个，转办200个，办结率100%。",
        "收到来电500个，办结490个，办结率98%，满意400个，满意率81.6%。",
        "公开信息186条，比上年减少14条，下降7%。",
        "公开信息较上年的3720条增长12.5%，达到4186条。",
        "公开信息312条，比2016年的286条增加26条，增幅9.1%。",
        "行政权力由1006项减少到434项，增长65.9%。",
        "收到申请128件，比上年增加23件，办结增长29.1%。",
    ],
)
def test_percentages_whose_base_is_another_or_unknown(text: str) -> None:
    assert check_text(text, RULE) == []


def test_a_share_of_an_unknown_whole_is_not_assessed() -> None:
    _, assessment = run_rule("公开100条，办结90条，其中按时30条，占70%。", RULE)
    assert len(assessment.not_assessed) == 1


@pytest.mark.parametrize(
    "text",
    [
        "收到申请80件，其中网络申请30件，占37.5%。",
        "收到申请80件，其中网络申请30件，占38%。",
        "收到申请80件，其中网络申请30件，占37%左右。",
        "收到申请约80件，其中网络申请30件，占40%。",
        "收到申请3件，其中网络申请1件，占33.3%、信函2件，占66.7%。",
        "收到申请80件，办结40件，其中按时30件，占75%。",
        "收到申请80件，办结40件，其中按时30件，占37.5%。",
        "收到申请80件，增长35.7%。",
        "公开信息30条，占35.7%。",
        "收到申请80件，培训30人，占35.7%。",
        "收到申请0件，办结0件，占100%。",
    ],
)
def test_shares_that_may_be_right(text: str) -> None:
    assert check_text(text, RULE) == []


def test_numbers_of_another_paragraph_are_no_whole() -> None:
    _, assessment = run_rule("收到申请80件。\n网络申请30件，占35.7%。", RULE)
    assert len(assessment.not_assessed) == 1


def test_a_share_of_the_table_in_prose_only() -> None:
    assert check_text("| 甲 | 80件 | 30件 | 占35.7% |\n" * 8, RULE) == []


def test_the_second_copy_of_a_passage_is_left_out() -> None:
    line = "全年共收到政府信息公开申请80件，其中通过网络提交的申请30件，占{}，均已在规定的时限内办结。"
    expect(f"一、概述\n{line.format('【35.7%】')}\n二、其他\n{line.format('35.7%')}", RULE)
