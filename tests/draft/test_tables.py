"""One invented statistics table in every layout in which it can reach us, whole and damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import opencc
import pytest

from reportlint.draft.draft import Draft, Grid, GridCell, Paragraph
from reportlint.draft.quantities import CellKind
from reportlint.positions import SourceSpan
from support import content_of, pack_named

if TYPE_CHECKING:
    from reportlint.draft.content import Content
    from reportlint.draft.tables import Table

PACK = "annual-report-2014"
FORM = pack_named(PACK).tables[0]
HEADER = ("统计指标", "单位", "统计数")
VALUES = {
    name: "2.5" if row.type == "amount" else str(100 + 37 * place % 100)
    for place, (name, row) in enumerate(FORM.rows.items())
    if row.type != "group"
}
ROWS = {name: (row.label, row.unit, VALUES.get(name, "")) for name, row in FORM.rows.items()}
BEFORE = "青石县2016年政府信息公开工作年度报告\n一、概述\n工作平稳。\n二、附表\n政府信息公开情况统计表\n（2016年度）\n"
BEHIND = "\n三、其他\n没有其他事项。\n"

Rows = dict[str, tuple[str, str, str]]


def _lines(rows: Rows) -> str:
    return "\n".join(cell for row in (HEADER, *rows.values()) for cell in row)


def _pipes(rows: Rows) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (HEADER, ("---", "---", "---"), *rows.values()))


def _loose_bars(rows: Rows) -> str:
    return "|\n" + "\n|\n".join(cell for row in (HEADER, *rows.values()) for cell in row) + "\n|"


def _tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in (HEADER, *rows.values()))


def _spaces(rows: Rows) -> str:
    return "\n".join("    ".join(filter(None, row)) for row in (HEADER, *rows.values()))


def _triples(rows: Rows) -> str:
    return "\n".join(" ".join(filter(None, row)) for row in rows.values())


LAYOUTS = {
    "lines": _lines,
    "pipes": _pipes,
    "loose-bars": _loose_bars,
    "tabs": _tabs,
    "tabs-to-align": lambda rows: "\n".join("\t\t".join(row) for row in (HEADER, *rows.values())),
    "spaces": _spaces,
    "triples": _triples,
    "double-blank-lines": lambda rows: _lines(rows).replace("\n", "\n\n\n"),
    "no-blank-cells": lambda rows: "\n".join(filter(None, _lines(rows).split("\n"))),
    "crlf": lambda rows: _lines(rows).replace("\n", "\r\n"),
    "colons": lambda rows: "\n".join(f"{a}：{c}{b}" if c else a for a, b, c in rows.values()),
}
RULED = ["lines", "pipes", "loose-bars", "tabs", "spaces", "triples"]


def facts(content: Content) -> dict[str, str]:
    return {fact.name: fact.shown for fact in content.facts.all if fact.origin == "table"}


def the_table(content: Content) -> Table:
    (table,) = content.tables
    return table


def read(layout: str, rows: Rows = ROWS) -> Content:
    return content_of(BEFORE + LAYOUTS[layout](rows) + BEHIND, pack=PACK)


# ---------------------------------------------------------------- layouts


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_facts(layout: str) -> None:
    content = read(layout)
    assert facts(content) == VALUES
    table = the_table(content)
    assert (table.missing, table.unknown) == ((), ())
    assert all(row.exact for row in table.rows.values())


@pytest.mark.parametrize("layout", RULED)
def test_a_cell_stands_where_its_number_stands(layout: str) -> None:
    content = read(layout)
    for fact in content.facts.all:
        if fact.origin == "table":
            assert content.text[slice(*fact.span)] == VALUES[fact.name]


@pytest.mark.parametrize("layout", ["lines", "pipes", "tabs", "loose-bars", "spaces"])
def test_caption_and_header_are_seen(layout: str) -> None:
    content = read(layout)
    table = the_table(content)
    assert table.caption
    assert content.text[slice(*table.caption)] == "政府信息公开情况统计表"
    assert [content.text[slice(*header.span)] for header in table.headers] == list(HEADER)


@pytest.mark.parametrize("layout", RULED)
def test_units_are_read_where_they_are_printed(layout: str) -> None:
    table = the_table(read(layout))
    assert {name: row.unit for name, row in table.rows.items()} == {name: row.unit for name, row in FORM.rows.items()}


def test_a_grid_with_merged_cells_gives_the_same_facts() -> None:
    text = BEFORE
    cells: list[GridCell] = []
    for number, row in enumerate((HEADER, *ROWS.values())):
        merged = not row[1]  # the label of a group reaches over all columns
        for column, words in enumerate(row[:1] if merged else row):
            cells.append(GridCell(SourceSpan(len(text), len(text) + len(words)), number, column, 1, 3 if merged else 1))
            text += words + "\n"
    start = len(BEFORE)
    paragraphs: list[Paragraph] = []
    offset = 0
    for line in BEFORE.splitlines(keepends=True):
        paragraphs.append(Paragraph(SourceSpan(offset, offset + len(line) - 1)))
        offset += len(line)
    tail = len(text)
    text += "三、其他\n"
    draft = Draft(
        "x.docx", "docx", "", text,
        (*paragraphs, Grid(tuple(cells), SourceSpan(start, tail - 1)), Paragraph(SourceSpan(tail, tail + 4))),
    )  # fmt: skip
    content = content_of(draft, pack=PACK)
    assert facts(content) == VALUES
    assert the_table(content).missing == ()


@pytest.mark.parametrize("script", ["s2t", "s2hk", "s2tw"])
@pytest.mark.parametrize("layout", RULED)
def test_traditional_characters(layout: str, script: str) -> None:
    text = opencc.OpenCC(script).convert(BEFORE + LAYOUTS[layout](ROWS) + BEHIND)
    content = content_of(text, pack=PACK)
    assert facts(content) == VALUES


def test_a_footnote_on_its_own_line() -> None:
    lines: list[str] = []
    for label, unit, value in ROWS.values():
        at = label.find("（", 4)
        lines += [label[:at], label[at:]] if at > 0 else [label]
        lines += [unit, value]
    assert facts(content_of(BEFORE + "\n".join(lines) + BEHIND, pack=PACK)) == VALUES


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(lambda a, b, c: f"7\t{a}\t{b}\t{c}", id="numbered"),
        pytest.param(lambda a, b, c: f"| {a} | {b} | {c} | 见说明 |", id="with-remarks"),
        pytest.param(lambda a, b, c: f"{a}（{b}）\t{c}" if b else a, id="unit-in-label"),
        pytest.param(lambda a, b, c: f"{a}\t{c}{b}", id="unit-behind-number"),
        pytest.param(lambda a, b, c: f"　　{a}\t{b}\t{c}", id="indented"),
        pytest.param(lambda a, b, c: f"{a}\t{c}", id="no-units"),
        pytest.param(
            lambda a, b, c: f"{a}\t{b}\t{c.translate(str.maketrans('0123456789.', '０１２３４５６７８９．'))}",
            id="full-width",
        ),
        pytest.param(lambda a, b, c: f"{a[:2]} {a[2:]}\t{b}\t{c}", id="blank-in-label"),
    ],
)
def test_other_ways_to_write_a_row(row) -> None:
    text = "\n".join(row(*cells) for cells in ROWS.values())
    assert facts(content_of(BEFORE + text + BEHIND, pack=PACK)) == VALUES


@pytest.mark.parametrize("comma", [",", "，"])
def test_thousands_are_grouped(comma: str) -> None:
    rows = {name: (a, b, f"1{comma}{c}" if c and c != "2.5" else c) for name, (a, b, c) in ROWS.items()}
    wanted = {name: f"1{value}" if value != "2.5" else value for name, value in VALUES.items()}
    assert facts(read("tabs", rows)) == wanted


def test_a_page_break_repeats_the_header() -> None:
    lines = _lines(ROWS).split("\n")
    text = "\n".join([*lines[:63], "— 3 —", *HEADER, *lines[63:]])
    assert facts(content_of(BEFORE + text + BEHIND, pack=PACK)) == VALUES


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize("layout", RULED)
@pytest.mark.parametrize(
    "dropped",
    [
        ["requests.by.fax"], ["reviews.corrected"], ["reviews"], ["reviews.other"], ["part.staff"],
        ["lawsuits.upheld", "lawsuits.corrected", "lawsuits.other"], ["disclosed"], ["trainees"],
    ],
    ids="+".join,
)  # fmt: skip
def test_missing_rows_are_named_and_take_no_neighbour_along(layout: str, dropped: list[str]) -> None:
    content = read(layout, {name: row for name, row in ROWS.items() if name not in dropped})
    assert the_table(content).missing == tuple(dropped)
    assert facts(content) == {name: value for name, value in VALUES.items() if name not in dropped}


MISSPELT = {
    "staff.part_time": "2．兼职人数员",
    "requests.by.fax": "2．传真申情数",
    "reviews.corrected": "（二）被依法纠错教",
    "fee": "七、依申请公开信息收取费用",
}


@pytest.mark.parametrize("layout", RULED)
def test_misspelt_labels_are_recognized_and_known_as_such(layout: str) -> None:
    content = read(layout, {name: (MISSPELT.get(name, row[0]), *row[1:]) for name, row in ROWS.items()})
    assert facts(content) == VALUES
    assert {row.id for row in the_table(content).rows.values() if not row.exact} == set(MISSPELT)


@pytest.mark.parametrize("layout", RULED)
def test_a_moved_row_is_the_same_row(layout: str) -> None:
    order = [name for name in ROWS if name != "complaints"]
    order.insert(order.index("staff"), "complaints")
    content = read(layout, {name: ROWS[name] for name in order})
    assert facts(content) == VALUES
    assert the_table(content).missing == ()


@pytest.mark.parametrize("layout", RULED)
def test_foreign_rows_are_left_alone(layout: str) -> None:
    rows: Rows = {}
    for name, row in ROWS.items():
        rows[name] = row
        if name in ("disclosed", "requests.by.visit"):
            rows[f"foreign.{name}"] = (f"与{name}有关的另外一个项目", "条", "7")
    content = read(layout, rows)
    assert facts(content) == VALUES
    assert len(the_table(content).unknown) == 2


@pytest.mark.parametrize("layout", RULED)
@pytest.mark.parametrize(
    ("written", "kind"),
    [("", CellKind.BLANK), ("/", CellKind.SLASH), ("—", CellKind.DASH), ("－", CellKind.DASH), ("无", CellKind.NONE)],
)
def test_a_cell_without_a_number_is_no_zero(layout: str, written: str, kind: CellKind) -> None:
    empty = ("requests.by.fax", "reviews.corrected", "fee")
    content = read(layout, {name: (*row[:2], written if name in empty else row[2]) for name, row in ROWS.items()})
    assert facts(content) == {name: value for name, value in VALUES.items() if name not in empty}
    for name in empty:
        cell = the_table(content).cell(name)
        assert (cell.value.kind if cell else CellKind.BLANK) is kind


def test_a_zero_is_a_number() -> None:
    content = read("tabs", {name: (*row[:2], "0" if row[2] else "") for name, row in ROWS.items()})
    assert set(facts(content).values()) == {"0"}


def test_money_is_read_in_the_unit_of_the_row() -> None:
    rows = {name: (*row[:2], "25000元" if name == "fee" else row[2]) for name, row in ROWS.items()}
    assert facts(read("tabs", rows))["fee"] == "2.5"


def test_variants_of_a_label_are_exact() -> None:
    variant = FORM.rows["channels.wechat"].variants[0]
    content = read("lines", ROWS | {"channels.wechat": (f"4．{variant}", *ROWS["channels.wechat"][1:])})
    row = the_table(content).rows["channels.wechat"]
    assert row.exact
    assert facts(content) == VALUES


OTHER = {name: (*row[:2], "1" if row[2] else "") for name, row in ROWS.items()}


@pytest.mark.parametrize("between", ["\n三、附件\n再次附上。\n", "\n附件2\n政府信息公开情况统计表\n（本级）\n", "\n"])
def test_two_tables_of_one_form_are_two(between: str) -> None:
    content = content_of(f"{BEFORE}{_tabs(ROWS)}{between}{_tabs(OTHER)}{BEHIND}", pack=PACK)
    first, second = content.tables
    assert first.missing == second.missing == ()
    assert {name: fact.shown for name in VALUES if (fact := content.facts.table(name))} == VALUES
    assert {fact.shown for name in VALUES if (fact := content.facts.table(name, 1))} == {"1"}


def test_a_few_rows_that_stand_twice_are_one_table() -> None:
    lines = _tabs(ROWS).split("\n")
    content = content_of(f"{BEFORE}{chr(10).join([*lines[:12], *lines[8:]])}{BEHIND}", pack=PACK)
    assert the_table(content).missing == ()


@pytest.mark.parametrize("layout", ["lines", "triples"])
def test_a_label_may_be_wrapped(layout: str) -> None:
    wrapped = {
        name: (row[0] if len(row[0]) < 24 else f"{row[0][:20]}\n{row[0][20:]}", *row[1:]) for name, row in ROWS.items()
    }
    content = read(layout, wrapped)
    table = the_table(content)
    assert (table.missing, table.unknown) == ((), ())
    assert facts(content) == VALUES


def test_what_stands_where_the_number_belongs_is_kept() -> None:
    for text in ("4 186", "三", "××"):
        content = read("pipes", ROWS | {"offices": (*ROWS["offices"][:2], text)})
        cell = the_table(content).cell("offices")
        assert cell is not None
        assert (cell.text, cell.value.kind) == (text, CellKind.TEXT)


# ---------------------------------------------------------------- what is no table


@pytest.mark.parametrize(
    "text",
    [
        "一、主动公开情况\n全年主动公开政府信息100条。\n二、回应解读情况\n平稳。\n三、依申请公开情况\n收到申请3件。",
        "收到申请数\n全年共收到申请23件。\n申请办结数\n全年共办结申请22件。",
        "（一）收到申请数。全年收到23件。\n（二）申请办结数。全年办结22件。",
        "全年收到申请23件，其中当面申请4件、传真申请0件、网络申请12件、信函申请7件。",
    ],
)
def test_prose_that_uses_the_labels_is_no_table(text: str) -> None:
    assert content_of(text).tables == ()


def test_headings_that_equal_group_labels_stay_headings() -> None:
    text = (
        "青石县2016年政府信息公开工作年度报告\n一、主动公开情况\n全年主动公开政府信息100条。\n"
        f"二、回应解读情况\n平稳。\n三、依申请公开情况\n收到申请3件。\n四、附表\n{_lines(ROWS)}{BEHIND}"
    )
    content = content_of(text, pack=PACK)
    assert facts(content) == VALUES
    assert [section.text for section in content.outline.top()] == [
        "主动公开情况", "回应解读情况", "依申请公开情况", "附表", "其他",
    ]  # fmt: skip


def test_a_row_knows_what_it_stands_under() -> None:
    table = the_table(read("lines"))
    assert table.path("requests.by.fax") == "依申请公开情况 › 收到申请数 › 传真申请数"
    assert table.path("reviews.upheld") == "行政复议数量 › 维持具体行政行为数"
    assert table.path("disclosed") == "主动公开情况 › 主动公开政府信息数"


MERGED = """2019年青石县政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年新制作数量\t本年新公开数量\t\t对外公开总数量
规章\t0\t0\t\t0
规范性文件\t{}
"""


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("4\t1\t\t17", ["4", "1", "17"]),
        ("\t1\t\t17", ["", "1", "17"]),
        ("4\t\t\t17", ["4", "", "17"]),
        ("4\t1\t\t", ["4", "1", ""]),
        ("4\t1\t2\t17", []),
        ("4\t1\t17", ["4", "1", "17"]),
    ],
)
def test_a_blank_cell_in_a_row_with_merged_columns_is_told_by_the_rows_that_are_full(
    row: str, cells: list[str]
) -> None:
    content = content_of(MERGED.format(row), pack="annual-report-2019", year=2019)
    table = next(one for one in content.tables if one.form.id == "disclosure")
    assert [cell.text for cell in table.rows["normative"].cells.values()] == cells


@pytest.mark.parametrize(
    ("row", "cells"),
    [("\t1\t\t2", ["", "1", "2"]), ("1\t\t\t2", ["1", "", "2"]), ("1\t\t\t", ["1", "", ""])],
)
def test_a_blank_cell_is_told_by_the_labels_above(row: str, cells: list[str]) -> None:
    text = MERGED.format(row).replace("规章\t0\t0\t\t0\n", "")
    content = content_of(text + "行政许可\t0\t0\t0\n", pack="annual-report-2019", year=2019)
    table = next(one for one in content.tables if one.form.id == "disclosure")
    assert [cell.text for cell in table.rows["normative"].cells.values()] == cells


@pytest.mark.parametrize(
    ("row", "cells"), [("1\t\t2\t", []), ("\t1\t2\t", []), ("1\t2\t\t", ["1", "2", ""]), ("\t\t1\t2", ["", "1", "2"])]
)
def test_where_nothing_tells_which_cells_are_blank_none_is_guessed(row: str, cells: list[str]) -> None:
    text = MERGED.format(row).replace("规章\t0\t0\t\t0\n", "")
    content = content_of(text + "行政许可\t0\t0\t0\n", pack="annual-report-2019", year=2019)
    table = next(one for one in content.tables if one.form.id == "disclosure")
    assert [cell.text for cell in table.rows["normative"].cells.values()] == cells
