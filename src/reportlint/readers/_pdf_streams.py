"""How much the streams of a PDF unpack to: pdfium unpacks a page whole, and a kilobyte may become a gigabyte.

Only the usual compression is measured, also where it is applied twice; where others stand before it, or the file is
encrypted, pdfium's own limit of a gigabyte a stream has to do. Pictures may be larger than text, for reading text does not
unpack them.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from reportlint.readers._extras import MIB

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY: Final = 2048  # bytes before a stream in which its dictionary is looked for
_FILTER: Final = re.compile(rb"/Filter\s*\[?\s*((?:/\w+\s*)+)")
_DEFLATED: Final = frozenset((b"/FlateDecode", b"/Fl"))
_STEP: Final = 1 << 16

STREAMS_LIMIT: Final = 256 * MIB
"""The most bytes that all streams but pictures may unpack to."""

_STREAM_LIMIT: Final = 64 * MIB  # of one of them; a Chinese font has some 20 MiB
_PICTURE_LIMIT, _PICTURES_LIMIT = 256 * MIB, 1024 * MIB  # of one picture, and of all


def bursts(data: bytes) -> bool:
    """Tell whether the streams of a PDF unpack to more than any report has."""
    left = {True: _PICTURES_LIMIT, False: STREAMS_LIMIT}
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        dictionary = before[before.rfind(b" obj") + 1 :]
        filters = _FILTER.search(dictionary)
        names = filters[1].split() if filters else []
        depth = sum(name in _DEFLATED for name in names[:2])
        if not names or names[0] not in _DEFLATED:
            continue
        picture = b"/Image" in dictionary
        limit = min(_PICTURE_LIMIT if picture else _STREAM_LIMIT, left[picture])
        size = _unpacked(data, match.end(), depth, limit)
        if size > limit:
            return True
        left[picture] -= size
    return False


def _unpacked(data: bytes, start: int, depth: int, limit: int) -> int:
    """Return to how many bytes a stream unpacks; it stops above the limit, and where the data is no such stream."""
    size = 0
    pieces: Iterator[bytes] = (data[at : at + _STEP] for at in range(start, len(data), _STEP))
    for _ in range(depth):
        pieces = _inflated(pieces)
    for piece in pieces:
        size += len(piece)
        if size > limit:
            break
    return size


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    inflate = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest:
            try:
                yield inflate.decompress(rest, _STEP)
            except zlib.error:
                return
            if inflate.eof:
                return
            rest = inflate.unconsumed_tail
