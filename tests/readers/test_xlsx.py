"""Spreadsheets: what they display, merged cells, the lines around tables, and files that are none."""

from __future__ import annotations

import contextlib
import datetime
import importlib
import io
import random
import zipfile
from pathlib import Path

import pytest

import reportlint.readers.xlsx
from reportlint.draft.draft import Grid, Paragraph
from reportlint.errors import ReadError
from reportlint.readers import _sheets
from reportlint.readers._number_formats import display

pytest.importorskip("lxml")
openpyxl = pytest.importorskip("openpyxl")

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(str(Path(__file__).parent.parent.parent / "benchmarks"))
    patch.syspath_prepend(str(Path(__file__).parent))
    made = importlib.import_module("reports")
    biff = importlib.import_module("biff_samples")


def _read(data: bytes, name: str = "附表.xlsx"):
    return reportlint.readers.xlsx.read(name, data)


def _book(*rows, merges=(), title: str = "附表", **formats: str) -> bytes:
    """Return a workbook of one sheet; formats: number formats by cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merges:
        sheet.merge_cells(area)
    for cell, code in formats.items():
        sheet[cell].number_format = code
    return _saved(book)


def _saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with(data: bytes, **parts: bytes) -> bytes:
    """Return a zip file with some members replaced; `_` in a name stands for `/`, `0` for `.`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = {name.replace("_", "/").replace("0", "."): content for name, content in parts.items()}
        for name in old.namelist():
            new.writestr(name, names.get(name, old.read(name)))
    return out.getvalue()


def _told(draft) -> list[str | list[str]]:
    """Return the paragraphs, and the tables row by row with bars between the cells."""
    told: list[str | list[str]] = []
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            told.append(draft.text[slice(*block.span)])
            continue
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(draft.text[slice(*cell.span)])
        told.append(["|".join(row) for row in rows.values()])
    return told


# ---------------------------------------------------------------- layout


@pytest.mark.parametrize(("period", "year"), [(2014, 2016), (2019, 2020), (2021, 2023)])
@pytest.mark.parametrize("seed", range(6))
def test_the_statutory_tables_come_back_cell_by_cell(period: int, year: int, seed: int) -> None:
    report = made.make_report(period, year, seed, made.KINDS[seed], blanks=seed % 2 == 1)
    draft = _read(made.render(report, "xlsx"))
    grids = [block for block in draft.blocks if isinstance(block, Grid)]
    for grid, table in zip(grids, report.tables.values(), strict=True):
        read = [
            (draft.text[slice(*cell.span)], cell.row - 1, cell.column, cell.row_span, cell.column_span)
            for cell in grid.cells
        ]
        assert read == [tuple(cell[:5]) for cell in table.cells]
        assert grid.location == f"工作表“{table.title}”"
    titles = [block for block in draft.blocks if isinstance(block, Paragraph)]
    assert [title.location for title in titles] == [f"工作表“{table.title}”第1行" for table in report.tables.values()]


def test_a_draft_is_told_as_lines_of_cells() -> None:
    draft = _read(_book(["青石县附表", None], ["项目", "数量"], ["收到申请数", 12]))
    assert (draft.format, draft.encoding) == ("xlsx", "")
    assert draft.text == "青石县附表\n项目\t数量\n收到申请数\t12\n"
    (title, grid) = draft.blocks
    assert title.location == "工作表“附表”第1行"
    assert [(cell.row, cell.column) for cell in grid.cells] == [(1, 0), (1, 1), (2, 0), (2, 1)]


def test_titles_and_notes_are_lines_and_rows_that_lack_numbers_are_not() -> None:
    draft = _read(
        _book(
            ["标题", None, None],
            ["（2023年度）", None, None],
            ["一、主动公开", None, None],
            ["甲", "条", 1],
            ["二、依申请公开", None, None],
            ["乙", "件", 2],
            ["丙", None, None],
            ["注：数据截至年末", None, None],
            merges=("A1:C1", "A2:C2", "A8:C8"),
        )
    )
    assert _told(draft) == [
        "标题",
        "（2023年度）",
        ["一、主动公开||", "甲|条|1", "二、依申请公开||", "乙|件|2", "丙||"],
        "注：数据截至年末",
    ]


