"""What the tables say of a statistic that prose speaks of: a cell, a sum of cells, or one of several readings.

Prose says 不予公开142件 and the table has eight rows of reasons; 收到申请 may count last year's rest or not. A blank cell
whose value follows from the identities of the table counts with that value. No check by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from reportlint.checks._relations import terms_of, variable
from reportlint.checks._system import system_of
from reportlint.finding import Value
from reportlint.packs.formula import operands, value_of
from reportlint.repairs import determined, impossible, totals
from reportlint.text.intervals import Interval

if TYPE_CHECKING:
    from reportlint.draft.content import Content
    from reportlint.draft.tables import TableCell
    from reportlint.packs.formula import Term
    from reportlint.packs.schema import Pack
    from reportlint.positions import Span

_SHOWN = 8  # addends that a sum shows


class Implied(NamedTuple):
    """The value of a blank cell. sure: it follows from the identities; otherwise it only satisfies them."""

    value: Interval
    sure: bool


class Meaning(NamedTuple):
    """One reading of a statistic in one table. number: its value as printed; sum: what it adds up, `（6+38+98）` or "".

    names: of the cells it is made of. span: the first of them. sure: False when a blank cell was taken for zero.
    """

    value: Interval
    number: str
    sum: str
    names: tuple[str, ...]
    span: Span
    sure: bool = True

    @property
    def shown(self) -> str:
        """Return its value as a reader finds it: `142（6+38+98）`."""
        return f"{self.number}{self.sum}"


class Meanings(NamedTuple):
    """All readings whose value is known; open: another reading has a value that nobody knows."""

    known: tuple[Meaning, ...]
    open: bool


def meanings(content: Content, pack: Pack, name: str) -> Meanings:
    """Return what the tables say of an indicator or a cell, the likeliest reading first; no readings without a table."""
    indicator = pack.indicators.get(name)
    terms = terms_of(pack, indicator.of) if indicator and indicator.of else ()
    found: list[Meaning] = []
    unknown = False
    for term in terms:
        for number in range(_tables(content, term)):
            meaning = _meaning(content, pack, term, number)
            unknown |= meaning is None
            found += [meaning] if meaning else []
    if not terms:
        found = [Meaning(cell.value, cell.shown, "", (name,), cell.span) for cell in content.facts.cells(name)]
        blanks = [key for key in content.facts.blanks if key[0] == name]
        for _, number in blanks:
            blank = implied(content, pack).get(variable(name, number))
            unknown |= blank is None
            cell = content.facts.blanks[(name, number)]
            found += [Meaning(blank.value, str(blank.value), "", (name,), cell.span, blank.sure)] if blank else []
    return Meanings(tuple(found), unknown)


def cells_of(content: Content, name: str, meaning: Meaning) -> tuple[Value, ...]:
    """Return the cells that a reading of a statistic is made of; the reading itself where they are blank."""
    label = content.facts.label
    cells = [(each, content.facts.table(each)) for each in meaning.names]
    found = tuple(Value(each, label(each), cell.shown, cell.span) for each, cell in cells if cell)
    return found or (Value(name, label(name), meaning.number, meaning.span),)


def _meaning(content: Content, pack: Pack, term: Term, number: int) -> Meaning | None:
    names = tuple(dict.fromkeys(map(str, operands(term))))
    read: list[tuple[Interval, str, Span]] = []
    sure = True

    def value(name: str) -> Interval | None:
        fact = content.facts.table(name, number)
        if fact:
            read.append((fact.value, fact.shown, fact.span))
            return fact.value
        nonlocal sure
        blank = implied(content, pack).get(variable(name, number))
        cell: TableCell | None = content.facts.blanks.get((name, number))
        if blank is None or cell is None:
            return None
        sure &= blank.sure
        read.append((blank.value, str(blank.value), cell.span))
        return blank.value

    total = value_of(term, value)
    if total is None:
        return None
    addends = [shown for one, shown, _ in read if one.low or one.high]
    sum_ = f"（{'+'.join(addends)}）" if len(read) > 1 and 1 < len(addends) <= _SHOWN else ""
    printed = read[0][1] if len(read) == 1 else str(total)
    return Meaning(total, printed, sum_, names, read[0][2], sure)


def _tables(content: Content, term: Term) -> int:
    """Return how many tables of the draft hold a term's cells."""
    names = [str(name) for name in operands(term)]
    facts = content.facts
    numbers = {fact.table for name in names for fact in facts.cells(name)}
    numbers |= {number for name, number in facts.blanks if name in names}
    return max(numbers, default=-1) + 1


def implied(content: Content, pack: Pack) -> dict[str, Implied]:
    """Return the values of blank cells, by variable: those that follow from the identities, and those that only may.

    Drafters leave blank what did not happen. Where zeros in all blank cells but totals satisfy every identity, they and
    the totals that follow are what the table most likely means; nothing is asserted on them.
    """

    def make() -> dict[str, Implied]:
        if not content.facts.blanks:
            return {}
        rules = [rule for rule in pack.rules if rule.binds(content.report_year, content.issuer.kind)]
        problem = system_of(content, pack, rules).problem
        certain = determined(problem)
        found = {name: Implied(Interval.exact(value), sure=True) for name, value in certain.items()}
        values = {**problem.values, **certain}
        sums = totals(problem)
        values |= {name: 0 for name, value in values.items() if value is None and name not in sums}
        guess = structs.replace(problem, values=values)
        values |= determined(guess)
        if not impossible(structs.replace(problem, values=values)):
            likely = {name: value for name, value in values.items() if problem.values.get(name) is None}
            found = {
                name: Implied(Interval.exact(value), sure=False) for name, value in likely.items() if value is not None
            } | found
        return found

    return content.once(f"implied:{pack.name}", make)
