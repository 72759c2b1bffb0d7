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
        "一、主动公开\n（一）总体情况。【2015年，全县公开信息20条】，较2014年增长。",
        "一、申请\n【2015年，收到申请3件】。\n平稳。",
        "一、改进措施\n【2016年我县要】从三方面入手。",
        "一、改进措施\n【2016年重点抓好以下工作】：\n一是丰富形式。",
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
        "一、概述\n2015年，公开信息20条；2016年，公开信息30条。",
        "一、概述\n2015年，公开信息20条。\n2016年，公开信息30条。",
        "一、概述\n平稳。2015年，公开信息20条。",
        "一、改进情况\n2016年重点抓好以下工作：健全了制度。",
        "一、改进情况\n2016年要求各镇公开的事项，均已公开。",
    ],
)
def test_this_years_wording(text: str) -> None:
    assert check_text(text, RULE, year=2016) == []


def test_a_draft_that_speaks_of_last_year_throughout_is_one_finding() -> None:
    expect("一、概述\n【2015年，我县完成任务】。\n二、申请\n2015年，收到申请3件。", RULE, year=2016)


def test_without_a_year_nothing_is_assessed() -> None:
    _, assessment = run_rule("一、打算\n我县将丰富形式。", RULE)
    assert len(assessment.not_assessed) == 1
