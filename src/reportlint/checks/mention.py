"""The text names something as used, and the table counts none of it: `通过微信公众号公开`, and 0 in the row of WeChat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.draft.scope import read_scope
from reportlint.finding import NotAssessed, Note, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.patterns import Pattern  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

NAMED = Sentence(
    zh="正文说用了“{text}”，统计表中“{label}”却是 0",
    en="the text says “{text}” was used, the table has 0 for “{label}”",
)
CELL = Sentence(zh="统计表“{label}”：0", en="table, “{label}”: 0")
NO_ZERO = Sentence(zh="统计表里没有这几项的数字", en="the table has no number for these")


class Use(Struct, frozen=True, forbid_unknown_fields=True):
    """indicator: what is counted in the table. patterns: how the text says that it was used; group `name` is what is marked."""

    indicator: str
    patterns: tuple[Pattern, ...]


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """uses: what may be named, and where it is counted."""

    uses: tuple[Use, ...]

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield the indicators named, for the pack loader to verify."""
        yield from (("indicator", use.indicator, "uses") for use in self.uses)


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each thing that is named as used and counted as none, of the report year only."""
    for use in parameters.uses:
        cells = content.facts.cells(use.indicator)
        if not cells:
            yield NotAssessed(NO_ZERO())
        elif all(cell.value.high == 0 for cell in cells):
            yield from _named(content, use)


def _named(content: Content, use: Use) -> Iterator[Observation]:
    label = content.facts.label(use.indicator)
    title = content.text[slice(*content.title)] if content.title else ""
    for pattern in use.patterns:
        for match in pattern.finditer(content.text):
            span = Span(*match.span("name" if "name" in match.re.groupindex else 0))
            if content.in_table(span.start) or content.copied(span.start):
                continue
            scope = read_scope(content.text, span, content.report_year, content.headings_at(span.start), title)
            if not scope.current:
                continue
            cell = content.facts.cells(use.indicator)[0]
            yield Observation(
                NAMED(text=quoted(content, span), label=label), span, notes=(Note(CELL(label=label), cell.span),)
            )
            return
