"""Closed intervals of decimal numbers: what a printed figure may stand for.

A rounded or approximate figure is an interval, an exact one an interval of one point; sums of figures are compared by
asking whether their intervals meet (as XBRL Calculations 1.1 does). No reading of text here, and no float anywhere.
Results are exact up to the 28 digits of the default decimal context.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)


class Interval(NamedTuple):
    """All numbers from `low` to `high`, both included; `low` may be -Infinity, `high` may be Infinity."""

    low: Decimal
    high: Decimal

    @classmethod
    def exact(cls, value: Decimal | int) -> Interval:
        """Return the interval that holds one number only."""
        number = Decimal(value)
        return cls(number, number)

    @property
    def is_exact(self) -> bool:
        """Tell whether one number only is possible."""
        return self.low == self.high

    def __add__(self, other: Interval) -> Interval:  # type: ignore[override]  # a sum, not a longer tuple
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, factor: Decimal | int) -> Interval:  # type: ignore[override]  # a product, not a repeated tuple
        if factor == 0:
            return Interval(ZERO, ZERO)  # also for an end at infinity
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def __rmul__(self, factor: Decimal | int) -> Interval:  # type: ignore[override]
        return self * factor

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Decimal | int) and self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Tell whether some number lies in both intervals."""
        return self.low <= other.high and other.low <= self.high

    def may_be_at_most(self, other: Interval) -> bool:
        """Tell whether some number of this interval is at most some number of the other."""
        return self.low <= other.high

    def __str__(self) -> str:
        if self.is_exact:
            return plain(self.low)
        if self.high == INFINITY:
            return f"≥{plain(self.low)}"
        if self.low == -INFINITY:
            return f"≤{plain(self.high)}"
        return f"{plain(self.low)}～{plain(self.high)}"


def total(intervals: Iterable[Interval]) -> Interval:
    """Add up intervals; no interval at all gives exactly zero."""
    result = Interval(ZERO, ZERO)
    for interval in intervals:
        result += interval
    return result


def plain(value: Decimal) -> str:
    """Return a number in plain digits: no exponent, no zeros behind the last decimal that counts."""
    if not value.is_finite():
        return str(value)
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in {"-0", ""} else digits
