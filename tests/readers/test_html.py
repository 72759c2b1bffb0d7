"""Web pages: what is the report on them, its tables, its encoding, and what cannot be read."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from reportlint.draft.draft import Grid, Paragraph
from reportlint.errors import ReadError
from reportlint.readers import html
from reportlint.readers._html_numbering import numbered

if TYPE_CHECKING:
    from reportlint.draft.draft import Draft

SENTENCE = "本机关按照要求公开政府信息，方便公众查阅，没有收到对这项工作的意见。"

PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>青石县水务局2022年工作报告-青石县人民政府</title>
<style>p {{ color: red }}</style><script>document.write("<p>脚本</p>")</script></head><body>
<div>今天是2023年5月1日 <a href="/login">登录</a></div>
<ul><li><a href="/1">首页</a></li><li><a href="/2">公开</a></li><li><a href="/3">办事</a></li><li>互动交流</li></ul>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/2">公开</a> &gt; <a href="/3">年报</a></div>
<h1>青石县水务局<br>2022年工作报告</h1>
<div>来源：水务局 浏览次数：<span>123</span> 【<a href="javascript:p()">打印</a>】</div>
<div style="DISPLAY: none">藏起来的字</div><!-- 注释 -->
<p>{SENTENCE}</p><p>一、工作情况</p><p>{SENTENCE}</p>
<div><a href="javascript:p()">打印本页</a> | <a href="javascript:c()">关闭窗口</a></div>
<p>二、其他</p><p>无。</p><p>青石县水务局</p><p>2023年1月20日</p><p>附件：<a href="x.doc">表.doc</a></p>
<div>【打印】【关闭窗口】</div>
<div>相关信息</div>
<footer><p>版权所有：青石县人民政府</p></footer><p>地址：青石县人民路1号</p></body></html>"""

REPORT = [
    "青石县水务局", "2022年工作报告", SENTENCE, "一、工作情况", SENTENCE, "二、其他", "无。", "青石县水务局",
    "2023年1月20日", "附件：表.doc",
]  # fmt: skip


def read(body: str | bytes, name: str = "a.html") -> Draft:
    return html.read(name, body if isinstance(body, bytes) else body.encode())


def lines(draft: Draft) -> list[str]:
    return [draft.text[slice(*block.span)] for block in draft.blocks if isinstance(block, Paragraph)]


def grids(draft: Draft) -> list[Grid]:
    return [block for block in draft.blocks if isinstance(block, Grid)]


def cells(draft: Draft, grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(draft.text[slice(*c.span)], c.row, c.column, c.row_span, c.column_span) for c in grid.cells]


# ---------------------------------------------------------------- the report and what is around it


def test_the_report_on_a_page() -> None:
    draft = read(PAGE)
    assert lines(draft) == REPORT
    assert (draft.format, draft.encoding) == ("html", "utf-8")
    assert [block.level for block in draft.blocks if isinstance(block, Paragraph)][:3] == [1, 1, None]
    assert draft.blocks[2].location == "第3段"
    for furniture in ("互动交流", "当前位置", "浏览次数", "打印本页", "相关信息", "版权所有", "人民路"):
        assert furniture in draft.residue
    for unseen in ("脚本", "color", "藏起来", "注释"):
        assert unseen not in draft.text + draft.residue


@pytest.mark.parametrize("wrapper", ["aside", "footer", "nav", "noscript"])
def test_a_report_in_the_wrong_element_is_kept(wrapper: str) -> None:
    assert lines(read(PAGE.replace("<h1>", f"<{wrapper}><h1>").replace("</body>", f"</{wrapper}></body>"))) == REPORT


def test_a_page_laid_out_with_tables() -> None:
    page = (
        f"<table><tr><td colspan=2>青石县</td></tr><tr><td><a href=1>甲</a><a href=2>乙</a></td><td><h2>报告</h2>"
        f"<p>{SENTENCE}</p><table border><tr><th>项目<th>数量<tr><td>许可<td>3<tr><td>处罚<td>4</table><p>无。</td></tr></table>"
    )
    draft = read(page)
    assert lines(draft)[-3:] == ["报告", SENTENCE, "无。"]
    assert [cells(draft, grid)[0][0] for grid in grids(draft)] == ["项目"]
    assert grids(draft)[0].location == "第1个表格"


@pytest.mark.parametrize("count", [1, 3])
def test_a_report_pasted_into_a_table(count: int) -> None:
    rows = "".join(f"<tr><td colspan=4>{number}、小节<tr><td colspan=4>{SENTENCE}" for number in "一二三"[:count])
    assert lines(read(f"<table>{rows}</table>")) == [
        line for number in "一二三"[:count] for line in (f"{number}、小节", SENTENCE)
    ]


