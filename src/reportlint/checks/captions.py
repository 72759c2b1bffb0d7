"""Captions of figures that are not there: a line that is nothing but 图3.

Plain text has no figures, so such a line is what copying from a web page left over. In other formats a figure may
stand above its caption without being read; nothing is said there. A caption with words (图3 办理流程) is left
alone: it may be a figure turned into text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import NotAssessed, Note, Observation, Sentence
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

ORPHAN = Sentence(
    zh="“{caption}”只有图注没有图，全文共{count}处",
    en="“{caption}” is a caption without a figure; {count} in the draft",
)
ALSO = Sentence(zh="“{caption}”", en="“{caption}”")
NO_FIGURES = Sentence(zh="这种格式里的图没有读取，无法核对图注", en="figures of this format are not read")

_NOTES = 20
_NUMBER = "[0-9一二三四五六七八九十]{1,3}(?:[-—.][0-9]{1,2})?"


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """labels: what a caption starts with, before its number (图, 附图)."""

    labels: tuple[str, ...]


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation, at the first such caption."""
    caption = Expression(f"[（【]?(?:{'|'.join(map(re.escape, parameters.labels))})(?:{_NUMBER})[：:。.]?[）】]?")
    captions = [
        span
        for span in content.prose
        if caption.fullmatch(content.text, span.start, span.end) and not content.copied(span.start)
    ]
    if not captions:
        return
    if content.draft.format != "text":
        yield NotAssessed(NO_FIGURES())
        return
    notes = tuple(Note(ALSO(caption=quoted(content, span)), span) for span in captions[1 : 1 + _NOTES])
    yield Observation(ORPHAN(caption=quoted(content, captions[0]), count=len(captions)), captions[0], notes)
