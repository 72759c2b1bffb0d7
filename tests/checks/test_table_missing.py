from __future__ import annotations

from reportlint.checks import table_missing
from support import check_text, content_of, pack_named

RULE = "missing-table"


def test_a_report_without_its_table() -> None:
    (finding,) = check_text("一、概述\n平稳。", RULE)
    assert finding.span is None
    assert "政府信息公开情况统计表" in finding.message


def test_a_piece_of_the_table_will_do() -> None:
    assert check_text("一、附表\n（一）收到申请数 件 3\n1．当面申请数 件 3\n", RULE) == []


def test_only_the_tables_named_are_asked_for() -> None:
    content, pack = content_of("一、概述\n平稳。", pack="annual-report-2014"), pack_named("annual-report-2014")
    assert list(table_missing.check(content, table_missing.Parameters(("other",)), pack)) == []
    assert len(list(table_missing.check(content, table_missing.Parameters(), pack))) == 1
    assert list(table_missing.Parameters(("other",)).references()) == [("table", "other", "tables")]
