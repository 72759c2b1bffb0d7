"""Folded text: one canonical form of a draft for rules to match on, with an exact way back to the draft.

The form is Simplified Chinese, half-width digits and Latin letters, full-width Chinese marks, no invisible
characters, and no spaces beside Chinese. It is for matching only: nothing folded is ever shown to a reader or written
back. Columns kept apart by tabs or spaces do not survive; who splits such lines splits the source.

Script is converted with OpenCC `tw2s`, which keeps the number of code points (its phrase configurations do not, and
they corrupt names), and with the small lexicon of `reportlint.text.lexicon`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from reportlint.positions import SourceSpan, Span
from reportlint.text.alignment import Alignment, rewrite
from reportlint.text.expressions import Expression, Match
from reportlint.text.glyphs import FULL_WIDTH, glyphs
from reportlint.text.lexicon import PHRASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlint.text.alignment import Rewrite


class Folded(Struct, frozen=True):
    """A text in canonical form and where each of its characters came from.

    The alignments lead from the source to the text, one for each step that changed the length.
    """

    text: str
    source: str
    alignments: tuple[Alignment, ...] = ()

    def to_source(self, span: Span) -> SourceSpan:
        """Return the smallest source span with every character that produced those of `span`.

        An empty span maps to the place right after the character before it, or, at the start of a line, right before
        the character after it: an insertion never lands in indentation or in trailing spaces.
        """
        start, end = span
        if start < end:
            for alignment in reversed(self.alignments):
                start, end = alignment.before(start, end)
            return SourceSpan(start, end)
        if start > 0 and (self.text[start - 1] != "\n" or start == len(self.text)):
            place = self.to_source(Span(start - 1, start)).end
        else:
            place = self.to_source(Span(start, start + 1)).start if self.text else 0
        return SourceSpan(place, place)

    def to_folded(self, span: SourceSpan) -> Span:
        """Return the span of every character that any source character in `span` had a part in.

        A span of deleted characters, or an empty one, maps to the empty span at the place where it was.
        """
        start, end = span
        for alignment in self.alignments:
            start, end = alignment.after(start, end)
        return Span(start, end)


def fold(source: str, soft_breaks: Sequence[int] = ()) -> Folded:
    """Bring a text into canonical form.

    soft_breaks: offsets of line breaks (of the CR in CRLF) that only wrap a line; they and the indentation after them
    vanish. Raises ValueError when one is not the offset of a line break.
    """
    text = _one_for_one(source, soft_breaks)
    text, deletions = rewrite(text, _gaps(text))
    text, phrases = _simplified(text)
    return Folded(text, source, tuple(step for step in (deletions, phrases) if step))


# ---------------------------------------------------------------- one character for one

# Stands for a line break that is to vanish; no text holds it, because `glyphs` replaces noncharacters.
_SOFT: Final = "\ufdd0"

# A lone CR ends a line; the CR of a CRLF is deleted with the spaces before it.
_LONE_CR: Final = Expression(r"\r(?!\n)")

# Marks whose width depends on what stands around them. Never inside an address: there a mark belongs to the address
# when a letter or digit follows that does not begin the next one, so `(http://a.cn)` keeps its brackets outside. The
# first line tells what a match begins with: where it does not, nothing else is tried, and that is nearly everywhere.
_MARK: Final = Expression(
    r"(?=[,;:：?!()1-9hfwm])(?:"
    r"(?P<address>(?:(?:https?|ftp)[:：]//|www\.|mailto:)"
    r"(?:[0-9A-Za-z./%=&\#~+@$*'_-]|[:?,;!()](?=[0-9A-Za-z/])(?!https?:|ftp:|www\.))*)"
    r"|(?P<thousands>(?<![0-9.])(?<![0-9][,，])[1-9][0-9]{0,2}(?:[,，][0-9]{3})+(?![0-9]|[,，][0-9]))"
    r"|(?P<colon>(?<=[0-9])[:：](?=[0-9])|[:：](?=//))"
    r"|[,;:?!()])"
)


def _one_for_one(source: str, soft_breaks: Sequence[int]) -> str:
    """Replace characters by their canonical form; the length stays."""
    text = _LONE_CR.sub("\n", source) if "\r" in source else source
    table = glyphs()
    if not table.keys().isdisjoint(map(ord, set(text))):
        text = text.translate(table)
    return _MARK.sub(_mark, _softened(text, soft_breaks))


def _mark(match: Match[str]) -> str:
    text = match[0]
    if match.lastgroup == "address":
        return text.replace("：", ":", 1) if "：" in text else text
    if match.lastgroup == "thousands":
        # 12，345 may be two numbers; 1，234，567 is one
        ambiguous = "，" in text and text.count(",") + text.count("，") == 1
        return text if ambiguous else text.replace("，", ",")
    return ":" if match.lastgroup == "colon" else FULL_WIDTH[text]


def _softened(text: str, soft_breaks: Sequence[int]) -> str:
    parts: list[str] = []
    done = 0
    for offset in sorted(soft_breaks):
        length = 2 if text.startswith("\r\n", offset) else 1
        if text[offset : offset + length] not in {"\n", "\r\n"}:
            raise ValueError(f"no line break at offset {offset}")
        parts += (text[done:offset], _SOFT * length)
        done = offset + length
    parts.append(text[done:])
    return "".join(parts)


# ---------------------------------------------------------------- deletions

# Zero-width characters, soft hyphen, bidirectional controls, variation selectors are in no word that a rule names.
_INVISIBLE: Final = (
    "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
_GAP: Final = Expression(f"[ \r{_SOFT}{_INVISIBLE}]+")

# What a space beside it does not separate: Han characters, Chinese marks, and the quotation marks, dashes, ellipses
# and middle dots that Chinese shares with other scripts.
_CHINESE: Final = Expression("[\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af\uff01-\uff5e·—“”‘’…]")


_beside: dict[str, bool] = {}
"""Characters met, and whether a space beside them separates nothing: most of the next draft's."""
_MANY: Final = 20_000  # characters; so many stand in no drafts, but in an attack


