"""A heading with nothing under it: followed by another heading, or by the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.draft.outline import Kind, Section
from reportlint.finding import NotAssessed, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

EMPTY = Sentence(zh="标题“{title}”下面没有内容", en="nothing stands under the heading “{title}”")
NO_HEADINGS = Sentence(zh="没有认出任何标题", en="no heading was recognized")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each heading line or lead-in without a body."""
    sections = content.outline.sections
    if not sections:
        yield NotAssessed(NO_HEADINGS())
    parents = {section.parent for section in sections}
    for section in sections:
        following = sections[section.index + 1] if section.index + 1 < len(sections) else None
        if section.kind is Kind.HEADING:
            empty = section.index not in parents and not _own_text(content, section)
        elif section.kind is Kind.LEAD_IN:
            empty = not _own_text(content, section) and not _introduces(following)
        else:
            continue
        if empty and not content.copied(section.line.start):
            yield Observation(EMPTY(title=quoted(content, section.title)), section.line)


def _own_text(content: Content, section: Section) -> str:
    """Return the text or table under a heading, before the first section inside it."""
    return content.text[section.own.start : section.own.end].strip()


def _introduces(following: Section | None) -> bool:
    """Tell whether a lead-in introduces what follows: a list or an outline that starts with its first number."""
    return following is not None and following.ordinal is not None and following.ordinal.number == 1
