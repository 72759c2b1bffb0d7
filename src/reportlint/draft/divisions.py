"""The administrative divisions of the country, and how two of them stand to each other.

The list beside this module is made by `benchmarks/divisions.py` from a published package, whose licence it carries: all
divisions down to counties as they are today. Names that no longer exist are unknown, and so is everything below a
county.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Sequence

# A division and those it lies in, the province first; "" stands for the prefecture of a county directly below a province.
Division = tuple[str, ...]

ENDINGS = "省市县区旗州盟"
_LONGEST = 15  # characters of a name
_SHORTEST = 3  # of a name that is told from other words wherever it stands: 和县, 城区, 新县 are not
_AUTONOMOUS = Expression("[\u4e00-\u9fff]{2,3}(?:[\u4e00-\u9fff]+族)*自治区\\Z")


@cache
def divisions() -> dict[str, tuple[Division, ...]]:
    """Return the divisions by name; many a name is borne by several."""
    found: dict[str, list[Division]] = {}
    province = ""
    for line in Path(__file__).with_name("divisions.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        city, counties, below = line.partition(":")
        if not counties:
            province = line
            found.setdefault(province, []).append((province,))
            continue
        if city:
            found.setdefault(city, []).append((province, city))
        for name in below.split():
            found.setdefault(name, []).append((province, city, name))
    return {name: tuple(paths) for name, paths in found.items()}


def division_ending_at(text: str, end: int, start: int = 0) -> str:
    """Return the longest name of a division that ends at an offset and does not begin before `start`, "" for none."""
    if end == 0 or text[end - 1] not in ENDINGS:
        return ""
    for length in range(min(_LONGEST, end - start), _SHORTEST - 1, -1):
        if text[end - length : end] in divisions():
            return text[end - length : end]
    return ""


def named_by(name: str) -> tuple[Division, ...]:
    """Return the divisions that an organ's name may mean, 佳木斯市前进区教育局: the lowest it names, in those above it.

    Nothing when it names no known one, or two that do not lie in each other.
    """
    chain: list[str] = []
    start = 0
    for end in range(1, len(name) + 1):
        found = division_ending_at(name, end, start) or (name[start:end] if name[start:end] in divisions() else "")
        if found and end - len(found) == start:
            chain.append(found)
            start = end
    if not chain:
        return ()
    return tuple(division for division in divisions()[chain[-1]] if all(above in division for above in chain))


def related(division: Division, others: Sequence[Division]) -> bool:
    """Tell whether a division is one of the others, or lies in one, or one lies in it."""
    return any(all(one == other for one, other in zip(division, path, strict=False)) for path in others)


def autonomous(others: Sequence[Division]) -> bool:
    """Tell whether all of some divisions lie in autonomous regions."""
    return bool(others) and all(_AUTONOMOUS.match(path[0]) for path in others)
