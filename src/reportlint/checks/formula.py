"""An identity or relation between statistics that does not hold: both sides are shown, each value with its place.

Values come from the statistics table; where the draft has no such table, from prose. A value that is not there, or a
cell that holds no number, leaves the relation unassessed: it is never taken for zero.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import Struct

from reportlint.checks._identity import Identity
from reportlint.finding import (
    NotAssessed,
    Observation,
    Sentence,
)
from reportlint.packs.formula import (
    Condition,
    at,
    evaluate,
    expand,
    linear,
    operands,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.packs.schema import Pack
    from reportlint.text.intervals import Interval

MISSING = Sentence(zh="缺少数据：{names}", en="no value for: {names}")
SEVERAL_OWNERS = Sentence(
    zh="正文各数的统计范围不同（本级、全市等），不能相加",
    en="the text gives the numbers for different owners: they do not add up",
)
NO_PREVIOUS = Sentence(zh="没有提供上年报告", en="last year's report was not given")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """expect: one or more formulas that must hold. when: a formula that must hold for them to apply.

    for_each: `columns` or `rows` of `table`: the formulas then name rows (or columns) and are tried for each one.
    message, message_en: what to say instead, with {left} and {right} for the two sides of a comparison.
    """

    expect: str | tuple[str, ...]
    when: str = ""
    table: str = ""
    for_each: Literal["rows", "columns", ""] = ""
    message: str = ""
    message_en: str = ""

    names_in_messages: ClassVar[frozenset[str]] = frozenset({"left", "right"})

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the formulas refer to, for the pack loader to verify."""
        kind = "formula" if self.for_each else "values"
        for formula in self.formulas:
            yield kind, formula, "expect"
        if self.when:
            yield kind, self.when, "when"
        if self.table:
            yield "table", self.table, "table"

    @property
    def formulas(self) -> tuple[str, ...]:
        """Return the formulas as a tuple."""
        return (self.expect,) if isinstance(self.expect, str) else self.expect


class Partition(Struct, frozen=True):
    """What a pack knows of a total: its parts, and whether they make it exactly (or may overlap)."""

    total: str
    parts: frozenset[str]
    exact: bool


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation for each formula that is broken, in each table, and what could not be judged."""
    for formula, condition in _formulas(parameters, pack):
        for number in range(_tables(content, formula)):
            yield from _judged(content, parameters, formula, condition, partial(_fact, content, number))


def _judged(
    content: Content,
    parameters: Parameters,
    formula: Condition,
    condition: Condition | None,
    fact: Callable[[str], Fact | None],
) -> Iterator[Observation | NotAssessed]:
    """Judge one formula by the values of one table."""

    def interval(name: str) -> Interval | None:
        found = fact(name)
        return found.value if found else None

    if condition is not None:
        applies = evaluate(condition, interval)
        if applies.holds is None:
            yield _missing(content, applies.missing)
        if not applies.holds:
            return
    result = evaluate(formula, interval)
    if result.holds is None:
        yield _missing(content, result.missing)
    elif not result.holds and _several_owners(fact, formula):
        yield NotAssessed(SEVERAL_OWNERS())
    elif not result.holds:
        yield Identity(content, formula, condition, fact).observation(parameters.message, parameters.message_en)


def _several_owners(fact: Callable[[str], Fact | None], formula: Condition) -> bool:
    """Tell whether prose gives the values of a formula for different owners: the whole area, and the issuer alone."""
    facts = [found for name in map(str, operands(formula)) if (found := fact(name))]
    return len({found.scope.whose for found in facts if found.origin != "table"} - {""}) > 1


def _tables(content: Content, formula: Condition) -> int:
    """Return how many tables of the form that a formula speaks of stand, at least 1 (there may be prose)."""
    rows = {name.name for name in operands(formula) if not name.previous}
    standing = Counter(table.form.id for table in content.tables if rows & table.form.rows.keys())
    return max(standing.values(), default=1)


@cache
def partitions(pack: Pack) -> tuple[Partition, ...]:
    """Return what the pack's formulas say about totals and their parts; equalities first."""
    found: list[Partition] = []
    for rule in pack.rules:
        if rule.check != "formula":
            continue
        parameters = rule.parameters_as(Parameters)
        for formula, condition in _formulas(parameters, pack):
            form = linear(formula) if condition is None else None
            if form is None or form.constant or form.operator not in ("==", "<="):
                continue
            plus = [name for name, factor in form.coefficients.items() if factor == 1]
            minus = [name for name, factor in form.coefficients.items() if factor == -1]
            if len(plus) == 1 and len(minus) > 1 and len(form.coefficients) == len(minus) + 1:
                found.append(Partition(plus[0], frozenset(minus), form.operator == "=="))
    return tuple(sorted(found, key=lambda partition: not partition.exact))


def _formulas(parameters: Parameters, pack: Pack) -> Iterator[tuple[Condition, Condition | None]]:
    known = _known(pack)
    table = next((form for form in pack.tables if form.id == parameters.table), None)
    when = expand(parse(parameters.when), known) if parameters.when else None
    for text in parameters.formulas:
        formula = expand(parse(text), known)
        if parameters.for_each and table:
            for place in getattr(table, parameters.for_each):
                cell = {"row": place} if parameters.for_each == "rows" else {"column": place}
                yield at(formula, **cell), at(when, **cell) if when else None
        else:
            yield formula, when


@cache
def _known(pack: Pack) -> tuple[str, ...]:
    names = [name for form in pack.tables for name, row in form.rows.items() if row.type != "group"]
    return tuple(dict.fromkeys([*names, *pack.indicators]))


def _fact(content: Content, number: int, name: str) -> Fact | None:
    """Return the observed value of a name: that of the table with this number, or prose where no table tells of it."""
    cell = content.facts.table(name, number)
    if cell or name.startswith("previous."):
        return cell
    row = name.partition("[")[0]
    if any(row in table.form.rows for table in content.tables):
        return None
    told = [fact for fact in content.facts.prose(name) if not content.copied(fact.span.start)]
    if not told or any(not fact.value.meets(told[0].value) for fact in told[1:]):
        return None
    return told[0]


def _missing(content: Content, names: tuple[str, ...]) -> NotAssessed:
    if any(name.startswith("previous.") for name in names):
        return NotAssessed(NO_PREVIOUS())
    labels = [content.facts.label(name) for name in names]
    return NotAssessed(MISSING(names="、".join(labels[:5]) + ("……" if len(labels) > 5 else "")))
