"""Half-width marks in Chinese sentences: 一是公开,二是解读;三是(回应)关切.

Half-width marks in addresses, numbers, times, English and tables are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted, within
from reportlint.finding import Edit, Fix, Note, Observation, Sentence
from reportlint.positions import SourceSpan
from reportlint.text.expressions import Expression
from reportlint.text.glyphs import FULL_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

FOUND = Sentence(
    zh="中文里用了半角标点：“{shown}”（共{count}个）",
    en="half-width marks in Chinese text: “{shown}” ({count} of them)",
)
ALSO = Sentence(zh="又见“{shown}”", en="“{shown}” again")
WIDEN = Sentence(zh="把{count}个半角标点改为全角", en="make {count} half-width marks full-width")

_HAN = "\u3400-\u9fff"
# Beside Chinese: behind a character or closing mark, or a pair of brackets with Chinese in it or before it.
_MARK = Expression(
    f"(?<=[{_HAN}”’》）)】0-9%])(?P<mark>[,;:?!])(?=\\s*(?:[{_HAN}“‘《（(【0-9]|$))"
    f"|(?P<open>\\()(?=[^()\n]{{1,80}}\\))(?:(?<=[{_HAN}”》]\\()|(?=[^()\n]*?[{_HAN}]))[^()\n]*(?P<close>\\))"
)
_CONTEXT = 4
_NOTES = 5


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: which marks have a full-width form is known to whoever folds text."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation]:  # noqa: ARG001
    """Yield at most one observation, with the edits of all places."""
    marks = list(_marks(content))
    if not marks:
        return
    edits = tuple(Edit(SourceSpan(at, at + 1), FULL_WIDTH[content.draft.text[at]]) for at in marks)
    first, *others = (_shown(content, at) for at in marks[: 1 + _NOTES])
    notes = tuple(Note(ALSO(shown=shown), edit.span) for shown, edit in zip(others, edits[1:], strict=False))
    fix = Fix(WIDEN(count=len(edits)), edits, safe=True)
    yield Observation(FOUND(shown=first, count=len(edits)), edits[0].span, notes, fix=fix)


def _marks(content: Content) -> Iterator[int]:
    """Yield the offsets, in the source, of half-width marks that are full-width in the folded text."""
    text = content.draft.text
    if not any(mark in text for mark in FULL_WIDTH):
        return
    for match in _MARK.finditer(text):
        places = [match.start("mark")] if match["mark"] else [match.start("open"), match.start("close")]
        if _counts(content, places):
            yield from places


def _counts(content: Content, places: Sequence[int]) -> bool:
    """Tell whether all marks are Chinese ones of the running text."""
    for at in places:
        span = content.folded.to_folded(SourceSpan(at, at + 1))
        wide = content.text[span.start : span.end] == FULL_WIDTH[content.draft.text[at]]
        if not wide or content.skips(span) or content.copied(span.start) or not within(span, content.prose):
            return False
    return True


def _shown(content: Content, at: int) -> str:
    start = content.draft.text.rfind("\n", 0, at) + 1
    return quoted(content, SourceSpan(max(start, at - _CONTEXT), at + 1))
