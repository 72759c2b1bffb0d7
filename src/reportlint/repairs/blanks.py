"""Blank variables: what follows for them from the equations, and which equations they cannot save.

A blank may be anything that is not below its lowest value. Only what a reader of the table could see himself is
concluded: the last unknown of an equation, and a total with nothing left to share out (0 = blank + blank).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportlint.repairs.equations import eliminated, exact, number, ratio, rows_of, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportlint.repairs.equations import Exact, Number, Problem, Row


def impossible(problem: Problem) -> tuple[str, ...]:
    """Return the keys of the equations that are broken whatever their blank variables are."""
    rows = rows_of(problem.equations, problem.values)
    return tuple(
        equation.key
        for equation, row in zip(problem.equations, rows, strict=True)
        if not possible(row, problem.values, problem.lowest)
    )


def determined(problem: Problem) -> dict[str, Number]:
    """Return the blank variables that can have one value only, with their values.

    A value that breaks another equation, that is too low or not integral is left out, and so is what follows from it.
    """
    values = dict(problem.values)
    found: dict[str, tuple[Number, str]] = {}
    blank = _blanks(problem)
    equations = [equation for equation in problem.equations if any(name in blank for name, _ in equation.weights)]
    while news := {
        variable: (value, key)
        for row in rows_of(equations, values)
        for variable, value in _forced(row, values, problem.lowest)
        for key in row.keys
    }:
        found.update(news)
        values.update((variable, value) for variable, (value, _) in news.items())
    final = rows_of(equations, values)
    broken = {key for row in final if not possible(row, values, problem.lowest) for key in row.keys}
    uses = {equation.key: {name for name, _ in equation.weights} for equation in equations}
    doubtful = {variable for variable in found if any(variable in uses[key] for key in broken)}
    while follows := {name for name, (_, key) in found.items() if name not in doubtful and uses[key] & doubtful}:
        doubtful |= follows
    return {variable: value for variable, (value, _) in found.items() if variable not in doubtful}


def _blanks(problem: Problem) -> set[str]:
    return {name for equation in problem.equations for name, _ in equation.weights if problem.values.get(name) is None}


def possible(row: Row, values: Mapping[str, Number | None], lowest: Mapping[str, Number | None]) -> bool:
    """Tell whether an equation holds, or would for some values of its blanks."""
    blanks = {name: weight for name, weight in row.weights.items() if values.get(name) is None}
    if not blanks:
        return row.gap == 0
    slack = _slack(row, blanks, lowest)
    return slack is None or slack >= 0


def _slack(row: Row, blanks: Mapping[str, Exact], lowest: Mapping[str, Number | None]) -> Exact | None:
    """Return how much the blanks have to share out above their lowest values; None when they can be anything."""
    sign = 1 if next(iter(blanks.values())) > 0 else -1
    slack = row.gap * -sign
    for name, weight in blanks.items():
        least = lowest.get(name, 0)
        if least is None or weight * sign < 0:
            return None
        slack -= weight * sign * exact(least)
    return slack


def _forced(
    row: Row, values: Mapping[str, Number | None], lowest: Mapping[str, Number | None]
) -> Iterator[tuple[str, Number]]:
    """Yield the blanks of an equation that can have one value only."""
    blanks = {name: weight for name, weight in row.weights.items() if values.get(name) is None}
    if len(blanks) == 1:
        ((name, weight),) = blanks.items()
        like = next((value for other in row.weights if isinstance(value := values.get(other), Decimal)), 0)
        value, least = number(ratio(-row.gap, weight), like=like), lowest.get(name, 0)
        if value is not None and (least is None or value >= least):
            yield name, value
    elif blanks and _slack(row, blanks, lowest) == 0:
        for name in blanks:
            least = lowest.get(name, 0)
            if least is not None:
                yield name, least


def without_blanks(problem: Problem, rows: Iterable[Row]) -> list[Row]:
    """Eliminate the blanks: return what the equations still say about the observed variables.

    A blank that stands in two equations joins them into one. Joined rows that say nothing new are left out, so that a
    broken row never comes with a shadow made of many others.
    """
    kept, blank = list(rows), _blanks(problem)
    for name in [name for name in problem.values if name in blank] + sorted(blank - set(problem.values)):
        holding = [row for row in kept if name in row.weights]
        if holding:
            kept = eliminated(kept, min(holding, key=lambda row: len(row.weights)), name)
    return _independent(kept) if any(row.gap and len(row.keys) > 1 for row in kept) else kept


def _independent(rows: list[Row]) -> list[Row]:
    kept: list[Row] = []
    basis: list[tuple[str, Row]] = []
    for row in sorted(rows, key=lambda row: len(row.keys)):
        rest = row
        for name, other in basis:
            if name in rest.weights:
                rest = without(name, rest, other)
        if rest.weights:
            basis.append((next(iter(rest.weights)), rest))
        if rest.weights or rest.gap or len(row.keys) == 1:
            kept.append(row)
    return kept
