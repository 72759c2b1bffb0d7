"""The styles and lists of a Word file of the old format. After [MS-DOC]: STSH, PlfLst, PlfLfo."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.readers._word97_properties import Properties, properties
from reportlint.readers._word_lists import ListLevel, WordList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.readers._word97_file import Word97

_STYLES, _LISTS, _OVERRIDES = 1, 73, 74
_NO_STYLE: Final = 0xFFF
_TEXT_LEVEL: Final = 9
_NO_LIST: Final = frozenset({0, 0xF801})
_LEVEL_SIZE: Final = 28

_FORMS: Final = {
    1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 12: "aiueo", 14: "decimalFullWidth", 16: "japaneseLegal", 17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet",
    26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting",
    34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", 57: "numberInDash", 255: "none",
}  # fmt: skip
_SUFFIXES: Final = ("tab", "space", "nothing")


class _Style(NamedTuple):
    kind: int  # 1 to 9 are headings, 19 to 27 entries of a table of contents
    base: int
    own: Properties


class Styles:
    """The styles of a file by their number."""

    def __init__(self, word: Word97) -> None:
        self._styles = dict(_styles(word.table(_STYLES)))

    def level(self, own: Properties) -> int | None:
        """Return the heading level of a paragraph with these properties."""
        for outline, kind in ((own.outline, 0), *((style.own.outline, style.kind) for style in self._chain(own.style))):
            if outline is not None:
                return outline + 1 if outline < _TEXT_LEVEL else None
            if 1 <= kind <= 9:
                return kind
        return None

    def contents(self, own: Properties) -> bool:
        """Tell whether a paragraph is an entry of a table of contents."""
        return any(19 <= style.kind <= 27 for style in self._chain(own.style))

    def numbered(self, own: Properties) -> tuple[int, int]:
        """Return the list that a paragraph belongs to, 0 for none, and the level in it."""
        every = (own, *(style.own for style in self._chain(own.style)))
        number = next((one.list for one in every if one.list is not None), 0)
        depth = next((one.list_depth for one in every if one.list_depth is not None), 0)
        return (0 if number in _NO_LIST else number), depth

    def _chain(self, number: int) -> Iterator[_Style]:
        seen = set()
        while number in self._styles and number not in seen:
            seen.add(number)
            yield self._styles[number]
            number = self._styles[number].base


def _styles(sheet: bytes) -> Iterator[tuple[int, _Style]]:
    if len(sheet) < 6:
        return
    header, count, base_size = struct.unpack_from("<3H", sheet)
    at = 2 + header
    for number in range(count):
        if at + 2 > len(sheet):
            return
        size = int.from_bytes(sheet[at : at + 2], "little")
        style = sheet[at + 2 : at + 2 + size]
        at += 2 + size + size % 2
        if len(style) < base_size + 2 or base_size < 6:
            continue
        kind, base = struct.unpack_from("<2H", style)
        name_length = int.from_bytes(style[base_size : base_size + 2], "little")
        begin = base_size + 2 + 2 * name_length + 2
        begin += begin % 2
        length = int.from_bytes(style[begin : begin + 2], "little")
        is_paragraph = base & 0xF == 1 and length >= 2
        modifiers = style[begin + 4 : begin + 2 + length] if is_paragraph else b""
        yield number, _Style(kind & 0xFFF, base >> 4, properties(modifiers, number))


class Lists:
    """The lists of a file, by the number that paragraphs name (1 is the first)."""

    def __init__(self, word: Word97) -> None:
        families = dict(_families(word.table(_LISTS), word.after(_LISTS)))
        self._lists = dict(_instances(word.table(_OVERRIDES), families))

    def list(self, number: int) -> WordList | None:
        """Return a list, None when there is none of this number."""
        return self._lists.get(number)


def _families(headers: bytes, levels: bytes) -> Iterator[tuple[int, dict[int, ListLevel]]]:
    count = int.from_bytes(headers[:2], "little")
    at = 0
    for number in range(min(count, (len(headers) - 2) // _LEVEL_SIZE)):
        begin = 2 + _LEVEL_SIZE * number
        (family,) = struct.unpack_from("<i", headers, begin)
        simple = headers[begin + 26] & 1
        found = {}
        for depth in range(1 if simple else 9):
            level, at = _level(levels, at)
            if level is not None:
                found[depth] = level
        yield family, found


def _level(raw: bytes, at: int) -> tuple[ListLevel | None, int]:
    """Return a level and where the next one begins."""
    if at + _LEVEL_SIZE + 2 > len(raw):
        return None, len(raw)
    start, form, flags = struct.unpack_from("<iBB", raw, at)
    suffix, characters, paragraph, limit = raw[at + 15], raw[at + 24], raw[at + 25], raw[at + 26]
    text = at + _LEVEL_SIZE + characters + paragraph
    length = int.from_bytes(raw[text : text + 2], "little")
    end = text + 2 + 2 * length
    units = raw[text + 2 : end].decode("utf-16-le", "replace")[:64]
    no_restart = flags & 8
    return (
        ListLevel(
            start,
            _FORMS.get(form, "decimal"),
            "".join(f"%{ord(unit) + 1}" if ord(unit) < 9 else unit for unit in units),
            bool(flags & 4),
            limit if no_restart else None,
            _SUFFIXES[min(suffix, 2)],
        ),
        end,
    )


def _instances(raw: bytes, families: dict[int, dict[int, ListLevel]]) -> Iterator[tuple[int, WordList]]:
    if len(raw) < 4:
        return
    count = min(int.from_bytes(raw[:4], "little"), (len(raw) - 4) // 16)
    at = 4 + 16 * count
    for number in range(count):
        (family,) = struct.unpack_from("<i", raw, 4 + 16 * number)
        levels = dict(families.get(family, {}))
        starts: dict[int, int] = {}
        at += 4  # a place that nobody uses
        for _ in range(raw[4 + 16 * number + 12]):
            if at + 8 > len(raw):
                break
            start, flags = struct.unpack_from("<iI", raw, at)
            at += 8
            depth = flags & 0xF
            if flags & 0x20:
                level, at = _level(raw, at)
                if level is not None:
                    levels[depth] = level
                    start = level.start
            if flags & 0x10:
                starts[depth] = start
        yield number + 1, WordList(str(number + 1), str(family), levels, starts)
