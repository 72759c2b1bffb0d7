"""Markdown as a draft: the text of the draft is the source, and every span points into it.

Lines and columns are those of the file, so a finding is found, and a fix made, in the file itself. What is markup and
not text (`#`, `**`, the target of a link, a tag, a fence) is masked by word joiners, character for character: folding
drops them, and a span that holds one covers markup, which a fix must keep. An entity (`&nbsp;`) becomes its character,
masked to the same length. Numbers of lists stay as they are written, but those that Markdown counts differently are
masked. Left out are front matter (it is the residue), comments, pictures, struck text, and fenced code of a named
language; other fenced text stays, a line a paragraph.

A line break inside a paragraph (or inside a cell written in HTML) only wraps it. CommonMark wraps every line that no
blank line parts from the next, drafters do not: a line that ends a sentence, stays far from the margin or is followed
by an ordinal is a paragraph of its own. Indentation is no code, for so begin paragraphs in Chinese. What Markdown would
not show, such as the definition of a link, stays as text: nothing is lost in silence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from reportlint.draft.draft import Draft, Grid
from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.positions import SourceSpan
from reportlint.readers import _extras
from reportlint.readers._markdown_blocks import Reading
from reportlint.text.encodings import UndecodableError, decode

if TYPE_CHECKING:
    from reportlint.draft.draft import Block

SUFFIXES = (".md", ".markdown")

SIZE_LIMIT: Final = 4 * _extras.MIB
"""The largest Markdown that is read, in bytes."""

_UNREADABLE: Final = Sentence("不能读取：{reason}", "cannot be read: {reason}")
_DEEPEST: Final = 100  # lists and quotations in each other; what is deeper stays as text
_LINE_BREAK: Final = re.compile(r"\r\n?|\n")
_TABLE_TAG: Final = re.compile(r"<(/?)table\b|(\n)", re.IGNORECASE)


def read(path: str, data: bytes) -> Draft:
    """Read Markdown: CommonMark with tables and struck text, and with HTML in it.

    Raises ReadError when the data is too large, no text, or nothing but white space and marks.
    """
    if len(data) > SIZE_LIMIT:
        raise ReadError(path, _extras.TOO_LARGE(size=-(-len(data) // _extras.MIB), limit=SIZE_LIMIT // _extras.MIB))
    try:
        text, encoding, _ = decode(data)
    except UndecodableError as error:
        raise ReadError(path, _UNREADABLE(reason=error.said)) from error
    breaks = _LINE_BREAK.findall(text)
    reading = Reading(_LINE_BREAK.sub("\n", text))
    reading.take(_parser().parse(reading.source))
    blocks = reading.finished()
    if not blocks:
        raise ReadError(path, _extras.EMPTY())
    masked = "\n".join(reading.lines)
    if "\r\n" in breaks:
        blocks = _with_breaks(blocks, masked, breaks)
    lines = (line + end for line, end in zip(reading.lines, [*breaks, ""], strict=True))
    return Draft(path, "markdown", encoding, "".join(lines), tuple(blocks), reading.front_matter)


def _with_breaks(blocks: list[Block], masked: str, breaks: list[str]) -> list[Block]:
    """Move the blocks to where they stand in the source, in which some line breaks are two characters."""
    starts: list[int] = []  # of the lines behind such a break, as the blocks count
    end = -1
    for found in breaks:
        end = masked.index("\n", end + 1)
        if found == "\r\n":
            starts.append(end + 1)

    def moved(span: SourceSpan) -> SourceSpan:
        return SourceSpan(*(offset + bisect_right(starts, offset) for offset in span))

    def at_home(block: Block) -> Block:
        if isinstance(block, Grid):
            cells = tuple(replace(cell, span=moved(cell.span)) for cell in block.cells)
            return replace(block, cells=cells, span=moved(block.span))
        return replace(block, span=moved(block.span))

    return [at_home(block) for block in blocks]


@cache
def _parser() -> Any:
    """Return a parser of blocks; what stands in a line is left to `_markdown_inline`."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable(["code", "reference"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.before("fence", "html_table", _html_table, {"alt": ["paragraph", "blockquote"]})
    return parser


def _html_table(state: Any, first: int, _end: int, silent: bool) -> bool:
    """Take a table in HTML as one block, also with blank lines in it; a rule of markdown-it."""
    begin = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith("<", begin):
        return False
    if "tables" not in state.env:
        state.env["tables"] = _html_tables(state.src)
    last = state.env["tables"].get(first)
    if last is None or last >= state.lineMax:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map = [first, last + 1]
        state.line = last + 1
    return True


def _html_tables(source: str) -> dict[int, int]:
    """Return the lines on which outermost tables begin, with those on which they end; what is not closed is none."""
    found: dict[int, int] = {}
    line = 0
    open_: list[int] = []
    for match in _TABLE_TAG.finditer(source):
        if match[2]:
            line += 1
        elif not match[1]:
            open_.append(line)
        elif open_:
            found[open_.pop()] = line
    return found
