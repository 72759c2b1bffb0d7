"""Cells, cuts and breaks."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reportlint.terminal import Screen, clip, screen, table, visible, wrap

CHARACTERS = st.sampled_from("政府信息公开，。（）abc 12\t\u3000é\u0301\x1b\x00\u200b\u202e“”…—①😀")
TEXT = st.text(CHARACTERS, max_size=120)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\tb", "a    b"),
        ("\r\n\x00\x7f", "␍␊␀␡"),
        ("\x9b\u202e\u2066\u200b\ufeff\u2028\ud800", "\ufffd" * 7),
        ("全\u3000角 e\u0301", "全\u3000角 e\u0301"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(TEXT, st.integers(8, 90), st.data())
def test_mark_stands_under_the_marked_characters(line: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    text, before, marked = clip(line, start, end, width)
    assert cell_len(text) <= width
    assert marked >= 1
    first = visible(line[start:end]).lstrip("\u0301")[:1]
    if first:
        assert _character_at(text, before, skip_marks=line[start] == "\u0301") in (first, *_base(line, start))
    whole = visible(line[start:end])
    if whole in text and cell_len(whole) <= width - 2 and whole.strip("\u0301") == whole != "":
        assert marked == cell_len(whole)


def _character_at(text: str, cells: int, skip_marks: bool) -> str:
    for offset in range(len(text)):
        if cell_len(text[:offset]) == cells and cell_len(text[offset]):
            return text[offset]
    return "" if not skip_marks else "\u0301"


def _base(line: str, start: int) -> tuple[str, ...]:
    """Return what may stand above the mark when it begins with a combining mark: its character, or nothing."""
    head = visible(line[:start]).rstrip("\u0301")
    return (head[-1:], "…", "\u0301") if line[start] == "\u0301" else ()


def test_long_line_is_cut_on_both_sides_around_the_span() -> None:
    line = "前" * 500 + "目标" + "后" * 500
    text, before, marked = clip(line, 500, 502, 41)
    assert text.startswith("…前")
    assert text.endswith("后…")
    assert cell_len(text) in (40, 41)
    assert text[1 + (before - 1) // 2 :].startswith("目标")
    assert marked == 4


def test_line_that_fits_is_not_cut() -> None:
    assert clip("政府信息", 2, 4, 8) == ("政府信息", 4, 4)
    assert clip("政府信息公", 3, 5, 9).text == "…信息公"


def test_span_wider_than_the_screen_shows_its_beginning() -> None:
    text, before, marked = clip("开" * 100, 0, 100, 20)
    assert (text, before, marked) == ("开" * 9 + "…", 0, 18)


def test_empty_span_and_end_of_line_have_a_mark() -> None:
    assert clip("政府", 1, 1, 20) == ("政府", 2, 1)
    assert clip("政府", 2, 2, 20) == ("政府", 4, 1)
    assert clip("", 0, 0, 20) == ("", 0, 1)


@given(TEXT, st.integers(10, 60))
def test_wrap_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = list(wrap(visible(text), width))
    assert "".join("".join(lines).split()) == "".join(visible(text).split())
    assert all(cell_len(line) <= width for line in lines if line.strip("，。）”…\u0301") == line)


def test_wrap_keeps_words_and_marks_together() -> None:
    assert list(wrap("甲乙丙丁，戊", 8)) == ["甲乙丙", "丁，戊"]
    assert list(wrap("甲乙丙（丁）", 8)) == ["甲乙丙", "（丁）"]
    assert list(wrap("规则 annual-report", 14)) == ["规则", "annual-report"]
    assert list(wrap("abcdefghijkl", 5)) == ["abcde", "fghij", "kl"]


def test_table_aligns_cells_and_wraps_the_last_column() -> None:
    rows = [["规则包", "标题"], ["a", "政府信息公开工作年度报告" * 2]]
    lines = list(table(rows, 30))
    assert lines[0] == "规则包  标题"
    assert lines[1].startswith("a       政府信息")
    assert all(line.startswith(" " * 8) for line in lines[2:])
    assert "".join(line[8:] if line.startswith(" ") else "" for line in lines[2:])
    assert all(cell_len(line) <= 30 for line in lines)


def test_paragraph_hangs_after_the_first_line() -> None:
    out = io.StringIO()
    Screen(out, 14, color=False).paragraph("甲乙丙丁戊己\n庚", 2, 2)
    assert out.getvalue() == "  甲乙丙丁戊\n    己\n    庚\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "choice", "environment", "expected"),
    [
        (_Terminal, "auto", {}, True),
        (_Terminal, "auto", {"NO_COLOR": "1"}, False),
        (_Terminal, "auto", {"NO_COLOR": ""}, True),
        (_Terminal, "auto", {"TERM": "dumb"}, False),
        (_Terminal, "never", {}, False),
        (io.StringIO, "auto", {}, False),
        (io.StringIO, "always", {"NO_COLOR": "1"}, True),
    ],
)
def test_colour(
    stream: type[io.StringIO],
    choice: str,
    environment: dict[str, str],
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert screen(stream(), choice).color is expected


def test_width_is_that_of_the_terminal_and_100_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "47")
    assert screen(_Terminal()).width == 47
    assert screen(io.StringIO()).width == 100
