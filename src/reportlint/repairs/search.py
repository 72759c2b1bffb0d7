"""Error localization: every smallest set of mistakes whose undoing makes all equations hold.

Fellegi and Holt (A systematic approach to automatic edit and imputation, Journal of the American Statistical Association
71, 1976): where figures contradict each other, as few of them as possible are wrong. As in de Waal and Quere (A fast and
simple algorithm for automatic editing of mixed data, Journal of Official Statistics 19, 2003) the search branches on
elimination: some variable of a broken row must change, so solve the row for it, put it into the others, and go on.
A row that is broken then is one that the variables chosen so far cannot mend, whatever values they get. So the search
is exact, and each set that it finds has one set of values; a set whose values are not unique is never found.

What a repair may change is decided here, what is likely is not. Slips over several cells (`Move`) are branches like any
other and count as one mistake.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reportlint.repairs.equations import Row, eliminated, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlint.repairs.equations import Exact
    from reportlint.text.slips import Slip

MISTAKES = 6  # in one tangle of equations
SETS = 1_000  # equally small; with more there is nothing to choose from
STEPS = 600_000  # weights looked at, which bounds the time to about 0.1 s


class Move(NamedTuple):
    """One mistake to undo: how much each variable changes; slip: what kind of mistake it was, where that is known."""

    changes: tuple[tuple[str, Exact], ...]
    slip: Slip | None = None


Moves = tuple[Move, ...]


class Exhausted(Exception):  # noqa: N818  nothing went wrong: the search has used up its steps
    """The search took too long."""


class Search:
    """A search with a bound on its work; it remembers nothing but the steps that are left."""

    def __init__(self, steps: int = STEPS) -> None:
        self.steps = steps

    def smallest(self, rows: Sequence[Row], moves: Sequence[Move], accept: Callable[[Moves], bool]) -> list[Moves]:
        """Return every smallest accepted set of mistakes, single changes and given moves, that mends all broken rows.

        Empty when more mistakes would be needed than `MISTAKES` or than there are broken rows. Raises `Exhausted`.
        """
        broken = sum(1 for row in rows if row.gap)
        reserve = self.steps // 2  # for what is left to explain when this takes too long
        self.steps -= reserve
        try:
            for size in range(1, min(MISTAKES, broken) + 1):
                sets = self._sets(list(rows), size, frozenset(), tuple(moves))
                found = list(islice((each for each in sets if accept(each)), SETS + 1))
                if len(found) > SETS:
                    raise Exhausted
                if found:
                    return found
            return []
        finally:
            self.steps = max(self.steps, 0) + reserve

    def _sets(self, rows: list[Row], left: int, banned: frozenset[str], moves: tuple[Move, ...]) -> Iterator[Moves]:
        """Yield the sets of at most `left` mistakes, each once: what an earlier branch has tried is banned in later ones."""
        self._count(50 + sum(len(row.weights) for row in rows))
        broken = [row for row in rows if row.gap]
        if not broken:
            yield ()
            return
        if not left or len(broken) > left * _most_mended(broken, banned, moves):
            return
        pivot = min(broken, key=lambda row: len(row.weights.keys() - banned))
        tried = set(banned)
        for variable in pivot.weights:
            if variable in banned or (left == 1 and not self._alone(variable, pivot, broken, rows)):
                continue
            others = tuple(move for move in moves if all(name != variable for name, _ in move.changes))
            for rest in self._sets(eliminated(rows, pivot, variable), left - 1, frozenset(tried), others):
                change = _solved(pivot, variable, rest)
                if change:
                    yield (Move(((variable, change),)), *rest)
            tried.add(variable)
        tried.update(pivot.weights)
        for at, move in enumerate(moves):
            if effect(move, pivot):
                names = {name for name, _ in move.changes}
                others = tuple(other for other in moves[at + 1 :] if names.isdisjoint(dict(other.changes)))
                for rest in self._sets(undone(rows, move), left - 1, frozenset(tried | names), others):
                    yield (move, *rest)

    def _alone(self, variable: str, pivot: Row, broken: list[Row], rows: list[Row]) -> bool:
        """Tell whether the change of one variable that mends one row mends all."""
        self._count(1)
        if not all(variable in row.weights for row in broken):
            return False
        change = ratio(-pivot.gap, pivot.weights[variable])
        return all(row.gap + row.weights[variable] * change == 0 for row in rows if variable in row.weights)

    def _count(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted


def undone(rows: Sequence[Row], move: Move) -> list[Row]:
    """Apply a move to rows."""
    return [row._replace(gap=row.gap + change) if (change := effect(move, row)) else row for row in rows]


def effect(move: Move, row: Row) -> Exact:
    """Return by how much a move changes what a row comes to."""
    weights = row.weights
    return sum((weights[name] * change for name, change in move.changes if name in weights), 0)


def _most_mended(broken: Sequence[Row], banned: frozenset[str], moves: Sequence[Move]) -> int:
    """Return how many broken rows one mistake can mend at most: those not banned, counted by the rows they stand in."""
    counts = Counter(name for row in broken for name in row.weights if name not in banned)
    return max(
        max(counts.values(), default=0),
        max((sum(1 for row in broken if effect(move, row)) for move in moves), default=0),
    )


def _solved(pivot: Row, variable: str, rest: Sequence[Move]) -> Exact:
    """Return the change of a variable that was eliminated with a row, given the changes found after that."""
    gap = pivot.gap
    for move in rest:
        gap += effect(move, pivot)
    return ratio(-gap, pivot.weights[variable])
