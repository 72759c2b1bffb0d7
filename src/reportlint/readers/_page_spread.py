"""One table over several pages: its parts put together, repeated headers left out, divided cells rejoined.

Parts belong together when their outer edges agree and no column edge of one contradicts the other. At a page break
software draws every cell closed, so what was divided is told by the texts: a blank part of a merged cell, a piece that
follows an ordinal or an open bracket without an ordinal of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from reportlint.draft.builder import CellText
from reportlint.readers._page import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.readers._page import Line
    from reportlint.readers._page_tables import PageTable, TableCell

ORDINAL: Final = re.compile(
    "(?:[一二三四五六七八九十百]{1,4}[、.．，]|[（(](?:[一二三四五六七八九十]{1,4}|[0-9]{1,2})[）)]|[0-9]{1,2}(?:[.．](?![0-9])|、)"
    "|[①-⑳]|第[一二三四五六七八九十百]{1,4}(?:[章节節编編]|部分))"
)
"""An ordinal that may begin a heading, a list item or a label: 一、 （一） 1. ① 第一章; not the decimal 1.5."""

_NUMBER: Final = re.compile(r"[+\-−—/]*[0-9][0-9,，.%\s]*\Z")
_SAME_EDGE: Final = 5.0  # in points: how far the edges of two parts of one table may differ
_PADDING: Final = 6.0  # in points: the most that is kept free between the edge of a cell and its text


class _Piece:
    """One cell of the table so far; edges in points, row and height counted in rows; it grows over page breaks."""

    def __init__(self, cell: TableCell, row: int, height: int) -> None:
        self.left, self.right, self.row, self.height = cell.left, cell.right, row, height
        self.text = cell_text(cell)
        self._full = bool(cell.lines) and _reaches(cell, cell.lines[-1])

    @property
    def open(self) -> bool:
        """Tell whether its text looks cut off: a label at the edge of the cell, or within brackets."""
        if _NUMBER.match(self.text):
            return False
        brackets = sum(map(self.text.count, "（(")) - sum(map(self.text.count, "）)"))
        return brackets > 0 or (self._full and ORDINAL.match(self.text) is not None)

    def continued_by(self, other: _Piece, *, alone: bool = False) -> bool:
        """Tell whether the text of another cell may be the rest of this one; alone: nothing else speaks against it."""
        if not other.text or not self.text or ORDINAL.match(other.text) or _NUMBER.match(other.text):
            return False
        return self.open or (alone and self._full and not _NUMBER.match(self.text))

    def absorb(self, other: _Piece, height: int) -> None:
        """Take the text of the rest of this cell, and so many more rows."""
        self.text = join(self.text, other.text, full=self._full)
        self.height += height
        self._full = other._full if other.text else self._full


class Spread:
    """A table that grows page by page."""

    def __init__(self, table: PageTable) -> None:
        self._columns = list(table.columns)
        self._pieces: list[_Piece] = []
        self._first = _rows(table)
        self._height = 0
        self._append(self._first)

    def continued_by(self, table: PageTable) -> bool:
        """Tell whether the edges of a table on the next page are those of this one."""
        mine, other = self._columns, table.columns
        if abs(mine[0] - other[0]) > _SAME_EDGE or abs(mine[-1] - other[-1]) > _SAME_EDGE:
            return False
        few, many = sorted((list(mine), list(other)), key=len)
        return all(min(abs(edge - one) for one in many) <= _SAME_EDGE for edge in few)

    def add(self, table: PageTable) -> None:
        """Add the part on the next page."""
        rows = _rows(table)
        rows = _rows_from(rows, self._repeated(rows))
        if len(table.columns) > len(self._columns):
            self._columns = list(table.columns)
        above = {self._place(piece): piece for piece in self._pieces if piece.row + piece.height == self._height}
        pairs = [(above[place], piece) for piece in rows[0] if (place := self._place(piece)) in above]
        whole = len(pairs) == len(rows[0]) == len(above) and _one_row(pairs)
        joined = {id(below) for _, below in pairs} if whole else _divided(pairs)
        for upper, below in pairs:
            if id(below) in joined:
                upper.absorb(below, below.height - 1 if whole else below.height)
        rows[0] = [piece for piece in rows[0] if id(piece) not in joined]
        if whole:
            self._height -= 1
        self._append(rows)

    def cells(self) -> Iterator[CellText]:
        """Yield the cells of the whole table."""
        for piece in self._pieces:
            left, right = self._place(piece)
            yield CellText(piece.text, piece.row, left, piece.height, max(1, right - left))

    def _append(self, rows: Sequence[Sequence[_Piece]]) -> None:
        for row, pieces in enumerate(rows):
            for piece in pieces:
                piece.row = self._height + row
                self._pieces.append(piece)
        self._height += len(rows)

    def _place(self, piece: _Piece) -> tuple[int, int]:
        return self._edge(piece.left), self._edge(piece.right)

    def _edge(self, place: float) -> int:
        after = bisect_right(self._columns, place)
        near = (index for index in (after - 1, after) if 0 <= index < len(self._columns))
        return min(near, key=lambda index: abs(self._columns[index] - place))

    def _repeated(self, rows: Sequence[Sequence[_Piece]]) -> int:
        """Return how many rows at the top repeat those of the first page: a header, never the whole part."""
        count = 0
        while count < min(len(rows) - 1, len(self._first)) and self._same(rows[count], self._first[count]):
            count += 1
        while count and any(row + piece.height > count for row, pieces in enumerate(rows[:count]) for piece in pieces):
            count -= 1
        named = any(piece.text and not _NUMBER.match(piece.text) for pieces in rows[:count] for piece in pieces)
        return count if named else 0

    def _same(self, one: Sequence[_Piece], other: Sequence[_Piece]) -> bool:
        return [(*self._place(p), p.text) for p in one] == [(*self._place(p), p.text) for p in other]


def cell_text(cell: TableCell) -> str:
    """Return the text of a cell as one line."""
    text = ""
    full = False
    for line in cell.lines:
        text = join(text, line.text, full=full)
        full = _reaches(cell, line)
    return text


def _reaches(cell: TableCell, line: Line) -> bool:
    """Tell whether no further character would have found room in a line."""
    padding = min(_PADDING, max(0.0, line.left - cell.left))
    return cell.right - cell.left - 2 * padding - (line.right - line.left) < 1.2 * line.size


def _rows(table: PageTable) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = [[] for _ in range(len(table.rows) - 1)]
    index = {edge: row for row, edge in enumerate(table.rows)}
    for cell in table.cells:
        top = index[cell.top]
        rows[top].append(_Piece(cell, top, index[cell.bottom] - top))
    return rows


def _rows_from(rows: list[list[_Piece]], first: int) -> list[list[_Piece]]:
    return [list(pieces) for pieces in rows[first:]]


def _one_row(pairs: Sequence[tuple[_Piece, _Piece]]) -> bool:
    """Tell whether the last row of a page and the first one of the next are one: neither repeats what the other has."""
    both = [(upper, below) for upper, below in pairs if upper.text and below.text]
    if not any(below.text for _, below in pairs) or not any(upper.text for upper, _ in pairs):
        return False
    if not all(upper.continued_by(below, alone=True) for upper, below in both):
        return False
    return bool(both) or not pairs[0][1].text


def _divided(pairs: Sequence[tuple[_Piece, _Piece]]) -> set[int]:
    """Return the ids of cells that are the rest of a merged one on the page before."""
    joined: set[int] = set()
    leading = True
    for upper, below in pairs:
        merged = upper.height > 1 or below.height > 1
        rest = upper.text and ((merged or leading) if not below.text else merged and upper.continued_by(below))
        if rest:
            joined.add(id(below))
        leading = leading and bool(rest)
    return joined
