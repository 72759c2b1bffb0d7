"""Which line breaks only wrap a line, and in which drafts none does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.variants import fold
from reportlint.text.wrapping import soft_breaks

if TYPE_CHECKING:
    from collections.abc import Callable

PARAGRAPHS = """云屏县水利局2022年度政务公开情况
本报告由云屏县水利局编写，反映全局一年来公开政府信息、答复群众申请、管理门户网站的情况，所列数字截至12月31日，由办公室逐项核实。
一、总体情况
（一）信息发布。全年在网站发布水情、雨情、工程进度等信息1,286条，比上年多出214条，其中汛期每日两次更新，最多的一天发布17条，群众反映良好。
（二）申请办理。收到申请38件，其中当面申请9件、网上申请29件，都在二十个工作日内答复，没有发生因答复不当而引起的行政复议和行政诉讼。
二、存在的问题
水库调度的专业说明仍嫌艰深，一些群众看不懂；下一年将请讲解员把术语改写成日常的话，并在每个村的公告栏张贴，请村民提出意见。
联系人：办公室
"""


def by_characters(line: str, width: int) -> str:
    return "\n".join(line[start : start + width] for start in range(0, len(line), width))


def by_columns(line: str, width: int) -> str:
    """Wrap as a word processor does: no mark begins a line, no number is divided."""
    lines = [""]
    for piece in re.findall(r"(?:[0-9,]+|[^0-9])[，。；、：）]*", line):
        columns = sum(1 if char.isascii() else 2 for char in lines[-1] + piece)
        if columns > 2 * width + 2 and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return "\n".join(lines)


@pytest.mark.parametrize("wrap", [by_characters, by_columns])
@pytest.mark.parametrize("width", [20, 25, 33])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_wrapped_paragraphs_become_whole(wrap: Callable[[str, int], str], width: int, line_break: str) -> None:
    wrapped = "\n".join(wrap(line, width) for line in PARAGRAPHS.split("\n")).replace("\n", line_break)
    assert wrapped.count("\n") > PARAGRAPHS.count("\n") + 4
    assert fold(wrapped, soft_breaks(wrapped)).text == fold(PARAGRAPHS).text


LONG = PARAGRAPHS.split("\n")[6]
WRAPPED = by_characters(LONG, 20)
CUT = by_characters(LONG[:40], 20)  # its last line is full and open


def unwrapped(text: str) -> str:
    return fold(text, soft_breaks(text)).text


def test_an_indented_line_begins_a_paragraph() -> None:
    indented = by_characters("　　" + LONG, 20)
    cut = by_characters("　　" + LONG[:38], 20)
    assert unwrapped(f"{indented}\n{cut}\n{indented}") == f"{LONG}\n{LONG[:38]}\n{LONG}"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("1.逐项核实，逐条上网。", id="ordinal"),
        pytest.param("（二）逐项核实，逐条上网。", id="ordinal in brackets"),
        pytest.param("第6页", id="page number"),
        pytest.param("|信息，条|12|", id="row of a table"),
        pytest.param("●逐项核实，逐条上网。", id="bullet"),
    ],
)
def test_an_open_line_is_not_joined_with(line: str) -> None:
    assert unwrapped(f"{WRAPPED}\n{CUT}\n{line}\n{WRAPPED}") == f"{LONG}\n{LONG[:40]}\n{line}\n{LONG}"


def test_citations_and_decimals_are_no_ordinals() -> None:
    for line in ("（一）项的要求，逐条上网。", "12.5万人次，逐条上网。"):
        assert unwrapped(f"{WRAPPED}\n{CUT}\n{line}") == f"{LONG}\n{LONG[:40]}{line}"


@pytest.mark.parametrize(
    "heading", ["（三）按时限要求办理各类群众的申请事项目", "（三）按时限办理申请，按要求答复群众一次"]
)
def test_a_heading_as_wide_as_the_margin_stays_apart(heading: str) -> None:
    assert len(heading) == 20
    assert unwrapped(f"{WRAPPED}\n{heading}\n{WRAPPED}") == f"{LONG}\n{heading}\n{LONG}"


def test_a_row_as_wide_as_the_margin_stays_apart() -> None:
    row = "|新收的信息公开申请，|含转来的| 38 |"
    assert unwrapped(f"{WRAPPED}\n{row[:20]}\n{WRAPPED}") == fold(f"{LONG}\n{row[:20]}\n{LONG}").text


def test_a_paragraph_that_is_not_wrapped_stays_apart() -> None:
    assert unwrapped(f"{WRAPPED}\n{CUT}\n{LONG}\n{WRAPPED}") == f"{LONG}\n{LONG[:40]}\n{LONG}\n{LONG}"


def test_prose_may_end_short_of_a_margin_once_it_is_known() -> None:
    early = f"{LONG[:18]}\n{by_characters(LONG[18:], 20)}"
    assert unwrapped(f"{WRAPPED}\n{early}") == f"{LONG}\n{LONG}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PARAGRAPHS, id="one paragraph a line"),
        pytest.param("", id="empty"),
        pytest.param("只有一行", id="one line"),
        pytest.param("\n".join(["云屏县人民政府防汛抗旱办公室"] * 12), id="a list of equal names"),
        pytest.param(
            "\n".join(f"第{n}乡镇水利站，负责人王某，电话555010{n}" for n in "1234567"), id="a list of equal entries"
        ),
        pytest.param(
            "\n".join(["指标名称", "单位", "数量", "主动公开的政府信息数量（不同渠道只计一次）", "条", "1286"] * 8),
            id="a table with one cell a line",
        ),
        pytest.param("| 一、新收申请，含转来的 | 38 |\n" * 20, id="a table with bars"),
        pytest.param("新收申请，含转来的申请\t38\t9\t29\n" * 20, id="a table with tabs"),
        pytest.param(
            "".join(
                f"（{n}）强化组织领导，健全公开机制\n{'全局上下齐心协力，各项任务按期完成。' * 5}\n"
                for n in "一二三四五六"
            ),
            id="parallel headings of one width",
        ),
        pytest.param(f"强化组织领导，健全公开机制建设\n{LONG}\n" * 6, id="headings without ordinals"),
        pytest.param(
            f"强化组织领导，健全公开机制建设\n各项任务，按期完成。\n{LONG}\n" * 6, id="headings above short paragraphs"
        ),
        pytest.param(
            "\n".join([*(f"第{n}乡镇水利站，负责人王某，电话555010{n}" for n in "1234567"), "以上七人，供联系"]),
            id="a list with a shorter last entry",
        ),
        pytest.param(
            "\n".join(
                [
                    *(f"第{n}乡镇水利站，负责人王某，电话555010{n}" for n in "1234567"),
                    "第8乡镇水利站，负责人王某，电话55501。",
                ]
            ),
            id="a list that ends with a full stop",
        ),
        pytest.param(by_characters(LONG, 9) + "\n" + by_characters(LONG, 9), id="too narrow to believe"),
        pytest.param(by_characters(LONG[-50:], 20), id="too little to judge by"),
        pytest.param(
            "\n".join(f"{LONG[:width]}\n办结，公开。" for width in (20, 20, 20, 18, 16, 14, 13, 12, 11)),
            id="sentences that break off anywhere",
        ),
        pytest.param("山高水长\n风清月明，\n鸟语花香\n人寿年丰。\n" * 9, id="a poem"),
    ],
)
def test_no_soft_breaks(text: str) -> None:
    assert soft_breaks(text) == ()


@given(st.lists(st.sampled_from([*PARAGRAPHS.split("\n"), *by_characters(PARAGRAPHS, 25).split("\n"), "\r", " "])))
def test_soft_breaks_are_line_breaks_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    breaks = soft_breaks(text)
    assert list(breaks) == sorted(set(breaks))
    assert all(text[offset] in "\r\n" and not text[:offset].endswith("\r") for offset in breaks)
