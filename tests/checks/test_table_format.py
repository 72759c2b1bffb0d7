from __future__ import annotations

import pytest

from reportlint.checks import table_format
from support import all_packs, check_text, content_of, pack_named, words

RULE = "wrong-format-year"
TABLE = "\n".join(
    f"{label}\n{number}" for number, label in enumerate(["事项", "规章", "规范性文件", "许可", "处罚", "收费"] * 2)
)


@pytest.mark.parametrize(
    ("mark", "period"),
    [("本年新制作数量", "2019—2020年度"), ("现行有效件数", "2019年度以后"), ("本年制发件数", "2019年度以后")],
)
def test_words_of_another_periods_table(mark: str, period: str) -> None:
    (finding,) = check_text(f"一、附表\n见下表。\n{mark}\n{TABLE}\n", RULE, year=2016)
    assert mark in finding.message
    assert period in finding.message
    assert "2016年度" in finding.message


def test_the_same_words_in_prose_are_right() -> None:
    assert check_text("一、概述\n对照本年新制作数量、现行有效件数等指标统计。", RULE, year=2016) == []


def test_the_packs_own_table_is_right() -> None:
    assert check_text("一、附表\n（一）收到申请数 件 3\n1．当面申请数 件 3\n", RULE) == []


def test_a_table_that_the_pack_does_not_have() -> None:
    text = "一、附表\n政府信息公开情况统计表\n（一）收到申请数 件 3\n1．当面申请数 件 3\n"
    content = content_of(text, year=2012)
    assert any(form.tables for form in all_packs())
    outcomes = list(table_format.check(content, table_format.Parameters(), pack_named("annual-report-2008")))
    assert words(content, outcomes) == ["政府信息公开情况统计表"]


def test_a_local_table_that_shares_some_labels() -> None:
    text = "一、附表\n指标 | 单位 | 2012年度\n当面申请数 | 件 | 302\n传真申请数 | 件 | 4\n信函申请数 | 件 | 15\n"
    content = content_of(text, year=2012)
    assert content.tables
    assert list(table_format.check(content, table_format.Parameters(), pack_named("annual-report-2008"))) == []
