"""Characters that one copy of a repeated passage has inside a sentence and the other copy has not.

Two copies of one passage tell which characters do not belong there, without any dictionary. Only a pure insertion of a
few Han characters that make no word counts, in a passage that is otherwise the same: anything else is an edit. Where
nothing stands twice, nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import Edit, Fix, NotAssessed, Note, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

JUNK = Sentence(
    zh="此处多出“{junk}”，另一处相同的段落没有这几个字，疑为混入的字符",
    en="“{junk}” does not stand in the other copy of this passage: stray characters?",
)
CLEAN = Sentence(zh="没有这几个字的一处", en="the copy without it")
DELETE = Sentence(zh="删去“{junk}”", en="delete “{junk}”")
NO_TWIN = Sentence(zh="没有重复的段落可以对照", en="no passage stands twice: nothing to compare")

_HAN = Expression("[\u3400-\u9fff]+")
_LEAST = 2  # characters of junk; a single one is an edit
_FLANK = 4  # equal characters on both sides
_SIMILAR = 0.95  # copies that differ more were edited …
_LENGTH = 100  # … and so may shorter ones have been


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """maximum: the most characters that such an insertion has."""

    maximum: int = 6


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each insertion, on the copy that has it."""
    if not content.passages:
        yield NotAssessed(NO_TWIN())
    for passage in content.passages:
        if passage.similarity < _SIMILAR or passage.second.end - passage.second.start < _LENGTH:
            continue
        for pair in passage.differences:
            junk, clean = sorted(pair, key=lambda span: span.start - span.end)
            if _inserted(content.text, junk, clean, parameters.maximum):
                text = quoted(content, junk)
                yield Observation(
                    JUNK(junk=text),
                    junk,
                    (Note(CLEAN(), Span(max(0, clean.start - _FLANK), clean.start + _FLANK)),),
                    fix=Fix(DELETE(junk=text), (Edit(junk, ""),)),
                )


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
