"""What a pack tells the reader to expect: sections, tables, indicators.

Plain data, filled from YAML by `reportlint.packs`; the draft layer recognizes a draft's outline, tables and facts
with it and knows no report by itself. Labels and titles are written in Simplified Chinese; they are folded before
they are compared.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from msgspec import Struct, field

from reportlint.draft.labels import label_key, label_rank
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)

_KEPT = 4096  # titles


class SectionForm(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
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

    @property
    def at_top(self) -> bool:
        """Tell whether only a heading of the top level is this section: it must stand, and no paragraph will do instead."""
        return self.required == "statutory" and not self.body

    def means(self, title: str) -> bool:
        """Tell whether a pattern recognizes a heading by meaning; drafts of a format share most of their headings."""
        known = self._known
        if title not in known:
            if len(known) >= _KEPT:
                known.clear()
            known[title] = any(pattern.search(title) for pattern in self.match)
        return known[title]

    @cached_property
    def _known(self) -> dict[str, bool]:
        return {}


class RowForm(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a statistics table.

    label: as printed, ordinal and footnote included; "" for the one row of a table whose header alone names its
    cells. variants: other accepted labels.
    unit: the printed unit. type: `count` is a whole number, `amount` may have decimals, `group` has no values.
    within: the row id of which this row is a part, where the ordinals do not show it. columns: the number columns that
    the row has, in printed order, where a block of the table has its own header; all when empty.
    """

    label: str = ""
    unit: str = ""
    type: Literal["count", "amount", "group"] = "count"
    variants: tuple[str, ...] = ()
    within: str = ""
    columns: tuple[str, ...] = ()


class TableForm(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A statistics table: number columns by id, rows by indicator id, in printed order.

    id: the same for the versions of a table in several periods. caption: patterns that recognize the caption.
    header: the labels above the columns, unit column included, besides those of the columns themselves.
    columns: the number columns; one column makes each row one indicator, more make `row[column]`.
    groups: what stands above several columns, where their own labels do not tell them apart.
    types: columns whose cells are not of their row's type: `change` is a whole number with a sign, `money` an amount
    that names its own unit.
    unit_column: the header of the column that prints units; "" when units are not printed.
    section: the section the table belongs to.
    """

    id: str
    title: str
    columns: dict[str, str]
    rows: dict[str, RowForm]
    groups: dict[str, tuple[str, ...]] = {}
    types: dict[str, Literal["count", "amount", "change", "money"]] = {}
    caption: tuple[Pattern, ...] = ()
    header: tuple[str, ...] = ()
    unit_column: str = ""
    section: str = ""
    basis: str = ""

    def columns_of(self, row: str) -> tuple[str, ...]:
        """Return the ids of the number columns that a row has, in printed order."""
        return self.rows[row].columns or tuple(self.columns)

    @cached_property
    def row_keys(self) -> tuple[tuple[str, int], ...]:
        """Return what identifies a label, of every row and variant, with the place of the row."""
        return tuple(
            (label, place)
            for place, spec in enumerate(self.rows.values())
            for label in {label_key(text): None for text in (spec.label, *spec.variants)}
        )

    @cached_property
    def column_keys(self) -> frozenset[str]:
        """Return what identifies the labels above the columns."""
        return frozenset(label_key(label) for label in (*self.header, *self.columns.values()))

    @cached_property
    def ancestors(self) -> dict[str, tuple[str, ...]]:
        """Return, by row, the ids of the rows that it stands under, outermost first, as the ordinals show."""
        found: dict[str, tuple[str, ...]] = {}
        chain: list[tuple[int, str]] = []
        for name, spec in self.rows.items():
            rank = label_rank(spec.label)
            chain = [item for item in chain if item[0] < rank]
            found[name] = tuple(item[1] for item in chain)
            if rank < 7 or spec.type == "group":
                chain.append((rank, name))
        above = {name: spec.within for name, spec in self.rows.items() if spec.within}

        def settled(name: str) -> tuple[str, ...]:
            return (*settled(above[name]), above[name]) if name in above else found[name]

        return {name: settled(name) for name in self.rows}

    @property
    def headed(self) -> bool:
        """Tell whether the table has one row of numbers, which only the header names."""
        return len(self.rows) == 1 and not next(iter(self.rows.values())).label

    def column_label(self, column: str) -> str:
        """Return what a column is called: its label, with the one above it where several have the same."""
        above = next((title for title, columns in self.groups.items() if column in columns), "")
        return f"{above}{self.columns[column]}"

    def type_of(self, row: str, column: str) -> str:
        """Return the type of a cell: its column's, or else its row's."""
        return self.types.get(column, self.rows[row].type)


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """A statistic: what it is called and where it may stand.

    label: its name in messages (taken from its row when empty). unit: canonical unit; units: others accepted in prose.
    cell: `row` or `row[column]`; the indicator's own id when empty and such a row exists.
    of: what it is of other values, as terms (`sum(refused.*[total])`), where no cell holds it; prose may mean any of
    them, in the order of likelihood.
    ask: prose may as well count something else (办理行政许可: decisions, or all matters); disagreement is only asked about.
    prose: patterns with one `{n}` where the quantity stands. none: patterns that state a value of zero in words.
    about: the sentence up to the number, or a heading above it, must match one of these, for the number may count
    something else (收到申请 of another kind). except: the clause must match none of these.
    """

    label: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    cell: str = ""
    of: tuple[str, ...] = ()
    ask: bool = False
    prose: tuple[Pattern, ...] = ()
    none: tuple[Pattern, ...] = ()
    about: tuple[Pattern, ...] = ()
    exceptions: tuple[Pattern, ...] = field(default=(), name="except")
