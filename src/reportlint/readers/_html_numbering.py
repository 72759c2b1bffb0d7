"""The numbers that a browser draws before the items of a list, written out."""

from __future__ import annotations

import re
from typing import Final

from reportlint.readers._numerals import numeral

_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*(?:[^;]*\s)?([a-z-]+)", re.IGNORECASE)
_CHINESE: Final = frozenset({
    "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal", "chinese-counting",
})  # fmt: skip
_SHAPES: Final = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip


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
        return numeral(number, "chineseCountingThousand") + "、"
    if name in ("a", "A") and number > 0:
        return _cased(_letters(number), name) + "."
    if name in ("i", "I") and number > 0:
        return numeral(number, "upperRoman" if name == "I" else "lowerRoman") + "."
    return f"{number}."


def _cased(text: str, like: str) -> str:
    return text.upper() if like.isupper() else text


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters
