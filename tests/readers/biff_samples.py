"""Workbooks in the binary format of Excel 97, as small as readers accept them: cells, merged cells, sheets."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Value = str | float


def workbook(sheets: dict[str, dict[tuple[int, int], Value]], merges=(), *, hidden=(), password: bool = False) -> bytes:
    """Return an .xls file; merges: (first row, last row, first column, last column) of the first sheet."""
    bodies = [_sheet(cells, merges if number == 0 else ()) for number, cells in enumerate(sheets.values())]
    bound = [(b"\1" if name in hidden else b"\0") + b"\0" + _text(name, "<BB") for name in sheets]
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + (
        _record(0x2F, bytes(54)) if password else b""
    )
    head = len(start) + sum(8 + len(one) for one in bound) + 4
    places = [head + sum(map(len, bodies[:number])) for number in range(len(bodies))]
    listed = b"".join(_record(0x85, struct.pack("<I", at) + one) for at, one in zip(places, bound, strict=True))
    return container({"Workbook": start + listed + _record(0x0A) + b"".join(bodies)})


def container(streams: dict[str, bytes]) -> bytes:
    """Return an OLE file with these streams, each padded to the size that needs no small sectors."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors = [b""]  # the directory
    chain = [_END]
    entries = [_entry("Root Entry", 5, child=1, start=_END)]
    for number, (name, data) in enumerate(padded.items(), 1):
        first = len(sectors)
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        sectors += pieces
        chain += [*range(first + 1, first + len(pieces)), _END]
        right = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, start=first, size=len(data), right=right))
    sectors[0] = b"".join(entries).ljust(_SECTOR, b"\0")
    chain.append(_FAT)
    fat = b"".join(struct.pack("<I", one) for one in chain).ljust(_SECTOR, b"\xff")
    assert len(fat) == _SECTOR, "one sector of the table is enough for a sample"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 0, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", len(sectors)) + b"\xff" * 4 * 108
    return header + b"".join(sectors) + fat


def _sheet(cells: dict[tuple[int, int], Value], merges) -> bytes:
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for (row, column), value in sorted(cells.items()):
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            body += _record(0x204, place + _text(value, "<HB"))
        else:
            body += _record(0x203, place + struct.pack("<d", value))
    if merges:
        areas = b"".join(struct.pack("<4H", *one) for one in merges)
        body += _record(0xE5, struct.pack("<H", len(merges)) + areas)
    return body + _record(0x0A)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, head: str) -> bytes:
    return struct.pack(head, len(text), 1) + text.encode("utf-16-le")


def _entry(name: str, kind: int, *, start: int, size: int = 0, child: int = _FREE, right: int = _FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(raw), kind, 1, _FREE, right, child)
    return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
