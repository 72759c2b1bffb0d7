"""A character or word written twice by mistake: 督督查, 进行进行.

Most doubled characters are two words meeting (部门门户, 公开开展). So a doubled character counts only when one of the
two is left over: its twin begins (or ends) a known word, and what stands on its other side is complete without it.
That needs evidence for both, from a list of common words and from the rest of the draft; where it is thin, nothing
is said. Function words (的的, 了了) need no evidence, only patterns that know which two words meet there (目的的).
Misspelt words are not looked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted, within
from reportlint.finding import Edit, Fix, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.bigrams import likelihood
from reportlint.text.expressions import Expression, Match
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)
from reportlint.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.finding import NotAssessed
    from reportlint.packs.schema import Pack

TWICE = Sentence(zh="“…{context}…”中“{word}”疑为重复", en="“{word}” seems to stand twice in “…{context}…”")
DELETE = Sentence(zh="删去一个“{word}”", en="delete one “{word}”")

_HAN = "[\u3400-\u9fff]"
_CHARACTER = Expression(f"({_HAN})\\1")
_WORD = Expression(f"({_HAN}{{2,4}})\\1")
_CLOSING = frozenset("，。；：）”\n")

# Next to these a word may end or begin.
_PARTICLES = frozenset("的了着过和与及或并以于在对为向从由至到按被把将使不未也都就又再还更最很已是有等各每该此其本全")

# Characters that are often words by themselves, so that two of them often meet: numerals, particles, offices, places,
# units, and some verbs and directions (省省级机关, 局局长, 一个个).
_SINGLE = _PARTICLES | frozenset(
    "一二三四五六七八九十百千万亿部局处科股室厅委办司署院所站校馆园场厂店行社会团队组省市区县镇乡村州旗盟街路国家人民户"
    "年月日天时分秒周期条件个项名位种类层级次批份篇封点台套辆学长短谈打试看说要能可作做得地里间内外前后上下中大小多少新老高"
)

_CONTEXT = 4  # characters quoted on either side


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """allow: characters and words that may be doubled (常常, 研究研究), written once (常, 研究).

    never: words of two characters that are never right when doubled, whatever follows. Others are only reported at the
    end of a clause: 公开公开栏 is 公开 and 公开栏.

    doubled: patterns that match a doubled character or word, nothing else, where it cannot be two words that meet: 的的
    not in 目的的, 落实落实 not before 情况.
    """

    allow: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    doubled: tuple[Pattern, ...] = ()


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each doubled character or word of the prose."""
    text = content.text
    allow, never = frozenset(parameters.allow), frozenset(parameters.never)
    known = {Span(*match.span()) for pattern in parameters.doubled for match in pattern.finditer(text)}
    for span in sorted(known):
        yield from _observation(content, span, text[span.start : (span.start + span.end) // 2])
    for match in _WORD.finditer(text):
        if Span(*match.span()) not in known and _doubled_word(text, match, allow, never):
            yield from _observation(content, Span(*match.span()), match[1])
    verdicts: dict[str, bool] = {}  # by what stands around: the rest of the draft is searched once for each
    for match in _CHARACTER.finditer(text):
        around = text[max(0, match.start() - 2) : match.end() + 2]
        if match[1] in allow:
            continue
        if around not in verdicts:
            verdicts[around] = _left_over(text, match.start())
        if verdicts[around]:
            yield from _observation(content, Span(*match.span()), match[1])


def _observation(content: Content, span: Span, word: str) -> Iterator[Observation]:
    if not within(span, content.prose) or content.skips(span) or content.copied(span.start):
        return
    paragraph = content.paragraph_at(span.start)
    context = Span(max(paragraph.start, span.start - _CONTEXT), min(paragraph.end, span.end + _CONTEXT))
    fix = Fix(DELETE(word=word), (Edit(Span(span.end - len(word), span.end), ""),))
    yield Observation(TWICE(context=quoted(content, context), word=word), span, fix=fix)


def _doubled_word(text: str, match: Match[str], allow: frozenset[str], never: frozenset[str]) -> bool:
    """Tell whether a word is doubled by mistake."""
    word = match[1]
    if word in allow or len(set(word)) == 1 or not set("一二三四五六七八九十百千万").isdisjoint(word):
        return False
    if word in never or len(word) > 2:
        return True
    behind = text[match.end() : match.end() + 1] or "\n"
    return behind in _CLOSING and (word in words() or _is_word(word))


def _is_word(word: str) -> bool:
    """Tell whether two characters are a word one way round and never the other: 屏幕, not 分批."""
    return likelihood(word[0], word[1]) > 0 and not likelihood(word[1], word[0])


def _left_over(text: str, start: int) -> bool:
    """Tell whether one of the equal characters at `start` and `start + 1` belongs to no word."""
    char = text[start]
    before, behind = text[max(0, start - 2) : start], text[start + 2 : start + 4]
    if char in _SINGLE or char in before[-1:] + behind[:1]:
        return False  # it may be a word by itself, or it stands three times
    if 2 * before[-1:] == before or 2 * behind[:1] == behind:
        return False  # 干干净净
    left, right = before[-1:] + char, char + behind[:1]
    if (left in words()) == (right in words()):
        return False
    if right in words():
        return _complete_before(text, start) and not _word_on_the_left(text, left)
    return _complete_behind(text, start + 2) and not _word_on_the_right(text, right)


def _complete_before(text: str, end: int) -> bool:
    """Tell whether a common word, a particle or something that is no Han character ends at an offset."""
    if end == 0 or not re.match(_HAN, text[end - 1]):
        return True
    return text[end - 1] in _PARTICLES or text[max(0, end - 2) : end] in words()


def _complete_behind(text: str, start: int) -> bool:
    """Tell whether a common word, a particle or something that is no Han character begins at an offset."""
    if start == len(text) or not re.match(_HAN, text[start]):
        return True
    return text[start] in _PARTICLES or text[start : start + 2] in words()


def _word_on_the_left(text: str, pair: str) -> bool:
    """Tell whether the draft has a pair elsewhere whose second character belongs to nothing behind it."""
    return any(
        text[at + 2 : at + 3] != pair[1] and text[at + 1 : at + 3] not in words() for at in _occurrences(text, pair)
    )


def _word_on_the_right(text: str, pair: str) -> bool:
    """Tell whether the draft has a pair elsewhere whose first character belongs to nothing before it."""
    return any(
        text[at - 1 : at] != pair[0] and text[max(0, at - 1) : at + 1] not in words() for at in _occurrences(text, pair)
    )


def _occurrences(text: str, pair: str) -> Iterator[int]:
    at = text.find(pair) if len(pair) == 2 else -1
    while at >= 0:
        yield at
        at = text.find(pair, at + 1)
