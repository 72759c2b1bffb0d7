"""Simplified and Traditional characters in one draft: those of the script that it uses less.

A draft wholly in Traditional characters is as good as any other. Characters of both scripts count for neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import Note, Observation, Sentence
from reportlint.positions import SourceSpan
from reportlint.text.scripts import simplified_only, traditional_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

TRADITIONAL = Sentence(
    zh="全文用简体字，“{shown}”是繁体字（共{count}处）",
    en="the draft is in Simplified Chinese, “{shown}” is Traditional ({count} places)",
)
SIMPLIFIED = Sentence(
    zh="全文用繁体字，“{shown}”是简体字（共{count}处）",
    en="the draft is in Traditional Chinese, “{shown}” is Simplified ({count} places)",
)
ALSO = Sentence(zh="又见“{shown}”", en="“{shown}” again")

_NEAR = 6  # characters between two of the minority that are one place
_NOTES = 10


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """spare: characters that count for no script, such as those of personal and place names."""

    spare: str = ""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation]:  # noqa: ARG001
    """Yield at most one observation: the first place, with the others as its notes."""
    text = content.draft.text
    characters = {char for char in set(text) if char >= "\u3400"} - set(parameters.spare)
    traditional = traditional_only(characters)
    simplified = simplified_only(characters) if traditional else set()
    if not traditional or not simplified:
        return
    of_traditional, of_simplified = _offsets(content, traditional), _offsets(content, simplified)
    fewer = len(of_traditional) <= len(of_simplified)
    places = list(_runs(text, of_traditional if fewer else of_simplified))
    if of_traditional and of_simplified:
        sentence = TRADITIONAL if fewer else SIMPLIFIED
        notes = tuple(Note(ALSO(shown=quoted(content, place)), place) for place in places[1 : 1 + _NOTES])
        yield Observation(sentence(shown=quoted(content, places[0]), count=len(places)), places[0], notes)


def _offsets(content: Content, characters: set[str]) -> list[int]:
    """Return where some characters stand in the source; quoted titles and addresses are left alone."""
    found = (at for at, char in enumerate(content.draft.text) if char in characters)
    skips, to_folded = content.skips, content.folded.to_folded
    return [at for at in found if not content.skipped or not skips(to_folded(SourceSpan(at, at + 1)))]


def _runs(text: str, offsets: Sequence[int]) -> Iterator[SourceSpan]:
    """Yield the runs of characters at some offsets, whatever stands between near ones of a line included."""
    run: list[int] = []
    for at in offsets:
        if run and (at - run[-1] > _NEAR or "\n" in text[run[-1] : at]):
            yield SourceSpan(run[0], run[-1] + 1)
            run = []
        run.append(at)
    if run:
        yield SourceSpan(run[0], run[-1] + 1)
