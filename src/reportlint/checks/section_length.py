"""A section that is longer than the format wants it. Han characters of its prose are counted, no marks and no figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.checks._sections import section_of
from reportlint.draft.kinds import Kind  # noqa: TC001  (msgspec reads the annotation at run time)
from reportlint.finding import NotAssessed, Observation, Sentence, Severity
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

LONG = Sentence(
    zh="“{title}”有{length}个汉字，篇幅原则上不超过{maximum}字",
    en="“{title}” has {length} Han characters, where about {maximum} are the rule",
)

_HAN = Expression("[\u3400-\u9fff]")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """section: the id of a section of the pack's outline. maximum: Han characters that it should not exceed.

    aggregating, aggregating_maximum: the kinds of issuer that tell of a whole area (`''`: unknown ones), and how much
    they may write; what exceeds that is a hint.
    """

    section: str
    maximum: int
    aggregating: tuple[Kind, ...] = ()
    aggregating_maximum: int = 0

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield the section, for the pack loader to verify."""
        yield "section", self.section, "section"


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield at most one observation, on the section's heading."""
    section = section_of(content, pack, parameters.section)
    if isinstance(section, NotAssessed):
        yield section
        return
    prose = (span for span in content.prose if section.body.covers(span))
    count = sum(len(_HAN.findall(content.text, *span)) for span in prose)
    aggregating = content.issuer.kind in parameters.aggregating
    if count > (parameters.aggregating_maximum if aggregating else parameters.maximum):
        message = LONG(title=quoted(content, section.title), length=count, maximum=parameters.maximum)
        yield Observation(message, section.line, at_most=Severity.INFO if aggregating else None)
