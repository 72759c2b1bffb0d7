"""Paragraphs from the lines of pages, and rows of tables that have no ruling lines.

A line goes on in the next one when the margin left no room for the next word; an indentation, an ordinal behind a closed
sentence, another font size or a wide space between the lines begin a paragraph.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.readers._page import join
from reportlint.readers._page_spread import ORDINAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlint.readers._page import Line

_CLOSED: Final = re.compile(r"[。！？；：!?;:][”’」』）)》】]*\Z")
_INDENT: Final = 1.0  # in font sizes; less is no indentation
_SLACK: Final = 0.5  # in font sizes; how much room a line may have kept beyond what the next word needs
_LOOSE: Final = 1.6  # times the usual distance of lines; more parts paragraphs
_OTHER_SIZE: Final = 0.1  # of the font size


class Margins(NamedTuple):
    """Where lines of text begin and end, and their usual distance."""

    left: float
    right: float
    pitch: float


class Placed(NamedTuple):
    """A line of running text: its page, the margins there, its columns when it is the row of a table."""

    line: Line
    page: int
    margins: Margins
    row: bool = False


def margins_of(bodies: Iterable[Sequence[Line]], left_edge: float, right_edge: float) -> Margins:
    """Return the margins of texts between two edges; a line or two may stand out on either side.

    The right margin is at most twice as wide as the left one, for short lines alone show none; and no wider than the
    left one when but one line ends there.
    """
    every = [body for body in bodies if body]
    lines = [line for body in every for line in body]
    if not lines:
        return Margins(left_edge, right_edge, 0)
    beyond = min(2, len(lines) // 10)
    left = sorted(line.left for line in lines)[beyond]
    ends = sorted((line.right for line in lines), reverse=True)
    alone = len(ends) < beyond + 2 or ends[beyond] - ends[beyond + 1] > lines[0].size
    least = right_edge - (left - left_edge) * (1 if alone else 2)
    right = max(ends[beyond], least)
    pitches = [below.base - above.base for body in every for above, below in pairwise(body)]
    return Margins(left, right, median(pitches) if pitches else 0)


def paragraphs(run: Sequence[Placed]) -> Iterator[tuple[str, int]]:
    """Yield each paragraph with the page on which it begins."""
    text, page = "", 0
    for index, placed in enumerate(run):
        above = run[index - 1] if index else None
        if above is not None and _goes_on(above, placed):
            text = join(text, placed.line.text)
            continue
        if above is not None:
            yield text, page
        page = placed.page
        text = "\t".join(part.text for part in placed.line.segments) if placed.row else placed.line.text
    if run:
        yield text, page


def _goes_on(above: Placed, below: Placed) -> bool:
    """Tell whether a line goes on in the next one."""
    one, two = above.line, below.line
    size = max(one.size, two.size)
    if above.row or below.row or abs(one.size - two.size) > _OTHER_SIZE * size:
        return False
    if above.margins.right - one.right >= two.token + _SLACK * size:
        return False
    if two.left - below.margins.left >= _INDENT * size:
        return False
    if above.page == below.page and two.base - one.base > _LOOSE * max(above.margins.pitch, size):
        return False
    return not (_CLOSED.search(one.text) and ORDINAL.match(two.text))


def rows_among(lines: Sequence[Line]) -> set[int]:
    """Return which lines are rows of a table without rulings: they share a column with the line above or below."""
    found: set[int] = set()
    for index, (above, below) in enumerate(pairwise(lines)):
        if len(above.segments) > 1 and len(below.segments) > 1 and _shared(above, below) > 1:
            found |= {index, index + 1}
    return found


def _shared(above: Line, below: Line) -> int:
    """Return how many columns of two lines stand over each other, and over nothing else."""
    count = first = 0
    for one in above.segments:
        while first < len(below.segments) and below.segments[first].right <= one.left:
            first += 1
        over = below.segments[first : first + 2]
        count += sum(other.left < one.right for other in over) == 1
    return count
