"""Which stretches of a draft are tables, recognized or not: wording and outline rules keep out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.draft.quantities import CellKind, cell_value
from reportlint.positions import Span
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.cells import Cell
    from reportlint.draft.tables import Table

_NUMBERS = 6  # number cells that make a stretch of short lines a table …
_SHARE = 0.2  # … when they are at least this part of its cells
_TOP_HEADING = Expression(r"[一二三四五六七八九十]{1,3}、")


def table_blocks(cells: Sequence[Cell], tables: Sequence[Table]) -> list[Span]:
    """Return the spans of recognized tables and of other stretches that look like tables, sorted and disjoint."""
    spans = [Span(min(t.span.start, t.caption.start if t.caption else t.span.start), t.span.end) for t in tables]
    for first, last in _stretches(cells):
        spans.append(Span(cells[first].span.start, cells[last].span.end))
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _stretches(cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Find runs of short cells with many numbers, cut where a top-level heading of the outline stands between them."""
    start = None
    for index, cell in enumerate(cells):
        if _cell_like(cell) and not _heads_section(cells, index):
            start = index if start is None else start
        elif start is not None:
            yield from _trimmed(cells, start, index)
            start = None
    if start is not None:
        yield from _trimmed(cells, start, len(cells))


def _cell_like(cell: Cell) -> bool:
    return not cell.prose and (
        cell.ruled or not cell.text or (len(cell.text) <= 60 and cell.text[-1] not in "。；：，、")
    )


def _heads_section(cells: Sequence[Cell], index: int) -> bool:
    """Tell whether a cell is a heading of the outline: a top ordinal with no number in the next cell."""
    cell = cells[index]
    if cell.ruled or not _TOP_HEADING.match(cell.text):
        return False
    following = [c for c in cells[index + 1 : index + 8] if c.text][:3]
    if not following or following[0].prose:
        return True
    before = next((c for c in reversed(cells[max(0, index - 4) : index]) if c.text), None)
    inside = before is not None and _is_number(before) and any(_is_number(c) for c in following)
    return not (inside or following[0].ruled or len(following[0].text) <= 3 or _is_number(following[0]))


def _is_number(cell: Cell) -> bool:
    return bool(cell.text) and cell_value(cell.text).kind is CellKind.NUMBER


def _trimmed(cells: Sequence[Cell], start: int, stop: int) -> Iterator[tuple[int, int]]:
    filled = [i for i in range(start, stop) if cells[i].text]
    numbers = [i for i in filled if _is_number(cells[i])]
    ruled = list(_ruled(cells, start, stop))
    if ruled:
        yield from ruled
    elif len(numbers) >= _NUMBERS and len(numbers) >= _SHARE * len(filled):
        yield filled[0], numbers[-1]


def _ruled(cells: Sequence[Cell], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of cells that bars, tabs or rows of numbers set off; blank lines may stand between."""
    first = last = None
    for index in [*(i for i in range(start, stop) if cells[i].text), stop]:
        if index < stop and cells[index].ruled:
            first, last = index if first is None else first, index
        else:
            if first is not None and last is not None and last - first >= _NUMBERS - 1:
                yield first, last
            first = last = None
