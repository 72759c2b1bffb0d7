"""Causes: which broken equations belong together, and the sets of mistakes that would explain them.

Two wrong cells of one table break rows and columns that cross, so the search has to look at all of them at once; what it
finds is then split into independent causes. Where there are too many mistakes for it, single changes that several
equations demand and no other change explains are taken first, as deductive correction does, and the rest is tried again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reportlint.repairs.blanks import possible
from reportlint.repairs.equations import exact, number, totals
from reportlint.repairs.moves import lone_changes, mends, moves_between_neighbours
from reportlint.repairs.search import Exhausted, Search, effect, undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlint.repairs.equations import Number, Problem, Row, Statement
    from reportlint.repairs.search import Move, Moves

_Item = TypeVar("_Item")
_Mark = TypeVar("_Mark")


MANY = 16  # broken rows of one part
SAID = 20  # statements on one variable that are listened to


class Cause(NamedTuple):
    """Broken rows that belong together, and the sets of mistakes that explain just them; exact: these are all."""

    rows: list[Row]
    sets: list[Moves]
    exact: bool = True


class Case:
    """What a change may come to: a problem, and its equations with blanks, as `open`.

    totals: the variables that are sums of others. said: the statements on each variable.
    """

    def __init__(self, problem: Problem, rows: Sequence[Row]) -> None:
        self.problem = problem
        self.totals = totals(problem)
        self.said: dict[str, list[Statement]] = {}
        for statement in dict.fromkeys(problem.statements):
            for name in statement.names():
                told = self.said.setdefault(name, [])
                told += [statement] if len(told) < SAID else []
        self.open = [row for row in rows if any(problem.values.get(name) is None for name in row.weights)]

    def values(self, moves: Moves) -> dict[str, Number] | None:
        """Return the new values of the variables that moves change; None when one of them cannot be."""
        values: dict[str, Number] = {}
        for name, by in (change for move in moves for change in move.changes):
            old, least = self.problem.values[name], self.problem.lowest.get(name, 0)
            new = None if old is None else number(exact(old) + by, like=old)
            if new is None or (least is not None and new < least):
                return None
            values[name] = new
        return values

    def permits(self, moves: Moves) -> bool:
        """Tell whether every new value is one that its variable can have, and the blanks can still be something."""
        return self.values(moves) is not None and not any(
            self.possible(row) and not self.possible(row, moves) for row in self.open
        )

    def freed(self, moves: Moves) -> set[str]:
        """Return the equations with blanks that were impossible and are possible after the moves."""
        rows = [row for row in self.open if not self.possible(row) and self.possible(row, moves)]
        return {key for row in rows for key in row.keys}

    def possible(self, row: Row, moves: Moves = ()) -> bool:
        """Tell whether an equation can hold after some moves."""
        changed = row._replace(gap=row.gap + sum(effect(move, row) for move in moves))
        return possible(changed, self.problem.values, self.problem.lowest)


def causes_of(case: Case, rows: Sequence[Row]) -> list[Cause]:
    """Explain the broken rows, part by part: what shares no variable or move, even by way of others, is unrelated."""
    if not any(row.gap for row in rows):
        return []
    moves = moves_between_neighbours(case.problem, rows)
    links: list[tuple[set[str], list[Row]]] = [(set(dict(move.changes)), []) for move in moves]
    links += [(set(row.weights), [row]) for row in rows]
    search = Search()
    causes: list[Cause] = []
    for names, part in _joined(links):
        if any(row.gap for row in part):
            causes += _causes(case, part, [move for move in moves if names.issuperset(dict(move.changes))], search)
    return causes


def _causes(case: Case, rows: list[Row], moves: list[Move], search: Search) -> list[Cause]:
    try:
        found = search.smallest(rows, moves, case.permits)
    except Exhausted:
        found = []
    return _separated(found, rows) if found else _evident(case, rows, moves, search)


def _separated(sets: Sequence[Moves], rows: Sequence[Row]) -> list[Cause]:
    """Split sets of mistakes into independent causes.

    The mistakes of a set belong together where they affect a common row, and broken rows where the mistakes behind them do
    in any set. Then what the sets say about one block can be combined with what they say about another at will.
    """
    broken = {at for at, row in enumerate(rows) if row.gap}
    affected = {move: _affected(move, rows) for moves in sets for move in moves}
    sets_of_groups = [_joined((affected[move], [move]) for move in moves) for moves in sets]
    causes = []
    for block, _ in _joined((touched & broken, []) for groups in sets_of_groups for touched, _ in groups):
        parts = (
            tuple(move for touched, moves in groups if touched & block for move in moves) for groups in sets_of_groups
        )
        causes.append(Cause([rows[at] for at in sorted(block)], list(dict.fromkeys(parts))))
    return causes


def _evident(case: Case, rows: list[Row], moves: list[Move], search: Search) -> list[Cause]:
    """Explain what single mistakes explain that several equations demand and nothing disputes, then what is left.

    Among very many broken rows some are off by the same number by chance, so then nothing is explained.
    """
    causes: list[Cause] = []
    candidates = [*lone_changes(rows), *moves] if sum(1 for row in rows if row.gap) <= MANY else []
    for block, group in _joined((_affected(move, rows), [move]) for move in candidates if case.permits((move,))):
        if len(block) > 1 and all(_affected(move, rows) == block for move in group):
            causes.append(Cause([rows[at] for at in sorted(block)], [(move,) for move in group], exact=False))
    if not causes:
        tangles = _joined((set(row.weights), [row]) for row in rows if row.gap)
        return [Cause(tangle, [], exact=False) for _, tangle in tangles]
    for cause in causes:
        rows = undone(rows, cause.sets[0][0])
    if any(row.gap for row in rows):
        left = [move for move in moves if mends(move, rows)]
        causes += [cause._replace(exact=False) for cause in _causes(case, rows, left, search)]
    return causes


def _affected(move: Move, rows: Sequence[Row]) -> set[int]:
    return {at for at, row in enumerate(rows) if effect(move, row)}


def _joined(pairs: Iterable[tuple[set[_Mark], list[_Item]]]) -> list[tuple[set[_Mark], list[_Item]]]:
    """Join what has a mark in common, directly or by way of others."""
    joined: list[tuple[set[_Mark], list[_Item]]] = []
    for marks, items in pairs:
        near = [each for each in joined if not marks.isdisjoint(each[0])]
        joined = [each for each in joined if marks.isdisjoint(each[0])]
        joined.append((marks.union(*(each[0] for each in near)), [item for each in near for item in each[1]] + items))
    return joined
