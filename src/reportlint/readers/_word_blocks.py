"""What both Word readers find, paragraphs and tables within tables, and how a draft is put together from it.

A table that only lays out running text (a report pasted into one cell, a page divided by a table) is unpacked into its
paragraphs and inner tables in reading order; a table within a data cell becomes a grid of its own behind the outer one.
Nothing here knows a file format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from reportlint.draft.builder import CellText, DraftBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlint.draft.draft import Draft


class WordParagraph(Struct, frozen=True):
    """One paragraph; level as in `Paragraph`. place: "" for the body, else where it stands (脚注1, 文本框)."""

    text: str
    level: int | None = None
    place: str = ""


class WordCell(Struct, frozen=True):
    """One cell of a table, merged cells once; the numbers are those of `GridCell`."""

    blocks: tuple[WordBlock, ...]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


class WordTable(Struct, frozen=True):
    """One table, its cells row by row."""

    cells: tuple[WordCell, ...]


WordBlock = WordParagraph | WordTable

_RUNNING_LENGTH: Final = 60  # characters; labels and notes of statutory tables are shorter, or no sentences
_SENTENCE_END: Final = re.compile("[。！？；]")


class Assembly:
    """Builds a draft from blocks; paragraphs of the body and data tables are counted as a person would."""

    def __init__(self) -> None:
        self._builder = DraftBuilder()
        self._paragraphs = 0
        self._tables = 0

    def add(self, blocks: Iterable[WordBlock]) -> None:
        """Add blocks in reading order."""
        for block in blocks:
            if isinstance(block, WordParagraph):
                self._paragraph(block)
            elif _is_layout(block):
                for cell in block.cells:
                    self.add(cell.blocks)
            else:
                self._grid(block)

    @property
    def empty(self) -> bool:
        """Tell whether no text was added."""
        return self._builder.empty

    def draft(self, path: str, name: str, residue: Iterable[str]) -> Draft:
        """Return the draft of this format; residue: lines that stand around it, each of them once."""
        lines = dict.fromkeys(line.strip() for piece in residue for line in piece.splitlines())
        return self._builder.draft(path, name, residue="\n".join(line for line in lines if line))

    def _paragraph(self, paragraph: WordParagraph) -> None:
        if not paragraph.text.strip():
            return
        place = paragraph.place
        if not place:
            self._paragraphs += 1
            place = f"第{self._paragraphs}段"
        self._builder.paragraph(paragraph.text, level=paragraph.level, location=place)

    def _grid(self, table: WordTable) -> None:
        self._tables += 1
        self._builder.grid(
            (CellText(_own_text(cell), cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells),
            location=f"第{self._tables}个表格",
        )
        for cell in table.cells:
            self.add(block for block in cell.blocks if isinstance(block, WordTable))


def texts(blocks: Iterable[WordBlock]) -> Iterator[str]:
    """Yield the text of every paragraph, also of those within tables."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block.text
        else:
            for cell in block.cells:
                yield from texts(cell.blocks)


def _own_text(cell: WordCell) -> str:
    return "\n".join(block.text for block in cell.blocks if isinstance(block, WordParagraph))


def _is_layout(table: WordTable) -> bool:
    """Tell a table that arranges running text from one that holds data.

    Layout has one cell a row; or running text in a third of the cells that are not blank, or ten times as much of it as
    of everything else: a long note below a table of numbers makes it no layout.
    """
    if len({cell.row for cell in table.cells}) == len(table.cells):
        return True
    running = others = running_length = other_length = 0
    for cell in table.cells:
        text = _own_text(cell).strip()
        if any(isinstance(block, WordTable) for block in cell.blocks) or (
            len(text) >= _RUNNING_LENGTH and _SENTENCE_END.search(text)
        ):
            running += 1
            running_length += len(text)
        elif text:
            others += 1
            other_length += len(text)
    return running > 0 and (2 * running >= others or running_length >= 10 * other_length)
