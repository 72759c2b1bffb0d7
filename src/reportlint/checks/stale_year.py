"""Last year's wording: a plan for the year that is already over, or the deeds of an earlier year told as this year's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import NotAssessed, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.patterns import Pattern  # noqa: TC001
from reportlint.text.sentences import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

PLAN = Sentence(
    zh="“{text}”是对报告年度（{year}年）的打算；打算应当是下一年度的，疑为沿用上年文稿",
    en="“{text}” plans for {year}, the report year; plans belong to the next year: last year's text?",
)
DEED = Sentence(
    zh="“{text}”讲的是{past}年，本稿是{year}年度的报告，疑为沿用上年文稿",
    en="“{text}” tells of {past}, the report is for {year}: last year's text?",
)
NO_YEAR = Sentence(zh="看不出报告年度", en="the report year is not known")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """plans: patterns of a plan for the report year or earlier, looked for in sections whose titles match plan_sections.

    deeds: patterns of an earlier year's deeds, looked for where a paragraph, or the text behind its heading, begins in
    sections that match deed_sections; not where the paragraph or the next one tells of the report year too. Where the
    draft speaks mostly of last year only the first is reported. `{year}` and `{last_year}` stand for the report year
    and the one before.
    """

    plans: tuple[Pattern, ...] = ()
    plan_sections: tuple[Pattern, ...] = ()
    deeds: tuple[Pattern, ...] = ()
    deed_sections: tuple[Pattern, ...] = ()


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each such passage."""
    year = content.report_year
    if year is None:
        yield NotAssessed(NO_YEAR())
        return
    text = content.text
    for span in _within(content, parameters.plan_sections):
        for pattern in parameters.plans:
            for match in pattern.for_year(year).finditer(text, span.start, span.end):
                place = Span(match.start(), match.end())
                if not content.copied(place.start):
                    yield Observation(PLAN(text=quoted(content, place), year=year), place)
    starts = {section.line.start: _behind(text, section.title.end) for section in content.outline.headings()}
    for span in _within(content, parameters.deed_sections):
        for pattern in parameters.deeds:
            deed = pattern.for_year(year).search(text, span.start, span.end)
            if deed and deed.start() in (span.start, starts.get(span.start)) and not _told(content, span, year):
                place = Span(
                    deed.start(), next(clauses(text, Span(deed.end(), span.end)), Span(deed.end(), deed.end())).end
                )
                yield Observation(DEED(text=quoted(content, place), past=year - 1, year=year), place)
                if any(item.source == "body" and item.year < year for item in content.years.evidence):
                    return


def _behind(text: str, end: int) -> int:
    """Return where the text begins that runs on behind a heading."""
    while end < len(text) and text[end] in "。： ":
        end += 1
    return end


def _told(content: Content, span: Span, year: int) -> bool:
    """Tell whether a paragraph names a year, or the next one begins with it: then the earlier year is history."""
    at = content.prose.index(span)
    following = content.text[content.prose[at + 1].start :][:5] if at + 1 < len(content.prose) else ""
    return f"{year}年" in (content.text[span.start : span.end] + following)


def _within(content: Content, titles: tuple[Pattern, ...]) -> list[Span]:
    """Return the prose paragraphs inside sections whose title, or an enclosing title, matches; all without titles."""
    if not titles:
        return list(content.prose)
    bodies = [
        Span(section.line.start, max(section.body.end, section.line.end))
        for section in content.outline.headings()
        if any(pattern.search(section.text) for pattern in titles)
    ]
    return [span for span in content.prose if any(body.start <= span.start < body.end for body in bodies)]
