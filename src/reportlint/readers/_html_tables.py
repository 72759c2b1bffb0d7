"""Tables of a web page: which cell stands where, and whether the table holds data or only lays out text.

A table that lays out a page, or that a whole report was pasted into, is unpacked into its lines and inner tables. A
row across a data table that is running text parts the table, for it is a paragraph and not a cell. What is told apart
is the shape alone; which table it is, is none of this module's business.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.draft.builder import CellText
from reportlint.readers._html_pieces import Sink, Table, is_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_COLUMNS: Final = 256
"""A table that is wider lays out something: statutory tables have up to fifteen columns."""

_WIDEST_SPAN: Final = 100  # columns; what says it covers more covers the rest of the table
_LEAST_SHARE: Final = 0.6  # of the text of a table that one cell with paragraphs in it holds
_PARAGRAPHS: Final = 3  # lines of running text that are more than a cell
_FEW: Final = 6  # cells of a table that is there for the tables in it
_SECTION: Final = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")
_INTEGER: Final = re.compile(r"\s*(\d{1,9})")


class Cell:
    """One cell as it is written; a row span of 0 reaches to the end of its row group."""

    __slots__ = ("column_span", "row_span", "sink")

    def __init__(self, row_span: int = 1, column_span: int = 1) -> None:
        self.row_span = row_span
        self.column_span = column_span
        self.sink = Sink()


class Rows:
    """The rows of a table that is being read, with the row groups they stand in.

    group: the row group that rows are now read into. open: a cell is being read. layout: the page says that it holds
    no data.
    """

    __slots__ = ("group", "groups", "layout", "open", "rows")

    def __init__(self, *, layout: bool = False) -> None:
        self.rows: list[list[Cell]] = []
        self.groups: list[int] = []  # by row
        self.group = 0
        self.open = False
        self.layout = layout

    def begin_row(self) -> None:
        """Begin a row."""
        self.rows.append([])
        self.groups.append(self.group)

    def begin_cell(self, row_span: str | None, column_span: str | None) -> Cell:
        """Begin a cell with the spans as they are written; a cell outside a row begins one."""
        if not self.rows:
            self.begin_row()
        self.open = True
        cell = Cell(span(row_span, least=0), span(column_span, least=1))
        self.rows[-1].append(cell)
        return cell


class Placed(NamedTuple):
    """A cell and its place."""

    cell: Cell
    row: int
    column: int
    row_span: int
    column_span: int


def span(written: str | None, *, least: int) -> int:
    """Return a row or column span; what is no number is 1."""
    number = _INTEGER.match(written or "")
    return max(least, int(number[1])) if number else 1


def place(table: Rows) -> list[Placed] | None:
    """Return the cells with their places, in the order written; None when the table is too wide for data.

    Spans end at the row group, at the edge of the table and at a cell from above. The cost is at most rows times
    `MOST_COLUMNS`, whatever the spans say.
    """
    widths = (sum(cell.column_span if cell.column_span <= _WIDEST_SPAN else 1 for cell in row) for row in table.rows)
    widest = max(widths, default=0)
    if widest > MOST_COLUMNS:
        return None
    ends = {group: last + 1 for last, group in enumerate(table.groups)}
    placed: list[Placed] = []
    free_from: list[int] = []  # by column: the first row that no cell from above covers
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while column < len(free_from) and free_from[column] > row:
                column += 1
            wanted = cell.column_span if cell.column_span <= _WIDEST_SPAN else max(1, widest - column)
            end = column + 1
            while end < column + wanted and (end >= len(free_from) or free_from[end] <= row):
                end += 1
            if end > MOST_COLUMNS:
                return None
            height = min(cell.row_span or len(table.rows), ends[table.groups[row]] - row)
            free_from += [0] * (end - len(free_from))
            free_from[column:end] = [row + height] * (end - column)
            placed.append(Placed(cell, row, column, height, end - column))
            column = end
    return placed


def unpack(table: Rows) -> Sink:
    """Return what a table holds, in reading order: itself, or its lines and inner tables, or both."""
    found = Sink()
    placed = None if table.layout else place(table)
    if placed is None:
        for row in table.rows:
            for cell in row:
                found.pour(cell.sink)
        return found
    texts = _text_rows(placed)
    first = True
    for is_text, group in groupby(placed, key=lambda one: one.row in texts):
        cells = list(group)
        if not is_text and texts:
            cells = list(_without_headings(cells, found))
        if is_text or _lays_out(cells):
            for one in cells:
                found.pour(one.cell.sink)
        else:
            _add_table(found, cells, first=first)
            first = False
    return found


def _text_rows(placed: Sequence[Placed]) -> set[int]:
    """Return the rows in which one cell of running text, and nothing else, stands across the table."""
    alone = _alone(placed)
    return {one.row for one in placed if one.row in alone and one.cell.sink.running}


def _alone(placed: Sequence[Placed]) -> set[int]:
    """Return the rows in which one single cell is filled, that of a merged cell from above counted in."""
    counts: dict[int, int] = {}
    tall = False
    for one in placed:
        if one.cell.sink.filled:
            counts[one.row] = counts.get(one.row, 0) + 1
            tall = tall or one.row_span > 1
    covered: set[int] = set()
    if tall:
        reach = -1
        for one in placed:  # rows ascend
            if one.cell.sink.filled and one.row_span > 1:
                covered.update(range(max(one.row, reach), one.row + one.row_span))
                reach = max(reach, one.row + one.row_span)
    return {row for row, count in counts.items() if count == 1 and row not in covered}


def _without_headings(cells: Sequence[Placed], found: Sink) -> Iterator[Placed]:
    """Pour section headings that stand right behind running text into `found`, yield the cells behind them."""
    alone = _alone(cells)
    leading = True
    for one in cells:
        sink = one.cell.sink
        leading = leading and (not sink.filled or (one.row in alone and _SECTION.match(sink.text()) is not None))
        if not leading:
            yield one
        elif sink.filled:
            found.pour(sink)


def _lays_out(cells: Sequence[Placed]) -> bool:
    """Tell whether cells only lay out text: see the module."""
    filled = [one.cell.sink for one in cells if one.cell.sink.filled]
    if len(filled) <= 1 or len({one.column for one in cells if one.cell.sink.filled}) == 1:
        return True
    length = sum(sink.length for sink in filled)
    for sink in filled:
        share = sink.length >= _LEAST_SHARE * length and sink.running > 1
        if share or sink.running >= _PARAGRAPHS or (sink.running and (sink.tables or sink.headings)):
            return True
    if any(sink.tables for sink in filled) and len(filled) <= _FEW:
        return not any(is_number(sink.text()) for sink in filled)
    return False


def _add_table(found: Sink, cells: Sequence[Placed], *, first: bool) -> None:
    sinks = [one.cell.sink for one in cells]
    texts = tuple(CellText(one.cell.sink.text(), *one[1:]) for one in cells)
    chrome = all(sink.chrome for sink in sinks if sink.filled)
    found.add(Table(texts, sum(sink.links for sink in sinks), sum(sink.linked for sink in sinks), chrome, first))
    for sink in sinks:
        if sink.tables:
            for piece in sink.pieces():
                if isinstance(piece, Table):
                    found.add(piece)
