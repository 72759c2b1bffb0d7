"""A table, or a header, of another period's format stands in the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.checks._tables import own_tables
from reportlint.draft.labels import label_key
from reportlint.finding import Note, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.patterns import Pattern  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.tables import Table
    from reportlint.finding import NotAssessed
    from reportlint.packs.schema import Pack

TABLE = Sentence(
    zh="“{title}”不是{pack}的表格：本稿是{year}年度的报告",
    en="“{title}” is not a table of {pack}: the draft reports on {year}",
)
MARK = Sentence(
    zh="“{mark}”是{period}格式的表格用语，{year}年度的报告不应出现；同类用语共{count}处",
    en="“{mark}” belongs to the table format of {period}, not to a report on {year}; {count} such places",
)
ALSO = Sentence(zh="“{mark}”", en="“{mark}”")


class Marks(Struct, frozen=True, forbid_unknown_fields=True):
    """period: the period of the other format. patterns: words that only its tables have."""

    period: str
    patterns: tuple[Pattern, ...]


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """foreign: marks of the formats of other periods."""

    foreign: tuple[Marks, ...] = ()


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation for each foreign table, and one for the period whose marks stand most often.

    A local table that shares some labels with a form of another period is not that form.
    """
    year = content.report_year or "？"
    reported: list[Span] = []
    own = own_tables(content, pack)
    for table in content.tables:
        if table not in own and table.certain:
            reported.append(table.span)
            marks = _foreign_labels(table, pack)
            notes = tuple(Note(ALSO(mark=quoted(content, span)), span) for span in marks[:6])
            message = TABLE(title=table.form.title, pack=pack.title, year=year)
            place = table.caption or (marks[0] if marks else table.heading)
            yield Observation(message, place, notes=notes, explains=(table.span,))
    found = max((_found(content, marks, reported) for marks in parameters.foreign), key=len, default=[])
    if found:
        period = next(marks.period for marks in parameters.foreign if _found(content, marks, reported) == found)
        words = [quoted(content, span) for span in found]
        notes = tuple(Note(ALSO(mark=word), span) for word, span in zip(words[1:6], found[1:6], strict=True))
        yield Observation(MARK(mark=words[0], period=period, year=year, count=len(found)), found[0], notes=notes)


def _foreign_labels(table: Table, pack: Pack) -> list[Span]:
    """Return the labels of a table that the pack's own tables do not have."""
    own = {label_key(label) for form in pack.tables for label in form.columns.values()}
    own |= {label_key(row.label) for form in pack.tables for row in form.rows.values()}
    marks = [
        header.span
        for header in table.headers
        if header.column and label_key(table.form.columns[header.column]) not in own
    ]
    marks += [row.label for row in table.rows.values() if row.text and label_key(row.form.label) not in own]
    return sorted(marks)


def _found(content: Content, marks: Marks, reported: list[Span]) -> list[Span]:
    """Return where the marks of a period stand in tables that are not reported yet."""
    found = sorted(
        Span(match.start(), match.end())
        for pattern in marks.patterns
        for match in pattern.finditer(content.text)
        if content.in_table(match.start())
    )
    return [span for span in found if not any(table.touches(span) for table in reported)]
