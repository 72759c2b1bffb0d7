"""Prose gives another number than the table, or than other prose, for the same statistic of the same scope.

A number whose owner is named (本级, 全市) is only asked about: the table may count somebody else. A number that
another passage explains as a part, a plan or another year is not compared.
"""

from __future__ import annotations

from itertools import pairwise
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
NOTHING = Sentence(zh="没有同一项数据在两处出现", en="no statistic stands in two places")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: the statistics are the pack's indicators."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each sentence that disagrees with the table, or with the sentence before it."""
    facts = content.facts
    compared = 0
    for name in facts.names():
        told = [f for f in facts.prose(name, claims=False) if _whole(f) and not content.copied(f.span.start)]
        cells = facts.cells(name)
        if cells:
            compared += len(told)
            strange = [fact for fact in told if not any(_agree(fact, cell) for cell in cells)]
            yield from (_against_table(content, fact, cells[0], sure=len(cells) == 1) for fact in strange)
            continue
        for before, fact in pairwise(told):
            compared += 1
            if fact.scope == before.scope and not fact.value.meets(before.value):
                yield _against_text(content, before, fact)
    if not compared:
        yield NotAssessed(NOTHING())


def _agree(fact: Fact, cell: Fact) -> bool:
    """Tell whether a sentence and a cell may both be right: the issuer's own number may be a part of the table's."""
    own_part = fact.scope.whose == "own" and fact.value.may_be_at_most(cell.value)
    return own_part or fact.value.meets(cell.value)


def _whole(fact: Fact) -> bool:
    """Tell whether a number is the statistic itself, not the share in it of somebody who is named behind 其中."""
    return not (fact.scope.part and fact.scope.whose)


def _against_table(content: Content, fact: Fact, cell: Fact, *, sure: bool) -> Observation:
    label = content.facts.label(cell.name)
    text = quoted(content, fact.context)
    sure = sure and not fact.scope.whose
    return Observation(
        (TABLE if sure else ASK_TABLE)(text=text, label=label, table=cell.shown),
        fact.context,
        notes=(Note(CELL(label=label, table=cell.shown), cell.span),),
        evidence=Evidence(fact.shown, cell.shown, "", _values(content, fact, cell)),
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


def _values(content: Content, *facts: Fact) -> tuple[Value, ...]:
    label = content.facts.label
    return tuple(Value(fact.name, label(fact.name), fact.shown, fact.span) for fact in facts)
