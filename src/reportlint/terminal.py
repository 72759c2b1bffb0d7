"""Text on a terminal: how wide it is, where it breaks, and what a hostile draft must not do to it.

Chinese characters fill two cells, combining marks none. Nothing here knows findings or packs, and nothing imports
`rich.console`: only the table of widths is used, because start-up time counts in a commit hook.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

T = TypeVar("T")

PIPE_WIDTH = 100
_MANY = 50  # drafts for which progress is shown
_BAR = 30  # cells of it
TAB = "    "

# Characters that move the cursor, change the direction of text, take no cell or cannot be encoded: C0, DEL, C1, soft
# hyphen, Arabic and Mongolian marks, zero-width and bidirectional controls, line and paragraph separators, byte order
# mark, interlinear annotations, surrogates, tags. Not the ordinary space, not combining marks, not ideographic space.
_UNPRINTABLE = (
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb"
    "\\ud800-\\udfff\\U000e0000-\\U000e007f]"
)

# What must not be torn apart by a line break: opening marks, then a Latin word or number or any one character, then
# closing marks and combining marks. A run of spaces is a piece of its own.
_PIECE = r"\s+|[（“‘《〈【「『〔]*(?:[!-~\u00a1-\u02af]+|\S)[，。、；：？！）”’》〉】」』〕%％‰℃\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]*"


def cell_len(text: str) -> int:
    """Return the width of a text in terminal cells; the table of widths is read when first needed."""
    from rich.cells import cell_len as measured

    return measured(text)


def progress(items: Iterable[T], total: int) -> Iterator[T]:
    """Pass items on; where they are many and standard error is a terminal, show there how many have passed."""
    if total < _MANY or not sys.stderr.isatty():
        yield from items
        return
    shown = -1
    for done, item in enumerate(items, start=1):
        yield item
        if (percent := 100 * done // total) != shown:
            shown = percent
            filled = percent * _BAR // 100
            sys.stderr.write(f"\r[{'█' * filled}{' ' * (_BAR - filled)}] {done}/{total}")
            sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")


class Style:
    """SGR codes, by what they mean."""

    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;36"
    GOOD = "32"
    STRONG = "1"
    FAINT = "2"


class Clip(NamedTuple):
    """A line cut to fit: its text, the cells before the mark, and the cells under the mark (at least 1)."""

    text: str
    before: int
    marked: int


def visible(text: str) -> str:
    """Return `text` as one line that is safe to print: every unprintable character becomes one visible cell.

    C0 controls and DEL become their pictures (U+2400 …), all others U+FFFD; a tab becomes four spaces.
    """
    return text if text.isprintable() else re.sub(_UNPRINTABLE, _picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\t":
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def visible_lines(text: str) -> list[str]:
    """Return the lines of `text`, each safe to print."""
    return [visible(line) for line in re.split(r"\r\n|\r|\n", text)]


def clip(line: str, start: int, end: int, width: int) -> Clip:
    """Cut `line` to `width` cells (at least 8) around the characters from `start` up to `end` (offsets in `line`).

    What is cut away is shown by "…". When the marked part alone is too wide, its beginning is shown.
    """
    width = max(width, 8)
    start = min(start, len(line))
    end = max(start, min(end, len(line)))
    while 0 < start < len(line) and not _cells(line, start):  # a combining mark is shown with its character
        start -= 1
    left, right = _window(line, start, end, width)
    head = "…" if left > 0 else ""
    tail = "…" if right < len(line) else ""
    before = cell_len(head + visible(line[left:start]))
    marked = cell_len(head + visible(line[left : min(end, right)])) - before
    return Clip(head + visible(line[left:right]) + tail, before, max(marked, 1))


def _window(line: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Return the part of `line` to show: `start` is in it, and as much on both sides as fits between two "…"."""
    if len(line) <= 4 * width and cell_len(visible(line)) <= width:
        return 0, len(line)
    left, right = start, _fit(line, start, end, width - 2)
    room = width - 2 - cell_len(visible(line[left:right]))
    growing = True
    while growing:
        growing = False
        if left > 0 and (cost := _cells(line, left - 1)) <= room:
            left, room, growing = left - 1, room - cost, True
        if right < len(line) and (cost := _cells(line, right)) <= room:
            right, room, growing = right + 1, room - cost, True
    while left < start and not _cells(line, left):
        left += 1
    return left, right


def _fit(line: str, start: int, end: int, width: int) -> int:
    """Return the largest offset up to `end` such that `line[start:offset]` fits into `width` cells."""
    offset = start
    while offset < end and (cost := _cells(line, offset)) <= width:
        offset, width = offset + 1, width - cost
    return offset


def _cells(line: str, offset: int) -> int:
    return cell_len(visible(line[offset]))


def wrap(text: str, width: int) -> Iterator[str]:
    """Break `text` into lines of at most `width` cells; no line starts with a closing mark or ends with an opening one.

    Latin words and numbers stay whole unless they are wider than a line.
    """
    line, used = "", 0
    for piece in _pieces(text, width):
        cells = cell_len(piece)
        if line and used + cells > width:
            yield line.rstrip()
            line, used = "", 0
        if line or not piece.isspace():
            line, used = line + piece, used + cells
    if line.rstrip():
        yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    for match in re.finditer(_PIECE, text):
        piece = match[0]
        while cell_len(piece) > width and (cut := _fit(piece, 0, len(piece), width)):
            yield piece[:cut]
            piece = piece[cut:]
        yield piece


def table(rows: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    """Lay out rows in columns two spaces apart; the last column is wrapped, never cut."""
    rows = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)][:-1]
    indent = sum(widths) + 2 * len(widths)
    hanging = indent if width - indent >= 20 else 4
    for row in rows:
        head = "".join(cell + " " * (cells - cell_len(cell) + 2) for cell, cells in zip(row, widths, strict=False))
        first, *rest = list(wrap(row[-1], max(width - hanging, 20))) or [""]
        if hanging == indent:
            yield (head + first).rstrip()
        else:
            yield head.rstrip()
            yield " " * hanging + first
        yield from (" " * hanging + line for line in rest)


class Screen:
    """Lines for a terminal of a known width, coloured or not."""

    def __init__(self, out: TextIO, width: int, color: bool) -> None:
        self.out = out
        self.width = width
        self.color = color

    def paint(self, text: str, style: str) -> str:
        """Return `text` in a style, or as it is when there is no colour."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and text else text

    def line(self, text: str = "") -> None:
        """Print one line as it is; the caller has made it safe."""
        self.out.write(text + "\n")

    def paragraph(self, text: str, indent: int = 0, hanging: int = 0, style: str = "") -> None:
        """Print text of any origin: made safe, wrapped, indented; lines after the first by `hanging` more cells."""
        margin = indent
        for part in visible_lines(text):
            for line in wrap(part, max(self.width - indent - hanging, 10)):
                self.line(" " * margin + (self.paint(line, style) if style else line))
                margin = indent + hanging


def screen(out: TextIO, color: str = "auto") -> Screen:
    """Return the screen behind a stream: its true width and colours on a terminal, 100 plain columns elsewhere."""
    terminal = out.isatty()
    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns if terminal else PIPE_WIDTH
    plain = not terminal or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Screen(out, width, color == "always" or (color == "auto" and not plain))
