"""The statistics tables of the reports that `reports` invents: cells with their places, labels as the packs print them.

Labels, units and ids are read from `rules/`; how the cells are merged is told here, after the printed forms.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Text = Callable[[str, str], str]  # from a row id and a column id to what is printed there

RULES = Path(__file__).resolve().parent.parent / "rules"

LABEL, UNIT = "label", "unit"
"""The column ids of the cells that hold a row's label and its printed unit."""

_APPLICANTS = "申请人情况"
_BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


class Cell(NamedTuple):
    """One cell, merged ones once: its text, its 0-based place, the rows and columns it covers, what it is.

    row_id, column_id: of a number, a label (`LABEL`) or a unit (`UNIT`); the row of a column's header is "" or the
    group it heads. Other cells have neither.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    row_id: str = ""
    column_id: str = ""


class Table(NamedTuple):
    """One table: its id in the pack, its title, and its cells in row-major order."""

    id: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def width(self) -> int:
        return max(cell.column + cell.column_span for cell in self.cells)

    @property
    def height(self) -> int:
        return max(cell.row + cell.row_span for cell in self.cells)

    def rows(self) -> list[list[Cell]]:
        """Return the cells row by row, each where it begins."""
        rows: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows

    def grid(self) -> list[list[str]]:
        """Return every field, those that a merged cell covers empty."""
        grid = [[""] * self.width for _ in range(self.height)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid

    def cell(self, row_id: str, column_id: str) -> Cell:
        """Return one cell; raises KeyError where there is none."""
        for cell in self.cells:
            if (cell.row_id, cell.column_id) == (row_id, column_id):
                return cell
        raise KeyError(f"{self.id}: {row_id}[{column_id}]")

    def with_cell(self, row_id: str, column_id: str, text: str) -> Table:
        """Return the table with another text in one cell."""
        old = self.cell(row_id, column_id)
        return self._replace(cells=tuple(cell._replace(text=text) if cell is old else cell for cell in self.cells))

    def without_row(self, row_id: str) -> Table:
        """Return the table without one row; what it was merged with becomes a row shorter."""
        gone = self.cell(row_id, LABEL).row
        kept = []
        for cell in self.cells:
            if cell.row == gone and cell.row_span == 1:
                continue
            if cell.row > gone:
                cell = cell._replace(row=cell.row - 1)
            elif cell.row + cell.row_span > gone:
                cell = cell._replace(row_span=cell.row_span - 1)
            kept.append(cell)
        return self._replace(cells=tuple(sorted(kept, key=lambda cell: (cell.row, cell.column))))

    def with_rows_swapped(self, one: str, other: str) -> Table:
        """Return the table with the labels and numbers of two rows in each other's place."""
        names = {one: other, other: one}
        texts = {(cell.row_id, cell.column_id): cell.text for cell in self.cells}
        return self._replace(
            cells=tuple(
                cell._replace(
                    text=texts[names[cell.row_id], cell.column_id],
                    row_id=names[cell.row_id],
                )
                if cell.row_id in names
                else cell
                for cell in self.cells
            )
        )


class Form(NamedTuple):
    """What a pack says of a table: columns and rows by id, each row with its label, unit, type and columns."""

    id: str
    title: str
    columns: Mapping[str, str]
    rows: Mapping[str, Mapping[str, object]]


@cache
def forms(pack: str) -> dict[str, Form]:
    """Return the tables of a pack by id, those of the packs it extends included."""
    found: dict[str, Form] = {}
    for file in sorted((RULES / pack).glob("*.yaml")):
        content = yaml.safe_load(file.read_text("utf-8")) or {}
        for table in content.get("tables") or ([content["table"]] if "table" in content else []):
            found[table["id"]] = Form(table["id"], table["title"], table["columns"], table["rows"])
        for parent in content.get("extends", ()):
            found = forms(parent) | found
    return found


def columns_of(form: Form, row: str) -> tuple[str, ...]:
    """Return the columns in which a row has a number."""
    if form.rows[row].get("type") == "group":
        return ()
    return tuple(form.rows[row].get("columns", form.columns))  # type: ignore[arg-type]


