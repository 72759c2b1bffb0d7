"""Cells that hold nothing, or `/`, `—`, `无`, where a number belongs: one finding a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._tables import NO_TABLE, own_tables
from reportlint.draft.labels import label_key
from reportlint.draft.quantities import CellKind
from reportlint.finding import NotAssessed, Note, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.tables import Table, TableCell, TableRow
    from reportlint.packs.schema import Pack
    from reportlint.positions import Span

BLANK = Sentence(
    zh="“{title}”有{count}格没有填数字（{what}）：{cells}；没有发生的填 0",
    en="{count} cells of “{title}” hold no number ({what}): {cells}; write 0 where nothing happened",
)
CELL = Sentence(zh="“{label}”{what}", en="“{label}”: {what}")

_WORDS = {CellKind.BLANK: "空白", CellKind.SLASH: "/", CellKind.DASH: "—", CellKind.NONE: "无"}


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each table that has such cells, at the first of them."""
    tables = own_tables(content, pack)
    if not tables:
        yield NotAssessed(NO_TABLE())
    for table in tables:
        empty = list(_empty(table))
        if not empty:
            continue
        names = [label_key(row.form.label) for row, _ in empty]
        shown = "、".join(f"“{name}”" for name in names[:4]) + ("等" if len(names) > 4 else "")
        what = "、".join(dict.fromkeys(_word(cell) for _, cell in empty))
        notes = tuple(
            Note(CELL(label=label_key(row.form.label), what=_word(cell)), _place(row, cell)) for row, cell in empty[1:8]
        )
        row, cell = empty[0]
        yield Observation(
            BLANK(title=table.form.title, count=len(empty), what=what, cells=shown),
            _place(row, cell),
            notes=notes,
            location=f"表“{table.form.title}”行“{table.path(row.id)}”",
        )


def _empty(table: Table) -> Iterator[tuple[TableRow, TableCell | None]]:
    """Yield the cells without a number; None stands for a cell that is not there at all."""
    for row in table.rows.values():
        if row.form.type == "group":
            continue
        for column in table.form.columns_of(row.id):
            cell = row.cells.get(column)
            if cell is None or cell.value.kind in _WORDS:
                yield row, cell


def _word(cell: TableCell | None) -> str:
    return _WORDS[cell.value.kind] if cell else _WORDS[CellKind.BLANK]


def _place(row: TableRow, cell: TableCell | None) -> Span:
    return cell.span if cell and cell.span.end > cell.span.start else row.label
