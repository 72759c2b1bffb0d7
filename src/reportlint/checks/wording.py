"""Words that official writing spells otherwise: 截止2018年 is 截至2018年. Fixed expressions only, no grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from reportlint.checks._places import mendable, quoted, within
from reportlint.finding import Edit, Fix, Observation, Sentence
from reportlint.positions import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.finding import NotAssessed
    from reportlint.packs.schema import Pack

PREFERRED = Sentence(zh="“{wrong}”应为“{right}”", en="write “{right}”, not “{wrong}”")
REPLACE = Sentence(zh="改为“{right}”", en="write “{right}”")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """terms: wrong wording and the right one.

    followed_by: a term with an entry here is wrong only right before one of these (截止 before a number).
    except: longer wordings in which a term is right (十二个 for 二个).
    """

    terms: dict[str, str]
    followed_by: dict[str, tuple[str, ...]] = {}
    exceptions: dict[str, tuple[str, ...]] = field(default_factory=dict, name="except")

    def __post_init__(self) -> None:
        """Refuse entries that could never apply."""
        for name in (*self.followed_by, *self.exceptions):
            if name not in self.terms:
                raise ValueError(f"“{name}”不在 terms 里")
        for wrong, contexts in self.exceptions.items():
            for context in contexts:
                if wrong not in context:
                    raise ValueError(f"except 里的“{context}”不含“{wrong}”")


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each wrong wording in the prose; of overlapping ones the longest."""
    claimed: set[int] = set()
    for wrong in sorted(parameters.terms, key=len, reverse=True):
        right = parameters.terms[wrong]
        for start in _occurrences(content.text, wrong, parameters):
            span = Span(start, start + len(wrong))
            if claimed.isdisjoint(range(*span)) and _counts(content, span):
                claimed.update(range(*span))
                fix = Fix(REPLACE(right=right), (Edit(span, right),), safe=True) if mendable(content, span) else None
                yield Observation(PREFERRED(wrong=quoted(content, span), right=right), span, fix=fix)


def _occurrences(text: str, wrong: str, parameters: Parameters) -> Iterator[int]:
    """Yield where a term stands wrongly."""
    following = parameters.followed_by.get(wrong, ("",))
    contexts = [(context, context.find(wrong)) for context in parameters.exceptions.get(wrong, ())]
    start = text.find(wrong)
    while start >= 0:
        if text.startswith(following, start + len(wrong)) and not any(
            start >= before and text.startswith(context, start - before) for context, before in contexts
        ):
            yield start
        start = text.find(wrong, start + len(wrong))


def _counts(content: Content, span: Span) -> bool:
    """Tell whether a place is prose of the draft's own making.

    What only folding turns into the wrong term is right in the draft's script: 帳戶 is folded to 帐户.
    """
    source = content.folded.to_source(span)
    return (
        within(span, content.prose)
        and not content.skips(span)
        and not content.copied(span.start)
        and content.text[span.start : span.end] == content.draft.text[source.start : source.end]
    )
