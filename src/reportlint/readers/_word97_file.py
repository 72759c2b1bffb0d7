"""The text of a Word file of the old format (.doc, .wps): an OLE container whose piece table says where each part stands.

After [MS-DOC], "Word (.doc) Binary File Format". Positions are those of the format: a character position (CP) counts
UTF-16 units from the beginning of the text, a file position (FC) bytes of the stream `WordDocument`. Word 6 and 95, with
one run of bytes in the code page of their language, are read as far as they were saved at once.
"""

from __future__ import annotations

import io
import re
import struct
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import ABSENT, ENCRYPTED, library

if TYPE_CHECKING:
    from reportlint.finding import Message

# Places in the file information block, in bytes from its beginning.
_LANGUAGE: Final = 0x06
_FLAGS: Final = 0x0A
_TEXT_BEGIN_95, _LENGTH_95 = 0x18, 0x34
_LENGTHS: Final = 0x4C
_PAIRS: Final = 0x9A

_COMPLEX, _IS_ENCRYPTED, _SECOND_TABLE, _FAR_EAST = 0x0004, 0x0100, 0x0200, 0x4000
_MAGIC: Final = frozenset({0xA5EC, 0xA5DC})
_WORD_97: Final = 0xC1
_CLX: Final = 33

_CODE_PAGES: Final = {0x0804: "gbk", 0x1004: "gbk", 0x0404: "big5", 0x0C04: "big5"}
_BEYOND_PLANE: Final = re.compile("[\U00010000-\U0010ffff]")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")
_HIGH_BYTE: Final = re.compile(rb"[\x80-\xff]")

_NO_WORD: Final = Sentence("里面没有 Word 正文", "there is no Word text in it")
_PIECES: Final = Sentence("文字的位置表不完整", "the table of its text is incomplete")
_OLD: Final = Sentence("由 Word 97 以前的版本快速保存", "saved in pieces by a Word before 97")
_CONTAINER: Final = Sentence("OLE 容器不完整", "the OLE container is incomplete")


