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


REQUESTS = """
三、收到和处理政府信息公开申请情况
| 一、本年新收政府信息公开申请数量 | 20 | 0 | 0 | 0 | 0 | 0 | 20 |
| 三、本年度办理结果 | （一）予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |
| （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| （三）不予公开 | 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
| 2.其他法律行政法规禁止公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
| 3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 4.保护第三方合法权益 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| 5.属于三类内部事务信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 6.属于四类过程性信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| （四）无法提供 | 1.本机关不掌握相关政府信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 2.没有现成信息需要另行制作 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 3.补正后申请内容仍不明确 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| （五）不予处理 | 1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 5.要求行政机关确认或重新出具已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| （七）总计 | 12 | 0 | 0 | 0 | 0 | 0 | 12 |
"""


def newer(sentence: str):
    head = "青石县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n"
    return check_text(f"{head}{sentence}{REQUESTS}", RULE, pack="annual-report-2021")


def test_prose_may_mean_what_several_cells_come_to() -> None:
    assert newer("全年办理政府信息公开申请，不予公开6件。") == []
    (finding,) = newer("全年办理政府信息公开申请，不予公开9件。")
    assert (finding.evidence.left, finding.evidence.right) == ("9", "6")


def test_where_prose_may_count_something_else_it_asks() -> None:
    assert newer("全年答复申请12件。") == []
    (finding,) = newer("全年答复申请17件。")
    assert finding.severity is Severity.WARNING
    assert "是否" in finding.message
