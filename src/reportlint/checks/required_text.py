"""Something that every report must say: one of several patterns has to occur."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from reportlint.checks._relations import fact_of, known_names
from reportlint.draft.outline import match_sections
from reportlint.finding import Message, NotAssessed, Observation, Sentence
from reportlint.packs.formula import evaluate, expand, operands, parse
from reportlint.positions import Span
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

NO_YEAR = Sentence(zh="看不出报告年度", en="the report year is not known")
NO_VALUE = Sentence(zh="统计表没有填这项数据", en="the table has no value for it")
NO_SECTION = Sentence(zh="没有“{title}”这一部分", en="there is no section “{title}”")
WHOLE_REPORT = True


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """patterns: any one of them will do. message, message_en: what is said when none occurs.

    when: a formula; the text is asked for only where it holds. where: `all`, `head` (before the first heading), or the id of a section of the pack's outline.
    """

    patterns: tuple[Pattern, ...]
    message: str
    message_en: str = ""
    where: str = "all"
    when: str = ""

    names_in_messages: ClassVar[frozenset[str]] = frozenset()

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield the section that the text must stand in."""
        if self.where not in ("all", "head"):
            yield "section", self.where, "where"
        if self.when:
            yield "values", self.when, "when"


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation when the text is missing: on the section's line, or on the whole draft."""
    if parameters.when:
        condition = expand(parse(parameters.when), known_names(pack))
        facts = {name: fact for name in map(str, operands(condition)) if (fact := fact_of(content, 0, name))}
        asked = evaluate(condition, lambda name: facts[name].value if name in facts else None)
        if not asked.holds:
            yield from [NotAssessed(NO_VALUE())] if asked.holds is None else ()
            return
    if content.report_year is None and any(pattern.needs_year for pattern in parameters.patterns):
        yield NotAssessed(NO_YEAR())
        return
    line: Span | None = None
    if parameters.where == "all":
        zones = [Span(0, len(content.text))]
    elif parameters.where == "head":
        zones = [content.head]
    else:
        sections = match_sections(content.outline, pack.outline)[parameters.where]
        if not sections:
            title = next(form.title for form in pack.outline if form.id == parameters.where)
            yield NotAssessed(NO_SECTION(title=title))
            return
        line = sections[0].line
        zones = [Span(section.line.start, max(section.line.end, section.body.end)) for section in sections]
    year = content.report_year or 0
    patterns = [pattern.for_year(year) for pattern in parameters.patterns]
    if not any(pattern.search(content.text, *zone) for pattern in patterns for zone in zones):
        yield Observation(Message(parameters.message, parameters.message_en or parameters.message, {}), line)
