"""Han characters that seem to have got into a text from elsewhere, by a likelihood ratio.

Two stories are compared for each stretch of one to six characters J between L and R: that J was written there, or that
a writer put R behind L and something put J in between, each character of a common stock equally likely. A character
model tells how likely each story is: pairs inside words (`reportlint.text.bigrams`) mixed with the pairs of this very
text, in which no pair vouches for itself. The score is the logarithm of the ratio, with the odds against an insertion.

Junk made of frequent characters stays unseen, for any two of those may meet, and so does most of what is one character
long. Names look like junk to
any such model: what begins like a person's or ends like a place's is left alone, and so is what repeats a neighbour
(谁建谁管谁所有).
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from reportlint.positions import Span
from reportlint.text.bigrams import frequency, likelihood
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_HAN = Expression("[^\u4e00-\u9fff]")
_BREAK = "."  # stands for whatever is no Han character

_OWN = 0.35  # weight of the pairs of this text
_PAIRS = 0.85  # weight of the pairs of the table; the rest is how frequent the second character is
_RARE = 1e-6  # frequency of a character that the table lacks
_BREAK_FOLLOWS = 0.15  # how likely a character is the last before something that is no Han character
_STOCK = math.log(4000)  # characters that junk is taken from
_ODDS = 7.0  # against an insertion, as a logarithm
_WEAK = -6.0  # an insertion begins at a pair less likely than this …
_FIRM = -2.0  # … and does not end inside one more likely than this

_COMMON = 3e-4  # frequency of a character that is often a word by itself

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤齐佟甄鲍郄"
)
_PLACES = frozenset("省市州盟县区旗镇乡村街路湾桥港")


class Insertion(NamedTuple):
    """span: of the characters that seem not to belong. score: how much more likely the text is without them."""

    span: Span
    score: float


def insertions(text: str, least: float, maximum: int = 6) -> list[Insertion]:
    """Return the insertions of at least the score `least`, disjoint, in order; `maximum` characters at most each.

    text: Simplified. The cost grows with the length of the text alone.
    """
    symbols = _NOT_HAN.sub(_BREAK, text)
    links = _Links(symbols)
    found = sorted(_candidates(symbols, links, least, maximum), key=lambda one: (-one.score, one.span))
    used: set[int] = set()
    kept = []
    for one in found:
        if used.isdisjoint(range(one.span.start - 1, one.span.end + 1)):
            used.update(range(*one.span))
            kept.append(one)
    return sorted(kept)


class _Links:
    """How likely each character of a text follows the one before it, as logarithms."""

    def __init__(self, symbols: str) -> None:
        pairs = list(map("".join, pairwise(symbols)))
        self._pairs = Counter(pairs)
        self._firsts = Counter(symbols)
        by_pair = {pair: self.of(pair[0], pair[1], 1) for pair in self._pairs}
        self.all = list(map(by_pair.__getitem__, pairs))
        self.sums = [0.0, *accumulate(self.all)]

    def of(self, first: str, second: str, itself: int = 0) -> float:
        """Return how likely `second` follows `first`. itself: how many of the text's pairs do not count."""
        if second == _BREAK:
            known = _BREAK_FOLLOWS
        elif first == _BREAK:
            known = frequency(second) or _RARE
        else:
            known = _PAIRS * likelihood(first, second) + (1 - _PAIRS) * (frequency(second) or _RARE)
        own = max(0, self._pairs[first + second] - itself) / max(1, self._firsts[first] - itself)
        return math.log((1 - _OWN) * known + _OWN * own)


def _candidates(symbols: str, links: _Links, least: float, maximum: int) -> Iterator[Insertion]:
    """Yield, for each place at which something may have been put in, the best of its lengths."""
    weak = [at for at, link in enumerate(links.all) if link <= _WEAK]
    for at in weak:
        best = None
        for length in range(1, min(maximum, len(symbols) - at - 2) + 1):
            end = at + 1 + length  # the first character behind
            if symbols[end - 1] == _BREAK:
                break
            if links.all[end - 1] > _FIRM or symbols[at] == symbols[end] == _BREAK:
                continue
            gained = -(links.sums[end] - links.sums[at]) - length * _STOCK - _ODDS
            if gained < least:  # a logarithm of a probability is still to be added
                continue
            score = gained + links.of(symbols[at], symbols[end])
            if score >= least and (best is None or score > best.score):
                best = Insertion(Span(at + 1, end), score)
        if best and not _regular(symbols, best.span):
            yield best


def _regular(symbols: str, span: Span) -> bool:
    """Tell whether characters are the kind that a writer puts where no dictionary has them: a name, a repetition."""
    junk = symbols[slice(*span)]
    around = symbols[max(0, span.start - 2) : span.start] + symbols[span.end : span.end + 2]
    if len(set(junk)) < len(junk) or not set(around).isdisjoint(junk):
        return True
    if not _PLACES.isdisjoint(junk) or symbols[span.end] in _PLACES:
        return True
    if 2 * sum(frequency(char) < _COMMON for char in junk) < len(junk):
        return True  # words of one character each
    return junk[0] in _SURNAMES and 2 <= len(junk) <= 3
