"""Numbers and names of private persons that a published report must not give away.

A finding never shows them: whatever is printed of the draft has them masked, other findings on the same line included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from reportlint.checks._places import disjoint
from reportlint.draft.scope import sentence_before
from reportlint.finding import Message, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.checksums import is_identity_number, passes_luhn
from reportlint.text.masking import masked
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

FOUND = Sentence(
    zh="“{shown}”是{what}：公开前应当删去或者遮盖", en="“{shown}” is {what}: delete or mask it before publication"
)

_PROOFS = {"identity-card": is_identity_number, "luhn": passes_luhn}


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """what, what_en: what it is called. pattern: finds it; the group `secret`, or the whole match, is what is masked.

    proof: the check digit that tells it from any other number. labels: words in the sentence before it that say what it
    is. With both, either will do unless `both` is set. except: searched in the sentence up to its end; spares it.
    """

    what: str
    pattern: Pattern
    what_en: str = ""
    proof: Literal["identity-card", "luhn", ""] = ""
    labels: Pattern | None = None
    both: bool = False
    exceptions: tuple[Pattern, ...] = field(default=(), name="except")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """kinds: the kinds of data looked for, each a mapping of `what`, `pattern`, `proof`, `labels`, `both`, `except`."""

    kinds: tuple[Kind, ...]


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation]:  # noqa: ARG001
    """Yield one observation for each number or name; where two kinds take the same characters, the first one has them."""
    found: dict[Span, Kind] = {}
    for kind in parameters.kinds:
        for match in kind.pattern.finditer(content.text):
            span = Span(*match.span("secret" if "secret" in match.re.groupindex else 0))
            if span not in found and not content.skips(span) and _is(content, kind, span):
                found[span] = kind
    for span in disjoint(found):
        kind = found[span]
        what = Message(kind.what, kind.what_en or kind.what, {})
        yield Observation(FOUND(shown=masked(content.text[span.start : span.end]), what=what), span, secret=True)


def _is(content: Content, kind: Kind, span: Span) -> bool:
    text = content.text
    number = text[span.start : span.end].replace(" ", "").replace("-", "")
    proved = bool(kind.proof) and _PROOFS[kind.proof](number)
    start = sentence_before(text, span.start)
    labelled = kind.labels is not None and bool(kind.labels.search(text, start, span.start))
    if kind.proof and kind.labels:
        known = proved and labelled if kind.both else proved or labelled
    else:
        known = proved if kind.proof else labelled if kind.labels else True
    if not known:
        return False
    end = min((at for mark in "。；\n" if (at := text.find(mark, span.end)) >= 0), default=len(text))
    return not any(pattern.search(text, start, end) for pattern in kind.exceptions)
