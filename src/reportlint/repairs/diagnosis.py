"""Diagnoses: broken equations with a common cause, its repairs, and which of them the evidence prefers.

Repairs of the same size are told apart by evidence, as in deductive correction (de Waal, Pannekoek and Scholtus, Handbook
of Statistical Data Editing and Imputation, 2011, chapter 2): the slip that turns the right number into the written one, and
what another source says. Weights are bits and add up. A size beats any weight: no slip makes two mistakes likelier than one.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from math import log2
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.finding import Message, Sentence
from reportlint.repairs.blanks import without_blanks
from reportlint.repairs.causes import Case, causes_of
from reportlint.repairs.equations import Number, rows_of
from reportlint.text.slips import Slip, moved, slip, surprise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.repairs.causes import Cause
    from reportlint.repairs.equations import Problem
    from reportlint.repairs.search import Move, Moves

LIKELY = 0.8  # how likely a repair must be to be the one
NEARLY_SURE = 0.95  # how likely it must be that the right one is among those named
FEW = 6  # repairs that a reader can still be asked to choose from
AGREES = Sentence(zh="改后与另一处写的数一致", en="then agrees with the figure given elsewhere")
DISAGREES = Sentence(zh="原数与另一处写的数一致", en="agrees with the figure given elsewhere as it is")
_SUPPORT = 12  # bits: as much as a change of three digits that comes about by chance


class Change(Struct, frozen=True):
    """One value of a repair; the changes of one mistake (exchanged cells) share its slip."""

    variable: str
    old: Number
    new: Number
    slip: Slip | None = None


class Repair(Struct, frozen=True):
    """Changes after which the equations hold.

    mistakes: how many there were; two exchanged cells are one. weight: bits, the lower the likelier; comparable only
    among the repairs of one diagnosis. reasons: the evidence for it and against it.
    """

    changes: tuple[Change, ...]
    mistakes: int
    weight: int
    reasons: tuple[Message, ...] = ()


class Verdict(StrEnum):
    """What a diagnosis comes to: one repair, a few about equally likely, or none that could be named."""

    DECIDED = "decided"
    CANDIDATES = "candidates"
    UNDECIDED = "undecided"


class Diagnosis(Struct, frozen=True):
    """Broken equations with a common cause.

    equations: their keys, in the order of the problem. repairs: all of the smallest size, the likeliest first. best: how
    many of the first it takes to have very likely the right one among them. exact: false when there were too many
    mistakes to search for all repairs, so that only changes that mend several equations at once were looked for.
    """

    equations: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()
    verdict: Verdict = Verdict.UNDECIDED
    best: int = 0
    exact: bool = True


def localize(problem: Problem) -> list[Diagnosis]:
    """Diagnose every broken equation, in the order of the problem; the list is empty when everything holds.

    Independent mistakes are separate diagnoses, also where they stand in one table.
    """
    rows = rows_of(problem.equations, problem.values)
    case = Case(problem, rows)
    rows = without_blanks(problem, rows) if case.open else rows
    order = {equation.key: at for at, equation in enumerate(problem.equations)}
    diagnoses = [_diagnosis(case, cause, order) for cause in causes_of(case, rows)]
    diagnoses = _with_exchanges(case, diagnoses, order)
    told = {key for diagnosis in diagnoses for key in diagnosis.equations}
    diagnoses += [Diagnosis(tuple(row.keys)) for row in case.open if not case.possible(row) and not told & row.keys]
    return sorted(diagnoses, key=lambda diagnosis: order[diagnosis.equations[0]])


def _diagnosis(case: Case, cause: Cause, order: dict[str, int]) -> Diagnosis:
    # more mistakes than broken equations explain anything
    sets = [moves for moves in cause.sets if len(moves) <= len(cause.rows)]
    weighed = sorted(((_repair(case, moves), moves) for moves in sets), key=lambda pair: pair[0].weight)
    repairs = tuple(repair for repair, _ in weighed)
    keys = {key for row in cause.rows for key in row.keys}
    if weighed:
        keys |= case.freed(weighed[0][1])
    best = 1 if _best(repairs, LIKELY) == 1 else _best(repairs, NEARLY_SURE)
    verdict = Verdict.DECIDED if best == 1 else Verdict.CANDIDATES if 0 < best <= FEW else Verdict.UNDECIDED
    return Diagnosis(tuple(sorted(keys, key=order.__getitem__)), repairs, verdict, best, cause.exact)


def _with_exchanges(case: Case, diagnoses: list[Diagnosis], order: dict[str, int]) -> list[Diagnosis]:
    """Make one diagnosis of two that change a value each into the other's, in one row or column: exchanged cells."""
    joined: list[Diagnosis] = []
    for diagnosis in diagnoses:
        for at, other in enumerate(joined):
            exchange = _exchange(case, [*_lone_change(other), *_lone_change(diagnosis)])
            if exchange:
                keys = sorted({*other.equations, *diagnosis.equations}, key=order.__getitem__)
                weight = other.repairs[0].weight + diagnosis.repairs[0].weight
                repair = Repair(
                    exchange, 1, weight, tuple(change.slip.message for change in exchange[:1] if change.slip)
                )
                exact = other.exact and diagnosis.exact
                joined[at] = Diagnosis(tuple(keys), (repair,), Verdict.DECIDED, 1, exact)
                break
        else:
            joined.append(diagnosis)
    return joined


