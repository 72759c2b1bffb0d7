"""The identities of a draft as one system of linear equations, for error localization. No check by itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportlint.checks import carry_over
from reportlint.checks._relations import PREVIOUS, Parameters, fact_of, key_of, relations, tables_of, terms_of, variable
from reportlint.finding import Severity
from reportlint.localize import System, Variable
from reportlint.packs.formula import Comparison, Number, linear
from reportlint.repairs import Equation, Place, Statement
from reportlint.text.intervals import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set
    from decimal import Decimal

    from reportlint.draft.content import Content
    from reportlint.draft.tables import TableCell
    from reportlint.packs.formula import LinearForm
    from reportlint.packs.schema import Pack, Rule
    from reportlint.positions import Span


def system_of(content: Content, pack: Pack, rules: Iterable[Rule]) -> System:
    """Return the exact, unconditional identities among rules of error severity.

    An identity with a value that nothing gives, or that is rounded, is left out, and so is one between prose and a table:
    what prose says of a cell supports it, and so does what last year's report says it must be. Last year's values are
    constants.
    """
    observed = _Observed(content)
    equations: list[Equation] = []
    statements: list[Statement] = []
    for rule in rules:
        if rule.check == "carry_over" and rule.severity is Severity.ERROR:
            predicted = carry_over.predicted(content, rule.parameters_as(carry_over.Parameters), pack)
            statements += (Statement((Equation("", ((name, 1),), -value),)) for name, value in predicted)
        if rule.check != "formula" or rule.severity is not Severity.ERROR:
            continue
        for relation in relations(rule.parameters_as(Parameters), pack):
            form = linear(relation.formula) if relation.condition is None and not relation.hint else None
            if form is None or form.operator != "==":
                continue
            for number in range(tables_of(content, relation.formula)):
                equation = observed.equation(key_of(relation.formula, number), form, number)
                if equation:
                    equations.append(equation)
    statements += _told(content, pack, observed.variables)
    return System(tuple(equations), observed.values, observed.variables, tuple(statements))


def _told(content: Content, pack: Pack, variables: Mapping[str, Variable]) -> Iterator[Statement]:
    """Yield what prose says of the variables: that there were so many, or none; not of a part, or somebody's share."""
    own = {one.span for one in variables.values()}
    for name in content.facts.names():
        for fact in content.facts.prose(name):
            if fact.span in own or not fact.value.is_exact or fact.scope.part or fact.scope.whose:
                continue
            readings = tuple(_readings(content, pack, name, fact.value.low, variables.keys()))
            if readings:
                yield Statement(readings)


def _readings(content: Content, pack: Pack, name: str, value: Decimal, known: Set[str]) -> Iterator[Equation]:
    """Yield what a number in prose may say: that a cell, or one of several sums of cells, of some table is so much."""
    indicator = pack.indicators.get(name)
    for form in _forms(pack, indicator.of if indicator and indicator.of else (name,)):
        for number in range(len(content.tables) or 1):
            weights = tuple((variable(one, number), weight) for one, weight in form.coefficients.items())
            if weights and all(one in known for one, _ in weights):
                yield Equation("", weights, form.constant - value)


@cache
def _forms(pack: Pack, texts: tuple[str, ...]) -> tuple[LinearForm, ...]:
    forms = (linear(Comparison(term, "==", Number(ZERO))) for term in terms_of(pack, texts))
    return tuple(form for form in forms if form)


class _Observed:
    """Collects what a draft says of the variables of its identities."""

    def __init__(self, content: Content) -> None:
        self.values: dict[str, Decimal | None] = {}
        self.variables: dict[str, Variable] = {}
        self._content = content

    def equation(self, key: str, form: LinearForm, number: int) -> Equation | None:
        """Return an identity on one table; None when one of its values is not known exactly and is no blank cell."""
        weights: list[tuple[str, Decimal]] = []
        constant = form.constant
        for name, weight in form.coefficients.items():
            if name.startswith(PREVIOUS):
                fact = fact_of(self._content, number, name)
                if fact is None or not fact.value.is_exact:
                    return None
                constant += weight * fact.value.low
            elif self._observe(name, number):
                weights.append((variable(name, number), weight))
            else:
                return None
        if len({self.variables[name].place is None for name, _ in weights}) > 1:
            return None
        return Equation(key, tuple(weights), constant)

    def _observe(self, name: str, number: int) -> bool:
        """Note what was observed for a name; tell whether it is an exact number, or a blank cell."""
        key = variable(name, number)
        if key in self.values:
            return True
        blank = self._content.facts.blanks.get((name, number))
        fact = None if blank else fact_of(self._content, number, name)
        if blank is not None:
            self.values[key] = None
            self.variables[key] = self._variable(name, "", blank.span, blank)
        elif fact is not None and fact.value.is_exact:
            self.values[key] = fact.value.low
            self.variables[key] = self._variable(name, fact.shown, fact.span, fact.cell)
        return key in self.values

    def _variable(self, name: str, text: str, span: Span, cell: TableCell | None) -> Variable:
        facts = self._content.facts
        at = next(((n, t) for n, t in enumerate(self._content.tables) if cell and t.span.covers(cell.span)), None)
        if at is None or cell is None:
            return Variable(name, facts.label(name), text, span, "")
        number, table = at
        rows, columns = list(table.form.rows), list(table.form.columns)
        place = Place(str(number), rows.index(cell.row), columns.index(cell.column))
        return Variable(name, facts.label(name), text, span, table.place(cell.row, cell.column), place)
