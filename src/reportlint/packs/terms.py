"""The parts of a formula: terms that have a value, conditions that hold or do not. Plain data, made by `grammar`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003  (dataclasses are read by people and tools at run time)
from typing import Literal

Operator = Literal["==", "!=", "<=", ">=", "<", ">"]


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator, a row, a cell `row[column]`, or last year's. `offset`: where it stands in the formula, from 0.

    A wildcard's `name` ends in `.*`. `name` is empty for a column of the row at hand.
    """

    name: str
    column: str = ""
    previous: bool = False
    offset: int = -1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Name) and str(other) == str(self)

    def __hash__(self) -> int:
        return hash(str(self))

    def __str__(self) -> str:
        cell = f"{self.name}[{self.column}]" if self.column else self.name
        return f"previous.{cell}" if self.previous else cell

    @property
    def is_wildcard(self) -> bool:
        """Tell whether this stands for several names."""
        return self.name.endswith(".*")


@dataclass(frozen=True, slots=True)
class Scaled:
    """A term times a constant; -1 for subtraction."""

    factor: Decimal
    term: Term


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms added up."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """One term divided by another."""

    over: Term
    under: Term


@dataclass(frozen=True, slots=True)
class Extreme:
    """The largest or the smallest of some terms."""

    kind: Literal["max", "min"]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two terms compared."""

    left: Term
    operator: Operator
    right: Term


@dataclass(frozen=True, slots=True)
class Every:
    """All of the conditions (`and`)."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the conditions (`or`)."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of a condition."""

    condition: Condition


Term = Number | Name | Scaled | Sum | Ratio | Extreme
Condition = Comparison | Every | Some | Not
Formula = Term | Condition
