from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "blank-cell"
TABLE = "一、附表\n（一）收到申请数\t件\t3\n1．当面申请数\t件\t3\n2．传真申请数\t件\t{}\n3．网络申请数\t件\t0\n"


@pytest.mark.parametrize(("cell", "what"), [("【/】", "/"), ("【—】", "—"), ("【－】", "—"), ("【无】", "无")])
def test_a_mark_instead_of_a_number(cell: str, what: str) -> None:
    (finding,) = expect(TABLE.format(cell), RULE)
    assert f"（{what}）" in finding.message
    assert "“传真申请数”" in finding.message


def test_a_blank_cell_is_shown_at_its_label() -> None:
    text = TABLE.format("").replace("2．传真申请数", "【2．传真申请数】")
    (finding,) = expect(text, RULE)
    assert "空白" in finding.message


def test_several_cells_are_one_finding() -> None:
    text = TABLE.format("【/】").replace("网络申请数\t件\t0", "网络申请数\t件\t—")
    (finding,) = expect(text, RULE)
    assert "2格" in finding.message
    assert [related.message for related in finding.related] == ["“网络申请数”—"]


@pytest.mark.parametrize("cell", ["0", "零", "1,234", "12件", "3*"])
def test_numbers(cell: str) -> None:
    assert check_text(TABLE.format(cell), RULE) == []


def test_a_group_has_no_cell_to_fill() -> None:
    assert check_text("一、附表\n三、依申请公开情况\t\t\n（一）收到申请数\t件\t3\n1．当面申请数\t件\t3\n", RULE) == []


def test_without_a_table_nothing_is_assessed() -> None:
    _, assessment = run_rule("一、概述\n平稳。", RULE)
    assert len(assessment.not_assessed) == 1


def test_a_cell_that_holds_something_else_is_not_blank() -> None:
    assert (
        check_text(
            "一、附表\n（一）收到申请数 | 件 | 4 186\n1．当面申请数 | 件 | 3\n2．传真申请数 | 件 | 0\n", "blank-cell"
        )
        == []
    )


def test_a_blank_total_is_told_with_the_value_that_follows() -> None:
    text = "一、附表\n（一）收到申请数\t件\t\n1．当面申请数\t件\t3\n2．传真申请数\t件\t0\n3．网络申请数\t件\t9\n4．信函申请数\t件\t1\n"
    (finding,) = check_text(text, RULE)
    (suspect,) = finding.evidence.suspects
    assert (suspect.label, suspect.expected) == ("收到申请数", "13")
    assert finding.fix is not None
    assert not finding.fix.safe
    assert [edit.replacement for edit in finding.fix.edits] == ["13"]


def test_a_blank_part_follows_from_the_total_and_the_other_parts() -> None:
    text = "一、附表\n（一）收到申请数\t件\t13\n1．当面申请数\t件\t3\n2．传真申请数\t件\t/\n3．网络申请数\t件\t9\n4．信函申请数\t件\t1\n"
    (finding,) = check_text(text, RULE)
    assert [edit.replacement for edit in finding.fix.edits] == ["0"]


def test_where_two_parts_are_blank_nothing_follows_for_sure() -> None:
    text = "一、附表\n（一）收到申请数\t件\t13\n1．当面申请数\t件\t3\n2．传真申请数\t件\t/\n3．网络申请数\t件\t/\n4．信函申请数\t件\t1\n"
    (finding,) = check_text(text, RULE)
    assert finding.fix is None
    assert finding.evidence is None or all(suspect.expected is None for suspect in finding.evidence.suspects)
