"""An identity or relation between statistics that does not hold: both sides are shown, each value with its place.

Values come from the statistics table; where the draft has no such table, from prose. A value that is not there, or a
cell that holds no number, leaves the relation unassessed: it is never taken for zero.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import (
    Evidence,
    Message,
    NotAssessed,
    Note,
    Observation,
    Sentence,
    Severity,
    Suspect,
    Value,
)
from reportlint.packs.formula import (
    Comparison,
    Condition,
    Extreme,
    Number,
    Sum,
    Term,
    at,
    evaluate,
    expand,
    linear,
    operands,
    parse,
    render,
)
from reportlint.text.intervals import Interval, plain
from reportlint.text.similarity import is_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.packs.schema import Pack

BROKEN = Sentence(
    zh="{left_name}是 {left}，{right_name}是 {right}{sums}，前者应当{relation}后者{difference}{because}",
    en="{left_name_en}: {left}; {right_name_en}: {right}{sums}; expected {sign}{difference_en}{because}",
)
BOUND = Sentence(
    zh="{left_name}是 {left}{sums}，应当{relation} {right}{because}",
    en="{left_name_en}: {left}{sums}; expected {sign} {right}{because}",
)
CONDITION = Sentence(zh="“{formula}”不成立：{values}", en="“{formula}” does not hold: {values}")
VALUE = Sentence(zh="{label} = {value}", en="{label} = {value}")
IN_PROSE = Sentence(zh="正文写的是“{text}”", en="the text has “{text}”")
SLIP = Sentence(zh="与 {value} 只差一笔录入", en="one slip of the keyboard from {value}")
MISSING = Sentence(zh="缺少数据：{names}", en="no value for: {names}")
NO_PREVIOUS = Sentence(zh="没有提供上年报告", en="last year's report was not given")

_RELATIONS = {"==": "等于", "<=": "不大于", ">=": "不小于", "<": "小于", ">": "大于", "!=": "不等于"}
_NAMED = 3  # terms of a sum that a message names; more are counted


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """expect: one or more formulas that must hold. when: a formula that must hold for them to apply.

    for_each: `columns` or `rows` of `table`: the formulas then name rows (or columns) and are tried for each one.
    """

    expect: str | tuple[str, ...]
    when: str = ""
    table: str = ""
    for_each: Literal["rows", "columns", ""] = ""

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
    """Yield one observation for each formula that is broken, and what could not be judged."""
    for formula, condition in _formulas(parameters, pack):
        if condition is not None:
            applies = evaluate(condition, lambda name: _interval(content, name))
            if applies.holds is None:
                yield _missing(content, applies.missing)
            if not applies.holds:
                continue
        result = evaluate(formula, lambda name: _interval(content, name))
        if result.holds is None:
            yield _missing(content, result.missing)
        elif not result.holds:
            yield _broken(content, formula, condition)


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


def _interval(content: Content, name: str) -> Interval | None:
    fact = _fact(content, name)
    return fact.value if fact else None


def _fact(content: Content, name: str) -> Fact | None:
    """Return the observed value of a name: the table's, or prose where no table tells of it."""
    cell = content.facts.table(name)
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


def _broken(content: Content, formula: Condition, condition: Condition | None) -> Observation:
    label = content.facts.label
    used = list(dict.fromkeys([*map(str, operands(formula)), *(map(str, operands(condition)) if condition else ())]))
    facts = [fact for name in used if (fact := _fact(content, name))]
    suspects = tuple(_suspects(content, formula, condition, facts))
    values = tuple(Value(fact.name, label(fact.name), fact.shown, fact.span) for fact in facts)
    guilty = next((fact for fact in facts if suspects and fact.name == suspects[0].indicator), None)
    place = guilty if guilty and len({s.indicator for s in suspects}) == 1 else facts[0]
    if isinstance(formula, Comparison):
        message, evidence = _comparison(content, formula, condition, values, suspects)
    else:
        shown = "，".join(f"{value.label} = {value.value}" for value in values)
        text = render(formula, label)
        message, evidence = CONDITION(formula=text, values=shown), Evidence("", "", text, values, suspects)
    return Observation(
        message,
        place.span,
        notes=tuple(
            Note(VALUE(label=value.label, value=value.value), value.span)
            for value in values
            if value.span != place.span
        ),
        evidence=evidence,
        location=_location(content, place),
        at_most=None if place.origin == "table" else _cap(facts),
    )


