"""Spreadsheets: .xlsx, .xlsm, .xls, .et (WPS) and .ods; each sheet is a table with the lines around it.

The content decides which of the three formats it is, whatever the suffix says. Hidden sheets are not read: they are no
part of what is published. A workbook without a visible text is an error. Binary .xlsb workbooks are not read.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from reportlint.draft.builder import DraftBuilder
from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import EMPTY, damaged, limit_size
from reportlint.readers._sheets import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.draft.draft import Draft
    from reportlint.readers._sheets import Sheet

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods")

_ZIP: Final = b"PK"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT: Final = b"opendocument.spreadsheet"  # in the first member, stored as it is
_MARKUP: Final = (b"<html", b"<!doc", b"<?xml", b"<tabl", b"<meta")

_WEB_PAGE: Final = Sentence(
    "其实是网页或 XML，不是工作簿；请用 Excel 或 WPS 打开，另存为 .xlsx",
    "it is a web page or XML rather than a workbook; open it in Excel or WPS and save it as .xlsx",
)
_NO_SHEET: Final = Sentence("不是工作簿", "it is no workbook")


def read(path: str, data: bytes) -> Draft:
    """Read a workbook; raises ReadError for what is none, is too large, or is protected by a password."""
    limit_size(path, data)
    builder = DraftBuilder()
    lay_out(builder, list(_sheets(path, data)), path)
    if builder.empty:
        raise ReadError(path, EMPTY())
    return builder.draft(path, "xlsx", tables_alone=True)


def _sheets(path: str, data: bytes) -> Iterable[Sheet]:
    suffix = PurePath(path).suffix.lower()
    if data.startswith(_OLE):
        from reportlint.readers import _sheets_biff

        return _sheets_biff.sheets(path, suffix, data)
    if data.startswith(_ZIP) and _OPEN_DOCUMENT in data[:200]:
        from reportlint.readers import _sheets_ods

        return _sheets_ods.sheets(path, suffix, data)
    if data.startswith(_ZIP):
        from reportlint.readers import _sheets_ooxml

        return _sheets_ooxml.sheets(path, suffix, data)
    head = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    raise damaged(path, suffix, _WEB_PAGE() if head.startswith(_MARKUP) else _NO_SHEET())
