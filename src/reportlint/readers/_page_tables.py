"""Ruled tables of one page: from ruling lines to cells, and characters to the cells in which they stand.

A cell is a region that no line crosses, so merged cells need no other sign. Frames of a single cell are no tables.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.readers._page import lines_of
from reportlint.readers._page_rulings import NEAR, connected_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlint.readers._page import Glyph, Line, Ruling

_MOST_FRAMES: Final = 200  # of a page
_MOST_PLACES: Final = 200_000  # rows times columns of one table


class TableCell(NamedTuple):
    """One cell of a page: its edges in points, and the lines of text in it."""

    left: float
    right: float
    top: float
    bottom: float
    lines: tuple[Line, ...]


class PageTable(NamedTuple):
    """A ruled table of one page; rows: the heights of its horizontal edges; cells in row-major order."""

    rows: tuple[float, ...]
    columns: tuple[float, ...]
    cells: tuple[TableCell, ...]


class _Frame:
    """The cells of a table before anything stands in them, and what does."""

    def __init__(self, rows: Sequence[float], columns: Sequence[float], owners: list[list[int]]) -> None:
        self.rows, self.columns, self._owners = rows, columns, owners
        self._inside: dict[int, list[Glyph]] = {}

    def take(self, glyph: Glyph) -> bool:
        """Put a character into the cell at its middle; tell whether there is one."""
        row = bisect_right(self.rows, glyph.middle) - 1
        column = bisect_right(self.columns, (glyph.left + glyph.right) / 2) - 1
        if not (0 <= row < len(self._owners) and 0 <= column < len(self.columns) - 1):
            return False
        owner = self._owners[row][column]
        if owner < 0:
            return False
        self._inside.setdefault(owner, []).append(glyph)
        return True

    def table(self) -> PageTable:
        """Return the table with what was put into it."""
        bounds: dict[int, list[int]] = {}
        for row, owners in enumerate(self._owners):
            for column, owner in enumerate(owners):
                if owner >= 0:
                    bound = bounds.setdefault(owner, [row, column, row, column])
                    bound[2], bound[3] = row, column
        cells = (
            TableCell(
                self.columns[left], self.columns[right + 1], self.rows[top], self.rows[bottom + 1],
                tuple(lines_of(self._inside.get(owner, ()))),
            )
            for owner, (top, left, bottom, right) in sorted(bounds.items(), key=lambda item: item[1][:2])
        )  # fmt: skip
        return PageTable(tuple(self.rows), tuple(self.columns), tuple(cells))


def tables_of(glyphs: Iterable[Glyph], rulings: Iterable[Ruling]) -> tuple[list[PageTable], list[Glyph]]:
    """Return the ruled tables of a page from top to bottom, and the characters that stand in none.

    A table within a cell of another one comes behind it, and has its characters.
    """
    frames = sorted(islice(_frames(rulings), _MOST_FRAMES), key=_area)  # an inner table before the outer one
    left = [glyph for glyph in glyphs if not any(frame.take(glyph) for frame in frames)]
    frames.sort(key=lambda frame: (frame.rows[0], frame.columns[0]))
    return [frame.table() for frame in frames], left


def _area(frame: _Frame) -> float:
    return (frame.rows[-1] - frame.rows[0]) * (frame.columns[-1] - frame.columns[0])


def _frames(rulings: Iterable[Ruling]) -> Iterator[_Frame]:
    for connected in connected_of(rulings):
        frame = _frame(connected)
        if frame is not None:
            yield frame


def _frame(rulings: Sequence[Ruling]) -> _Frame | None:
    """Return the cells that connected lines enclose, None when they are not at least two."""
    rows = _levels(one.at for one in rulings if one.horizontal)
    columns = _levels(one.at for one in rulings if not one.horizontal)
    height, width = len(rows) - 1, len(columns) - 1
    if height < 1 or width < 1 or not 2 <= height * width <= _MOST_PLACES:
        return None
    above = [[False] * width for _ in range(height + 1)]  # a line along the top of each place
    before = [[False] * (width + 1) for _ in range(height)]  # a line along its left side
    for one in rulings:
        if one.horizontal:
            row = above[_index(rows, one.at)]
            for column in _covered(columns, one):
                row[column] = True
        else:
            column = _index(columns, one.at)
            for index in _covered(rows, one):
                before[index][column] = True
    owners = _cells(above, before)
    found = {owner for row in owners for owner in row if owner >= 0}
    return _Frame(rows, columns, owners) if len(found) > 1 else None


def _levels(places: Iterable[float]) -> list[float]:
    levels: list[float] = []
    for place in sorted(places):
        if not levels or place - levels[-1] > NEAR:
            levels.append(place)
    return levels


def _index(levels: Sequence[float], place: float) -> int:
    return max(0, bisect_right(levels, place + 0.001) - 1)


def _covered(levels: Sequence[float], ruling: Ruling) -> range:
    """Return the intervals between levels whose middle a line passes."""
    middles = [(low + high) / 2 for low, high in pairwise(levels)]
    return range(bisect_left(middles, ruling.start), bisect_right(middles, ruling.end))


def _cells(above: list[list[bool]], before: list[list[bool]]) -> list[list[int]]:
    """Return which cell owns each place, -1 for places outside: those that no line parts from the edge."""
    height, width = len(before), len(above[0])
    owners = [[-2] * width for _ in range(height)]
    edge = [(0, column) for column in range(width) if not above[0][column]]
    edge += [(height - 1, column) for column in range(width) if not above[height][column]]
    edge += [(row, 0) for row in range(height) if not before[row][0]]
    edge += [(row, width - 1) for row in range(height) if not before[row][width]]
    while edge:
        row, column = edge.pop()
        if owners[row][column] == -1:
            continue
        owners[row][column] = -1
        if row and not above[row][column]:
            edge.append((row - 1, column))
        if row + 1 < height and not above[row + 1][column]:
            edge.append((row + 1, column))
        if column and not before[row][column]:
            edge.append((row, column - 1))
        if column + 1 < width and not before[row][column + 1]:
            edge.append((row, column + 1))
    count = 0
    for row in range(height):
        for column in range(width):
            if owners[row][column] == -2:
                _own(owners, above, before, (row, column), count)
                count += 1
    return owners


def _own(
    owners: list[list[int]], above: list[list[bool]], before: list[list[bool]], place: tuple[int, int], number: int
) -> None:
    """Give a cell the largest free rectangle that begins at a place: to the right, then down."""
    row, column = place
    right = column + 1
    while right < len(above[0]) and owners[row][right] == -2 and not before[row][right]:
        right += 1
    bottom = row + 1
    while bottom < len(before) and not any(
        above[bottom][one] or owners[bottom][one] != -2 or (one > column and before[bottom][one])
        for one in range(column, right)
    ):
        bottom += 1
    for one in range(row, bottom):
        owners[one][column:right] = [number] * (right - column)
