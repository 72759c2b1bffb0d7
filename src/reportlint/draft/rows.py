"""The cells of one recognized row, and the labels above the columns, whatever layout they came in.

Where a line, a pipe row or a row of a grid holds more than the label, the row's numbers are the other cells of just
that row; where the label stands alone on its line, they are the lines behind it. A row with more or fewer numbers than
the form has columns is not guessed at: its cells stay untold, what is printed is kept (`TableRow.printed`).
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from reportlint.draft.labels import label_key, ordinal_of
from reportlint.draft.quantities import CellKind, CellValue, cell_value
from reportlint.draft.tables import Header, TableCell, TableRow
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.similarity import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.cells import Cell
    from reportlint.draft.forms import TableForm

HEADER_REACH = 12  # cells before the first row in which caption and header are looked for, besides those of the columns
NEAR = 3  # edits by which a label may differ and still be this label
_STRANGE = 4  # texts that may stand between the labels above the columns
_MOST_HEADED = 0.6  # of the column labels of a form: the others are missed
_FIGURE_LIKE = Expression(
    r"(?=.*[\d一二三四五六七八九十百千万两×xX*?？])\S{1,6}(?: \S{1,6}){0,2}"
)  # `4 186`, `三`, `××`
_REMARK = Expression(r"[ \u3000\u00a0]+|[（(][^（()）]*[)）]")

Value = tuple["Cell", CellValue]


class Head(NamedTuple):
    """What stands above a table's columns. start: where the table begins with it."""

    caption: Span | None
    headers: tuple[Header, ...]
    unheaded: tuple[str, ...]
    start: int


def units_of(form: TableForm) -> set[str]:
    """Return the units that a form prints."""
    return {spec.unit for spec in form.rows.values() if spec.unit}


class Printed(NamedTuple):
    """What stands behind a row's label: its unit, and the cells that hold its values, blank ones included.

    label: the cell. beside: the values stand in the label's own line or row.
    """

    label: Cell
    unit: str
    unit_span: Span | None
    values: list[Value]
    beside: bool


Layouts = dict[tuple[tuple[str, ...], int], set[tuple[int, ...]]]
"""Which of the cells behind a label hold the values, by columns and number of cells, as full rows of a table show it, or
else the labels above the columns."""


def read_cells(cells: Sequence[Cell], form: TableForm, name: str, index: int, stop: int) -> Printed:
    """Read what stands behind the label at `index`; the next row's label stands at `stop`."""
    beside = _beside(cells, index, stop)
    found = _values(cells, form, name, beside or range(index + 1, stop), beside=bool(beside))
    return Printed(cells[index], *found, bool(beside))


def layouts_of(form: TableForm, read: dict[str, Printed], cells: Sequence[Cell]) -> Layouts:
    """Return where values stand in the rows that have just as many of them as columns, among cells that are blank.

    cells: of the table, those above its first row included.
    """
    layouts: Layouts = {}
    for name, printed in read.items():
        filled = tuple(n for n, (_, value) in enumerate(printed.values) if value.kind is not CellKind.BLANK)
        columns = tuple(form.columns_of(name))
        if printed.beside and len(filled) == len(columns):
            layouts.setdefault((columns, len(printed.values)), set()).add(filled)
    for key, places in _headed(cells, form):
        layouts.setdefault(key, {places})
    return layouts


def _headed(cells: Sequence[Cell], form: TableForm) -> Iterator[tuple[tuple[tuple[str, ...], int], tuple[int, ...]]]:
    """Yield the layouts that the labels above the columns have, those above some columns only included."""
    known = {label_key(label): column for column, label in form.columns.items()}
    if len(known) < len(form.columns):
        return  # the same label above several columns
    for row, group in groupby(cells, key=attrgetter("row")):
        found = [(n, known.get(label_key(cell.text))) for n, cell in enumerate(group)] if row >= 0 else []
        told = [(n, column) for n, column in found if column]
        if len(told) > 1 and told[0][0]:
            yield (tuple(column for _, column in told), len(found) - 1), tuple(n - 1 for n, _ in told)


