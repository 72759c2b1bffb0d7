"""The paragraphs and tables of one story of a .docx file: its body, a note, a header.

Changes are read as accepted: what is deleted is gone, and a paragraph whose end is deleted runs on in the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlint.readers._word_blocks import WordCell, WordParagraph, WordTable
from reportlint.readers._word_inline import ALTERNATIVES, Collected, Inline, shown
from reportlint.readers._word_merges import RowCell, merged
from reportlint.readers._word_package import W, child, number, switched, value
from reportlint.readers._word_styles import heading_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlint.readers._word_blocks import WordBlock
    from reportlint.readers._word_lists import Counters
    from reportlint.readers._word_package import Element
    from reportlint.readers._word_styles import Numbering, Style, Styles

BOX: Final = "文本框"

_WRAPPERS: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_COLUMNS: Final = 63  # Word allows no more; a file that claims more would only cost memory


class Story:
    """Reads blocks from the elements that hold them.

    collected: the notes that the text refers to. contents: the lines of tables of contents, which no story holds.
    """

    def __init__(self, styles: Styles, numbering: Numbering, counters: Counters, *, preserve: bool = False) -> None:
        self._styles = styles
        self._numbering = numbering
        self._counters = counters
        self.collected = Collected()
        self.contents: list[str] = []
        self._inline = Inline(styles, self.collected, preserve=preserve)

    def blocks(self, holder: Element, place: str = "") -> Iterator[WordBlock]:
        """Yield the blocks of a body, a cell, a note or a text box in order; place: see `WordParagraph`."""
        before: list[str] = []  # texts whose paragraph marks were deleted
        for element in self._unwrapped(holder):
            if element.tag == f"{W}p":
                properties = child(element, "pPr")
                style = self._styles.named(value(properties, "pStyle"))
                before.append(self._inline.text(element, style))
                boxes, self.collected.boxes = self.collected.boxes, []
                if not _goes_on(properties):
                    yield from self._finished("".join(before), properties, style, place)
                    before = []
                for box in boxes:
                    yield from self.blocks(box, BOX)
            elif element.tag == f"{W}tbl":
                yield WordParagraph("".join(before), None, place)
                before = []
                yield WordTable(tuple(self._cells(element, place)))
        yield WordParagraph("".join(before), None, place)

    def _finished(self, text: str, properties: Element | None, style: Style, place: str) -> Iterator[WordParagraph]:
        if style.contents:
            self.contents.append(text)
            return
        if text.strip() or not switched(child(properties, "rPr"), "vanish"):
            text = self._label(properties, style) + text
        yield WordParagraph(text, _level(properties, style), place)

    def _unwrapped(self, holder: Iterable[Element]) -> Iterator[Element]:
        """Yield paragraphs, tables, rows or cells, out of whatever is wrapped around them."""
        for element in holder:
            if element.tag in _WRAPPERS:
                yield from self._unwrapped(element)
            elif element.tag == ALTERNATIVES:
                yield from self._unwrapped(shown(element))
            else:
                yield element

    def _label(self, properties: Element | None, style: Style) -> str:
        list_id, depth, owner = style.list_id, style.depth, style.owner
        own = child(properties, "numPr")
        if own is not None:
            list_id = value(own, "numId") or list_id
            own_depth = number(own, "ilvl")
            if own_depth is not None:
                depth, owner = own_depth, ""
        ordered = None if list_id is None else self._numbering.list(list_id)
        if ordered is None or list_id is None:
            return ""
        of_style = self._numbering.depth(list_id, owner) if owner else None
        return self._counters.label(ordered, of_style if of_style is not None else depth or 0)

    def _cells(self, table: Element, place: str) -> Iterator[WordCell]:
        rows = [row for row in self._unwrapped(table) if row.tag == f"{W}tr" and not _is_gone(row)]
        for cell in merged([list(self._row(row)) for row in rows]):
            blocks = tuple(self.blocks(cell.element, place))
            yield WordCell(blocks, cell.row, cell.column, cell.row_span, cell.column_span)

    def _row(self, row: Element) -> Iterator[RowCell]:
        column = _bounded(number(child(row, "trPr"), "gridBefore"), 0)
        waiting: RowCell | None = None
        for element in self._unwrapped(row):
            properties = child(element, "tcPr")
            if element.tag != f"{W}tc" or child(properties, "cellDel") is not None:
                continue
            across, down = value(properties, "hMerge"), value(properties, "vMerge")
            width = _bounded(number(properties, "gridSpan"), 1)
            if waiting is not None and across not in (None, "restart"):  # it only makes its left neighbour wider
                waiting = waiting._replace(width=waiting.width + width)
            else:
                if waiting is not None:
                    yield waiting
                waiting = RowCell(element, column, width, down is not None, down not in (None, "restart"))
            column += width
        if waiting is not None:
            yield waiting


def _bounded(count: int | None, least: int) -> int:
    return least if count is None else max(least, min(count, _COLUMNS))


def _is_gone(row: Element) -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or bool(switched(properties, "hidden"))


def _goes_on(properties: Element | None) -> bool:
    """Tell whether the mark of a paragraph is deleted, or moved away."""
    mark = child(properties, "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _level(properties: Element | None, style: Style) -> int | None:
    outline = number(properties, "outlineLvl")
    return style.level if outline is None else heading_level(outline)
