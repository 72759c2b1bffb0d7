"""Sheets of .xlsx and .xlsm files: texts as displayed, from the values that the spreadsheet program stored.

Formulas are not computed. One without a stored value (a program wrote the file and nobody opened it since) is an error,
for an empty cell in its place would pass for one that was left blank. Macros, charts and comments are left alone.
"""

from __future__ import annotations

import io
import posixpath
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import MIB, UNPACKED, damaged, library, unzipped
from reportlint.readers._number_formats import BUILT_IN, display
from reportlint.readers._sheets import FIELD_LIMIT, TOO_MANY, Area, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Element = Any  # an element of lxml, which brings no types

_ROOT: Final = "_rels/.rels"
_PART_LIMIT: Final = 64 * MIB
"""The largest part that is parsed, in bytes: many times the largest sheet that is laid out."""

_MAXIMUM: Final = (1_048_576, 16_384)  # rows and columns of a sheet
_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

UNCOMPUTED: Final = Sentence(
    "工作表“{sheet}”的单元格 {cell} 是公式，但文件里没有它的计算结果；请用 Excel 或 WPS 打开，保存后再检查",
    "cell {cell} of sheet “{sheet}” is a formula whose result the file lacks; open it in Excel or WPS, save, check again",
)
_DTD: Final = Sentence("{part} 含有 DTD 或实体声明", "{part} declares a DTD or entities")
_BROKEN: Final = Sentence("{part} 不是完整的 XML", "{part} is no well-formed XML")
_NO_WORKBOOK: Final = Sentence("里面没有工作簿", "there is no workbook in it")
_REFERENCES: Final = Sentence("单元格位置 {reference} 不对", "there is no cell {reference}")


class _Book(NamedTuple):
    """What cells refer to: shared texts, the number format of each style, the epoch of dates."""

    path: str
    suffix: str
    texts: list[str]
    formats: list[str]
    since_1904: bool


def sheets(path: str, suffix: str, data: bytes) -> Iterator[Sheet]:
    """Yield the visible sheets in order; raises `ReadError` for what does not hold together."""
    root = unzipped(path, suffix, data, {_ROOT: True})[_ROOT]
    name = next(iter(_related(path, suffix, root, _ROOT, "", "officeDocument").values()), "")
    folder, file = posixpath.split(name)
    beside = posixpath.join(folder, "_rels", f"{file}.rels")
    if not name:
        raise damaged(path, suffix, _NO_WORKBOOK())
    parts = unzipped(path, suffix, data, {name: True, beside: True})
    listed: list[tuple[str, str]] = []
    since_1904 = False
    for element in elements(path, suffix, name, parts[name], "sheet", "workbookPr"):
        if local(element) == "workbookPr":
            since_1904 = element.get("date1904") in ("1", "true")
        elif element.get("state", "visible") == "visible":
            reference = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            listed.append((element.get("name", ""), reference))
    relations = {
        kind: _related(path, suffix, parts[beside], beside, folder, kind)
        for kind in ("worksheet", "sharedStrings", "styles")
    }
    wanted = [part for kind in ("sharedStrings", "styles") for part in relations[kind].values()]
    found = unzipped(path, suffix, data, dict.fromkeys((*wanted, *relations["worksheet"].values()), False))
    texts = [text for part in relations["sharedStrings"].values() for text in _texts(path, suffix, part, found)]
    formats = [code for part in relations["styles"].values() for code in _formats(path, suffix, part, found)]
    book = _Book(path, suffix, texts, formats, since_1904)
    budget = FIELD_LIMIT
    for title, reference in listed:
        part = relations["worksheet"].get(reference, "")
        if part in found:
            sheet = _sheet(book, title, part, found.pop(part), budget)
            budget -= len(sheet.texts)
            yield sheet


def elements(path: str, suffix: str, part: str, data: bytes, *names: str) -> Iterator[Element]:
    """Yield the elements of some local names as they end; each is emptied afterwards, entities are never resolved."""
    etree = library("lxml.etree", "office", path, suffix)
    if len(data) > _PART_LIMIT:
        raise ReadError(path, UNPACKED(limit=_PART_LIMIT // MIB))
    if b"<!DOCTYPE" in data:  # a "<" of the text is escaped
        raise damaged(path, suffix, _DTD(part=part))
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        ):
            yield element
            element.clear(keep_tail=True)
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.LxmlError, ValueError) as error:
        raise damaged(path, suffix, _BROKEN(part=part)) from error


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _related(path: str, suffix: str, data: bytes, part: str, folder: str, kind: str) -> dict[str, str]:
    """Return the names of the parts of one kind by the id of their relation."""
    found: dict[str, str] = {}
    for one in elements(path, suffix, part, data, "Relationship"):
        if one.get("Type", "").rpartition("/")[2] == kind and one.get("TargetMode") != "External":
            target = posixpath.join("/", folder, one.get("Target", ""))
            found[one.get("Id", "")] = posixpath.normpath(target).lstrip("/")
    return found


