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
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.intervals import Interval, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportlint.draft.forms import Indicator, TableForm
    from reportlint.draft.quantities import Quantities, Quantity
    from reportlint.draft.tables import Table, TableCell
    from reportlint.text.patterns import Pattern

Whose = Literal["area", "own", ""]

_YEAR = Expression(r"(?<![\d〔\[比较同与])((?:19|20)\d\d)年")  # not what is compared with: 比2015年增加5件
_OTHER_YEAR = Expression(r"上年|上一年|去年|往年|历年|累计至|同期")
_PLAN = Expression(r"将(?!信息|政府|其|公开)|计划|拟|力争|下一步|争取")
_PART = Expression(r"其中")
_WHOLE_AREA = Expression(r"全(?:省|市|区|县|州|盟|旗|镇|乡|系统)|各级|各部门|各单位|各乡镇")
_OWN = Expression(
    r"(?:省|市|区|县|州)?本级|本机关|本单位|本部门|本局|本委|机关本身|[省市区县州]政府(?!门户|网|公报|信息|各|部门|系统)|办公室(?!网|门户)"
)
_MONEY = {"元": Decimal(1), "万元": Decimal("0.0001"), "亿元": Decimal("0.00000001")}
_REACH = 600  # characters before a fact in which its scope is looked for
_SENTENCE_ENDS = "。！？"


class Scope(Struct, frozen=True):
    """What a fact from prose speaks of.

    year: a year named beside it that is not the report year, else None (0 for 上年 and the like). whose: `area`, `own`
    or "" when nothing says. part: it stands behind 其中. plan: it is intended, not done.
    """

    year: int | None = None
    whose: Whose = ""
    part: bool = False
    plan: bool = False

    @property
    def current(self) -> bool:
        """Tell whether the fact is a done deed of the report year."""
        return self.year is None and not self.plan


class Fact(Struct, frozen=True):
    """One observed value. span: the number; context: the words that name it (for a cell, the cell itself)."""

    indicator: str
    column: str
    value: Interval
    span: Span
    context: Span
    origin: Literal["table", "prose", "claim"]
    unit: str = ""
    scope: Scope = Scope()
    cell: TableCell | None = None

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
    """All facts of one draft, by indicator."""

    def __init__(self, facts: Iterable[Fact] = (), labels: Mapping[str, str] | None = None) -> None:
        self.all = tuple(facts)
        self.labels = dict(labels or {})
        self._table: dict[str, Fact] = {}
        self._prose: dict[str, list[Fact]] = {}
        for fact in self.all:
            if fact.origin == "table":
                self._table.setdefault(fact.name, fact)
            else:
                self._prose.setdefault(fact.name, []).append(fact)

    def __len__(self) -> int:
        return len(self.all)

    def label(self, name: str) -> str:
        """Return what an indicator is called in messages."""
        return self.labels.get(name, name)

    def table(self, name: str) -> Fact | None:
        """Return the fact from the table, if its cell holds a number."""
        return self._table.get(name)

    def prose(self, name: str, *, claims: bool = True) -> list[Fact]:
        """Return the current facts from prose, claims of none included unless told otherwise."""
        return [fact for fact in self._prose.get(name, ()) if fact.scope.current and (claims or fact.origin == "prose")]

    def names(self) -> list[str]:
        """Return the names of all indicators observed, in order of first sight."""
        return list(dict.fromkeys(fact.name for fact in self.all))


def cell_facts(tables: Sequence[Table], forms: Sequence[TableForm]) -> list[Fact]:
    """Turn every number cell of the given forms into a fact; the first table of a form counts."""
    facts: list[Fact] = []
    for form in forms:
        table = next((table for table in tables if table.form.id == form.id and table.form == form), None)
        if table is None:
            continue
        single = len(form.columns) == 1
        for row in table.rows.values():
            for printed in row.cells.values():
                cell = _in_row_unit(printed, row.form.unit)
                if cell.value.kind is CellKind.NUMBER and cell.value.value is not None:
                    column = "" if single else cell.column
                    facts.append(
                        Fact(row.id, column, cell.value.value, cell.span, cell.span, "table", row.unit, cell=cell)
                    )
    return facts


def _in_row_unit(cell: TableCell, unit: str) -> TableCell:
    """Return a cell with its money in the unit of the row: a cell that says 2.5万元 is read in 元."""
    read = cell.value
    if read.unit != "元" or unit not in _MONEY or read.value is None or read.printed is None:
        return cell
    factor = _MONEY[unit]
    return replace(cell, value=replace(read, value=read.value * factor, printed=read.printed * factor))


def prose_facts(
    text: str,
    prose: Sequence[Span],
    numbers: Quantities,
    indicators: Mapping[str, Indicator],
    report_year: int | None,
) -> list[Fact]:
    """Find the quantities and claims that indicators' patterns name; each quantity belongs to one indicator.

    Where two indicators claim a quantity, the one that needs more words wins.
    """
    best: dict[int, Fact] = {}
    claims: list[Fact] = []
    blocks = _Inside(prose)
    for name, indicator in indicators.items():
        indicator_id, _, column = (indicator.cell or name).partition("[")
        column = column.rstrip("]")
        for match_span, at in _matches(indicator.prose, text, blocks):
            quantity = numbers.at(at)
            if quantity is None or not _unit_fits(quantity, indicator):
                continue
            old = best.get(at)
            if old is None or match_span.start < old.context.start:  # both end with the same number
                scope = _scope(text, match_span, report_year)
                context = Span(match_span.start, max(match_span.end, quantity.span.end))
                best[at] = Fact(
                    indicator_id,
                    column,
                    _in_unit(quantity, indicator),
                    quantity.span,
                    context,
                    "prose",
                    quantity.unit_text,
                    scope,
                )
        for match_span, _ in _matches(indicator.none, text, blocks):
            scope = _scope(text, match_span, report_year)
            zero = Interval.exact(Decimal(0))
            claims.append(Fact(indicator_id, column, zero, match_span, match_span, "claim", "", scope))
    found = _whole_before_parts([*best.values()], text)
    return sorted([*found, *claims], key=lambda fact: fact.span)


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


def _scope(text: str, match: Span, report_year: int | None) -> Scope:
    reach = max(0, match.start - _REACH)
    paragraph = max(reach, text.rfind("\n", reach, match.start) + 1)
    start = max(paragraph, *(text.rfind(mark, paragraph, match.start) + 1 for mark in _SENTENCE_ENDS))
    before = text[start : match.start]
    whole = text[start : match.end]
    clause = before[max(before.rfind(mark) for mark in "，；：（") + 1 :] + text[match.start : match.end]
    years = [int(found) for found in _YEAR.findall(whole)]
    year = years[-1] if years and years[-1] != report_year else None
    if year is None and _OTHER_YEAR.search(clause):
        year = 0
    owners: list[tuple[int, Whose]] = [(match.start(), "area") for match in _WHOLE_AREA.finditer(whole)]
    owners += [(match.start(), "own") for match in _OWN.finditer(whole)]
    nearest = max(owners)[1] if owners else ""
    return Scope(year, nearest, bool(_PART.search(before)), bool(_PLAN.search(clause)))


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
