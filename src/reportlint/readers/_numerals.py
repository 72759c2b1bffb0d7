"""The number formats of Word's automatic lists: 一 十二 壹 ① Ａ iv and their kind.

Formats of other languages, and numbers that a format cannot write, come out as decimal digits.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS: Final = "〇一二三四五六七八九"
_PLACES: Final = ("", "十", "百", "千")
_LEGAL_SIMPLIFIED: Final = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL: Final = str.maketrans("一二三四五六七八九十百千", "壹貳參肆伍陸柒捌玖拾佰仟")
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, form: str) -> str:
    """Write a number in one of Word's formats, by its name in WordprocessingML (`chineseCounting`)."""
    write: Callable[[int], str] | None = _FORMS.get(form)
    return (write(number) if write and number > 0 else "") or str(number)


def _placed(number: int) -> str:
    """Write 1 to 9999 as read aloud: 十二, 一百零三; empty beyond."""
    if number > 9999:
        return ""
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return written[1:] if 10 <= number < 20 else written


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counted(number: int) -> str:
    return _placed(number) if number < 100 else _digits(number)


def _legal(number: int, letters: dict[int, int]) -> str:
    return ("一" * (10 <= number < 20) + _placed(number)).translate(letters)


def _letters(number: int) -> str:
    """Write a to z, aa to zz and so on, as Word repeats them; empty where nobody would read it."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 260 else ""


def _roman(number: int) -> str:
    if number > 3999:
        return ""
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _row(first: int, count: int) -> Callable[[int], str]:
    """Return the writer of a row of characters: ① to ⑳; empty beyond."""
    return lambda number: chr(first + number - 1) if number <= count else ""


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if number <= len(characters) else ""


_circled: Final = _row(ord("①"), 20)

_FORMS: Final = MappingProxyType({
    "aiueo": _cycle("アイウエオカキクケコサシスセソタチツテトナニヌネノ"),
    "chineseCounting": _counted,
    "chineseCountingThousand": _placed,
    "chineseLegalSimplified": lambda number: _legal(number, _LEGAL_SIMPLIFIED),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _row(ord("⒈"), 20),
    "decimalEnclosedParen": _row(ord("⑴"), 20),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02}",
    "ideographDigital": _digits,
    "ideographEnclosedCircle": _row(ord("㊀"), 10),
    "ideographLegalTraditional": lambda number: _legal(number, _LEGAL_TRADITIONAL),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "japaneseCounting": _placed,
    "japaneseDigitalTenThousand": _digits,
    "japaneseLegal": lambda number: _legal(number, _LEGAL_TRADITIONAL),
    "lowerLetter": _letters,
    "lowerRoman": _roman,
    "numberInDash": lambda number: f"- {number} -",
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _placed,
    "taiwaneseDigital": _digits,
    "upperLetter": lambda number: _letters(number).upper(),
    "upperRoman": lambda number: _roman(number).upper(),
})  # fmt: skip
