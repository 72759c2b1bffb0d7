"""Text that belongs elsewhere stands in a section: the preamble under the first heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.checks._sections import section_of
from reportlint.finding import Message, NotAssessed, Note, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

HEADING = Sentence(zh="它在“{title}”之下", en="it stands under “{title}”")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """section: the id of a section of the pack's outline. patterns: what does not belong there.

    message, message_en: what is said, with `{match}`. Only the first place is reported.
    """

    section: str
    patterns: tuple[Pattern, ...]
    message: str
    message_en: str = ""

    names_in_messages: ClassVar[frozenset[str]] = frozenset({"match"})

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield the section, for the pack loader to verify."""
        yield "section", self.section, "section"


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield at most one observation, with the section's heading as its note."""
    section = section_of(content, pack, parameters.section)
    if isinstance(section, NotAssessed):
        yield section
        return
    found = [m for pattern in parameters.patterns for m in pattern.finditer(content.text, *section.body)]
    spans = sorted(Span(*match.span()) for match in found if not content.in_table(match.start()))
    if spans:
        values = {"match": quoted(content, spans[0])}
        message = Message(parameters.message, parameters.message_en or parameters.message, values)
        note = Note(HEADING(title=quoted(content, section.title)), section.line)
        yield Observation(message, spans[0], notes=(note,))
