"""Figures, linear equations between them, and one step of Gauss, in integers and fractions: nothing is rounded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Number = int | Decimal
Exact = int | Fraction


class Equation(Struct, frozen=True):
    """A linear equation: the sum of weight × variable, and the constant, is 0. key: the caller's name for it."""

    key: str
    weights: tuple[tuple[str, Number], ...]
    constant: Number = 0


class Place(NamedTuple):
    """The cell that a variable stands in; cells of one table that differ by one row or one column are neighbours."""

    table: str
    row: int
    column: int

    def lines_up(self, other: Place) -> bool:
        """Tell whether two cells stand in one row or one column."""
        return self.table == other.table and (self.row == other.row or self.column == other.column)


class Statement(Struct, frozen=True):
    """What another source (prose, last year's report) says of some values; it is true where one of its readings holds."""

    readings: tuple[Equation, ...]

    def holds(self, values: Mapping[str, Number | None]) -> bool:
        """Tell whether some reading holds; what a blank may be counts for nothing."""
        return any(_holds(reading, values) for reading in self.readings)

    def names(self) -> set[str]:
        """Return the variables that it speaks of."""
        return {name for reading in self.readings for name, _ in reading.weights}


class Problem(Struct, frozen=True):
    """Figures and the equations between them.

    values: None, or no entry, is a blank: free to be anything not below its lowest value. An `int` stays integral.
    lowest: the least possible value of a variable, 0 where it is not named, None where there is none.
    statements: what other sources say; they are evidence, and may be wrong.
    places: the cells of those that stand in tables.
    """

    values: Mapping[str, Number | None]
    equations: tuple[Equation, ...]
    lowest: Mapping[str, Number | None] = {}
    statements: tuple[Statement, ...] = ()
    places: Mapping[str, Place] = {}


class Row(NamedTuple):
    """A linear form in changes of the variables that must come to 0; its weights are integers, not 0.

    gap: what it comes to without any change (blanks taken as 0). keys: the equations it was made of.
    """

    keys: frozenset[str]
    weights: dict[str, Exact]
    gap: Exact


def rows_of(equations: Sequence[Equation], values: Mapping[str, Number | None]) -> list[Row]:
    """Put the observed values into equations."""
    return [_row(equation, values) for equation in equations]


def _row(equation: Equation, values: Mapping[str, Number | None]) -> Row:
    weights: dict[str, Exact] = {}
    gap = exact(equation.constant)
    for name, number in equation.weights:
        weight = exact(number)
        weights[name] = weights[name] + weight if name in weights else weight
        if value := values.get(name):
            gap += weight * exact(value)
    keys = frozenset((equation.key,))
    if all(type(weight) is int and weight for weight in weights.values()):
        return Row(keys, weights, gap)
    scale = lcm(*(weight.denominator for weight in weights.values()))
    return Row(keys, {name: exact(weight * scale) for name, weight in weights.items() if weight}, gap * scale)


def _holds(equation: Equation, values: Mapping[str, Number | None]) -> bool:
    total = exact(equation.constant)
    for name, weight in equation.weights:
        value = values.get(name)
        if value is None:
            return False
        total += exact(weight) * exact(value)
    return total == 0


def totals(problem: Problem) -> set[str]:
    """Return the variables that are the sum of others in some equation."""
    found: set[str] = set()
    for equation in problem.equations:
        sides = [[name for name, weight in equation.weights if (weight > 0) is plus] for plus in (True, False)]
        for one, other in (sides, sides[::-1]):
            found |= {one[0]} if len(one) == 1 and len(other) > 1 else set()
    return found


def eliminated(rows: Sequence[Row], pivot: Row, variable: str) -> list[Row]:
    """Solve one row for a variable and put the result into the others; that row is gone, and so are empty ones."""
    kept = []
    for row in rows:
        if variable not in row.weights:
            kept.append(row)
        elif row is not pivot:
            changed = without(variable, row, pivot)
            if changed.weights or changed.gap:
                kept.append(changed)
    return kept


def without(variable: str, row: Row, pivot: Row) -> Row:
    """Add a multiple of one row to another, so that a variable of both cancels out. Integers stay integers."""
    own, share = row.weights[variable], pivot.weights[variable]
    scale, times = (1, -own * share) if share in (1, -1) else (share, -own)
    weights = {name: weight * scale for name, weight in row.weights.items()} if scale != 1 else dict(row.weights)
    for name, weight in pivot.weights.items():
        total = weights.get(name, 0) + weight * times
        if total:
            weights[name] = total
        else:
            weights.pop(name, None)
    return Row(row.keys | pivot.keys, weights, row.gap * scale + pivot.gap * times)


def figure(value: Decimal) -> Number:
    """Return a value as a problem has it: a whole number as an integer, which it stays."""
    return int(value) if value == value.to_integral_value() else value


def exact(value: Number | Fraction) -> Exact:
    """Return a number that can be divided without loss, as an integer where it is one."""
    if isinstance(value, int):
        return value
    fraction = Fraction(value)
    return fraction.numerator if fraction.denominator == 1 else fraction


def ratio(dividend: Exact, divisor: Exact) -> Exact:
    """Divide exactly; integers stay integers where they can."""
    if divisor in (1, -1):
        return dividend * divisor
    return exact(Fraction(dividend) / divisor)


def number(value: Exact, *, like: Number) -> Number | None:
    """Return a value as it would be written in the place of another; None when it cannot be.

    An integer is replaced by integers only, a decimal number by one with at least as many decimals.
    """
    if isinstance(like, int):
        return value if isinstance(value, int) else None
    decimals, divisor = max(-int(like.as_tuple().exponent), 0), value.denominator
    for prime in (2, 5):
        count = 0
        while divisor % prime == 0:
            divisor //= prime
            count += 1
        decimals = max(decimals, count)
    # from text, because arithmetic on decimals rounds
    return Decimal(f"{exact(value * Fraction(10) ** decimals)}E-{decimals}") if divisor == 1 else None
