"""Patterns that may run away: backtracking that grows faster than the text.

A judgement by shape, not a proof: repeats inside repeats, several runs of any character, neighbouring repeats over
the same characters. Bounded repeats such as `[^。]{0,40}` are what packs should write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.packs.regexes import Chain, Chars, Choice, Repeat, alphabet, parts, shortest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.packs.regexes import Tree

_LONG = 200  # repeats that may go on longer count as unlimited
_LOOSE = 8  # repeats that vary by this much make a repeated group ambiguous
_FULL_STOP = Chars(((ord("。"), ord("。")),))


def slow(tree: Tree) -> Iterator[str]:
    """Yield why a pattern may need much more time than the text is long."""
    advice = "请限定长度，如 [^。]{0,40}"
    if _nested(tree):
        yield f"模式可能失控：重复里套着重复；{advice}"
    elif _any_runs(tree) > 1:
        yield f"模式可能失控：.* 或 .+ 只许出现一处；{advice}"
    elif any(_adjacent(part.items) for part in parts(tree) if isinstance(part, Chain)):
        yield f"模式可能失控：相邻两处不限长度的重复可以匹配同样的字；{advice}"


def _is_long(tree: Tree) -> bool:
    return isinstance(tree, Repeat) and tree.high > _LONG and not tree.possessive


def _nested(tree: Tree) -> bool:
    """Tell whether an unlimited repeat holds a loose one that nothing separates from its next round."""
    for outer in parts(tree):
        if isinstance(outer, Repeat) and _is_long(outer):
            options = outer.body.options if isinstance(outer.body, Choice) else (outer.body,)
            if any(_ambiguous(option.items if isinstance(option, Chain) else (option,)) for option in options):
                return True
    return False


def _ambiguous(round_: tuple[Tree, ...]) -> bool:
    """Tell whether one round of a repeat has a loose part that could swallow all the rest of it."""
    return any(
        isinstance(loose, Repeat)
        and loose.high - loose.low >= _LOOSE
        and not loose.possessive
        and all(alphabet(loose).overlaps(alphabet(other)) for other in round_ if other is not loose and shortest(other))
        for loose in round_
    )


def _any_runs(tree: Tree) -> int:
    """Return how many unlimited runs that cross the end of a sentence one path through the pattern has."""
    match tree:
        case Chain(items):
            return sum(map(_any_runs, items))
        case Choice(options):
            return max(map(_any_runs, options))
        case Repeat(Chars() as body, _, _) if _is_long(tree):
            return int(body.overlaps(_FULL_STOP))
        case Repeat(body, _, high):
            return _any_runs(body) * min(high, 2)
    return 0


def _adjacent(items: tuple[Tree, ...]) -> bool:
    """Tell whether two unlimited repeats could share the same characters with nothing firm between them."""
    for first, one in enumerate(items):
        if not _is_long(one):
            continue
        for other in items[first + 1 :]:
            if _is_long(other) and _within(one, alphabet(other)) and _within(other, alphabet(one)):
                return True
            if shortest(other) and not alphabet(one).overlaps(alphabet(other)):
                break
    return False


def _within(repeat: Tree, allowed: Chars) -> bool:
    """Tell whether one round of a repeat may consist of nothing but the given characters."""
    body = repeat.body if isinstance(repeat, Repeat) else repeat
    items = body.items if isinstance(body, Chain) else (body,)
    return all(allowed.overlaps(alphabet(item)) for item in items if shortest(item))
