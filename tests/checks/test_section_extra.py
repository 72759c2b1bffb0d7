"""Sections of a format that prescribes their titles; none of the packs so far does."""

from __future__ import annotations

from reportlint.checks import section_extra
from reportlint.draft.forms import SectionForm
from reportlint.finding import NotAssessed
from reportlint.packs.schema import Pack
from reportlint.text.patterns import Pattern
from support import content_of, words

FORMS = (SectionForm("a", "甲情况"), SectionForm("b", "乙情况", match=(Pattern("乙"),)))
PACK = Pack("sample", "样例", "1.0.0", "样例", outline=FORMS)


def extra(text: str) -> list[str]:
    content = content_of(text)
    return words(content, section_extra.check(content, section_extra.Parameters(), PACK))


def test_a_top_level_heading_of_no_form() -> None:
    assert extra("一、甲情况\n有。\n二、丙情况\n有。\n三、乙的情况\n有。") == ["二、丙情况"]


def test_deeper_headings_are_free() -> None:
    assert extra("一、甲情况\n（一）丙\n有。\n（二）丁\n有。\n二、乙情况\n有。") == []


def test_without_an_outline_nothing_is_assessed() -> None:
    content = content_of("一、甲\n有。")
    (seen,) = section_extra.check(content, section_extra.Parameters(), Pack("x", "x", "1", "x"))
    assert isinstance(seen, NotAssessed)
