"""Line breaks that only wrap a line, as in text typed with hard wraps or taken from a PDF.

Judged on the whole text: only where most sentences that break off do so at one and the same width, and nothing is
longer, is that width the margin. Drafts with one paragraph a line, tables with one cell a line, pipe tables and lists
have no margin. What stays apart in doubt: a line that ends with a closing mark, a heading, a line that begins with an
ordinal or is indented. Joining too little splits a sentence that nobody finds; joining too much would hide a heading.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_LINE: Final = Expression(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")

# The end of a sentence or of a list item, closing quotation marks and brackets included.
_CLOSERS: Final = "”’」』）)》】 \t\n\r\f\v\u3000\u00a0\u2028\u2029\x85"
_ENDS: Final = frozenset("。！？；：…!?;:")

# Marks that stand in sentences and hardly ever in headings or the cells of a table, from the surest to any.
_RUN_IN: Final = Expression("[。；：;:]|[，,].*[，,]")  # a heading may hold one comma; this has text behind it
_SENTENCE: Final = Expression("[，。；,;]|、.*、")
_ANY_MARK: Final = Expression("[，。；、：！？,;:!?]")

# 一、 （一） (1) 1. 1、 ① 第一章; not the decimal 12.5, not the （一）项 of a citation, not the date 3月.
_ORDINAL: Final = Expression(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)](?!项|項|款)"
    r"|[0-9]{1,2}(?:[.．](?![0-9])|、)|[①-⑳]|第[一二三四五六七八九十]{1,3}(?:章|节|節|编|編|部分)|[●•■◆—-])"
)

# A row of a table: a bar, a tab, or a wide gap between words.
_ROW: Final = Expression(r"[|｜\t]|\S(?: {2,}|\u3000{2,})\S")

_LEAST_FULL_LINES: Final = 3

_MOST: Final = 0.6  # of the sentences that break off must do so at the margin

_LOOSE: Final = 0.15  # how far prose may end from a known margin: fonts of a PDF differ in the width of “ and 1


class _Line(Struct, frozen=True):
    """A line without its break; end is the offset of the break."""

    content: str
    end: int

    @property
    def closed(self) -> bool:
        return self.content.rstrip(_CLOSERS)[-1:] in _ENDS

    @property
    def indentation(self) -> int:
        return _columns(self.content) - _columns(self.content.lstrip())


def soft_breaks(text: str) -> tuple[int, ...]:
    """Return the offsets of the line breaks (of the CR in CRLF) that only wrap a line, ascending; () when none does."""
    lines = [_Line(match[0].rstrip(), match.start() + len(match[0].rstrip("\r\n"))) for match in _LINE.finditer(text)]
    open_ends = [index for index, (above, below) in enumerate(pairwise(lines)) if _may_continue(above, below)]
    sentences = [bool(_SENTENCE.search(line.content)) for line in lines]
    by_measure = (_wrapped(lines, sentences, open_ends, *measure) for measure in ((len, 12, 1), (_columns, 24, 3)))
    return tuple(lines[index].end for index in max(by_measure, key=len))


def _columns(content: str) -> int:
    """Return the width on a fixed-pitch screen: one column for ASCII, two for everything else."""
    if not content:
        return 0
    return 2 * len(content) - len(content.encode("ascii", "ignore"))


def _may_continue(above: _Line, below: _Line) -> bool:
    """Tell whether a sentence may run from one line into the next, whatever their widths."""
    return (
        bool(above.content and below.content)
        and not above.closed
        and not _ORDINAL.match(below.content)
        and not _ROW.search(above.content)
        and not _ROW.search(below.content)
        and below.indentation <= above.indentation
        and not (_ORDINAL.match(above.content) and not _RUN_IN.search(above.content))
    )


def _wrapped(
    lines: Sequence[_Line],
    sentences: Sequence[bool],
    open_ends: Sequence[int],
    measure: Callable[[str], int],
    least: int,
    slack: int,
) -> list[int]:
    """Return the lines that reach the margin and run on; none unless the text as a whole is wrapped.

    sentences: which lines have the marks of one. least: the narrowest margin to believe in. slack: how far a line may stay behind the margin, because a mark may
    not begin a line and a number is not divided.
    """
    widths = {index: measure(lines[index].content) for index in open_ends}
    prose = [index for index in open_ends if sentences[index] or sentences[index + 1]]
    margin, full = _margin(Counter(widths[index] for index in prose), slack)
    if margin < least or full < _LEAST_FULL_LINES or full < _MOST * len(prose):
        return []
    beyond = [
        line for line, sentence in zip(lines, sentences, strict=True) if sentence and not _ROW.search(line.content)
    ]
    if 4 * sum(measure(line.content) > margin + slack for line in beyond) > full:
        return []
    loose = max(slack, round(_LOOSE * margin))
    running = {index for index in prose if sentences[index] and _ANY_MARK.search(lines[index + 1].content)}
    reach = {index: loose if index in running else slack for index in open_ends}
    soft = [index for index in open_ends if abs(widths[index] - margin) <= reach[index]]
    soft = [index for index in soft if measure(lines[index + 1].content) <= margin + loose]
    soft = _up_to_a_mark(lines, soft)
    ends = [lines[last + 1] for last in _last_of_runs(soft)]
    closed = sum(line.closed for line in ends)
    ragged = any(measure(line.content) < margin - slack for line in ends)
    return soft if ragged and 2 * closed >= len(ends) else []


def _margin(widths: Counter[int], slack: int) -> tuple[int, int]:
    """Return the width at or just under which most lines end, and how many do."""
    return max(
        ((width, sum(widths[width - less] for less in range(slack + 1))) for width in widths),
        key=lambda candidate: (candidate[1], candidate[0]),
        default=(0, 0),
    )


def _up_to_a_mark(lines: Sequence[_Line], indices: Sequence[int]) -> list[int]:
    """Cut each run of breaks behind the last line with a mark: a sentence that runs on ends with one."""
    kept: list[int] = []
    for index in reversed(indices):
        if (kept and kept[-1] == index + 1) or _ANY_MARK.search(lines[index + 1].content):
            kept.append(index)
    return kept[::-1]


def _last_of_runs(indices: Sequence[int]) -> Iterator[int]:
    """Yield the last of each run of consecutive indices."""
    for index, following in pairwise((*indices, -1)):
        if following != index + 1:
            yield index