def _texts(path: str, suffix: str, part: str, found: Mapping[str, bytes]) -> Iterator[str]:
    for item in elements(path, suffix, part, found.get(part, b"<none/>"), "si"):
        yield _text(item)


def _text(item: Element) -> str:
    """Return the text of an item, its runs joined, without the phonetic guide above it."""
    return "".join(
        one.text or ""
        for one in item.iter("{*}t")
        if all(local(above) != "rPh" for above in one.iterancestors())
    )  # fmt: skip


def _formats(path: str, suffix: str, part: str, found: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the format code of each cell style."""
    codes: dict[int, str] = dict(BUILT_IN)
    for one in elements(path, suffix, part, found.get(part, b"<none/>"), "numFmt", "xf"):
        if local(one) == "numFmt":
            codes[_whole(one.get("numFmtId"))] = one.get("formatCode", "")
        elif local(one.getparent()) == "cellXfs":
            yield codes.get(_whole(one.get("numFmtId")), "General")


def _sheet(book: _Book, title: str, part: str, data: bytes, budget: int) -> Sheet:
    texts: dict[tuple[int, int], str] = {}
    merges: list[Area] = []
    row = column = 0  # of the next cell, where a cell does not tell its place
    for element in elements(book.path, book.suffix, part, data, "row", "c", "mergeCell"):
        kind = local(element)
        if kind == "row":
            row, column = row + 1, 0
        elif kind == "c":
            if element.get("r"):
                row, column = _place(book, element.get("r"))
            elif not column and _whole(element.getparent().get("r")) > 0:
                row = _whole(element.getparent().get("r")) - 1
            text = _value(book, element, title, row, column)
            if text:
                texts[row, column] = text
            column += 1
        elif len(merges) < FIELD_LIMIT:
            first, _, last = element.get("ref", "").partition(":")
            top, left = _place(book, first)
            bottom, right = _place(book, last or first)
            merges.append(Area(top, left, bottom - top + 1, right - left + 1))
        if len(texts) > budget:
            raise ReadError(book.path, TOO_MANY(sheet=title, limit=FIELD_LIMIT))
    return Sheet(title, texts, merges)


def _value(book: _Book, cell: Element, sheet: str, row: int, column: int) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    stored = cell.findtext("{*}v")
    if stored is None or (not stored and kind != "str"):
        formula = cell.find("{*}f")
        if formula is not None:
            raise ReadError(book.path, UNCOMPUTED(sheet=sheet, cell=f"{letters(column)}{row + 1}"))
        return ""
    if kind == "s":
        index = _whole(stored)
        if not 0 <= index < len(book.texts):
            raise damaged(book.path, book.suffix, _REFERENCES(reference=f"{letters(column)}{row + 1}"))
        return book.texts[index]
    if kind == "b":
        return "TRUE" if stored.strip() == "1" else "FALSE"
    if kind in ("str", "e", "d"):
        return str(stored)
    style = _whole(cell.get("s", "0"))
    code = book.formats[style] if 0 <= style < len(book.formats) else "General"
    return display(stored, code, since_1904=book.since_1904)


def letters(column: int) -> str:
    """Return a 0-based column as a spreadsheet names it: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _place(book: _Book, reference: str) -> tuple[int, int]:
    """Return the 0-based row and column of a reference like B12."""
    found = _REFERENCE.fullmatch(reference)
    column = 0
    for letter in found[1].upper() if found else "":
        column = 26 * column + ord(letter) - 64
    if found is None or not (1 <= int(found[2]) <= _MAXIMUM[0] and column <= _MAXIMUM[1]):
        raise damaged(book.path, book.suffix, _REFERENCES(reference=reference[:20]))
    return int(found[2]) - 1, column - 1


def _whole(text: str | None) -> int:
    """Return a number of an attribute, -1 when it is none."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else -1
