"""Facts: the observed values of a pack's indicators, from table cells and from prose.

A fact from prose needs scope: the year it speaks of, whose number it is (the issuer's own or the whole area's),
whether it is a plan or one part of a larger number. Facts of another year, plans and parts are not compared; where
scope is only unsure, whoever compares must ask rather than assert.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from reportlint.draft.quantities import CellKind
from reportlint.draft.scope import Scope, clause_around, read_scope, sentence_before
from reportlint.positions import Span
from reportlint.text.intervals import Interval, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reportlint.draft.forms import Indicator, TableForm
    from reportlint.draft.quantities import Quantities, Quantity
    from reportlint.draft.tables import Table, TableCell
    from reportlint.text.patterns import Pattern

_NOTHING = (CellKind.BLANK, CellKind.SLASH, CellKind.DASH, CellKind.NONE)
_MONEY = {"元": Decimal(1), "万元": Decimal("0.0001"), "亿元": Decimal("0.00000001")}


class Fact(Struct, frozen=True):
    """One observed value. span: the number; context: the words that name it (for a cell, the cell itself).

    table: which of the draft's tables of this form the cell stands in, from 0.
    """

    indicator: str
    column: str
    value: Interval
    span: Span
    context: Span
    origin: Literal["table", "prose", "claim"]
    unit: str = ""
    scope: Scope = Scope()
    cell: TableCell | None = None
    table: int = 0

    @property
    def shown(self) -> str:
        """Return the number as a reader sees it: a cell's digits, or the value or interval that prose gives."""
        if self.cell is not None and self.cell.value.printed is not None:
            return plain(self.cell.value.printed)
        return str(self.value)

    @property
    def name(self) -> str:
        """Return `indicator` or `indicator[column]`."""
        return f"{self.indicator}[{self.column}]" if self.column else self.indicator


class Facts:
    """All facts of one draft, by indicator.

    blanks: the cells that hold no number, by name and number of the table. labels: what indicators are called.
    """

    def __init__(
        self,
        facts: Iterable[Fact] = (),
        labels: Mapping[str, str] | None = None,
        blanks: Mapping[tuple[str, int], TableCell] | None = None,
    ) -> None:
        self.all = tuple(facts)
        self.labels = dict(labels or {})
        self.blanks = dict(blanks or {})
        self._cells: dict[str, list[Fact]] = {}
        self._prose: dict[str, list[Fact]] = {}
        for fact in self.all:
            if fact.origin == "table":
                self._cells.setdefault(fact.name, []).append(fact)
            else:
                self._prose.setdefault(fact.name, []).append(fact)

    def __len__(self) -> int:
        return len(self.all)

    def label(self, name: str) -> str:
        """Return what an indicator is called in messages."""
        return self.labels.get(name, name)

    def cells(self, name: str) -> list[Fact]:
        """Return the facts from every table that has the cell, where it holds a number."""
        return self._cells.get(name, [])

    def table(self, name: str, number: int = 0) -> Fact | None:
        """Return the fact from one table, if its cell holds a number."""
        return next((fact for fact in self.cells(name) if fact.table == number), None)

    def prose(self, name: str, *, claims: bool = True) -> list[Fact]:
        """Return the current facts from prose, claims of none included unless told otherwise."""
        return [fact for fact in self._prose.get(name, ()) if fact.scope.current and (claims or fact.origin == "prose")]

    def names(self) -> list[str]:
        """Return the names of all indicators observed, in order of first sight."""
        return list(dict.fromkeys(fact.name for fact in self.all))


def cell_facts(tables: Sequence[Table], forms: Sequence[TableForm]) -> list[Fact]:
    """Turn every number cell of the given forms, and of the same tables in another period's form, into a fact."""
    facts: list[Fact] = []
    for form in forms:
        single = len(form.columns) == 1
        for number, table in enumerate(table for table in tables if table.form.id == form.id):
            for cell in (
                _in_row_unit(cell, row.form.unit) for row in table.rows.values() for cell in row.cells.values()
            ):
                value = cell.value.value
                if cell.value.kind is not CellKind.NUMBER or value is None:
                    continue
                if cell.value.printed == 0:  # 0.00 and 0万元 are nothing, not something rounded
                    value = Interval.exact(0)
                column, unit = "" if single else cell.column, table.rows[cell.row].unit
                facts.append(
                    Fact(cell.row, column, value, cell.span, cell.span, "table", unit, cell=cell, table=number)
                )
    return facts


def blank_cells(tables: Sequence[Table], forms: Sequence[TableForm]) -> dict[tuple[str, int], TableCell]:
    """Return the cells of counts that stand and hold nothing, a stroke, a dash or the word 无; see `Facts.blanks`."""
    found: dict[tuple[str, int], TableCell] = {}
    for form in forms:
        single = len(form.columns) == 1
        for number, table in enumerate(table for table in tables if table.form.id == form.id):
            for row in table.rows.values():
                for column, cell in row.cells.items():
                    if cell.value.kind in _NOTHING and table.form.type_of(row.id, column) == "count":
                        found[(row.id if single else f"{row.id}[{column}]", number)] = cell
    return found


