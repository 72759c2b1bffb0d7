"""What a section has to speak of, on an invented outline."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from reportlint.checks import aspects
from reportlint.checks.aspects import Aspect, Parameters
from reportlint.draft.forms import SectionForm
from reportlint.finding import NotAssessed, Observation, Severity
from reportlint.packs.schema import Pack
from reportlint.text.patterns import Pattern
from support import content_of, words

PACK = Pack("sample", "样例", "1.0.0", "样例", outline=(SectionForm("a", "总况"), SectionForm("b", "其他")))
NAMES = ("发布", "申请", "网站", "培训")
FOUR = tuple(Aspect(name, (Pattern(name),), (Pattern(name),)) for name in NAMES)
OWED = tuple(Aspect(name, (Pattern(name),), issuers=("county",)) for name in ("考核", "评议"))


def run(text: str, parameters: Parameters, kind: str = "") -> list[Observation | NotAssessed]:
    content = content_of(text)
    content = replace(content, issuer=replace(content.issuer, kind=kind))
    outcomes = list(aspects.check(content, parameters, PACK))
    assert set(words(content, outcomes)) <= {"一、总况"}
    return outcomes


def said(outcomes: list[Observation | NotAssessed]) -> list[tuple[str, Severity | None]]:
    return [(o.message.text().partition("：")[2], o.at_most) for o in outcomes if isinstance(o, Observation)]


def test_what_is_nowhere_is_missing_for_sure() -> None:
    outcomes = run("一、总况\n按时发布，接受申请。\n二、其他\n网站、培训另说。", Parameters("a", FOUR))
    assert said(outcomes) == [("网站、培训", None)]


@pytest.mark.parametrize(
    "text",
    [
        "一、总况\n通过网站发布，接受申请，组织培训。\n二、其他\n无。",
        "一、总况\n（一）发布\n及时。\n（二）申请\n二件。\n（三）网站和培训\n都好。\n二、其他\n无。",
        "一、总况\n（一）发布。通过网站。\n（二）申请。二件。另有培训。\n二、其他\n无。",
        "一、总况\n网站已改版。\n（一）发布。及时。\n（二）申请。二件。\n（三）培训。一次。\n二、其他\n无。",
        "一、总况\n（一）发布。及时。\n（二）申请。二件。\n（三）培训。一次。\n（四）设施。网站已改版。\n二、其他\n无。",
    ],
)
def test_an_aspect_may_stand_anywhere_but_under_the_heading_of_another(text: str) -> None:
    assert run(text, Parameters("a", FOUR)) == []


def test_words_under_the_headings_of_others_are_a_guess() -> None:
    text = "一、总况\n（一）发布。通过网站。\n（二）申请。二件。\n（三）培训。一次。\n二、其他\n无。"
    ((message, limit),) = said(run(text, Parameters("a", FOUR)))
    assert message.startswith("网站")
    assert limit is Severity.WARNING


def test_a_long_section_may_say_it_in_other_words() -> None:
    parameters = Parameters("a", FOUR[:1], brief=5)
    assert said(run("一、总况\n平稳有序。\n二、其他\n无。", parameters)) == [("发布", None)]
    assert said(run("一、总况\n各项工作平稳有序。\n二、其他\n无。", parameters)) == [("发布", Severity.WARNING)]


def test_what_only_some_issuers_owe() -> None:
    parameters = Parameters("a", OWED)
    nothing, some = "一、总况\n平稳。\n二、其他\n无。", "一、总况\n纳入考核。\n二、其他\n无。"
    assert said(run(nothing, parameters, "county")) == [("考核、评议", None)]
    ((message, limit),) = said(run(some, parameters, "county"))
    assert (message.startswith("评议"), limit) == (True, Severity.WARNING)
    assert run(nothing, parameters, "department") == []
    (unknown,) = run(nothing, parameters)
    assert isinstance(unknown, NotAssessed)
    assert "考核、评议" in unknown.reason.text()


@pytest.mark.parametrize("text", ["一、总况\n二、其他\n无。", "一、另外\n平稳。\n二、其他\n无。"])
def test_no_text_and_no_section_are_not_assessed(text: str) -> None:
    (outcome,) = run(text, Parameters("a", FOUR))
    assert isinstance(outcome, NotAssessed)
