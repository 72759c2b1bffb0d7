"""What a pack tells the reader to expect: sections, tables, indicators.

Plain data, filled from YAML by `reportlint.packs`; the draft layer recognizes a draft's outline, tables and facts
with it and knows no report by itself. Labels and titles are written in Simplified Chinese; they are folded before
they are compared.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)


class SectionForm(Struct, frozen=True, forbid_unknown_fields=True):
    """A section that the format has.

    title: the wording the format prescribes, without ordinal. aliases: accepted wordings.
    match: patterns that recognize a heading (its title without ordinal) by meaning.
    body: patterns that recognize the section in a paragraph where no heading matches.
    required: `statutory` sections must stand; `customary` ones are missed with a warning; `optional` ones are not.
    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    match: tuple[Pattern, ...] = ()
    body: tuple[Pattern, ...] = ()
    required: Literal["statutory", "customary", "optional"] = "optional"
    basis: str = ""


class RowForm(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a statistics table.

    label: as printed, ordinal and footnote included. variants: other accepted labels.
    unit: the printed unit. type: `count` is a whole number, `amount` may have decimals, `group` has no values.
    within: the row id of which this row is a part, where the ordinals do not show it. columns: the number columns that
    the row has, in printed order, where a block of the table has its own header; all when empty.
    """

    label: str
    unit: str = ""
    type: Literal["count", "amount", "group"] = "count"
    variants: tuple[str, ...] = ()
    within: str = ""
    columns: tuple[str, ...] = ()


class TableForm(Struct, frozen=True, forbid_unknown_fields=True):
    """A statistics table: number columns by id, rows by indicator id, in printed order.

    title: patterns that recognize the caption. header: the labels of the header row, unit column included.
    columns: the number columns; one column makes each row one indicator, more make `row[column]`.
    unit_column: the header of the column that prints units; "" when units are not printed.
    section: the section the table belongs to.
    """

    id: str
    title: str
    columns: dict[str, str]
    rows: dict[str, RowForm]
    caption: tuple[Pattern, ...] = ()
    header: tuple[str, ...] = ()
    unit_column: str = ""
    section: str = ""
    basis: str = ""

    def columns_of(self, row: str) -> tuple[str, ...]:
        """Return the ids of the number columns that a row has, in printed order."""
        return self.rows[row].columns or tuple(self.columns)


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """A statistic: what it is called and where it may stand.

    label: its name in messages (taken from its row when empty). unit: canonical unit; units: others accepted in prose.
    cell: `row` or `row[column]`; the indicator's own id when empty and such a row exists.
    prose: patterns with one `{n}` where the quantity stands. none: patterns that state a value of zero in words.
    about: the sentence up to the number, or a heading above it, must match one of these, for the number may count
    something else (收到申请 of another kind). except: the clause must match none of these.
    """

    label: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    cell: str = ""
    prose: tuple[Pattern, ...] = ()
    none: tuple[Pattern, ...] = ()
    about: tuple[Pattern, ...] = ()
    exceptions: tuple[Pattern, ...] = field(default=(), name="except")
