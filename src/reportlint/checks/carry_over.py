"""A value that does not follow from last year's report: what was carried forward, the stock at the end of the year.

The message gives both years' values, the notes their places, last year's with the name of its file. A report that is
not last year's report of the same organ is not compared, nor is a value that either report does not have.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.checks._relations import MISSING, PREVIOUS, fact_of, tables_of
from reportlint.draft.succession import NO_PREVIOUS, file_name, obstacle
from reportlint.finding import Evidence, NotAssessed, Note, Observation, Sentence, Severity, Suspect, Value
from reportlint.packs.formula import Comparison, at, evaluate, operands, parse, render
from reportlint.positions import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.finding import Message
    from reportlint.packs.formula import Result
    from reportlint.packs.schema import Pack
    from reportlint.text.intervals import Interval

BROKEN = Sentence(
    zh="“{label}”是 {value}，按上年报告（{file}）{relation} {expected}：{terms}{others}",
    en="“{label}” is {value}; by last year's report ({file}) it {relation} {expected}: {terms}{others}",
)
OTHERS = Sentence(zh="；另有{count}处同样接不上", en="; {count} more do not follow either")
RELATIONS = {
    "==": Sentence(zh="应为", en="should be"),
    "<=": Sentence(zh="应不大于", en="should be at most"),
    ">=": Sentence(zh="应不小于", en="should be at least"),
    "<": Sentence(zh="应小于", en="should be less than"),
    ">": Sentence(zh="应大于", en="should be more than"),
    "!=": Sentence(zh="不应是", en="should not be"),
}
LISTED = Sentence(zh="{one}，{other}", en="{one}, {other}")
LAST_YEAR = Sentence(zh="上年“{label}”{value}", en="last year's “{label}” {value}")
THIS_YEAR = Sentence(zh="本年“{label}”{value}", en="this year's “{label}” {value}")
SOURCE = Sentence(
    zh="上年报告 {file} 第{line}行{place}：“{label}”是 {value}",
    en="last year's report {file}, line {line}{place}: “{label}” is {value}",
)
AS_WELL = Sentence(
    zh="“{label}”是 {value}，按上年报告{relation} {expected}",
    en="“{label}” is {value}; by last year's report it {relation} {expected}",
)
IN_PROSE = Sentence(zh="正文也写“{text}”", en="the text says “{text}” as well")
ABSENT = Sentence(
    zh="上年报告（{file}）没有这些数据：{names}", en="last year's report ({file}) has no value for: {names}"
)
TABLES = Sentence(
    zh="两年报告里统计表的份数不同，不知道哪一份接哪一份",
    en="the reports have different numbers of tables: which follows which is not clear",
)
PUBLISHED = Sentence(zh="上年的数已经公布", en="last year's value is published")

_NOTES = 8
_NAMED = 3  # missing values that are named


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """expect: comparisons with one value of this year on the left, and last year's (`previous.…`) on the right.

    for_each: `columns` of `table`: the names leave the column open and are tried for each one. total: the column that has
    the severity of the rule. Where only others are broken it is a warning, and all that are broken are one finding;
    without `total` each comparison is a finding of its own.
    """

    expect: str | tuple[str, ...]
    table: str = ""
    for_each: Literal["columns", ""] = ""
    total: str = ""

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the comparisons refer to, for the pack loader to verify."""
        for text in self.texts:
            yield "formula" if self.for_each else "values", text, "expect"
        for kind, name in (("table", self.table), ("column", self.total)):
            if name:
                yield kind, name, "total" if kind == "column" else "table"

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the comparisons as a tuple."""
        return (self.expect,) if isinstance(self.expect, str) else self.expect


class _Broken(NamedTuple):
    """A comparison that does not hold, the value of this year that it speaks of, and what that should be."""

    fact: Fact
    relation: Message
    expected: Interval | None
    formula: Comparison


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation for each comparison that is broken (one for all with `total`), and what is not judged."""
    previous, reason = content.previous, obstacle(content)
    if previous is None or reason is not None:
        yield NotAssessed(reason or NO_PREVIOUS())
        return
    formulas = list(_formulas(parameters, pack))
    counts = [max((tables_of(one, formula) for formula in formulas), default=0) for one in (content, previous)]
    if counts[0] != counts[1]:
        yield NotAssessed(TABLES())
        return
    for number in range(counts[0]):
        pair = _Pair(content, previous, number)
        missing: dict[str, None] = {}
        broken: list[_Broken] = []
        for formula in formulas:
            result, fact = pair.judged(formula)
            if fact is None or result.holds is None:
                missing |= dict.fromkeys(result.missing)
            elif not result.holds:
                broken.append(_Broken(fact, RELATIONS[formula.operator](), result.right, formula))
        yield from pair.missing([*missing])
        if parameters.total and broken:
            broken.sort(key=lambda one: one.fact.column != parameters.total)
            yield pair.observation(broken, at_most=_cap(broken[0], parameters.total))
        else:
            yield from (pair.observation([one]) for one in broken)


def predicted(content: Content, parameters: Parameters, pack: Pack) -> Iterator[tuple[str, Decimal]]:
    """Yield the values that last year's report says a value of this year must have, by name; for the first table."""
    previous = content.previous
    if previous is None or obstacle(content) is not None:
        return
    pair = _Pair(content, previous, 0)
    for formula in _formulas(parameters, pack):
        result, fact = pair.judged(formula)
        if fact is not None and formula.operator == "==" and result.right is not None and result.right.is_exact:
            yield fact.name, result.right.low


