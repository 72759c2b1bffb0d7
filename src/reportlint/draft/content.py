"""What a draft says: its text folded, its outline, tables and quantities, worked out once and shared by every check."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct

from reportlint.draft.quantities import quantities
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.sentences import sentences
from reportlint.text.similarity import repeated_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlint.draft.draft import Draft
    from reportlint.draft.facts import Facts
    from reportlint.draft.issuer import Issuer
    from reportlint.draft.outline import Outline
    from reportlint.draft.quantities import Quantities
    from reportlint.draft.tables import Table
    from reportlint.draft.years import Years
    from reportlint.text.similarity import Passage
    from reportlint.text.variants import Folded

T = TypeVar("T")

# addresses and e-mails; quoted titles; document numbers
_SKIPPED = Expression(
    r"(?:https?://|www\.)[!-~]+|[0-9A-Za-z_.+-]{1,64}+@[\w-]+(?:\.[\w-]+)+|《[^《》\n]{0,80}(?:〈[^〈〉\n]*〉)?[^《》\n]{0,80}》"
    r"|[〔\[【（﹝](?:19|20)\d\d[〕\]】）﹞]第?\d+号"
)


class Content(Struct, frozen=True, dict=True):
    """Everything a check may look at. All spans are folded; `text` is the folded text.

    prose: the paragraphs outside tables, in order. outline: sections and items. tables: recognized tables.
    blocks: every stretch of the draft that is a table, recognized or not (prose rules keep out of them).
    title: the span of the draft's title line, None when it has none. years: evidence for the report year.
    facts: the facts of the selected pack's indicators; empty until a pack is selected.
    named: True when the user named the pack, False when it was selected by the draft.
    issuer: who issues the report. previous: what last year's report says, None when it was not given.
    """

    draft: Draft
    folded: Folded
    paragraphs: tuple[Span, ...]
    prose: tuple[Span, ...]
    outline: Outline
    tables: tuple[Table, ...]
    blocks: tuple[Span, ...]
    title: Span | None
    years: Years
    facts: Facts
    issuer: Issuer
    named: bool = False
    assumed_year: int | None = None
    previous: Content | None = None

    @property
    def text(self) -> str:
        """Return the folded text."""
        return self.folded.text

    @property
    def report_year(self) -> int | None:
        """Return the report year, None when nothing tells it."""
        return self.years.report_year if self.assumed_year is None else self.assumed_year

    @property
    def head(self) -> Span:
        """Return what stands before the first heading."""
        return Span(0, self.outline.first_heading)

    @cached_property
    def quantities(self) -> Quantities:
        """Return the quantities of the prose."""
        return quantities(self.text, self.blocks)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return the sentences of the prose, in order."""
        return tuple(sentence for span in self.prose for sentence in sentences(self.text, span))

    @cached_property
    def skipped(self) -> tuple[Span, ...]:
        """Return the zones in which wording rules must not match: addresses, quoted titles, document numbers."""
        return tuple(Span(*match.span()) for match in _SKIPPED.finditer(self.text))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return the passages of the prose that stand twice."""
        return tuple(repeated_passages(self.text, skip=self.blocks))

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` works out of this content, worked out only the first time that it is asked for."""
        known = vars(self)
        if name not in known:
            known[name] = make()
        return cast("T", known[name])

    def skips(self, span: Span) -> bool:
        """Tell whether a span touches a zone that wording rules must leave alone."""
        return _touches_any(span, self.skipped)

    def in_table(self, offset: int) -> bool:
        """Tell whether an offset lies in a table, recognized or not."""
        return _touches_any(Span(offset, offset + 1), self.blocks)

    def paragraph_at(self, offset: int) -> Span:
        """Return the paragraph that an offset lies in (the nearest before it, for a line break)."""
        at = bisect_right(self.paragraphs, (offset, len(self.text) + 1)) - 1
        return self.paragraphs[at] if at >= 0 else Span(0, 0)

    def headings_at(self, offset: int) -> str:
        """Return the titles of the sections that an offset lies in, outermost first, a line each."""
        return "\n".join(section.text for section in self.outline.at(offset) if section.is_heading)

    def copied(self, offset: int) -> bool:
        """Tell whether an offset lies in the second copy of a repeated passage."""
        return _touches_any(Span(offset, offset + 1), self._copies)

    @cached_property
    def _copies(self) -> tuple[Span, ...]:
        """Return the second copies of the repeated passages: sorted and disjoint, as they are found."""
        return tuple(passage.second for passage in self.passages)


def _touches_any(span: Span, zones: Sequence[Span]) -> bool:
    """Tell whether a span touches one of the sorted, disjoint zones."""
    at = bisect_left(zones, (span.end, -1)) - 1
    return at >= 0 and span.touches(zones[at])
