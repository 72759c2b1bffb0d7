"""Puts a draft together from the paragraphs and tables that a reader finds, for formats that are not text themselves.

The draft's text is what a person would copy out of the document: a paragraph is a line, so is a row of a table, its
cells parted by tabs. Cells that a merged cell covers are not repeated. Nothing here knows a file format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportlint.draft.draft import Draft, Grid, GridCell, Paragraph
from reportlint.positions import SourceSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.draft.draft import Block

_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAKS_AND_TABS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


class CellText(NamedTuple):
    """One cell of a table: its text, its 0-based place, how many rows and columns it covers (at least 1)."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


class DraftBuilder:
    """Collects blocks in reading order; `draft` then returns the draft."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    def paragraph(self, text: str, *, level: int | None = None, location: str = "") -> None:
        """Add a paragraph; each line of the text becomes one, blank lines are left out.

        level, location: see `Paragraph`.
        """
        for line in _BREAKS.split(text):
            if line.strip():
                start = self._length
                self._add(line)
                self._blocks.append(Paragraph(SourceSpan(start, self._length), level, location))
                self._add("\n")

    def grid(self, cells: Iterable[CellText], *, location: str = "") -> None:
        """Add a table; line breaks and tabs inside a cell are dropped, for a cell is one line.

        cells: in any order, merged cells once; those without a row are ignored. location: see `Grid`.
        """
        placed: list[GridCell] = []
        start = self._length
        row: int | None = None
        for cell in sorted(cells, key=lambda one: (one.row, one.column)):
            if row is not None:
                self._add("\n" if cell.row != row else "\t")
            row = cell.row
            begin = self._length
            self._add(_BREAKS_AND_TABS.sub("", cell.text).strip())
            span = SourceSpan(begin, self._length)
            placed.append(GridCell(span, cell.row, cell.column, cell.row_span, cell.column_span))
        if placed:
            self._blocks.append(Grid(tuple(placed), SourceSpan(start, self._length), location))
            self._add("\n")

    def draft(
        self,
        path: str,
        name: str,
        *,
        encoding: str = "",
        residue: str = "",
        tables_alone: bool = False,
    ) -> Draft:
        """Return the draft; name: of its format; see `Draft` for the others."""
        return Draft(path, name, encoding, "".join(self._pieces), tuple(self._blocks), residue, tables_alone)

    @property
    def empty(self) -> bool:
        """Tell whether nothing but blank cells and paragraphs was added."""
        return not any(piece.strip() for piece in self._pieces)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
