"""Characters that got into the middle of a sentence when a page was copied or a file converted.

Three kinds of evidence, no list of words: another copy of the same passage that does not have them; letters of another
script inside a word; and a model of which characters follow each other (`reportlint.text.insertions`), which tells
how much more likely the sentence is without them. Junk comes in numbers: where one insertion is beyond doubt, others in
the same draft need less. What is one character long, or made of very frequent characters, is mostly not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted, within
from reportlint.checks._twins import inserted
from reportlint.finding import Edit, Fix, Note, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.bigrams import likelihood
from reportlint.text.expressions import Expression
from reportlint.text.insertions import insertions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.finding import NotAssessed
    from reportlint.packs.schema import Pack

TWIN = Sentence(
    zh="此处多出“{junk}”，另一处相同的段落没有这几个字，疑为混入的字符",
    en="“{junk}” does not stand in the other copy of this passage: stray characters?",
)
STRAY = Sentence(
    zh="“{context}”中的“{junk}”与前后文不成词，疑为混入的字符",
    en="“{junk}” makes no words in “{context}”: stray characters?",
)
CLEAN = Sentence(zh="没有这几个字的一处", en="the copy without it")
DELETE = Sentence(zh="删去“{junk}”", en="delete “{junk}”")

# small Latin letters, Greek, Cyrillic, kana, hangul between two Han characters
_LETTERS = Expression(
    "(?=[a-z\u0370-\u03ff\u0400-\u04ff\u3041-\u30ff\uac00-\ud7af])"
    "(?<=[\u4e00-\u9fff])(?:[a-z]{1,3}|[\u0370-\u03ff\u0400-\u04ff\u3041-\u30ff\uac00-\ud7af]{1,3})(?=[\u4e00-\u9fff])"
)
_ONE_WORD = 0.1  # at least so likely, the second character belongs to the first
_CONTEXT = 4  # characters quoted on either side


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """maximum: the most characters that such an insertion has.

    score: the least logarithm of how much more likely a sentence is without the characters. further: the same for
    insertions of two characters and more in a draft in which one is certain. words: words that the model does not know.
    """

    maximum: int = 6
    score: float = 4.0
    further: float = 1.0
    words: tuple[str, ...] = ()


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each insertion in the prose."""
    twins = dict(inserted(content, parameters.maximum))
    for junk, clean in twins.items():
        text = quoted(content, junk)
        yield Observation(TWIN(junk=text), junk, (Note(CLEAN(), clean),), fix=_deleting(junk, text))
    for span, _ in strays(content.text, parameters, certain=bool(twins)):
        if any(span.touches(junk) for junk in twins) or not within(span, content.prose) or content.skips(span):
            continue
        paragraph = content.paragraph_at(span.start)
        context = Span(max(paragraph.start, span.start - _CONTEXT), min(paragraph.end, span.end + _CONTEXT))
        text = quoted(content, span)
        yield Observation(STRAY(context=quoted(content, context), junk=text), span, fix=_deleting(span, text))


def strays(text: str, parameters: Parameters, *, certain: bool = False) -> list[tuple[Span, float]]:
    """Return the spans that seem not to belong into a text, with their scores.

    certain: something else shows that there is junk in the draft.
    """
    found = [
        one
        for one in insertions(text, min(parameters.score, parameters.further), parameters.maximum)
        if not _in_a_word(text, one.span, parameters.words)
    ]
    certain = certain or any(one.score >= parameters.score for one in found)
    kept = [
        (one.span, one.score)
        for one in found
        if one.score >= parameters.score or (certain and one.span.end - one.span.start > 1)
    ]
    for match in _LETTERS.finditer(text):
        share = likelihood(text[match.start() - 1], text[match.end()])
        if share >= _ONE_WORD:
            kept.append((Span(*match.span()), share))
    return sorted(kept)


def _in_a_word(text: str, span: Span, words: Sequence[str]) -> bool:
    """Tell whether a span is part of one of the words, or holds one."""
    return any(text.find(word, max(0, span.start - len(word) + 1), span.end + len(word) - 1) >= 0 for word in words)


def _deleting(span: Span, text: str) -> Fix:
    return Fix(DELETE(junk=text), (Edit(span, ""),))
