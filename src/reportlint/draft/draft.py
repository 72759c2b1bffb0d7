"""The draft: immutable text plus where each piece of it came from.

Readers build drafts; nothing here knows a file format. All spans are `SourceSpan`s into `Draft.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlint.positions import SourceSpan


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (for plain text: one line).

    level: heading level given by the file format (1 is highest), None when the format says nothing.
    location: where a reader of the original finds it (第12段); empty when the line number says it all.
    """

    span: SourceSpan
    level: int | None = None
    location: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid; row and column are 0-based, row_span and column_span at least 1."""

    span: SourceSpan
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file format gives it: cells in row-major order, merged cells once."""

    cells: tuple[GridCell, ...]
    span: SourceSpan
    location: str = ""


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft as a reader returns it.

    format: the reader's name. encoding: how the bytes were decoded ("" for binary formats).
    text: everything a rule may look at. blocks: its paragraphs and grids in reading order.
    """

    path: str
    format: str
    encoding: str
    text: str
    blocks: tuple[Block, ...]
