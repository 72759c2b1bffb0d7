"""Cells that hold nothing, or `/`, `—`, `无`, where a number belongs: one finding a table.

What follows for a cell from the identities of its table is told with it, first of all the totals.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from reportlint.checks._meanings import implied
from reportlint.checks._relations import variable
from reportlint.checks._tables import NO_TABLE, own_tables
from reportlint.draft.labels import label_key
from reportlint.draft.quantities import CellKind
from reportlint.finding import Edit, Evidence, Fix, NotAssessed, Note, Observation, Sentence, Suspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlint.checks._meanings import Implied
    from reportlint.draft.content import Content
    from reportlint.draft.tables import Table, TableCell, TableRow
    from reportlint.finding import Message
    from reportlint.packs.schema import Pack
    from reportlint.positions import Span

BLANK = Sentence(
    zh="“{title}”有{count}格没有填数字（{what}）：{cells}；没有发生的填 0",
    en="{count} cells of “{title}” hold no number ({what}): {cells}; write 0 where nothing happened",
)
CELL = Sentence(zh="“{label}”{what}", en="“{label}”: {what}")
FOLLOWS = Sentence(
    zh="“{label}”{what}，按勾稽关系应为 {value}", en="“{label}”: {what}; by the identities it is {value}"
)
LIKELY = Sentence(
    zh="“{label}”{what}，如其他空格都是 0，应为 {value}", en="“{label}”: {what}; {value} if the other blanks are 0"
)
FILL = Sentence(zh="填上按勾稽关系得出的数（{count}格）", en="fill in what follows from the identities ({count} cells)")

_WORDS = {CellKind.BLANK: "空白", CellKind.SLASH: "/", CellKind.DASH: "—", CellKind.NONE: "无"}


_NOTES = 8


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each table that has such cells, at the first of them."""
    tables = own_tables(content, pack)
    if not tables:
        yield NotAssessed(NO_TABLE())
    numbers: Counter[str] = Counter()
    for table in tables:
        number = numbers[table.form.id]
        numbers[table.form.id] += 1
        empty = list(_empty(table))
        if not empty:
            continue
        names = list(dict.fromkeys(_name(table, blank) for blank in empty))
        shown = "、".join(f"“{name}”" for name in names[:4]) + ("等" if len(names) > 4 else "")
        what = "、".join(dict.fromkeys(blank.word for blank in empty))
        follows = {blank.name: value for blank in empty if (value := _value(content, pack, blank, number))}
        known = [blank for blank in empty if blank.name in follows and follows[blank.name].value.low]
        listed = [blank for blank in empty[1:] if blank not in known][:_NOTES]
        first = empty[0]
        yield Observation(
            BLANK(title=table.form.title, count=len(empty), what=what, cells=shown),
            first.place,
            notes=tuple(Note(_said(table, blank, follows.get(blank.name)), blank.place) for blank in listed),
            evidence=_evidence(table, known, follows) if known else None,
            fix=_fix(empty, follows),
            location=table.place(first.row.id, first.column),
        )


def _value(content: Content, pack: Pack, blank: _Blank, number: int) -> Implied | None:
    """Return what belongs into a cell, as far as the identities tell."""
    return implied(content, pack).get(variable(blank.name, number)) if blank.cell else None


def _said(table: Table, blank: _Blank, value: Implied | None) -> Message:
    label = _name(table, blank)
    if value is None or not value.value.low:
        return CELL(label=label, what=blank.word)
    return (FOLLOWS if value.sure else LIKELY)(label=label, what=blank.word, value=value.value)


def _evidence(table: Table, known: Sequence[_Blank], follows: Mapping[str, Implied]) -> Evidence:
    """Return the cells whose value follows, as suspects with that value."""
    suspects = tuple(
        Suspect(
            blank.name,
            _name(table, blank),
            blank.word,
            str(follows[blank.name].value),
            _said(table, blank, follows[blank.name]),
        )
        for blank in known[:_NOTES]
    )
    return Evidence("", "", "", (), suspects)


def _fix(empty: Sequence[_Blank], follows: Mapping[str, Implied]) -> Fix | None:
    filled = [(blank.cell.span, follows[blank.name]) for blank in empty if blank.cell and blank.name in follows]
    edits = tuple(Edit(span, str(found.value)) for span, found in filled)
    return Fix(FILL(count=len(edits)), edits) if edits else None


class _Blank(NamedTuple):
    """A cell without a number; cell is None when it is not there at all. name: what its value is called as a fact."""

    row: TableRow
    column: str
    cell: TableCell | None
    name: str

    @property
    def word(self) -> str:
        """Return what stands in it."""
        return _WORDS[self.cell.value.kind if self.cell else CellKind.BLANK]

    @property
    def place(self) -> Span:
        """Return where it stands; an empty cell has no characters, its row's label stands for it."""
        return self.cell.span if self.cell and self.cell.span.end > self.cell.span.start else self.row.label


def _empty(table: Table) -> Iterator[_Blank]:
    for row in table.rows.values():
        if row.form.type == "group" or row.printed:  # printed cells that cannot be told apart are a fault of their own
            continue
        for column in table.form.columns_of(row.id):
            cell = row.cells.get(column)
            if cell is None or cell.value.kind in _WORDS:
                name = row.id if len(table.form.columns) == 1 else f"{row.id}[{column}]"
                yield _Blank(row, column, cell, name)


def _name(table: Table, blank: _Blank) -> str:
    """Return what a cell is called: its row, with its column where the row has several."""
    label, column = label_key(blank.row.form.label), table.form.column_label(blank.column)
    if not label:
        return column
    return f"{label}（{column}）" if len(table.form.columns_of(blank.row.id)) > 1 else label
