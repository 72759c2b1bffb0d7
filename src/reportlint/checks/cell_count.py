"""A cell of a count that holds no whole number, or a negative one where there can be none, or of an amount without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._tables import NO_TABLE, own_tables
from reportlint.draft.labels import label_key
from reportlint.draft.quantities import CellKind
from reportlint.finding import NotAssessed, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.quantities import CellValue
    from reportlint.packs.schema import Pack

NEGATIVE = Sentence(zh="“{label}”是“{text}”，不能是负数", en="“{label}” is “{text}”; it cannot be negative")
FRACTION = Sentence(zh="“{label}”是“{text}”，应为整数", en="“{label}” is “{text}”; it must be a whole number")
NO_NUMBER = Sentence(zh="“{label}”是“{text}”，不是数字", en="“{label}” is “{text}”, not a number")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: the rows' types are those of the pack's tables."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each such cell."""
    tables = own_tables(content, pack)
    if not tables:
        yield NotAssessed(NO_TABLE())
    for table in tables:
        for row in table.rows.values():
            for cell in row.cells.values():
                sentence = _fault(cell.value, table.form.type_of(row.id, cell.column))
                if sentence:
                    name = label_key(row.form.label) or table.form.column_label(cell.column)
                    place = table.place(row.id, cell.column)
                    yield Observation(
                        sentence(label=name, text=cell.text), cell.span, location=place, explains=(cell.span,)
                    )


def _fault(value: CellValue, type_: str) -> Sentence | None:
    if value.kind is CellKind.TEXT:
        return NO_NUMBER
    if value.kind is not CellKind.NUMBER:
        return None
    if value.negative and type_ != "change":
        return NEGATIVE
    return FRACTION if type_ in ("count", "change") and not value.integral else None
