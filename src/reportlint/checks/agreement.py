"""Prose gives another number than the table, or than other prose, for the same statistic of the same scope.

A number whose owner is named (本级, 全市) is only asked about: the table may count somebody else. A number that
another passage explains as a part, a plan or another year is not compared.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._meanings import Meaning, cells_of, meanings
from reportlint.checks._places import quoted
from reportlint.finding import Evidence, NotAssessed, Note, Observation, Sentence, Severity, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.packs.schema import Pack

TABLE = Sentence(
    zh="正文写“{text}”，统计表中“{label}”是 {table}，两处不一致",
    en="the text says “{text}”, the table has {table} for “{label}”",
)
ASK_TABLE = Sentence(
    zh="正文写“{text}”，统计表中“{label}”是 {table}：是否统计范围不同？如范围相同则有一处错误",
    en="the text says “{text}”, the table has {table} for “{label}”: is it another scope? If not, one of them is wrong",
)
TEXT = Sentence(
    zh="“{label}”前后不一致：这里是“{text}”，前文是“{earlier}”", en="“{label}”: “{text}” here, “{earlier}” before"
)
CELL = Sentence(zh="统计表“{label}”：{table}", en="table, “{label}”: {table}")
EARLIER = Sentence(zh="前文“{earlier}”", en="earlier: “{earlier}”")
OPEN = Sentence(zh="统计表中“{label}”没有填全，无法核对正文", en="the table lacks a number that “{label}” needs")
NOTHING = Sentence(zh="没有同一项数据在两处出现", en="no statistic stands in two places")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: the statistics are the pack's indicators."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each sentence that disagrees with the table, or with the sentence before it."""
    facts = content.facts
    compared = 0
    for name in facts.names():
        told = [f for f in facts.prose(name, claims=False) if _whole(f) and not content.copied(f.span.start)]
        table = meanings(content, pack, name) if told else None
        if table and (table.known or table.open):
            strange = [fact for fact in told if not any(_agree(fact, meaning) for meaning in table.known)]
            compared += len(told) - (len(strange) if table.open else 0)
            if table.open and strange:
                yield NotAssessed(OPEN(label=facts.label(name)))
            elif strange:
                sure = not _asks(pack, name) and _one_table(content, table.known) and all(m.sure for m in table.known)
                yield from (_against_table(content, fact, table.known[0], sure=sure) for fact in strange)
            continue
        for before, fact in pairwise(told):
            compared += 1
            if fact.scope == before.scope and not fact.value.meets(before.value):
                yield _against_text(content, before, fact)
    if not compared:
        yield NotAssessed(NOTHING())


def _agree(fact: Fact, meaning: Meaning) -> bool:
    """Tell whether a sentence and a table may both be right: the issuer's own number may be a part of the table's."""
    own_part = fact.scope.whose == "own" and fact.value.may_be_at_most(meaning.value)
    return own_part or fact.value.meets(meaning.value)


def _asks(pack: Pack, name: str) -> bool:
    """Tell whether what prose says of a statistic may be something else."""
    return any(one.ask for key, one in pack.indicators.items() if name in (key, one.cell))


def _one_table(content: Content, known: Sequence[Meaning]) -> bool:
    """Tell whether only one table of the draft holds the cells compared."""
    return all(len(content.facts.cells(name)) <= 1 for meaning in known for name in meaning.names)


def _whole(fact: Fact) -> bool:
    """Tell whether a number is the statistic itself, not the share in it of somebody who is named behind 其中."""
    return not (fact.scope.part and fact.scope.whose)


def _against_table(content: Content, fact: Fact, meaning: Meaning, *, sure: bool) -> Observation:
    label = content.facts.label(fact.name)
    text = quoted(content, fact.context)
    sure = sure and not fact.scope.whose
    return Observation(
        (TABLE if sure else ASK_TABLE)(text=text, label=label, table=meaning.shown),
        fact.context,
        notes=(Note(CELL(label=label, table=meaning.shown), meaning.span),),
        evidence=Evidence(fact.shown, meaning.number, "", _compared(content, fact, meaning)),
        at_most=None if sure else Severity.WARNING,
    )


def _against_text(content: Content, before: Fact, fact: Fact) -> Observation:
    earlier = quoted(content, before.context)
    text = quoted(content, fact.context)
    label = content.facts.label(fact.name)
    return Observation(
        TEXT(label=label, text=text, earlier=earlier),
        fact.context,
        notes=(Note(EARLIER(earlier=earlier), before.context),),
        evidence=Evidence(before.shown, fact.shown, "", _values(content, before, fact)),
        at_most=None if _same_paragraph(content, before, fact) else Severity.WARNING,
    )


def _same_paragraph(content: Content, before: Fact, fact: Fact) -> bool:
    return content.paragraph_at(before.span.start) == content.paragraph_at(fact.span.start) or not fact.scope.whose


def _compared(content: Content, fact: Fact, meaning: Meaning) -> tuple[Value, ...]:
    """Return what prose says, and the cells that say otherwise."""
    return (*_values(content, fact), *cells_of(content, fact.name, meaning))


def _values(content: Content, *facts: Fact) -> tuple[Value, ...]:
    label = content.facts.label
    return tuple(Value(fact.name, label(fact.name), fact.shown, fact.span) for fact in facts)
