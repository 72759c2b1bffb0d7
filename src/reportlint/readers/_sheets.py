"""What every spreadsheet comes to: sheets of texts with merged cells, laid out as the paragraphs and tables of a draft.

A sheet is cut at its empty rows. Lines above and below a table that stand alone in their row (its title, a note) are
paragraphs, and so is a sheet that holds nothing but lines; the rest is a table, whose rows and columns are counted as
those of the sheet. How a file format stores any of it is told elsewhere.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.draft.builder import CellText
from reportlint.errors import ReadError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlint.draft.builder import DraftBuilder

FIELD_LIMIT: Final = 200_000
"""The most fields, empty ones included, that the tables of a workbook may have: hundreds of times the largest report."""

TOO_MANY: Final = Sentence(
    "工作表“{sheet}”太大（超过 {limit} 个单元格），不像一份报告，没有读取",
    "sheet “{sheet}” is too large (more than {limit} cells): not a report, not read",
)

# `一、`, `（二）`, `3.`, `第二十条`: the beginning of a row label rather than of a title.
_ORDINAL: Final = re.compile(
    r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[、.．）)]|第[0-9一二三四五六七八九十]{1,4}[条章项])"
)


class Area(NamedTuple):
    """A merged cell: its 0-based first row and column, how many it covers."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


class Sheet(NamedTuple):
    """One visible sheet: texts by 0-based row and column as they are displayed, empty ones left out; merged cells."""

    name: str
    texts: Mapping[tuple[int, int], str]
    merges: Sequence[Area] = ()


class _Field(NamedTuple):
    """A field with text: its text and place."""

    text: str
    area: Area


_Place = tuple[int, int]  # of a field: its 0-based row and column
_Row = list[_Field]  # the fields with text that begin in a row, from left to right


def lay_out(builder: DraftBuilder, sheets: Sequence[Sheet], path: str) -> None:
    """Add the sheets to a draft; raises `ReadError` when their tables have more than `FIELD_LIMIT` fields."""
    budget = FIELD_LIMIT
    for sheet in sheets:
        location = f"工作表“{sheet.name}”"
        for piece in pieces(sheet, path, budget):
            if isinstance(piece, CellText):
                builder.paragraph(piece.text.strip(), location=f"{location}第{piece.row + 1}行")
            else:
                builder.grid(piece, location=location)
                budget -= len(piece)


def pieces(sheet: Sheet, path: str, budget: int = FIELD_LIMIT) -> Iterator[CellText | list[CellText]]:
    """Yield the lines and the tables of a sheet; raises `ReadError` when these have more fields than the budget."""
    areas, covered = _merged(sheet, path)
    rows = _rows(sheet, areas, covered)
    for region in _regions(rows):
        head, body, tail = _parts(region, rows)
        yield from _paragraphs(rows, head)
        if body:
            first, last = _width(rows, body)
            budget -= len(body) * (last - first + 1)
            if budget < 0:
                raise ReadError(path, TOO_MANY(sheet=sheet.name, limit=FIELD_LIMIT))
            yield list(_cells(rows, body, areas, covered))
        yield from _paragraphs(rows, tail)


def _paragraphs(rows: Mapping[int, _Row], lines: Sequence[int]) -> Iterator[CellText]:
    for row in lines:
        yield from (CellText(field.text, *field.area) for field in rows[row])


def _merged(sheet: Sheet, path: str) -> tuple[dict[_Place, Area], set[_Place]]:
    """Return the merged cells by their first field, cut where the texts end, and the other fields that they cover."""
    bottom = max((row for row, _ in sheet.texts), default=0)
    right = max((column for _, column in sheet.texts), default=0)
    areas: dict[_Place, Area] = {}
    covered: set[_Place] = set()
    for row, column, row_span, column_span in sheet.merges:
        area = Area(row, column, min(row_span, bottom - row + 1), min(column_span, right - column + 1))
        if min(area.row_span, area.column_span) < 1 or area[:2] in covered:
            continue
        if len(covered) + area.row_span * area.column_span > FIELD_LIMIT:
            raise ReadError(path, TOO_MANY(sheet=sheet.name, limit=FIELD_LIMIT))
        areas[area[:2]] = area
        covered.update((at, across) for at in range(row, row + area.row_span) for across in _across(area))
        covered.discard(area[:2])
    return areas, covered


