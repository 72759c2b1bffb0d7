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
from operator import itemgetter
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
    """How likely each character of a text follows the one before it, as logarithms. sums: of those before each."""

    def __init__(self, symbols: str) -> None:
        pairs = list(map("".join, pairwise(symbols)))
        self._pairs = Counter(pairs)
        self._firsts = firsts = Counter(symbols[:-1])
        if len(_known) > _KEPT:
            _known.clear()
        for pair in self._pairs.keys() - _known.keys():
            _known[pair] = _learnt(pair)
        links = dict(zip(self._pairs, map(_LOGARITHM, map(_known.__getitem__, self._pairs)), strict=True))
        for pair, count in self._pairs.items():
            if count > 1:
                known = _known[pair][1]
                links[pair] = math.log(known + _OWN * (count - 1) / (firsts[pair[0]] - 1))
        self.all = list(map(links.__getitem__, pairs))
        self.sums = [0.0, *accumulate(self.all)]

    def of(self, pair: str) -> float:
        """Return how likely two characters that do not stand side by side would follow each other."""
        own = self._pairs[pair] / max(1, self._firsts[pair[0]])
        return math.log((_known.get(pair) or _learnt(pair))[1] + _OWN * own)


_known: dict[str, tuple[float, float]] = {}
"""What the table says of pairs met in this process, weighed, as logarithm and as it is: drafts share most of theirs."""
_KEPT = 100_000  # pairs
_LOGARITHM = itemgetter(0)


def _learnt(pair: str) -> tuple[float, float]:
    """Return how likely the second character of a pair follows the first, by the table alone, weighed."""
    first, second = pair[0], pair[1]
    if second == _BREAK:
        known = _BREAK_FOLLOWS
    elif first == _BREAK:
        known = frequency(second) or _RARE
    else:
        known = _PAIRS * likelihood(first, second) + (1 - _PAIRS) * (frequency(second) or _RARE)
    known *= 1 - _OWN
    return math.log(known), known


def _candidates(symbols: str, links: _Links, least: float, maximum: int) -> Iterator[Insertion]:
    """Yield, for each place at which something may have been put in, the best of its lengths."""
    sums, every = links.sums, links.all
    needed = [length * _STOCK + _ODDS + least for length in range(maximum + 1)]
    for at in [at for at, link in enumerate(every) if link <= _WEAK]:
        best = None
        begun = sums[at]
        for length in range(1, min(maximum, len(symbols) - at - 2) + 1):
            end = at + 1 + length  # the first character behind
            if symbols[end - 1] == _BREAK:
                break
            gained = begun - sums[end]
            if gained < needed[length]:  # a logarithm of a probability is still to be added
                continue
            if every[end - 1] > _FIRM or symbols[at] == symbols[end] == _BREAK:
                continue
            score = gained - length * _STOCK - _ODDS + links.of(symbols[at] + symbols[end])
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
