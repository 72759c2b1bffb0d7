"""Edit a Word document in place: each change a tracked revision that a person accepts or rejects in Word.

Only the bytes of the runs that change are replaced; the rest of the document part stays byte for byte, and so does the
content of all other parts. A new run has the formatting of the one it is cut from. What lies in a field, in somebody
else's insertion, in a note or in a header is left alone, and so is any place that cannot be told for certain.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from reportlint.readers._extras import UNPACKED_LIMIT
from reportlint.readers._word_inline import Collected, Inline
from reportlint.readers._word_package import Package, W, child, value
from reportlint.readers._word_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlint.draft.draft import Draft
    from reportlint.positions import Change
    from reportlint.readers._word_package import Element
    from reportlint.readers._word_styles import Style

AUTHOR: Final = "reportlint"

_HOLDERS: Final = frozenset(("p", "hyperlink", "smartTag", "sdtContent", "customXml", "dir", "bdo"))
_REVISED: Final = frozenset(("ins", "del", "moveTo", "moveFrom", "fldSimple"))
_NAMESPACES: Final = frozenset(
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
)
_LABEL: Final = 12  # characters of an automatic number, which no run holds
_TELLING: Final = 8  # characters that are enough to find a text again after something else
_UNKNOWN: Final = -1


class _Origin(NamedTuple):
    """A character of the document: the number of its `w:t` in the part, and its offset in the text of that element."""

    element: int
    offset: int


class _Source(NamedTuple):
    """Where a `w:t` stands in the bytes of the part. properties: the bytes of its run's `w:rPr`; prefix: `w:`."""

    start: int
    end: int
    properties: bytes
    prefix: str
    holder: str


