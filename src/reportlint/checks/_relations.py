"""The relations that a pack's formulas state, one for each row or column they are tried on, and the values they compare.

Shared by the checks that look at formulas. No check by itself.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from reportlint.draft.succession import obstacle
from reportlint.finding import Sentence
from reportlint.packs.formula import Condition, at, expand, expand_term, operands, parse, parse_term, render
from reportlint.text.intervals import INFINITY, ZERO, Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.draft.forms import TableForm
    from reportlint.packs.formula import Term
    from reportlint.packs.schema import Pack

MISSING = Sentence(zh="缺少数据：{names}", en="no value for: {names}")
PREVIOUS = "previous."
_COUNT = Interval(ZERO, INFINITY)


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """expect: one or more formulas that must hold. when: a formula that must hold for them to apply.

    usually: formulas that hold in most reports and need not; a broken one is a hint, of severity info.

    for_each: `columns` or `rows` of `table`: the formulas then name rows (or columns) and are tried for each one.
    message, message_en: what to say instead, with {left} and {right} for the two sides of a comparison.
    """

    expect: str | tuple[str, ...] = ()
    usually: str | tuple[str, ...] = ()
    when: str = ""
    table: str = ""
    for_each: Literal["rows", "columns", ""] = ""
    message: str = ""
    message_en: str = ""

    names_in_messages: ClassVar[frozenset[str]] = frozenset({"left", "right"})

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the formulas refer to, for the pack loader to verify."""
        kind = "formula" if self.for_each else "values"
        for formula in self.formulas:
            yield kind, formula, "expect" if formula in self.certain else "usually"
        if self.when:
            yield kind, self.when, "when"
        if self.table:
            yield "table", self.table, "table"

    @property
    def formulas(self) -> tuple[str, ...]:
        """Return the formulas as a tuple."""
        return self.certain + _texts(self.usually)

    @property
    def certain(self) -> tuple[str, ...]:
        """Return the formulas that must hold."""
        return _texts(self.expect)


def _texts(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else texts


class Relation(NamedTuple):
    """One formula, on one row or column where it is tried on several. hint: it need not hold in every report."""

    formula: Condition
    condition: Condition | None
    hint: bool


def relations(parameters: Parameters, pack: Pack) -> Iterator[Relation]:
    """Yield what a rule's formulas state."""
    known = known_names(pack)
    table = next((form for form in pack.tables if form.id == parameters.table), None)
    when = expand(parse(parameters.when), known) if parameters.when else None
    for number, text in enumerate(parameters.formulas):
        formula = expand(parse(text), known)
        hint = number >= len(parameters.certain)
        if parameters.for_each and table:
            for place in _places(table, parameters.for_each):
                cell = {"row": place} if parameters.for_each == "rows" else {"column": place}
                yield Relation(at(formula, **cell), at(when, **cell) if when else None, hint)
        else:
            yield Relation(formula, when, hint)


def _places(table: TableForm, each: str) -> Iterator[str]:
    """Yield the rows that hold values, or the columns."""
    if each == "columns":
        yield from table.columns
    else:
        yield from (row for row, spec in table.rows.items() if spec.type != "group")


@cache
def known_names(pack: Pack) -> tuple[str, ...]:
    """Return the names that a wildcard in a formula of the pack may stand for."""
    names = [name for form in pack.tables for name, row in form.rows.items() if row.type != "group"]
    return tuple(dict.fromkeys([*names, *pack.indicators]))


@cache
def terms_of(pack: Pack, texts: tuple[str, ...]) -> tuple[Term, ...]:
    """Return terms of a pack, wildcards filled in."""
    return tuple(expand_term(parse_term(text), known_names(pack)) for text in texts)


def tables_of(content: Content, formula: Condition) -> int:
    """Return how many tables of the form that a formula speaks of stand, at least 1 (there may be prose)."""
    rows = {name.name for name in operands(formula) if not name.previous}
    standing = Counter(table.form.id for table in content.tables if rows & table.form.rows.keys())
    return max(standing.values(), default=1)


def fact_of(content: Content, number: int, name: str) -> Fact | None:
    """Return the observed value of a name: that of the table with this number, or prose where no table tells of it.

    `previous.…` is last year's value, which has no place in this draft; None when the reports cannot be compared.
    """
    if name.startswith(PREVIOUS):
        if content.previous is None or obstacle(content):
            return None
        fact = fact_of(content.previous, 0, name.removeprefix(PREVIOUS))
        return replace(fact, indicator=PREVIOUS + fact.indicator, cell=None) if fact else None
    cell = content.facts.table(name, number)
    if cell:
        return cell
    row = name.partition("[")[0]
    if any(row in table.form.rows for table in content.tables):
        return None
    told = [fact for fact in content.facts.prose(name) if not content.copied(fact.span.start)]
    if not told or any(not fact.value.meets(told[0].value) for fact in told[1:]):
        return None
    return told[0]


def at_least(content: Content, number: int, interval: Callable[[str], Interval | None], name: str) -> Interval | None:
    """Return the value of a name; a blank cell of a count holds some number from zero up."""
    return _COUNT if (name, number) in content.facts.blanks else interval(name)


def key_of(formula: Condition, number: int) -> str:
    """Return what tells an identity, in one table, from all others."""
    return f"{number}:{render(formula)}"


def variable(name: str, number: int) -> str:
    """Return what a name is called among the variables of all tables: as facts are, with the number of a second table."""
    return f"{name}#{number}" if number else name
