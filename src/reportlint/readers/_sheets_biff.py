"""Sheets of .xls and .et files, the binary format of Excel 97 that WPS writes, too.

python-calamine reads them. Number formats are not known to it: 0.5 stays 0.5 where the sheet displays 50%, and a cell
with an error counts as empty. It keeps every field between the first and the last cell of a sheet in memory, and cannot
be stopped when that is too much, so the records are looked through before.
"""

from __future__ import annotations

import datetime
import io
import struct
from typing import TYPE_CHECKING, Any, Final

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import BROKEN, ENCRYPTED, damaged, library
from reportlint.readers._number_formats import moment, plain
from reportlint.readers._sheets import FIELD_LIMIT, TOO_MANY, Area, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREAMS: Final = ("Workbook", "Book")  # since Excel 97, before
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage"  # an .xlsx file with a password

_FIELDS: Final = 10 * FIELD_LIMIT  # bytes by the dozen each
_BOF, _FILEPASS, _MULRK = 0x0809, 0x002F, 0x00BD
_CELLS: Final = frozenset(
    {0x0006, 0x0206, 0x0406, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, _MULRK}
)  # those with a value

_NO_WORKBOOK: Final = Sentence("里面没有工作簿", "there is no workbook in it")


def sheets(path: str, suffix: str, data: bytes) -> Iterator[Sheet]:
    """Yield the visible sheets in order; raises `ReadError` for what does not hold together."""
    _look_through(path, _stream(path, suffix, data))
    calamine = library("python_calamine", "office", path, suffix)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        for number, about in enumerate(book.sheets_metadata):
            visible = about.visible == calamine.SheetVisibleEnum.Visible
            if visible and about.typ == calamine.SheetTypeEnum.WorkSheet:
                yield _sheet(about.name, book.get_sheet_by_index(number))
    except ReadError:
        raise
    except calamine.PasswordError as error:
        raise ReadError(path, ENCRYPTED()) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise damaged(path, suffix, BROKEN()) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a failure inside the library, derived from BaseException
            raise
        raise damaged(path, suffix, BROKEN()) from error


def _sheet(name: str, sheet: Any) -> Sheet:
    texts = {
        (row, column): _shown(value)
        for row, values in enumerate(sheet.iter_rows(), sheet.start[0] if sheet.start else 0)
        for column, value in enumerate(values, sheet.start[1] if sheet.start else 0)
        if value != ""
    }
    merges = [
        Area(top, left, bottom - top + 1, right - left + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Sheet(name, texts, merges)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return plain(float(value))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return moment(value)
    return str(value)


def _stream(path: str, suffix: str, data: bytes) -> bytes:
    """Return the stream of records of the workbook."""
    olefile: Any = library("olefile", "office", path, suffix)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if container.exists(_ENCRYPTED_PACKAGE):
                raise ReadError(path, ENCRYPTED())
            for name in _STREAMS:
                if container.exists(name):
                    with container.openstream(name) as stream:
                        return bytes(stream.read())
    except ReadError:
        raise
    except Exception as error:  # olefile raises whatever a damaged container leads it into
        raise damaged(path, suffix, BROKEN()) from error
    raise damaged(path, suffix, _NO_WORKBOOK())


def _look_through(path: str, stream: bytes) -> None:
    """Refuse a workbook with a password, or with more fields between first and last cells than a report has."""
    at = rows = columns = fields = sheet = 0
    header = struct.Struct("<HH")
    while at + 4 <= len(stream):
        kind, size = header.unpack_from(stream, at)
        at += 4
        if kind in _CELLS and size >= 4 and at + size <= len(stream):
            row, column = header.unpack_from(stream, at)
            if kind == _MULRK:
                column = max(column, header.unpack_from(stream, at + size - 4)[1])
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _BOF:
            fields, rows, columns, sheet = fields + rows * columns, 0, 0, sheet + 1
        elif kind == _FILEPASS:
            raise ReadError(path, ENCRYPTED())
        if fields + rows * columns > _FIELDS:
            raise ReadError(path, TOO_MANY(sheet=str(max(1, sheet - 1)), limit=_FIELDS))  # the first are globals
        at += size
