"""What a person relies on: the mark is under the right characters, and nothing important is left out."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from reportlint import writers
from reportlint.finding import Assessment, FileResult, Unassessed
from reportlint.positions import Lines, SourceSpan
from reportlint.terminal import visible
from reportlint.writers import Options

from .sample import SAMPLE

_TEMPLATE = SAMPLE[0].findings[3]


def _shown(*results: FileResult, **options: object) -> str:
    out = io.StringIO()
    writers.find("human").write(results, out, Options(**options))  # type: ignore[arg-type]
    return out.getvalue()


def _marked(text: str, excerpt: str, width: int) -> tuple[str, list[str]]:
    """Return the characters above the carets, and all rows of the source block."""
    start = text.index(excerpt)
    span = Lines(text).range(SourceSpan(start, start + len(excerpt)))
    finding = replace(_TEMPLATE, span=span, excerpt=excerpt)
    rows = [
        row
        for row in _shown(replace(SAMPLE[2], findings=(finding,), text=text), width=width).splitlines()
        if "│" in row
    ]
    line, marks = rows[0], rows[1]
    first, last = marks.index("^"), marks.rindex("^") + 1
    cells = ""
    for character in line:  # one entry a cell, so that columns can be compared
        cells += character * cell_len(character)
    above = cells[first:last]
    return "".join(dict.fromkeys(above)) if cell_len(excerpt) == 2 * len(excerpt) else above, rows


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("本年新收申请7件", "7"),
        ("\t总计\t12 件", "12"),
        ("甲" * 300 + "错字" + "乙" * 300, "错字"),
        ("第一行\r\n第二行有误字\r\n", "误字"),
        ("abc def", "def"),
        ("全\u3000角\u3000空", "空"),
    ],
)
def test_mark_is_under_the_excerpt(text: str, excerpt: str, width: int) -> None:
    above, rows = _marked(text, excerpt, width)
    assert above == excerpt
    assert all(cell_len(row) <= width for row in rows)


def test_a_span_to_the_start_of_a_line_does_not_count_that_line() -> None:
    _, rows = _marked("一二\n三四\n五六\n", "一二\n三四\n", 100)
    assert rows[2].endswith("…共 2 行")
    _, rows = _marked("一二\n三四\n", "一二\n", 100)
    assert len(rows) == 2


def test_unusual_encodings_are_named() -> None:
    assert "GB18030" in _shown(replace(SAMPLE[2], encoding="gb18030"))
    assert "编码" not in _shown(replace(SAMPLE[2], encoding="utf-8-sig"))


def test_reasons_are_told_when_asked() -> None:
    result = replace(
        SAMPLE[2], selection="标题相符", assessment=Assessment(not_assessed=(Unassessed("sample/fees", "没有收费表"),))
    )
    short, long = _shown(result), _shown(result, verbose=1)
    assert "未判定 1" in short
    assert "加 -v 可看原因" in short
    assert "没有收费表" not in short
    assert "标题相符" not in short
    assert "未判定 sample/fees：没有收费表" in long
    assert "选用理由：标题相符" in long
    assert "加 -v" not in long


def test_a_failure_is_counted_apart_from_clean_drafts() -> None:
    shown = _shown(FileResult("a.txt", failure="二进制文件"))
    assert "✗ 无法检查：二进制文件" in shown
    assert "共 1 份草稿：错误 0，警告 0，提示 0；无法检查 1 份" in shown


def test_long_sums_leave_out_zeros() -> None:
    shown = _shown(SAMPLE[0])
    assert "右 3 = 第1列 1 + 第2列 2（其余 5 项为 0）" in shown
    assert "第3列" not in shown


def test_lines_fit_the_terminal_but_for_places_to_click() -> None:
    for width in (40, 60, 100):
        rows = _shown(*SAMPLE, width=width, verbose=1).splitlines()
        wide = [row for row in rows if cell_len(row) > width]
        assert not wide


def test_a_clean_draft_says_what_was_applied() -> None:
    shown = _shown(SAMPLE[2])
    assert "规则包 sample-pack · 报告年度 2098" in shown
    assert "规则：通过 2，发现 0，未判定 0" in shown
    assert visible(SAMPLE[2].path) in shown