def test_running_text_parts_a_table() -> None:
    data = "<tr><td>项目<td>甲<td>乙<tr><td>许可<td>3<td>4"
    draft = read(f"<table>{data}<tr><td colspan=3>{SENTENCE}<tr><td colspan=3>三、数据{data}</table>")
    assert lines(draft) == [SENTENCE, "三、数据"]
    assert [(grid.location, grid.cells[0].row) for grid in grids(draft)] == [("第1个表格", 0), ("第1个表格", 4)]


def test_a_table_without_sentences_stays_whole() -> None:
    draft = read("<table><tr><td colspan=3>一、主要数据<tr><td>许可<td>3<td>4<tr><td>处罚<td><td></table>")
    assert [cell[0] for cell in cells(draft, grids(draft)[0])] == ["一、主要数据", "许可", "3", "4", "处罚", "", ""]


def test_a_table_in_a_cell_of_data_is_a_table_of_its_own() -> None:
    inner = "<table><tr><td>子项<td>5<tr><td>丑项<td>6</table>"
    rows = "<tr><td>许可<td>3<td>4<tr><td>处罚<td>1<td>2<tr><td>强制<td>0<td>" + inner
    draft = read(f"<table>{rows}</table>")
    assert [[cell[0] for cell in cells(draft, grid)] for grid in grids(draft)] == [
        ["许可", "3", "4", "处罚", "1", "2", "强制", "0", ""],
        ["子项", "5", "丑项", "6"],
    ]


# ---------------------------------------------------------------- tables


def test_spans() -> None:
    draft = read(
        "<table><tr><td rowspan=2 colspan=2>项目<td colspan=2>申请人<tr><td>甲<td>乙"
        "<tr><td rowspan=0>结果<td>公开<td>1<td>2<tr><td>不公开<td>3<td>4</table>"
    )
    assert cells(draft, grids(draft)[0]) == [
        ("项目", 0, 0, 2, 2), ("申请人", 0, 2, 1, 2), ("甲", 1, 2, 1, 1), ("乙", 1, 3, 1, 1),
        ("结果", 2, 0, 2, 1), ("公开", 2, 1, 1, 1), ("1", 2, 2, 1, 1), ("2", 2, 3, 1, 1),
        ("不公开", 3, 1, 1, 1), ("3", 3, 2, 1, 1), ("4", 3, 3, 1, 1),
    ]  # fmt: skip