@pytest.mark.parametrize("merges", [(), ("A1:C1", "A2:C2", "A5:C5")])
def test_the_line_that_heads_a_block_belongs_to_the_table(merges) -> None:
    rows = [
        ["表一", "", ""],
        ["甲项", "", ""],
        ["内容", "数", "额"],
        ["子", 1, 2],
        ["乙项", "", ""],
        ["内容", "数"],
        ["丑", 3],
    ]
    table = ["甲项", "内容|数|额", "子|1|2", "乙项", "内容|数|", "丑|3|"]
    if not merges:
        table[0], table[3] = "甲项||", "乙项||"
    assert _told(_read(_book(*rows, merges=merges))) == ["表一", table]
    merges = tuple(f"A{int(area[1]) - 1}:C{int(area[1]) - 1}" for area in merges[1:])
    assert _told(_read(_book(*rows[1:], merges=merges))) == [table]


def test_empty_rows_part_tables_and_running_text_is_lines() -> None:
    draft = _read(_book(["甲", 1], ["乙", 2], [], ["丙", 3], ["丁", 4]))
    assert _told(draft) == [["甲|1", "乙|2"], ["丙|3", "丁|4"]]
    assert draft.blocks[1].cells[0].row == 3
    draft = _read(_book(["一、总体情况"], ["2023年，我县公开信息3条。\n工作平稳。"]))
    assert _told(draft) == ["一、总体情况", "2023年，我县公开信息3条。", "工作平稳。"]


def test_what_stands_under_a_merged_cell_is_not_displayed() -> None:
    data = _book(["甲", "乙"], ["子", "丑"])
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>1</v></c><c r="C1"><v>2</v></c></row>'
        b'<row r="2"><c t="inlineStr"><is><r><t>b</t></r><r><t>c</t></r><rPh><t>x</t></rPh></is></c><c><v>3</v></c></row>'
        b'</sheetData><mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="C1:D9"/></mergeCells></worksheet>'
    )
    assert _told(_read(_with(data, xl_worksheets_sheet10xml=sheet))) == [["a|1", "bc|3|"]]


def test_hidden_and_empty_sheets_are_not_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["看得见", 1])
    book.create_sheet("空")
    book.create_chartsheet("图")
    hidden = book.create_sheet("旧")
    hidden.append(["看不见", 2])
    hidden.sheet_state = "hidden"
    assert _told(_read(_saved(book))) == [["看得见|1"]]
    del book["Sheet"]
    with pytest.raises(ReadError, match="没有文字"):
        _read(_saved(book))


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("12.0", "General", "12"), ("12", "0.00", "12"), ("1E3", "General", "1000"), ("0.30000000000000004", "General", "0.3"),
        ("12.345", "0.00", "12.35"), ("12.6", "0", "13"), ("1234567", "#,##0", "1234567"), ("-3", "General", "-3"),
        ("0.125", "0.0%", "12.5%"), ("1", "0.00%", "100%"), ("12", '0"件"', "12件"), ("12", "0元", "12元"),
        ("3", "+0;-0;0", "+3"), ("-2", "+0;-0;0", "-2"), ("0", "+0;-0;0", "0"), ("0", '_ * "-"??_ ', "0"), ("0", ";;", "0"),
        ("5", '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', "5"), ("-5", "#,##0_);(#,##0)", "(5)"), ("8", "[Red]0;[>1]0", "8"),
        ("12", "[$¥-804]0", "¥12"), ("0.5", "# ?/?", "0.5"), ("1200", "0.0E+00", "1200"), ("7", "@", "7"),
        ("45322", "yyyy-mm-dd", "2024年1月31日"), ("45322.5", "yyyy/m/d h:mm", "2024年1月31日 12:00"),
        ("45322", '[$-F800]dddd, mmmm dd, yyyy', "2024年1月31日"), ("0.75", "h:mm", "18:00"), ("1.25", "[h]:mm:ss", "30:00"),
        ("不是数", "0", "不是数"), ("1e400", "0", "1e400"), ("-1", "yyyy", "1899年12月29日"), ("9e9", "yyyy", "9000000000"),
    ],
)  # fmt: skip
def test_numbers_as_displayed(number: str, code: str, shown: str) -> None:
    assert display(number, code) == shown


