"""Which characters belong to one script only: Traditional ones that Simplified text does not have, and the other way.

The character sets that either script was written in for decades tell: GB/T 2312 holds Simplified Chinese, Big5
Traditional. A character of both (后, 里, 台) belongs to neither alone.
"""

from __future__ import annotations

from reportlint.text.variants import traditional_only

__all__ = ["simplified_only", "traditional_only"]


def simplified_only(characters: set[str]) -> set[str]:
    """Return those of some Han characters that are in GB/T 2312 and not in Big5."""
    text = "".join(characters)
    simplified = set(text.encode("gb2312", "ignore").decode("gb2312"))
    return simplified - set(text.encode("big5", "ignore").decode("big5"))
