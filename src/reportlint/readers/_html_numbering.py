"""The numbers that a browser draws before the items of a list, written out."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*(?:[^;]*\s)?([a-z-]+)", re.IGNORECASE)
_CHINESE: Final = frozenset({
    "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal", "chinese-counting",
})  # fmt: skip
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SHAPES: Final = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_MOST_ROMAN: Final = 3999


def numbered(number: int, kind: str = "", style: str = "") -> str:
    """Return the number of an item with its mark (`3.`, `三、`, `c.`), "" where the list is not numbered.

    kind: the `type` of the list (1, a, A, i, I, none); style: its style, which wins.
    """
    styled = _STYLE.search(style)
    name = styled[1].lower() if styled else kind
    name = _SHAPES.get(name, name)
    if name in ("none", "disc", "circle", "square"):
        return ""
    if name in _CHINESE and 0 < number < 100:
        return chinese(number) + "、"
    if name in ("a", "A") and number > 0:
        return _cased(_letters(number), name) + "."
    if name in ("i", "I") and 0 < number <= _MOST_ROMAN:
        return _cased(_roman(number), name) + "."
    return f"{number}."


def chinese(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def _cased(text: str, like: str) -> str:
    return text.upper() if like.isupper() else text


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _roman(number: int) -> str:
    roman = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        roman += letters * count
    return roman
