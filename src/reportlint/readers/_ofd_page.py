"""One page of an OFD file: the characters and lines of its objects, in points, y upwards.

An object stands in its boundary, its matrix applies within. Annotations, seals and attachments are not part of the text.
"""

from __future__ import annotations

import math
import re
from itertools import islice, repeat
from typing import TYPE_CHECKING, Final

from reportlint.readers._ofd_package import child, children, numbers
from reportlint.readers._page import is_chinese
from reportlint.readers._page_upright import IDENTITY, NARROW, Character, Drawing, Drawn, times, turn_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.readers._ofd_package import Element, PageParts
    from reportlint.readers._page_upright import Matrix

_POINTS: Final = 72 / 25.4  # in a millimetre
_A4: Final = (0.0, 0.0, 210.0, 297.0)
_DEEPEST: Final = 16  # blocks within blocks
_MOST_USES: Final = 20_000  # of shared units on one page
_MOST_POINTS: Final = 5_000  # of one path; more of them draw a picture
_STEP: Final = re.compile(r"([A-Za-z])([^A-Za-z]*)")  # one letter and its numbers; exponents do not occur


class Canvas:
    """Collects what a page draws; `drawing` then returns it. limit: characters; `full` tells when it is exceeded."""

    def __init__(self, parts: PageParts, limit: int) -> None:
        self._units, self._limit = parts.units, limit
        self._characters: list[Character] = []
        self._lines: list[Drawn] = []
        self._pictured = 0.0
        self._within: list[str] = []  # the units being drawn, outermost first
        self._uses = 0
        self.full = False
        left, top, width, height = parts.box or _A4
        self._box = (left * _POINTS, -(top + height) * _POINTS, (left + width) * _POINTS, -top * _POINTS)
        base: Matrix = (_POINTS, 0, 0, -_POINTS, 0, 0)
        for root in parts.roots:
            for layers in children(root, "Content"):
                self._block(layers, base, 0)

    @property
    def drawing(self) -> Drawing:
        """Return what was drawn."""
        return Drawing(self._box, self._characters, self._lines, self._pictured)

    def _block(self, block: Element, outer: Matrix, depth: int) -> None:
        for one in block.iterchildren("{*}*"):
            if self.full:
                return
            if one.get("Visible", "").lower() in ("false", "0"):
                continue
            match one.tag.rpartition("}")[2]:
                case "Layer" | "PageBlock" if depth < _DEEPEST:
                    self._block(one, outer, depth + 1)
                case "TextObject":
                    self._text(one, _placed(one, outer))
                case "PathObject":
                    self._lines.extend(_path(one, _placed(one, outer)))
                case "ImageObject":
                    _, _, width, height = numbers(one.get("Boundary"), 4)[:4] or (0, 0, 0, 0)
                    a, b, c, d, _, _ = outer
                    self._pictured += abs(width * height * (a * d - b * c))
                case "CompositeObject" if depth < _DEEPEST:
                    self._unit(one.get("ResourceID", ""), _placed(one, outer), depth + 1)

    def _unit(self, name: str, matrix: Matrix, depth: int) -> None:
        """Draw a unit that objects share, unless it contains itself."""
        unit = child(self._units.get(name), "Content")
        if unit is None or name in self._within or self._uses >= _MOST_USES:
            return
        self._uses += 1
        self._within.append(name)
        self._block(unit, matrix, depth)
        self._within.pop()

    def _text(self, one: Element, matrix: Matrix) -> None:
        a, b, c, d, e, f = matrix
        own = (numbers(one.get("Size"), 1) or [0])[0]
        stretch = (numbers(one.get("HScale"), 1) or [1])[0]
        turned = (numbers(one.get("CharDirection"), 1) or [0])[0]
        size = own * math.hypot(c, d)
        if size <= 0:
            return
        turn = turn_of(a, b)
        if turn is not None:
            turn = (turn - round(turned / 90)) % 4
        x = y = 0.0
        for code in children(one, "TextCode"):
            text = (code.text or "").translate(_LAYOUT)
            x, y = (numbers(code.get("X"), 1) or [x])[0], (numbers(code.get("Y"), 1) or [y])[0]
            if len(self._characters) + len(text) > self._limit:
                self.full = True
                return
            scale = math.hypot(a, b) * stretch
            for letter, right, down in _steps(text, code, own):
                width = (size if is_chinese(letter) else size * NARROW) if right <= 0 else right * scale
                place = (a * x + c * y + e, b * x + d * y + f)
                self._characters.append(Character(letter, *place, min(width, _widest(letter) * size), size, turn))
                x, y = x + right, y + down


_LAYOUT: Final = dict.fromkeys(map(ord, "\r\n\t"))  # of the markup, not of the text


def _widest(letter: str) -> float:
    return 1.0 if is_chinese(letter) else 0.75 if letter.isalnum() or letter.isspace() else 1.0


def _steps(text: str, code: Element, size: float) -> Iterator[tuple[str, float, float]]:
    """Yield each character with the way to the next one, to the right and down; a text without any is set solid."""
    right, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
    solid = not right and not down
    for index, letter in enumerate(text):
        across = right[index] if index < len(right) else 0.0
        below = down[index] if index < len(down) else 0.0
        if solid:
            across = size if is_chinese(letter) else size * NARROW
        yield letter, across, below


def _deltas(text: str | None, count: int) -> list[float]:
    """Return the distances between so many characters; `g 3 1.5` stands for 1.5 three times."""
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if len(found) >= count:
            break
        if word == "g":
            repeated = numbers(next(words, ""), 1) or [0]
            value = numbers(next(words, ""), 1) or [0]
            found.extend(repeat(value[0], min(max(0, int(repeated[0])), count - len(found))))
        else:
            found.extend(numbers(word)[:1] or [0])
    return found


def _placed(one: Element, outer: Matrix) -> Matrix:
    """Return the matrix of an object from its boundary and its own matrix."""
    x, y = numbers(one.get("Boundary"), 2)[:2] or (0.0, 0.0)
    a, b, c, d, e, f = numbers(one.get("CTM"), 6)[:6] or IDENTITY
    return times((a, b, c, d, e + x, f + y), outer)


def _path(one: Element, matrix: Matrix) -> Iterator[Drawn]:
    """Yield what a path draws; curves only end straight lines."""
    stroked = one.get("Stroke", "true").lower() not in ("false", "0")
    filled = one.get("Fill", "false").lower() in ("true", "1")
    data = child(one, "AbbreviatedData")
    if data is None or not (stroked or filled):
        return
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    for step in islice(_STEP.finditer(data.text or ""), _MOST_POINTS):
        letter, values = step[1], numbers(step[2])
        if letter == "C":
            points.extend(points[:1])
        if letter == "C" or len(values) < 2:
            continue
        x, y = values[-2:]
        if letter != "L":
            if len(points) > 1 and (stroked or letter in "SM"):  # an area with a curve for an edge is no line
                yield Drawn(points, not stroked)
            points = []
        points.append((a * x + c * y + e, b * x + d * y + f))
    if len(points) > 1:
        yield Drawn(points, not stroked)
