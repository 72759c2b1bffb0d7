"""The sections of the format stand, but not in the prescribed order."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.draft.outline import match_sections
from reportlint.finding import NotAssessed, Note, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

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
            )
            return
