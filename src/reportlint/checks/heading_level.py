"""A heading level that is skipped: `一、` followed by `（1）` with neither `（一）` nor `1.` between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import NotAssessed, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

SKIPPED = Sentence(
    zh="“{here}”直接放在“{above}”下面，越过了中间的层次；层次依次为“一、”“（一）”“1.”“（1）”",
    en="“{here}” stands directly under “{above}”; the levels are “一、”, “（一）”, “1.”, “（1）”",
)
NO_LEVELS = Sentence(zh="没有两级以上的编号标题", en="there are no nested numbered headings")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters. `一、` directly followed by `1.` is accepted: drafts with two levels use it."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each first child that skips a level."""
    sections = content.outline.sections
    nested = False
    reported: set[int] = set()
    for section in sections:
        if section.parent is None or section.ordinal is None or not section.is_heading:
            continue
        above = sections[section.parent]
        if above.ordinal is None:
            continue
        nested = True
        step = section.ordinal.rank - above.ordinal.rank
        if above.ordinal.rank >= 1 and step > 2 and above.index not in reported:
            reported.add(above.index)
            here, there = section.ordinal_span, above.ordinal_span
            if here and there:
                yield Observation(SKIPPED(here=quoted(content, here), above=quoted(content, there)), here)
    if not nested:
        yield NotAssessed(NO_LEVELS())
