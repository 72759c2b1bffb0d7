"""A top-level section that the format does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.draft.outline import match_sections
from reportlint.finding import NotAssessed, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

EXTRA = Sentence(
    zh="“{title}”不是规定的部分；规定的是：{titles}",
    en="“{title}” is not a prescribed section; those are: {titles}",
)
NO_OUTLINE = Sentence(zh="规则包没有规定提纲", en="the pack prescribes no outline")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: the sections are those of the pack's outline."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each top-level heading that matches no section of the outline."""
    if not pack.outline:
        yield NotAssessed(NO_OUTLINE())
        return
    taken = {
        section.index for sections in match_sections(content.outline, pack.outline).values() for section in sections
    }
    titles = "、".join(form.title for form in pack.outline)
    for section in content.outline.top():
        if section.index not in taken and not content.copied(section.line.start):
            yield Observation(EXTRA(title=quoted(content, section.title), titles=titles), section.line, symptom=True)
