"""Words that the tables contradict: `均获维持`, and the table counts cases that were corrected or are pending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import disjoint, quoted
from reportlint.checks._relations import at_least, fact_of, known_names
from reportlint.draft.scope import read_scope
from reportlint.finding import NotAssessed, Note, Observation, Sentence
from reportlint.packs.formula import Not, evaluate, expand, operands, parse
from reportlint.positions import Span
from reportlint.text.patterns import Pattern  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.packs.schema import Pack
    from reportlint.text.intervals import Interval

SAID = Sentence(zh="正文说“{text}”，统计表中却有{values}", en="the text says “{text}”, but the table has {values}")
COUNTED = Sentence(zh="“{label}”{value}", en="“{label}”: {value}")
AND = Sentence(zh="{one}、{other}", en="{one}, {other}")
NOTHING = Sentence(zh="正文没有这类说法", en="the text makes no such claim")
NO_VALUES = Sentence(zh="统计表没有填全，无法核对“{text}”", en="the table lacks the numbers to compare “{text}” with")


class Claim(Struct, frozen=True, forbid_unknown_fields=True):
    """patterns: how the text says it; group `claim` is what is marked. when: the formula that contradicts it."""

    patterns: tuple[Pattern, ...]
    when: str


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """claims: what the text may say, and when the tables contradict it; the first that fits a place decides."""

    claims: tuple[Claim, ...]

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield the formulas, for the pack loader to verify."""
        yield from (("values", claim.when, "claims") for claim in self.claims)


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation for each claim about the report year that the tables contradict."""
    title = content.text[slice(*content.title)] if content.title else ""
    found: dict[Span, Claim] = {}
    for claim in parameters.claims:
        for pattern in claim.patterns:
            for match in pattern.finditer(content.text):
                span = Span(*match.span("claim" if "claim" in match.re.groupindex else 0))
                if content.in_table(span.start) or content.copied(span.start):
                    continue
                said = Span(*match.span())
                scope = read_scope(content.text, said, content.report_year, content.headings_at(span.start), title)
                if scope.current and not scope.whose:
                    found.setdefault(span, claim)
    if not found:
        yield NotAssessed(NOTHING())
    for span in disjoint(found):
        yield from _judged(content, pack, found[span], span)


def _judged(content: Content, pack: Pack, claim: Claim, span: Span) -> Iterator[Observation | NotAssessed]:
    """Compare one claim with the tables."""
    facts: dict[str, Fact] = {}

    def value(name: str) -> Interval | None:
        fact = fact_of(content, 0, name)
        if fact is None:
            return None
        facts[name] = fact
        return fact.value

    condition = expand(parse(claim.when), known_names(pack))
    holds = evaluate(condition, value).holds
    if holds is None and evaluate(Not(condition), lambda name: at_least(content, 0, value, name)).holds is False:
        holds = True  # whatever belongs into the blank cells
    text = quoted(content, span)
    if holds is None:
        yield NotAssessed(NO_VALUES(text=text))
    elif holds:
        named = [facts.get(str(name)) for name in operands(condition)]
        against = [fact for fact in named if fact and fact.value.low]
        counted = [COUNTED(label=content.facts.label(fact.name), value=fact.shown) for fact in against]
        values = counted[0]
        for other in counted[1:]:
            values = AND(one=values, other=other)
        notes = tuple(Note(message, fact.span) for message, fact in zip(counted, against, strict=True))
        yield Observation(SAID(text=text, values=values), span, notes=notes)
