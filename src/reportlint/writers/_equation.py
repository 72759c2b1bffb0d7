"""Which compared values stand on which side of a broken comparison.

Evidence carries the values in one row. They are put on two sides only when the arithmetic proves the split: the values
of each side must add up to the number that was compared. Otherwise the values are better listed one by one.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.finding import ReportedEvidence, ReportedValue


class Sides(NamedTuple):
    """The terms of a sum on each side."""

    left: tuple[ReportedValue, ...]
    right: tuple[ReportedValue, ...]


def sides(evidence: ReportedEvidence) -> Sides | None:
    """Split the values in two so that each part adds up to its side of the comparison, or return None.

    Values come in the order of the formula, so the left side is a beginning of the row; the shortest fit is taken.
    """
    left, right = _number(evidence.left), _number(evidence.right)
    numbers = [_number(item.value) for item in evidence.values]
    if left is None or right is None or len(numbers) < 2:
        return None
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    for split in range(1, len(known)):
        if _total(known[:split]) == left and _total(known[split:]) == right:
            return Sides(evidence.values[:split], evidence.values[split:])
    return None


def _total(numbers: Sequence[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
