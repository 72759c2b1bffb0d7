from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "heading-level"


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n【（1）】乙\n有。\n（2）丙\n有。",
        "一、甲\n【①】乙\n有。",
        "（一）甲\n【①】乙\n有。",
    ],
)
def test_a_level_that_is_skipped(text: str) -> None:
    expect(text, RULE)


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n（一）乙\n1.丙\n（1）丁\n有。",
        "一、甲\n1.乙\n有。",
        "（一）甲\n1.乙\n①丙\n有。",
        "第一章 甲\n一、乙\n有。",
    ],
)
def test_levels_that_follow(text: str) -> None:
    assert check_text(text, RULE) == []


def test_flat_headings_are_not_assessed() -> None:
    _, assessment = run_rule("一、甲\n有。\n二、乙\n有。", RULE)
    assert len(assessment.not_assessed) == 1
