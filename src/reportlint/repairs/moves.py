"""Moves that by themselves mend every equation they touch, whatever else is broken.

Slips over two cells are such moves: neighbouring cells exchanged, a number in the wrong one of them, a number split over
both. That the numbers of a draft, moved so, come to exactly what the equations demand is hardly ever chance. Each is one
mistake, though it changes two values (Scholtus, Journal of Official Statistics 27, 2011, on interchanged values).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.repairs.equations import ratio
from reportlint.repairs.search import Move, effect
from reportlint.text.slips import moved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.repairs.equations import Problem, Row


def moves_between_neighbours(problem: Problem, rows: Sequence[Row]) -> list[Move]:
    """Return the moves between neighbouring cells, one of them in a broken row, that mend what they touch.

    rows: all there are, so that nothing else breaks.
    """
    index: dict[str, list[Row]] = {}
    for row in rows:
        for name in row.weights:
            index.setdefault(name, []).append(row)
    suspects = {name for row in rows if row.gap for name in row.weights}
    found: list[Move] = []
    for first, second in _neighbours(problem):
        if (first not in suspects and second not in suspects) or first not in index or second not in index:
            continue
        touched = index[first] + [row for row in index[second] if first not in row.weights]
        across = problem.places[first].row == problem.places[second].row
        found += [move for move in _moves(problem, first, second, across=across) if mends(move, touched)]
    return found


def lone_changes(rows: Sequence[Row]) -> list[Move]:
    """Return the single changes that mend every row they touch, two or more."""
    found: dict[str, Move] = {}
    for pivot in rows:
        for name, weight in pivot.weights.items() if pivot.gap else ():
            move = Move(((name, ratio(-pivot.gap, weight)),))
            touched = [row for row in rows if name in row.weights]
            if name not in found and len(touched) > 1 and mends(move, touched):
                found[name] = move
    return list(found.values())


def mends(move: Move, touched: Sequence[Row]) -> bool:
    """Tell whether a move mends a row and leaves none broken that it changes."""
    changes = [(row.gap, change) for row in touched if (change := effect(move, row))]
    return bool(changes) and all(gap + change == 0 for gap, change in changes)


def _neighbours(problem: Problem) -> Iterator[tuple[str, str]]:
    """Yield each pair of neighbouring cells once, the left or upper one first."""
    cells = {place: name for name, place in problem.places.items()}
    for name, place in problem.places.items():
        for near in (place._replace(column=place.column + 1), place._replace(row=place.row + 1)):
            if near in cells:
                yield name, cells[near]


def _moves(problem: Problem, first: str, second: str, *, across: bool) -> Iterator[Move]:
    """Yield what may have happened to two cells; a number is split only over cells that stand side by side."""
    one, other = problem.values.get(first), problem.values.get(second)
    if not isinstance(one, int) or not isinstance(other, int) or one == other:
        return
    targets: list[tuple[int, int]] = [(other, one)]
    if across and one > 0 and other > 0:
        targets += [(int(f"{one}{other}"), 0), (0, int(f"{one}{other}"))]
    for target in targets:
        slip = moved((str(one), str(other)), (str(target[0]), str(target[1])))
        yield Move(((first, target[0] - one), (second, target[1] - other)), slip)