def row_of(form: TableForm, name: str, printed: Printed, layouts: Layouts, *, exact: bool) -> TableRow:
    """Make the row, with as many of its cells as the form has columns; see `TableRow.printed` for one that does not fit."""
    spec, values, columns = form.rows[name], printed.values, form.columns_of(name)
    found: Sequence[Value] | None
    if spec.type == "group":
        found = ()
    elif len(columns) == 1:
        found = _single(values, form, beside=printed.beside)
    else:
        shown = layouts.get((tuple(columns), len(values)), set())
        found = _as_shown(values, shown) or _fitted(values, len(columns), open_end=not printed.beside)
    row, left = _told(name, columns, values if found is None else found, known=found is not None)
    return TableRow(
        name, spec, printed.label.span, printed.label.text, exact, printed.unit, printed.unit_span, row, left
    )


def _as_shown(values: list[Value], layouts: set[tuple[int, ...]]) -> list[Value] | None:
    """Return the values where the full rows have them, if these agree and nothing stands elsewhere."""
    if len(layouts) != 1:
        return None
    (places,) = layouts
    stray = any(value.kind is not CellKind.BLANK for n, (_, value) in enumerate(values) if n not in places)
    return None if stray else [values[n] for n in places]


def figures_row(figures: Sequence[Cell], form: TableForm, name: str, label: Span, text: str) -> TableRow:
    """Return a row of which the number cells, blank ones included, are known from the start."""
    columns = form.columns_of(name)
    values = [(cell, cell_value(cell.text)) for cell in figures]
    found = _fitted(values, len(columns))
    row, printed = _told(name, columns, values if found is None else found, known=found is not None)
    return TableRow(name, form.rows[name], label, text, exact=True, unit="", unit_span=None, cells=row, printed=printed)


def is_label(cell: Cell, units: set[str]) -> bool:
    """Tell whether a cell may be the label of some row: words, not a unit, not a number, not running text."""
    if not cell.text or cell.text in units or cell.prose:
        return False
    return cell_value(cell.text).kind is CellKind.TEXT and len(cell.text) > 3


def _told(
    name: str, columns: Sequence[str], values: Sequence[Value], *, known: bool
) -> tuple[dict[str, TableCell], tuple[TableCell, ...]]:
    """Return the cells by column, or, where they cannot be told apart, all of them in printed order."""
    if not known:
        return {}, tuple(TableCell(name, "", cell.span, cell.text, value) for cell, value in values)
    pairs = zip(columns, values, strict=False)
    return {column: TableCell(name, column, cell.span, cell.text, value) for column, (cell, value) in pairs}, ()


def _beside(cells: Sequence[Cell], index: int, stop: int) -> range | None:
    """Return the cells behind a label in its own line or row; None where it stands alone and they are the next lines."""
    row = cells[index].row
    end = index + 1
    while row >= 0 and end < stop and cells[end].row == row:
        end += 1
    if end > index + 1:
        return range(index + 1, end)
    alone = row < 0 or (not cells[index].gridded and (index == 0 or cells[index - 1].row != row))
    return None if alone and not cells[index].gridded else range(0)


def _values(
    cells: Sequence[Cell], form: TableForm, name: str, places: range, *, beside: bool
) -> tuple[str, Span | None, list[Value]]:
    """Return a row's unit, where it is printed, and the cells that hold its values, blank ones included."""
    units, several = units_of(form), len(form.columns_of(name)) > 1
    unit, unit_span = "", None
    values: list[Value] = []
    for cell in (cells[place] for place in places):
        if cell.prose:
            break
        value = cell_value(cell.text)
        if value.kind is not CellKind.TEXT:
            values.append((cell, value))
            continue
        numbered = any(known.kind is CellKind.NUMBER for _, known in values)
        if not unit and not numbered and (cell.text in units or (len(cell.text) <= 3 and not several)):
            unit, unit_span = cell.text, cell.span
            values.clear()
        elif beside and several:
            values.append((cell, value))  # in a row of its own, whatever stands there stands for a number
        elif not values and (unit or not form.rows[name].unit or several) and _FIGURE_LIKE.fullmatch(cell.text):
            values.append((cell, value))
        elif values or not cell.text.startswith("（"):
            break
    return unit, unit_span, values


def _single(values: list[Value], form: TableForm, *, beside: bool) -> list[Value] | None:
    """Return the one value of a row with one column: the first that is not blank."""
    filled = [pair for pair in values if pair[1].kind is not CellKind.BLANK]
    if len(form.columns) > 1 and beside and len(filled) > 1:
        return None  # another form's row: several numbers where this one has a single column
    return filled[:1] or values[:1]


