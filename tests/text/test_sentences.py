from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.positions import Span
from reportlint.text.sentences import brackets, clauses, gaps, sentences


def whole(text: str) -> Span:
    return Span(0, len(text))


def cut(text: str, spans: object) -> list[str]:
    return [text[start:end] for start, end in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲办结三件。乙未办结！丙呢？丁", ["甲办结三件。", "乙未办结！", "丙呢？", "丁"]),
        ("标题\n正文。\n\n 尾段 ", ["标题", "正文。", "尾段"]),
        ("他问“行吗？能办。”然后离开。再见。", ["他问“行吗？能办。”然后离开。", "再见。"]),
        ("见附件（甲。乙。）所述。完", ["见附件（甲。乙。）所述。", "完"]),
        ("真的？！好。", ["真的？！", "好。"]),
        ("缺一半（甲。乙。\n丙。", ["缺一半（甲。", "乙。", "丙。"]),
        ("多一半）甲。”乙。", ["多一半）甲。”", "乙。"]),
        ("错（套“）甲。乙”。丙。", ["错（套“）甲。", "乙”。", "丙。"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text, sentences(text, whole(text))) == expected


def test_sentences_of_a_part() -> None:
    text = "前。中一。中二。后。"
    assert cut(text, sentences(text, Span(2, 8))) == ["中一。", "中二。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到9件，其中：网上4件；当面5件。", ["收到9件", "其中", "网上4件", "当面5件"]),
        (
            "公开信息（含图，表）8条，办结《规定（甲，乙）》2件",
            ["公开信息（含图，表）8条", "办结《规定（甲，乙）》2件"],
        ),
        ("甲、乙、丙", ["甲、乙、丙"]),
        ("，，甲\n乙", ["甲", "乙"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert cut(text, clauses(text, whole(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲（一）乙（二（三））丙", ["（一）", "（二（三））"]),
        ("甲（乙）（", ["（乙）"]),
        ("甲（乙（丙）", ["（丙）"]),
        ("甲）乙（丙\n丁）", []),
    ],
)
def test_brackets(text: str, expected: list[str]) -> None:
    assert cut(text, brackets(text, whole(text))) == expected


marks = st.text(alphabet="甲乙。！？，；：“”（）《》\n ", max_size=60)


@given(marks)
def test_pieces_are_ordered_and_hold_every_letter(text: str) -> None:
    for pieces in (list(sentences(text, whole(text))), list(clauses(text, whole(text)))):
        assert all(a.end <= b.start for a, b in pairwise(pieces))
        inside = {offset for piece in pieces for offset in range(*piece)}
        assert all(offset in inside for offset, character in enumerate(text) if character in "甲乙")
        assert all(text[piece.start : piece.end].strip() == text[piece.start : piece.end] != "" for piece in pieces)


@given(marks)
def test_no_piece_crosses_a_paragraph_break(text: str) -> None:
    assert all("\n" not in text[s.start : s.end] for s in sentences(text, whole(text)))
    assert all("\n" not in text[s.start : s.end] for s in brackets(text, whole(text)))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))), st.integers(0, 30), st.integers(0, 30))
def test_gaps_are_what_holes_leave(pairs: list[tuple[int, int]], one: int, other: int) -> None:
    span = Span(min(one, other), max(one, other))
    holes = [Span(min(pair), max(pair)) for pair in pairs]
    left = [offset for gap in gaps(span, holes) for offset in range(*gap)]
    assert left == [o for o in range(*span) if not any(hole.start <= o < hole.end for hole in holes)]
    assert all(gap.start < gap.end for gap in gaps(span, holes))
