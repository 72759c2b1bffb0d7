from __future__ import annotations

import pytest

from reportlint.finding import Severity
from support import check_text, expect, run_rule

RULE = "contradicted-claim"
TABLE = "\n二、附表\n（一）收到申请数 件 {}\n四、行政复议数量 件 2\n七、依申请公开信息收取的费用 万元 0\n"


def test_the_table_contradicts_a_claim() -> None:
    (finding,) = expect(f"一、概述\n全年【未收到政府信息公开申请】。{TABLE.format(3)}", RULE)
    assert (finding.evidence.left, finding.evidence.right) == ("0", "3")
    assert finding.severity is Severity.ERROR
    assert finding.related[0].span.start.line == 4


def test_another_sentence_contradicts_a_claim() -> None:
    expect("一、概述\n全年共收到政府信息公开申请3件。\n二、办理\n全年【未收到政府信息公开申请】。", RULE)


def test_a_claim_about_somebody_named_is_a_warning_at_most() -> None:
    (finding,) = check_text(f"一、概述\n县本级未收到政府信息公开申请。{TABLE.format(3)}", RULE)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "没有收取任何费用。",
        "全年收到申请3件，未收到申请人补正材料。",
        "上年未收到政府信息公开申请。",
        "未收到复议申请。",
    ],
)
def test_claims_that_nothing_contradicts(text: str) -> None:
    assert check_text(f"一、概述\n{text}{TABLE.format(3)}", RULE) == []


def test_a_blank_cell_contradicts_nothing() -> None:
    assert check_text(f"一、概述\n全年未收到政府信息公开申请。{TABLE.format('/')}", RULE) == []
    assert check_text(f"一、概述\n全年未收到政府信息公开申请。{TABLE.format(0)}", RULE) == []


def test_owners_are_not_mixed_up() -> None:
    assert check_text("一、概述\n全县收到申请3件。\n二、办理\n县本级未收到政府信息公开申请。", RULE) == []


def test_without_a_claim_nothing_is_assessed() -> None:
    _, assessment = run_rule(f"一、概述\n全年收到申请3件。{TABLE.format(3)}", RULE)
    assert len(assessment.not_assessed) == 1
