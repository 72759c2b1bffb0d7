"""Common two-character words of official prose, to tell a word from characters that merely stand side by side.

A short list, not a dictionary: it can show that something is a word, never that something is none.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def words() -> frozenset[str]:
    """Return the words, Simplified, of two characters each."""
    text = Path(__file__).with_name("words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
