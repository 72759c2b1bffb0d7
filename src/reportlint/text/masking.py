"""What is shown of data that nobody may read: as many characters, most of them struck out."""

from __future__ import annotations

MASK = "*"


def masked(text: str) -> str:
    """Strike out all characters but the first and, of long ones, the last two; the length stays."""
    if len(text) < 8:
        return text[:1] + MASK * (len(text) - 1)
    return text[:3] + MASK * (len(text) - 5) + text[-2:]
