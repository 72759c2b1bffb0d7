"""Ruling lines of a page: from what is drawn to whole straight lines, and which of them belong together.

Software draws the lines of tables in pieces, twice, as thin bars or as rows of dots; they are put together here. A table
that is drawn without its outer lines gets them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reportlint.readers._page import Ruling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NEAR: Final = 3.0
"""Lines that are no further apart are one, in points: a row or a column is wider than that."""

_LEANING: Final = 0.02  # how far a straight line may lean: its rise over its length
_SHORTEST: Final = 4.0  # in points; shorter lines are corners or dots
_MOST: Final = 4_000  # of a page; a page with more of them is a drawing


def rulings_of(points: Sequence[tuple[float, float]], *, filled: bool) -> Iterator[Ruling]:
    """Yield the rulings that joined points draw; filled: only the area within is seen, a line when it is thin."""
    if filled:
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        if bottom - top <= NEAR:
            yield Ruling(True, (top + bottom) / 2, left, right)
        if right - left <= NEAR:
            yield Ruling(False, (left + right) / 2, top, bottom)
        return
    for (x, y), (other_x, other_y) in pairwise(points):
        across, down = abs(other_x - x), abs(other_y - y)
        if down <= max(_LEANING * across, 0.5):
            yield Ruling(True, (y + other_y) / 2, min(x, other_x), max(x, other_x))
        elif across <= max(_LEANING * down, 0.5):
            yield Ruling(False, (x + other_x) / 2, min(y, other_y), max(y, other_y))


def connected_of(rulings: Iterable[Ruling]) -> Iterator[list[Ruling]]:
    """Yield the lines that cross or touch each other, group by group, with the outer lines that are missing."""
    every = list(rulings)
    merged = [*_merged(every, horizontal=True), *_merged(every, horizontal=False)]
    if len(merged) <= _MOST:
        yield from map(_closed, _groups(merged))


def _merged(rulings: Iterable[Ruling], *, horizontal: bool) -> Iterator[Ruling]:
    """Yield the lines of one direction, pieces put together."""
    levels: list[list[Ruling]] = []
    for ruling in sorted(one for one in rulings if one.horizontal == horizontal):
        if not levels or ruling.at - levels[-1][0].at > NEAR:
            levels.append([])
        levels[-1].append(ruling)
    for level in levels:
        at = max(level, key=lambda one: one.end - one.start).at
        pieces = sorted(level, key=lambda one: one.start)
        start = end = pieces[0].start
        for ruling in pieces:
            if ruling.start - end > NEAR:
                if end - start >= _SHORTEST:
                    yield Ruling(horizontal, at, start, end)
                start, end = ruling.start, ruling.end
            end = max(end, ruling.end)
        if end - start >= _SHORTEST:
            yield Ruling(horizontal, at, start, end)


def _groups(rulings: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    upright = sorted((index for index, one in enumerate(rulings) if not one.horizontal), key=lambda i: rulings[i].at)
    places = [rulings[index].at for index in upright]
    parents = list(range(len(rulings)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for index, one in enumerate(rulings):
        if one.horizontal:
            for other in upright[bisect_left(places, one.start - NEAR) : bisect_right(places, one.end + NEAR)]:
                if rulings[other].start - NEAR <= one.at <= rulings[other].end + NEAR:
                    parents[root(index)] = root(other)
    groups: dict[int, list[Ruling]] = {}
    for index, one in enumerate(rulings):
        groups.setdefault(root(index), []).append(one)
    yield from groups.values()


def _closed(rulings: list[Ruling]) -> list[Ruling]:
    """Add the outer lines that a table drawn without them lacks: where others end at one and the same place."""
    level = [one for one in rulings if one.horizontal]
    upright = [one for one in rulings if not one.horizontal]
    if len(level) < 2 or not upright:
        return rulings
    closed = rulings + _missing(level, upright)
    return closed + _missing([one for one in closed if not one.horizontal], level)


def _missing(ends: Sequence[Ruling], across: Sequence[Ruling]) -> list[Ruling]:
    """Return the lines that should close one direction at its two ends."""
    first, last = min(one.start for one in ends), max(one.end for one in ends)
    start = min(*(one.at for one in ends), *(one.start for one in across))
    end = max(*(one.at for one in ends), *(one.end for one in across))
    horizontal = not ends[0].horizontal
    missing = []
    if sum(one.start - first <= NEAR for one in ends) > 1 and min(one.at for one in across) - first > NEAR:
        missing.append(Ruling(horizontal, first, start, end))
    if sum(last - one.end <= NEAR for one in ends) > 1 and last - max(one.at for one in across) > NEAR:
        missing.append(Ruling(horizontal, last, start, end))
    return missing
