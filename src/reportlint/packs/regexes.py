r"""Regular expressions as small trees, for questions about what they can match.

The standard library's parser does the reading, so packs write the common subset of `re` and `regex`. Sets of
characters are ranges of code points; character classes such as `\w` are approximated to what Chinese text holds. No
judgement here: that is `analysis`.
"""

from __future__ import annotations

import importlib
import re
import warnings
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from reportlint.text.patterns import PLACEHOLDER, expanded

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST = 0x10FFFF
UNLIMITED = 1 << 30

Ranges = tuple[tuple[int, int], ...]

_DIGIT: Ranges = ((0x30, 0x39),)
_SPACE: Ranges = ((0x09, 0x0D), (0x20, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x3000, 0x3000))
_WORD: Ranges = (
    *_DIGIT, (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0x24F), (0x3007, 0x3007), (0x3400, 0x9FFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of sorted, disjoint ranges (both ends included)."""

    ranges: Ranges

    @property
    def size(self) -> int:
        """Return how many characters the set has."""
        return sum(high - low + 1 for low, high in self.ranges)

    def members(self, limit: int) -> tuple[str, ...] | None:
        """Return the characters, None when there are more than `limit`."""
        if self.size > limit:
            return None
        return tuple(chr(code) for low, high in self.ranges for code in range(low, high + 1))

    def overlaps(self, other: Chars) -> bool:
        """Tell whether the two sets share a character."""
        return any(a <= d and c <= b for a, b in self.ranges for c, d in other.ranges)


@dataclass(frozen=True, slots=True)
class Chain:
    """One thing after the other."""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`body` from `low` to `high` times; `high` may be `UNLIMITED`. A possessive repeat never gives back."""

    body: Tree
    low: int
    high: int
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place between characters: `start` or `end` of the text, or any other ("")."""

    kind: str


@dataclass(frozen=True, slots=True)
class Look:
    """A look-around; it takes no characters."""

    body: Tree


@dataclass(frozen=True, slots=True)
class Echo:
    """What a group matched before; it may be anything."""


Tree = Chars | Chain | Choice | Repeat | Anchor | Look | Echo


def shortest(tree: Tree) -> int:
    """Return the least number of characters that a match can have."""
    match tree:
        case Chars():
            return 1
        case Chain(items):
            return sum(map(shortest, items))
        case Choice(options):
            return min(map(shortest, options))
        case Repeat(body, low, _):
            return low * shortest(body)
    return 0


def parts(tree: Tree) -> Iterator[Tree]:
    """Yield a tree and everything under it, look-arounds included."""
    yield tree
    match tree:
        case Chain(children) | Choice(children):
            for child in children:
                yield from parts(child)
        case Repeat(body) | Look(body):
            yield from parts(body)


def alphabet(tree: Tree) -> Chars:
    """Return every character that may occur in a match of the tree."""
    found = [part.ranges for part in parts(tree) if isinstance(part, Chars)]
    return Chars(((0, 0x10FFFF),) if isinstance(tree, Echo) else tuple(sorted(chain.from_iterable(found))))


class PatternSyntaxError(Exception):
    """A pattern that is not a regular expression; `offset` counts from 0 in the pattern as written."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def parse(source: str) -> Tree:
    """Return the tree of a pattern as written, placeholders included; raises `PatternSyntaxError`.

    A report year counts as any four digits.
    """
    pieces: list[tuple[int, int]] = []  # (start in `text`, start in `source`) of each piece
    text = ""
    at = 0
    for match in PLACEHOLDER.finditer(source):
        pieces += [(len(text), at), (len(text) + match.start() - at, match.start())]
        text += source[at : match.start()] + (expanded("{n}") if match[0] == "{n}" else "[0-9]{4}")
        at = match.end()
        pieces.append((len(text), at))
    pieces.append((len(text), at))
    text += source[at:]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # “possible nested set”
            parsed = importlib.import_module("re._parser").parse(text)
    except (re.error, RecursionError, OverflowError) as error:
        place = getattr(error, "pos", None) or 0
        start, origin = max(piece for piece in [(0, 0), *pieces] if piece[0] <= place)
        offset = origin if _in_placeholder(source, origin) else origin + place - start
        raise PatternSyntaxError(str(getattr(error, "msg", error)), min(offset, len(source))) from None
    return _tree(parsed, parsed.state.flags)


def _in_placeholder(source: str, offset: int) -> bool:
    return PLACEHOLDER.match(source, offset) is not None


def _tree(parsed: Any, flags: int) -> Tree:
    items = tuple(_item(str(op), value, flags) for op, value in parsed)
    flat = tuple(inner for item in items for inner in (item.items if isinstance(item, Chain) else (item,)))
    return flat[0] if len(flat) == 1 else Chain(flat)


def _item(op: str, value: Any, flags: int) -> Tree:
    """Convert one node of the standard library's tree."""
    if op in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
        return _chars(op, value, flags)
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        low, high, body = value
        unlimited = str(high) == "MAXREPEAT"
        return Repeat(_tree(body, flags), int(low), UNLIMITED if unlimited else int(high), op.startswith("POSS"))
    if op == "SUBPATTERN":
        _, added, removed, body = value
        return _tree(body, (flags | added) & ~removed)
    if op == "ATOMIC_GROUP":
        return _tree(value, flags)
    if op == "BRANCH":
        return Choice(tuple(_tree(option, flags) for option in value[1]))
    if op == "GROUPREF_EXISTS":
        _, yes, no = value
        return Choice((_tree(yes, flags), _tree(no, flags) if no else Chain(())))
    if op in ("ASSERT", "ASSERT_NOT"):
        return Look(_tree(value[1], flags))
    if op == "AT":
        return _anchor(str(value), flags)
    return Echo()  # GROUPREF


def _anchor(name: str, flags: int) -> Anchor:
    lines = bool(flags & re.MULTILINE)
    if name == "AT_BEGINNING_STRING" or (name == "AT_BEGINNING" and not lines):
        return Anchor("start")
    if name == "AT_END_STRING" or (name == "AT_END" and not lines):
        return Anchor("end")
    return Anchor("")


def _chars(op: str, value: Any, flags: int) -> Chars:
    if op == "ANY":
        return Chars(((0, LAST),) if flags & re.DOTALL else ((0, 9), (11, LAST)))
    members = [("LITERAL", value)] if op.endswith("LITERAL") else [(str(kind), item) for kind, item in value]
    negated = op == "NOT_LITERAL" or members[0][0] == "NEGATE"
    ranges: list[tuple[int, int]] = []
    for kind, item in members:
        if kind == "LITERAL":
            ranges += _cases(int(item)) if flags & re.IGNORECASE else [(int(item), int(item))]
        elif kind == "RANGE":
            ranges.append((int(item[0]), int(item[1])))
        elif kind == "CATEGORY":
            ranges += _category(str(item))
    merged = _merged(ranges)
    return Chars(_complement(merged) if negated else merged)


def _cases(code: int) -> list[tuple[int, int]]:
    return [(ord(char), ord(char)) for char in {chr(code).lower(), chr(code).upper(), chr(code)} if len(char) == 1]


@cache
def _category(name: str) -> Ranges:
    for kind, ranges in (("DIGIT", _DIGIT), ("SPACE", _SPACE), ("WORD", _WORD)):
        if name.endswith(kind):
            return _complement(ranges) if "NOT" in name else ranges
    return ((0, LAST),)


def _merged(ranges: list[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def _complement(ranges: Ranges) -> Ranges:
    gaps: list[tuple[int, int]] = []
    start = 0
    for low, high in ranges:
        if start < low:
            gaps.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        gaps.append((start, LAST))
    return tuple(gaps)
