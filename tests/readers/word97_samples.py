"""Word files of the old format written by hand, for the tests of the reader: an OLE container and what [MS-DOC] puts in it.

Each paragraph and each run has a page of properties of its own, which is wasteful and simple.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT = 2048  # where the text begins in its stream


def ole(streams: dict[str, bytes]) -> bytes:
    """Return a compound file; streams are padded so that none is a small one."""
    sectors: list[bytes] = []
    chain: list[int] = []

    def store(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)]
        sectors.extend(pieces)
        chain.extend(first + number + 1 for number in range(len(pieces)))
        chain[-1] = _END
        return first

    entries = [_entry("Root Entry", 5, 1, _END, 0)]
    for number, (name, content) in enumerate(streams.items(), start=1):
        padded = content.ljust(4096, b"\0")
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, _FREE, store(padded), len(padded), right))
    directory = store(b"".join(entries))
    count = -(-(len(sectors) + 1) // 127)
    fat_at = len(sectors)
    chain.extend([_FAT] * count)
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(count * _SECTOR, b"\xff")
    header = struct.pack("<8s16s5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, count, directory, 0, 4096, _END, 0, _END, 0)
    places = struct.pack(f"<{count}I", *range(fat_at, fat_at + count)).ljust(436, b"\xff")
    return header + places + b"".join(sectors) + fat


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = _FREE) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBB3I36xIQ", raw, len(raw), kind, 1, _FREE, right, child, start, size)


class Para(NamedTuple):
    """A paragraph: runs of text with modifiers of their characters, its end, its style and modifiers."""

    runs: list[tuple[str, bytes]]
    end: str = "\r"
    style: int = 0
    modifiers: bytes = b""
    end_modifiers: bytes = b""


def para(text: str, end: str = "\r", style: int = 0, modifiers: bytes = b"") -> Para:
    """Return a paragraph of one plain run."""
    return Para([(text, b"")], end, style, modifiers)


def sprm(code: int, value: int | bytes = 1) -> bytes:
    """Return a modifier; bytes are an operand that says its size itself."""
    if isinstance(value, bytes):
        return struct.pack("<HB", code, len(value)) + value
    return struct.pack("<H", code) + value.to_bytes((1, 1, 2, 4, 2, 2, 0, 3)[code >> 13], "little")


IN_TABLE = sprm(0x2416)


def cell(text: str, depth: int = 1) -> Para:
    """Return a cell of one paragraph."""
    if depth == 1:
        return para(text, "\x07", 0, IN_TABLE)
    return para(text, "\r", 0, IN_TABLE + sprm(0x6649, depth) + sprm(0x244B))


def row(edges: list[int], down: list[int] | None = None, across: list[int] | None = None, depth: int = 1) -> Para:
    """Return the end of a row. edges: borders of its cells; down, across: how cells are merged."""
    count = len(edges) - 1
    flags = zip(down or [0] * count, across or [0] * count, strict=True)
    raw = bytes([count]) + struct.pack(f"<{count + 1}h", *edges)
    raw += b"".join(struct.pack("<H18x", vertical << 5 | horizontal) for vertical, horizontal in flags)
    table = struct.pack("<HH", 0xD608, len(raw) + 1) + raw
    if depth == 1:
        return para("", "\x07", 0, IN_TABLE + sprm(0x2417) + table)
    return para("", "\r", 0, IN_TABLE + sprm(0x6649, depth) + sprm(0x244B) + sprm(0x244C) + table)


class Lists(NamedTuple):
    """Lists: levels of the one family as (form, text with \\0 for the first number), instances as overrides of starts."""

    levels: list[tuple[int, str]]
    instances: list[dict[int, int]]


def doc(
    body: list[Para],
    *,
    footnotes: list[list[Para]] | None = None,
    headers: list[Para] | None = None,
    boxes: list[Para] | None = None,
    styles: list[tuple[int, int, bytes]] | None = None,
    lists: Lists | None = None,
    narrow: str = "",
    flags: int = 0,
    formatted: bool = True,
    data: bytes = b"",
    language: int = 0x0804,
) -> bytes:
    """Return a .doc.

    styles: kind, base and modifiers by number. narrow: the encoding of a text that takes one byte a character. formatted:
    with properties.
    """
    notes = [para for note in footnotes or [] for para in note]
    stories = [body, notes, headers or [], [], [], [], boxes or [], []]
    lengths = [sum(_length(para, narrow) for para in story) for story in stories]
    runs: list[tuple[int, int, bytes]] = []
    paragraphs: list[tuple[int, int, bytes]] = []
    content = b""
    for one in (para for story in stories for para in story):
        begin = len(content)
        for piece, modifiers in (*one.runs, (one.end, one.end_modifiers)):
            start = len(content)
            content += piece.encode(narrow or "utf-16-le")
            runs.append((_TEXT + start, _TEXT + len(content), modifiers))
        paragraphs.append((_TEXT + begin, _TEXT + len(content), struct.pack("<H", one.style) + one.modifiers))
    stream = bytearray(_TEXT) + content
    table = bytearray(b"\0")
    pairs: dict[int, tuple[int, int]] = {}

    def add(index: int, raw: bytes, after: bytes = b"") -> None:
        pairs[index] = (len(table), len(raw))
        table.extend(raw + after)

    if formatted:
        add(12, _pages(stream, [one for one in runs if one[0] < one[1]], is_paragraph=False))
        add(13, _pages(stream, paragraphs, is_paragraph=True))
    add(1, _sheet(styles or []))
    if lists:
        _add_lists(add, lists)
    starts = [0]
    for note in footnotes or []:
        starts.append(starts[-1] + sum(_length(para, narrow) for para in note))
    add(3, struct.pack(f"<{len(starts)}i", *starts))
    total = len(content) if narrow else len(content) // 2
    place = 2 * _TEXT | 0x40000000 if narrow else _TEXT
    plc = struct.pack("<2iHIH", 0, total, 0, place, 0)
    add(33, b"\1" + struct.pack("<H", 2) + b"\0\0" + b"\2" + struct.pack("<I", len(plc)) + plc)
    struct.pack_into("<HHHHHH", stream, 0, 0xA5EC, 0xC1, 0, language, 0, flags | 0x0200)
    struct.pack_into("<8i", stream, 0x4C, *lengths)
    for index, pair in pairs.items():
        struct.pack_into("<II", stream, 0x9A + 8 * index, *pair)
    return ole({"WordDocument": bytes(stream), "1Table": bytes(table), **({"Data": data} if data else {})})


def old_doc(text: str, *, language: int = 0x0804, flags: int = 0, encoding: str = "gbk") -> bytes:
    """Return a file of Word 95: a text in a code page."""
    raw = text.encode(encoding)
    stream = bytearray(_TEXT) + raw
    struct.pack_into("<HHHHHH", stream, 0, 0xA5DC, 0x68, 0, language, 0, flags)
    struct.pack_into("<I", stream, 0x18, _TEXT)
    struct.pack_into("<I", stream, 0x34, len(raw))
    return ole({"WordDocument": bytes(stream)})


def _length(paragraph: Para, narrow: str) -> int:
    text = "".join(piece for piece, _ in paragraph.runs) + paragraph.end
    return len(text.encode(narrow)) if narrow else len(text.encode("utf-16-le")) // 2


def _pages(stream: bytearray, ranges: list[tuple[int, int, bytes]], *, is_paragraph: bool) -> bytes:
    """Append a page for each range and return the table that finds them."""
    stream.extend(bytes(-len(stream) % _SECTOR))
    numbers = []
    for begin, end, raw in ranges:
        numbers.append(len(stream) // _SECTOR)
        size = bytes([len(raw) // 2 + 1]) if is_paragraph and len(raw) % 2 else bytes([0, len(raw) // 2])
        held = (size if is_paragraph else bytes([len(raw)])) + raw
        page = struct.pack("<2IB", begin, end, 16).ljust(32, b"\0") + held
        stream.extend(page.ljust(_SECTOR - 1, b"\0") + b"\1")
    places = [begin for begin, _, _ in ranges] + [ranges[-1][1]]
    return struct.pack(f"<{len(places)}I{len(numbers)}I", *places, *numbers)


def _sheet(styles: list[tuple[int, int, bytes]]) -> bytes:
    sheet = struct.pack("<HHH", 18, len(styles), 10).ljust(20, b"\0")
    for number, (kind, base, modifiers) in enumerate(styles):
        style = struct.pack("<HH6x", kind, base << 4 | 1) + struct.pack("<H", 1) + "式".encode("utf-16-le") + b"\0\0"
        style += struct.pack("<HH", len(modifiers) + 2, number) + modifiers
        sheet += struct.pack("<H", len(style)) + style + bytes(len(style) % 2)
    return sheet


def _add_lists(add: object, lists: Lists) -> None:
    assert callable(add)
    header = struct.pack("<Hi22xBx", 1, 77, 0)
    levels = b""
    for form, text in (*lists.levels, *[(255, "")] * (9 - len(lists.levels))):
        levels += struct.pack("<iBB9xB12x", 1, form, 0, 2) + struct.pack("<H", len(text)) + text.encode("utf-16-le")
    add(73, header, levels)
    overrides = struct.pack("<I", len(lists.instances))
    overrides += b"".join(struct.pack("<i8xBxxx", 77, len(starts)) for starts in lists.instances)
    for starts in lists.instances:
        overrides += b"\xff" * 4 + b"".join(struct.pack("<iI", start, depth | 0x10) for depth, start in starts.items())
    add(74, overrides)
