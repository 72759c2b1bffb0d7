"""The parts that the preamble announces are not the headings that follow: another number, or another wording."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import NotAssessed, Note, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.numerals import ordinal_value
from reportlint.text.patterns import Pattern  # noqa: TC001
from reportlint.text.similarity import best_part

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
    zh="前言列出的部分与标题不一致：标题“{title}”不在前言所列之中；前言列出而没有对应标题的是“{left}”",
    en="the parts announced are not the headings: “{title}” is not among them (the preamble has “{left}”)",
)
UNWRITTEN = Sentence(
    zh="前言列出的“{part}”没有对应的一级标题", en="the preamble announces “{part}”, for which there is no heading"
)
HEADING = Sentence(zh="标题“{title}”在这里", en="heading “{title}” stands here")
NOTHING = Sentence(zh="前言没有列出报告的组成部分", en="the preamble announces no parts")
NO_HEADINGS = Sentence(zh="没有认出一级标题", en="no top-level heading was recognized")

_SIMILAR = 0.6  # of a title that must be found in the list
_LEAST_PART = Expression("[\u3400-\u9fff]{4}")
_STRUCK = "\0"
_ITEM = Expression(r"[^、，；\0]{2,}")
_LISTED = Expression(r"[^、，；]{2,}")
_JOINED = Expression(
    r"[^和及与以]{2,}"
)  # what 和, 及, 与 join inside an item: parts of one name, or the last two names
_TURNED = 6  # characters of a name that may have its words in another order
_LONGEST_NAME = 3  # items of the list that one title may cover: names hold 、 as well
_FILLER = Expression(r"[、，；：以及和与等及共]|附[：，]?")
_DIGITS = Expression(r"\d+")


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
        unheaded = not annexes and any(pattern.search(match["parts"]) for pattern in parameters.annex)
        if count is not None and not len(top) - len(annexes) <= count <= len(top) + unheaded:
            titles = "、".join(quoted(content, section.title) for section in top)
            yield Observation(COUNT(announced=count, standing=len(top), titles=titles), span, symptom=True)
            return
    stranger, left = _unannounced([s for s in top if s not in annexes], match["parts"])
    if not groups.get("count"):
        return  # a list without a number need not be complete
    if stranger:
        note = Note(HEADING(title=quoted(content, stranger.title)), stranger.title)
        yield Observation(
            UNANNOUNCED(title=quoted(content, stranger.title), left=left), span, notes=(note,), symptom=True
        )
    elif _LEAST_PART.search(left) and not any(pattern.search(left) for pattern in parameters.annex):
        yield Observation(UNWRITTEN(part=left), span, symptom=True)


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
            left = left.replace(section.text, _STRUCK, 1)
        else:
            open_.append(section)
    unlike: list[Section] = []
    for section in sorted(open_, key=lambda s: s.line.start):
        name = _named(section.text, left)
        if name is None:
            unlike.append(section)
        else:
            left = left[: name.start] + _STRUCK + left[name.end :]
    for section in unlike:
        pieces = [piece for piece in left.split(_STRUCK) if _FILLER.sub("", piece)]
        likeness, start, end, best = max(
            ((*best_part(section.text, piece), piece) for piece in pieces if len(section.text) <= len(piece)),
            default=(0.0, 0, 0, ""),
        )
        if likeness < _SIMILAR:
            rest = "、".join(words for words in (_FILLER.sub("", piece) for piece in pieces) if len(words) > 1)
            return section, rest or "—"
        left = left.replace(best, best[:start] + _STRUCK + best[end:], 1)
    whole = (
        piece for piece in _LISTED.findall(left) if _STRUCK not in piece
    )  # the rest of a name that was struck is no name
    unwritten = (
        piece
        for piece in whole
        if _FILLER.sub("", piece) and all(best_part(piece, section.text)[0] < _SIMILAR for section in unlike + open_)
    )
    return None, "、".join(unwritten)


def _named(title: str, parts: str) -> Span | None:
    """Return the name in the list that a title agrees with: the same words, or some of them left out on one side.

    `复议诉讼` agrees with `行政复议和行政诉讼情况`. A name may hold 、, 和 or 及; only what agrees nowhere whole is parted there.
    """
    core = _FILLER.sub("", title)
    items = [Span(*match.span()) for match in _ITEM.finditer(parts)]
    runs = [Span(run[0].start, item.end) for at, item in enumerate(items) for run in _endings(items[: at + 1])]
    joined = [Span(*match.span()) for item in items for match in _JOINED.finditer(parts, item.start, item.end)]
    for names in (runs, joined):
        words = {name: _FILLER.sub("", parts[name.start : name.end]) for name in names}
        agreeing = [name for name in names if _STRUCK not in words[name] and _agree(core, words[name])]
        if agreeing:
            return min(agreeing, key=lambda name: abs(len(words[name]) - len(core)))
    return None


def _endings(items: list[Span]) -> Iterator[list[Span]]:
    for length in range(1, min(_LONGEST_NAME, len(items)) + 1):
        yield items[-length:]


def _agree(title: str, name: str) -> bool:
    """Tell whether the shorter one has no words of its own; long ones may turn their words about."""
    short, long = sorted((title, name), key=len)
    rest = iter(long)
    if len(short) >= _TURNED and not Counter(short) - Counter(long):
        return True
    return len(short) >= 2 and all(char in rest for char in short)