def _lone_change(diagnosis: Diagnosis) -> tuple[Change, ...]:
    decided = diagnosis.verdict is Verdict.DECIDED and len(diagnosis.repairs[0].changes) == 1
    return diagnosis.repairs[0].changes if decided else ()


def _exchange(case: Case, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return two changes with the slip that they share where each is the other's reverse, in one row or column."""
    places = [case.problem.places.get(change.variable) for change in changes]
    if len(changes) != 2 or places[0] is None or places[1] is None or not places[0].lines_up(places[1]):
        return ()
    one, other = changes
    if (one.old, one.new) != (other.new, other.old):
        return ()
    cause = moved((_written(one.old), _written(other.old)), (_written(one.new), _written(other.new)))
    return tuple(Change(change.variable, change.old, change.new, cause) for change in changes) if cause else ()


def _best(repairs: tuple[Repair, ...], likely: float) -> int:
    """Return how many repairs it takes, equally likely ones together, to be right with a probability."""
    odds = [2.0 ** max(repairs[0].weight - repair.weight, -60) for repair in repairs]
    enough, total = likely * sum(odds), 0.0
    for at, own in enumerate(odds):
        total += own
        if total >= enough and (at + 1 == len(odds) or odds[at + 1] < own):
            return at + 1
    return 0


def _repair(case: Case, moves: Moves) -> Repair:
    """Weigh a set of mistakes that the case permits."""
    weight = -_SUPPORT * len(case.freed(moves))
    changes: list[Change] = []
    reasons: list[Message] = []
    explained = [_explained(case, move) for move in moves]
    exchange = _exchange(case, [change for _, own in explained for change in own])
    if exchange and len(moves) == len(exchange):
        explained = [(exchange[0].slip.cost if exchange[0].slip else 0, list(exchange))]
    for cost, own in explained:
        weight += cost
        changes += own
        reasons += [change.slip.message for change in own[:1] if change.slip]
    weight += sum(_growth(case, change) for change in changes)
    for sentence, bits in _evidence(case, changes):
        weight += bits
        if sentence() not in reasons:
            reasons.append(sentence())
    return Repair(tuple(changes), len(explained), weight, tuple(reasons))


def _growth(case: Case, change: Change) -> int:
    """Return the bits by which a value becomes rarer as it grows: numbers in tables are spread evenly over magnitudes.

    A total is as large as its parts, whatever they are.
    """
    if change.variable in case.totals:
        return 0
    return round(log2((abs(float(change.new)) + 1) / (abs(float(change.old)) + 1)))


def _evidence(case: Case, changes: Sequence[Change]) -> Iterator[tuple[Sentence, int]]:
    """Yield what other sources say for a repair, and against it; what is said twice counts once."""
    before = case.problem.values
    after = {**before, **{change.variable: change.new for change in changes}}
    for statement in dict.fromkeys(one for change in changes for one in case.said.get(change.variable, ())):
        held, holds = statement.holds(before), statement.holds(after)
        if holds and not held:
            yield AGREES, -_SUPPORT
        elif held and not holds:
            yield DISAGREES, _SUPPORT


def _explained(case: Case, move: Move) -> tuple[int, list[Change]]:
    """Return the changes of one mistake, and what it costs to believe in it."""
    changes = []
    cost = move.slip.cost if move.slip else 0
    for name, new in (case.values((move,)) or {}).items():
        old = case.problem.values[name]
        if old is not None:
            cause = move.slip or slip(_written(old), _written(new))
            changes.append(Change(name, old, new, cause))
            cost += 0 if move.slip else cause.cost if cause else surprise(_written(old), _written(new))
    return cost, changes


def _written(value: Number) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