def _rows(sheet: Sheet, areas: Mapping[_Place, Area], covered: set[_Place]) -> dict[int, _Row]:
    """Return the rows that have text or are covered by some.

    What a program left behind under a merged cell is not displayed and is dropped.
    """
    rows: dict[int, _Row] = {}
    for place in sorted(place for place, text in sheet.texts.items() if text.strip() and place not in covered):
        field = _Field(sheet.texts[place], areas.get(place, Area(*place)))
        for row in range(place[0], place[0] + field.area.row_span):
            rows.setdefault(row, [])
        rows[place[0]].append(field)
    return rows


def _across(area: Area) -> range:
    return range(area.column, area.column + area.column_span)


def _regions(rows: Mapping[int, _Row]) -> Iterator[list[int]]:
    """Yield runs of rows without an empty one between them."""
    region: list[int] = []
    for row in sorted(rows):
        if region and row > region[-1] + 1:
            yield region
            region = []
        region.append(row)
    if region:
        yield region


def _parts(region: list[int], rows: Mapping[int, _Row]) -> tuple[list[int], list[int], list[int]]:
    """Part a region into the lines above a table, the table, and the lines below it."""
    alone = _lines(region, rows)
    body = [row for row in region if row not in alone]
    if not body:
        return region, [], []
    start, end = region.index(body[0]), region.index(body[-1]) + 1
    first, last = _width(rows, body)
    if start and _heads_block(region, rows, start):
        start -= 1
    while start and not _is_title(rows[region[start - 1]], last - first + 1):
        start -= 1
    while end < len(region) and not _is_merged(rows[region[end]], last - first + 1):
        end += 1
    return region[:start], region[start:end], region[end:]


def _lines(region: list[int], rows: Mapping[int, _Row]) -> set[int]:
    """Return the rows with a single field; one that is merged over several rows counts with all of them."""
    lines: set[int] = set()
    reached: set[int] = set()  # rows of which a table row holds a field
    for row in region:
        span = range(row, row + max((field.area.row_span for field in rows[row]), default=1))
        if row in lines or row in reached:
            reached.update(span if row in reached else ())
        elif len(rows[row]) == 1 and not any(rows[below] for below in span[1:]):
            lines.update(span)
        else:
            reached.update(span)
    return lines


def _heads_block(region: list[int], rows: Mapping[int, _Row], start: int) -> bool:
    """Tell whether the line above a table belongs to it: it heads a block, as lines further down do.

    A table of blocks repeats its header under each such line, so the rows after them begin alike.
    """
    header = rows[region[start]][0].text.strip()
    return any(
        len(rows[above]) == 1 and len(rows[row]) > 1 and rows[row][0].text.strip() == header
        for above, row in zip(region[start:], region[start + 1 :], strict=False)
    )


def _is_title(fields: _Row, width: int) -> bool:
    """Tell whether a line above a table is no row of it: it is merged across, or does not begin like a row label."""
    return not fields or _is_merged(fields, -(-width // 2)) or not _ORDINAL.match(fields[0].text)


def _is_merged(fields: _Row, least: int) -> bool:
    """Tell whether a line is one cell merged across so many columns."""
    return len(fields) == 1 and fields[0].area.column_span >= max(2, least)


def _width(rows: Mapping[int, _Row], body: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last column of a table."""
    areas = [field.area for field in chain.from_iterable(rows[row] for row in body)]
    return min(area.column for area in areas), max(area.column + area.column_span - 1 for area in areas)


def _cells(
    rows: Mapping[int, _Row], body: Sequence[int], areas: Mapping[_Place, Area], covered: set[_Place]
) -> Iterator[CellText]:
    """Yield the cells of a table, empty ones included, merged ones once."""
    first, last = _width(rows, body)
    for row in body:
        texts = {field.area.column: field.text for field in rows[row]}
        for column in range(first, last + 1):
            if (row, column) in covered:
                continue
            area = areas.get((row, column), Area(row, column))
            rows_left, columns_left = body[-1] - row + 1, last - column + 1
            yield CellText(
                texts.get(column, ""),
                row,
                column,
                min(area.row_span, rows_left),
                min(area.column_span, columns_left),
            )
