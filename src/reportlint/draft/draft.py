"""The draft: immutable text plus where each piece of it came from.

Readers build drafts; nothing here knows a file format. All spans are `SourceSpan`s into `Draft.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from reportlint.positions import SourceSpan


class Paragraph(Struct, frozen=True):
    """One paragraph (for plain text: one line).

    level: heading level given by the file format (1 is highest), None when the format says nothing.
    location: where a reader of the original finds it (第12段, 第3页); empty when the line number says it all.
    """

    span: SourceSpan
    level: int | None = None
    location: str = ""


class GridCell(Struct, frozen=True):
    """One cell of a grid; row and column are 0-based, row_span and column_span at least 1."""

    span: SourceSpan
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


class Grid(Struct, frozen=True):
    """A table as the file format gives it: cells in row-major order, merged cells once.

    location: where a reader of the original finds it (第2个表格, 第3页).
    """

    cells: tuple[GridCell, ...]
    span: SourceSpan
    location: str = ""


Block = Paragraph | Grid


class Draft(Struct, frozen=True):
    """One draft as a reader returns it.

    format: the reader's name. encoding: how the bytes were decoded ("" for binary formats).
    text: everything a rule may look at. blocks: its paragraphs and grids in reading order.
    residue: what stands around the draft and is not part of it: navigation of a web page, running heads.
    tables_alone: True when the file can only hold tables (a workbook): the rest of the report is elsewhere.
    """

    path: str
    format: str
    encoding: str
    text: str
    blocks: tuple[Block, ...]
    residue: str = ""
    tables_alone: bool = False
