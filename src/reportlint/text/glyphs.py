"""Characters that stand for another character: a table for `str.translate`, always one for one.

Covers width, presentation forms, radicals, compatibility ideographs, old glyph shapes, odd spaces and line ends, and
code points that are no text. Does not cover script (that is OpenCC's task) nor marks whose form depends on what
stands around them (see `variants`). Deliberately kept as they are, because rules look at them: the brackets
〔〕﹝﹞【】[], quotation marks of every kind, dashes, and the wave dash ～ of number ranges.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FULL_WIDTH: Final = dict(zip(",;:?!()", "，；：？！（）", strict=True))
"""Half-width marks and the form they have in Chinese text."""

REPLACEMENT: Final = "\ufffd"

_KEPT: Final = frozenset("，；：？！（）～﹝﹞")

_FORMS: Final = (
    (0x2F00, 0x2FD5),  # Kangxi radicals
    (0xF900, 0xFAFF),  # CJK compatibility ideographs
    (0xFE10, 0xFE6B),  # vertical forms, small forms
    (0xFF01, 0xFF5E),  # full-width ASCII
    (0xFF61, 0xFF64),  # half-width 。「」、
    (0x2F800, 0x2FA1D),  # CJK compatibility ideographs, supplement
)

# Radicals that text extracted from PDF shows in place of the character (Unicode, EquivalentUnifiedIdeograph.txt).
_RADICALS: Final = dict(
    zip(
        "⺁⺇⺊⺌⺎⺒⺓⺛⺝⺟⺠⺩⺪⺫⺮⺶⺼⺽⻁⻃⻄⻅⻆⻉⻋⻑⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳",
        "厂几卜小兀巳幺旡月母民王疋目竹羊月臼虎西西见角贝车長长门阜雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龜龟",
        strict=True,
    )
)

# Old shapes that OpenCC does not know, and the standard Traditional or common character.
_OLD_SHAPES: Final = dict(
    zip("衞汚硏値毎賛賸淸靑鄕緖槪戸歩黒徴郞吿", "衛污研值每贊剩清青鄉緒概戶步黑徵郎告", strict=True)
)

_SPACES: Final = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LINE_ENDS: Final = "\v\f\x85\u2028\u2029"
_NOT_TEXT: Final = "\0" + "".join(map(chr, (*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)))


@cache
def glyphs() -> Mapping[int, str]:
    """Return the table: code point to its one-character replacement."""
    table = {ord(char): form for char, form in _compatibility_forms()}
    table |= {ord(char): form for char, form in (_RADICALS | _OLD_SHAPES).items()}
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    table |= dict.fromkeys(map(ord, _LINE_ENDS), "\n")
    table |= dict.fromkeys(map(ord, _NOT_TEXT), REPLACEMENT)
    table[ord("〜")] = "～"
    return table


def _compatibility_forms() -> Iterator[tuple[str, str]]:
    for first, last in _FORMS:
        for char in map(chr, range(first, last + 1)):
            form = normalize("NFKC", char)
            if char not in _KEPT and form != char and len(form) == 1:
                yield char, FULL_WIDTH.get(form, form)
