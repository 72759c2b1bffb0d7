"""Sheets of .ods files: every cell stores the text it displays. Hidden sheets and formulas as in .xlsx files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportlint.errors import ReadError
from reportlint.readers._extras import ENCRYPTED, unzipped
from reportlint.readers._number_formats import plain
from reportlint.readers._sheets import FIELD_LIMIT, TOO_MANY, Area, Sheet
from reportlint.readers._sheets_ooxml import UNCOMPUTED, elements, letters, local

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any  # an element of lxml, which brings no types

_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_ROWS: Final = 1_048_576  # of a sheet; empty ones are stored as one that is repeated
_COLUMNS: Final = 16_384

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


class _Cell(NamedTuple):
    """A cell with text, or a merged one: its column, text and spans."""

    column: int
    text: str
    row_span: int
    column_span: int


def sheets(path: str, suffix: str, data: bytes) -> Iterator[Sheet]:
    """Yield the visible sheets in order; raises `ReadError` for what does not hold together."""
    parts = unzipped(path, suffix, data, {_CONTENT: True, _MANIFEST: False})
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise ReadError(path, ENCRYPTED())
    hidden: set[str] = set()
    texts: dict[tuple[int, int], str] = {}
    merges: list[Area] = []
    row = 0
    budget = FIELD_LIMIT
    for element in elements(path, suffix, _CONTENT, parts[_CONTENT], "style", "table-row", "table"):
        kind = local(element)
        if kind == "style":
            if any(one.get(f"{_TABLE}display") == "false" for one in element.iter(f"{_STYLE}table-properties")):
                hidden.add(element.get(f"{_STYLE}name"))
        elif kind == "table-row":
            name = _name(element)
            cells = list(_cells(path, element, name, row))
            repeats = _number(element, "number-rows-repeated", _ROWS)
            for at in range(row, row + repeats if any(cell.text for cell in cells) else row):
                budget -= len(cells)
                if budget < 0:
                    raise ReadError(path, TOO_MANY(sheet=name, limit=FIELD_LIMIT))
                texts |= {(at, cell.column): cell.text for cell in cells if cell.text}
                merges += [
                    Area(at, cell.column, cell.row_span, cell.column_span)
                    for cell in cells
                    if cell.row_span > 1 or cell.column_span > 1
                ]
            row += repeats
        else:
            if element.get(f"{_TABLE}style-name") not in hidden:
                yield Sheet(element.get(f"{_TABLE}name", ""), texts, merges)
            texts, merges, row = {}, [], 0


def _name(row: Element) -> str:
    """Return the name of the sheet that a row belongs to."""
    return next((table.get(f"{_TABLE}name", "") for table in row.iterancestors(f"{_TABLE}table")), "")


def _cells(path: str, row: Element, sheet: str, at: int) -> Iterator[_Cell]:
    """Yield the cells of a row that have text or are merged."""
    column = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        repeats = _number(cell, "number-columns-repeated", _COLUMNS)
        text = _text(path, cell, sheet, at, column) if local(cell) == "table-cell" else ""
        rows, columns = (_number(cell, f"number-{name}-spanned", _ROWS) for name in ("rows", "columns"))
        if text or rows > 1 or columns > 1:
            for again in range(column, min(column + repeats, _COLUMNS)):
                yield _Cell(again, text, rows, columns)
        column += repeats


def _text(path: str, cell: Element, sheet: str, row: int, column: int) -> str:
    """Return what a cell displays, its paragraphs as lines; notes are not displayed. A zero shown as a dash is 0."""
    shown = "\n".join("".join(_characters(one)) for one in cell.iterchildren(f"{_TEXT}p"))
    kind, value = cell.get(f"{_OFFICE}value-type"), cell.get(f"{_OFFICE}value", "")
    if kind is None and not shown and cell.get(f"{_TABLE}formula"):
        raise ReadError(path, UNCOMPUTED(sheet=sheet, cell=f"{letters(column)}{row + 1}"))
    if kind == "float" and not any(map(str.isdigit, shown)):
        try:
            return plain(float(value))
        except (ValueError, ArithmeticError):
            return shown
    return shown


def _characters(paragraph: Element) -> Iterator[str]:
    for one in paragraph.iter():
        if one.tag == f"{_TEXT}s":
            yield " "
        elif one.tag == f"{_TEXT}line-break":
            yield "\n"
        yield one.text or ""
        if one is not paragraph:
            yield one.tail or ""


def _number(element: Element, name: str, most: int) -> int:
    """Return a number of a cell or a row, 1 when there is none."""
    digits = element.get(f"{_TABLE}{name}", "1")
    return min(int(digits), most) if digits.isascii() and digits.isdecimal() and 0 < len(digits) < 9 else 1
