"""Ordinals and labels: `（三）从事政府信息公开工作人员数（人）` is ordinal, label, footnote."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reportlint.text.expressions import Expression
from reportlint.text.numerals import ordinal_value

# rank, kind, pattern: the ordinals of official writing (GB/T 9704-2012, 7.3.3) and those drafters use beside them
_HAN = "一二三四五六七八九十百〇零"
_POINT = r"[.．](?:(?!\d)|(?=(?:19|20)\d\d年))"  # no decimal point; `1.2016年的工作` begins with a year
_ORDINALS = (
    (-1, "第一章", Expression(rf"第([{_HAN}]{{1,4}})(?:章|部分)[：、，\s]?")),
    (0, "第一节", Expression(rf"第([{_HAN}]{{1,4}})节[：、，\s]?")),
    (1, "一、", Expression(rf"([{_HAN}]{{1,4}})(?:[、，]|{_POINT})")),
    (2, "（一）", Expression(rf"（([{_HAN}]{{1,4}})）[、.．，：]?")),
    (3, "1.", Expression(rf"(\d{{1,2}})(?:{_POINT}|[、，])")),
    (4, "（1）", Expression(r"（(\d{1,2})）[、.．，]?")),
    (5, "①", Expression(r"([①-⑳])")),
)
_FOOTNOTE = Expression(r"（[^（）]*（[^（）]*）[^（）]*）|（[^（）]*）|\([^()]*\)")
_OF_WHICH = Expression(r"其中[：，]?")
_NOISE = Expression(r"[\s：；。、，]+$|\s+")


class Ordinal(NamedTuple):
    """An ordinal at the start of a text. rank: -1 chapter … 5 circled digit; length: in characters, its mark included."""

    rank: int
    kind: str
    number: int
    length: int


def ordinal_of(text: str) -> Ordinal | None:
    """Return the ordinal that a folded line starts with, if any."""
    if not text or text[0] not in _STARTS:
        return None
    for rank, kind, pattern in _ORDINALS:
        match = pattern.match(text)
        if match:
            digits = match[1]
            if rank == 5:
                return Ordinal(rank, kind, ord(digits) - 0x245F, match.end())
            try:
                number = int(digits) if digits.isdigit() else ordinal_value(digits)
            except ValueError:
                return None
            return Ordinal(rank, kind, number, match.end())
    return None


_STARTS = frozenset("第（0123456789" + _HAN + "".join(chr(c) for c in range(0x2460, 0x2474)))


@lru_cache(maxsize=4096)  # the labels of packs and tables come again and again
def label_key(text: str) -> str:
    """Return the part of a folded label that identifies it: no ordinal, no 其中, no footnote, no spaces, no end mark."""
    ordinal = ordinal_of(text)
    key = text[ordinal.length :] if ordinal else text
    key = _FOOTNOTE.sub("", _OF_WHICH.sub("", key, count=1) if key.startswith("其中") else key)
    return _NOISE.sub("", key) or _NOISE.sub("", text)


@lru_cache(maxsize=4096)
def printed_label(text: str) -> str:
    """Return a label as a reader looks for it: with its ordinal, without its footnote."""
    ordinal = ordinal_of(text)
    start = ordinal.length if ordinal else 0
    return text[:start] + _FOOTNOTE.sub("", text[start:])


@lru_cache(maxsize=4096)
def label_rank(text: str) -> int:
    """Return how deep a row label stands: the rank of its ordinal, 6 for 其中, 7 for a bare label."""
    ordinal = ordinal_of(text)
    if ordinal:
        return ordinal.rank
    return 6 if text.startswith("其中") else 7