def _in_row_unit(cell: TableCell, unit: str) -> TableCell:
    """Return a cell with its money in the unit of the row: a cell that says 2.5万元 is read in 元."""
    read = cell.value
    if read.unit != "元" or unit not in _MONEY or read.value is None or read.printed is None:
        return cell
    factor = _MONEY[unit]
    return replace(cell, value=replace(read, value=read.value * factor, printed=read.printed * factor))


class Surroundings(Struct, frozen=True):
    """Where prose facts are looked for: the text, its prose paragraphs, the quantities in them, and what stands around.

    headings: the titles of the sections at an offset, as one text. title: the draft's title, "" without one.
    """

    text: str
    prose: Sequence[Span]
    numbers: Quantities
    report_year: int | None
    headings: Callable[[int], str]
    title: str


def prose_facts(around: Surroundings, indicators: Mapping[str, Indicator]) -> list[Fact]:
    """Find the quantities and claims that indicators' patterns name; each quantity belongs to one indicator.

    Where two indicators claim a quantity, the one that needs more words wins.
    """
    best: dict[int, Fact] = {}
    claims: list[Fact] = []
    inside = _Inside(around.prose)
    for name, indicator in indicators.items():
        row, _, column = (indicator.cell or name).partition("[")
        column = column.rstrip("]")
        for match, at in _matches(indicator.prose, around.text, inside):
            quantity = around.numbers.at(at)
            if quantity is None or not _unit_fits(quantity, indicator) or not _fits(around, match, indicator):
                continue
            old = best.get(at)
            if old is None or match.start < old.context.start:  # both end with the same number
                context = Span(match.start, max(match.end, quantity.span.end))
                value, scope = _in_unit(quantity, indicator), _scope(around, match)
                best[at] = Fact(row, column, value, quantity.span, context, "prose", quantity.unit_text, scope)
        for match, _ in _matches(indicator.none, around.text, inside):
            if _fits(around, match, indicator):
                zero = Interval.exact(0)
                claims.append(Fact(row, column, zero, match, match, "claim", "", _scope(around, match)))
    found = _whole_before_parts([*best.values()], around.text)
    return sorted([*found, *claims], key=lambda fact: fact.span)


def _fits(around: Surroundings, match: Span, indicator: Indicator) -> bool:
    """Tell whether the sentence, or a heading above it, speaks of the indicator's subject, and its clause of no other."""
    start = sentence_before(around.text, match.start)
    sentence = around.text[start : match.end]
    clause = clause_around(around.text, match)
    if any(pattern.search(clause) for pattern in indicator.exceptions):
        return False
    subjects = indicator.about
    if not subjects or any(pattern.search(sentence) for pattern in subjects):
        return True
    headings = around.headings(match.start)
    return any(pattern.search(headings) for pattern in subjects)


def _scope(around: Surroundings, match: Span) -> Scope:
    return read_scope(around.text, match, around.report_year, around.headings(match.start), around.title)


def _unit_fits(quantity: Quantity, indicator: Indicator) -> bool:
    accepted = {indicator.unit, *indicator.units} - {""}
    return not accepted or quantity.unit_text in accepted or (quantity.unit == "元" and indicator.unit in _MONEY)


def _in_unit(quantity: Quantity, indicator: Indicator) -> Interval:
    """Return the value in the indicator's unit: quantities of money are read in 元."""
    return (
        quantity.value * _MONEY[indicator.unit]
        if quantity.unit == "元" and indicator.unit in _MONEY
        else quantity.value
    )


class _Inside:
    """Answers whether a span lies inside one prose paragraph."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._spans = spans

    def __call__(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._spans[at].end


def _matches(patterns: Sequence[Pattern], text: str, inside: _Inside) -> Iterable[tuple[Span, int]]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if inside(match.start(), match.end()):
                numeral = match.start("n") if "n" in match.re.groupindex else -1
                yield Span(match.start(), match.end()), numeral


def _whole_before_parts(facts: list[Fact], text: str) -> list[Fact]:
    """Drop a fact behind 其中 when the same indicator stands before it in the same paragraph: it is a part of that."""
    kept: list[Fact] = []
    seen: dict[tuple[str, int], Fact] = {}
    for fact in sorted(facts, key=lambda f: f.span):
        paragraph = text.rfind("\n", 0, fact.span.start)
        if fact.scope.part and (fact.name, paragraph) in seen:
            continue
        seen[(fact.name, paragraph)] = fact
        kept.append(fact)
    return kept