def _comparison(
    content: Content,
    formula: Comparison,
    condition: Condition | None,
    values: tuple[Value, ...],
    suspects: tuple[Suspect, ...],
) -> tuple[Message, Evidence]:
    label = content.facts.label
    result = evaluate(formula, lambda name: _interval(content, name))
    shown = formula.left if isinstance(formula.right, Number) else formula.right
    parts = [value.value for value in values if value.indicator in set(map(str, operands(shown)))]
    sums = f"（{'+'.join(parts)}）" if len(parts) > 1 and isinstance(shown, Sum) else ""
    difference = difference_en = ""
    if result.left and result.right and formula.operator == "==" and result.left.is_exact and result.right.is_exact:
        gap = plain(abs(result.left.low - result.right.low))
        difference, difference_en = f"，相差 {gap}", f", difference {gap}"
    because = "".join(
        f"（{value.label} = {value.value}）"
        for value in values
        if condition and value.indicator not in set(map(str, operands(formula)))
    )
    message = (BOUND if isinstance(formula.right, Number) else BROKEN)(
        left_name=_side(formula.left, label),
        right_name=_side(formula.right, label),
        left_name_en=render(formula.left, label),
        right_name_en=render(formula.right, label),
        left=result.left,
        right=result.right,
        sums=sums,
        relation=_RELATIONS[formula.operator],
        sign=formula.operator,
        difference=difference,
        difference_en=difference_en,
        because=because,
    )
    return message, Evidence(str(result.left), str(result.right), render(formula, label), values, suspects)


def _side(side: Term, label: Callable[[str], str]) -> str:
    """Return what one side of a comparison is called in a sentence: `“甲”“乙”之和`, `“甲”等5项之和`."""
    names = [label(str(name)) for name in operands(side)]
    if isinstance(side, Sum):
        shown = "".join(f"“{name}”" for name in names) if len(names) <= _NAMED else f"“{names[0]}”等{len(names)}项"
        return f"{shown}之和"
    if isinstance(side, Extreme):
        return f"“{names[0]}”等{len(names)}项中{'最大' if side.kind == 'max' else '最小'}的"
    return f"“{render(side, label)}”"


def _suspects(
    content: Content, formula: Condition, condition: Condition | None, facts: list[Fact]
) -> Iterator[Suspect]:
    """Yield the values that prose, or a slip of the keyboard, shows to be wrong: those that mend the relation.

    What counts as a slip is said at `reportlint.text.similarity.is_slip`.
    """
    label = content.facts.label
    told = False
    if isinstance(formula, Comparison) and formula.operator == "!=":
        return
    for fact in facts:
        for other in content.facts.prose(fact.name):
            if fact.origin != "table" or other.value.meets(fact.value) or not other.value.is_exact:
                continue
            if _holds_with(content, formula, condition, fact.name, other.value):
                told = True
                text = quoted(content, other.context)
                expected = other.shown
                reason = IN_PROSE(text=text)
                yield Suspect(fact.name, label(fact.name), fact.shown, expected, reason)
    form = linear(formula)
    if told or form is None or form.operator != "==":
        return
    residual = form.constant + sum(
        (factor * value.low for name, factor in form.coefficients.items() if (value := _interval(content, name))),
        Decimal(0),
    )
    for fact in facts:
        factor = form.coefficients.get(fact.name)
        expected_value = fact.value.low - residual / factor if factor else None
        if expected_value is None or not fact.value.is_exact or expected_value < 0:
            continue
        printed, expected = plain(fact.value.low), plain(expected_value)
        if len(printed) > 1 and is_slip(printed, expected):
            reason = SLIP(value=printed)
            yield Suspect(fact.name, label(fact.name), printed, expected, reason)


def _holds_with(content: Content, formula: Condition, condition: Condition | None, name: str, value: Interval) -> bool:
    lookup: Callable[[str], Interval | None] = lambda other: value if other == name else _interval(content, other)  # noqa: E731
    if condition is not None and evaluate(condition, lookup).holds is False:
        return True
    return evaluate(formula, lookup).holds is True


def _location(content: Content, fact: Fact) -> str:
    if fact.cell is None:
        return ""
    table = next((table for table in content.tables if fact.cell.row in table.rows), None)
    if table is None:
        return ""
    column = table.form.columns[fact.cell.column]
    return f"表“{table.form.title}”行“{table.path(fact.cell.row)}”列“{column}”"


def _cap(facts: list[Fact]) -> Severity | None:
    """Cap at warning what rests on prose whose scope is not sure."""
    owners = {fact.scope.whose for fact in facts}
    return Severity.WARNING if len(owners) > 1 else None
