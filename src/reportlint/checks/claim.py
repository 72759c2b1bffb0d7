"""The text says there was none, and a table or another sentence gives a number for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import Evidence, NotAssessed, Note, Observation, Sentence, Severity, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        if any(claim.value.meets(cell.value) for cell in facts.cells(claim.name)):
            continue
        number = facts.table(claim.name) or next(
            (f for f in facts.prose(claim.name, claims=False) if f.scope.whose == claim.scope.whose), None
        )
        if number is None or claim.value.meets(number.value):
            continue
        yield _contradiction(content, claim, number)


def _contradiction(content: Content, claim: Fact, number: Fact) -> Observation:
    label = content.facts.label(claim.name)
    text = quoted(content, claim.span)
    other = quoted(content, number.context)
    from_table = number.origin == "table"
    message = (
        TABLE(text=text, label=label, value=number.shown) if from_table else TEXT(text=text, other=other, label=label)
    )
    values = (Value(claim.name, label, "0", claim.span), Value(number.name, label, number.shown, number.span))
    return Observation(
        message,
        claim.span,
        notes=(Note(OTHER(label=label, value=number.shown), number.context),),
        evidence=Evidence("0", number.shown, "", values),
        at_most=Severity.WARNING if claim.scope.whose and from_table else None,
    )
