"""CSV and TSV: one table, or several with empty lines between them; a line alone above one is its title.

The text of the draft is the file's, character for character, with tabs for the separators and with word joiners, which
folding drops, for the quotes around fields and the second of each doubled quote: every span points into the file.
Separators are commas, semicolons or tabs, whichever makes the most columns. Short rows count as ending in empty fields.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.draft.builder import CellText
from reportlint.draft.draft import Draft, Grid, GridCell, Paragraph
from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.positions import SourceSpan
from reportlint.readers._extras import EMPTY, MIB, TOO_LARGE
from reportlint.readers._sheets import FIELD_LIMIT, TOO_MANY, Sheet, pieces
from reportlint.text.encodings import UndecodableError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.draft import Block

SUFFIXES = (".csv", ".tsv")

SIZE_LIMIT: Final = 16 * MIB
"""The largest file that is read, in bytes."""

_UNREADABLE: Final = Sentence("不能读取：{reason}", "cannot be read: {reason}")
_TAB: Final = "\t"
_SEPARATORS: Final = ",;\t"
_NOTHING: Final = "\u2060"  # word joiner
_SAMPLE: Final = 64 * 1024  # characters that tell the separator
_DECLARED: Final = re.compile(r"sep=([,;\t])(?=[\r\n]|\Z)", re.IGNORECASE)  # `sep=;`, which Excel reads and hides


class _Field(NamedTuple):
    """A field: its row and column, where its content stands, and what stands behind it: a separator, a break, ""."""

    row: int
    column: int
    start: int
    end: int
    behind: str


def read(path: str, data: bytes) -> Draft:
    """Read a table; raises ReadError when the data is too large, no text, or nothing but white space."""
    if len(data) > SIZE_LIMIT:
        raise ReadError(path, TOO_LARGE(size=-(-len(data) // MIB), limit=SIZE_LIMIT // MIB))
    try:
        text, encoding, _ = decode(data)
    except UndecodableError as error:
        raise ReadError(path, _UNREADABLE(reason=error.said)) from error
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _TAB if path.lower().endswith(".tsv") else _separator(text[:_SAMPLE])
    masked = list(text)
    spans: dict[tuple[int, int], SourceSpan] = {}
    ends: dict[int, int] = {}  # where the rows end
    for field in _fields(text, separator, declared.end() if declared else 0):
        _mask(masked, text, field)
        start, end = _stripped(text, field.start, field.end)
        spans[field.row, field.column] = SourceSpan(start, end)
        ends[field.row] = field.end
        if len(spans) > FIELD_LIMIT:
            raise ReadError(path, TOO_MANY(sheet=PurePath(path).name, limit=FIELD_LIMIT))
    shown = "".join(masked)
    texts = {place: shown[slice(*span)] for place, span in spans.items() if span.start < span.end}
    blocks: list[Block] = []
    for piece in pieces(Sheet(path, texts), path):
        cells = [
            GridCell(spans.get((cell.row, cell.column), SourceSpan(ends[cell.row], ends[cell.row])), *cell[1:])
            for cell in (piece if isinstance(piece, list) else [piece])
        ]
        if isinstance(piece, CellText):
            blocks.append(Paragraph(cells[0].span))
        else:
            blocks.append(Grid(tuple(cells), SourceSpan(cells[0].span.start, cells[-1].span.end)))
    if not blocks:
        raise ReadError(path, EMPTY())
    return Draft(path, "csv", encoding, shown, tuple(blocks), tables_alone=True)


def _separator(sample: str) -> str:
    """Return the separator that parts the most lines, and these the most; a comma when none does."""
    parted: dict[str, tuple[int, int]] = {}
    for separator in _SEPARATORS:
        fields = [field for field in _fields(sample, separator, 0) if field.column]
        parted[separator] = len({field.row for field in fields}), len(fields)
    return max(_SEPARATORS, key=parted.__getitem__)


def _fields(text: str, separator: str, at: int) -> Iterator[_Field]:
    """Yield the fields in order. A quote that does not enclose a whole field is a character like any other."""
    pattern = re.compile(
        rf'"(?P<quoted>(?:[^"]|"")*+)"(?P<after>\r\n|[\r\n{separator}]|\Z)'
        rf"|(?P<bare>[^\r\n{separator}]*+)(?P<behind>\r\n|[\r\n{separator}]|\Z)"
    )
    row = column = 0
    while at < len(text) or column:
        found = pattern.match(text, at)
        if found is None:  # pragma: no cover  (the second half matches everywhere)
            return
        name = "bare" if found["quoted"] is None else "quoted"
        behind = found["behind"] if name == "bare" else found["after"]
        yield _Field(row, column, *found.span(name), behind)
        at = found.end()
        row, column = (row, column + 1) if behind == separator else (row + 1, 0)
        if not behind:
            return


def _mask(masked: list[str], text: str, field: _Field) -> None:
    """Put tabs for separators and nothing for quotes, each in its place."""
    quoted = field.start > 0 and text[field.start - 1] == '"' and text[field.end : field.end + 1] == '"'
    if quoted:
        masked[field.start - 1] = masked[field.end] = _NOTHING
        for pair in re.finditer('""', text[field.start : field.end]):
            masked[field.start + pair.start() + 1] = _NOTHING
    if field.behind and field.behind in _SEPARATORS:
        masked[field.end + quoted] = _TAB


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range without the white space around it."""
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    return start, max(start, start + len(content.strip()))
