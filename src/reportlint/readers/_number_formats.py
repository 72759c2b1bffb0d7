"""Numbers as a spreadsheet displays them: `12.0` as 12, `0.125` under `0.0%` as 12.5%, 45000 under `yyyy-m-d` as a date.

Of a format, what changes a reader's number is followed: the sections for signs, decimals, percent, words around the
number (`0"件"`, `+0;-0;0`). Not followed: thousands separators, zeros behind a whole number, colours, conditions, fractions, exponents. A zero that a
format displays as a dash or not at all stays 0, for the cell was filled in.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Final, NamedTuple

BUILT_IN: Final = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"} | dict.fromkeys((14, 15, 16, 17, 27, 28, 29, 30, 31, 36, *range(50, 59)), "yyyy-m-d") | dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "h:mm") | {22: "yyyy-m-d h:mm"}  # fmt: skip
"""The formats that are known by number only (ECMA-376 18.8.30, dates reduced to one of each kind)."""

# One piece of a format: a quoted word, an escaped character, a bracket, a filler or a gap, a placeholder, any other.
_PIECE: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|(?P<gap>[_*].)|(?P<general>General)'
    r"|(?P<digits>[0#?,.]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_LITERAL: Final = re.compile(r"[-+()%:/ ]|[^\x00-\x7f]")  # characters that display themselves without quotes
_ELAPSED: Final = re.compile(r"[hms]+", re.IGNORECASE)
_EPOCH: Final = {False: datetime.datetime(1899, 12, 30), True: datetime.datetime(1904, 1, 1)}


class _Section(NamedTuple):
    """One section of a format: words before and behind the number, decimals (None: as many as there are)."""

    before: str
    behind: str
    decimals: int | None
    percent: bool
    numeric: bool
    date: bool
    clock: bool


def display(number: str, code: str = "General", *, since_1904: bool = False) -> str:
    """Return a stored number as displayed; what is no number is returned as it is.

    since_1904: dates are counted from 1904, as old Macintosh workbooks do.
    """
    try:
        value = float(number)
        exact = Decimal(format(value, ".15g"))  # the digits a spreadsheet keeps
    except (ValueError, ArithmeticError):
        return number
    if not exact.is_finite() or abs(exact) > Decimal(10) ** 30:
        return number
    sections = _sections(code)
    section = sections[1] if exact < 0 and len(sections) > 1 else sections[0]
    if section.date or section.clock:
        return _moment(value, section, since_1904=since_1904) or plain(exact)
    if not section.numeric:
        return section.before.strip() or plain(exact)
    if not exact:
        return f"0{section.behind}".strip()
    signed = exact if section is sections[0] else abs(exact)
    return f"{section.before}{_rounded(signed, section)}{section.behind}".strip()


def plain(number: Decimal | float) -> str:
    """Return all digits of a number, without an exponent and without zeros that mean nothing."""
    exact = Decimal(format(number, ".15g")) if isinstance(number, float) else number
    return format(exact.normalize() + 0, "f")


def moment(value: datetime.datetime | datetime.date | datetime.time | datetime.timedelta) -> str:
    """Return a date as 2024年1月31日, a time as 12:30, both with a blank between."""
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, datetime.time):
        return f"{value.hour}:{value.minute:02}"
    day = f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, datetime.datetime) and (value.hour or value.minute):
        return f"{day} {value.hour}:{value.minute:02}"
    return day


def _rounded(number: Decimal, section: _Section) -> str:
    if section.percent:
        number *= 100
    if section.decimals is None or number == number.to_integral_value():
        return plain(number)
    return format(number.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP), "f")


def _moment(value: float, section: _Section, *, since_1904: bool) -> str:
    if not section.date:
        return moment(datetime.timedelta(days=value)) if abs(value) < 1e6 else ""
    try:
        when = _EPOCH[since_1904] + datetime.timedelta(minutes=round(value * 24 * 60))
    except OverflowError:
        return ""
    return moment(when if section.clock else when.date())


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    """Return the sections of a format: for all numbers, or for positive ones, negative ones and zero."""
    sections: list[list[re.Match[str]]] = [[]]
    for piece in _PIECE.finditer(code[:255]):
        if piece["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    return tuple(_section(pieces) for pieces in sections)


def _section(pieces: list[re.Match[str]]) -> _Section:
    before = behind = letters = ""
    decimals: int | None = None
    numeric = percent = False
    for piece in pieces:
        word = piece["quoted"] or piece["escaped"] or ""
        if piece["general"]:
            numeric = True
        elif piece["digits"] and re.search("[0#?]", piece["digits"]):
            numeric, decimals = True, len(piece["digits"].partition(".")[2].replace(",", ""))
        elif piece["bracket"] is not None:
            word = piece["bracket"][1:].partition("-")[0] if piece["bracket"].startswith("$") else ""
            letters += piece["bracket"] if _ELAPSED.fullmatch(piece["bracket"]) else ""
        elif piece["other"] and _LITERAL.fullmatch(piece["other"]):
            word = piece["other"]
            percent |= word == "%"
        elif piece["other"]:
            letters += piece["other"].lower()
        before, behind = (before, behind + word) if numeric else (before + word, behind)
    date, clock = bool({"y", "d"} & set(letters)) or "mmm" in letters, bool({"h", "s"} & set(letters))
    if numeric and ("e" in letters or "/" in behind):
        return _Section("", "", None, percent=False, numeric=True, date=False, clock=False)
    return _Section(before, behind, decimals, percent, numeric or "@" in letters, date, clock)
