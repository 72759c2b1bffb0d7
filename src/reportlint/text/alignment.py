"""Which characters of a rewritten text came from which characters of the text before.

An `Alignment` keeps only the blocks whose length changed: everything between two blocks is character for character.
It knows offsets only, no text, and therefore places an empty span by offset alone.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Rewrite = tuple[int, int, str]
"""Replace the characters from start to end (exclusive, never empty) by a text; an empty text deletes them."""


class Alignment:
    """An exact, piecewise map between a text (before) and its rewritten form (after)."""

    __slots__ = ("_after_ends", "_after_starts", "_before_ends", "_before_starts")

    def __init__(self, blocks: Iterable[tuple[int, int, int, int]] = ()) -> None:
        """Take blocks (before start, before end, after start, after end) in ascending order."""
        columns = tuple(zip(*blocks, strict=True)) or ((), (), (), ())
        self._before_starts, self._before_ends, self._after_starts, self._after_ends = columns

    def __bool__(self) -> bool:
        """Tell whether any length changed."""
        return bool(self._before_starts)

    def before(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest range of the text before that became [start, end), not empty, of the text after."""
        return self._produced_from(start)[0], self._produced_from(end - 1)[1]

    def after(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the text after that any character in [start, end) of the text before had a part in.

        A range of deleted characters, or an empty one, gives the empty range at the place where it was.
        """
        low = self._became(start)[0]
        return low, max(low, self._became(end - 1)[1]) if end > start else low

    def _produced_from(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._after_starts, offset) - 1
        if index < 0:
            return offset, offset + 1
        if offset < self._after_ends[index]:
            return self._before_starts[index], self._before_ends[index]
        place = self._before_ends[index] + offset - self._after_ends[index]
        return place, place + 1

    def _became(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._before_starts, offset) - 1
        if index < 0:
            return offset, offset + 1
        if offset < self._before_ends[index]:
            return self._after_starts[index], self._after_ends[index]
        place = self._after_ends[index] + offset - self._before_ends[index]
        return place, place + 1


def rewrite(text: str, rewrites: Iterable[Rewrite]) -> tuple[str, Alignment]:
    """Apply ascending, disjoint rewrites in one pass; return the new text and its alignment with the old one.

    A replacement as long as what it replaces counts as character for character.
    """
    parts: list[str] = []
    blocks: list[tuple[int, int, int, int]] = []
    done = shift = 0  # characters of `text` copied so far; how much longer the new text is
    for start, end, replacement in rewrites:
        parts += (text[done:start], replacement)
        done = end
        growth = len(replacement) - (end - start)
        if growth:
            blocks.append((start, end, start + shift, end + shift + growth))
            shift += growth
    if not parts:
        return text, Alignment()
    parts.append(text[done:])
    return "".join(parts), Alignment(blocks)
