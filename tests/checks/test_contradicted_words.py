"""Words that the tables contradict."""

from __future__ import annotations

import pytest

from support import expect, run_rule

RULE = "outcome-claim"
PACK = "annual-report-2021"
COLUMNS = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"
TABLE = (
    "四、政府信息公开行政复议、行政诉讼情况\n| 行政复议 | 行政诉讼 |\n"
    + COLUMNS
    + " 未经复议直接起诉 | 复议后起诉 |\n"
    + COLUMNS
    + COLUMNS[1:]
    + "\n| {} |\n"
)


def report(said: str, *numbers: int | str) -> str:
    row = " | ".join(map(str, numbers))
    return f"一、总体情况\n（二）依申请公开。{said}\n" + TABLE.format(row)


UPHELD = (2, 0, 0, 0, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0)
PENDING_REVIEW = (1, 0, 0, 1, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0)
LOST_SUIT = (2, 0, 0, 0, 2, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("行政复议2件，【均获维持】。", PENDING_REVIEW),
        ("行政复议2件、行政诉讼1件，【全部维持】。", LOST_SUIT),
        ("行政诉讼1件，【零败诉】。", LOST_SUIT),
        ("行政诉讼1件，【均获胜诉】。", LOST_SUIT),
        ("全年保持【无败诉】。", LOST_SUIT),
    ],
)
def test_what_the_table_contradicts(said: str, numbers: tuple[int, ...]) -> None:
    expect(report(said, *numbers), RULE, pack=PACK)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("行政复议2件，均获维持。", UPHELD),
        ("行政复议2件，均获维持。", LOST_SUIT),
        ("行政诉讼1件，零败诉。", PENDING_REVIEW),
        ("2026年力争行政诉讼零败诉。", LOST_SUIT),
        ("上年行政复议2件，均获维持。", PENDING_REVIEW),
    ],
)
def test_what_it_does_not(said: str, numbers: tuple[int, ...]) -> None:
    expect(report(said, *numbers), RULE, pack=PACK, year=2023)


def test_blank_cells_hide_nothing_that_stands_beside_them() -> None:
    numbers = ("1", "", "", "1", "2", "1", "", "", "", "1", "", "", "", "", "")
    expect(report("行政复议2件，【均获维持】。", *numbers), RULE, pack=PACK)


def test_without_the_numbers_nothing_is_judged() -> None:
    findings, assessment = run_rule(
        report("行政复议2件，均获维持。", "2", "", "", "", "2", *[""] * 10), RULE, pack=PACK
    )
    assert not findings
    assert "没有填全" in assessment.not_assessed[0].reason
