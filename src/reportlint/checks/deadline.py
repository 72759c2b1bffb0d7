"""The report is dated after the day by which the law wants it published."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import NotAssessed, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.expressions import Expression, Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

LATE = Sentence(zh="日期“{text}”晚于公布期限{due_year}年{month}月{day}日", en="“{text}” is after the deadline of {due}")
NO_DATE = Sentence(zh="没有找到发布日期或成文日期", en="no date of publication or signature was found")
NO_YEAR = Sentence(zh="看不出报告年度", en="the report year is not known")

_DATE = Expression(r"(20\d\d)(?:年|-|/|\.)(1[0-2]|0?[1-9])(?:月|-|/|\.)([12]\d|3[01]|0?[1-9])日?(?!\d)")
_PUBLISHED = Expression(r"(?:发布|公布|公开|生成|成文)(?:日期|时间)：?\s*")
_SIGNATURES = 4  # last paragraphs in which a date of signature stands


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """due: the last day as `MM-DD` of the year after the report year."""

    due: str


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each date of publication or signature behind the deadline."""
    year = content.report_year
    if year is None:
        yield NotAssessed(NO_YEAR())
        return
    month, day = (int(part) for part in parameters.due.split("-"))
    due = date(year + 1, month, day)
    found = list(_dates(content))
    if not found:
        yield NotAssessed(NO_DATE())
    for dated, span in found:
        if due < dated < date(year + 2, month, day):
            text = quoted(content, span)
            yield Observation(LATE(text=text, due_year=due.year, month=month, day=day, due=due.isoformat()), span)


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
        yield date(int(match[1]), int(match[2]), int(match[3])), Span(*match.span())
    except ValueError:
        return
