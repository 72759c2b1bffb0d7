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
