"""An identity or relation between statistics that does not hold: both sides are shown, each value with its place.

Values come from the statistics table; where the draft has no such table, from prose. A value that is not there, or a
cell that holds no number, leaves the relation unassessed: it is never taken for zero. Only where a relation between
counts is broken whatever belongs into the blank cells is it reported.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportlint.checks._identity import Identity
from reportlint.checks._meanings import implied
from reportlint.checks._ragged import ragged_row
from reportlint.checks._relations import (
    MISSING,
    PREVIOUS,
    Parameters,
    Relation,
    at_least,
    fact_of,
    key_of,
    relations,
    tables_of,
    variable,
)
from reportlint.draft.succession import obstacle
from reportlint.finding import NotAssessed, Observation, Sentence, Severity
from reportlint.packs.formula import evaluate, linear, operands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reportlint.checks._meanings import Implied
    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.packs.formula import Condition
    from reportlint.packs.schema import Pack
    from reportlint.text.intervals import Interval

__all__ = ["Parameters", "Partition", "check", "partitions"]

SEVERAL_OWNERS = Sentence(
    zh="正文各数的统计范围不同（本级、全市等），不能相加",
    en="the text gives the numbers for different owners: they do not add up",
)


class Partition(Struct, frozen=True):
    """What a pack knows of a total: its parts, and whether they make it exactly (or may overlap)."""

    total: str
    parts: frozenset[str]
    exact: bool


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation for each formula that is broken, in each table, and what could not be judged."""
    for relation in relations(parameters, pack):
        for number in range(tables_of(content, relation.formula)):
            yield from _judged(content, parameters, pack, relation, number)


def _judged(
    content: Content, parameters: Parameters, pack: Pack, relation: Relation, number: int
) -> Iterator[Observation | NotAssessed]:
    """Judge one formula by the values of the table with a number."""
    formula, condition, hint = relation
    fact = partial(fact_of, content, number)
    interval: Callable[[str], Interval | None] = partial(_value, fact)
    if condition is not None:
        applies = evaluate(condition, interval)
        if applies.holds is None:
            yield _missing(content, applies.missing)
        if not applies.holds:
            return
    result = evaluate(formula, interval)
    missing, guessed = result.missing, False
    if result.holds is None and _speaks_of_prose(fact, formula):
        follows = implied(content, pack)
        interval = partial(_or_implied, follows, interval, number)
        result = evaluate(formula, interval)
        guessed = any(
            variable(name, number) in follows and not follows[variable(name, number)].sure for name in missing
        )
    if result.holds is None and any((name, number) in content.facts.blanks for name in missing):
        interval = partial(at_least, content, number, interval)
        result = evaluate(formula, interval)  # broken whatever belongs into the blank cells
        result = result if result.holds is False else result._replace(holds=None)
    if result.holds is None:
        yield ragged_row(content, pack, formula, missing, number) or _missing(content, missing)
    elif not result.holds and _several_owners(fact, formula):
        yield NotAssessed(SEVERAL_OWNERS())
    elif not result.holds:
        identity = Identity(content, formula, condition, fact, interval)
        seen = identity.observation(key_of(formula, number), parameters.message, parameters.message_en)
        cap = Severity.INFO if hint else Severity.WARNING if guessed else seen.at_most
        yield replace(seen, at_most=cap)


def _speaks_of_prose(fact: Callable[[str], Fact | None], formula: Condition) -> bool:
    """Tell whether a formula compares numbers of the prose, so that the table's identities cannot have been its source."""
    return any(found.origin != "table" for name in operands(formula) if (found := fact(str(name))))


def _or_implied(
    follows: Mapping[str, Implied], interval: Callable[[str], Interval | None], number: int, name: str
) -> Interval | None:
    """Return the value of a name, or that of its blank cell as far as the identities of the table tell it."""
    blank = follows.get(variable(name, number))
    return interval(name) or (blank.value if blank else None)


def _value(fact: Callable[[str], Fact | None], name: str) -> Interval | None:
    found = fact(name)
    return found.value if found else None


def _several_owners(fact: Callable[[str], Fact | None], formula: Condition) -> bool:
    """Tell whether prose gives the values of a formula for different owners: the whole area, and the issuer alone."""
    facts = [found for name in map(str, operands(formula)) if (found := fact(name))]
    return len({found.scope.whose for found in facts if found.origin != "table"} - {""}) > 1


@cache
def partitions(pack: Pack) -> tuple[Partition, ...]:
    """Return what the pack's formulas say about totals and their parts; equalities first."""
    found: list[Partition] = []
    for rule in pack.rules:
        if rule.check != "formula":
            continue
        for formula, condition, hint in relations(rule.parameters_as(Parameters), pack):
            form = linear(formula) if condition is None and not hint else None
            if form is None or form.constant or form.operator not in ("==", "<="):
                continue
            plus = [name for name, factor in form.coefficients.items() if factor == 1]
            minus = [name for name, factor in form.coefficients.items() if factor == -1]
            if len(plus) == 1 and len(minus) > 1 and len(form.coefficients) == len(minus) + 1:
                found.append(Partition(plus[0], frozenset(minus), form.operator == "=="))
    return tuple(sorted(found, key=lambda partition: not partition.exact))


def _missing(content: Content, names: tuple[str, ...]) -> NotAssessed:
    if any(name.startswith(PREVIOUS) for name in names):
        return NotAssessed(obstacle(content) or MISSING(names="、".join(names)))
    labels = [content.facts.label(name) for name in names]
    return NotAssessed(MISSING(names="、".join(labels[:5]) + ("……" if len(labels) > 5 else "")))
