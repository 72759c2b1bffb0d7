"""The section of a pack's outline that a rule is about: shared by the checks of single sections. No check by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.draft.outline import match_sections
from reportlint.finding import NotAssessed, Sentence

if TYPE_CHECKING:
    from reportlint.draft.content import Content
    from reportlint.draft.outline import Section
    from reportlint.packs.schema import Pack

NO_SECTION = Sentence(zh="没有“{title}”这一部分", en="there is no section “{title}”")


def section_of(content: Content, pack: Pack, name: str) -> Section | NotAssessed:
    """Return the first section of the draft that one of the outline stands as, or why there is nothing to judge."""
    sections = match_sections(content.outline, pack.outline)[name]
    if sections:
        return sections[0]
    return NotAssessed(NO_SECTION(title=next(form.title for form in pack.outline if form.id == name)))
