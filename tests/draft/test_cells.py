import pytest

from reportlint.draft.cells import Cell, stream
from reportlint.draft.draft import Draft, Grid, GridCell, Paragraph
from reportlint.positions import SourceSpan
from reportlint.text.variants import fold
from support import draft_of


def cells(text: str) -> list[Cell]:
    draft = draft_of(text)
    return stream(draft, fold(draft.text))


def texts(text: str) -> list[str]:
    return [cell.text for cell in cells(text)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| 收到申请数 | 件 | 23 |", ["收到申请数", "件", "23"]),
        ("收到申请数 | 件 | 23", ["收到申请数", "件", "23"]),
        ("收到申请数｜件｜23", ["收到申请数", "件", "23"]),
        ("│收到申请数│件│23│", ["收到申请数", "件", "23"]),
        ("| 收到申请数 | | 23 |", ["收到申请数", "", "23"]),
        ("| 收到申请数 | 件 | |", ["收到申请数", "件", ""]),
        ("收到申请数\t件\t23", ["收到申请数", "件", "23"]),
        ("收到申请数\t\t件\t23\t", ["收到申请数", "", "件", "23", ""]),
        ("　　收到申请数　　件　　23", ["收到申请数", "件", "23"]),
        ("收到申请数   件   23", ["收到申请数", "件", "23"]),
        ("收到申请数 件 23", ["收到申请数", "件", "23"]),
        ("（一） 收到申请数 件 23", ["（一）收到申请数", "件", "23"]),
        ("（一）收到申请数 （含网络） 件 23", ["（一）收到申请数（含网络）", "件", "23"]),
        ("收到申请数 件 １，２３４", ["收到申请数", "件", "1，234"]),
        ("收到申请数 件 -3", ["收到申请数", "件", "-3"]),
        ("收到申请数 件 /", ["收到申请数", "件", "/"]),
        ("收到申请数 件 —", ["收到申请数", "件", "—"]),
        ("收到申请数 件 －", ["收到申请数", "件", "-"]),
        ("收到申请数 件 无", ["收到申请数", "件", "无"]),
        ("收到申请数 件", ["收到申请数", "件"]),
        ("2．传真申请数 件", ["2.传真申请数", "件"]),
        ("收取的费用 万元 0.25", ["收取的费用", "万元", "0.25"]),
    ],
)
def test_a_row_is_cut_into_its_cells(line: str, expected: list[str]) -> None:
    assert texts(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "全年收到申请23件。",
        "全年工作平稳。 共收到申请 23",
        "二、主动公开情况",
        "青石县人民政府办公室",
        "2017年 3月 15日",
    ],
)
def test_a_line_that_is_no_row_stays_whole(line: str) -> None:
    assert len(texts(line)) == 1


def test_bars_on_lines_of_their_own_part_the_cells_between_them() -> None:
    text = "收到申请数\n件\n23".replace("\n", "\n|\n")
    assert [c.text for c in cells(f"|\n{text}\n|\n传真申请数\n|\n件\n|\n\n|\n|") if c.text] == [
        "收到申请数", "件", "23", "传真申请数", "件",
    ]  # fmt: skip
    assert all(cell.ruled for cell in cells(f"|\n{text}\n|\n传真\n申请数\n|\n件\n|\n\n|"))


def test_between_loose_bars_a_label_may_take_two_lines() -> None:
    text = "|\n收到\n申请数\n|\n件\n|\n23\n|\n传真\n|\n件\n|\n1\n|"
    assert "收到申请数" in texts(text)


def test_a_few_loose_bars_are_no_table() -> None:
    assert not next(cell for cell in cells("|\n收到申请数\n|") if cell.text).ruled


def test_blank_lines_are_cells_without_text() -> None:
    assert texts("收到申请数\n\n23") == ["收到申请数", "", "23"]


def test_running_text_is_prose_and_a_ruled_cell_is_not() -> None:
    (prose,) = cells("全年工作平稳。")
    first, second = cells("| 全年工作平稳。 | 3 |")
    assert prose.prose
    assert not first.prose
    assert (first.ruled, second.ruled, prose.ruled) == (True, True, False)


def test_a_very_long_line_without_a_full_stop_is_prose() -> None:
    (cell,) = cells("公开" * 50)
    assert cell.prose


@pytest.mark.parametrize("text", ["| 收到申請數 | 件 | ２３ |", "　收到申請數　　件　　２３", "收到申請數\t件\t２３"])
def test_a_cell_knows_where_it_stands_in_the_draft_and_in_the_folded_text(text: str) -> None:
    draft = draft_of(text)
    folded = fold(draft.text)
    found = stream(draft, folded)
    assert [draft.text[slice(*cell.source)].strip() for cell in found] == ["收到申請數", "件", "２３"]
    assert [folded.text[slice(*cell.span)] for cell in found] == ["收到申请数", "件", "23"]


def test_a_grid_gives_its_cells_in_order() -> None:
    text = "前言\n甲乙丙"
    spans = [SourceSpan(3 + i, 4 + i) for i in range(3)]
    grid = Grid(tuple(GridCell(span, 0, i) for i, span in enumerate(spans)), SourceSpan(3, 6))
    draft = Draft("x", "docx", "", text, (Paragraph(SourceSpan(0, 2)), grid))
    found = stream(draft, fold(text))
    assert [(cell.text, cell.ruled) for cell in found] == [("前言", False), ("甲", True), ("乙", True), ("丙", True)]
