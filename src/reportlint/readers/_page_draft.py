"""From pages to a draft: running heads apart, paragraphs put together from their lines, tables over page breaks.

Text in several columns beside each other is read across; tables without ruling lines become lines whose columns are
parted by tabs. Pages without text fail: most of them as a whole, a few are named in the residue.
"""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.draft.builder import DraftBuilder
from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import EMPTY
from reportlint.readers._page import lines_of
from reportlint.readers._page_paragraphs import Margins, Placed, margins_of, paragraphs, rows_among
from reportlint.readers._page_spread import Spread, cell_text
from reportlint.readers._page_tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlint.draft.draft import Draft
    from reportlint.readers._page import Line, Page
    from reportlint.readers._page_tables import PageTable

_SCAN: Final = Sentence(
    "有 {count} 页是扫描的图片，没有文字，无法检查（不等于没有问题）；请用原始文档，或先做文字识别并核对",
    "{count} pages are scanned pictures without text and cannot be checked, which does not mean that they are right; "
    "use the original document",
)
_MARGIN: Final = 0.12  # of the height of a page, above and below: where running heads and page numbers stand
_SAME_HEIGHT: Final = 4.0  # in points: how far a running head may move from page to page
_REPEATED: Final = 0.3  # of the pages must have a running head, and two at least

# — 3 —, - 3 -, 第3页, 第 3 页 共 8 页, 3/8, Page 3 of 8
_PAGE_NUMBER: Final = re.compile(
    r"[-—–－―─·•\s]*(?:第\s*)?[0-9０-９]{1,4}\s*(?:页|頁)?(?:\s*[,，/／]?\s*(?:of|共)?\s*[0-9０-９]{1,4}\s*(?:页|頁)?)?[-—–－―─·•\s]*"
    r"|第\s*[一二三四五六七八九十百]{1,5}\s*[页頁].*|page\s*[0-9]+(?:\s*of\s*[0-9]+)?",
    re.IGNORECASE,
)
_CONTINUED: Final = re.compile("[（(]?[续續][上]?[表]?[一二三四五六七八九十0-9]*[）)]?")
_DIGITS: Final = re.compile("[0-9]+")
_SENTENCE_END: Final = re.compile("[。！？；]")
_RUNNING_LENGTH: Final = 60  # characters; labels of tables are shorter, or no sentences

_FEWEST: Final = 20  # characters of a page that counts as text although a picture fills it


