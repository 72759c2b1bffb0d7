"""A cell that must hold a whole, non-negative number (or, for amounts, a non-negative one) and holds something else."""

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
                sentence = _fault(cell.value, whole=row.form.type == "count")
                if sentence:
                    yield Observation(
                        sentence(label=label_key(row.form.label), text=cell.text),
                        cell.span,
                        location=f"表“{table.form.title}”行“{table.path(row.id)}”",
                    )


def _fault(value: CellValue, *, whole: bool) -> Sentence | None:
    if value.kind is CellKind.TEXT:
        return NO_NUMBER
    if value.kind is not CellKind.NUMBER:
        return None
    if value.negative:
        return NEGATIVE
    return FRACTION if whole and not value.integral else None
