"""Slips of the pen between two written numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.slips import Kind, moved, slip, surprise

NUMBERS = st.integers(min_value=10, max_value=10**6)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("201", "210", Kind.SWAPPED),
        ("903", "309", Kind.SWAPPED),
        ("178", "128", Kind.WRONG),
        ("18", "178", Kind.LOST),
        ("1128", "128", Kind.DOUBLED),
        ("1728", "178", Kind.ADDED),
        ("12", "120", Kind.LOST_ZERO),
        ("1200", "120", Kind.ADDED_ZERO),
        ("12.5", "1.25", Kind.SCALE),
        ("36000", "3.6", Kind.SCALE),
        ("-36", "36", Kind.SIGN),
        ("−36", "36", Kind.SIGN),
        ("1,782", "1728", Kind.SWAPPED),
        ("3.15", "3.51", Kind.SWAPPED),
    ],
)
def test_one_slip_is_named(old: str, new: str, kind: Kind) -> None:
    found = slip(old, new)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12", "12"),
        ("0", "5"),
        ("0", "10"),
        ("10", "0"),
        ("128", "391"),
        ("-36", "63"),
        ("3.5", "35.7"),
        ("", "12"),
    ],
)
def test_anything_else_is_no_slip(old: str, new: str) -> None:
    assert slip(old, new) is None


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (("7", "19"), ("19", "7"), Kind.EXCHANGED),
        (("0", "19"), ("19", "0"), Kind.MISPLACED),
        (("1", "9"), ("19", "0"), Kind.SPLIT),
        (("1", "9"), ("0", "19"), Kind.SPLIT),
    ],
)
def test_slips_over_two_cells(old: tuple[str, str], new: tuple[str, str], kind: Kind) -> None:
    found = moved(old, new)
    assert found is not None
    assert found.kind is kind


def test_other_changes_of_two_cells_are_no_slip() -> None:
    assert moved(("7", "7"), ("7", "7")) is None
    assert moved(("7", "19"), ("18", "8")) is None
    assert moved(("12", "0"), ("120", "0")) is None


def test_both_languages_say_what_happened() -> None:
    found = slip("36000", "3.6")
    assert found is not None
    assert found.message.text() == "相差10000倍，小数点或单位错位"
    assert found.message.text("en") == "the point or the unit is off by a factor of 10000"


def test_a_slip_with_fewer_outcomes_is_likelier() -> None:
    swapped, wrong, added = slip("1728", "1278"), slip("1728", "1758"), slip("17283", "1728")
    assert swapped is not None
    assert wrong is not None
    assert added is not None
    assert swapped.cost < wrong.cost < added.cost < surprise("1728", "391")


@given(NUMBERS, st.data())
def test_every_lost_and_every_wrong_digit_is_found(number: int, data: st.DataObject) -> None:
    text = str(number)
    at = data.draw(st.integers(1, len(text) - 1))
    lost = text[:at] + text[at + 1 :]
    wrong = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
    found = slip(lost, text)
    assert found is not None
    assert found.kind in (Kind.LOST, Kind.LOST_ZERO)
    assert slip(wrong, text) is not None
    assert slip(text, text) is None
