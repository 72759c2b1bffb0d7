from __future__ import annotations

from reportlint.checks import misplaced_text
from reportlint.draft.forms import SectionForm
from reportlint.finding import NotAssessed, Observation
from reportlint.packs.schema import Pack
from reportlint.text.patterns import Pattern
from support import content_of, words

PACK = Pack("sample", "样例", "1.0.0", "样例", outline=(SectionForm("a", "总况"),))
PARAMETERS = misplaced_text.Parameters("a", (Pattern("统计期限"), Pattern("编制本报告")), "“{match}”应写在前面")


def run(text: str) -> tuple[list[str], list[Observation | NotAssessed]]:
    content = content_of(text)
    outcomes = list(misplaced_text.check(content, PARAMETERS, PACK))
    return words(content, outcomes), outcomes


def test_the_first_place_is_reported_with_the_heading_beside_it() -> None:
    found, (seen,) = run("一、总况\n依法编制本报告，统计期限为全年。\n二、其他\n无。")
    assert found == ["编制本报告"]
    assert seen.message.text() == "“编制本报告”应写在前面"
    assert "总况" in seen.notes[0].message.text()


def test_other_places_are_right() -> None:
    assert run("依法编制本报告。\n一、总况\n平稳。\n二、其他\n统计期限为全年。") == ([], [])
    assert run("一、总况\n见表。\n" + "| 统计期限 | 1 |\n" * 6) == ([], [])


def test_no_section_is_not_assessed() -> None:
    _, (seen,) = run("一、另外\n编制本报告。")
    assert isinstance(seen, NotAssessed)
