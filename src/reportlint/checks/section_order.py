"""The sections of the format stand, but not in the prescribed order."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.draft.outline import match_sections
from reportlint.finding import NotAssessed, Note, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.outline import Section
    from reportlint.packs.schema import Pack
    from reportlint.positions import Span

ORDER = Sentence(
    zh="“{title}”应当在“{later}”之前：规定的顺序是 {order}",
    en="“{title}” belongs before “{later}”: the prescribed order is {order}",
)
LATER = Sentence(zh="“{later}”在这里", en="“{later}” stands here")
TOO_FEW = Sentence(zh="规定的部分不足两个，无从比较顺序", en="fewer than two prescribed sections stand")
WHOLE_REPORT = True


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: the order is that of the pack's outline."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation at the first section that stands behind a later one."""
    found = match_sections(content.outline, pack.outline)
    standing = [(place, form, found[form.id][0]) for place, form in enumerate(pack.outline) if found[form.id]]
    if len(standing) < 2:
        yield NotAssessed(TOO_FEW())
        return
    by_text = sorted(standing, key=lambda item: item[2].line.start)
    order = " → ".join(form.title for _, form, _ in standing)
    for (place, late, section), (next_place, form, moved) in pairwise(by_text):
        if next_place < place:
            yield Observation(
                ORDER(title=form.title, later=late.title, order=order),
                moved.line,
                notes=(Note(LATER(later=late.title), section.line),),
                explains=tuple(_numbers(content, [section for _, _, section in standing])),
            )
            return


def _numbers(content: Content, standing: Sequence[Section]) -> Iterator[Span]:
    """Yield the ordinals of the top level where they went along with their sections: put right, they follow again."""
    numbers = [section.number for section in standing if section.ordinal]
    if len(numbers) == len(standing) and all(one < other for one, other in pairwise(numbers)):
        yield from (section.ordinal_span for section in content.outline.top() if section.ordinal_span)
