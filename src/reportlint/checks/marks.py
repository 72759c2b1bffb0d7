"""Quotation marks and brackets that do not pair, paragraph by paragraph.

A pair may open in one paragraph and close in the next: a line break in a quotation, or a wrapped line that was not
recognized. A quotation of several paragraphs opens in each of them and closes once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.finding import Observation, Sentence
from reportlint.positions import Span
from reportlint.text.expressions import MULTILINE, Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.finding import NotAssessed
    from reportlint.packs.schema import Pack

OPEN = Sentence(zh="【{mark}】没有与它成对的【{partner}】", en="[{mark}] has no [{partner}]")

# The closing bracket of a list label: 1） a） 一） at the start of a paragraph or behind a mark.
_LABEL = Expression(r"(?:^|(?<=[。；：，、！？）]))[0-9A-Za-z一二三四五六七八九十]{1,3}）", MULTILINE)
_QUOTES = "“‘"


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """pairs: two marks each, the opening and the closing one."""

    pairs: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse what is no pair."""
        for pair in self.pairs:
            if len(pair) != 2 or pair[0] == pair[1]:
                raise ValueError(f"“{pair}”不是一对标点")


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each paragraph and pair, on the first mark without a partner."""
    for pair in parameters.pairs:
        opening, closing = pair[0], pair[1]
        if opening not in content.text and closing not in content.text:
            continue
        for place in _unpaired(content, opening, closing):
            if not content.copied(place):
                mark = content.text[place]
                partner = closing if mark == opening else opening
                yield Observation(OPEN(mark=mark, partner=partner), Span(place, place + 1))


def _unpaired(content: Content, opening: str, closing: str) -> Iterator[int]:
    """Yield the first unpaired mark of each paragraph that has any."""
    text = content.text
    waiting: int | None = None  # an opening mark of an earlier paragraph that may close in this one
    for span in content.prose:
        if waiting is None and text.find(opening, *span) < 0 and text.find(closing, *span) < 0:
            continue
        goes_on = waiting is not None and opening in _QUOTES and text[span.start] == opening
        opened, stray = _marks(text, Span(span.start + goes_on, span.end), opening, closing)
        if waiting is not None:
            if stray:
                waiting, stray = None, stray[1:]
            elif goes_on and not opened:
                continue
            else:
                yield waiting
                waiting = None
        if stray:
            yield stray[0]
        elif len(opened) > 1:
            yield opened[0]
        elif opened:
            waiting = opened[0]
    if waiting is not None:
        yield waiting


def _marks(text: str, span: Span, opening: str, closing: str) -> tuple[list[int], list[int]]:
    """Return the opening marks that never close, and the closing marks that nothing opened."""
    opened: list[int] = []
    stray: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text[span.start : span.end]):
        offset = span.start + match.start()
        if match[0] == opening:
            opened.append(offset)
        elif opened:
            opened.pop()
        elif not _closes_nothing(text, offset):
            stray.append(offset)
    return opened, stray


def _closes_nothing(text: str, offset: int) -> bool:
    """Tell whether a closing mark is none: the bracket of a list label, or an apostrophe (it’s, ’98)."""
    if text[offset] == "）":
        return any(match.end() == offset + 1 for match in _LABEL.finditer(text, max(0, offset - 3), offset + 1))
    return text[offset] == "’" and (text[offset - 1 : offset].isascii() or text[offset + 1 : offset + 2].isdigit())
