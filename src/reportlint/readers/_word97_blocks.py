"""The paragraphs and tables of a Word file of the old format.

A cell ends with the character 7, so does a row; which of both it is, how deep tables are nested and how cells are merged is
said by the properties of the paragraph. Without properties rows are guessed from the count of cells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.readers._word97_file import plain
from reportlint.readers._word97_properties import Properties
from reportlint.readers._word_blocks import WordCell, WordParagraph, WordTable
from reportlint.readers._word_merges import RowCell, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reportlint.readers._word97_properties import RowEdges
    from reportlint.readers._word_blocks import WordBlock

_PARAGRAPH: Final = re.compile("([^\r\x07\x0c]*)([\r\x07\x0c]|\\Z)")
_SAME_EDGE: Final = 20  # twentieths of a point: a border that is off by so little is the same one

# Breaks of lines and columns, hyphens; pictures, references and other anchors show nothing.
_CHARACTERS: Final = {
    0x0B: "\n",
    0x0E: "\n",
    0x1E: "-",
    0x1F: "\u00ad",
    **dict.fromkeys((*range(1, 7), 8, *range(0x0F, 0x13), *range(0x16, 0x1D)), None),
}
_FIELD: Final = re.compile("[\x13-\x15]")

CELL_END: Final = "\x07"


class Raw(NamedTuple):
    """A paragraph as it stands: its units, its end (a character, or nothing), its properties where there are any."""

    units: str
    end: str
    properties: Properties | None


def raw_paragraphs(units: str, begin: int, end: int, at: Callable[[int], Properties | None]) -> Iterator[Raw]:
    """Yield the paragraphs between two CPs. at: the properties of the paragraph whose mark stands at a CP."""
    for match in _PARAGRAPH.finditer(units, begin, end):
        if match[0]:
            yield Raw(match[1], match[2], at(match.end() - 1))


def text(units: str) -> str:
    """Return the text of a paragraph: of a field the result, other marks as the characters that they stand for."""
    if _FIELD.search(units):
        units = _without_instructions(units)
    return plain(units).translate(_CHARACTERS)


def _without_instructions(units: str) -> str:
    """Drop the instructions of fields; a field that is not finished in its paragraph stays as it is."""
    pieces: list[str] = []
    fields: list[int | None] = []
    at = 0
    for mark in _FIELD.finditer(units):
        pieces.append(units[at : mark.start()])
        at = mark.end()
        if mark[0] == "\x13":
            fields.append(len(pieces))
        elif fields:
            begin = fields.pop()
            if begin is not None:
                del pieces[begin:]
            if mark[0] == "\x14":
                fields.append(None)
    pieces.append(units[at:])
    return "".join(pieces)


class _Table:
    """A table that is being read: finished rows, the cells of the current one, the blocks of the current cell."""

    def __init__(self) -> None:
        self.rows: list[tuple[list[tuple[WordBlock, ...]], RowEdges | None]] = []
        self.cells: list[tuple[WordBlock, ...]] = []
        self.blocks: list[WordBlock] = []

    def end_cell(self) -> None:
        self.cells.append(tuple(self.blocks))
        self.blocks = []

    def end_row(self, edges: RowEdges | None) -> None:
        if self.cells:
            self.rows.append((self.cells, edges))
        self.cells, self.blocks = [], []

    def finished(self) -> WordTable:
        if self.blocks:
            self.end_cell()
        self.end_row(None)
        return WordTable(tuple(_cells(self.rows)))


def blocks(paragraphs: Iterable[Raw], read: Callable[[Raw], WordParagraph]) -> Iterator[WordBlock]:
    """Yield blocks in order. read: a paragraph with its text, level and number."""
    open_tables: list[_Table] = []
    for raw in paragraphs:
        own = raw.properties or Properties()
        depth = own.depth or (raw.end == CELL_END)
        yield from _closed(open_tables, depth)
        while len(open_tables) < depth:
            open_tables.append(_Table())
        if not open_tables:
            yield read(raw)
        elif own.row_end:
            open_tables[-1].end_row(own.row)
        else:
            open_tables[-1].blocks.append(read(raw))
            if raw.end == CELL_END or (own.inner_cell_end and depth > 1):
                open_tables[-1].end_cell()
    yield from _closed(open_tables, 0)


def _closed(open_tables: list[_Table], depth: int) -> Iterator[WordTable]:
    """Finish tables down to this depth: inner ones go into the cells around them, the outermost is yielded."""
    while len(open_tables) > depth:
        table = open_tables.pop().finished()
        if open_tables:
            open_tables[-1].blocks.append(table)
        else:
            yield table


def guessed(paragraphs: Sequence[Raw]) -> Iterator[Raw]:
    """Yield paragraphs of a file without properties: with those of rows, as far as the marks of cells tell."""
    at = 0
    while at < len(paragraphs):
        if paragraphs[at].end != CELL_END:
            yield paragraphs[at]
            at += 1
            continue
        stop = at
        while stop < len(paragraphs) and paragraphs[stop].end == CELL_END:
            stop += 1
        run = paragraphs[at:stop]
        width = _width(run)
        for number, raw in enumerate(run):
            is_row_end = number % (width + 1) == width
            yield raw._replace(properties=Properties(depth=1, row_end=is_row_end))
        at = stop


def _width(run: Sequence[Raw]) -> int:
    """Return after how many cells an empty mark ends each row; the whole run is one row when none fits."""
    blank = [not raw.units.strip("\0 ") for raw in run]
    for width in range(1, len(run)):
        if len(run) % (width + 1) == 0 and all(blank[width :: width + 1]):
            return width
    return max(len(run) - 1, 1)


def _cells(rows: list[tuple[list[tuple[WordBlock, ...]], RowEdges | None]]) -> Iterator[WordCell]:
    edges = _edges([one for _, row in rows if row for one in row.edges])
    for cell in merged([_row(cells, row, edges) for cells, row in rows]):
        yield WordCell(cell.element, cell.row, cell.column, cell.row_span, cell.column_span)


def _edges(every: list[int]) -> list[int]:
    """Return the borders between columns: those of all rows, near ones once."""
    edges: list[int] = []
    for edge in sorted(set(every)):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return edges


def _row(cells: list[tuple[WordBlock, ...]], row: RowEdges | None, edges: list[int]) -> list[RowCell]:
    if row is None or len(row.across) != len(cells):
        return [RowCell(cell, column, 1) for column, cell in enumerate(cells)]
    columns = [bisect_right(edges, edge) - 1 for edge in row.edges]
    placed: list[RowCell] = []
    first = 0  # how the cell is marked with which a merged one began: the first of a run tells
    for number, cell in enumerate(cells):
        width = max(columns[number + 1] - columns[number], 0)
        across, down = row.across[number], row.down[number]
        if placed and across and first and across != first:
            placed[-1] = placed[-1]._replace(width=placed[-1].width + width)
            continue
        first = across
        placed.append(RowCell(cell, columns[number], max(width, 1), bool(down & 1), down == 1))
    return placed
