"""A section stands under another wording than the format prescribes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.draft.outline import match_sections
from reportlint.finding import Edit, Fix, NotAssessed, Observation, Sentence
from reportlint.positions import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.outline import Section
    from reportlint.packs.schema import Pack

VARIANT = Sentence(zh="标题“{text}”应当写作“{title}”", en="heading “{text}” should read “{title}”")
REWORD = Sentence(zh="改为规定的标题“{title}”", en="use the prescribed heading “{title}”")
NONE_STAND = Sentence(zh="没有找到规定的部分", en="no prescribed section was found")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: titles and accepted aliases are those of the pack's outline."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each matched heading with an unaccepted wording."""
    found = match_sections(content.outline, pack.outline)
    if not any(found.values()):
        yield NotAssessed(NONE_STAND())
    for form in pack.outline:
        for section in found[form.id]:
            written = _written(content, section)
            if content.text[written.start : written.end] not in (form.title, *form.aliases):
                fix = Fix(REWORD(title=form.title), (Edit(written, form.title),))
                message = VARIANT(text=quoted(content, written), title=form.title)
                yield Observation(message, written, fix=fix, explains=(section.title,))


def _written(content: Content, section: Section) -> Span:
    """Return the title with a mark behind it that no title ends with: `总体情况、`; a colon or a full stop is let be."""
    tail = section.title.end
    return Span(section.title.start, tail + (content.text[tail : tail + 1] in ("、", "，")))
