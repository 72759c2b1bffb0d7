"""The report is dated after the day by which the law wants it published, or before the year it tells of is over.

Where title, period and captions disagree about the year nothing is said: that is one mistake, found elsewhere.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.draft.kinds import Kind
from reportlint.finding import NotAssessed, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.expressions import Expression, Match
from reportlint.text.numerals import numeral_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

LATE = Sentence(zh="日期“{text}”晚于公布期限{due_year}年{month}月{day}日", en="“{text}” is after the deadline of {due}")
EARLY = Sentence(
    zh="日期“{text}”早于统计期限的末日{last}，疑为沿用上年的日期",
    en="“{text}” is before {last}, the last day that the report covers: last year's date?",
)
NO_DATE = Sentence(zh="没有找到发布日期或成文日期", en="no date of publication or signature was found")
NO_DEADLINE = Sentence(zh="对这类机关没有全国统一的公布期限", en="there is no deadline for issuers of this kind")
NO_YEAR = Sentence(zh="看不出报告年度", en="the report year is not known")
UNSURE = Sentence(
    zh="题名、统计期限、表题的年份不一致，无法推算期限",
    en="title, period and captions disagree about the year: no deadline can be worked out",
)

_DATE = Expression(
    r"(20\d\d)(?:年|-|/|\.)(1[0-2]|0?[1-9])(?:月|-|/|\.)([12]\d|3[01]|0?[1-9])日?(?!\d)"
    r"|(二[〇○零][〇○零一二三四五六七八九]{2})年(十[一二]?|[一二三四五六七八九])月(二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])日"
)
_PUBLISHED = Expression(r"(?:发布|公布|公开|生成|成文)(?:日期|时间)：?\s*")
_SIGNATURES = 4  # last paragraphs in which a date of signature stands


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """due: the last day as `MM-DD` of the year after the report year, the same for all issuers or by kind of issuer.

    Kinds that are not named have no deadline; their dates can still be too early.
    """

    due: str | dict[Kind, str]


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each date of publication or signature behind the deadline or before the year is over."""
    year = content.report_year
    if year is None:
        yield NotAssessed(NO_YEAR())
        return
    told = {e.year for e in content.years.evidence if e.source != "body" and not content.copied(e.span.start)}
    if len(told | {year}) > 1:
        yield NotAssessed(UNSURE())
        return
    due = _due(parameters, content.issuer.kind, year)
    found = list(_dates(content))
    if not found:
        yield NotAssessed(NO_DATE())
    last = _last_day(content, year)
    sure = told or content.assumed_year is not None  # what the body mentions most may be the next year
    for dated, span in found:
        text = quoted(content, span)
        if sure and year - 1 <= dated.year and dated < last:
            written = f"{last.year}年{last.month}月{last.day}日"
            yield Observation(EARLY(text=text, last=written), span)
        elif due and due < dated and dated.year <= year + 2:
            last_day = {"due_year": due.year, "month": due.month, "day": due.day, "due": due.isoformat()}
            yield Observation(LATE(text=text, **last_day), span)
    if found and due is None:
        yield NotAssessed(NO_DEADLINE())


def with_due(parameters: Parameters, due: dict[Kind, str]) -> Parameters:
    """Return the parameters with other last days for some kinds of issuer."""
    known = parameters.due if isinstance(parameters.due, dict) else dict.fromkeys(get_args(Kind), parameters.due)
    return Parameters({**known, **due})


def _due(parameters: Parameters, kind: Kind, year: int) -> date | None:
    day = parameters.due if isinstance(parameters.due, str) else parameters.due.get(kind)
    return date.fromisoformat(f"{year + 1}-{day}") if day else None


def _last_day(content: Content, year: int) -> date:
    """Return the last day that the report covers: the end of the year, or of a period that stops earlier."""
    days = [date(*period.last) for period in content.years.periods if _exists(period.last) and period.last[0] == year]
    return max(days, default=date(year, 12, 31))


def _exists(day: tuple[int, int, int]) -> bool:
    try:
        date(*day)
    except ValueError:
        return False
    return True


def _dates(content: Content) -> Iterator[tuple[date, Span]]:
    text = content.text
    seen: set[int] = set()
    for label in _PUBLISHED.finditer(text):
        match = _DATE.match(text, label.end())
        if match:
            seen.add(match.start())
            yield from _as_date(match)
    for span in content.prose[-_SIGNATURES:]:
        match = _DATE.fullmatch(text, span.start, span.end)
        if match and match.start() not in seen:
            yield from _as_date(match)


def _as_date(match: Match[str]) -> Iterator[tuple[date, Span]]:
    try:
        if match[1]:
            yield date(int(match[1]), int(match[2]), int(match[3])), Span(*match.span())
        else:
            year, month, day = (numeral_value(match[group].replace("○", "〇")) for group in (4, 5, 6))
            yield date(year, month, day), Span(*match.span())
    except ValueError:
        return