def lay_out(form: Form, text: Text, *, skewed: bool = False) -> Table:
    """Return the table as the form prints it.

    skewed: merge the numbers of a three-column block of 2019 another way than its header, as published reports do.
    """
    layout = {"requests": _requests, "disputes": _disputes, "statistics": _statistics}.get(form.id)
    cells = layout(form, text) if layout else _disclosure(form, text, skewed=skewed)
    return Table(form.id, form.title, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _label(form: Form, row: str) -> str:
    return str(form.rows[row]["label"])


def _statistics(form: Form, text: Text) -> Iterator[Cell]:
    for column, header in enumerate(("统计指标", "单位", "统计数")):
        yield Cell(header, 0, column)
    for at, row in enumerate(form.rows, 1):
        yield Cell(_label(form, row), at, 0, row_id=row, column_id=LABEL)
        if form.rows[row].get("type") == "group":
            yield Cell("", at, 1)
            yield Cell("", at, 2)
        else:
            yield Cell(str(form.rows[row]["unit"]), at, 1, row_id=row, column_id=UNIT)
            yield Cell(text(row, "value"), at, 2, row_id=row, column_id="value")


def _disclosure(form: Form, text: Text, *, skewed: bool) -> Iterator[Cell]:
    width = 4 if "in_force" in form.columns else 5
    spans = {(4, 3): (1, 1, 1), (4, 1): (3,), (5, 3): (1, 2, 1), (5, 2): (2, 2)}
    at = 0
    rows = list(form.rows)
    for number, row in enumerate(rows):
        if form.rows[row].get("type") == "group":
            columns = columns_of(form, rows[number + 1])
            yield Cell(_label(form, row), at, 0, 1, width, row, LABEL)
            yield Cell("信息内容", at + 1, 0)
            yield from _across(at + 1, 1, spans[width, len(columns)], columns, form.columns.__getitem__, row)
            at += 2
            continue
        columns = columns_of(form, row)
        merged = (2, 1, 1) if skewed and columns[0] == "before" and len(columns) == 3 else spans[width, len(columns)]
        yield Cell(_label(form, row), at, 0, row_id=row, column_id=LABEL)
        yield from _across(at, 1, merged, columns, lambda column, row=row: text(row, column), row)  # type: ignore[misc]
        at += 1


def _across(
    row: int, column: int, spans: tuple[int, ...], ids: tuple[str, ...], text: Callable[[str], str], row_id: str
) -> Iterator[Cell]:
    for span, one in zip(spans, ids, strict=True):
        yield Cell(text(one), row, column, 1, span, row_id, one)
        column += span


def _requests(form: Form, text: Text) -> Iterator[Cell]:
    """Three columns of labels, seven of numbers, a header of three rows."""
    columns = list(form.columns)
    yield Cell(_BALANCE, 0, 0, 3, 3)
    yield Cell(_APPLICANTS, 0, 3, 1, 7)
    for at, column in enumerate(columns, 3):
        if column in (columns[0], columns[-1]):
            yield Cell(form.columns[column], 1, at, 2, 1, "", column)
        else:
            yield Cell(form.columns[column], 2, at, 1, 1, "", column)
    yield Cell("法人或其他组织", 1, 4, 1, 5)
    groups = [row for row in form.rows if form.rows[row].get("type") == "group"]
    numbered = [row for row in form.rows if row not in groups]
    at = {row: place for place, row in enumerate(numbered, 3)}
    inner = [row for row in numbered if row not in ("received", "carried_in", "carried_out")]
    for group in groups:
        within = inner if group == "results" else [row for row in inner if row.startswith(f"{group}.")]
        column = 0 if group == "results" else 1
        yield Cell(_label(form, group), at[within[0]], column, len(within), 1, group, LABEL)
    for row in numbered:
        column = 0 if row not in inner else 2 if row.partition(".")[0] in groups else 1
        yield Cell(_label(form, row), at[row], column, 1, 3 - column, row, LABEL)
        for place, name in enumerate(columns, 3):
            yield Cell(text(row, name), at[row], place, row_id=row, column_id=name)


def _disputes(form: Form, text: Text) -> Iterator[Cell]:
    """Fifteen columns: reviews beside both kinds of lawsuits, a header of three rows, one row of numbers."""
    yield Cell("行政复议", 0, 0, 1, 5)
    yield Cell("行政诉讼", 0, 5, 1, 10)
    yield Cell("未经复议直接起诉", 1, 5, 1, 5)
    yield Cell("复议后起诉", 1, 10, 1, 5)
    (row,) = form.rows
    for at, column in enumerate(form.columns):
        header, rows = (1, 2) if at < 5 else (2, 1)
        yield Cell(form.columns[column], header, at, rows, 1, "", column)
        yield Cell(text(row, column), 3, at, row_id=row, column_id=column)
