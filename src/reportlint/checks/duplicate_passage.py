"""A passage that stands twice in the draft. Small differences do not hide it; what they are is said in the notes.

Headings, list titles and rows of a table that was not recognized repeat by nature, and so do formulas inside a
sentence: a short passage counts only when it is whole sentences without any difference.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.draft.labels import ordinal_of
from reportlint.finding import Note, Observation, Sentence, Severity
from reportlint.positions import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.finding import NotAssessed
    from reportlint.packs.schema import Pack
    from reportlint.text.similarity import Passage

REPEATED = Sentence(
    zh="这一段（{length}字，始于“{opening}”）与前文重复", en="{length} characters from “{opening}” on stand twice"
)
NEARLY = Sentence(
    zh="这一段（{length}字，始于“{opening}”）与前文几乎全同，有{count}处不同",
    en="{length} characters from “{opening}” on stand twice, with {count} differences",
)
FIRST = Sentence(zh="第一次出现在这里", en="the first copy")
HERE = Sentence(
    zh="此处不同：前为“{first}”，后为“{second}”", en="“{first}” in the first copy, “{second}” in the second"
)

_OPENING = 12  # characters quoted
_NOTES = 10
_LONG = 100  # letters of a passage that counts wherever it begins and ends
_EDITED = 45  # letters of whole sentences that count where only words were changed, no numbers
_SIMILAR = 0.95  # less similar copies may follow one template
_SENTENCE_ENDS = frozenset("。；！？\n")
_CLOSING_MARKS = "”’）》"


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """minimum: letters, digits and Han characters in sentences that a passage must have to count."""

    minimum: int = 30


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each repeated passage of the prose, on its second copy."""
    has_sentences = cache(lambda paragraph: any(content.text.find(mark, *paragraph) >= 0 for mark in "。；！？"))
    for group in _grouped(content, content.passages):
        second = Span(group[0].second.start, group[-1].second.end)
        differences = sum(len(passage.differences) for passage in group) + len(group) - 1
        letters = sum(_letters(content, passage.second, has_sentences) for passage in group)
        alike = min(passage.similarity for passage in group) >= _SIMILAR
        whole = _whole_sentences(content.text, second)
        least = parameters.minimum if whole and not differences else max(parameters.minimum, _LONG)
        if letters < least and not (
            whole and alike and letters >= max(parameters.minimum, _EDITED) and _reworded(content, group)
        ):
            continue
        length = sum(map(str.isalnum, content.text[second.start : second.end]))
        opening = quoted(content, Span(second.start, min(second.end, second.start + _OPENING)))
        message = NEARLY if differences else REPEATED
        notes = [Note(FIRST(), Span(group[0].first.start, group[-1].first.end))]
        notes += [note for passage in group for note in _differences(content, passage)][:_NOTES]
        yield Observation(
            message(length=length, opening=opening, count=differences),
            second,
            tuple(notes),
            at_most=None if alike and letters >= least else Severity.WARNING,
            explains=tuple(_ordinals(content, Span(group[0].first.start, group[-1].first.end))),
        )


def _ordinals(content: Content, first: Span) -> Iterator[Span]:
    """Yield the ordinals in the first copy: it may be the one that stands in the wrong place."""
    sections = content.outline.sections
    at = bisect_left(sections, first.start, key=lambda section: section.line.start)
    while at < len(sections) and sections[at].line.start < first.end:
        if span := sections[at].ordinal_span:
            yield span
        at += 1


def _reworded(content: Content, group: Sequence[Passage]) -> bool:
    """Tell whether the copies differ in words alone: sentences that tell other numbers are alike by nature."""
    text = content.text
    return not any(
        _is_number(text[first.start : first.end], text[second.start : second.end])
        for passage in group
        for first, second in passage.differences
    )


def _is_number(*texts: str) -> bool:
    """Tell whether two texts are different numbers, or digits that one number has more than the other; not 0 for 更."""
    return any(map(_has_digit, texts)) and all(_has_digit(text) or not text.strip() for text in texts)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _whole_sentences(text: str, span: Span) -> bool:
    """Tell whether a span begins where a sentence begins and ends where one ends; an ordinal may stand before it."""
    start = text.rfind("\n", 0, span.start) + 1
    before = text[start : span.start].rstrip(_CLOSING_MARKS)
    if before and before[-1] not in _SENTENCE_ENDS and ordinal_of(before) is None:
        return False
    inside = text[span.start : span.end].rstrip(_CLOSING_MARKS)
    return inside[-1:] in _SENTENCE_ENDS or text[span.end : span.end + 1] in {*_SENTENCE_ENDS, ""}


def _letters(content: Content, span: Span, has_sentences: Callable[[Span], bool]) -> int:
    """Return how many letters of a span stand in paragraphs with sentences."""
    count = 0
    at = max(0, bisect_left(content.prose, span.start, key=itemgetter(0)) - 1)
    while at < len(content.prose) and (paragraph := content.prose[at]).start < span.end:
        if has_sentences(paragraph):
            count += sum(
                map(str.isalnum, content.text[max(span.start, paragraph.start) : min(span.end, paragraph.end)])
            )
        at += 1
    return count


def _grouped(content: Content, passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Put passages together whose copies share their paragraphs: one paragraph that was edited in the middle."""
    group: list[Passage] = []
    for passage in passages:
        if group and not (
            _same_paragraph(content, group[-1].second, passage.second)
            and _same_paragraph(content, group[-1].first, passage.first)
            and group[-1].first.end <= passage.first.start
        ):
            yield group
            group = []
        group.append(passage)
    if group:
        yield group


def _same_paragraph(content: Content, one: Span, other: Span) -> bool:
    return content.paragraph_at(one.start).covers(other) and content.paragraph_at(other.start).covers(one)


def _differences(content: Content, passage: Passage) -> Iterator[Note]:
    for first, second in passage.differences[:_NOTES]:
        message = HERE(first=quoted(content, first), second=quoted(content, second))
        yield Note(message, second if second.start < second.end else first)
