"""The blocks of a Markdown draft: paragraphs, headings and tables, with spans into the source whose markup is masked.

markdown-it tells which lines a block takes; where in the lines its text stands is found here.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from reportlint.draft.draft import Grid, GridCell, Paragraph
from reportlint.positions import SourceSpan
from reportlint.readers._html_tables import MOST_COLUMNS
from reportlint.readers._markdown_html import read_region
from reportlint.readers._markdown_inline import BLANK, MASK, clean, mask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.draft.draft import Block

_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(?=[^\n]*:)(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_NUMBER: Final = re.compile(r"(\d{1,9})[.)][ \t]?")
_ROW_LEAD: Final = re.compile(r"[\s>]*(?:(?:[-+*]|\d{1,9}[.)])\s+(?=\|))*")
_QUOTED: Final = re.compile(r"[\s>]*")
_ONLY_MARKS: Final = re.compile(r"[\s>*+=|:\-]*")
_BAR: Final = re.compile(r"\\.|(\|)")
_PLAIN: Final = frozenset({"", "text", "txt", "plain", "plaintext"})  # fences around text and not around code

# The end of a sentence or an item; a line that begins anew.
_CLOSED: Final = re.compile(r"[。！？；：!?;:][”’」』）)》】\s\u2060]*\Z")
_BEGINS: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]"
    r"|\d{1,2}(?:[.．](?!\d)|、)|[①-⑳]|第[一二三四五六七八九十]{1,3}[章节]"
    r"|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\Z)"
)
_LEAST_WRAPPED: Final = 16  # characters of the narrowest line that is wrapped
_NEAR_MARGIN: Final = 0.7  # of the longest line, for marks that may not begin a line and words that stay whole


class Reading:
    """The lines of a source, masked step by step; `finished` then returns the blocks.

    source: what the parser is to parse. front_matter: what stands before the text.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.front_matter = ""
        self._blocks: list[Block] = []
        self._starts: list[int] = []
        start = 0
        for line in self.lines:
            self._starts.append(start)
            start += len(line) + 1
        self._covered: set[int] = set()
        self._miscounted: set[tuple[int, str]] = set()  # line, number of an item as written
        self._grids = 0
        found = _FRONT_MATTER.match(text)
        height = found[0].count("\n") if found else 0
        if found:
            self.front_matter = found[0].strip()
            self._mask(0, height + (not found[0].endswith("\n")))
        self.source = "\n" * height + text.split("\n", height)[-1]

    def finished(self) -> list[Block]:
        """Return the blocks in order; a line with text that no block holds is a paragraph."""
        for number, line in enumerate(self.lines):
            if number not in self._covered and line.strip(BLANK):
                if _ONLY_MARKS.fullmatch(line):
                    self.lines[number] = mask(line)
                else:
                    self._paragraph(number, number)
        return sorted(self._blocks, key=lambda block: block.span)

    def take(self, tokens: Sequence[Any]) -> None:
        """Take what the parser found."""
        lists: list[int] = []  # the number of the next item
        level: int | None = None
        in_table = False
        for token in tokens:
            kind = token.type
            if kind in ("ordered_list_open", "bullet_list_open"):
                lists.append(int(token.attrs.get("start", 1)))
            elif kind in ("ordered_list_close", "bullet_list_close"):
                lists.pop()
            elif kind == "list_item_open":
                if token.info and int(token.info) != lists[-1]:
                    self._miscounted.add((token.map[0], token.info))
                lists[-1] += 1
            elif kind in ("heading_open", "heading_close"):
                level = int(token.tag[1:]) if kind == "heading_open" else None
            elif kind in ("table_open", "table_close"):
                in_table = kind == "table_open"
                self._take_block(token)
            elif kind != "inline":
                self._take_block(token)
            elif token.content and not in_table:
                self._prose(token.map[0], token.content.split("\n"), level)

    def _take_block(self, token: Any) -> None:
        if token.type == "table_open":
            self._table(*token.map)
        elif token.type == "fence":
            self._fence(token.map[0], token.map[1], token)
        elif token.type == "hr":
            self._mask(*token.map)
        elif token.type == "html_block":
            self._html(*token.map, quoted=token.level > 0)

    # ---------------------------------------------------------------- prose

    def _prose(self, first: int, contents: Sequence[str], level: int | None) -> None:
        """Take a paragraph or a heading; contents: its lines as the parser gives them, which end those of the source."""
        last = first + len(contents) - 1
        columns = [self._column(first + index, content, level) for index, content in enumerate(contents)]
        ends = [
            len(self.lines[first + index]) if level is None else columns[index] + len(content.strip())
            for index, content in enumerate(contents)
        ]
        tails = [self.lines[first + index][columns[index] : end] for index, end in enumerate(ends)]
        cleaned = clean("\n".join(tails))
        forced: set[int] = set()
        offset = 0
        for number, (piece, column, end) in enumerate(
            zip(cleaned.text.split("\n"), columns, ends, strict=True), start=first
        ):
            line = self.lines[number]
            self.lines[number] = self._lead(number, line[:column]) + piece + mask(line[end:])
            offset += len(piece)
            if offset in cleaned.breaks:
                forced.add(number)
            offset += 1
        if level is not None:
            self._paragraph(first, last, level)
            self._mask_underline(last + 1, of=first)
            return
        longest = max(map(_width, self.lines[first : last + 1]))
        start = first
        for number in range(first, last + 1):
            if number == last or number in forced or not self._wraps(number, longest):
                self._paragraph(start, number)
                start = number + 1

    def _column(self, number: int, content: str, level: int | None) -> int:
        """Return where the content of a line begins; 0 when it cannot be found, so that nothing is taken for markup."""
        line, content = self.lines[number], content.strip()
        if level is not None:
            lead = len(line) - len(line.lstrip(" \t>#*+-"))
            found = line.find(content, lead) if content else -1
            return found if found >= 0 else max(0, line.find(content))
        line = line.rstrip()
        return len(line) - len(content) if line.endswith(content) else 0

    def _lead(self, number: int, lead: str) -> str:
        """Mask what stands before the text of a line, but the numbers of items."""
        parts: list[str] = []
        done = 0
        for match in _NUMBER.finditer(lead):
            if (number, match[1]) not in self._miscounted:
                parts += (mask(lead[done : match.start()]), match[0])
                done = match.end()
        return "".join((*parts, mask(lead[done:])))

    def _wraps(self, number: int, longest: int) -> bool:
        """Tell whether a line of a paragraph runs on in the next one."""
        above, below = self.lines[number].strip(BLANK), self.lines[number + 1].strip(BLANK)
        return (
            _width(above) >= max(_LEAST_WRAPPED, _NEAR_MARGIN * longest)
            and _CLOSED.search(above) is None
            and _BEGINS.match(below) is None
            and "|" not in above + below
        )

    def _mask_underline(self, number: int, *, of: int) -> None:
        """Mask the line under a heading that is marked by one, and not by number signs."""
        if number < len(self.lines) and number not in self._covered and "#" not in self.source_line(of)[:20]:
            underline = self.lines[number].strip(" \t>")
            if underline and set(underline) in ({"="}, {"-"}):
                self._mask(number, number + 1)

    def source_line(self, number: int) -> str:
        """Return a line as its author wrote it."""
        start = self._starts[number]
        return self.source[start : start + len(self.lines[number])]

    def _paragraph(self, first: int, last: int, level: int | None = None) -> None:
        """Add a paragraph, from its first to its last character that is text."""
        self._covered.update(range(first, last + 1))
        line = self.lines[first]
        start = self._starts[first] + len(line) - len(line.lstrip(BLANK))
        end = self._starts[last] + len(self.lines[last].rstrip(BLANK))
        if start < end:
            self._blocks.append(Paragraph(SourceSpan(start, end), level))

    def _mask(self, first: int, end: int) -> None:
        for number in range(first, min(end, len(self.lines))):
            self.lines[number] = mask(self.lines[number])

    # ---------------------------------------------------------------- other blocks

    def _table(self, first: int, end: int) -> None:
        """Take a pipe table; a line without a bar behind its rows is prose, and a cell too many is kept."""
        self._mask(first + 1, first + 2)
        cells: list[GridCell] = []
        row = width = 0
        for number in (first, *range(first + 2, end)):
            places = _bars(self.lines[number])
            if not places:
                self._prose(number, [self.lines[number].strip()], None)
                continue
            width = width or min(len(places), MOST_COLUMNS)
            self._covered.add(number)
            base = self._starts[number]
            line = self.lines[number]
            cleaned = [clean(line[start:stop]).text for start, stop in places]
            self.lines[number] = _rejoined(line, places, cleaned)
            for column, ((start, stop), piece) in enumerate(zip(places, cleaned, strict=True)):
                lead = len(piece) - len(piece.lstrip(BLANK))
                begin, finish = (start + lead, start + len(piece.rstrip(BLANK))) if lead < len(piece) else (stop, stop)
                cells.append(GridCell(SourceSpan(base + begin, base + finish), row, column))
            after = base + places[-1][1]
            cells += (GridCell(SourceSpan(after, after), row, column) for column in range(len(places), width))
            row += 1
        if cells:
            self._grid(Grid(tuple(cells), _around(cells), f"第{self._grids + 1}个表格"))

    def _grid(self, grid: Grid) -> None:
        self._grids += 1
        self._blocks.append(grid)

    def _fence(self, first: int, end: int, token: Any) -> None:
        """Take text between fences: code of a named language is left out, other text stays, and so does open code."""
        end = min(end, len(self.lines))
        closed = end - first > 1 and not self.lines[end - 1].strip(" \t>" + token.markup[0])
        language = token.info.strip().lower().partition(" ")[0]
        if closed and language.isascii() and language not in _PLAIN:
            self._mask(first, end)
            return
        opening = self.lines[first]
        info = opening.index(token.markup) + len(token.markup)
        self.lines[first] = mask(opening[:info]) + (opening[info:] if token.info.strip() else "")
        if closed:
            self._mask(end - 1, end)
        if token.level:
            self._unquote(first + 1, end - closed)

    def _unquote(self, first: int, end: int) -> None:
        """Mask the marks of quotations that lines begin with."""
        for number in range(first, end):
            line = self.lines[number]
            lead = _QUOTED.match(line)
            start = lead.end() if lead else 0
            self.lines[number] = mask(line[:start]) + line[start:]

    def _html(self, first: int, end: int, *, quoted: bool) -> None:
        """Take HTML: its tables, and lines of text."""
        end = min(end, len(self.lines))
        if quoted:
            self._unquote(first, end)
        region = read_region("\n".join(self.lines[first:end]), self._starts[first], self._grids)
        self.lines[first:end] = region.text.split("\n")
        for grid in region.grids:
            self._grid(grid)
            self._covered.update(self._lines_of(grid, first, end))

    def _lines_of(self, grid: Grid, first: int, end: int) -> list[int]:
        return [
            number
            for number in range(first, end)
            if self._starts[number] < grid.span.end
            and grid.span.start <= self._starts[number] + len(self.lines[number])
        ]


