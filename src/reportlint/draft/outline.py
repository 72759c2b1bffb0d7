"""The outline of a draft: sections with level, ordinal, title and body, read from ordinals and heading styles.

A heading is a line of its own (`二、主动公开情况`) or runs into its text (`（一）细化任务。按照…`, `一、概述：…`). A numbered
line that is a whole sentence (`1.公开…819条。`) is an *item*: it is numbered, but has no title and need not have a body.
A short line that ends with a colon (`改进措施：`) is a *lead-in*. In a draft that numbers and styles no sections, short
lines with text behind them (`主动公开情况⏎全年…`) are the headings.
"""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportlint.draft.labels import Ordinal, ordinal_of
from reportlint.positions import Span
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlint.draft.forms import SectionForm

_LINE_HEADING = 60  # characters; a longer numbered line without a full stop is an item
_RUN_IN = 42  # characters before the full stop of a run-in heading
_LEAD_IN = 24
_FULL_STOP = Expression(r"[。！？；]")
_TAIL = Expression(r"[：、，:]+$")
_COLON = Expression(r"[^：，。；]{2,24}：(?=.)")  # `概述：` with text behind it in the same line
_BARE = Expression(
    r"【(?P<bracketed>[^【】。，；：！？|｜]{2,30})】|(?P<bare>[^【】。，；：！？|｜\d][^【】。，；：！？|｜]{1,29})"
)
_TEXT = Expression(
    r"[。；！]|[^\n]{36}|(?:无|没有|暂无)\Z"
)  # what stands under a heading: a sentence, a long line, `无`
_DATED = Expression(r"[\d〇○零一二三四五六七八九十]{1,4}[日号]?\Z")  # ends a dateline or a row of figures
_LEAST_BARE = 3  # headings without numbers that make an outline
_TOP_RANK = 1
_ARABIC = 3  # the rank of `1.`
LEAD_IN_RANK = 8


class Kind(Enum):
    """What a numbered or leading line is."""

    HEADING = "heading"
    RUN_IN = "run-in"
    ITEM = "item"
    LEAD_IN = "lead-in"


class Section(Struct, frozen=True):
    """One section or item.

    line: its paragraph. title: its title without ordinal (for an item: its text). ordinal: None for lead-ins and
    styled headings. rank: -1 highest. body: from behind the title to the next section of the same or a higher rank.
    own: the part of the body before the first section inside it. parent: index of the enclosing section, or None.
    """

    index: int
    kind: Kind
    rank: int
    ordinal: Ordinal | None
    ordinal_span: Span | None
    line: Span
    title: Span
    text: str
    body: Span
    own: Span
    parent: int | None

    @property
    def number(self) -> int:
        """Return the value of the ordinal, 0 without one."""
        return self.ordinal.number if self.ordinal else 0

    @property
    def kind_of_number(self) -> str:
        """Return the kind of ordinal (`（一）`), "" without one."""
        return self.ordinal.kind if self.ordinal else ""

    @property
    def is_heading(self) -> bool:
        """Tell whether it heads text (heading or run-in heading)."""
        return self.kind in (Kind.HEADING, Kind.RUN_IN)


class Outline(Struct, frozen=True):
    """All sections and items in order, and where the first heading stands (the end of the text when there is none)."""

    sections: tuple[Section, ...]
    first_heading: int

    def children(self, parent: int | None) -> list[Section]:
        """Return the sections directly inside one section (None: the top level)."""
        return [section for section in self.sections if section.parent == parent]

    def headings(self) -> list[Section]:
        """Return everything that heads text."""
        return [section for section in self.sections if section.is_heading]

    def top(self) -> list[Section]:
        """Return the headings of the highest rank that is used at least twice (or at all)."""
        heads = self.headings()
        ranks = sorted({section.rank for section in heads})
        for rank in ranks:
            level = [section for section in heads if section.rank == rank]
            if len(level) > 1:
                return level
        return [section for section in heads if section.rank == ranks[0]] if ranks else []

    def at(self, offset: int) -> list[Section]:
        """Return the sections that enclose an offset, outermost first."""
        chain: list[Section] = []
        for section in self.sections:
            if section.line.start > offset:
                break
            if offset < section.body.end or section.line.start <= offset < section.line.end:
                chain = [*(s for s in chain if s.rank < section.rank), section]
        return [s for s in chain if s.line.start <= offset < max(s.body.end, s.line.end)]


class _Head(Struct, frozen=True):
    kind: Kind
    rank: int
    ordinal: Ordinal | None
    line: Span
    title: Span


def read_outline(
    text: str, prose: Sequence[Span], levels: dict[int, int], end: int, bare_after: int | None = None
) -> Outline:
    """Work out the outline of the prose paragraphs; `levels` gives styled heading levels by paragraph start.

    bare_after: where the title ends; behind it, short lines are headings if nothing else heads the sections. None: never.
    """
    heads = [head for span in prose if (head := _head(text, span, levels.get(span.start)))]
    if bare_after is not None and sum(head.rank <= _TOP_RANK and head.line.start >= bare_after for head in heads) < 2:
        heads = sorted([*heads, *_bare_headings(text, prose, heads, bare_after)], key=lambda head: head.line.start)
    heads = _upright(heads)
    sections: list[Section] = []
    open_: list[int] = []
    closing: dict[int, int] = {}
    for index, head in enumerate(heads):
        while open_ and heads[open_[-1]].rank >= head.rank:
            closing[open_.pop()] = head.line.start
        open_.append(index)
    closing.update(dict.fromkeys(open_, end))
    parents: list[int] = []
    for index, head in enumerate(heads):
        while parents and heads[parents[-1]].rank >= head.rank:
            parents.pop()
        following = heads[index + 1].line.start if index + 1 < len(heads) else end
        body_start = _behind(text, head)
        body = Span(min(body_start, closing[index]), closing[index])
        ordinal_span = Span(head.line.start, head.line.start + head.ordinal.length) if head.ordinal else None
        sections.append(
            Section(
                index, head.kind, head.rank, head.ordinal, ordinal_span, head.line, head.title,
                text[head.title.start : head.title.end], body, Span(body.start, min(following, body.end)),
                parents[-1] if parents else None,
            )
        )  # fmt: skip
        parents.append(index)
    first = next((section.line.start for section in sections if section.is_heading), end)
    return Outline(tuple(sections), first)


