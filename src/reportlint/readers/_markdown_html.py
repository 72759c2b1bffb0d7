"""HTML inside Markdown: tags are masked where they stand, tables become grids whose cells point into the source.

No parser of the libraries tells where in the source each piece stands (that of the standard library does, at a cost
that grows with the square of unclosed quotes), so tags are found by their shape. Where a cell stands in its table is
worked out as for web pages. A line stays a line: what `<br>` or `<p>` would break inside one
line is not broken.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.draft.draft import Grid, GridCell
from reportlint.positions import SourceSpan
from reportlint.readers._html_tables import Cell, Rows, place
from reportlint.readers._markdown_inline import BLANK, MASK, mask

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNSEEN: Final = frozenset({"del", "rp", "rt", "script", "style", "template", "title"})
# A comment, a declaration, a tag, a reference to a character. No `<` inside the quotes of a tag, to keep the cost linear.
_TOKEN: Final = re.compile(
    r"(?P<comment><!--)|<[!?][^<>]*+>|<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*+)"
    r"(?P<attributes>(?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+)>|(?P<reference>&(?:\#\w{1,8}|[A-Za-z]\w{1,31});?)"
)
_ATTRIBUTE: Final = re.compile(r"([\w:-]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"']++)))?")
_VOID: Final = frozenset({"br", "hr", "img", "input"})
_HIDING: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LONGEST_CELL: Final = 300  # characters; a table with a longer cell only lays out text


class Region(NamedTuple):
    """A stretch of HTML without its tags, as long as before, and its tables; spans count from the given start."""

    text: str
    grids: tuple[Grid, ...]


def read_region(text: str, start: int, numbers: int) -> Region:
    """Read a stretch of HTML; its lines are parted by LF.

    start: where it stands in the draft. numbers: how many tables stand before it.
    """
    walk = _Walk(text)
    clean = walk.clean()
    grids: list[Grid] = []
    for table in walk.tables:
        cells = _placed(clean, table, start)
        if cells:
            whole = SourceSpan(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
            grids.append(Grid(cells, whole, f"第{numbers + len(grids) + 1}个表格"))
    return Region(clean, tuple(grids))


class _Table:
    """A table that is being read; places: by cell, where its text begins and ends."""

    def __init__(self) -> None:
        self.rows = Rows()
        self.cell: Cell | None = None
        self.places: dict[Cell, tuple[int, int]] = {}
        self.nested = False


class _Walk:
    """Finds what is text, and the tables, in the order they begin."""

    def __init__(self, text: str) -> None:
        self.tables: list[_Table] = []
        self._text = text
        self._parts: list[str] = []
        self._open: list[_Table] = []
        self._unseen: list[str] = []

    def clean(self) -> str:
        """Return the text with everything else masked."""
        done = 0
        no_more = False  # comments that are closed
        for token in _TOKEN.finditer(self._text):
            if token.start() < done:
                continue
            self._keep(done, self._text[done : token.start()])
            done = token.end()
            if token["reference"]:
                self._keep(token.start(), unescape(token[0]).ljust(len(token[0]), MASK)[: len(token[0])])
                continue
            if token["comment"]:
                close = -1 if no_more else self._text.find("-->", done)
                no_more = close < 0
                done = max(done, close + 3)
            elif token["name"]:
                self._tag(token["name"].lower(), token)
            self._parts.append(mask(self._text[token.start() : done]))
        self._keep(done, self._text[done:])
        return "".join(self._parts)

    def _tag(self, name: str, token: re.Match[str]) -> None:
        if self._unseen:
            if name == self._unseen[0]:
                if token["end"]:
                    self._unseen.pop()
                else:
                    self._unseen.append(name)
        elif token["end"]:
            if name == "table" and self._open:
                self._open.pop()
            elif name in ("td", "th", "tr") and self._open:
                self._open[-1].cell = None
        else:
            found = _ATTRIBUTE.findall(token["attributes"])
            self._start(name, {key.lower(): "".join(values) for key, *values in found}, token.end())

    def _start(self, name: str, attributes: Mapping[str, str], after: int) -> None:
        hidden = "hidden" in attributes or _HIDING.search(attributes.get("style", "")) is not None
        if name in _UNSEEN or (hidden and name not in _VOID):
            self._unseen.append(name)
        elif name == "table":
            for outer in self._open[-1:]:
                outer.nested = True
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif self._open:
            self._in_table(self._open[-1], name, attributes, after)

    def _in_table(self, table: _Table, name: str, attributes: Mapping[str, str], after: int) -> None:
        if name in ("thead", "tbody", "tfoot"):
            table.cell = None
            table.rows.group += 1
        elif name == "tr":
            table.cell = None
            table.rows.begin_row()
        elif name in ("td", "th"):
            table.cell = table.rows.begin_cell(attributes.get("rowspan"), attributes.get("colspan"))
            table.places[table.cell] = (after, after)

    def _keep(self, start: int, content: str) -> None:
        if self._unseen:
            content = mask(content)
        self._parts.append(content)
        inner = content.strip(BLANK + "\n")
        table = self._open[-1] if self._open else None
        if inner and table and table.cell:
            begin = start + len(content) - len(content.lstrip(BLANK + "\n"))
            first, last = table.places[table.cell]
            table.places[table.cell] = (begin if first == last else first, begin + len(inner))


def _placed(clean: str, table: _Table, start: int) -> tuple[GridCell, ...]:
    """Return the cells of a data table, none of one that lays out text."""
    placed = None if table.nested else place(table.rows)
    filled = [(first, last) for first, last in table.places.values() if clean[first:last].strip(BLANK + "\n")]
    if placed is None or len(filled) < 2 or any(last - first > _LONGEST_CELL for first, last in filled):
        return ()
    if len({one.column for one in placed}) == 1:
        return ()
    return tuple(GridCell(SourceSpan(*(start + place for place in table.places[one.cell])), *one[1:]) for one in placed)