def _width(line: str) -> int:
    """Return how many characters of a line are text."""
    return len(line.strip(BLANK)) - line.strip(BLANK).count(MASK)


def _around(cells: Sequence[GridCell]) -> SourceSpan:
    return SourceSpan(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))


def _bars(line: str) -> list[tuple[int, int]]:
    """Return where the cells of a row stand; [] when the line has no bar. The outer bars open and close it."""
    lead = _ROW_LEAD.match(line)
    start = lead.end() if lead else 0
    end = len(line.rstrip())
    bars = [match.start() for match in _BAR.finditer(line, start, end) if match[1]]
    if not bars:
        return []
    edges = [start - 1, *bars, end]
    places = [(a + 1, b) for a, b in pairwise(edges)]
    if bars[0] == start:
        places = places[1:]
    if len(places) > 1 and bars[-1] == end - 1:
        places = places[:-1]
    return places


def _rejoined(line: str, places: Sequence[tuple[int, int]], pieces: Sequence[str]) -> str:
    """Return a row with new text in its cells; what stands before it is masked."""
    parts = [mask(line[: places[0][0]]) if line[: places[0][0]].strip() != "|" else line[: places[0][0]]]
    for index, ((_, stop), piece) in enumerate(zip(places, pieces, strict=True)):
        after = places[index + 1][0] if index + 1 < len(places) else len(line)
        parts += (piece, line[stop:after])
    return "".join(parts)
