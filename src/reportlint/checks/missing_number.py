"""A count without its number: 共受理申请件, 废止件.

A pack's patterns name wordings that are never right. Besides, its indicators know how statistics are told: where a
measure word ends a clause and a number before it would make the words before a statistic, the number is missing. Measure
words end other words, too (文件, 班次): so the word must not be one, or the clause before must end in a number of that
measure.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks import pattern
from reportlint.checks._places import within
from reportlint.draft.scope import clause_start, sentence_before
from reportlint.finding import Observation
from reportlint.positions import Span
from reportlint.text.bigrams import likelihood
from reportlint.text.expressions import Expression
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.forms import Indicator
    from reportlint.finding import NotAssessed
    from reportlint.packs.schema import Pack

_NUMBER = "8"  # any would do
_ENDS_A_WORD = Expression("(?![一二三四五六七八九十百千万亿两几多数余若每个])[\u4e00-\u9fff]")
_GENERAL = Expression("[未没无凡每各该此将把对的]|不[^予同]")  # the clause tells of none, or of items in general


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """patterns: wordings that are never right. message, message_en: what is said, with `{match}`.

    nouns: words that end in a measure word (申请件) and look as if they were a count.
    """

    patterns: tuple[Pattern, ...]
    message: str
    message_en: str = ""
    nouns: tuple[str, ...] = ()

    @property
    def wording(self) -> pattern.Parameters:
        """Return what the wordings are, as the check of patterns takes it."""
        return pattern.Parameters(self.patterns, self.message, self.message_en)


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation for each match of a pattern, and for each statistic that lacks its number."""
    told: list[Span] = []
    wording = parameters.wording
    for one in pattern.check(content, wording, pack):
        told += [one.span] if isinstance(one, Observation) and isinstance(one.span, Span) else []
        yield one
    for span in _statistics(content, parameters, pack):
        if not any(span.touches(other) for other in told):
            match = pattern.Match(span, content.text[span.start : span.end], {})
            yield Observation(pattern.message(content, wording, match, 1), span)


def _statistics(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Span]:
    by_unit = _by_unit(pack)
    if not by_unit:
        return
    text = content.text
    for match in _measures(tuple(by_unit)).finditer(text):
        unit, at = match[0], match.start()
        if (
            not at
            or not _ENDS_A_WORD.match(text, at - 1)
            or not within(Span(at, match.end()), content.prose)
            or content.skips(Span(at, match.end()))
        ):
            continue
        if content.copied(at) or _GENERAL.search(text, clause_start(text, at), at):
            continue
        start = sentence_before(text, at)
        if not _counts(content, parameters, start, at, unit):
            continue
        begin = _statistic(text[start:at], unit, by_unit[unit])
        if begin is not None:
            yield Span(max(start + begin, clause_start(text, at)), match.end())


def _counts(content: Content, parameters: Parameters, start: int, at: int, unit: str) -> bool:
    """Tell whether a measure word can only count, from the word that it ends and the number of the clause before."""
    text = content.text
    before = content.quantities.inside(Span(start, clause_start(text, at)))
    if before and before[-1].unit_text == unit and before[-1].span.end == clause_start(text, at) - 1:
        return True
    if any(text.endswith(noun, start, at + len(unit)) for noun in parameters.nouns):
        return False
    return text[at - 1] == unit[0] or not likelihood(text[at - 1], unit[0])


def _statistic(words: str, unit: str, indicators: tuple[Indicator, ...]) -> int | None:
    """Return where the name of a statistic begins that a number behind the words would tell; None when none would."""
    probe = f"{words}{_NUMBER}{unit}，"
    return next(
        (
            match.start()
            for indicator in indicators
            for one in indicator.prose
            if not one.needs_year and "n" in one.compiled.groupindex
            for match in one.finditer(probe)
            if match.start("n") == len(words)
        ),
        None,
    )


@cache
def _by_unit(pack: Pack) -> dict[str, tuple[Indicator, ...]]:
    """Return the indicators that prose tells in each measure."""
    found: dict[str, list[Indicator]] = {}
    for indicator in pack.indicators.values():
        for unit in {indicator.unit, *indicator.units} - {""} if indicator.prose else ():
            found.setdefault(unit, []).append(indicator)
    return {unit: tuple(indicators) for unit, indicators in sorted(found.items())}


@cache
def _measures(units: tuple[str, ...]) -> Expression:
    """Return the expression for a measure word at the end of a clause."""
    words = "|".join(sorted(units, key=len, reverse=True))
    return Expression(f"(?:{words})(?=[，。；、）\n]|\\Z)")
