"""CSV and TSV: fields with their places in the file, separators, quotes, several tables, and files that are none."""

from __future__ import annotations

import csv
import importlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportlint.readers.csv
from reportlint.draft.draft import Grid, Paragraph
from reportlint.errors import ReadError

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(str(Path(__file__).parent.parent.parent / "benchmarks"))
    made = importlib.import_module("reports")

JOINER = "\u2060"


def _read(text: str, name: str = "附表.csv", encoding: str = "utf-8"):
    return reportlint.readers.csv.read(name, text.encode(encoding))


def _told(draft) -> list[str | list[str]]:
    told: list[str | list[str]] = []
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            told.append(draft.text[slice(*block.span)])
            continue
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(draft.text[slice(*cell.span)].replace(JOINER, ""))
        told.append(["|".join(row) for row in rows.values()])
    return told


def test_spans_point_into_the_file() -> None:
    source = '青石县附表,,\r\n项目,数量,"单位"\r\n"收到,申请",12,件\r\n'
    draft = _read(source)
    assert (draft.format, draft.encoding) == ("csv", "utf-8")
    assert len(draft.text) == len(source)
    title, grid = draft.blocks
    assert source[slice(*title.span)] == "青石县附表"
    assert [source[slice(*cell.span)] for cell in grid.cells] == ["项目", "数量", "单位", "收到,申请", "12", "件"]
    assert source[slice(*grid.span)] == '项目,数量,"单位"\r\n"收到,申请",12,件'
    assert draft.text == f"青石县附表\t\t\r\n项目\t数量\t{JOINER}单位{JOINER}\r\n{JOINER}收到,申请{JOINER}\t12\t件\r\n"


def test_quotes_breaks_and_blanks() -> None:
    draft = _read('甲,"危及""三安全""的"\n"两\n行", 3 \n"开头"不算,"没有关\n')
    assert _told(draft) == [['甲|危及"三安全"的', "两\n行|3", '"开头"不算|"没有关']]


def test_short_rows_end_in_empty_fields() -> None:
    draft = _read("项目,本年,上年\n甲,1\n乙,,2\n丙,3,4,\n")
    assert _told(draft) == [["项目|本年|上年", "甲|1|", "乙||2", "丙|3|4"]]
    absent = draft.blocks[0].cells[5]
    assert (absent.row, absent.column) == (1, 2)
    assert draft.text[: absent.span.start].endswith("甲\t1")


def test_empty_lines_part_tables() -> None:
    assert _told(_read("甲,1\n乙,2\n\n,\n丙,3\n丁,4")) == [["甲|1", "乙|2"], ["丙|3", "丁|4"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [("项目;数,量\n甲;1\n", "a.csv"), ("项目\t数,量\n甲\t1\n", "a.csv"), ("项目\t数,量\n甲\t1\n", "a.tsv"),
     ('项目,"数,量"\n甲,1\n', "a.csv"), ("sep=;\n项目;数,量\n甲;1\n", "a.csv"), ("sep=,\r\n项目,\"数,量\"\r\n甲,1\r\n", "a.CSV")],
)  # fmt: skip
def test_separators(text: str, name: str) -> None:
    assert _told(_read(text, name)) == [["项目|数,量", "甲|1"]]


@pytest.mark.parametrize(
    ("encoding", "found"), [("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16-le")]
)
def test_encodings(encoding: str, found: str) -> None:
    draft = _read("项目,数量\n收到申请数,12\n", encoding=encoding)
    assert draft.encoding == found
    assert _told(draft) == [["项目|数量", "收到申请数|12"]]


def test_a_text_without_separators_is_lines() -> None:
    assert _told(_read("第一行\n第二行\n")) == ["第一行", "第二行"]


@pytest.mark.parametrize(("period", "year"), [(2014, 2016), (2019, 2020), (2021, 2023)])
def test_the_statutory_tables(period: int, year: int) -> None:
    report = made.make_report(period, year, 3, "county")
    for table in report.tables.values():
        draft = _read(made.render(report, "csv", table.id))
        (grid,) = draft.blocks
        read = [["" for _ in range(table.width)] for _ in range(table.height)]
        for cell in grid.cells:
            read[cell.row][cell.column] = draft.text[slice(*cell.span)]
        assert read == table.grid()


_FIELDS = st.text(st.sampled_from('甲乙12,;"\t\n “'), max_size=5)


@given(st.lists(st.lists(_FIELDS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_fields_are_those_of_the_csv_module(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    text = "sep=,\r\n" + out.getvalue()
    expected = {
        (at, column): value.strip()
        for at, row in enumerate(rows, 1)
        for column, value in enumerate(row)
        if value.strip()
    }
    try:
        draft = _read(text)
    except ReadError:
        assert not expected
        return
    cells = [cell for block in draft.blocks if isinstance(block, Grid) for cell in block.cells]
    read = {(cell.row, cell.column): draft.text[slice(*cell.span)].replace(JOINER, "") for cell in cells}
    read = {place: value for place, value in read.items() if value}
    lines = {draft.text[slice(*block.span)] for block in draft.blocks if isinstance(block, Paragraph)}
    assert {place: value for place, value in expected.items() if place in read} == read
    assert {value for place, value in expected.items() if place not in read} <= {
        one.replace(JOINER, "") for one in lines
    }
    assert len(draft.text) == len(text)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "没有文字"), (b" ,\n,", "没有文字"), (b"PK\x03\x04abc", "ZIP"), (b"<html><table></table>", "网页"),
     ("收到申请数,一件也没有\n".encode() + b"\xff", "不合 utf-8"), ("收到申请数,\0\n".encode(), "空字节"), (b"," * 200_001, "太大"), (b"a" * (2**24 + 1), "太大")],
)  # fmt: skip
def test_files_that_cannot_be_read(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as failure:
        reportlint.readers.csv.read("附表.csv", data)
    assert said in failure.value.message


@pytest.mark.parametrize("piece", ['"a""b,', '"a\n', ',"x""y', '"""",'])
def test_quotes_never_make_the_cost_grow_faster_than_the_file(piece: str) -> None:
    """A pattern that tries again from every quote would take minutes for each of these."""
    assert _read("甲" + piece * 50_000).blocks
