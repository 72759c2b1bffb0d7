"""The statistics stop before the year is over, or start after it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import NotAssessed, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

SHORT = Sentence(
    zh="统计期限“{text}”没有到12月31日，年度数据不完整",
    en="the period “{text}” ends before 31 December: not a full year",
)
LATE = Sentence(
    zh="统计期限“{text}”不是从1月1日开始，年度数据不完整",
    en="the period “{text}” starts after 1 January: not a full year",
)
NO_PERIOD = Sentence(zh="没有写明统计期限", en="no statistics period is stated")

# 截至2016年11月底，全年…: what is told of the whole year stops before its end. Not 截至11月底，已办结…: a milestone.
_AS_OF = Expression(
    r"(?P<stated>截[至止]到?(?P<year>(?:19|20)\d\d)年(?P<month>1[0-2]|[1-9])月(?:底|末|(?P<day>[12]\d|3[01]|[1-9])日)?)"
    r"，?(?:全年|本年度)"
)

_FULL_MONTHS = 9  # a stated period of at least so many months is the report's own, not that of some campaign


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each period of most of a year that is not the whole year."""
    periods = [
        p for p in content.years.periods if (p.last[0] - p.first[0]) * 12 + p.last[1] - p.first[1] >= _FULL_MONTHS
    ]
    as_of = list(_as_of(content))
    if not periods and not as_of:
        yield NotAssessed(NO_PERIOD())
    for span in as_of:
        yield Observation(SHORT(text=quoted(content, span)), span)
    for period in periods:
        text = quoted(content, period.span)
        if period.first[1:] == (1, 1) and period.last[0] == period.first[0] and period.last[1:] != (12, 31):
            yield Observation(SHORT(text=text), period.span)
        elif period.last[1:] == (12, 31) and period.last[0] == period.first[0] and period.first[1:] != (1, 1):
            yield Observation(LATE(text=text), period.span)


def _as_of(content: Content) -> Iterator[Span]:
    """Yield the days before the end of the report year up to which the whole year is counted."""
    for prose in content.prose:
        for match in _AS_OF.finditer(content.text, prose.start, prose.end):
            early = int(match["month"]) < 12 or (match["day"] and int(match["day"]) < 31)
            if early and int(match["year"]) == content.report_year and not content.copied(match.start()):
                yield Span(*match.span("stated"))
