from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.intervals import INFINITY, Interval, plain, total

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3)


@st.composite
def intervals_with_a_point(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    low, point, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Interval(low, high), point


@given(intervals_with_a_point(), intervals_with_a_point())
def test_arithmetic_contains_the_arithmetic_of_points(a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]) -> None:
    (x, p), (y, q) = a, b
    assert p + q in x + y
    assert p - q in x - y
    assert -p in -x


@given(intervals_with_a_point(), st.decimals(min_value=-100, max_value=100, places=2))
def test_scaling_contains_scaled_points(a: tuple[Interval, Decimal], factor: Decimal) -> None:
    interval, point = a
    assert point * factor in interval * factor
    assert factor * interval == interval * factor


@given(intervals_with_a_point(), intervals_with_a_point())
def test_arithmetic_is_no_wider_than_its_ends(a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]) -> None:
    x, y = a[0], b[0]
    assert x + y == (x.low + y.low, x.high + y.high)
    assert x - y == (x.low - y.high, x.high - y.low)


@given(intervals_with_a_point(), intervals_with_a_point())
def test_meeting_is_sharing_a_number(a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]) -> None:
    x, y = a[0], b[0]
    assert x.meets(y) == y.meets(x) == (max(x.low, y.low) in x and max(x.low, y.low) in y)
    assert x.may_be_at_most(y) == (x.low <= y.high)


@given(st.lists(intervals_with_a_point(), max_size=8))
def test_total_contains_the_total_of_points(items: list[tuple[Interval, Decimal]]) -> None:
    result = total(interval for interval, _ in items)
    assert sum((point for _, point in items), Decimal(0)) in result
    assert result.high - result.low == sum((i.high - i.low for i, _ in items), Decimal(0))


def test_the_total_of_nothing_is_zero() -> None:
    assert total([]) == Interval.exact(0)


def test_open_ends() -> None:
    at_least = Interval(Decimal(4), INFINITY)
    assert (at_least + Interval.exact(1)).high == INFINITY
    assert at_least * 0 == Interval.exact(0)
    assert -at_least == Interval(-INFINITY, Decimal(-4))
    assert (at_least - at_least) == Interval(-INFINITY, INFINITY)
    assert not Interval.exact(3).meets(at_least)


def test_a_factor_scales_and_never_repeats() -> None:
    assert Interval.exact(3) * 2 == Interval.exact(6)
    assert Interval(Decimal(1), Decimal(2)) * -1 == Interval(Decimal(-2), Decimal(-1))


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval.exact(29981), "29981"),
        (Interval(Decimal("1.13E+6"), Decimal("1.14E+6")), "1130000～1140000"),
        (Interval(Decimal("97.2450"), Decimal("97.255")), "97.245～97.255"),
        (Interval(Decimal(2), INFINITY), "≥2"),
        (Interval(-INFINITY, Decimal(2)), "≤2"),
    ],
)
def test_printing(interval: Interval, text: str) -> None:
    assert str(interval) == text


@given(numbers)
def test_plain_digits_say_the_same_number(number: Decimal) -> None:
    digits = plain(number.normalize())
    assert Decimal(digits) == number
    assert "E" not in digits
    assert not ("." in digits and digits.endswith("0"))
