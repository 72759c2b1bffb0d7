"""A row of a statistics table whose printed unit is not the prescribed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.checks._tables import own_tables
from reportlint.draft.labels import label_key
from reportlint.finding import Edit, Fix, NotAssessed, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

UNIT = Sentence(
    zh="“{label}”的单位应为“{unit}”，表中写作“{printed}”",
    en="the unit of “{label}” is “{unit}”, the table has “{printed}”",
)
REPLACE = Sentence(zh="单位改为“{unit}”", en="use the unit “{unit}”")
NO_UNITS = Sentence(zh="没有认出带单位栏的统计表", en="no table with a column of units was recognized")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """same: groups of units that may stand for each other."""

    same: tuple[tuple[str, ...], ...] = ()


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation for each row with another unit."""
    printed = False
    for table in own_tables(content, pack):
        for row in table.rows.values():
            if not row.unit or not row.form.unit or row.unit_span is None or row.form.type == "group":
                continue
            printed = True
            group = next((units for units in parameters.same if row.form.unit in units), (row.form.unit,))
            if row.unit not in group:
                unit = row.form.unit
                yield Observation(
                    UNIT(label=label_key(row.form.label), unit=unit, printed=quoted(content, row.unit_span)),
                    row.unit_span,
                    fix=Fix(REPLACE(unit=unit), (Edit(row.unit_span, unit),)),
                    location=f"{table.place(row.id)}单位栏",
                )
    if not printed:
        yield NotAssessed(NO_UNITS())
