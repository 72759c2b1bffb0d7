"""Pages as their format describes them, turned so that most of the text is upright.

Formats place a page in a space of their own and may turn it for display; producers also turn the text on a page that
is not turned, for wide tables. So the text decides. Here y grows upwards.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.readers._page import Glyph, Page
from reportlint.readers._page_rulings import rulings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)
NARROW: Final = 0.5
"""The width of a letter whose width is not known, in font sizes."""

_LEAN: Final = math.radians(5)  # how far a character may lean and still stand upright
_PICTURED: Final = 0.5  # of the page
_OUTLINED: Final = 500  # points of a page without characters: what it says is drawn


class Character(NamedTuple):
    """A character: where its baseline begins, its width and size, how it is turned.

    turn: quarters anticlockwise, None when it leans.
    """

    text: str
    x: float
    y: float
    width: float
    size: float
    turn: int | None


class Drawn(NamedTuple):
    """Points that are joined by straight lines; filled: only what they enclose is seen."""

    points: Sequence[tuple[float, float]]
    filled: bool


class Drawing(NamedTuple):
    """What stands on a page: its edges, characters, lines, the area that pictures cover.

    rotation: how often it is to be turned clockwise where no text tells. box: left, bottom, right, top.
    """

    box: tuple[float, float, float, float]
    characters: Sequence[Character]
    lines: Sequence[Drawn]
    pictured: float = 0
    rotation: int = 0


class _View(NamedTuple):
    """The edges of a page, and how often its text is turned anticlockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height as a person sees them."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as a person sees it, y from above."""
        match self.turn:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x


def upright(number: int, drawing: Drawing) -> Page:
    """Return a page as a person holds it; characters that are not upright then stand aside."""
    turns = Counter(one.turn for one in drawing.characters if one.turn is not None and not one.text.isspace())
    turn = turns.most_common(1)[0][0] if turns else -drawing.rotation % 4
    view = _View(*drawing.box, turn)
    width, height = view.size
    glyphs: list[Glyph] = []
    aside: list[str] = []
    for one in drawing.characters:
        if one.turn != turn:
            aside.append(one.text)
            continue
        x, y = view.seen(one.x, one.y)
        if -1 <= x <= width + 1 and -1 <= y <= height + one.size:
            glyphs.append(Glyph(one.text, x, x + one.width, y, one.size))
    rulings = [
        ruling
        for line in drawing.lines
        for ruling in rulings_of([view.seen(*at) for at in line.points], filled=line.filled)
    ]
    outlined = not drawing.characters and sum(len(line.points) for line in drawing.lines) > _OUTLINED
    pictured = outlined or drawing.pictured >= _PICTURED * width * height
    return Page(number, width, height, glyphs, rulings, "".join(aside), pictured)


def turn_of(a: float, b: float) -> int | None:
    """Return how a character is turned whose baseline runs in the direction (a, b)."""
    if b == 0 and a > 0:
        return 0
    angle = math.atan2(b, a)
    quarters = round(angle / (math.pi / 2))
    return quarters % 4 if abs(angle - quarters * math.pi / 2) <= _LEAN else None


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies one and then another."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