def _formulas(parameters: Parameters, pack: Pack) -> Iterator[Comparison]:
    """Yield the comparisons, with their column filled in."""
    table = next((form for form in pack.tables if form.id == parameters.table), None)
    for text in parameters.texts:
        for column in table.columns if table and parameters.for_each else ("",):
            formula = at(parse(text), column=column)
            if isinstance(formula, Comparison):
                yield formula


def _cap(broken: _Broken, total: str) -> Severity | None:
    return None if broken.fact.column == total else Severity.WARNING


class _Pair:
    """A draft and last year's report, of each the table with one number."""

    def __init__(self, content: Content, previous: Content, number: int) -> None:
        self._content = content
        self._previous = previous
        self._number = number
        self._file = file_name(previous)

    def judged(self, formula: Comparison) -> tuple[Result, Fact | None]:
        """Return whether one comparison holds, and the value of this year that it speaks of."""
        return evaluate(formula, self._interval), self._fact(next(map(str, operands(formula.left))))

    def missing(self, names: list[str]) -> Iterator[NotAssessed]:
        """Yield what could not be judged for want of values: those that last year's report does not have, or else this."""
        last = [name for name in names if name.startswith(PREVIOUS)]
        labels = [self._content.facts.label(name.removeprefix(PREVIOUS)) for name in last or names]
        shown = "、".join(labels[:_NAMED]) + ("……" if len(labels) > _NAMED else "")
        if names:
            yield NotAssessed(ABSENT(file=self._file, names=shown) if last else MISSING(names=shown))

    def _fact(self, name: str) -> Fact | None:
        content = self._previous if name.startswith(PREVIOUS) else self._content
        return fact_of(content, self._number, name.removeprefix(PREVIOUS))

    def _interval(self, name: str) -> Interval | None:
        fact = self._fact(name)
        return fact.value if fact else None

    def _label(self, name: str) -> str:
        """Return what a value is called; the report of its own year knows."""
        content = self._previous if name.startswith(PREVIOUS) else self._content
        return content.facts.label(name.removeprefix(PREVIOUS))

    # ---------------------------------------------------------------- telling

    def observation(self, broken: list[_Broken], at_most: Severity | None = None) -> Observation:
        """Return what to report about comparisons of one cause, the main one first."""
        first, *others = broken
        names = list(dict.fromkeys(map(str, operands(first.formula))))
        label, expected = self._label(first.fact.name), str(first.expected)
        message = BROKEN(
            label=label,
            value=first.fact.shown,
            file=self._file,
            relation=first.relation,
            expected=expected,
            terms=reduce(
                lambda one, other: LISTED(one=one, other=other),
                [self._term(name) for name in names if name != first.fact.name],
            ),
            others=OTHERS(count=len(others)) if others else "",
        )
        suspect = Suspect(first.fact.name, label, first.fact.shown, expected, PUBLISHED())
        exact = first.formula.operator == "==" and first.expected is not None and first.expected.is_exact
        return Observation(
            message,
            first.fact.span,
            notes=(*self._in_prose(first.fact), *self._sources(names), *map(self._as_well, others[:_NOTES])),
            evidence=Evidence(
                first.fact.shown,
                expected,
                render(first.formula, self._told_label),
                tuple(value for name in names if (value := self._value(name))),
                (suspect,) if exact else (),
            ),
            location=self._location(self._content, first.fact),
            at_most=at_most,
        )

    def _term(self, name: str) -> Message:
        fact = self._fact(name)
        sentence = LAST_YEAR if name.startswith(PREVIOUS) else THIS_YEAR
        return sentence(label=self._label(name), value=fact.shown if fact else "")

    def _told_label(self, name: str) -> str:
        return f"上年{self._label(name)}" if name.startswith(PREVIOUS) else self._label(name)

    def _value(self, name: str) -> Value | None:
        fact = self._fact(name)
        if fact is None:
            return None
        return Value(name, self._told_label(name), fact.shown, None if name.startswith(PREVIOUS) else fact.span)

    def _in_prose(self, fact: Fact) -> Iterator[Note]:
        """Yield where the text gives the value that the table has: it is to be mended there, too."""
        for other in self._content.facts.prose(fact.name) if fact.origin == "table" else ():
            if other.value.meets(fact.value):
                yield Note(IN_PROSE(text=quoted(self._content, other.context)), other.span)

    def _sources(self, names: list[str]) -> Iterator[Note]:
        """Yield where last year's values stand, which is in another file."""
        lines = Lines(self._previous.draft.text)
        for name in names:
            fact = self._fact(name) if name.startswith(PREVIOUS) else None
            if fact is not None:
                line = lines.position(self._previous.folded.to_source(fact.span).start).line
                place = self._location(self._previous, fact)
                label = self._label(name)
                yield Note(
                    SOURCE(file=self._file, line=line, place=place and f"，{place}", label=label, value=fact.shown)
                )

    def _as_well(self, broken: _Broken) -> Note:
        fact = broken.fact
        values = {"label": self._label(fact.name), "value": fact.shown, "expected": str(broken.expected)}
        return Note(AS_WELL(relation=broken.relation, **values), fact.span)

    def _location(self, content: Content, fact: Fact) -> str:
        table = next((t for t in content.tables if fact.cell and t.span.touches(fact.cell.span)), None)
        return table.place(fact.cell.row, fact.cell.column) if table and fact.cell else ""
