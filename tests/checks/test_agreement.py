from __future__ import annotations

import pytest

from reportlint.finding import Severity
from support import check_text, expect, run_rule

RULE = "text-table-mismatch"
TABLE = "\n二、附表\n（一）收到申请数 件 25\n1．当面申请数 件 25\n七、依申请公开信息收取的费用 万元 0.35\n"


def test_prose_and_table_disagree() -> None:
    (finding,) = expect(f"一、概述\n全年【收到申请23件】。{TABLE}", RULE)
    assert finding.severity is Severity.ERROR
    assert (finding.evidence.left, finding.evidence.right) == ("23", "25")
    assert finding.related[0].span.start.line == 4


@pytest.mark.parametrize(("owner", "number"), [("全县", 23), ("县本级", 27), ("本机关", 27), ("各部门", 23)])
def test_where_the_scope_may_differ_it_asks(owner: str, number: int) -> None:
    (finding,) = check_text(f"一、概述\n{owner}收到申请{number}件。{TABLE}", RULE)
    assert finding.severity is Severity.WARNING
    assert "是否" in finding.message


@pytest.mark.parametrize("owner", ["县本级", "本机关"])
def test_the_issuer_s_own_number_may_be_a_part_of_the_table_s(owner: str) -> None:
    assert not check_text(f"一、概述\n{owner}收到申请23件。{TABLE}", RULE)


@pytest.mark.parametrize(
    "text",
    [
        "全年收到申请25件。",
        "全年收到申请二十五件。",
        "全年收到申请20余件。",
        "全年收到申请约20件。",
        "上年收到申请23件。",
        "2015年收到申请23件，2016年收到申请25件。",
        "2017年将收到申请30件。",
        "全年收到申请25件，其中县政府收到申请3件。",
        "收取费用3500元。",
        "收取费用0.35万元。",
        "收取费用0.4万元。",
        "全年收到复议申请3件。",
    ],
)
def test_what_agrees_or_speaks_of_something_else(text: str) -> None:
    assert check_text(f"青石县2016年政府信息公开工作年度报告\n一、概述\n{text}{TABLE}", RULE) == []


def test_money_in_another_unit_is_compared() -> None:
    expect(f"一、概述\n【收取费用350元】。{TABLE}", RULE)


def test_two_sentences_disagree_without_a_table() -> None:
    (finding,) = expect("一、概述\n全年收到申请25件。\n二、办理\n全年共【收到政府信息公开申请23件】。", RULE)
    assert "25件" in finding.message
    assert finding.severity is Severity.ERROR


def test_two_sentences_about_different_owners_are_not_compared() -> None:
    assert check_text("一、概述\n全县收到申请25件。\n二、办理\n县本级收到申请3件。", RULE) == []


def test_one_number_is_compared_with_nothing() -> None:
    _, assessment = run_rule("一、概述\n全年收到申请25件。", RULE)
    assert len(assessment.not_assessed) == 1


def test_the_second_copy_of_a_passage_is_left_out() -> None:
    line = "全年收到申请23件，内容涉及规划建设、土地征收、环境保护、社会保障等各个方面，均已按时办结。"
    found = check_text(f"一、概述\n{line}\n二、办理\n{line}{TABLE.replace('二', '三')}", RULE)
    assert [finding.span.start.line for finding in found] == [2]


def test_traditional_characters_are_quoted_as_written() -> None:
    (finding,) = check_text(f"一、概述\n全年收到申請23件。{TABLE}", RULE)
    assert "收到申請23件" in finding.message
