from __future__ import annotations

from reportlint.checks import table_units
from support import check_text, content_of, expect, pack_named, run_rule

RULE = "annual-report-2014/unit-mismatch"


def test_a_unit_of_another_row() -> None:
    first, second = expect(
        "一、附表\n2．政府网站在线访谈次数 【篇】 1\n3．政策解读稿件发布数 【次】 12\n4．微博微信回应事件数 次 3", RULE
    )
    assert [edit.replacement for edit in first.fix.edits] == ["次"]
    assert "在线访谈次数" in first.location
    assert "“篇”" in second.message


def test_the_prescribed_units_and_none_at_all() -> None:
    assert check_text("一、附表\n2．政府网站在线访谈次数 次 1\n3．政策解读稿件发布数 篇 12", RULE) == []
    _, assessment = run_rule("一、附表\n2．政府网站在线访谈次数\t1\n3．政策解读稿件发布数\t12", RULE)
    assert len(assessment.not_assessed) == 1


def test_units_that_may_stand_for_each_other() -> None:
    content = content_of(
        "一、附表\n在线访谈\n政府网站在线访谈次数 场 1\n政策解读稿件发布数 篇 12", pack="annual-report-2014"
    )
    pack = pack_named("annual-report-2014")
    assert len(list(table_units.check(content, table_units.Parameters(), pack))) == 1
    assert list(table_units.check(content, table_units.Parameters((("次", "场"),)), pack)) == []
