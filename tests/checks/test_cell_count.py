from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "cell-not-integer"
TABLE = "一、附表\n（一）收到申请数\t件\t3\n1．当面申请数\t件\t{}\n七、依申请公开信息收取的费用\t万元\t{}\n"


@pytest.mark.parametrize(
    ("cell", "word"),
    [("【-3】", "负数"), ("【−3】", "负数"), ("【减3】", "负数"), ("【3.5】", "整数"), ("【0.1】", "整数")],
)
def test_a_count_is_a_whole_number(cell: str, word: str) -> None:
    (finding,) = expect(TABLE.format(cell, 0), RULE)
    assert word in finding.message
    assert "当面申请数" in finding.location


def test_an_amount_may_have_decimals_but_no_sign() -> None:
    assert check_text(TABLE.format(3, "0.25"), RULE) == []
    (finding,) = expect(TABLE.format(3, "【-0.25】"), RULE)
    assert "负数" in finding.message


@pytest.mark.parametrize("cell", ["3", "0", "3.0", "1,234", "３", "/", ""])
def test_what_is_right_or_somebody_elses_business(cell: str) -> None:
    assert check_text(TABLE.format(cell, 0), RULE) == []


def test_without_a_table_nothing_is_assessed() -> None:
    _, assessment = run_rule("一、概述\n平稳。", RULE)
    assert len(assessment.not_assessed) == 1
