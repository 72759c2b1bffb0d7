"""What formulas mean: their names, their value over intervals, their linear form, and how they read in Chinese.

Values are intervals, because printed figures may be rounded. A comparison holds unless it is broken for every number
the intervals allow (as in XBRL Calculations 1.1). Logic is three-valued: a missing value leaves a formula open only
where its outcome depends on it. The language is described in `grammar`.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportlint.packs.grammar import FormulaError, parse, parse_term
from reportlint.packs.terms import (
    Comparison,
    Condition,
    Every,
    Extreme,
    Formula,
    Name,
    Not,
    Number,
    Operator,
    Ratio,
    Scaled,
    Some,
    Sum,
    Term,
)
from reportlint.text.intervals import INFINITY, ZERO, Interval, plain, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = [
    "Comparison", "Condition", "Every", "Extreme", "Formula", "FormulaError", "LinearForm", "Name", "Not", "Number",
    "Ratio", "Result", "Scaled", "Some", "Sum", "Term", "at", "evaluate", "expand", "expand_term", "linear", "matching", "names",
    "operands", "parse", "parse_term", "render", "value_of",
]  # fmt: skip

_ANYTHING = Interval(-INFINITY, INFINITY)
_DOWN = Context(prec=28, rounding=ROUND_FLOOR)
_UP = Context(prec=28, rounding=ROUND_CEILING)
_SIGNS: dict[Operator, str] = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}

_CONTRARY: dict[Operator, Operator] = {"==": "!=", "!=": "==", "<=": ">", ">": "<=", ">=": "<", "<": ">="}


class Result(NamedTuple):
    """The outcome of a formula: it holds, does not (False), or is open (None) for want of the `missing` values.

    left, right: both sides of the comparison that decided; None where a value is missing or no comparison decided.
    """

    holds: bool | None
    left: Interval | None = None
    right: Interval | None = None
    missing: tuple[str, ...] = ()


class LinearForm(NamedTuple):
    """A comparison brought to one side: the sum of coefficient × value, plus `constant`, compared with 0."""

    coefficients: Mapping[str, Decimal]
    constant: Decimal
    operator: Operator


def operands(formula: Formula) -> Iterator[Name]:
    """Yield the names of a formula as they are written, from left to right, wildcards included."""
    match formula:
        case Name():
            yield formula
        case Comparison(left, _, right) | Ratio(left, right):
            yield from operands(left)
            yield from operands(right)
        case Scaled(_, term):
            yield from operands(term)
        case Not(condition):
            yield from operands(condition)
        case Sum(terms) | Extreme(_, terms):
            for term in terms:
                yield from operands(term)
        case Every(conditions) | Some(conditions):
            for condition in conditions:
                yield from operands(condition)


def names(formula: Formula) -> set[str]:
    """Return every name of a formula: `received`, `received[total]`, `previous.received`; wildcards as written."""
    return {str(name) for name in operands(formula)}


# ---------------------------------------------------------------- rewriting


def expand(condition: Condition, known: Iterable[str]) -> Condition:
    """Replace wildcards by the known names one level below, in their order; a wildcard that finds none stays."""
    known = tuple(known)
    return _rewritten(condition, lambda name: matching(name, known) or [name])


def expand_term(term: Term, known: Iterable[str]) -> Term:
    """Replace wildcards in a term, as `expand` does in a condition."""
    known = tuple(known)
    return _changed(term, lambda name: matching(name, known) or [name])


def value_of(term: Term, values: Callable[[str], Interval | None]) -> Interval | None:
    """Return the value of a term; None where a value is missing."""
    missing: list[str] = []
    value = _value(term, values, missing)
    return None if missing else value


def at(condition: Condition, *, row: str = "", column: str = "") -> Condition:
    """Fill in the row, or the column, of every name that has none."""

    def filled(name: Name) -> list[Name]:
        return [Name(name.name or row, name.column or column, name.previous, name.offset)]

    return _rewritten(condition, filled)


def matching(name: Name, known: Iterable[str]) -> list[Name]:
    """Return the known names that a wildcard stands for; none for a plain name."""
    if not name.is_wildcard:
        return []
    stem = name.name[:-1]
    found = [one for one in known if one.startswith(stem) and "." not in one[len(stem) :] and "[" not in one]
    return [Name(one, name.column, name.previous, name.offset) for one in found]


def _rewritten(condition: Condition, change: Callable[[Name], list[Name]]) -> Condition:
    match condition:
        case Comparison(left, operator, right):
            return Comparison(_changed(left, change), operator, _changed(right, change))
        case Every(conditions):
            return Every(tuple(_rewritten(one, change) for one in conditions))
        case Some(conditions):
            return Some(tuple(_rewritten(one, change) for one in conditions))
        case Not(one):
            return Not(_rewritten(one, change))


def _changed(term: Term, change: Callable[[Name], list[Name]]) -> Term:
    match term:
        case Name():
            return change(term)[0]
        case Sum(terms):
            return Sum(tuple(new for one in terms for new in _several(one, change)))
        case Extreme(kind, terms):
            return Extreme(kind, tuple(new for one in terms for new in _several(one, change)))
        case Scaled(factor, one):
            changed = _several(one, change)
            return Scaled(factor, changed[0] if len(changed) == 1 else Sum(tuple(changed)))
        case Ratio(over, under):
            return Ratio(_changed(over, change), _changed(under, change))
        case Number():
            return term


def _several(term: Term, change: Callable[[Name], list[Name]]) -> list[Term]:
    return [*change(term)] if isinstance(term, Name) else [_changed(term, change)]


# ---------------------------------------------------------------- linear form


def linear(condition: Condition) -> LinearForm | None:
    """Return the linear form of a comparison; None when it has a ratio of names, a maximum, or is no comparison."""
    if not isinstance(condition, Comparison):
        return None
    coefficients: dict[str, Decimal] = {}
    constant = ZERO
    for side, sign in ((condition.left, Decimal(1)), (condition.right, Decimal(-1))):
        for name, factor in _addends(side, sign):
            if factor is None:
                return None
            if name:
                coefficients[name] = coefficients.get(name, ZERO) + factor
            else:
                constant += factor
    return LinearForm({name: factor for name, factor in coefficients.items() if factor}, constant, condition.operator)


def _addends(term: Term, factor: Decimal) -> Iterator[tuple[str, Decimal | None]]:
    """Yield name and coefficient of every addend, "" for constants; None as coefficient where a term is not linear."""
    match term:
        case Number(value):
            yield "", factor * value
        case Name() if not term.is_wildcard:
            yield str(term), factor
        case Scaled(inner, one):
            yield from _addends(one, factor * inner)
        case Sum(terms):
            for one in terms:
                yield from _addends(one, factor)
        case Ratio(over, Number(value)) if (factor / value) * value == factor:  # only when the division is exact
            yield from _addends(over, factor / value)
        case _:
            yield "", None


# ---------------------------------------------------------------- evaluation


def evaluate(condition: Condition, values: Callable[[str], Interval | None]) -> Result:
    """Tell whether a condition holds; `values` returns the value of a name, None when it is missing."""
    match condition:
        case Comparison(left, operator, right):
            return _compared(left, operator, right, values)
        case Not(one):
            return evaluate(_contrary(one), values)
        case Every(conditions):
            return _combined([evaluate(one, values) for one in conditions], decisive=False)
        case Some(conditions):
            return _combined([evaluate(one, values) for one in conditions], decisive=True)


def _contrary(condition: Condition) -> Condition:
    """Return the negated condition without a `not`, so that intervals have the benefit of the doubt there too."""
    match condition:
        case Comparison(left, operator, right):
            return Comparison(left, _CONTRARY[operator], right)
        case Every(conditions):
            return Some(tuple(map(_contrary, conditions)))
        case Some(conditions):
            return Every(tuple(map(_contrary, conditions)))
        case Not(one):
            return one


def _combined(results: list[Result], *, decisive: bool) -> Result:
    """Combine by `and` (one False decides) or `or` (one True decides)."""
    for result in results:
        if result.holds is decisive:
            return result
    missing = tuple(dict.fromkeys(name for result in results for name in result.missing))
    if any(result.holds is None for result in results):
        return Result(None, missing=missing)
    return results[-1]._replace(holds=not decisive)


def _compared(left: Term, operator: Operator, right: Term, values: Callable[[str], Interval | None]) -> Result:
    missing: list[str] = []
    one, other = _value(left, values, missing), _value(right, values, missing)
    if not _possible(one, operator, other):
        holds: bool | None = False
    elif missing:
        holds = True if _certain(one, operator, other) else None
    else:
        holds = True
    if missing:
        return Result(holds, missing=tuple(dict.fromkeys(missing)) if holds is None else ())
    return Result(holds, one, other)


def _possible(one: Interval, operator: Operator, other: Interval) -> bool:
    """Tell whether the comparison holds for some numbers in the intervals."""
    match operator:
        case "==":
            return one.meets(other)
        case "!=":
            return not (one.is_exact and other.is_exact and one.low == other.low)
        case "<=":
            return one.low <= other.high
        case ">=":
            return one.high >= other.low
        case "<":
            return one.low < other.high
        case ">":
            return one.high > other.low


def _certain(one: Interval, operator: Operator, other: Interval) -> bool:
    """Tell whether the comparison holds for all numbers in the intervals."""
    return not _possible(one, _CONTRARY[operator], other)


def _value(term: Term, values: Callable[[str], Interval | None], missing: list[str]) -> Interval:
    """Return the value of a term; names without a value may be anything and are added to `missing`."""
    match term:
        case Number(number):
            return Interval(number, number)
        case Name():
            found = values(str(term))
            if found is None:
                missing.append(str(term))
            return _ANYTHING if found is None else found
        case Scaled(factor, one):
            return _value(one, values, missing) * factor
        case Sum(terms):
            return total(_value(one, values, missing) for one in terms)
        case Ratio(over, under):
            return _divided(_value(over, values, missing), _value(under, values, missing), term, missing)
        case Extreme(kind, terms):
            pick = max if kind == "max" else min
            found_values = [_value(one, values, missing) for one in terms]
            return Interval(pick(v.low for v in found_values), pick(v.high for v in found_values))


def _divided(over: Interval, under: Interval, term: Ratio, missing: list[str]) -> Interval:
    """Divide, rounding outwards; a divisor that may be 0 makes the ratio a missing value."""
    ends = (*over, *under)
    if under.low <= 0 <= under.high:
        missing.append(render(term))
        return _ANYTHING
    if not all(end.is_finite() for end in ends):
        return _ANYTHING
    low = min(_DOWN.divide(a, b) for a in over for b in under)
    high = max(_UP.divide(a, b) for a in over for b in under)
    return Interval(low, high)


# ---------------------------------------------------------------- text


def render(formula: Formula, label: Callable[[str], str] = str) -> str:
    """Return a formula as readers see it, `专职人员数 + 兼职人员数`; `label` returns what a name is called."""
    match formula:
        case Number(value):
            return plain(value)
        case Name(name, column, previous):
            text = label(str(Name(name, column)))
            return f"上年{text}" if previous else text
        case Scaled(factor, term):
            return f"-{_inner(term, label)}" if factor == -1 else f"{plain(factor)} × {_inner(term, label)}"
        case Sum(terms):
            return " + ".join(render(term, label) for term in terms).replace(" + -", " - ")
        case Ratio(over, under):
            return f"{_inner(over, label)} ÷ {_inner(under, label)}"
        case Extreme(kind, terms):
            return f"{'最大值' if kind == 'max' else '最小值'}({'，'.join(render(term, label) for term in terms)})"
        case Comparison(left, operator, right):
            return f"{render(left, label)} {_SIGNS[operator]} {render(right, label)}"
        case Every(conditions):
            return " 且 ".join(_inner(one, label) for one in conditions)
        case Some(conditions):
            return " 或 ".join(_inner(one, label) for one in conditions)
        case Not(condition):
            return f"非({render(condition, label)})"


def _inner(formula: Formula, label: Callable[[str], str]) -> str:
    text = render(formula, label)
    return f"({text})" if isinstance(formula, Sum | Ratio | Every | Some) else text