def test_row_groups_end_spans_also_with_a_table_inside() -> None:
    draft = read(
        "<table><thead><tr><td rowspan=9>甲<td>1</thead><tbody><tr><td rowspan=2>乙<td>"
        "<table><thead><tr><th>子<th>丑</thead><tr><td>7<td>8</table>9<tr><td>2</tbody></table>"
    )
    assert [cell[:4] for cell in cells(draft, grids(draft)[0])] == [
        ("甲", 0, 0, 1), ("1", 0, 1, 1), ("乙", 1, 0, 2), ("9", 1, 1, 1), ("2", 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("span", ["1000000000", "99999999999999999999", "3x", "-1", "0", "", "二"])
def test_hostile_spans_are_bounded(span: str) -> None:
    draft = read(f"<table><tr><td colspan='{span}' rowspan='{span}'>甲<tr><td>1<td>2<td>3<tr><td>4<td>5<td>6</table>")
    grid = grids(draft)[0]
    assert all(cell.column + cell.column_span <= 9 and cell.row + cell.row_span <= 3 for cell in grid.cells)
    assert [cell[0] for cell in cells(draft, grid)] == ["甲", *"123456"]


def test_a_cell_is_one_line() -> None:
    draft = read("<table><tr><td><p>行政规范性</p><p>文件</p><td>2\n3<td>乙<br>丙</table>")
    assert [cell[0] for cell in cells(draft, grids(draft)[0])] == ["行政规范性文件", "2 3", "乙丙"]


def test_the_15_columns_of_the_disputes_table() -> None:
    results = "".join(f"<td>{name}" for name in ("维持", "纠正", "其他", "未审结", "总计"))
    head = f"<tr><td colspan=5>复议<td colspan=10>诉讼<tr>{results.replace('<td>', '<td rowspan=2>')}"
    draft = read(
        f"<table>{head}<td colspan=5>未经复议<td colspan=5>复议后<tr>{results * 2}<tr>"
        + "".join(f"<td>{number}" for number in range(15))
        + "</table>"
    )
    placed = cells(draft, grids(draft)[0])
    assert [cell[1:3] for cell in placed if cell[1] == 2] == [(2, column) for column in range(5, 15)]
    assert [(cell[0], cell[2]) for cell in placed if cell[1] == 3] == [(str(n), n) for n in range(15)]


# ---------------------------------------------------------------- lines


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>共<b>7</b>4<span>4</span>条", ["共744条"]),
        ("<p>统计\n  期限\n2022 annual\nreport", ["统计期限 2022 annual report"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>甲<br>乙<br/><br/>丙", ["甲", "乙", "丙"]),
        ("<pre>甲  1\n乙  2</pre>", ["甲  1", "乙  2"]),
        ("<p>&nbsp;&nbsp;甲&nbsp;乙&#12288;丙&#x4e01;", ["\xa0\xa0甲\xa0乙\u3000丙丁"]),
        ("<p style='font-size:0'>零<span style='font-size:12pt'>字", ["字"]),
        ("<p style='visibility: hidden'>暗</p><p hidden>藏</p><p>明", ["明"]),
        ("<p>甲<del>乙</del><ins>丙</ins><ruby>丁<rt>ding</rt></ruby>", ["甲丙丁"]),
        ("<p>a<span style='display:block'>b</span>c", ["a", "b", "c"]),
        ("<iframe srcdoc='&lt;p>框内</p>'>旧</iframe><p>框外", ["框内", "框外"]),
        ("<textarea>一行\n二行</textarea>", ["一行", "二行"]),
        ("<p>甲<o:p>&nbsp;</o:p><!--[if gte mso 9]><xml>乙</xml><![endif]--></p>", ["甲\xa0"]),
        ("<p style='mso-element:comment'>批注<p>正文", ["正文"]),
    ],
)
def test_lines(body: str, expected: list[str]) -> None:
    assert lines(read(body)) == expected


def test_levels() -> None:
    draft = read(
        f"<h1>甲</h1><h6>乙</h6><div role=heading aria-level=2>丙</div><p style='mso-outline-level:3'>丁<h2>{'长' * 81}"
    )
    assert [block.level for block in draft.blocks if isinstance(block, Paragraph)] == [1, 6, 2, 3, None]


def test_word_writes_the_numbers_of_lists_as_text() -> None:
    assert lines(
        read(
            "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>（一）<span>&nbsp; </span></span>"
            "<![endif]>工作情况<o:p></o:p></p>"
        )
    ) == ["（一）\xa0 工作情况"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>甲<li><p>乙</p><li value=9>丙<li>丁</ol>", ["1.甲", "2.乙", "9.丙", "10.丁"]),
        ("<ol start=3 style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", ["三、甲", "四、乙"]),
        ("<ol type=a reversed start=2><li>甲<li>乙</ol>", ["b.甲", "a.乙"]),
        ("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", ["甲", "乙"]),
        ("<ol><li>一、甲<li>（二）乙</ol>", ["一、甲", "（二）乙"]),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", ["1.甲", "乙", "2.丙"]),
    ],
)
def test_numbers_of_lists_are_written_out(body: str, expected: list[str]) -> None:
    assert lines(read(body)) == expected


@pytest.mark.parametrize(
    ("number", "kind", "expected"),
    [
        (28, "A", "AB."),
        (14, "i", "xiv."),
        (1999, "I", "MCMXCIX."),
        (0, "a", "0."),
        (5000, "i", "5000."),
        (4, "disc", ""),
    ],
)
def test_numbers(number: int, kind: str, expected: str) -> None:
    assert numbered(number, kind) == expected
    assert [numbered(n, style="list-style: simp-chinese-informal") for n in (10, 21, 99, 100)] == [
        "十、", "二十一、", "九十九、", "100.",
    ]  # fmt: skip


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1", ""])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gbk", "gb18030"), ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("utf-16-le", "utf-16-le"),
    ],
)  # fmt: skip
def test_the_bytes_decide_the_encoding(declared: str, codec: str, name: str) -> None:
    draft = read(PAGE.replace('charset="utf-8"', f'charset="{declared}"' if declared else "").encode(codec))
    assert draft.encoding == name
    assert lines(draft) == REPORT


def test_big5() -> None:
    text = "青石縣政府資訊公開工作報告，本年度受理申請案件，均依規定辦理，並無收取費用之情形。"
    draft = read(f"<html><meta charset=gb2312><p>{text}".encode("big5"))
    assert (draft.encoding, lines(draft)) == ("big5", [text])


