"""The properties of paragraphs and characters in a Word file of the old format: pages of 512 bytes, found by file position.

Only what changes the text is read: tables, styles, lists; hidden, deleted and symbol characters. After [MS-DOC].
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from reportlint.readers._word_inline import symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.readers._word97_file import Piece, Word97

_CHARACTER_PAGES, _PARAGRAPH_PAGES = 12, 13
_PAGE: Final = 512

# Single property modifiers (sprm).
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL_END, _INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_OUTLINE, _LIST, _LIST_DEPTH = 0x2640, 0x460B, 0x260A
_LARGE: Final = frozenset({0x6645, 0x6646})
_ROW, _ROW_MERGES = 0xD608, 0xD62B
_DELETED, _HIDDEN, _SYMBOL = 0x0800, 0x083C, 0x6A09
_TABS: Final = 0xC615

_SIZES: Final = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes of an operand, by the highest three bits; 0: it says so itself


class RowEdges(Struct, frozen=True):
    """How the cells of a row lie. edges: their borders in twentieths of a point, one more than cells.

    across: 0, or how a cell is merged with its neighbours in the row. down: 0, 1 (goes on from above), 3 (begins).
    """

    edges: tuple[int, ...]
    across: tuple[int, ...]
    down: tuple[int, ...]


class Properties(Struct, frozen=True):
    """What a paragraph, or a style, says. depth: of tables around it. list: 0 is none, None says nothing."""

    style: int = 0
    depth: int = 0
    row_end: bool = False
    inner_cell_end: bool = False
    outline: int | None = None
    list: int | None = None
    list_depth: int | None = None
    row: RowEdges | None = None


class _Range(NamedTuple):
    begin: int
    end: int
    raw: bytes


class Paragraphs:
    """The properties of paragraphs by file position. known: whether there are any at all."""

    def __init__(self, word: Word97) -> None:
        self._data = word.data
        self._ranges = sorted(_ranges(word, _PARAGRAPH_PAGES))
        self._begins = [one.begin for one in self._ranges]
        self._read: dict[bytes, Properties] = {}
        self.known = bool(self._ranges)

    def at(self, place: int) -> Properties | None:
        """Return the properties of the paragraph whose mark stands at this file position."""
        index = bisect_right(self._begins, place) - 1
        if index < 0 or place >= self._ranges[index].end:
            return None
        raw = self._ranges[index].raw
        if raw not in self._read:
            style = int.from_bytes(raw[:2], "little")
            self._read[raw] = properties(raw[2:], style, self._data)
        return self._read[raw]


def properties(modifiers: bytes, style: int, data: bytes = b"") -> Properties:
    """Return what modifiers say of a paragraph. data: the stream in which large ones stand."""
    found: dict[int, bytes] = {}
    merges: list[bytes] = []
    for code, operand in _all_modifiers(modifiers, data):
        found[code] = operand
        if code == _ROW_MERGES:
            merges.append(operand)
    number = {code: int.from_bytes(operand, "little") for code, operand in found.items() if code != _ROW}
    inner_row_end = bool(number.get(_INNER_ROW_END))
    return Properties(
        style=style,
        depth=min(number.get(_DEPTH) or number.get(_IN_TABLE, 0), 64),
        row_end=bool(number.get(_ROW_END)) or inner_row_end,
        inner_cell_end=bool(number.get(_INNER_CELL_END)),
        outline=number.get(_OUTLINE),
        list=number.get(_LIST),
        list_depth=number.get(_LIST_DEPTH),
        row=_row(found[_ROW], merges) if _ROW in found else None,
    )


def _all_modifiers(modifiers: bytes, data: bytes) -> Iterator[tuple[int, bytes]]:
    for code, operand in _modifiers(modifiers):
        if code in _LARGE:
            begin = int.from_bytes(operand, "little")
            size = int.from_bytes(data[begin : begin + 2], "little")
            yield from _modifiers(data[begin + 2 : begin + 2 + size])
        else:
            yield code, operand


def _modifiers(raw: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 3 <= len(raw):
        code = raw[at] | raw[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            if code == _ROW:
                size = (raw[at] | raw[at + 1] << 8) - 1 if at + 2 <= len(raw) else 0
                at += 2
            else:
                size = raw[at]
                at += 1
                if code == _TABS and size == 255:  # too long for its byte: it has to be counted
                    removed = raw[at] if at < len(raw) else 0
                    added = raw[at + 1 + 4 * removed] if at + 1 + 4 * removed < len(raw) else 0
                    size = 2 + 4 * removed + 3 * added
        yield code, raw[at : at + size]
        at += max(size, 0)


def _row(raw: bytes, merges: list[bytes]) -> RowEdges | None:
    count = raw[0] if raw else 0
    if len(raw) < 1 + 2 * (count + 1):
        return None
    edges = struct.unpack_from(f"<{count + 1}h", raw, 1)
    across, down = [0] * count, [0] * count
    for cell in range(count):
        at = 1 + 2 * (count + 1) + 20 * cell
        flags = int.from_bytes(raw[at : at + 2], "little")
        across[cell], down[cell] = flags & 3, flags >> 5 & 3
    for merge in merges:
        if len(merge) >= 2 and merge[0] < count:
            down[merge[0]] = merge[1]
    return RowEdges(edges, tuple(across), tuple(down))


def _ranges(word: Word97, index: int) -> Iterator[_Range]:
    """Yield runs of characters or paragraphs with their modifiers (a paragraph's begin with its style)."""
    table = word.table(index)
    count = (len(table) - 4) // 8
    pages = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count > 0 else ()
    for number in dict.fromkeys(page & 0x3FFFFF for page in pages):
        page = word.stream[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            continue
        runs = min(page[-1], 101)
        places = struct.unpack_from(f"<{runs + 1}I", page)
        for run in range(runs):
            if index == _PARAGRAPH_PAGES:
                raw = _paragraph(page, page[4 * (runs + 1) + 13 * run] if 4 * (runs + 1) + 13 * run < _PAGE else 0)
            else:
                raw = _characters(page, page[4 * (runs + 1) + run])
            if places[run] < places[run + 1]:
                yield _Range(places[run], places[run + 1], raw)


def _paragraph(page: bytes, word: int) -> bytes:
    if not word:
        return b"\0\0"
    at = 2 * word
    size = page[at]
    if size:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE else b"\0\0"


def _characters(page: bytes, word: int) -> bytes:
    at = 2 * word
    return page[at + 1 : at + 1 + page[at]] if word else b""


# ---------------------------------------------------------------- characters

_MARKS: Final = "\r\x07\x0c"  # ends of paragraphs, cells and sections


class _Change(NamedTuple):
    begin: int
    end: int
    deleted: bool
    symbol: str | None


def visible(word: Word97) -> str:
    """Return the units of the text with deleted and hidden ones NUL, symbols as characters.

    A deleted paragraph mark goes, and the paragraph runs on in the next one; a hidden one stays, as do marks of cells.
    """
    changes = sorted(_changes(word))
    if not changes:
        return word.units
    ends = [change.end for change in changes]
    return "".join(piece_text for piece in word.pieces for piece_text in _changed(word.units, piece, changes, ends))


def _changes(word: Word97) -> Iterator[_Change]:
    for run in _ranges(word, _CHARACTER_PAGES):
        found = dict(_modifiers(run.raw))
        deleted, hidden = (found.get(code, b"\0")[:1] in (b"\1", b"\x81") for code in (_DELETED, _HIDDEN))
        if deleted or hidden:
            yield _Change(run.begin, run.end, deleted, None)
        elif _SYMBOL in found and len(found[_SYMBOL]) == 4:
            code = int.from_bytes(found[_SYMBOL][2:], "little")
            yield _Change(run.begin, run.end, False, symbol("Wingdings", f"{code:x}") or "\0")


def _changed(units: str, piece: Piece, changes: list[_Change], ends: list[int]) -> Iterator[str]:
    """Yield the text of one piece, cut at the changes that touch it."""
    at = piece.start
    final = piece.place + (piece.end - piece.start) * piece.width
    for index in range(bisect_right(ends, piece.place), len(changes)):
        change = changes[index]
        if change.begin >= final:
            break
        begin = max(at, piece.start + max(change.begin - piece.place, 0) // piece.width)
        end = max(begin, min(piece.end, piece.start + (change.end - piece.place) // piece.width))
        yield units[at:begin]
        if change.symbol is not None:
            yield change.symbol.ljust(end - begin, "\0")[: end - begin]
        else:
            kept = "\x07\x0c" if change.deleted else _MARKS
            yield "".join(unit if unit in kept else "\0" for unit in units[begin:end])
        at = end
    yield units[at : piece.end]
