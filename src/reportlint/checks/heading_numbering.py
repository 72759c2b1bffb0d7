"""Ordinals of headings and list items that skip, repeat or go back among their siblings."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.finding import NotAssessed, Note, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.outline import Section
    from reportlint.packs.schema import Pack

GAP = Sentence(zh="序号不连续：前一个是“{before}”，这里是“{here}”", en="numbering jumps from “{before}” to “{here}”")
REPEAT = Sentence(zh="序号重复：前一个也是“{before}”", en="number “{before}” stands twice")
BACK = Sentence(zh="序号倒退：前一个是“{before}”，这里是“{here}”", en="numbering goes back from “{before}” to “{here}”")
START = Sentence(zh="序号从“{here}”开始，缺少前面的序号", en="numbering starts with “{here}”")
AFTER = Sentence(
    zh="序号“{here}”不在其位：应在“{other}”之后", en="number “{here}” is out of place: it belongs after “{other}”"
)
AHEAD = Sentence(
    zh="序号“{here}”不在其位：应在“{other}”之前", en="number “{here}” is out of place: it belongs before “{other}”"
)
OTHER = Sentence(zh="“{other}”在这里", en="“{other}” stands here")
BEFORE = Sentence(zh="前一个“{before}”在这里", en="“{before}” stands here")
NO_NUMBERS = Sentence(zh="没有编号的标题或条目", en="nothing is numbered")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each ordinal that does not follow its sibling.

    A deep list may start again at 1, one of `（一）` behind a line that announces it. After a mistake the numbering is
    right again where it goes on from the ordinal before, or says how many siblings there are; where every number
    stands once, only those out of place are told. The second copy of a repeated passage is left out: its numbering goes
    wrong because it is a copy, and that is reported already.
    """
    numbered = [s for s in content.outline.sections if s.ordinal and not content.copied(s.line.start)]
    if not numbered:
        yield NotAssessed(NO_NUMBERS())
    beheaded = False  # the draft begins in the middle of its numbering: said once
    for siblings, anew in _lists(content, numbered):
        first = siblings[0]
        displaced = _displaced(siblings)
        lowest = min(section.number for section in siblings) if displaced else first.number
        if lowest > 1 and first.is_heading and not anew and not beheaded and not _inverted(content, first):
            beheaded = first is numbered[0]
            yield Observation(START(here=_mark(content, first)), first.ordinal_span, symptom=True)
        yield from _out_of_place(content, siblings, displaced) if displaced else _breaks(content, siblings)


def _lists(content: Content, numbered: Sequence[Section]) -> Iterator[tuple[list[Section], bool]]:
    """Yield siblings that are numbered through, and whether an earlier list stands under the same parent."""
    lists: dict[tuple[int | None, str], list[list[Section]]] = {}
    for section in numbered:
        under = lists.setdefault((section.parent, section.kind_of_number), [])
        if not under or (section.number == 1 and _new_list(content, section)):
            under.append([])
        under[-1].append(section)
    for under in lists.values():
        for at, siblings in enumerate(under):
            yield siblings, at > 0


def _breaks(content: Content, siblings: Sequence[Section]) -> Iterator[Observation]:
    """Yield each ordinal that neither follows the one before nor takes the numbering up again."""
    count = right = siblings[0].number  # right: the last number that followed
    for before, section in pairwise(siblings):
        number = section.number
        count += 1
        if number in (before.number + 1, count, right + 1):
            count = right = number
            continue
        was, here = _mark(content, before), _mark(content, section)
        sentence = REPEAT if number == before.number else GAP if number > before.number else BACK
        note = Note(BEFORE(before=was), before.ordinal_span)
        yield Observation(sentence(before=was, here=here), section.ordinal_span, notes=(note,), symptom=True)


def _displaced(siblings: Sequence[Section]) -> list[Section]:
    """Return the siblings to move, as few as possible, where every number stands once but not in its order."""
    numbers = [section.number for section in siblings]
    if sorted(numbers) != list(range(min(numbers), min(numbers) + len(numbers))):
        return []
    ends: list[int] = []  # the lowest number that a rising run of each length ends with (patience sorting)
    runs: list[int] = []  # the length of the longest rising run that ends with each sibling
    for number in numbers:
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        runs.append(length)
    displaced: list[Section] = []
    length = len(ends) - 1
    for section, run in zip(reversed(siblings), reversed(runs), strict=True):
        if run == length:
            length -= 1
        else:
            displaced.append(section)
    return displaced[::-1]


def _out_of_place(content: Content, siblings: Sequence[Section], displaced: Sequence[Section]) -> Iterator[Observation]:
    by_number = {section.number: section for section in siblings}
    for section in displaced:
        before, after = by_number.get(section.number - 1), by_number.get(section.number + 1)
        other = before or after
        if other is not None:
            here, mark = _mark(content, section), _mark(content, other)
            message = AFTER(here=here, other=mark) if before else AHEAD(here=here, other=mark)
            note = Note(OTHER(other=mark), other.ordinal_span)
            yield Observation(message, section.ordinal_span, notes=(note,), symptom=True)


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
