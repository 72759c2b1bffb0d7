"""How often one Han character follows another inside words of written Chinese.

The table beside this module is made by `benchmarks/bigrams.py` from the word list of jieba, whose licence it carries.
It knows words, not sentences: a pair that it lacks may well stand where two words meet.
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

_FREQUENCY_STEPS = 10  # to one power of e, in the table
_PAIR_STEPS = 2
_FIRST_STEP = ord("A")
_HEAD = re.compile(r"(.)([0-9]+)")


@cache
def _lines() -> dict[str, str]:
    """Return, by the character that stands first, a line of the table: `一43D个G些种…`.

    The number is the negative logarithm of its frequency. The characters that follow it stand behind a capital letter
    that is the negative logarithm of how likely they are after it.
    """
    text = Path(__file__).with_name("bigrams.txt").read_text("utf-8")
    return {line[0]: line for line in text.splitlines() if line[0] != "#"}


@cache
def frequency(char: str) -> float:
    """Return the share of a character in written Chinese; 0.0 for one that the table lacks."""
    line = _lines().get(char)
    head = _HEAD.match(line) if line else None
    return math.exp(-int(head[2]) / _FREQUENCY_STEPS) if head else 0.0


def likelihood(first: str, second: str) -> float:
    """Return how likely `second` follows `first` inside a word; 0.0 for a pair that the table lacks."""
    line = _lines().get(first, "")
    at = line.find(second, 1)
    if at < 0:
        return 0.0
    while not "A" <= line[at] <= "Z":
        at -= 1
    return math.exp(-(ord(line[at]) - _FIRST_STEP + 0.5) / _PAIR_STEPS)


def line_of(char: str, share: float, followers: dict[str, float]) -> str:
    """Return the line of the table for one character: what `frequency` and `likelihood` read."""
    steps: dict[int, str] = {}
    for follower in sorted(followers, key=lambda other: (-followers[other], other)):
        step = int(-math.log(followers[follower]) * _PAIR_STEPS)
        steps[step] = steps.get(step, "") + follower
    behind = "".join(chr(_FIRST_STEP + step) + steps[step] for step in sorted(steps))
    return f"{char}{int(-math.log(share) * _FREQUENCY_STEPS)}{behind}"