class WordFile:
    """A Word document and where each character of its draft stands in it. text: the draft's.

    Raises ReadError as the reader does.
    """

    is_read_again = True

    def __init__(self, path: str, data: bytes, draft: Draft) -> None:
        self.text = draft.text
        self._data = data
        self._package = Package(path, ".docx", data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._part = archive.read(self._package.name)
            small = sum(info.file_size for info in archive.infolist()) <= UNPACKED_LIMIT
        self._texts: list[str] = []
        self._sources = list(_sources(self._part)) if small and _is_utf8(self._part) else []
        self._origins = self._located(draft) if self._sources else []

    def takes(self, change: Change) -> bool:
        """Tell whether a change can be made: all its characters are known, and stand where revisions may."""
        if not self._origins:
            return False
        places = range(change.start, change.end) if change.start < change.end else [self._anchor(change.start)]
        return all(place != _UNKNOWN and self._editable(self._origins[place]) for place in places)

    def changed(self, changes: Iterable[Change], when: datetime | None = None) -> bytes:
        """Return the bytes of the document with changes that `takes` allows, which do not overlap."""
        stamp = (when or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
        cuts: list[tuple[_Origin, int, str]] = []  # where, how many characters go, what comes behind them
        for change in changes:
            cuts += self._cuts(change)
        numbers = _Numbers(self._part)
        pieces: list[bytes] = []
        at = 0
        for element, group in groupby(sorted(cuts), key=lambda cut: cut[0].element):
            source = self._sources[element]
            revisions = _Revisions(source, numbers, stamp)
            pieces += [self._part[at : source.start], revisions.of(self._texts[element], list(group))]
            at = source.end
        return self._repacked(b"".join((*pieces, self._part[at:])))

    def _cuts(self, change: Change) -> Iterator[tuple[_Origin, int, str]]:
        if change.start == change.end:
            anchor = self._anchor(change.start)
            origin = self._origins[anchor]
            if origin is not None:
                yield _Origin(origin.element, origin.offset + (anchor < change.start)), 0, change.replacement
            return
        written = change.replacement
        places = [origin for origin in self._origins[change.start : change.end] if origin is not None]
        for element, group in groupby(places, key=lambda origin: origin.element):
            offsets = [origin.offset for origin in group]
            yield _Origin(element, offsets[0]), offsets[-1] + 1 - offsets[0], written
            written = ""

    def _anchor(self, offset: int) -> int:
        """Return the character that an insertion goes behind, or else before."""
        for place in (offset - 1, offset):
            if 0 <= place < len(self._origins) and self._editable(self._origins[place]):
                return place
        return _UNKNOWN

    def _editable(self, origin: _Origin | None) -> bool:
        return origin is not None and self._sources[origin.element].holder in _HOLDERS

    def _located(self, draft: Draft) -> list[_Origin | None]:
        """Return where each character of the draft's text stands, None where that is not known."""
        stream = list(self._stream())
        letters = [index for index, (char, _) in enumerate(stream) if not char.isspace()]
        joined = "".join(stream[index][0] for index in letters)
        found: list[_Origin | None] = [None] * len(draft.text)
        at = 0
        for span in _pieces_of(draft):
            places = [place for place in range(*span) if not draft.text[place].isspace()]
            text = "".join(draft.text[place] for place in places)
            start, label = _placed(joined, text, at)
            if start == _UNKNOWN:
                continue
            own = letters[start : start + len(text) - label]
            for place, index in zip(places[label:], own, strict=True):
                found[place] = stream[index][1]
            _fill_blanks(found, places[label:], [stream[index] for index in range(own[0], own[-1] + 1)] if own else [])
            at = start + len(text) - label
        return found

    def _stream(self) -> Iterator[tuple[str, _Origin | None]]:
        """Yield the characters of all paragraphs in the order of the part."""
        numbers = {}
        for number, element in enumerate(self._package.body.iter(f"{W}t")):
            numbers[element] = number
            self._texts.append(element.text or "")
        if len(numbers) != len(self._sources):
            self._sources = []
            return
        styles = Styles(self._package.parts("styles"))
        inline = _Traced(styles, Collected())
        for paragraph in self._package.body.iter(f"{W}p"):
            style = styles.named(value(child(paragraph, "pPr"), "pStyle"))
            for piece, element, lead in inline.pieces(paragraph, style):
                for offset, char in enumerate(piece):
                    yield char, None if element is None else _Origin(numbers[element], lead + offset)

    def _repacked(self, part: bytes) -> bytes:
        """Return the archive with another text; all else, names, order and times included, stays."""
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(out, "w") as new:
            new.comment = old.comment
            for info in old.infolist():
                data = part if info.filename == self._package.name else old.read(info)
                kind = info.compress_type
                new.writestr(
                    info, data, kind if kind in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else zipfile.ZIP_DEFLATED
                )
        return out.getvalue()


class _Traced(Inline):
    """Reads the text of paragraphs and knows which element each piece is from."""

    def __init__(self, styles: Styles, collected: Collected) -> None:
        super().__init__(styles, collected)
        self._from: dict[int, tuple[Element, int]] = {}

    def pieces(self, paragraph: Element, style: Style) -> Iterator[tuple[str, Element | None, int]]:
        """Yield the pieces of a paragraph's text, each with its element, None where it is not the element's own text.

        The last item is how many characters of the element stand before the piece.
        """
        self._from = {}
        self.text(paragraph, style)
        for index, piece in enumerate(self._pieces):
            element, lead = self._from.get(index, (None, 0))
            yield piece, element, lead

    def _text(self, element: Element) -> None:
        super()._text(element)
        piece, text = self._pieces[-1], element.text or ""
        if element.tag == f"{W}t" and piece in text:
            self._from[len(self._pieces) - 1] = element, text.index(piece)

    def _field(self, mark: str | None) -> None:
        super()._field(mark)
        self._from = {index: origin for index, origin in self._from.items() if index < len(self._pieces)}


def _pieces_of(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs and cells of a draft in order."""
    for block in draft.blocks:
        for span in [cell.span for cell in block.cells] if hasattr(block, "cells") else [block.span]:
            yield span.start, span.end


def _placed(joined: str, text: str, at: int) -> tuple[int, int]:
    """Return where a text stands in the stream, from `at` on if possible, and how long its automatic number is."""
    for label in range(min(_LABEL, len(text)) + 1):
        if joined.startswith(text[label:], at) and (not label or len(text) - label >= 2):
            return at, label
    for label in range(min(_LABEL, len(text) - _TELLING) + 1):
        start = joined.find(text[label:], at)
        start = joined.find(text[label:]) if start < 0 else start
        if start >= 0:
            return start, label
    return _UNKNOWN, 0


def _fill_blanks(found: list[_Origin | None], places: Sequence[int], own: Sequence[tuple[str, _Origin | None]]) -> None:
    """Tell where the blanks between letters stand, where the document has as many of them."""
    blanks: list[list[_Origin | None]] = [[]]
    for char, origin in own:
        if char.isspace():
            blanks[-1].append(origin)
        else:
            blanks.append([])
    for number, (left, right) in enumerate(pairwise(places), start=1):
        if right - left - 1 == len(blanks[number]):
            found[left + 1 : right] = blanks[number]


class _Numbers:
    """Gives out numbers for revisions that the part does not use."""

    def __init__(self, part: bytes) -> None:
        used = [int(found) for found in re.findall(rb':id="(\d{1,9})"', part)]
        self._next = max(used, default=0)

    def __call__(self) -> int:
        self._next += 1
        return self._next


class _Revisions:
    """Writes what a `w:t` becomes when some of its characters are replaced."""

    def __init__(self, source: _Source, numbers: _Numbers, stamp: str) -> None:
        self._source = source
        self._numbers = numbers
        self._stamp = stamp

    def of(self, text: str, cuts: Sequence[tuple[_Origin, int, str]]) -> bytes:
        """Return the bytes: inside the run to begin with and in the end."""
        out = b""
        at = 0
        for origin, length, written in cuts:
            out += self._kept(text[at : origin.offset]) + self._tag("/", "r")
            out += self._revision("del", "delText", text[origin.offset : origin.offset + length])
            out += self._revision("ins", "t", written) + self._tag("", "r") + self._source.properties
            at = origin.offset + length
        return out + self._kept(text[at:])

    def _kept(self, text: str) -> bytes:
        return self._element("t", text) if text else b""

    def _revision(self, kind: str, name: str, text: str) -> bytes:
        if not text:
            return b""
        p = self._source.prefix
        attributes = f' {p}id="{self._numbers()}" {p}author="{AUTHOR}" {p}date="{self._stamp}"'
        run = self._tag("", "r") + self._source.properties + self._element(name, text) + self._tag("/", "r")
        return f"<{p}{kind}{attributes}>".encode() + run + self._tag("/", kind)

    def _element(self, name: str, text: str) -> bytes:
        return (
            f'<{self._source.prefix}{name} xml:space="preserve">{escape(text)}</{self._source.prefix}{name}>'.encode()
        )

    def _tag(self, slash: str, name: str) -> bytes:
        return f"<{slash}{self._source.prefix}{name}>".encode()


def _is_utf8(part: bytes) -> bool:
    """Tell whether a part is stored as UTF-8, so that its bytes may be cut at markup."""
    head = part[:200].lower()
    return head.lstrip(b"\xef\xbb\xbf").startswith(b"<") and (b"encoding" not in head or b"utf-8" in head)


def _sources(part: bytes) -> Iterator[_Source]:
    """Yield where each `w:t` of a part stands, in order; `holder` is what its run lies in, "" where that is no run."""
    found: list[_Source] = []
    open_elements: list[str] = []
    run_properties: list[list[bytes]] = []
    starts: list[int] = []
    parser: Any = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True

    def local(name: str) -> tuple[str, str]:
        uri, _, rest = name.partition(" ")
        word, _, prefix = rest.partition(" ")
        return (word, f"{prefix}:" if prefix else "") if uri in _NAMESPACES else ("", "")

    def opened(name: str, attributes: dict[str, str]) -> None:  # noqa: ARG001
        word, _ = local(name)
        open_elements.append(word)
        starts.append(parser.CurrentByteIndex)
        if word == "r":
            run_properties.append([b""])

    def closed(name: str) -> None:
        word, prefix = local(name)
        start = starts.pop()
        open_elements.pop()
        at = parser.CurrentByteIndex  # of the end tag; an empty element has none
        end = part.index(b">", at if part.startswith(b"</", at) else start) + 1
        if word == "rPr" and open_elements and open_elements[-1] == "r":
            run_properties[-1][0] = part[start:end]
        elif word == "r":
            run_properties.pop()
        elif word == "t":
            in_run = len(open_elements) > 1 and open_elements[-1] == "r"
            properties = run_properties[-1][0] if in_run else b""
            holder = open_elements[-2] if in_run and _REVISED.isdisjoint(open_elements) else ""
            found.append(_Source(start, end, properties, prefix, holder))

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.Parse(part, True)
    yield from sorted(found)
