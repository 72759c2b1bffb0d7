"""The text says there was none, and a table or another sentence gives a number for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportlint.checks._meanings import cells_of, meanings
from reportlint.checks._places import quoted
from reportlint.finding import Evidence, NotAssessed, Note, Observation, Sentence, Severity, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.packs.schema import Pack

TABLE = Sentence(
    zh="正文称“{text}”，统计表中“{label}”却是 {value}", en="the text says “{text}”, the table has {value} for “{label}”"
)
TEXT = Sentence(
    zh="这里称“{text}”，另一处写“{other}”（{label}）", en="“{text}” here, but “{other}” elsewhere ({label})"
)
OTHER = Sentence(zh="“{label}”：{value}", en="“{label}”: {value}")
NOTHING = Sentence(zh="没有“未发生”一类的说法可以核对", en="the text claims nothing of the kind “there was none”")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: the claims are the `none` patterns of the pack's indicators."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each claim of none that a number contradicts."""
    facts = content.facts
    claims = [fact for name in facts.names() for fact in facts.prose(name) if fact.origin == "claim"]
    if not claims:
        yield NotAssessed(NOTHING())
    for claim in claims:
        if content.copied(claim.span.start):
            continue
        table = meanings(content, pack, claim.name)
        if any(claim.value.meets(meaning.value) for meaning in table.known):
            continue
        if table.known:
            meaning = table.known[0]
            seen = _contradiction(
                content, claim, meaning.shown, meaning.number, cells_of(content, claim.name, meaning), told=""
            )
            yield seen if meaning.sure else replace(seen, at_most=Severity.WARNING)
            continue
        told = facts.prose(claim.name, claims=False)
        number = next((fact for fact in told if fact.scope.whose == claim.scope.whose), None)
        if number is not None and not claim.value.meets(number.value):
            other = quoted(content, number.context)
            label = content.facts.label(claim.name)
            values = (Value(claim.name, label, number.shown, number.context),)
            yield _contradiction(content, claim, number.shown, number.shown, values, told=other)


def _contradiction(
    content: Content, claim: Fact, shown: str, number: str, values: Sequence[Value], *, told: str
) -> Observation:
    """Return what to report; values: what contradicts; told: the sentence that gives a number, "" when a table does."""
    label = content.facts.label(claim.name)
    text = quoted(content, claim.span)
    message = TEXT(text=text, other=told, label=label) if told else TABLE(text=text, label=label, value=shown)
    span = values[0].span
    return Observation(
        message,
        claim.span,
        notes=(Note(OTHER(label=label, value=shown), span),),
        evidence=Evidence("0", number, "", (Value(claim.name, label, "0", claim.span), *values)),
        at_most=Severity.WARNING if claim.scope.whose and not told else None,
    )
