"""What tests of several folders share: what a text says, and what a rule finds in it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from reportlint import checks, engine, packs, readers
from reportlint.draft.understand import observe, understand
from reportlint.packs.examples import parse_marks
from reportlint.positions import SourceSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.draft.content import Content
    from reportlint.draft.draft import Draft
    from reportlint.finding import Assessment, Finding, NotAssessed, Observation
    from reportlint.packs.schema import Pack


@functools.cache
def all_packs() -> tuple[Pack, ...]:
    """Return every pack that comes with the tool."""
    return tuple(packs.load_all(checks=checks))


def pack_named(name: str) -> Pack:
    """Return one pack that comes with the tool."""
    return next(pack for pack in all_packs() if pack.name == name)


def marked(text: str) -> tuple[str, list[SourceSpan]]:
    """Return a text without its 【】 marks, and the spans they enclosed."""
    return parse_marks(text)


def draft_of(text: str) -> Draft:
    """Return a text as the reader of plain text gives it; 【】 marks are taken off."""
    return readers.read("sample.txt", marked(text)[0].encode())


def content_of(
    text: str | Draft, *, pack: str | Pack | None = None, year: int | None = None, named: bool = False
) -> Content:
    """Return what a text (or a draft) says, with the facts of one pack when it is given."""
    draft = draft_of(text) if isinstance(text, str) else text
    forms = {id(form): form for one in all_packs() for form in one.tables}
    chosen = pack_named(pack) if isinstance(pack, str) else pack
    if chosen is not None:
        forms.update({id(form): form for form in chosen.tables})
    titles = [pattern for one in all_packs() for pattern in one.applies.title]
    content = understand(draft, tuple(forms.values()), titles)
    if chosen is None:
        return content
    return observe(content, chosen.tables, chosen.indicators, year=year, named=named)


def run_rule(
    text: str | Draft, rule: str, *, pack: str | Pack = "annual-report-2014", year: int | None = None
) -> tuple[list[Finding], Assessment]:
    """Return what one rule (by id) finds in a text, and how it ended."""
    chosen = pack_named(pack) if isinstance(pack, str) else pack
    rules = [one for one in chosen.rules if rule in (one.id, one.name)]
    assert len(rules) == 1, f"{chosen.name} has {len(rules)} rules called {rule}"
    return engine.apply(rules, content_of(text, pack=chosen, year=year), chosen)


def check_text(
    text: str | Draft, rule: str, *, pack: str | Pack = "annual-report-2014", year: int | None = None
) -> list[Finding]:
    """Return what one rule (by id) finds in a text."""
    return run_rule(text, rule, pack=pack, year=year)[0]


def expect(text: str, rule: str, *, pack: str | Pack = "annual-report-2014", year: int | None = None) -> list[Finding]:
    """Assert that one rule finds exactly what stands in 【】, one finding a mark; return the findings."""
    plain, spans = marked(text)
    found = check_text(text, rule, pack=pack, year=year)
    places = [SourceSpan(f.span.start.offset, f.span.end.offset) for f in found if f.span]
    shown = [(plain[slice(*place)], one.message) for place, one in zip(places, found, strict=False)]
    assert [words for words, _ in shown] == [plain[slice(*span)] for span in spans], shown
    assert places == spans
    return found


def words(content: Content, outcomes: Iterable[Observation | NotAssessed]) -> list[str]:
    """Return the draft's words at the place of each observation that has one."""
    spans = [span for one in outcomes if (span := getattr(one, "span", None)) is not None]
    sources = [span if isinstance(span, SourceSpan) else content.folded.to_source(span) for span in spans]
    return [content.draft.text[slice(*source)] for source in sources]