class BrokenError(Exception):
    """A file whose text cannot be got by its piece table; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text("en"))
        self.reason = reason


class Piece(NamedTuple):
    """Text from CP `start` to before `end`, from FC `place` on, in units of one or two bytes."""

    start: int
    end: int
    place: int
    width: int


class Lengths(NamedTuple):
    """How many CPs each story takes; they follow each other in this order."""

    body: int
    footnotes: int = 0
    headers: int = 0
    macros: int = 0
    comments: int = 0
    endnotes: int = 0
    boxes: int = 0
    header_boxes: int = 0


class Word97:
    """An opened file.

    stream, data: the streams of text and of large properties. pieces: in order of CPs. units: the text, one code unit a
    character (pairs of surrogates are two), so that it is indexed by CP; NUL is nothing. formatted: whether it has the
    tables of properties of Word 97.
    """

    def __init__(self, path: str, suffix: str, data: bytes) -> None:
        streams = _streams(path, suffix, data)
        self.stream = streams.get("WordDocument", b"")
        if len(self.stream) < _PAIRS or self._short(0) not in _MAGIC:
            raise BrokenError(_NO_WORD())
        flags = self._short(_FLAGS)
        if flags & _IS_ENCRYPTED:
            raise ReadError(path, ENCRYPTED())
        self.formatted = self._short(2) >= _WORD_97
        self.data = streams.get("Data", b"")
        if self.formatted:
            name = "1Table" if flags & _SECOND_TABLE else "0Table"
            if name not in streams:
                raise BrokenError(ABSENT(name=name))
            self._table = streams[name]
            self.lengths = Lengths(*struct.unpack_from("<8i", self.stream, _LENGTHS))
            self.pieces = _pieces(self.table(_CLX), len(self.stream))
        else:
            if flags & _COMPLEX:
                raise BrokenError(_OLD())
            self._table = b""
            begin, length = self._long(_TEXT_BEGIN_95), self._long(_LENGTH_95)
            self.lengths = Lengths(length)
            self.pieces = (Piece(0, length, begin, 1),)
        if min(self.lengths) < 0 or self.lengths.body > self.pieces[-1].end:
            raise BrokenError(_PIECES())
        self._code_page = _CODE_PAGES.get(self._short(_LANGUAGE), "gbk" if flags & _FAR_EAST else "")
        self.units = "".join(map(self._piece, self.pieces))
        self._starts = [piece.start for piece in self.pieces]

    def table(self, index: int) -> bytes:
        """Return a structure of the table stream by its number in the file information block; empty when absent."""
        begin, size = self.extent(index)
        return self._table[begin : begin + size]

    def after(self, index: int) -> bytes:
        """Return what stands behind a structure of the table stream."""
        begin, size = self.extent(index)
        return self._table[begin + size :] if size else b""

    def extent(self, index: int) -> tuple[int, int]:
        """Return begin and size of a structure in the table stream."""
        place = _PAIRS + 8 * index
        if place + 8 > len(self.stream):
            return 0, 0
        begin, size = struct.unpack_from("<II", self.stream, place)
        return (begin, size) if begin + size <= len(self._table) else (0, 0)

    def place(self, position: int) -> int:
        """Return the FC of a CP."""
        piece = self.pieces[bisect_right(self._starts, position) - 1]
        return piece.place + (position - piece.start) * piece.width

    def _short(self, place: int) -> int:
        return int.from_bytes(self.stream[place : place + 2], "little")

    def _long(self, place: int) -> int:
        return int.from_bytes(self.stream[place : place + 4], "little")

    def _piece(self, piece: Piece) -> str:
        count = piece.end - piece.start
        raw = self.stream[piece.place : piece.place + count * piece.width]
        if len(raw) < count * piece.width:
            raise BrokenError(_PIECES())
        if piece.width == 2:
            return _BEYOND_PLANE.sub(_surrogates, raw.decode("utf-16-le", "surrogatepass"))
        if self._code_page and (not self.formatted or 3 * len(_HIGH_BYTE.findall(raw)) > count):
            # In Word 97 such pieces are Western; some other programs write Chinese all the same.
            text = raw.decode(self._code_page, "replace")
            return _BEYOND_ASCII.sub("\\g<0>\0", text)[:count].ljust(count, "\0")
        return raw.decode("cp1252", "replace")


def plain(units: str) -> str:
    """Return code units as a text: pairs joined, NULs gone."""
    text = units.replace("\0", "")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _surrogates(character: re.Match[str]) -> str:
    high, low = struct.unpack("<2H", character[0].encode("utf-16-le"))
    return chr(high) + chr(low)


def _streams(path: str, suffix: str, data: bytes) -> dict[str, bytes]:
    """Return the streams of a container that a document is made of."""
    olefile: Any = library("olefile", "office", path, suffix)
    found: dict[str, bytes] = {}
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if container.exists("EncryptedPackage"):
                raise ReadError(path, ENCRYPTED())
            for name in ("WordDocument", "0Table", "1Table", "Data"):
                if container.exists(name):
                    found[name] = container.openstream(name).read()
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error, RecursionError) as error:
        raise BrokenError(_CONTAINER()) from error
    return found


def _pieces(clx: bytes, limit: int) -> tuple[Piece, ...]:
    """Read the piece table. limit: bytes of text; a table that tells of more pieces has the same text twice."""
    at = 0
    while clx[at : at + 1] == b"\1":  # properties of quick saves
        at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
    size = int.from_bytes(clx[at + 1 : at + 5], "little")
    table = clx[at + 5 : at + 5 + size]
    count = (size - 4) // 12
    if clx[at : at + 1] != b"\2" or count < 1 or len(table) < size:
        raise BrokenError(_PIECES())
    positions = struct.unpack_from(f"<{count + 1}i", table)
    if any(one >= other for one, other in pairwise(positions)) or positions[0] != 0:
        raise BrokenError(_PIECES())
    if positions[-1] > limit:
        raise BrokenError(_PIECES())
    pieces = []
    for number in range(count):
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
        narrow, place = place & 0x40000000, place & 0x3FFFFFFF
        pieces.append(
            Piece(positions[number], positions[number + 1], place // 2 if narrow else place, 1 if narrow else 2)
        )
    return tuple(pieces)
