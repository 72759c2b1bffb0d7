from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "stale-year"


@pytest.mark.parametrize(
    "text",
    [
        "一、存在的问题及改进措施\n形式单一。【2016年，我县将】丰富形式。",
        "一、下一步打算\n【2015年计划】丰富形式。",
        "一、概述\n【2015年，我县完成任务】。",
        "一、存在的问题\n（一）打算\n【2016年，我县将】丰富形式。",
    ],
)
def test_last_years_wording(text: str) -> None:
    expect(text, RULE, year=2016)


@pytest.mark.parametrize(
    "text",
    [
        "一、存在的问题及改进措施\n2017年，我县将丰富形式。",
        "一、改进情况\n2016年，我县将公开工作纳入年度考核。",
        "一、概述\n2016年，我县完成任务。与2015年，相比增长。",
        "一、概述\n2015年，与上年相比增长。",
        "一、概述\n2016年，我县将信息分类。",
        "一、其他\n2015年，我县完成任务。",
    ],
)
def test_this_years_wording(text: str) -> None:
    assert check_text(text, RULE, year=2016) == []


def test_without_a_year_nothing_is_assessed() -> None:
    _, assessment = run_rule("一、打算\n我县将丰富形式。", RULE)
    assert len(assessment.not_assessed) == 1
