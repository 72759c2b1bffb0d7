from __future__ import annotations

import pytest

from reportlint.checks import section_order
from reportlint.draft.forms import SectionForm
from reportlint.finding import NotAssessed, Observation
from reportlint.packs.schema import Pack
from support import content_of, words

FORMS = (SectionForm("a", "甲"), SectionForm("b", "乙"), SectionForm("c", "丙"))
PACK = Pack("sample", "样例", "1.0.0", "样例", outline=FORMS)


def run(text: str) -> tuple[list[str], list[Observation | NotAssessed]]:
    content = content_of(text)
    outcomes = list(section_order.check(content, section_order.Parameters(), PACK))
    return words(content, outcomes), outcomes


def test_the_first_section_that_stands_too_late() -> None:
    found, (seen,) = run("一、乙\n有。\n二、甲\n有。\n三、丙\n有。")
    assert found == ["二、甲"]
    assert "甲 → 乙 → 丙" in seen.message.text()
    assert len(seen.notes) == 1


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n有。\n二、乙\n有。\n三、丙\n有。",
        "一、甲\n有。\n二、丙\n有。",
        "一、甲\n有。\n二、丁\n有。\n三、乙\n有。",
    ],
)
def test_the_prescribed_order_with_or_without_gaps(text: str) -> None:
    assert run(text) == ([], [])


def test_one_section_has_no_order() -> None:
    _, (seen,) = run("一、甲\n有。\n二、丁\n有。")
    assert isinstance(seen, NotAssessed)


def test_a_section_moved_with_its_number_explains_the_numbering() -> None:
    _, (seen,) = run("二、乙\n有。\n一、甲\n有。\n三、丙\n有。")
    assert len(seen.explains) == 3
    _, (seen,) = run("一、乙\n有。\n二、甲\n有。\n三、丙\n有。")
    assert seen.explains == ()
