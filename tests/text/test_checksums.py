from __future__ import annotations

import pytest

from reportlint.text.checksums import is_identity_number, passes_luhn
from reportlint.text.masking import masked


def test_one_check_character_of_eleven_is_right() -> None:
    assert [c for c in "0123456789X" if is_identity_number("11010119900307889" + c)] == ["X"]


@pytest.mark.parametrize("text", ["11010119900307889", "1101011990030788９X", "110101199002308890", "", "X" * 18])
def test_what_is_no_citizen_number(text: str) -> None:
    assert not is_identity_number(text)


@pytest.mark.parametrize("text", ["4111111111111111", "6222021234567890128", "79927398713"])
def test_luhn(text: str) -> None:
    assert passes_luhn(text)
    assert not any(passes_luhn(text[:-1] + digit) for digit in "0123456789" if digit != text[-1])


@pytest.mark.parametrize("text", ["", "0", "0000", "４１１１", "41 11"])
def test_what_has_no_check_digit(text: str) -> None:
    assert not passes_luhn(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("13900001234", "139******34"), ("王小明", "王**"), ("", ""), ("a", "a"), ("1234567", "1******")],
)
def test_masks_keep_the_length(text: str, shown: str) -> None:
    assert masked(text) == shown
