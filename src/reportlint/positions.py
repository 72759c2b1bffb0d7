"""Spans and positions in text.

Offsets are Unicode code points, lines and columns are 1-based, ends are exclusive. Two kinds of span exist and never
mix: a `Span` counts in the *folded* text that rules are matched on, a `SourceSpan` in the draft as its author wrote it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A half-open range of the folded text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class SourceSpan(NamedTuple):
    """A half-open range of the draft's own text."""

    start: int
    end: int


class Position(NamedTuple):
    """One place in the draft's own text."""

    offset: int
    line: int
    column: int


class Range(NamedTuple):
    """A half-open range of the draft's own text, with lines and columns."""

    start: Position
    end: Position


class Change(NamedTuple):
    """Replace the characters from `start` to `end` of a draft's own text; nothing is replaced where they are equal."""

    start: int
    end: int
    replacement: str


class Lines:
    """Line starts of one text; LF, CR and CRLF end a line."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(m.end() for m in _LINE_BREAK.finditer(text))]

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Return the 1-based line and column of a code point offset (clamped to the text)."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return Position(offset, line, offset - self._starts[line - 1] + 1)

    def range(self, span: SourceSpan) -> Range:
        """Return both ends of a span with lines and columns."""
        return Range(self.position(span.start), self.position(span.end))

    def span(self, line: int) -> SourceSpan:
        """Return the span of one 1-based line, without its line break."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return SourceSpan(start, end)

    def content(self, line: int) -> str:
        """Return the characters of one 1-based line, without its line break."""
        start, end = self.span(line)
        return self.text[start:end]
