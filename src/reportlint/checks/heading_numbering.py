"""Ordinals of headings and list items that skip, repeat or go back among their siblings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.finding import NotAssessed, Note, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.outline import Section
    from reportlint.packs.schema import Pack

GAP = Sentence(zh="序号不连续：前一个是“{before}”，这里是“{here}”", en="numbering jumps from “{before}” to “{here}”")
REPEAT = Sentence(zh="序号重复：前一个也是“{before}”", en="number “{before}” stands twice")
BACK = Sentence(zh="序号倒退：前一个是“{before}”，这里是“{here}”", en="numbering goes back from “{before}” to “{here}”")
START = Sentence(zh="序号从“{here}”开始，缺少前面的序号", en="numbering starts with “{here}”")
BEFORE = Sentence(zh="前一个“{before}”在这里", en="“{before}” stands here")
NO_NUMBERS = Sentence(zh="没有编号的标题或条目", en="nothing is numbered")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each ordinal that does not follow its sibling.

    A deep list may start again at 1, one of `（一）` behind a line that announces it. After a mistake the numbering is
    right again where it goes on from the ordinal before, or says how many siblings there are. The second copy of a repeated passage is left out: its
    numbering goes wrong because it is a copy, and that is reported already.
    """
    last: dict[tuple[int | None, str], Section] = {}
    counts: Counter[tuple[int | None, str]] = Counter()
    right: dict[tuple[int | None, str], int] = {}  # the last number that followed
    numbered = [s for s in content.outline.sections if s.ordinal and not content.copied(s.line.start)]
    if not numbered:
        yield NotAssessed(NO_NUMBERS())
    beheaded = False  # the draft begins in the middle of its numbering: said once
    for section in numbered:
        key = (section.parent, section.kind_of_number)
        before = last.get(key)
        last[key] = section
        here = _mark(content, section)
        number = section.number
        counts[key] += 1
        if before is None:
            counts[key] = right[key] = number
            if number > 1 and section.is_heading and not beheaded and not _inverted(content, section):
                yield Observation(START(here=here), section.ordinal_span)
                beheaded = section is numbered[0]
            continue
        previous = before.number
        if number == 1 and _new_list(content, section):
            counts[key] = right[key] = 1
            continue
        if number in (previous + 1, counts[key], right[key] + 1):
            counts[key] = right[key] = number
            continue
        was = _mark(content, before)
        sentence = REPEAT if number == previous else GAP if number > previous else BACK
        note = Note(BEFORE(before=was), before.ordinal_span)
        yield Observation(sentence(before=was, here=here), section.ordinal_span, notes=(note,))


def _mark(content: Content, section: Section) -> str:
    span = section.ordinal_span
    return content.text[span.start : span.end] if span else ""


def _inverted(content: Content, section: Section) -> bool:
    """Tell whether the numbering goes on from the section before, which has another parent: `1.` holds `（一）`, `2.` `（二）`."""
    before = [s for s in content.outline.sections[: section.index] if s.kind_of_number == section.kind_of_number]
    return bool(before) and before[-1].number == section.number - 1 and before[-1].parent != section.parent


def _new_list(content: Content, section: Section) -> bool:
    """Tell whether a list may start again here: it is a deep one, or the line before it announces it."""
    if section.rank <= 1:
        return False
    before = content.text[max(0, section.line.start - 4) : section.line.start].rstrip("\n")[-1:]
    return section.rank >= 3 or before == "："