class Content(NamedTuple):
    """What stands on a page: its lines outside ruled tables and its tables, each from top to bottom.

    bare: a picture, and hardly a character, fills it.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[PageTable, ...]
    aside: str
    bare: bool


def content_of(page: Page) -> Content:
    """Put the characters of a page together."""
    tables, rest = tables_of(page.glyphs, page.rulings)
    lines = tuple(lines_of(rest))
    letters = sum(len(line.text) for line in lines if not _PAGE_NUMBER.fullmatch(line.text))
    bare = page.pictured and not tables and letters < _FEWEST
    return Content(page.number, page.width, page.height, lines, tuple(tables), page.aside, bare)


def draft_of(path: str, name: str, pages: Sequence[Content]) -> Draft:
    """Return the draft of a format (name) from its pages.

    Raises ReadError when there is no text, or most pages are pictures.
    """
    bare = [page.number for page in pages if page.bare]
    if bare and 2 * len(bare) >= len(pages):
        raise ReadError(path, _SCAN(count=len(bare)))
    if not any(page.lines or page.tables for page in pages):
        raise ReadError(path, EMPTY())
    heads = _heads(pages)
    bodies = [
        [line for index, line in enumerate(page.lines) if index not in head]
        for page, head in zip(pages, heads, strict=True)
    ]
    margins = _all_margins(pages, bodies)
    assembly = _Assembly()
    residue = dict.fromkeys(f"第{number}页是图片，没有读取" for number in bare)
    for page, body, head in zip(pages, bodies, heads, strict=True):
        assembly.page(page, body, margins[round(page.width)])
        residue |= dict.fromkeys(page.lines[index].text for index in sorted(head))
        residue |= dict.fromkeys(line for line in page.aside.splitlines() if line.strip())
    assembly.close()
    return assembly.builder.draft(path, name, residue="\n".join(residue))


# ---------------------------------------------------------------- running heads


def _heads(pages: Sequence[Content]) -> list[set[int]]:
    """Return, for each page, which of its lines are page numbers, running heads or the sign of a continued table."""
    repeated: dict[str, list[float]] = {}
    for page in pages:
        for index in _outer(page):
            line = page.lines[index]
            repeated.setdefault(_DIGITS.sub("#", line.text), []).append(line.base)
    least = max(2, _REPEATED * len(pages))
    places = {text: median(bases) for text, bases in repeated.items() if len(bases) >= least}
    heads: list[set[int]] = []
    for page in pages:
        head = set()
        for index in _outer(page):
            line = page.lines[index]
            usual = places.get(_DIGITS.sub("#", line.text))
            if _PAGE_NUMBER.fullmatch(line.text) or (usual is not None and abs(line.base - usual) <= _SAME_HEIGHT):
                head.add(index)
        first = next((index for index in range(len(page.lines)) if index not in head), None)
        if first is not None and page.tables and _CONTINUED.fullmatch(page.lines[first].text):
            head.add(first)
        heads.append(head)
    return heads


def _outer(page: Content) -> Iterator[int]:
    """Yield the indices of the lines in the margins above and below, but not those beyond a table."""
    top = min([_MARGIN * page.height, *(table.rows[0] for table in page.tables)])
    bottom = max([(1 - _MARGIN) * page.height, *(table.rows[-1] for table in page.tables)])
    for index, line in enumerate(page.lines):
        if line.base < top or line.base > bottom:
            yield index


def _all_margins(pages: Sequence[Content], bodies: Sequence[Sequence[Line]]) -> Mapping[int, Margins]:
    """Return the margins of the pages of each width."""
    by_width: dict[int, list[Sequence[Line]]] = {}
    for page, body in zip(pages, bodies, strict=True):
        by_width.setdefault(round(page.width), []).append(body)
    return {width: margins_of(same, 0, width) for width, same in by_width.items()}


# ---------------------------------------------------------------- blocks


class _Assembly:
    """Builds the draft; a table, or a run of lines, is held back until it is known that it does not go on."""

    def __init__(self) -> None:
        self.builder = DraftBuilder()
        self._run: list[Placed] = []
        self._table: Spread | None = None
        self._place = ""
        self._last = 0

    def page(self, page: Content, body: Sequence[Line], margins: Margins) -> None:
        """Add a page with the lines of its body."""
        rows = rows_among(body)
        blocks: list[tuple[float, PageTable | Placed]] = [
            *((table.rows[0], table) for table in page.tables),
            *((line.base, Placed(line, page.number, margins, index in rows)) for index, line in enumerate(body)),
        ]
        count = 0
        for _, block in sorted(blocks, key=lambda one: one[0]):
            if isinstance(block, Placed):
                self._end_table()
                self._run.append(block)
            elif _is_layout(block):
                self._end_run()
                self._end_table()
                self._unpack(block, page.number)
            else:
                count += 1
                self._add_table(block, page.number, count)

    def close(self) -> None:
        """Add what is held back."""
        self._end_run()
        self._end_table()

    def _add_table(self, table: PageTable, page: int, count: int) -> None:
        self._end_run()
        if self._table is not None and self._last == page - 1 and self._table.continued_by(table):
            self._table.add(table)
        else:
            self._end_table()
            self._table = Spread(table)
            self._place = f"第{page}页 第{count}个表格"
        self._last = page

    def _end_table(self) -> None:
        if self._table is not None:
            self.builder.grid(self._table.cells(), location=self._place)
            self._table = None

    def _end_run(self) -> None:
        for text, page in paragraphs(self._run):
            self.builder.paragraph(text, location=f"第{page}页")
        self._run = []

    def _unpack(self, table: PageTable, page: int) -> None:
        for cell in table.cells:
            rows = rows_among(cell.lines)
            margins = margins_of([cell.lines], cell.left, cell.right)
            self._run = [Placed(line, page, margins, index in rows) for index, line in enumerate(cell.lines)]
            self._end_run()


def _is_layout(table: PageTable) -> bool:
    """Tell a table that arranges running text from one that holds data: one cell a row, or mostly sentences."""
    if len({cell.top for cell in table.cells}) == len(table.cells):
        return True
    texts = [text for text in map(cell_text, table.cells) if text]
    running = [len(text) for text in texts if len(text) >= _RUNNING_LENGTH and _SENTENCE_END.search(text)]
    others = [len(text) for text in texts if len(text) < _RUNNING_LENGTH or not _SENTENCE_END.search(text)]
    return bool(running) and (2 * len(running) >= len(others) or sum(running) >= 10 * sum(others))
