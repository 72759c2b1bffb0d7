"""The report year: what the title, the stated period, table captions and the body say, and whether they agree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.positions import Span
from reportlint.text.expressions import Expression, Match

if TYPE_CHECKING:
    from collections.abc import Iterable

_HAN = "〇○零一二三四五六七八九"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_HAN_YEAR = rf"二[〇○零][{_HAN}]{{2}}|一九[{_HAN}]{{2}}"
_MENTION = Expression(rf"(?<![\d〔\[（(]){_YEAR}年")
_PUBLISHED = rf"(?<=（)(?:(?:19|20)\d\d|{_HAN_YEAR})年\w{{1,3}}月"  # `（2017年3月）` behind a title: when it came out
_TITLE = Expression(rf"(?!{_PUBLISHED})(?<!\d)(?P<year>(?:19|20)\d\d|{_HAN_YEAR})(?!\d)")
_CAPTION = Expression(rf"（(?P<year>(?:19|20)\d\d|{_HAN_YEAR})(?:年度?)?）|(?P<bare>(?:19|20)\d\d|{_HAN_YEAR})年度?")
_DAY = r"(?P<{0}month>1[0-2]|0?[1-9])月(?:(?P<{0}day>[12]\d|3[01]|0?[1-9])日|(?P<{0}end>底|末))?"
PERIOD = Expression(
    rf"{_YEAR}年{_DAY.format('from_')}(?:起|开始)?，?(?:至|到|—+|-+|～|~|－)?(?:(?P<last_year>(?:19|20)\d\d)年)?{_DAY.format('to_')}"
)


class YearEvidence(Struct, frozen=True):
    """One place that tells the report year. source: `title`, `period`, `caption` or `body`."""

    source: str
    year: int
    span: Span


class Period(Struct, frozen=True):
    """A stated statistics period: first and last day as (year, month, day); a missing day is the month's end."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    span: Span


class Years(Struct, frozen=True):
    """The evidence in order of weight, and the periods stated in the prose."""

    evidence: tuple[YearEvidence, ...]
    periods: tuple[Period, ...]

    @property
    def report_year(self) -> int | None:
        """Return the year of the weightiest evidence."""
        return self.evidence[0].year if self.evidence else None


def read_years(text: str, title: Span | None, prose: Iterable[Span], captions: Iterable[Span]) -> Years:
    """Collect the evidence; the title weighs most, then a stated period from 1 January, captions, the body."""
    evidence: list[YearEvidence] = []
    prose = list(prose)
    if title:
        evidence += [
            YearEvidence("title", _number(m["year"]), Span(*m.span()))
            for m in _TITLE.finditer(text, title.start, title.end)
        ]
        below = next((span for span in prose if span.start > title.start), None)
        if not evidence and below and is_caption(text, below):  # `（2018年度）` on a line of its own
            match = _CAPTION.search(text, below.start, below.end)
            evidence += [YearEvidence("title", _number(match["year"] or match["bare"]), below)] if match else []
    periods = [_period(match) for span in prose for match in PERIOD.finditer(text, span.start, span.end)]
    evidence += [
        YearEvidence("period", period.first[0], period.span) for period in periods if period.first[1:] == (1, 1)
    ]
    for span in captions:
        match = _CAPTION.search(text, span.start, span.end)
        if match:
            evidence.append(YearEvidence("caption", _number(match["year"] or match["bare"]), Span(*match.span())))
    mentions = [match for span in prose for match in _MENTION.finditer(text, span.start, span.end)]
    if mentions:
        counts = Counter(int(match["year"]) for match in mentions)
        year = max(counts, key=lambda y: (counts[y], y))
        first = next(match for match in mentions if int(match["year"]) == year)
        evidence.append(YearEvidence("body", year, Span(*first.span())))
    return Years(tuple(evidence), tuple(periods))


def is_caption(text: str, span: Span) -> bool:
    """Tell whether a paragraph is nothing but a year: `（2018年度）`."""
    return _CAPTION.fullmatch(text, span.start, span.end) is not None


def _number(year: str) -> int:
    """Return a year written in digits or in Chinese numerals."""
    return int("".join(str(max(0, _HAN.index(char) - 2)) if char in _HAN else char for char in year))


_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _period(match: Match[str]) -> Period:
    """Read a period; a month without a day is meant from its first or to its last day."""
    year = int(match["year"])
    first_month, last_month = int(match["from_month"]), int(match["to_month"])
    whole = not match["from_day"] and not match["from_end"]
    first = 1 if whole else int(match["from_day"] or _MONTH_DAYS[first_month - 1])
    last = int(match["to_day"] or _MONTH_DAYS[last_month - 1])
    return Period((year, first_month, first), (int(match["last_year"] or year), last_month, last), Span(*match.span()))
