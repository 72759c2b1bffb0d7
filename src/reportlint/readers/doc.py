"""Word documents of the old format (.doc) and of WPS (.wps), and whatever else stands under these suffixes.

Many a .doc is in truth a web page, a .docx or plain text: the content decides which reader gets it. What cannot be read
here LibreOffice converts, where it is installed. Tables, numbering and changes are read as in .docx.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import EMPTY, limit_size
from reportlint.readers._word97_blocks import blocks, guessed, raw_paragraphs, text
from reportlint.readers._word97_file import BrokenError, Lengths, Word97
from reportlint.readers._word97_lists import Lists, Styles
from reportlint.readers._word97_properties import Paragraphs, visible
from reportlint.readers._word_blocks import Assembly, WordParagraph, texts
from reportlint.readers._word_content import Content, content_of
from reportlint.readers._word_lists import Counters
from reportlint.readers._word_office import converted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.draft import Draft
    from reportlint.finding import Message
    from reportlint.readers._word97_blocks import Raw
    from reportlint.readers._word97_properties import Properties
    from reportlint.readers._word_blocks import WordBlock

SUFFIXES = (".doc", ".wps")

_SUFFIX: Final = ".doc"
_FOOTNOTES, _ENDNOTES = 3, 47  # structures of the table stream: where each note begins

_KIND: Final = Sentence("内容其实是{kind}", "it is {kind} in truth")
_SAVE: Final = Sentence(
    "不能读取：{reason}；请用 Word 或 WPS 打开，另存为 .docx 再检查",
    "cannot be read: {reason}; open it in Word or WPS, save it as .docx and check again",
)
_READERS: Final = {
    Content.ZIP: ".docx",
    Content.PDF: ".pdf",
    Content.HTML: ".html",
    Content.MHT: ".mht",
    Content.OTHER: ".txt",
}


def read(path: str, data: bytes) -> Draft:
    """Read a document of the old format, or what its suffix only claims to be one.

    Raises ReadError when it is too large, damaged, encrypted, of a kind that nobody reads, or without any text.
    """
    from reportlint import readers

    limit_size(path, data)
    content = content_of(data)
    if content is Content.OLE:
        return _read_binary(path, data)
    suffix = _READERS.get(content, "")
    if suffix in readers.suffixes():
        return readers.find(readers.suffixes()[suffix]).read(path, data)
    return _converted(path, data, _KIND(kind=content.value()))


def _read_binary(path: str, data: bytes) -> Draft:
    try:
        word = Word97(path, _SUFFIX, data)
    except BrokenError as error:
        return _converted(path, data, error.reason)
    document = _Document(word)
    assembly = Assembly()
    assembly.add(document.body())
    if assembly.empty:
        raise ReadError(path, EMPTY())
    return assembly.draft(path, "doc", document.residue())


def _converted(path: str, data: bytes, reason: Message) -> Draft:
    from reportlint.readers import docx

    suffix = ".rtf" if content_of(data) is Content.RTF else _SUFFIX
    document = converted(data, suffix)
    if document is None or content_of(document) is not Content.ZIP:
        raise ReadError(path, _SAVE(reason=reason))
    return docx.read(path, document)


class _Document:
    """The stories of a file; its properties are left aside where they do not hold together."""

    def __init__(self, word: Word97) -> None:
        self._word = word
        self._units = word.units
        self._paragraphs: Paragraphs | None = None
        self._styles: Styles | None = None
        self._lists: Lists | None = None
        self._counters = Counters()
        self._contents: list[str] = []
        if word.formatted:
            try:
                self._paragraphs, self._styles, self._lists = Paragraphs(word), Styles(word), Lists(word)
                self._units = visible(word)
            except (struct.error, IndexError):
                self._paragraphs = self._styles = self._lists = None

    def body(self) -> Iterator[WordBlock]:
        """Yield the body, its text boxes, its notes."""
        yield from self._story("body")
        yield from self._story("boxes", "文本框")
        yield from self._notes("footnotes", _FOOTNOTES, "脚注")
        yield from self._notes("endnotes", _ENDNOTES, "尾注")

    def residue(self) -> Iterator[str]:
        """Yield headers, footers and, when the body was read, tables of contents."""
        for name in ("headers", "header_boxes"):
            yield from texts(self._story(name))
        yield from self._contents

    def _story(self, name: str, place: str = "") -> Iterator[WordBlock]:
        begin, end = self._extent(name)
        return self._blocks(begin, end, place)

    def _notes(self, name: str, index: int, place: str) -> Iterator[WordBlock]:
        begin, end = self._extent(name)
        table = self._word.table(index)
        starts = sorted({begin + one for one in struct.unpack_from(f"<{len(table) // 4}i", table)} | {begin, end})
        number = 0
        for one, other in pairwise(starts):
            if begin <= one and other <= end and self._units[one:other].strip("\0\r\x02 "):
                number += 1
                yield from self._blocks(one, other, f"{place}{number}")

    def _extent(self, name: str) -> tuple[int, int]:
        at = Lengths._fields.index(name)
        begin = sum(self._word.lengths[:at])
        return begin, min(begin + self._word.lengths[at], len(self._units))

    def _blocks(self, begin: int, end: int, place: str) -> Iterator[WordBlock]:
        raws = raw_paragraphs(self._units, begin, end, self._at)
        known = self._paragraphs is not None and self._paragraphs.known
        return blocks(raws if known else guessed(list(raws)), lambda raw: self._paragraph(raw, place))

    def _at(self, position: int) -> Properties | None:
        return self._paragraphs.at(self._word.place(position)) if self._paragraphs else None

    def _paragraph(self, raw: Raw, place: str) -> WordParagraph:
        written = text(raw.units)
        own = raw.properties
        if own is None or self._styles is None or self._lists is None:
            return WordParagraph(written, None, place)
        if self._styles.contents(own):
            self._contents.append(written)
            return WordParagraph("")
        number, depth = self._styles.numbered(own)
        ordered = self._lists.list(number) if number else None
        if ordered is not None:
            written = self._counters.label(ordered, depth) + written
        return WordParagraph(written, self._styles.level(own), place)
