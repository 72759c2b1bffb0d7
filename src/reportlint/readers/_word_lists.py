"""Automatic numbering: what number a paragraph of a list carries.

A Word document says only which list and level a paragraph belongs to; the ordinal that everybody sees (一、 （二） 1.1) is
counted here and written in front of the text. Bullets are no ordinals and are left out. Nothing here knows a file format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from reportlint.readers._numerals import numeral

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_LARGEST: Final = 32767  # Word counts no further
_MARKS: Final = tuple("、，．。：；）)】〕》]")  # behind these nobody writes a space
_NUMBERLESS: Final = frozenset({"bullet", "none"})


class ListLevel(Struct, frozen=True):
    """One level of a list.

    form: a name of `numeral`, or bullet or none. text: the label, `%1` stands for the number of the first level.
    legal: all numbers in decimal digits. restart: the level (1-based) whose use starts this one anew; 0 is never, None
    any higher one. suffix: what stands behind the label: tab, space or nothing.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    suffix: str = "tab"


class WordList(Struct, frozen=True):
    """One list: lists of the same family count on where another one stopped.

    levels: by 0-based level. starts: numbers with which this list begins anew, by level.
    """

    name: str
    family: str
    levels: Mapping[int, ListLevel]
    starts: Mapping[int, int]


class Counters:
    """Where each list of one text stands."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, ordered: WordList, depth: int) -> str:
        """Count the next paragraph at this level and return its label with what parts it from the text."""
        level = ordered.levels.get(depth)
        if level is None:
            return ""
        numbers = self._numbers.setdefault(ordered.family, {})
        anew = depth in ordered.starts and (ordered.name, depth) not in self._begun
        self._begun.add((ordered.name, depth))
        if anew or depth not in numbers:
            numbers[depth] = ordered.starts.get(depth, level.start)
        else:
            numbers[depth] = min(numbers[depth] + 1, _LARGEST)
        for deeper in [one for one in numbers if one > depth]:
            limit = ordered.levels[deeper].restart if deeper in ordered.levels else None
            if limit is None or depth < limit:
                del numbers[deeper]
        return _separated(_label(ordered, level, numbers), level.suffix)


def _label(ordered: WordList, level: ListLevel, numbers: Mapping[int, int]) -> str:
    if level.form == "bullet":
        return ""

    def number(place: re.Match[str]) -> str:
        depth = int(place[1]) - 1
        other = ordered.levels.get(depth, ListLevel())
        if other.form in _NUMBERLESS:
            return ""
        value = numbers.get(depth, ordered.starts.get(depth, other.start))
        return numeral(value, "decimal" if level.legal else other.form)

    return _PLACEHOLDER.sub(number, level.text)


def _separated(label: str, suffix: str) -> str:
    """Return the label with a space where it needs one: a tab would look like the border of a table's cell."""
    if not label or suffix == "nothing" or label.endswith((*_MARKS, " ", "\u3000")):
        return label
    return f"{label} "
