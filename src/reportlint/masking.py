"""Personal data do not leave the draft by way of its findings: they are struck out of all that is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from reportlint.text.masking import masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlint.finding import Finding
    from reportlint.positions import SourceSpan, Span

_SHORTEST = 6  # characters of a number that is looked for wherever it may have been quoted; a name is looked for anyway


def struck_out(text: str, secrets: Sequence[SourceSpan]) -> str:
    """Return a text of the same length with some of its spans masked."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(secrets):
        if start >= at:
            pieces += [text[at:start], masked(text[start:end])]
            at = end
    return "".join((*pieces, text[at:]))


def secret_words(text: str, secrets: Iterable[Span | SourceSpan]) -> set[str]:
    """Return what stands at the spans, for messages may quote it as well."""
    words = {text[span.start : span.end] for span in secrets}
    return {word for word in words if len(word) >= _SHORTEST or not word.isdigit()}


def without_words(finding: Finding, words: Iterable[str]) -> Finding:
    """Return a finding in which every word is masked, whichever part of it quotes the word.

    A fix that would write such a word is left out: masked, it would damage the draft.
    """
    longest_first = sorted(words, key=len, reverse=True)

    def masking(value: Any) -> Any:
        if type(value) is str:
            for word in longest_first:
                value = value.replace(word, masked(word))
            return value
        if isinstance(value, Struct):
            return replace(value, **{name: masking(getattr(value, name)) for name in value.__struct_fields__})
        return tuple(map(masking, value)) if type(value) is tuple else value

    shown: Finding = masking(finding)
    return (
        shown
        if shown.fix is None or shown.fix.edits == (finding.fix and finding.fix.edits)
        else replace(shown, fix=None)
    )
