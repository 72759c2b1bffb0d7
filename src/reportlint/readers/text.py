"""Plain text: one paragraph a line. Headings and tables are worked out later, from the words."""

from __future__ import annotations

from typing import Final

from reportlint.draft.draft import Draft, Paragraph
from reportlint.errors import ReadError
from reportlint.positions import Lines
from reportlint.text.encodings import UndecodableError, decode

SUFFIXES = (".txt", ".text")

SIZE_LIMIT: Final = 64 * 1024 * 1024
"""The largest text that is read, in bytes: a thousand times the longest report."""


def read(path: str, data: bytes) -> Draft:
    """Read a text: its lines in order, blank ones too, each without its line break.

    Raises ReadError when the data is too large, no text, or nothing but white space.
    """
    if len(data) > SIZE_LIMIT:
        size = -(-len(data) // (1024 * 1024))
        raise ReadError(path, f"文件太大（{size} MiB），最大 {SIZE_LIMIT // (1024 * 1024)} MiB；请确认这是一份报告")
    try:
        text, encoding, _ = decode(data)
    except UndecodableError as error:
        raise ReadError(path, f"不能读取：{error}") from error
    if not text or text.isspace():
        raise ReadError(path, "文件是空的，没有可检查的内容")
    lines = Lines(text)
    spans = (lines.span(number) for number in range(1, len(lines) + 1))
    paragraphs = tuple(Paragraph(span) for span in spans if span.start < len(text))
    return Draft(path=path, format="text", encoding=encoding, text=text, blocks=paragraphs)
