"""Pages as formats of fixed layout give them: characters with positions and ruling lines, and the lines of text they form.

All positions are in points from the top left corner of the page as a person holds it; y grows downwards. Which
characters belong together is judged from the positions alone, because such formats record no spaces, lines or
paragraphs that one could rely on. Nothing here knows a file format.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Glyph(NamedTuple):
    """One upright character: what it stands for, its left and right edge, its baseline, its font size."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return self.base - _RISE * self.size


class Ruling(NamedTuple):
    """A straight line along the page; at: its y when horizontal, else its x; start < end: along the other axis."""

    horizontal: bool
    at: float
    start: float
    end: float


class Page(NamedTuple):
    """One page; number is 1-based. aside: the text of what does not stand upright (watermarks).

    pictured: a picture fills most of it.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    rulings: Sequence[Ruling]
    aside: str = ""
    pictured: bool = False


class Segment(NamedTuple):
    """A part of a line that no wide gap divides."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """One line of text, its segments from left to right; token: the width of what may not be divided at its start."""

    segments: tuple[Segment, ...]
    base: float
    size: float
    token: float

    @property
    def left(self) -> float:
        """Return where its first character begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Return where its last character ends."""
        return self.segments[-1].right

    @property
    def text(self) -> str:
        """Return its text, a space for each wide gap."""
        return " ".join(segment.text for segment in self.segments)


_RISE: Final = 0.35  # of the font size: how far the middle of a character stands above its baseline
_SAME_LINE: Final = 0.5  # of the font size: how far the middles of characters of one line may differ
_TWICE: Final = 0.15  # of the font size: a character drawn so close to itself is one in bold or in shadow
_WIDE: Final = 2.0  # gaps from here on, in font sizes, divide a line
_REAL: Final = 0.15  # a space that the file names stands for a gap of at least so much; justified text may have none

# The least gaps that stand for a space, in font sizes: beside Chinese, between letters, between digits of a spread number.
_BESIDE_CHINESE, _LETTERS, _DIGITS = 0.7, 0.2, 0.45

_CHINESE: Final = re.compile(
    "[\u2018-\u201d\u2014\u2026\u2e80-\u2fdf\u3001-\u30ff\u3105-\u312f\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff65\uffe0-\uffe6\U00020000-\U0003ffff]"
)
_WORD: Final = re.compile(r"[0-9A-Za-z.,:/@%&=?_~+#-]")
_OPENING: Final = frozenset("（(《〈【〔「『“‘[")
_CLOSING: Final = frozenset("，。、；：？！）)》〉】〕」』”’]%％…—.,;:?!")


@lru_cache(maxsize=8192)
def is_chinese(character: str) -> bool:
    """Tell whether a character is Chinese or a mark as wide as one: no space stands beside it."""
    return _CHINESE.match(character) is not None


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Put characters together to lines, from top to bottom; blanks alone make no line."""
    lines: list[Line] = []
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: (one.middle, one.left)):
        if row and glyph.middle - row[0].middle > _SAME_LINE * min(glyph.size, row[0].size):
            lines.extend(_line(row))
            row = []
        row.append(glyph)
    lines.extend(_line(row))
    return lines


def join(above: str, below: str, *, full: bool = True) -> str:
    """Return two pieces of one text, the second from the next line; full: the first one reaches the margin.

    Nothing comes between Chinese characters; a number is only put together when it was divided for want of room.
    """
    if not above or not below:
        return above + below
    last, first = above[-1], below[0]
    if is_chinese(last) or is_chinese(first) or last in "-/" or (full and last.isdigit() and first.isdigit()):
        return above + below
    return f"{above} {below}"


def _line(row: Sequence[Glyph]) -> Iterator[Line]:
    ordered = list(_once(sorted(row, key=lambda glyph: glyph.left)))
    drawn = [glyph for glyph in ordered if not glyph.text.isspace()]
    if not drawn:
        return
    chinese = [one.left - other.right for other, one in pairwise(drawn) if _both_chinese(other.text, one.text)]
    spread = max(0.0, median(chinese)) if len(chinese) > 2 else 0.0
    segments: list[Segment] = []
    pieces = [drawn[0].text]
    begin = previous = drawn[0]
    blank = ""
    for glyph in ordered[ordered.index(begin) + 1 :]:
        if glyph.text.isspace():
            blank = blank or glyph.text
            continue
        gap = (glyph.left - previous.right - spread) / min(glyph.size, previous.size)
        if gap >= _WIDE:
            segments.append(Segment("".join(pieces), begin.left, previous.right))
            pieces, begin = [], glyph
        elif gap >= _least_gap(previous.text, glyph.text):
            pieces.append(blank or " ")
        elif blank and gap >= _REAL:
            pieces.append(blank)
        pieces.append(glyph.text)
        previous, blank = glyph, ""
    segments.append(Segment("".join(pieces), begin.left, previous.right))
    yield Line(tuple(segments), drawn[0].base, median(glyph.size for glyph in drawn), _token(drawn))


def _once(row: Iterable[Glyph]) -> Iterator[Glyph]:
    """Leave out characters that are drawn a second time on the same place."""
    kept: Glyph | None = None
    for glyph in row:
        if kept is None or glyph.text != kept.text or glyph.left - kept.left > _TWICE * glyph.size:
            yield glyph
            kept = glyph


def _both_chinese(left: str, right: str) -> bool:
    return is_chinese(left) and is_chinese(right)


def _least_gap(left: str, right: str) -> float:
    if is_chinese(left) or is_chinese(right):
        return _BESIDE_CHINESE
    return _DIGITS if left.isdigit() and right.isdigit() else _LETTERS


def _token(drawn: Sequence[Glyph]) -> float:
    """Return the width of the first word or character, with the marks that may not part from it."""
    end = 0
    while end < len(drawn) - 1 and drawn[end].text in _OPENING:
        end += 1
    if _WORD.match(drawn[end].text):
        while end + 1 < len(drawn) and _WORD.match(drawn[end + 1].text):
            end += 1
    while end + 1 < len(drawn) and drawn[end + 1].text in _CLOSING:
        end += 1
    return drawn[end].right - drawn[0].left
