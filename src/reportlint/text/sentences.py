"""Pieces of running text: sentences, clauses, bracket groups, and the gaps between spans.

Marks inside quotation marks, brackets and titles do not cut; an opening mark counts only when its closing mark stands
in the same paragraph, so one forgotten bracket does not swallow the draft. No grammar beyond punctuation. Each
function is linear in the length of its span.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportlint.positions import Span
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CLOSING = {"“": "”", "‘": "’", "《": "》", "（": "）", "〔": "〕", "【": "】", "「": "」", "『": "』"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_QUOTES = Expression("[" + "".join(_CLOSING) + "".join(_OPENING) + "\n]")
_ROUND = Expression("[（）\n]")

# The end of a sentence: one or more of 。！？ with the closing marks behind them, or a paragraph break.
_SENTENCE_END = Expression("[。！？]+[" + "".join(_OPENING) + "]*|\n")

# The end of a clause: one mark, or a paragraph break. Not 、, which separates words.
_CLAUSE_END = Expression("[，；：。！？\n]")


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a span with their final marks, without the spaces and line breaks around them."""
    for start, end in _pieces(_SENTENCE_END, text, span, keep_mark=True):
        yield Span(start, end)


def clauses(text: str, span: Span) -> Iterator[Span]:
    """Yield the clauses of a span, the parts between ，；：。！？ and paragraph breaks, without those marks."""
    for start, end in _pieces(_CLAUSE_END, text, span, keep_mark=False):
        yield Span(start, end)


def brackets(text: str, span: Span) -> Iterator[Span]:
    """Yield the outermost groups （…） of a span, with their brackets."""
    yield from _groups(_ROUND, text, span)


def gaps(span: Span, holes: Iterable[Span]) -> Iterator[Span]:
    """Yield the parts of `span` outside `holes`, in order; holes may come in any order and may overlap."""
    position = span.start
    for hole in sorted(holes):
        if position < min(hole.start, span.end):
            yield Span(position, min(hole.start, span.end))
        position = max(position, hole.end)
    if position < span.end:
        yield Span(position, span.end)


def _pieces(marks: Expression, text: str, span: Span, *, keep_mark: bool) -> Iterator[Span]:
    """Yield what stands between the marks that are outside bracket groups, trimmed and never empty."""
    groups = _groups(_QUOTES, text, span)
    group = next(groups, None)
    start = span.start
    for mark in marks.finditer(text, span.start, span.end):
        while group is not None and group.end <= mark.start():
            group = next(groups, None)
        if group is not None and group.start < mark.start():
            continue
        yield from _trimmed(text, start, mark.end() if keep_mark else mark.start())
        start = mark.end()
    yield from _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without white space at its ends, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _groups(marks: Expression, text: str, span: Span) -> Iterator[Span]:
    """Yield the outermost pairs of marks in a span, paragraph by paragraph; marks without a partner are ignored."""
    found: list[Span] = []
    open_marks: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for match in marks.finditer(text, span.start, span.end):
        mark, offset = match[0], match.start()
        if mark == "\n":
            yield from found
            found, open_marks = [], []
            waiting.clear()
        elif mark in _CLOSING:
            open_marks.append((mark, offset))
            waiting[mark] += 1
        elif waiting[_OPENING[mark]]:  # so that the search below costs no more than what was opened
            start = -1
            while start < 0:
                opening, where = open_marks.pop()
                waiting[opening] -= 1
                if opening == _OPENING[mark]:
                    start = where
            while found and found[-1].start > start:
                found.pop()
            found.append(Span(start, offset + 1))
    yield from found
