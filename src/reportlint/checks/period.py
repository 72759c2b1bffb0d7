"""The statistics stop before the year is over, or start after it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import NotAssessed, Observation, Sentence

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

_FULL_MONTHS = 9  # a stated period of at least so many months is the report's own, not that of some campaign


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each period of most of a year that is not the whole year."""
    periods = [
        p for p in content.years.periods if (p.last[0] - p.first[0]) * 12 + p.last[1] - p.first[1] >= _FULL_MONTHS
    ]
    if not periods:
        yield NotAssessed(NO_PERIOD())
    for period in periods:
        text = quoted(content, period.span)
        if period.first[1:] == (1, 1) and period.last[0] == period.first[0] and period.last[1:] != (12, 31):
            yield Observation(SHORT(text=text), period.span)
        elif period.last[1:] == (12, 31) and period.last[0] == period.first[0] and period.first[1:] != (1, 1):
            yield Observation(LATE(text=text), period.span)
