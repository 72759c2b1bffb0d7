"""PDF files: the characters and ruling lines that pdfium finds on each page; what they form is told from their positions.

Only the text layer is read: a scan has none and fails, for nothing recognizes pictures here. Comments and form fields
are not part of the text. Owner passwords that only forbid printing or editing do not hinder reading.
"""

from __future__ import annotations

import io
import logging
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import ENCRYPTED, MIB, UNPACKED, damaged, library, limit_size
from reportlint.readers._page_draft import content_of, draft_of
from reportlint.readers._pdf_page import page_of
from reportlint.readers._pdf_streams import STREAMS_LIMIT, bursts
from reportlint.readers._word_content import Content as Kind
from reportlint.readers._word_content import content_of as kind_of

if TYPE_CHECKING:
    from reportlint.draft.draft import Draft
    from reportlint.readers._page_draft import Content
    from reportlint.readers._pdf_page import PdfPage

SUFFIXES = (".pdf",)

_SUFFIX: Final = ".pdf"
_MOST_PAGES: Final = 1000
_MOST_CHARACTERS: Final = 2_000_000
_MARK, _MARK_WITHIN = b"%PDF-", 1024  # bytes: programs put letterheads and headers of mail before it
_END, _END_WITHIN = b"%%EOF", 4096
_NAMELESS: Final = 0.1  # of the characters

# pdfium may be used by one thread at a time
_ALONE: Final = threading.Lock()

_NO_PDF: Final = Sentence("里面没有 PDF", "there is no PDF in it")
_OTHERWISE: Final = Sentence("内容其实是{kind}", "it is {kind} in truth")
_CUT: Final = Sentence("没有结尾，可能没有下载完整", "its end is missing, it may not have been downloaded wholly")
_STRUCTURE: Final = Sentence("内部结构不完整", "its structure is incomplete")
_PAGE: Final = Sentence("第 {number} 页打不开", "page {number} cannot be opened")
_TOO_LONG: Final = Sentence(
    "PDF 太长（{count} 页），最多 {limit} 页；请只保留报告本身",
    "the PDF is too long ({count} pages, the limit is {limit}); keep only the report",
)
_TOO_FULL: Final = Sentence(
    "PDF 的文字太多（超过 {limit} 字），不像一份报告，没有读取",
    "the PDF holds more than {limit} characters: not a report, not read",
)
_UNNAMED: Final = Sentence(
    "PDF 的字体没有编码信息，提取的文字是乱码（第 {number} 页），无法检查；请用原始文档，或重新导出 PDF",
    "the fonts of page {number} do not say which characters they show, so that its text cannot be had; "
    "use the original document, or export it anew",
)


def read(path: str, data: bytes) -> Draft:
    """Read a PDF file.

    Raises ReadError when it is too large, damaged, encrypted, of another kind, a scan, or without any text.
    """
    limit_size(path, data)
    if _MARK not in data[:_MARK_WITHIN]:
        kind = kind_of(data)
        raise damaged(path, _SUFFIX, _NO_PDF() if kind in (Kind.OTHER, Kind.PDF) else _OTHERWISE(kind=kind.value()))
    if _END not in data[-_END_WITHIN:]:
        raise damaged(path, _SUFFIX, _CUT())
    if bursts(data):
        raise ReadError(path, UNPACKED(limit=STREAMS_LIMIT // MIB))
    pdfium = library("pypdfium2", "pdf", path, _SUFFIX)
    with _ALONE:
        pages = _pages(path, pdfium, data)
    return draft_of(path, "pdf", pages)


def _pages(path: str, pdfium: Any, data: bytes) -> list[Content]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        said = str(error).lower()
        if "password" in said or "security" in said:
            raise ReadError(path, ENCRYPTED()) from error
        raise damaged(path, _SUFFIX, _STRUCTURE()) from error
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise ReadError(path, _TOO_LONG(count=count, limit=_MOST_PAGES))
        if not count:
            raise damaged(path, _SUFFIX, _STRUCTURE())
        with ExitStack() as opened:
            return _contents(path, pdfium, document, _Again(path, data, opened))
    finally:
        document.close()


class _Again:
    """The same document, opened by pdfplumber when a page first needs it."""

    def __init__(self, path: str, data: bytes, opened: ExitStack) -> None:
        self._path, self._data, self._opened = path, data, opened
        self._document: Any = None

    def page(self, index: int) -> Any:
        """Return a page; the index counts from 0."""
        if self._document is None:
            pdfplumber = library("pdfplumber", "pdf", self._path, _SUFFIX)
            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it warns of is no concern of the user
            self._document = self._opened.enter_context(pdfplumber.open(io.BytesIO(self._data), password=""))
        return self._document.pages[index]


def _contents(path: str, pdfium: Any, document: Any, again: _Again) -> list[Content]:
    contents: list[Content] = []
    budget = _MOST_CHARACTERS
    for index in range(len(document)):
        found = _page(path, pdfium, document, index, (budget, again))
        if found is None:
            raise ReadError(path, _TOO_FULL(limit=_MOST_CHARACTERS))
        budget -= len(found.page.glyphs)
        if found.nameless > _NAMELESS * (found.nameless + len(found.page.glyphs)):
            raise ReadError(path, _UNNAMED(number=index + 1))
        contents.append(content_of(found.page))
    return contents


def _page(path: str, pdfium: Any, document: Any, index: int, means: tuple[int, _Again]) -> PdfPage | None:
    budget, again = means
    try:
        page = document[index]
        try:
            return page_of(pdfium.raw, page, index + 1, budget, lambda: again.page(index))
        finally:
            page.close()
    except ReadError:
        raise
    except Exception as error:  # pdfminer has errors of many kinds for what is damaged
        raise damaged(path, _SUFFIX, _PAGE(number=index + 1)) from error
