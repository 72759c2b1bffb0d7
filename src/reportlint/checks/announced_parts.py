"""The parts that the preamble announces are not the headings that follow: another number, or another wording."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from rapidfuzz import fuzz

from reportlint.checks._places import quoted
from reportlint.finding import NotAssessed, Note, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.numerals import ordinal_value
from reportlint.text.patterns import Pattern  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.outline import Section
    from reportlint.packs.schema import Pack

COUNT = Sentence(
    zh="前言说有{announced}个部分，正文有{standing}个一级标题：{titles}",
    en="the preamble announces {announced} parts, there are {standing} top-level headings: {titles}",
)
UNANNOUNCED = Sentence(
    zh="前言列出的部分与标题不一致：正文标题“{title}”不在前言所列之中（前言写作“{left}”）",
    en="the parts announced are not the headings: “{title}” is not among them (the preamble has “{left}”)",
)
HEADING = Sentence(zh="标题“{title}”在这里", en="heading “{title}” stands here")
NOTHING = Sentence(zh="前言没有列出报告的组成部分", en="the preamble announces no parts")
NO_HEADINGS = Sentence(zh="没有认出一级标题", en="no top-level heading was recognized")

_SIMILAR = 60.0  # percent
_FILLER = re.compile(r"[、，；：以及和与等及共]|附[：，]?")
_DIGITS = re.compile(r"\d+")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """patterns: find the announcement; group `parts` is the list, group `count` the number when it is stated.

    annex: headings that need not be announced (a statistics table at the end).
    """

    patterns: tuple[Pattern, ...]
    annex: tuple[Pattern, ...] = ()


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield at most one observation, at the announcement."""
    text = content.text
    head = content.head
    match = next((m for p in parameters.patterns if (m := p.search(text, head.start, head.end))), None)
    if match is None:
        yield NotAssessed(NOTHING())
        return
    top = [section for section in content.outline.top() if not content.copied(section.line.start)]
    if len(top) < 2:
        yield NotAssessed(NO_HEADINGS())
        return
    annexes = [s for s in top if any(pattern.search(s.text) for pattern in parameters.annex)]
    span = Span(match.start(), match.end())
    groups = match.groupdict()
    if groups.get("count"):
        count = _number(groups["count"])
        if count is not None and not len(top) - len(annexes) <= count <= len(top):
            titles = "、".join(quoted(content, section.title) for section in top)
            yield Observation(COUNT(announced=count, standing=len(top), titles=titles), span)
            return
    stranger, left = _unannounced([s for s in top if s not in annexes], match["parts"])
    if stranger and groups.get("count"):
        note = Note(HEADING(title=quoted(content, stranger.title)), stranger.line)
        yield Observation(UNANNOUNCED(title=quoted(content, stranger.title), left=left), span, notes=(note,))


def _number(text: str) -> int | None:
    try:
        return int(text) if _DIGITS.fullmatch(text) else ordinal_value(text)
    except ValueError:
        return None


def _unannounced(top: list[Section], parts: str) -> tuple[Section | None, str]:
    """Strike each heading out of the list of parts, exact wordings first; return the first that is not there."""
    left = parts
    open_: list[Section] = []
    for section in sorted(top, key=lambda s: -len(s.text)):
        if section.text in left:
            left = left.replace(section.text, "\0", 1)
        else:
            open_.append(section)
    for section in sorted(open_, key=lambda s: s.line.start):
        best = max((piece for piece in left.split("\0")), key=lambda piece: _closeness(section.text, piece), default="")
        alignment = fuzz.partial_ratio_alignment(section.text, best) if best else None
        if alignment is None or _closeness(section.text, best) < _SIMILAR:
            rest = "、".join(piece for piece in (_FILLER.sub("", p) for p in left.split("\0")) if len(piece) > 1)
            return section, rest or "—"
        begin, end = alignment.dest_start, alignment.dest_end
        left = left.replace(best, best[:begin] + "\0" + best[end:], 1)
    return None, ""


def _closeness(title: str, piece: str) -> float:
    """Return how well a title is contained in a piece of the list, or a short part of the list in the title."""
    if not piece.strip("\0"):
        return 0.0
    shorter = [part for part in re.split(r"[、，；和及]", piece) if len(part) > 1]
    inside = max((fuzz.partial_ratio(part, title) for part in shorter if len(part) <= len(title)), default=0.0)
    return max(fuzz.partial_ratio(title, piece) if len(title) <= len(piece) else 0.0, inside if inside > 95 else 0.0)
