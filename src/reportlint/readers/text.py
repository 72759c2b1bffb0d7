"""Plain text: one paragraph a line. Headings and tables are worked out later, from the words."""

from __future__ import annotations

from typing import Final

from reportlint.draft.draft import Draft, Paragraph
from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.positions import Lines
from reportlint.text.encodings import UndecodableError, decode

SUFFIXES = (".txt", ".text")

SIZE_LIMIT: Final = 16 * 1024 * 1024
"""The largest text that is read, in bytes: hundreds of times the longest report, and it can still be checked."""

_MIB: Final = 1024 * 1024
_TOO_LARGE: Final = Sentence(
    "文件太大（{size} MiB），最大 {limit} MiB；请确认这是一份报告",
    "the file is too large ({size} MiB, the limit is {limit} MiB); is it a report?",
)
_UNREADABLE: Final = Sentence("不能读取：{reason}", "cannot be read: {reason}")
_EMPTY: Final = Sentence("文件是空的，没有可检查的内容", "the file is empty, there is nothing to check")


def read(path: str, data: bytes) -> Draft:
    """Read a text: its lines in order, blank ones too, each without its line break.

    Raises ReadError when the data is too large, no text, or nothing but white space.
    """
    if len(data) > SIZE_LIMIT:
        raise ReadError(path, _TOO_LARGE(size=-(-len(data) // _MIB), limit=SIZE_LIMIT // _MIB))
    try:
        text, encoding, _ = decode(data)
    except UndecodableError as error:
        raise ReadError(path, _UNREADABLE(reason=error.said)) from error
    if not text or text.isspace():
        raise ReadError(path, _EMPTY())
    lines = Lines(text)
    spans = (lines.span(number) for number in range(1, len(lines) + 1))
    paragraphs = tuple(Paragraph(span) for span in spans if span.start < len(text))
    return Draft(path=path, format="text", encoding=encoding, text=text, blocks=paragraphs)
