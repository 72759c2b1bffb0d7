"""Where a rule looks, and how a place is quoted: shared by the checks of wording. No check by itself.

What stands in the second copy of a repeated passage is left alone: the passage is one finding already.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from reportlint.positions import SourceSpan, Span
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlint.draft.content import Content

Where = Literal["prose", "all", "headings", "head", "title"]

_LONGEST = 40  # characters of a quotation
_BLANKS = Expression(r"\s+")
_HAN = Expression("[\u3400-\u9fff\U00020000-\U000323af]")


def places(content: Content, where: Where) -> tuple[Span, ...]:
    """Return the spans in which a rule looks, sorted and disjoint.

    prose: the paragraphs outside tables, one by one. headings: the headings without the text that runs on behind them.
    head: the prose before the first heading. title: the title line. all: everything, in one piece.
    """
    match where:
        case "prose":
            return content.prose
        case "headings":
            return tuple(Span(section.line.start, section.title.end) for section in content.outline.headings())
        case "head":
            return tuple(span for span in content.prose if content.head.covers(span))
        case "title":
            return (content.title,) if content.title else ()
        case "all":
            return (Span(0, len(content.text)),)


def within(span: Span, zones: Sequence[Span]) -> bool:
    """Tell whether a span lies inside one of the zones, which are sorted and disjoint."""
    at = bisect_right(zones, span.start, key=itemgetter(0)) - 1
    return at >= 0 and zones[at].covers(span)


def touching(span: Span, zones: Sequence[Span]) -> bool:
    """Tell whether a span shares a character with one of the zones, which are sorted and disjoint."""
    at = bisect_left(zones, span.end, key=itemgetter(0)) - 1
    return at >= 0 and span.touches(zones[at])


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """Return spans sorted, without those that touch an earlier one; of two that start together the longer stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def quoted(content: Content, span: Span | SourceSpan) -> str:
    """Return what the draft itself has at a place, on one line and cut where it is long."""
    source = span if isinstance(span, SourceSpan) else content.folded.to_source(span)
    text = _BLANKS.sub(" ", content.draft.text[source.start : source.end])
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def mendable(content: Content, span: Span) -> bool:
    """Tell whether Simplified characters may be written at a place: not into a paragraph in Traditional ones."""
    paragraph = content.paragraph_at(span.start)
    source = content.folded.to_source(paragraph)
    folded = set(content.text[paragraph.start : paragraph.end])
    written = set(content.draft.text[source.start : source.end])
    return not any(_HAN.match(char) for char in written - folded)
