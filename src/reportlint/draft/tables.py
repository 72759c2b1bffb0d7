"""Statistics tables as values: what was recognized of a form, cell by cell.

A cell knows its row and column; blank, `/`, `—`, `无` and `0` stay five different things (`CellValue.kind`).
`reportlint.draft.recognition` finds them in a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from reportlint.draft.labels import label_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.draft.forms import RowForm, TableForm
    from reportlint.draft.quantities import CellValue
    from reportlint.positions import Span

_OWN_SHARE = 0.5  # of the rows of a form that tell it from another form with some of its labels


class TableCell(Struct, frozen=True):
    """One number cell: folded span, text and value."""

    row: str
    column: str
    span: Span
    text: str
    value: CellValue


class TableRow(Struct, frozen=True):
    """One recognized row. label: where its label stands; exact: the label is the form's; unit: as printed, or "".

    printed: all cells that stand behind the label where they cannot be told apart, being more or fewer than the form
    has columns; `cells` is empty then.
    """

    id: str
    form: RowForm
    label: Span
    text: str
    exact: bool
    unit: str
    unit_span: Span | None
    cells: dict[str, TableCell]
    printed: tuple[TableCell, ...] = ()


class Header(NamedTuple):
    """A column label as it stands. column: the id of the (first) column so labelled; exact: the label is the form's."""

    column: str
    span: Span
    exact: bool


class Table(Struct, frozen=True):
    """A recognized table. missing: ids of rows that do not stand; unknown: labels the form does not have.

    headers: the labels above the columns, those of no column of their own ("" as id) included. unheaded: columns whose
    label does not stand, where most others do. alternatives: what it is as a form of another period that fits as well.
    """

    form: TableForm
    span: Span
    rows: dict[str, TableRow]
    missing: tuple[str, ...]
    unknown: tuple[Span, ...]
    caption: Span | None = None
    headers: tuple[Header, ...] = ()
    unheaded: tuple[str, ...] = ()
    alternatives: tuple[Table, ...] = ()

    def among(self, forms: Sequence[TableForm]) -> Table:
        """Return the table as one of some forms, if it is that as well."""
        if self.form in forms:
            return self
        return next((table for table in self.alternatives if table.form in forms), self)

    def cell(self, row: str, column: str = "") -> TableCell | None:
        """Return one number cell; `column` may be left out when there is only one."""
        found = self.rows.get(row)
        return found.cells.get(column or next(iter(self.form.columns))) if found else None

    @property
    def certain(self) -> bool:
        """Tell whether it is this form and no other with some of its labels: by its caption, or by most of its rows."""
        return self.caption is not None or len(self.rows) >= _OWN_SHARE * len(self.form.rows)

    @property
    def heading(self) -> Span:
        """Return the place that stands for the whole table: its caption, its header, or its first label."""
        first = next(iter(self.rows.values())).label
        return self.caption or (self.headers[0].span if self.headers else first)

    def path(self, row: str) -> str:
        """Return the row's label with those it stands under: `依申请公开情况 › 收到申请数`."""
        return " › ".join(label_key(self.form.rows[name].label) for name in (*self.form.ancestors[row], row))

    def place(self, row: str, column: str = "") -> str:
        """Return where a reader finds a row or a cell: `表“…”行“…”列“…”`."""
        in_row = f"行“{self.path(row)}”" if self.form.rows[row].label else ""
        named = column and (len(self.form.columns_of(row)) > 1 or not in_row)
        return f"表“{self.form.title}”{in_row}" + (f"列“{self.form.column_label(column)}”" if named else "")
