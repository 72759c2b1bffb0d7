"""The parts of a formula: terms that have a value, conditions that hold or do not. Plain data, made by `grammar`."""

from __future__ import annotations

from decimal import Decimal  # noqa: TC003
from typing import Literal

from msgspec import Struct

Operator = Literal["==", "!=", "<=", ">=", "<", ">"]


class Number(Struct, frozen=True):
    """A constant."""

    value: Decimal


class Name(Struct, frozen=True, eq=False):
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


class Scaled(Struct, frozen=True):
    """A term times a constant; -1 for subtraction."""

    factor: Decimal
    term: Term


class Sum(Struct, frozen=True):
    """Terms added up."""

    terms: tuple[Term, ...]


class Ratio(Struct, frozen=True):
    """One term divided by another."""

    over: Term
    under: Term


class Extreme(Struct, frozen=True):
    """The largest or the smallest of some terms."""

    kind: Literal["max", "min"]
    terms: tuple[Term, ...]


class Comparison(Struct, frozen=True):
    """Two terms compared."""

    left: Term
    operator: Operator
    right: Term


class Every(Struct, frozen=True):
    """All of the conditions (`and`)."""

    conditions: tuple[Condition, ...]


class Some(Struct, frozen=True):
    """At least one of the conditions (`or`)."""

    conditions: tuple[Condition, ...]


class Not(Struct, frozen=True):
    """The contrary of a condition."""

    condition: Condition


Term = Number | Name | Scaled | Sum | Ratio | Extreme
Condition = Comparison | Every | Some | Not
Formula = Term | Condition