def test_dates_of_old_macintosh_workbooks() -> None:
    assert display("0.5", "yyyy-m-d", since_1904=True) == "1904年1月1日"


def test_values_of_a_workbook() -> None:
    data = _book(
        ["整数", 12.0], ["文本", "007 "], ["占比", 0.1234], ["日期", datetime.date(2024, 1, 31)], ["逻辑", True],
        ["错误", "#REF!"], ["增减", -3], ["空", None], ["尾", 1],
        B3="0.0%", B7="+0;-0;0",
    )  # fmt: skip
    assert _told(_read(data)) == [
        ["整数|12", "文本|007", "占比|12.3%", "日期|2024年1月31日", "逻辑|TRUE", "错误|#REF!", "增减|-3", "空|", "尾|1"]
    ]


def test_formulas_give_their_stored_result_and_fail_without_one() -> None:
    data = _book(["合计", "=1+1"])
    with pytest.raises(ReadError) as failure:
        _read(data)
    assert "工作表“附表”的单元格 B1 是公式" in failure.value.message
    assert "cell B1 of sheet “附表”" in failure.value.reason("en")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    stored = sheet.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    assert stored != sheet
    assert _told(_read(_with(data, xl_worksheets_sheet10xml=stored))) == [["合计|2"]]


# ---------------------------------------------------------------- other formats


def test_binary_workbooks() -> None:
    cells = {(0, 0): "标题", (1, 0): "项目", (1, 1): "数", (2, 0): "收到", (2, 1): 12.0, (3, 1): 0.5}
    data = biff.workbook({"附表": cells, "旧": {(0, 0): "x"}}, merges=[(0, 0, 0, 1), (2, 3, 0, 0)], hidden=("旧",))
    for name in ("附表.xls", "附表.et", "附表.xlsx"):
        draft = _read(data, name)
        assert _told(draft) == ["标题", ["项目|数", "收到|12", "0.5"]]
        assert draft.blocks[1].cells[2].row_span == 2
        assert draft.blocks[1].location == "工作表“附表”"