def test_what_a_page_declares_settles_what_is_too_short() -> None:
    data = "<meta charset='gb2312'><p>目录</p>".encode("gbk")
    assert lines(read(data)) == ["目录"]
    assert lines(read(data.replace(b"gb2312", b"none"))) == ["Ŀ¼"]
    assert read(b"<meta charset='gb2312'><p>abc").encoding == "utf-8"


def test_a_full_stop_is_not_lost() -> None:
    assert lines(read(b"a.b <p>c.d</p>")) == ["a.b", "c.d"]


def test_a_damaged_page() -> None:
    with pytest.raises(ReadError, match="第 2 行"):
        read(b"<html>\n<p>" + SENTENCE.encode() + b"\xff</p>")


# ---------------------------------------------------------------- pages saved as one file


def _mht(frame: str = "") -> bytes:
    parts = [("text/html; charset=gb2312", "http://a.cn/", PAGE.replace("<h1>", f"{frame}<h1>"))]
    parts += [("text/html", "http://a.cn/f.htm", "<p>框内的字")] if frame else []
    head = 'From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="--b"\n\n'
    body = "".join(
        f"----b\nContent-Type: {kind}\nContent-Location: {place}\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
        for kind, place, text in parts
    )
    return (head + body + "----b--\n").encode("gbk")


def test_mht() -> None:
    draft = read(_mht(), "a.mht")
    assert (lines(draft), draft.encoding) == (REPORT, "gb18030")
    draft = read(_mht("<iframe src='http://a.cn/f.htm'></iframe><iframe src='http://a.cn/f.htm'></iframe>"), "a.mhtml")
    assert (draft.text + draft.residue).count("框内的字") == 1
    assert lines(read(PAGE, "a.mht")) == REPORT


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\ntext",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!",
    ],
)
def test_mht_without_a_page(data: bytes) -> None:
    with pytest.raises(ReadError):
        read(data, "a.mht")


# ---------------------------------------------------------------- what cannot be read, what is hostile


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "没有文字"),
        (b" \n ", "没有文字"),
        (b"<html><body></body></html>", "没有文字"),
        (b"<p>&nbsp;<img src=a.png>", "没有文字"),
        ("只有文字，没有标签。".encode(), "不是网页"),
        (b"<frameset><frame src='body.htm'><noframes>x</noframes></frameset>", "body.htm"),
        (b"%PDF-1.4", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        ("<p>政府信息公开".encode() + b"\0</p>", "空字节"),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as failure:
        read(data)
    assert failure.value.reason("en")


def test_text_that_only_a_script_would_show_is_read() -> None:
    assert lines(read(f"<div style='display:none'><p>{SENTENCE}</div><script>show()</script>")) == [SENTENCE]


def test_no_entity_of_a_document_type_is_resolved() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">'
    draft = read(bomb + "]><html xmlns='http://www.w3.org/1999/xhtml'><body><p>甲&b;&c;乙</p></body></html>")
    assert lines(draft)[-1] == "甲&b;&c;乙"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + SENTENCE,
        "<table><tr><td>" * 30_000 + SENTENCE,
        "<ol><li>" * 30_000 + SENTENCE,
        "<p>" + "<span style='font-size:0'>" * 30_000 + f"<b style='font-size:9pt'>{SENTENCE}",
        "<table>" + "<tr><td rowspan=65535>1" * 300 + "<tr><td>2" * 30_000 + f"</table><p>{SENTENCE}",
        "<table>" + "<tr>" + "<td colspan=1000>1" * 10_000 + f"</table><p>{SENTENCE}",
        "<p>" + "【打印】返回首页字体大小" * 30_000 + f"x<p>{SENTENCE}",
        "<p>" + "> " * 100_000 + f"<p>{SENTENCE}",
        "<p>" + "甲\n \n" * 50_000 + f"<p>{SENTENCE}",
        "<a href=1>甲</a><br>" * 50_000 + f"<p>{SENTENCE}",
        f"<p {'style=x ' * 30_000}>{SENTENCE}",
        "<p style='" + "list-style: a " * 30_000 + f"'>{SENTENCE}",
        f"<iframe srcdoc='{'&lt;iframe srcdoc=x>' * 10_000}'></iframe>{SENTENCE}",
    ],
)
def test_cost_is_linear(page: str) -> None:
    began = time.perf_counter()
    assert SENTENCE in read(page).text
    assert time.perf_counter() - began < 5


def test_without_lxml_there_is_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "lxml.etree", None)
    with pytest.raises(ReadError, match=re.escape("reportlint[office]")):
        read(PAGE)
