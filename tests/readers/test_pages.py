"""What the readers of fixed pages share: paragraphs, tables, running heads; each test runs on PDF and on OFD."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportlint import readers
from reportlint.draft.draft import Grid
from reportlint.errors import ReadError

sys.path.insert(0, str(Path(__file__).parent))
from page_samples import FORMATS, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlint.draft.draft import Draft

Read = "Callable[..., Draft]"


@pytest.fixture(params=sorted(FORMATS))
def read(request: pytest.FixtureRequest) -> Callable[..., Draft]:
    return lambda *sheets: readers.find(request.param).read(f"年报.{request.param}", FORMATS[request.param](sheets))


def paragraphs(draft: Draft) -> list[str]:
    return [draft.text[slice(*block.span)] for block in draft.blocks if not isinstance(block, Grid)]


def grids(draft: Draft) -> list[dict[tuple[int, int, int, int], str]]:
    return [
        {
            (cell.row, cell.column, cell.row_span, cell.column_span): draft.text[slice(*cell.span)]
            for cell in block.cells
        }
        for block in draft.blocks
        if isinstance(block, Grid)
    ]


# 40 characters to the margin at 72 + 400
FULL = "青石县坚持公开为常态，不断拓展范围，完善制度，优化平台，加强监督，各项工作取得新的进展，"[:40]


# ---------------------------------------------------------------- paragraphs


def test_wrapped_lines_are_joined_and_an_indentation_begins_a_paragraph(read: Read) -> None:
    draft = read(Sheet().prose(72, 150, ["\t" + FULL[:38], FULL, "共十二件。", "\t" + FULL[:38], "完毕。"]))
    assert paragraphs(draft) == [FULL[:38] + FULL + "共十二件。", FULL[:38] + "完毕。"]
    assert [block.location for block in draft.blocks] == ["第1页", "第1页"]
    assert draft.residue == ""


def test_a_line_with_room_for_the_next_word_ends_its_paragraph(read: Read) -> None:
    lines = ["\t" + FULL[:38], FULL, FULL[:20], FULL, FULL, "完毕。"]
    assert paragraphs(read(Sheet().prose(72, 150, lines))) == [FULL[:38] + FULL + FULL[:20], FULL + FULL + "完毕。"]


def test_a_long_word_may_leave_room_behind_the_line_before_it(read: Read) -> None:
    lines = ["\t" + FULL[:38], FULL, FULL[:30], "http://www.qingshi.example/gongkai查询。"]
    joined = FULL[:38] + FULL + FULL[:30] + "http://www.qingshi.example/gongkai查询。"
    assert paragraphs(read(Sheet().prose(72, 150, lines))) == [joined]


def test_an_ordinal_behind_a_closed_sentence_begins_a_paragraph(read: Read) -> None:
    closed = FULL[:39] + "。"
    lines = [FULL, closed, "一、工作情况", FULL, FULL[:39] + "第", "（一）项所列事项。"]
    assert paragraphs(read(Sheet().prose(72, 150, lines))) == [
        FULL + closed, "一、工作情况", FULL + FULL[:39] + "第（一）项所列事项。",
    ]  # fmt: skip


def test_another_size_or_a_wide_space_begins_a_paragraph(read: Read) -> None:
    sheet = Sheet().prose(72, 100, [FULL[:20]], size=20).prose(72, 150, [FULL, FULL], pitch=20)
    sheet.prose(72, 230, [FULL, "完毕。"])
    assert paragraphs(read(sheet)) == [FULL[:20], FULL + FULL, FULL + "完毕。"]


def test_a_paragraph_goes_on_over_a_page_break(read: Read) -> None:
    first = Sheet().prose(72, 150, ["\t" + FULL[:38], FULL, FULL]).text(290, 800, "— 1 —")
    second = Sheet().prose(72, 80, ["的有关规定。", "\t" + FULL[:38], "完毕。"]).text(290, 800, "— 2 —")
    draft = read(first, second)
    assert paragraphs(draft) == [FULL[:38] + FULL + FULL + "的有关规定。", FULL[:38] + "完毕。"]
    assert [block.location for block in draft.blocks] == ["第1页", "第2页"]
    assert draft.residue == "— 1 —\n— 2 —"


def test_letters_are_parted_and_numbers_are_not(read: Read) -> None:
    lines = ["Reports of the " + "agency " * 9, "are published in 2024.", "\t" + FULL[:32] + "3985", "758件。"]
    sheet = Sheet().prose(72, 150, [line.rstrip() for line in lines]).prose(72, 250, [FULL, FULL, FULL])
    assert FULL[:32] + "3985758件。" not in paragraphs(read(sheet)), "the number stops short of the margin"
    sheet = Sheet().prose(72, 150, ["\t" + FULL[:36] + "3985", "758件。", FULL, FULL])
    assert paragraphs(read(sheet))[0] == FULL[:36] + "3985758件。"


# ---------------------------------------------------------------- spaces


@pytest.mark.parametrize("spread", [0, 2.5, 6])
def test_spread_text_gets_no_spaces(read: Read, spread: float) -> None:
    assert paragraphs(read(Sheet().text(72, 150, "青石县政府公开工作", spread=spread))) == ["青石县政府公开工作"]


def test_a_gap_between_chinese_and_a_number_is_no_space(read: Read) -> None:
    sheet = Sheet().text(72, 150, "收到").text(94.5, 150, "12").text(107, 150, "件")
    assert paragraphs(read(sheet)) == ["收到12件"]


def test_spaces_that_are_drawn_stay(read: Read) -> None:
    assert paragraphs(read(Sheet().text(72, 150, "第二十条 第（一）项 ABC def"))) == ["第二十条 第（一）项 ABC def"]


def test_a_space_without_room_is_dropped(read: Read) -> None:
    sheet = Sheet().text(72, 150, "青").text(82, 150, " ").text(82, 150, "石")
    assert paragraphs(read(sheet)) == ["青石"]


def test_a_space_that_only_positions_show(read: Read) -> None:
    assert paragraphs(read(Sheet().text(72, 150, "ABC").text(92, 150, "def").text(112, 150, "12"))) == ["ABC def 12"]


def test_a_character_drawn_twice_is_read_once(read: Read) -> None:
    sheet = Sheet().text(72, 150, "合计110").text(72.3, 150, "合计110")
    assert paragraphs(read(sheet)) == ["合计110"]


def test_characters_stay_as_they_are(read: Read) -> None:
    text = "⼀、⾏政𠮷①１２"
    assert paragraphs(read(Sheet().text(72, 150, text))) == [text]


# ---------------------------------------------------------------- running heads


def test_running_heads_are_apart(read: Read) -> None:
    sheets = [
        Sheet().text(72, 40, "青石县人民政府办公室").prose(72, 150, [line]).text(400, 815, f"第 {n} 页 共 3 页")
        for n, line in enumerate(["一、工作情况", "二、主要数字", "三、其他事项"], start=1)
    ]
    draft = read(*sheets)
    assert paragraphs(draft) == ["一、工作情况", "二、主要数字", "三、其他事项"]
    assert draft.residue.splitlines() == ["青石县人民政府办公室", *(f"第 {n} 页 共 3 页" for n in (1, 2, 3))]


@pytest.mark.parametrize("number", ["3", "- 3 -", "—3—", "第3页", "第三页", "3/12", "Page 3 of 12", "·3·"])
def test_page_numbers(read: Read, number: str) -> None:
    draft = read(Sheet().text(72, 150, "一、工作情况").text(280, 800, number))
    assert (paragraphs(draft), draft.residue) == (["一、工作情况"], number)


def test_a_number_amid_the_page_stays(read: Read) -> None:
    assert paragraphs(read(Sheet().text(72, 150, "收到申请").text(72, 400, "12"))) == ["收到申请", "12"]


def test_a_first_line_that_only_one_page_has_stays(read: Read) -> None:
    draft = read(Sheet().text(200, 80, "青石县年度报告"), Sheet().text(72, 80, "一、工作情况"))
    assert paragraphs(draft) == ["青石县年度报告", "一、工作情况"]


# ---------------------------------------------------------------- tables

XS = [72, 100, 200, 250, 300, 350]
HEAD = {
    (0, 0, 2, 2): "项目",
    (0, 2, 1, 2): "申请人",
    (0, 4, 2, 1): "总计",
    (1, 2, 1, 1): "个人",
    (1, 3, 1, 1): ["企", "业"],
}


def rows(first: int, *labels: str) -> dict[tuple[int, int, int, int], str]:
    cells: dict[tuple[int, int, int, int], str] = {}
    for row, label in enumerate(labels, start=first):
        cells[row, 1, 1, 1] = label
        cells |= {(row, column, 1, 1): str(10 * row + column) for column in (2, 3, 4)}
    return cells


def test_merged_cells(read: Read) -> None:
    cells = HEAD | {(2, 0, 2, 1): list("三、办理")} | rows(2, "（一）公开", "（二）不公开")
    cells[3, 3, 1, 1] = ""
    draft = read(Sheet().text(72, 150, "表一").table(XS, [200, 220, 240, 260, 280], cells).text(72, 400, "完毕"))
    expected = {key: "".join(text) for key, text in cells.items()}
    assert grids(draft) == [expected]
    assert [block.location for block in draft.blocks] == ["第1页", "第1页 第1个表格", "第1页"]
    assert draft.text.splitlines()[1:4] == ["项目\t申请人\t总计", "个人\t企业", "三、办理\t（一）公开\t22\t23\t24"]


def test_a_table_over_three_pages_is_one(read: Read) -> None:
    tops = [100 + 20 * n for n in range(5)]
    sheets = [
        Sheet().text(72, 90, "表一").table(XS, tops, HEAD | {(2, 0, 2, 1): "三、办"} | rows(2, "（一）甲", "（二）乙")),
        Sheet().table(XS, tops, HEAD | {(2, 0, 2, 1): ""} | rows(2, "（三）丙", "（四）丁")),
        Sheet().table(XS, tops, HEAD | {(2, 0, 2, 1): "理"} | rows(2, "（五）戊", "（六）己")).text(72, 400, "完毕"),
    ]
    for number, sheet in enumerate(sheets, start=1):
        sheet.text(290, 815, str(number))
    draft = read(*sheets)
    (grid,) = grids(draft)
    assert grid[2, 0, 6, 1] == "三、办理"
    assert [text for (_, column, _, _), text in grid.items() if column == 1] == [
        "（一）甲", "（二）乙", "（三）丙", "（四）丁", "（五）戊", "（六）己",
    ]  # fmt: skip
    assert [grid[row, 2, 1, 1] for row in range(2, 8)] == ["22", "32"] * 3
    assert paragraphs(draft) == ["表一", "完毕"]


def test_a_label_that_the_page_break_divides_is_one(read: Read) -> None:
    xs = [72, 114, 250, 300]
    first = Sheet().table(xs, [740, 760, 780], {
        (0, 0, 1, 1): "（三）甲", (0, 1, 1, 1): "1.乙", (0, 2, 1, 1): "5",
        (1, 0, 1, 1): "（四）无", (1, 1, 1, 1): "1.丙", (1, 2, 1, 1): "6",
    })  # fmt: skip
    second = Sheet().table(xs, [80, 100, 120, 140], {
        (0, 0, 2, 1): "法提供", (0, 1, 1, 1): "2.丁", (0, 2, 1, 1): "7", (1, 1, 1, 1): "3.戊", (1, 2, 1, 1): "",
        (2, 0, 1, 1): "（五）己", (2, 1, 1, 1): "1.庚", (2, 2, 1, 1): "8",
    })  # fmt: skip
    (grid,) = grids(read(first, second))
    assert grid == {
        (0, 0, 1, 1): "（三）甲", (0, 1, 1, 1): "1.乙", (0, 2, 1, 1): "5",
        (1, 0, 3, 1): "（四）无法提供", (1, 1, 1, 1): "1.丙", (1, 2, 1, 1): "6",
        (2, 1, 1, 1): "2.丁", (2, 2, 1, 1): "7", (3, 1, 1, 1): "3.戊", (3, 2, 1, 1): "",
        (4, 0, 1, 1): "（五）己", (4, 1, 1, 1): "1.庚", (4, 2, 1, 1): "8",
    }  # fmt: skip


def test_a_row_that_the_page_break_divides_is_one(read: Read) -> None:
    xs = [72, 134, 184, 234]
    above = {(0, 0, 1, 1): "1.甲", (0, 1, 1, 1): "1", (0, 2, 1, 1): "2"}
    first = Sheet().table(xs, [740, 760, 780], above | {
        (1, 0, 1, 1): "5.要求确认", (1, 1, 1, 1): "", (1, 2, 1, 1): "",
    })  # fmt: skip
    second = Sheet().table(xs, [80, 100, 120], {
        (0, 0, 1, 1): "已获信息", (0, 1, 1, 1): "3", (0, 2, 1, 1): "4",
        (1, 0, 1, 1): "6.乙", (1, 1, 1, 1): "5", (1, 2, 1, 1): "6",
    })  # fmt: skip
    (grid,) = grids(read(first, second))
    assert grid == above | {
        (1, 0, 1, 1): "5.要求确认已获信息", (1, 1, 1, 1): "3", (1, 2, 1, 1): "4",
        (2, 0, 1, 1): "6.乙", (2, 1, 1, 1): "5", (2, 2, 1, 1): "6",
    }  # fmt: skip


def test_a_whole_row_after_a_page_break_stays_a_row(read: Read) -> None:
    xs = [72, 114, 184, 234]
    row = {(0, 0, 1, 1): "行政许可", (0, 1, 1, 1): "1", (0, 2, 1, 1): "2"}
    other = {(0, 0, 1, 1): "行政处罚", (0, 1, 1, 1): "", (0, 2, 1, 1): "4"}
    one = Sheet().table(xs, [740, 760], row)
    two = Sheet().table(xs, [80, 100], other)
    (grid,) = grids(read(one, two))
    assert [grid[1, column, 1, 1] for column in range(3)] == ["行政处罚", "", "4"]


def test_text_between_parts_makes_two_tables(read: Read) -> None:
    cells = HEAD | {(2, 0, 1, 1): ""} | rows(2, "（一）甲")
    tops = [200, 220, 240, 260]
    draft = read(Sheet().table(XS, tops, cells), Sheet().text(72, 150, "二、另一个表").table(XS, tops, cells))
    assert [len(grid) for grid in grids(draft)] == [len(cells), len(cells)]
    assert [block.location for block in draft.blocks] == ["第1页 第1个表格", "第2页", "第2页 第1个表格"]


def test_other_edges_make_another_table(read: Read) -> None:
    tops = [100, 120, 140]
    one = Sheet().table([72, 200, 300], tops, {(r, c, 1, 1): f"甲{r}{c}" for r in (0, 1) for c in (0, 1)})
    two = Sheet().table([72, 150, 300], tops, {(r, c, 1, 1): f"乙{r}{c}" for r in (0, 1) for c in (0, 1)})
    assert len(grids(read(one, two))) == 2


def test_the_sign_of_a_continued_table_is_no_text(read: Read) -> None:
    tops = [140, 160, 180, 200]
    cells = HEAD | {(2, 0, 1, 1): ""} | rows(2, "（一）甲")
    draft = read(Sheet().table(XS, tops, cells), Sheet().text(72, 130, "续表").table(XS, tops, cells))
    assert len(grids(draft)) == 1
    assert (paragraphs(draft), draft.residue) == ([], "续表")


def test_columns_that_only_some_pages_use(read: Read) -> None:
    one = Sheet().table([72, 150, 200, 300], [740, 760, 780], {
        (0, 0, 1, 1): "甲", (0, 1, 1, 1): "1", (0, 2, 1, 1): "2", (1, 0, 1, 3): "第一项",
    })  # fmt: skip
    two = Sheet().table([72, 150, 300], [80, 100], {(0, 0, 1, 1): "乙", (0, 1, 1, 1): "3"})
    (grid,) = grids(read(one, two))
    assert (grid[2, 0, 1, 1], grid[2, 1, 1, 2]) == ("乙", "3")


def test_lines_may_be_bars_pieces_and_dots(read: Read) -> None:
    sheet = Sheet()
    for y in (100, 120, 140):
        sheet.bar(72, y, 60, 0.5).bar(132, y, 68, 0.7)  # a bar in two pieces
    for x in (72, 200):
        sheet.bar(x, 100, 0.5, 40).bar(x + 1.5, 100, 0.5, 40)  # a double line
    for dot in range(20):
        sheet.bar(136, 100 + 2 * dot, 0.5, 0.5)
    sheet.text(75, 114, "甲").text(140, 114, "1").text(75, 134, "乙").text(140, 134, "2")
    assert grids(read(sheet)) == [{(0, 0, 1, 1): "甲", (0, 1, 1, 1): "1", (1, 0, 1, 1): "乙", (1, 1, 1, 1): "2"}]


def test_a_table_without_outer_lines(read: Read) -> None:
    sheet = Sheet().line(72, 120, 200, 120).line(72, 140, 200, 140).line(136, 100, 136, 160).line(170, 100, 170, 160)
    sheet.text(75, 114, "甲").text(140, 114, "1").text(75, 134, "乙").text(140, 134, "2").text(75, 154, "丙")
    (grid,) = grids(read(sheet))
    assert [grid[row, 0, 1, 1] for row in range(3)] == ["甲", "乙", "丙"]
    assert [grid[row, 1, 1, 1] for row in range(3)] == ["1", "2", ""]
    assert len(grid) == 9


def test_shading_and_underlines_are_no_tables(read: Read) -> None:
    sheet = Sheet().bar(72, 90, 100, 15).bar(72, 110, 100, 15).line(72, 170, 300, 170).line(72, 800, 500, 800)
    sheet.text(75, 101, "甲").text(75, 121, "乙").text(72, 168, "丙")
    assert (grids(read(sheet)), paragraphs(read(sheet))) == ([], ["甲", "乙", "丙"])


def test_a_frame_around_text_is_no_table(read: Read) -> None:
    sheet = Sheet().table([60, 480], [100, 300], {(0, 0, 1, 1): ""}).prose(72, 150, ["\t" + FULL[:38], FULL, "完毕。"])
    assert (grids(read(sheet)), paragraphs(read(sheet))) == ([], [FULL[:38] + FULL + "完毕。"])


def test_a_table_that_holds_running_text_is_unpacked(read: Read) -> None:
    sheet = Sheet().table([60, 120, 480], [100, 300], {(0, 0, 1, 1): "一、情况", (0, 1, 1, 1): ""})
    sheet.prose(126, 150, [FULL[:35], FULL[:35], "完毕。", FULL[:35], "完毕。"])
    assert grids(read(sheet)) == []
    assert paragraphs(read(sheet)) == ["一、情况", FULL[:35] * 2 + "完毕。", FULL[:35] + "完毕。"]


def test_a_table_within_a_cell_is_one_of_its_own(read: Read) -> None:
    sheet = Sheet().table([72, 300, 500], [100, 200, 220], {
        (0, 0, 1, 1): "", (0, 1, 1, 1): "外", (1, 0, 1, 1): "下", (1, 1, 1, 1): "右",
    })  # fmt: skip
    sheet.table([90, 150, 200], [120, 140, 160], {(r, c, 1, 1): f"{r}{c}" for r in (0, 1) for c in (0, 1)})
    outer, inner = grids(read(sheet))
    assert sorted(outer.values()) == ["", "下", "右", "外"]
    assert sorted(inner.values()) == ["00", "01", "10", "11"]


def test_columns_without_lines_are_parted_by_tabs(read: Read) -> None:
    sheet = Sheet().text(72, 100, "一、主要数字")
    for number, (label, value) in enumerate([("收到申请", "12"), ("办结", "105"), ("结转", "3")]):
        sheet.text(72, 140 + 20 * number, label).text(200, 140 + 20 * number, "件").text(300, 140 + 20 * number, value)
    assert paragraphs(read(sheet)) == ["一、主要数字", "收到申请\t件\t12", "办结\t件\t105", "结转\t件\t3"]


def test_many_crossing_lines_are_a_drawing(read: Read) -> None:
    sheet = Sheet().text(72, 30, "一、工作情况")
    for n in range(4100):
        sheet.line(10 + n % 580, 50 + 10 * (n // 580), 10 + n % 580, 56 + 10 * (n // 580))
    assert paragraphs(read(sheet)) == ["一、工作情况"]


# ---------------------------------------------------------------- pictures


def test_a_scan_is_not_checkable(read: Read) -> None:
    with pytest.raises(ReadError) as failure:
        read(Sheet(picture=True), Sheet(picture=True).text(290, 815, "— 2 —"))
    assert "2 页是扫描的图片" in failure.value.message
    assert "scanned" in failure.value.reason("en")


def test_a_page_that_is_a_picture_is_named(read: Read) -> None:
    draft = read(Sheet().text(72, 150, "一、工作情况"), Sheet(picture=True), Sheet().text(72, 150, "二、其他"))
    assert paragraphs(draft) == ["一、工作情况", "二、其他"]
    assert draft.residue == "第2页是图片，没有读取"


def test_a_picture_behind_text_does_no_harm(read: Read) -> None:
    assert paragraphs(read(Sheet(picture=True).text(72, 150, FULL))) == [FULL]


def test_no_text_at_all(read: Read) -> None:
    with pytest.raises(ReadError, match="没有文字"):
        read(Sheet())