def _ods(rows: str, *, manifest: str = "", style: str = "") -> bytes:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("table", "office", "text", "style")
    )
    content = (
        f"<office:document-content{spaces}><office:automatic-styles>"
        f'<style:style style:name="ta"><style:table-properties table:display="{style or "true"}"/></style:style>'
        f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="附表" table:style-name="ta">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return out.getvalue()


def _cell(text: str = "", **attributes: str) -> str:
    names = "".join(f' {name.replace("_", ":", 1).replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell{names}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


_ROWS = (
    f"<table:table-row>{_cell('标题', table_number_columns_spanned='2')}<table:covered-table-cell/></table:table-row>"
    f"<table:table-row>{_cell('项<text:s/>目')}{_cell('数', office_value_type='string')}"
    f"{_cell(table_number_columns_repeated='16000')}</table:table-row>"
    f"<table:table-row>{_cell('占比')}{_cell('12.5%', office_value_type='percentage', office_value='0.125')}</table:table-row>"
    f"<table:table-row>{_cell('零')}{_cell('-', office_value_type='float', office_value='0')}</table:table-row>"
    f"<table:table-row>{_cell('空')}{_cell()}</table:table-row>"
    "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>"
)


def test_open_document_sheets() -> None:
    draft = _read(_ods(_ROWS), "附表.ods")
    assert _told(draft) == ["标题", ["项 目|数", "占比|12.5%", "零|0", "空|"]]
    with pytest.raises(ReadError, match="没有文字"):
        _read(_ods(_ROWS, style="false"), "附表.ods")
    row = f"<table:table-row>{_cell('合计')}{_cell(table_formula='of:=1+1')}</table:table-row>"
    with pytest.raises(ReadError, match="单元格 B1 是公式"):
        _read(_ods(row), "附表.ods")


# ---------------------------------------------------------------- files that cannot be read


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "没有文字"),
        ("项目,数量\n".encode(), "不是工作簿"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "其实是网页"),
        (b"PK\x03\x04" + bytes(100), "已损坏"),
        (_book(["甲", 1])[:3000], "已损坏"),
        (biff.workbook({"a": {(0, 0): "x"}})[:900], "已损坏"),
        (biff.workbook({"a": {(0, 0): "x"}}, password=True), "加了密码"),
        (biff.container({"EncryptedPackage": b"x"}), "加了密码"),
        (biff.container({"WordDocument": b"x"}), "没有工作簿"),
        (biff.workbook({"a": {(0, 0): "x", (65535, 255): "y"}}), "太大"),
        (_ods(_ROWS, manifest="<encryption-data/>"), "加了密码"),
        (_ods(_ROWS.replace("number-rows-repeated='1048000'><table:table-cell/>", "number-rows-repeated='1048000'>" + _cell("x"))), "太大"),
        (_ods("<table:table-row>"), "不是完整的 XML"),
        (_with(_book(["甲"]), xl_worksheets_sheet10xml=b"<a><c r='ZZZ1'><v>1</v></c></a>"), "单元格位置 ZZZ1 不对"),
        (_with(_book(["甲"]), xl_worksheets_sheet10xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "DTD"),
        (_with(_book(["甲"]), xl_worksheets_sheet10xml=b"<a><c t='s'><v>99</v></c></a>"), "单元格位置 A1 不对"),
        (_with(_book(["甲"]), xl_worksheets_sheet10xml=b"<a>" + b" " * 65 * 2**20 + b"</a>"), "解压后超过 64 MiB"),
        (_with(_book(["甲"]), xl_worksheets_sheet10xml=b"<a>" + b"<b>" * 100_000), "不是完整的 XML"),
        (_with(_book(["甲"]), xl_workbook0xml=b"<a/>"), "没有文字"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as failure:
        _read(data)
    assert said in failure.value.message
    assert failure.value.reason("en") != failure.value.message


def _sheet(cells: str, merges: str = "") -> bytes:
    """Return a workbook with such cells."""
    sheet = f"<worksheet><sheetData><row>{cells}</row></sheetData>{merges}</worksheet>"
    return _with(_book(["甲"]), xl_worksheets_sheet10xml=sheet.encode())


def test_cells_far_apart_cost_nothing_and_too_many_fields_are_refused() -> None:
    far = '<c r="A1"><v>1</v></c><c r="XFD1048576"><v>2</v></c>'
    assert _told(_read(_sheet(far))) == ["1", "2"]
    with pytest.raises(ReadError, match="太大"):
        _read(_sheet(far, '<mergeCell ref="B2:XFC1000000"/>'))
    wide = "".join(f'<c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>2</v></c>' for row in range(1, 40))
    with pytest.raises(ReadError, match=f"超过 {_sheets.FIELD_LIMIT} 个单元格"):
        _read(_sheet(wide))


def test_damage_never_escapes_as_anything_else() -> None:
    chance = random.Random(7)
    whole = (
        _book(["甲", 1], ["乙", 2.5], merges=("A1:A2",)),
        biff.workbook({"a": {(0, 0): "x", (1, 1): 2.0}}),
        _ods(_ROWS),
    )
    for number in range(150):
        data = bytearray(whole[number % 3])
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        with contextlib.suppress(ReadError):
            _read(bytes(data[: chance.randint(200, len(data))] if number % 5 == 0 else data))
