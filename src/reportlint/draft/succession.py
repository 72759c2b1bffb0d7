"""Whether one report is last year's report of the same organ, so that the two may be compared.

Only what both reports say of themselves counts: their years, and the names of their organs. A report whose name is not
known is taken to be what the user says it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.finding import Sentence
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from reportlint.draft.content import Content
    from reportlint.finding import Message

NO_PREVIOUS = Sentence(
    zh="没有上年报告可比（用 --previous 提供）",
    en="there is no report of last year to compare with (name it with --previous)",
)
_NO_YEAR = Sentence(zh="看不出本报告是哪一年度的，不能与上年比较", en="the draft does not tell its year")
_NO_EARLIER_YEAR = Sentence(
    zh="看不出作为上年报告的 {file} 是哪一年度的，不能比较",
    en="{file}, given as last year's report, does not tell its year",
)
_OTHER_YEAR = Sentence(
    zh="{file} 是 {other} 年度的报告，不是上一年（{year} 年度）的，不能比较",
    en="{file} is a report for {other}, not for the year before ({year})",
)
_OTHER_ORGAN = Sentence(
    zh="{file} 是“{other}”的报告，本报告是“{name}”的，不能比较",
    en="{file} is a report of “{other}”, the draft is one of “{name}”",
)

_GOVERNMENT = Expression(r"(?:人民)?政府(?=办|\Z)")  # 青石县, 青石县政府 and 青石县人民政府 are one
_LEAST_TAIL = 3  # characters that a name without the place above it (白云市青石县) must have


def obstacle(content: Content) -> Message | None:
    """Return why a draft cannot be compared with its previous report; None when it can."""
    previous = content.previous
    if previous is None:
        return NO_PREVIOUS()
    file = file_name(previous)
    if content.report_year is None:
        return _NO_YEAR()
    if previous.report_year is None:
        return _NO_EARLIER_YEAR(file=file)
    if previous.report_year != content.report_year - 1:
        return _OTHER_YEAR(file=file, other=previous.report_year, year=content.report_year - 1)
    name, other = content.issuer.name, previous.issuer.name
    if name and other and not same_organ(name, other):
        return _OTHER_ORGAN(file=file, other=other, name=name)
    return None


def file_name(content: Content) -> str:
    """Return the name of a report's file, without its folders."""
    return content.draft.path.replace("\\", "/").rpartition("/")[2]


def same_organ(name: str, other: str) -> bool:
    """Tell whether two names mean one organ: equal but for 人民政府 and for the places above it."""
    short, long = sorted((_GOVERNMENT.sub("", name), _GOVERNMENT.sub("", other)), key=len)
    return short == long or (len(short) >= _LEAST_TAIL and long.endswith(short))
