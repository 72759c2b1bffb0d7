from __future__ import annotations

from reportlint.checks import section_title
from reportlint.draft.forms import SectionForm
from reportlint.finding import NotAssessed, Observation
from reportlint.packs.schema import Pack
from reportlint.text.patterns import Pattern
from support import content_of, words

FORMS = (SectionForm("a", "甲的情况", aliases=("甲情况",), match=(Pattern("甲"),)),)
PACK = Pack("sample", "样例", "1.0.0", "样例", outline=FORMS)


def run(text: str) -> tuple[list[str], list[Observation | NotAssessed]]:
    content = content_of(text)
    outcomes = list(section_title.check(content, section_title.Parameters(), PACK))
    return words(content, outcomes), outcomes


def test_another_wording_is_replaced_by_the_prescribed_one() -> None:
    found, (seen,) = run("一、关于甲\n有。")
    assert found == ["关于甲"]
    assert [edit.replacement for edit in seen.fix.edits] == ["甲的情况"]
    assert not seen.fix.safe


def test_the_prescribed_title_and_its_aliases() -> None:
    assert run("一、甲的情况\n有。") == ([], [])
    assert run("一、甲情况。\n有。") == ([], [])


def test_no_section_is_not_assessed() -> None:
    _, (seen,) = run("一、乙\n有。")
    assert isinstance(seen, NotAssessed)
