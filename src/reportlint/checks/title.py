"""The title lacks something that it must have, or has something that it must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.draft.years import is_caption
from reportlint.finding import NotAssessed, Observation, Sentence
from reportlint.text.patterns import Pattern  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack
    from reportlint.positions import Span

WRONG = Sentence(zh="题名“{title}”：{what}", en="title “{title}”: {what}")
NO_TITLE = Sentence(zh="没有找到题名", en="no title was found")
WHOLE_REPORT = True


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern and what to say when the title lacks it (`require`) or has it (`forbid`)."""

    pattern: Pattern
    message: str


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """require: every pattern must match the title, a year on the line below it included. forbid: none may match."""

    require: tuple[Wording, ...] = ()
    forbid: tuple[Wording, ...] = ()


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation that names everything wrong with the title."""
    if content.title is None:
        yield NotAssessed(NO_TITLE())
        return
    title = content.text[content.title.start : content.title.end].replace("\n", "")
    whole = title + _year_below(content, content.title)
    faults = [item.message for item in parameters.require if not item.pattern.search(whole)]
    faults += [item.message for item in parameters.forbid if item.pattern.search(whole)]
    if faults:
        message = WRONG(title=quoted(content, content.title), what="；".join(faults))
        yield Observation(message, content.title)


def _year_below(content: Content, title: Span) -> str:
    """Return the year that stands in brackets on the line below the title, "" if none does."""
    below = next((span for span in content.prose if span.start >= title.end), None)
    return content.text[below.start : below.end] if below and is_caption(content.text, below) else ""