def _gaps(text: str) -> Iterator[Rewrite]:
    """Find what to delete: invisible characters, and spaces that separate nothing; other runs of spaces become one."""
    if " " not in text and not _GAP.search(text):
        return
    characters = set(text)
    if len(_beside) < _MANY:
        _beside.update(dict.fromkeys(filter(_CHINESE.match, characters - _beside.keys()), True))
        _beside.update(dict.fromkeys(characters - _beside.keys(), False))
    edges = {"\n", *filter(_beside.get if characters <= _beside.keys() else _CHINESE.match, characters)}
    last = len(text)
    for match in _GAP.finditer(text):
        start, end = match.span()
        gap = match[0]
        vanishes = (
            start == 0
            or end == last
            or text[start - 1] in edges
            or text[end] in edges
            or " " not in gap
            or _SOFT in gap
        )
        if vanishes:
            yield start, end, ""
        elif gap != " ":
            yield start, end, " "


# ---------------------------------------------------------------- script

_HAN: Final = Expression("[\u3400-\u9fff\U00020000-\U000323af]")

# In GB/T 2312 for names and rare words only; elsewhere they are Traditional.
_TRADITIONAL_IN_GB2312: Final = frozenset("後於麽")

_of_gb2312: set[str] = set()
"""Characters met that Simplified Chinese has or that are no Han characters: most of the next draft's."""

_NEARBY: Final = 20  # characters on either side that tell the script of a phrase written alike in both


@cache
def _converter() -> Callable[[str], str]:
    import opencc  # here, because a draft in Simplified Chinese needs none of it

    convert: Callable[[str], str] = opencc.OpenCC("tw2s").convert
    return convert


@cache
def _phrases() -> tuple[Expression, frozenset[str]]:
    """Return the lexicon as a pattern, and its phrases that look alike in both scripts."""
    pattern = Expression("|".join(sorted(PHRASES, key=len, reverse=True)))
    return pattern, frozenset(phrase for phrase in PHRASES if phrase != PHRASES[phrase] and not _beyond_gb2312(phrase))


def _beyond_gb2312(text: str) -> set[str]:
    """Return the distinct Han characters that GB/T 2312, the character set of Simplified Chinese, does not hold."""
    unknown = set(text) - _of_gb2312
    if not unknown:
        return set()
    han = set(filter(_HAN.match, unknown))
    held = set("".join(han).encode("gb2312", "ignore").decode("gb2312")) - _TRADITIONAL_IN_GB2312
    if len(_of_gb2312) < _MANY:
        _of_gb2312.update(held, unknown - han)
    return han - held


def traditional_only(characters: set[str]) -> set[str]:
    """Return those of some Han characters that Simplified text does not have: OpenCC changes them."""
    foreign = sorted(_beyond_gb2312("".join(characters)))
    converted = _converter()("\n".join(foreign)).split("\n") if foreign else []
    return {char for char, other in zip(foreign, converted, strict=True) if char != other}


def _simplified(text: str) -> tuple[str, Alignment]:
    """Convert Traditional to Simplified Chinese; Simplified text is left as it is.

    OpenCC drops what follows a NUL and refuses lone surrogates: neither is left in `text` here.
    """
    foreign = "\n".join(_beyond_gb2312(text))
    if not foreign or _converter()(foreign) == foreign:
        return text, Alignment()
    converted = _converter()(text)
    if len(converted) != len(text):
        raise RuntimeError("OpenCC tw2s changed the number of characters")
    return rewrite(converted, _lexicon_rewrites(text, converted))


def _lexicon_rewrites(text: str, converted: str) -> Iterator[Rewrite]:
    pattern, alike = _phrases()
    for match in pattern.finditer(text):
        start, end = match.span()
        around = slice(max(0, start - _NEARBY), end + _NEARBY)
        if match[0] not in alike or text[around] != converted[around]:
            yield start, end, PHRASES[match[0]]
