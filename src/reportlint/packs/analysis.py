"""What a pattern can match, worked out when a pack is compiled and never while a draft is checked.

Answers three questions about a pattern: which literals must stand in a text for it to match (`literals`), what is
wrong with it (`flaws`), and does it stay fast. The judgements err on the side of silence: a pattern that passes may
still be slow or futile, one that is refused surely should be written otherwise.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reportlint.packs.regexes import Anchor, Chain, Chars, Choice, Look, PatternSyntaxError, Repeat, parse, shortest
from reportlint.packs.runaway import slow
from reportlint.text.expressions import fault
from reportlint.text.patterns import PLACEHOLDER
from reportlint.text.variants import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlint.packs.regexes import Tree

MAX_LITERALS = 16
MAX_LENGTH = 2000

# A year as digits or Chinese numerals; not inside 〔〕 (a document number) and not in a full date such as 2019年4月3日.
_YEAR = re.compile(
    r"(?<![0-9〔])(?:19|20)[0-9]{2}(?![0-9〕]|年[0-9]{1,2}月)|(?:二[〇○零]|一九)[〇○零一二三四五六七八九]{2}(?=年)"
)


_ERRORS = {
    "missing )": "缺少右括号 )",
    "unbalanced parenthesis": "多出右括号 )",
    "unterminated character set": "方括号 [ 没有闭合",
    "nothing to repeat": "? * + 之前没有可重复的内容",
    "multiple repeat": "? * + 连写了",
    "bad escape": "不能用的转义（\\p{…} 之类不支持）",
    "bad character range": "方括号里的范围写反了",
    "redefinition of group name": "组名重复（{n} 只许一处）",
    "unknown group name": "没有这个组名",
    "invalid group reference": "没有这个编号的组",
    "maximum recursion depth": "括号套得太深",
    "the repetition number is too large": "{…} 里的次数太大",
    "min repeat greater than max repeat": "{…} 里的次数写反了",
    "look-behind requires fixed-width": "(?<=…) 里的长度要固定",
    "unknown extension": "不支持的 (?…) 写法",
}


class Flaw(NamedTuple):
    """Something wrong with a pattern; `offset` counts from 0 in the pattern as written."""

    message: str
    offset: int = 0


@cache
def analyse(source: str, *, folded: bool = True) -> tuple[tuple[str, ...], tuple[Flaw, ...]]:
    """Return the required literals of a pattern and everything that is wrong with it.

    folded: the pattern is matched on folded text, so it may not need what folding removes.
    """
    if len(source) > MAX_LENGTH:
        return (), (Flaw(f"模式超过 {MAX_LENGTH} 个字符"),)
    try:
        tree = parse(source)
    except PatternSyntaxError as error:
        return (), (Flaw(f"模式写错了：{_in_chinese(str(error))}", error.offset),)
    wrong = fault(PLACEHOLDER.sub("(?:0)", source))
    if wrong:
        return (), (Flaw(f"模式写错了：{_in_chinese(wrong[0])}", wrong[1]),)
    return literals(tree), tuple(flaws(tree, source, folded=folded))


def _in_chinese(error: str) -> str:
    return next((chinese for english, chinese in _ERRORS.items() if error.startswith(english)), f"写法不对（{error}）")


def flaws(tree: Tree, source: str, *, folded: bool = True) -> Iterator[Flaw]:
    """Yield what is wrong with a pattern that can be parsed."""
    if shortest(tree) == 0:
        yield Flaw("模式可以匹配空串，处处都会命中")
    if _blocked(tree):
        yield Flaw("模式不可能匹配：^ 只在文首、$ 只在文末；要匹配段首段末请写 (?m)")
    if folded:
        yield from _unfoldable(tree, source)
    yield from _fixed_years(tree, source)
    yield from map(Flaw, slow(tree))


def literals(tree: Tree) -> tuple[str, ...]:
    """Return strings one of which stands in every text that matches; empty when there are none worth testing."""
    best = _required(tree)
    return tuple(sorted(best)) if best and len(best) <= MAX_LITERALS and all(best) else ()


# ---------------------------------------------------------------- literals


def _spelled(tree: Tree, limit: int) -> tuple[str, ...] | None:
    """Return every string that the tree matches, None when there are more than `limit` or no end of them.

    Sets count as open from a quarter of the limit on: the digits make no good literals.
    """
    result: Iterable[str] | None = None
    match tree:
        case Chars():
            return tree.members(limit // 4)
        case Anchor() | Look():
            return ("",)
        case Chain(items):
            result = ("",)
            for item in items:
                result = _joined(result, _spelled(item, limit), limit)
                if result is None:
                    return None
        case Choice(options):
            parts = [_spelled(option, limit) for option in options]
            result = chain.from_iterable(part for part in parts if part is not None) if None not in parts else None
        case Repeat(body, low, high) if high <= 4:
            part = _spelled(body, limit)
            powers: list[Iterable[str] | None] = [("",)]
            for _ in range(high):
                powers.append(_joined(powers[-1], part, limit))
            if None not in powers:
                result = chain.from_iterable(power for power in powers[low:] if power is not None)
    unique = tuple(dict.fromkeys(result)) if result is not None else None
    return unique if unique is not None and len(unique) <= limit else None


def _joined(heads: Iterable[str] | None, tails: Iterable[str] | None, limit: int) -> tuple[str, ...] | None:
    if heads is None or tails is None:
        return None
    joined = tuple(head + tail for head in heads for tail in tails)
    return joined if len(joined) <= limit else None


def _stretches(items: Iterable[Tree], limit: int) -> Iterator[tuple[tuple[str, ...], Tree | None]]:
    """Part a chain into stretches that can be spelled out; in between stand the items that cannot."""
    run: tuple[str, ...] = ("",)
    for item in items:
        spelled = _spelled(item, limit)
        longer = _joined(run, spelled, limit)
        if longer is not None:
            run = longer
            continue
        yield run, None if spelled else item
        run = spelled or ("",)
    yield run, None


def _required(tree: Tree) -> frozenset[str] | None:
    """Return strings one of which is in every match; None when no such set is known."""
    match tree:
        case Choice(options):
            parts = [_required(option) for option in options]
            return None if None in parts else frozenset().union(*(part for part in parts if part))
        case Repeat(body, low, _) if low > 0 and _spelled(tree, MAX_LITERALS) is None:
            return _required(body)
    items = tree.items if isinstance(tree, Chain) else (tree,)
    best: frozenset[str] | None = None
    for run, item in _stretches(items, MAX_LITERALS):
        for found in (_least(run), _required(item) if item is not None and item is not tree else None):
            if found and all(found) and len(found) <= MAX_LITERALS and (best is None or _worth(found) > _worth(best)):
                best = found
    return best


def _least(strings: tuple[str, ...]) -> frozenset[str]:
    """Drop the strings that hold another one: where they stand, that one stands too."""
    return frozenset(one for one in strings if not any(other in one for other in strings if other != one))


def _worth(found: frozenset[str]) -> tuple[int, int]:
    return min(map(len, found)), -len(found)


# ---------------------------------------------------------------- what can never match


def _blocked(tree: Tree, *, before: bool = False, after: bool = False) -> bool:
    """Tell whether an anchor makes a match impossible; before, after: characters must stand there."""
    match tree:
        case Anchor(kind):
            return (kind == "start" and before) or (kind == "end" and after)
        case Choice(options):
            return all(_blocked(option, before=before, after=after) for option in options)
        case Repeat(body, low, _):
            return low > 0 and _blocked(body, before=before or low > 1, after=after or low > 1)
        case Chain(items):
            sizes = [shortest(item) for item in items]
            return any(
                _blocked(item, before=before or sum(sizes[:at]) > 0, after=after or sum(sizes[at + 1 :]) > 0)
                for at, item in enumerate(items)
            )
    return False


@cache
def _survives(text: str) -> bool:
    """Tell whether folding leaves a piece of text alone, be it among Chinese or among digits (1,000 and 9:30)."""
    return any(fold(around).text == around for around in (f"文{text}文", f"1{text}000"))


@cache
def _folded(text: str) -> str:
    return fold(f"文{text}文").text[1:-1]


def _unfoldable(tree: Tree, source: str) -> Iterator[Flaw]:
    """Yield what no folded text contains: Traditional characters, full-width digits, half-width marks, odd spaces."""
    reported: set[str] = set()
    for run in _runs(_surviving(tree)):
        if not _survives(run):
            culprit = next((char for char in run if not _survives(char)), run)
            if culprit not in reported:
                reported.add(culprit)
                form = _folded(culprit)
                shown = culprit if culprit.isprintable() and not culprit.isspace() else f"U+{ord(culprit[0]):04X}"
                advice = f"请写“{form}”" if form.strip() else "请删去"
                yield Flaw(f"模式不可能匹配：“{shown}”在比对用的文本里不会出现，{advice}", max(source.find(culprit), 0))


def _surviving(tree: Tree) -> Tree:
    """Drop the characters of a set that folding removes, as long as one of the set stays."""
    match tree:
        case Chars() if 1 < tree.size <= 40:
            kept = [char for char in tree.members(40) or () if _folded(char) == char]
            return Chars(tuple((ord(char), ord(char)) for char in kept)) if kept else tree
        case Chain(items):
            return Chain(tuple(map(_surviving, items)))
        case Choice(options):
            return Choice(tuple(map(_surviving, options)))
        case Repeat(body, low, high, possessive):
            return Repeat(_surviving(body), low, high, possessive)
    return tree


def _runs(tree: Tree, limit: int = 40) -> Iterator[str]:
    """Yield the literal strings in a pattern, as long as they can be spelled out, wherever they stand."""
    items = tree.items if isinstance(tree, Chain) else (tree,)
    for run, item in _stretches(items, limit):
        yield from filter(None, run)
        match item:
            case Choice(options):
                for option in options:
                    yield from _runs(option, limit)
            case Repeat(body, _, _):
                yield from _runs(body, limit)


def _fixed_years(tree: Tree, source: str) -> Iterator[Flaw]:
    for run in _runs(tree):
        year = _YEAR.search(run)
        if year:
            yield Flaw(
                f"模式里不能写死年份（{year[0]}）：请写 {{year}}（报告年度）、{{last_year}} 或 {{next_year}}",
                max(source.find(year[0]), source.find(year[0][:3]), 0),
            )
            return
