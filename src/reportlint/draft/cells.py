"""A draft as a stream of cells: one contract for every layout in which a table can reach us.

A grid from Word or HTML, pipe rows, columns parted by tabs or spaces, one cell a line (with or without bars), and
`label unit number` triples all become the same sequence of cells in reading order. Prose is one long cell. Nothing
here knows which cells form which table; that is `reportlint.draft.tables`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.draft.draft import Grid
from reportlint.positions import SourceSpan, Span
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.draft import Draft
    from reportlint.text.variants import Folded

_BAR = Expression(r"[|｜│┃]")
_PARTED = Expression(r"[|｜│┃ \t\u3000\u00a0：:]")  # without any of these, a line is one cell
_BLANKS = " \u3000\u00a0\r"
_ONLY_BARS = Expression(r"[|｜│┃ \t\u3000]*[|｜│┃][|｜│┃ \t\u3000]*")
_GAP = Expression(r"\t|[ \u3000\u00a0]{2,}")
# `收到申请数 件 23`: a label, perhaps a unit, and a number, parted by single blanks and with no sentence in between;
# a blank behind an ordinal, and one before a footnote, parts nothing
_TRIPLE = Expression(
    r"(?P<label>(?:(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|其中[:：]?)[ \u3000\u00a0])?"
    r"[^\s。！？，,]\S*(?:[ \u3000\u00a0][（(]\S*[)）])?)[ \u3000\u00a0]"
    r"(?:(?P<unit>\S{1,4})[ \u3000\u00a0])?(?P<value>[-+]?[\d０-９][\d０-９,，.．]*|[-－–—―−/／]{1,2}|无)\Z"
)
# `传真申请数 件`: the same without its number
_UNVALUED = Expression(
    r"(?P<label>(?:(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|其中[:：]?)[ \u3000\u00a0]?)?"
    r"[^\s。！？，,]\S{2,})[ \u3000\u00a0](?P<unit>[条條件次人篇个個]|万元|萬元|元|人次)\Z"
)
# `予以公开 8 0 0 0 0 0 8`: a row of numbers behind its label
_FIGURE = Expression(r"[-+]?[\d０-９][\d０-９,，.．]*|[-－–—―/／]|无")
_ENDED = Expression(r"[。！？]")
_WORD = Expression(r"[^ \u3000\u00a0]+")
# `收到申请数：23件`: label, number and unit, parted by a colon
_COLON = Expression(
    r"(?P<label>(?:其中[：:])?[^\s。！？，,：:]{2,60})[：:][ \u3000\u00a0]*(?P<value>[-+]?[\d０-９][\d０-９,，.．]*[ ]?\S{0,3})[。；;]?\Z"
)
_SENTENCE = Expression(r"[。！]")  # not ？, which also stands for what an encoding could not write
_LOOSE_BARS = 6  # lines of bars only that make a table
_LOOSE_GAP = 5  # lines from one to the next
_LONG = 90  # characters; a longer cell is prose


class Cell(Struct, frozen=True):
    """One cell of the stream.

    span: folded. text: folded, stripped. source: where it stands in the draft.
    prose: True when the cell is a paragraph of running text. ruled: True when bars, tabs or a grid set it off.
    row: the same for the cells of one line or one row of a grid, -1 where rows cannot be told.
    column, column_span: its place in a grid; column is -1 outside a grid.
    """

    span: Span
    source: SourceSpan
    text: str
    prose: bool
    ruled: bool
    row: int = -1
    column: int = -1
    column_span: int = 1

    @property
    def gridded(self) -> bool:
        """Tell whether the cell is part of a grid."""
        return self.column >= 0


def stream(draft: Draft, folded: Folded) -> list[Cell]:
    """Return the cells of a draft in reading order; blank lines and blank cells are cells with an empty text."""
    cells: list[Cell] = []
    loose = _loose_tables(draft)
    index = row = 0
    while index < len(draft.blocks):
        block = draft.blocks[index]
        if isinstance(block, Grid):
            cells.extend(
                _cell(
                    folded, *cell.span, ruled=True, row=row + cell.row, column=cell.column, column_span=cell.column_span
                )
                for cell in block.cells
            )
            row += max((cell.row for cell in block.cells), default=0)
        elif index in loose:
            index = loose[index]
            cells.extend(
                _cell(folded, a, b, ruled=True)
                for a, b in _between_bars(draft.text, block.span.start, draft.blocks[index].span.end)
            )
        else:
            start, end = block.span
            line = draft.text[start:end]
            pieces, ruled = _cut(line)
            cells.extend(_cell(folded, start + a, start + b, ruled=ruled, row=row) for a, b in pieces)
        index += 1
        row += 1
    return cells


def _cut(line: str) -> tuple[list[tuple[int, int]], bool]:
    """Cut a line into cells; tell whether marks or gaps set them off."""
    if not _PARTED.search(line):
        return [(0, len(line.rstrip(_BLANKS)))], False
    if _BAR.search(line):
        return _row(line), True
    pieces = list(_columns(line))
    return pieces, len(pieces) > 1


def _loose_tables(draft: Draft) -> dict[int, int]:
    """Find tables whose bars stand on lines of their own: index of the first such line to index of the last."""
    found: dict[int, int] = {}
    first = last = -1
    count = 0

    def close() -> None:
        if count >= _LOOSE_BARS:
            found[first] = last

    for index, block in enumerate(draft.blocks):
        if isinstance(block, Grid) or _ONLY_BARS.fullmatch(draft.text, *block.span) is None:
            continue
        if first < 0 or index - last > _LOOSE_GAP:
            close()
            first, count = index, 0
        last = index
        count += 1
    close()
    return found


def _between_bars(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cuts = [match.start() for match in _BAR.finditer(text, start, end)]
    for a, b in pairwise(cuts):
        inner = text[a + 1 : b]
        lead = len(inner) - len(inner.lstrip())
        yield (a + 1 + lead, a + 1 + len(inner.rstrip())) if inner.strip() else (a + 1, a + 1)


def _cell(
    folded: Folded, start: int, end: int, *, ruled: bool, row: int = -1, column: int = -1, column_span: int = 1
) -> Cell:
    source = SourceSpan(start, end)
    span = folded.to_folded(source)
    raw = folded.text[span.start : span.end]
    text = raw.strip()
    if text != raw:
        lead = len(raw) - len(raw.lstrip())
        span = Span(span.start + lead, span.start + lead + len(text))
    prose = not ruled and (len(text) > _LONG or _SENTENCE.search(text) is not None)
    return Cell(span, source, text.replace("\n", ""), prose, ruled, row, column, column_span)


def _row(line: str) -> list[tuple[int, int]]:
    """Cut a row at its bars; the outer bars open and close it."""
    edges = [-1, *(match.start() for match in _BAR.finditer(line)), len(line)]
    pieces = [(a + 1, b) for a, b in pairwise(edges)]
    if not line[: edges[1]].strip():
        pieces = pieces[1:]
    if not line[edges[-2] + 1 :].strip():
        pieces = pieces[:-1]
    return pieces


def _columns(line: str) -> Iterator[tuple[int, int]]:
    """Cut a line at tabs, at runs of blanks, or as a row of numbers, a `label unit number` triple, a `label：number` pair."""
    blank = _BLANKS if "\t" in line and line.strip() else None  # a tab at either end parts an empty cell
    lead = len(line) - len(line.lstrip(blank))
    body = line.rstrip(blank)
    gaps = list(_GAP.finditer(body, lead))
    if gaps:
        start = lead
        for gap in gaps:
            yield start, gap.start()
            start = gap.end()
        yield start, len(body)
        return
    figures = _figures(body, lead)
    if figures:
        label = body[lead : figures[0][0]].rstrip()
        if label:
            yield lead, lead + len(label)
        yield from figures
        return
    triple = _TRIPLE.match(body, lead) or _UNVALUED.match(body, lead) or _COLON.match(body, lead)
    if triple:
        for name, piece in triple.groupdict().items():
            if piece is not None:
                yield triple.span(name)
        return
    yield lead, len(body)


def _figures(body: str, lead: int) -> list[tuple[int, int]]:
    """Return the figures that end a line, when there are at least two and no sentence before them; one pass."""
    words = [word.span() for word in _WORD.finditer(body, lead)]
    first = len(words)
    while first and _FIGURE.fullmatch(body, *words[first - 1]):
        first -= 1
    figures = words[first:]
    return figures if len(figures) > 1 and not _ENDED.search(body, lead, figures[0][0]) else []
