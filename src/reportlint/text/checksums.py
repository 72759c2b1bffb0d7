"""Check digits that tell a number of a known kind from any other run of digits."""

from __future__ import annotations

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_identity_number(text: str) -> bool:
    """Tell whether 17 digits and a check character are a citizen's number: GB 11643-1999, ISO 7064 MOD 11-2."""
    digits, check = text[:-1], text[-1:].upper()
    if len(digits) != 17 or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == check and has_birthday(text)


def has_birthday(text: str) -> bool:
    """Tell whether the seventh to fourteenth of 18 characters are a day a living person may be born on."""
    year, month, day = text[6:10], text[10:12], text[12:14]
    if not (year + month + day).isdigit() or not "1900" <= year <= "2099" or not "01" <= month <= "12":
        return False
    return 1 <= int(day) <= _LONGEST_MONTHS[int(month) - 1]


def passes_luhn(text: str) -> bool:
    """Tell whether the last digit is the check digit of the others, as on bank cards: ISO/IEC 7812-1, annex B."""
    if not (text.isascii() and text.isdigit()) or len(text) < 2 or not text.strip("0"):
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in text[-2::-2])
    return (doubled + sum(int(digit) for digit in text[::-2])) % 10 == 0