def _fitted(values: list[Value], count: int, *, open_end: bool = False) -> list[Value] | None:
    """Return as many values as there are columns; None where it is not clear which of the cells they are.

    Blank cells are left out where the others are enough, or where all blank ones stand at the same edge. open_end: the
    values stand one a line, and a blank line behind them is none of them.
    """
    while open_end and len(values) > count and values[-1][1].kind is CellKind.BLANK:
        values = values[:-1]
    filled = [pair for pair in values if pair[1].kind is not CellKind.BLANK]
    if len(values) == count or len(filled) == count:
        return values if len(values) == count else filled
    blank, extra = len(values) - len(filled), len(values) - count
    if extra < 0 or blank < extra:
        return None
    if filled == values[:-blank]:
        return values[:count]
    return values[extra:] if filled == values[blank:] else None


def read_head(cells: Sequence[Cell], form: TableForm, first: int, last: int) -> Head:
    """Find caption and column labels: before the first row, and between the rows where blocks have their own.

    first, last: the cells of the first and the last row's labels.
    """
    columns: dict[str, str] = {}
    for column, label in form.columns.items():
        columns.setdefault(label_key(label), column)
    wanted = {label_key(label): "" for label in (*form.header, *form.groups)} | columns
    caption: Span | None = None
    headers: list[Header] = []
    open_: list[Cell] = []
    start = cells[first].span.start
    strange = 0  # texts since the last label
    for index in range(first - 1, max(-1, first - HEADER_REACH - 2 * len(form.columns)), -1):
        cell = cells[index]
        if cell.prose and not any(pattern.search(cell.text) for pattern in form.caption):
            break
        if cell_value(cell.text).kind is CellKind.NUMBER or strange > _STRANGE:
            break  # the last row of another table
        known = list(_headers(cell, wanted))
        headers.extend(reversed(known))
        if known:
            start, strange = cell.span.start, 0
        elif cell.text and any(pattern.search(cell.text) for pattern in form.caption):
            caption = cell.span
            start = cell.span.start
            break
        elif cell.text:
            open_.append(cell)
            strange += 1
    headers.reverse()
    if any(row.columns for row in form.rows.values()):
        for index in range(first, last):
            known = list(_headers(cells[index], wanted))
            headers.extend(known)
            if not known and cells[index].text:
                open_.append(cells[index])
    headers, unheaded = _near_headers(headers, open_, columns)
    return Head(caption, tuple(headers), unheaded, start)


def _headers(cell: Cell, wanted: dict[str, str]) -> Iterator[Header]:
    """Yield the column labels that a cell holds: it is one, or consists of several, as where a line lost its grid."""
    if not cell.text:
        return
    key = label_key(cell.text)
    if key in wanted and ordinal_of(cell.text) is not None and cell.text not in wanted:
        return  # `（七）总计` is a row's label
    if key in wanted:
        yield Header(wanted[key], cell.span, exact=True)
    elif len(cell.text) <= sum(map(len, wanted)) + len(wanted):
        longest = sorted(wanted, key=len, reverse=True)
        found: list[Header] = []
        at = 0
        while at < len(cell.text):
            label = next((one for one in longest if cell.text.startswith(one, at)), "")
            if not label:
                remark = _REMARK.match(cell.text, at)
                if not found or not remark:
                    return
                at = remark.end()
                continue
            span = Span(cell.span.start + at, cell.span.start + at + len(label))
            found.append(Header(wanted[label], span, exact=True))
            at += len(label)
        yield from found


def _near_headers(
    headers: list[Header], cells: Sequence[Cell], columns: dict[str, str]
) -> tuple[list[Header], tuple[str, ...]]:
    """Match misspelt column labels, and return the columns whose label does not stand where most others do."""
    standing = {header.column for header in headers}
    missed = {key: column for key, column in columns.items() if column not in standing}
    if not missed or len(missed) > (1 - _MOST_HEADED) * len(columns):
        return headers, ()
    for cell in cells:
        if len(cell.text) > 40 or not missed or cell_value(cell.text).kind is not CellKind.TEXT:
            continue
        key = label_key(cell.text)
        best = closest(key, list(missed), min(NEAR, len(key) // 3))
        if best:
            headers.append(Header(missed.pop(best[0]), cell.span, exact=False))
    return sorted(headers, key=lambda header: header.span), tuple(missed.values())
