"""Characters that one copy of a repeated passage has inside a sentence and the other copy has not.

Two copies of one passage tell which characters do not belong there, without any dictionary. Only a pure insertion of a
few Han characters that make no word counts, in a passage that is otherwise the same: anything else is an edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content

_HAN = Expression("[\u3400-\u9fff]+")
_LEAST = 2  # characters of junk; a single one is an edit
_FLANK = 4  # equal characters on both sides
_SIMILAR = 0.95  # copies that differ more were edited …
_LENGTH = 100  # … and so may shorter ones have been


def inserted(content: Content, maximum: int) -> Iterator[tuple[Span, Span]]:
    """Yield the insertions of at most `maximum` characters, each with the place in the other copy."""
    for passage in content.passages:
        if passage.similarity < _SIMILAR or passage.second.end - passage.second.start < _LENGTH:
            continue
        for pair in passage.differences:
            junk, clean = sorted(pair, key=lambda span: span.start - span.end)
            if _inserted(content.text, junk, clean, maximum):
                yield junk, Span(max(0, clean.start - _FLANK), clean.start + _FLANK)


def _inserted(text: str, junk: Span, clean: Span, maximum: int) -> bool:
    """Tell whether `junk` is all that one copy has more, between equal characters of one paragraph."""
    if clean.start < clean.end or not _LEAST <= junk.end - junk.start <= maximum:
        return False
    if not _HAN.fullmatch(text, junk.start, junk.end):
        return False
    before = text[max(0, junk.start - _FLANK) : junk.start] == text[max(0, clean.start - _FLANK) : clean.start]
    behind = text[junk.end : junk.end + _FLANK] == text[clean.start : clean.start + _FLANK]
    return before and behind and not _makes_words(text, junk)


def _makes_words(text: str, junk: Span) -> bool:
    """Tell whether the characters form a word, with each other or with a neighbour."""
    return any(text[start : start + 2] in words() for start in range(max(0, junk.start - 1), junk.end))