def _upright(heads: list[_Head]) -> list[_Head]:
    """Return heads with `1.` above `（一）` where a draft without higher ordinals numbers them so: `（一）` restarts in each."""
    numbered = [head for head in heads if head.ordinal is not None]
    if not numbered or any(head.rank <= _TOP_RANK for head in heads) or numbered[0].rank != _ARABIC:
        return heads
    sections = [at for at, head in enumerate(numbered) if head.rank == _ARABIC]
    firsts = [
        at for at, head in enumerate(numbered) if head.rank == _ARABIC - 1 and head.ordinal and head.ordinal.number == 1
    ]
    in_order = [head.ordinal.number for head in numbered if head.rank == _ARABIC and head.ordinal] == [
        *range(1, len(sections) + 1)
    ]
    goes_on = bool(firsts) and sections[-1] > firsts[0]  # `1.（一）（二）2.`: below `（二）` it would start again
    if not (len(firsts) > 1 or goes_on) or not in_order or any(first - 1 not in sections for first in firsts):
        return heads
    return [replace(head, rank=_TOP_RANK) if head.rank == _ARABIC else head for head in heads]


def _bare_headings(text: str, prose: Sequence[Span], heads: Sequence[_Head], after: int) -> list[_Head]:
    """Find headings without numbers: short lines with no sentence mark, each followed by text or by a first number."""
    known = {head.line.start: head for head in heads}
    found: list[_Head] = []
    for line, below in pairwise(prose):
        if line.start < after or line.start in known:
            continue
        match = _BARE.fullmatch(text, line.start, line.end)
        if match is None or _DATED.search(text, line.start, line.end):
            continue
        first = known.get(below.start)
        if first.ordinal is not None and first.ordinal.number == 1 if first else _TEXT.search(text, *below):
            found.append(_Head(Kind.HEADING, _TOP_RANK, None, line, Span(*match.span(match.lastgroup or 0))))
    return found if len(found) >= _LEAST_BARE else []


def _behind(text: str, head: _Head) -> int:
    if head.kind is Kind.RUN_IN:
        return head.title.end + 1
    return min(head.line.end + 1, len(text))


def _head(text: str, span: Span, level: int | None) -> _Head | None:
    line = text[span.start : span.end]
    ordinal = ordinal_of(line)
    if level is not None and (ordinal is None or len(line) <= _LINE_HEADING):
        start = span.start + (ordinal.length if ordinal else 0)
        return _Head(Kind.HEADING, ordinal.rank if ordinal else level, ordinal, span, Span(start, span.end))
    if ordinal is None:
        if len(line) <= _LEAD_IN and line.endswith("：") and not _FULL_STOP.search(line):
            return _Head(Kind.LEAD_IN, LEAD_IN_RANK, None, span, Span(span.start, span.end - 1))
        return None
    start = span.start + ordinal.length
    rest = line[ordinal.length :]
    if not rest:
        return _Head(Kind.HEADING, ordinal.rank, ordinal, span, Span(start, start))
    stop = _FULL_STOP.search(rest)
    colon = _COLON.match(rest)
    if colon and (stop is None or ordinal.rank <= _TOP_RANK):
        return _Head(Kind.RUN_IN, ordinal.rank, ordinal, span, Span(start, start + colon.end() - 1))
    if stop is None:
        kind = Kind.HEADING if len(rest) <= _LINE_HEADING else Kind.ITEM
        tail = _TAIL.search(rest)
        return _Head(kind, ordinal.rank, ordinal, span, Span(start, span.end - (len(tail[0]) if tail else 0)))
    if stop.end() < len(rest) and stop.start() <= _RUN_IN and stop[0] == "。" and "，" not in rest[: stop.start()][6:]:
        return _Head(Kind.RUN_IN, ordinal.rank, ordinal, span, Span(start, start + stop.start()))
    if stop.end() == len(rest) and ordinal.rank <= 1 and len(rest) <= _RUN_IN:
        return _Head(Kind.HEADING, ordinal.rank, ordinal, span, Span(start, start + stop.start()))
    if ordinal.rank <= 1:
        return _Head(Kind.RUN_IN, ordinal.rank, ordinal, span, Span(start, start + min(stop.start(), _RUN_IN)))
    return _Head(Kind.ITEM, ordinal.rank, ordinal, span, Span(start, span.end))


def match_sections(outline: Outline, forms: Iterable[SectionForm]) -> dict[str, list[Section]]:
    """Find the headings of each form: by title, alias or pattern; a heading belongs to the first form that takes it.

    Exact wordings win over patterns, whatever the order of the forms. A section that only a heading of the top level can
    be is not looked for below it: `（一）主动公开情况` under the first section is not the second one.
    """
    forms = list(forms)
    lowest = max((section.rank for section in outline.top()), default=0)
    found: dict[str, list[Section]] = {form.id: [] for form in forms}
    for section in outline.headings():
        possible = [form for form in forms if section.rank <= lowest or not form.at_top]
        form = next((form for form in possible if section.text in (form.title, *form.aliases)), None) or next(
            (form for form in possible if form.means(section.text)), None
        )
        if form is not None:
            found[form.id].append(section)
    return found
