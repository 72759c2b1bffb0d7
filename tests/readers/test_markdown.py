"""Markdown: the text of the draft is the source with its markup masked, and every span points into it."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from reportlint.draft.draft import Grid, Paragraph
from reportlint.errors import ReadError
from reportlint.readers import markdown
from reportlint.text.variants import fold

if TYPE_CHECKING:
    from reportlint.draft.draft import Draft

MASK = "\u2060"


def read(text: str) -> Draft:
    """Read Markdown, and verify what holds for every draft: places are those of the source."""
    draft = markdown.read("a.md", text.encode())
    assert len(draft.text) == len(text)
    assert [i for i, c in enumerate(text) if c in "\r\n"] == [i for i, c in enumerate(draft.text) if c in "\r\n"]
    changed = [(a, b) for a, b in zip(text, draft.text, strict=True) if a != b]
    assert all(b == MASK or a in "&\0" for a, b in changed)
    return draft


def shown(draft: Draft, span: tuple[int, int]) -> str:
    return draft.text[slice(*span)].replace(MASK, "")


def lines(draft: Draft) -> list[str]:
    return [shown(draft, block.span) for block in draft.blocks if isinstance(block, Paragraph)]


def grids(draft: Draft) -> list[list[tuple[str, int, int, int, int]]]:
    return [
        [(shown(draft, c.span), c.row, c.column, c.row_span, c.column_span) for c in block.cells]
        for block in draft.blocks
        if isinstance(block, Grid)
    ]


# ---------------------------------------------------------------- what stands in a line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**新收**申请3件", "新收申请3件"),
        ("共**3**件，*其中*__重点__", "共3件，其中重点"),
        ("***新收***_2_件", "新收_2_件"),
        ("新收申请**3件（含）**办结", "新收申请3件（含）办结"),
        ("张\\*\\*和2\\*3", "张**和2*3"),
        ("见[公开**目录**](http://a.cn/(x) 'b')。", "见公开目录。"),
        ("见<https://a.cn/>和https://b.cn", "见https://a.cn/和https://b.cn"),
        ("前![图[x](y)*z*](a.png)后", "前后"),
        ("用`a*b*`写，``c`d``", "用a*b*写，c`d"),
        ("共~~四~~五件", "共五件"),
        ("<font color='red'>红</font>字<!-- 注 -->", "红字"),
        ("a&lt;b&amp;c&nbsp;d&#20108;&bogus;", "a<b&c\xa0d二&bogus;"),
        ("[甲][1]与[乙]", "[甲][1]与[乙]"),
        ("2 * 3 = 6，a_b_c", "2 * 3 = 6，a_b_c"),
    ],
)
def test_marks_are_no_text(text: str, expected: str) -> None:
    assert lines(read(text)) == [expected]
    assert lines(read(f"> - {text}")) == [expected]
    assert lines(read(f"## {text} ##")) == [expected]


def test_a_masked_word_is_one_word_to_a_rule_and_points_into_the_source() -> None:
    source = "共**新收**申请"
    folded = fold(read(source).text)
    assert folded.text == "共新收申请"
    at = folded.text.index("新收申请")
    assert source[slice(*folded.to_source(type(folded.to_folded((0, 1)))(at, at + 4)))] == "新收**申请"


# ---------------------------------------------------------------- paragraphs and headings


def test_headings() -> None:
    draft = read("# 甲\n## 乙 ##\n丙\n===\n丁\n---\n\n###### 1. 戊\n####### 己\n正文")
    found = [(shown(draft, block.span), block.level) for block in draft.blocks if isinstance(block, Paragraph)]
    assert found == [("甲", 1), ("乙", 2), ("丙", 1), ("丁", 2), ("1. 戊", 6), ("####### 己", None), ("正文", None)]
    assert fold(draft.text).text.split() == ["甲", "乙", "丙", "丁", "1.戊", "#######己", "正文"]


def test_a_wrapped_line_runs_on() -> None:
    text = (
        "> 所列数据的统计期限为2022年1月1日至12月31日，本报\n> 告的电子版可以在网站下载，数字取自年底的统计台\n> 账。"
    )
    draft = read(text)
    assert lines(draft) == [text.replace("> ", "")]
    breaks = [offset for offset, char in enumerate(text) if char == "\n"]
    assert "本报告的电子版" in fold(draft.text, breaks).text


@pytest.mark.parametrize(
    "text",
    [
        "一、工作情况\n本机关公开了信息，方便公众查阅，没有收到意见。\n二、其他\n无。",
        "本机关公开了信息，方便公众查阅，没有收到意见\n（一）主动做好工作",
        "本机关公开了信息，方便公众查阅，没有收到意见，\\\n下一段",
        "本机关公开了信息，方便公众查阅，没有收到意见，  \n下一段",
        "本机关公开了信息，方便公众查阅，没有收到意见，<br>\n下一段",
        "青石县自然资源和规划局政务公开领导小组办公室\n2023年1月20日",
    ],
)
def test_a_line_that_does_not_run_on_is_a_paragraph(text: str) -> None:
    expected = [line.strip(" \\").replace("<br>", "") for line in text.split("\n")]
    assert lines(read(text)) == expected


def test_indentation_is_no_code() -> None:
    assert lines(read("    2022年工作\n\n\t　　下一段")) == ["2022年工作", "下一段"]


def test_numbers_of_items_stay_unless_they_are_counted_differently() -> None:
    assert lines(read("1. 甲\n2. 乙\n\n- 丙\n  1) 丁\n  2) 戊\n* 己")) == [
        "1. 甲",
        "2. 乙",
        "丙",
        "1) 丁",
        "2) 戊",
        "己",
    ]
    assert lines(read("1. 甲\n1. 乙\n1. 丙")) == ["1. 甲", "乙", "丙"]
    assert lines(read("一、甲\n\n（一）乙")) == ["一、甲", "（一）乙"]


# ---------------------------------------------------------------- tables


def test_pipe_tables() -> None:
    draft = read(
        "前\n\n| 项目 | **申请人** | 甲\\|乙 |\n|:--|:-:|--:|\n| 许可 | `3` ||\n|处罚|5|\n| 强制 | 1 | 2 | 多 |\n后面的字\n"
    )
    assert grids(draft) == [
        [
            ("项目", 0, 0, 1, 1), ("申请人", 0, 1, 1, 1), ("甲|乙", 0, 2, 1, 1),
            ("许可", 1, 0, 1, 1), ("3", 1, 1, 1, 1), ("", 1, 2, 1, 1),
            ("处罚", 2, 0, 1, 1), ("5", 2, 1, 1, 1), ("", 2, 2, 1, 1),
            ("强制", 3, 0, 1, 1), ("1", 3, 1, 1, 1), ("2", 3, 2, 1, 1), ("多", 3, 3, 1, 1),
        ]
    ]  # fmt: skip
    assert lines(draft) == ["前", "后面的字"]
    assert draft.blocks[1].location == "第1个表格"
    assert "--" not in draft.text


def test_a_table_in_a_quotation_and_without_outer_bars() -> None:
    assert grids(read("> 项目 | 数量\n> ---|---\n> 许可 | 3\n"))[0] == [
        ("项目", 0, 0, 1, 1), ("数量", 0, 1, 1, 1), ("许可", 1, 0, 1, 1), ("3", 1, 1, 1, 1),
    ]  # fmt: skip


def test_html_tables_also_with_blank_lines_in_them() -> None:
    text = (
        "前\n\n<table>\n<tr><td rowspan=2>结果</td><td colspan='2'>行政<br>许可</td></tr>\n\n<tr><td>&nbsp;12\n</td>\n"
        "<td></td></tr>\n</table>\n\n|a|b|\n|-|-|\n|1|2|\n"
    )
    draft = read(text)
    assert grids(draft)[0] == [
        ("结果", 0, 0, 2, 1), ("行政许可", 0, 1, 1, 2), ("12", 1, 1, 1, 1), ("", 1, 2, 1, 1),
    ]  # fmt: skip
    assert [block.location for block in draft.blocks] == ["", "第1个表格", "第2个表格"]
    assert "<" not in draft.text


def test_html_that_lays_out_text() -> None:
    body = "本机关按照要求公开政府信息，方便公众查阅，没有收到意见。" * 12
    draft = read(
        f"<table><tr><td>\n{body}\n</td><td>\n甲</td></tr></table>\n\n<div align=center>\n\n# 标题\n\n</div>\n"
    )
    assert not grids(draft)
    assert lines(draft) == [body, "甲", "标题"]


# ---------------------------------------------------------------- what is left out, what stays


def test_front_matter_is_residue() -> None:
    draft = read("---\ntitle: 年报\ndate: 2023\n---\n# 甲\n")
    assert (draft.residue, lines(draft)) == ("---\ntitle: 年报\ndate: 2023\n---", ["甲"])
    assert fold(draft.text).text.strip() == "甲"
    assert lines(read("---\n\n甲：乙\n\n---\n")) == ["甲：乙"]


def test_code_of_a_language_is_left_out_and_other_fenced_text_stays() -> None:
    assert lines(read("```python\nprint(1)\n```\n~~~\n甲  1\n~~~\n> ```text\n> 乙\n> ```\n")) == ["甲  1", "text", "乙"]
    assert lines(read("```表格\n甲\n```\n\n```js\n乙\n")) == ["表格", "甲", "js", "乙"]


def test_comments_and_rules_are_left_out() -> None:
    assert lines(read("甲\n\n<!-- 注\n\n释 -->\n\n---\n\n***\n乙\n\n<style>\np {}\n</style>\n<p hidden>丙</p>\n")) == [
        "甲",
        "乙",
    ]


def test_what_markdown_does_not_show_stays() -> None:
    assert lines(read("甲\n\n[^1]: 脚注\n[b]: http://a.cn\n")) == ["甲", "[^1]: 脚注", "[b]: http://a.cn"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks(line_break: str) -> None:
    text = "---\na: b\n---\n# 甲\n\n**乙**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n<table><tr><td>3</td>\n<td>4</td></tr></table>\n\n丙"
    draft = read(text.replace("\n", line_break))
    assert lines(draft) == ["甲", "乙", "丙"]
    assert [[cell[0] for cell in grid] for grid in grids(draft)] == [["a", "b", "1", "2"], ["3", "4"]]


def test_encodings() -> None:
    text = "# 青石县政府信息公开工作报告\n\n**本机关**按照要求公开政府信息。\n"
    draft = markdown.read("a.markdown", text.encode("gbk"))
    assert (draft.format, draft.encoding, len(draft.text)) == ("markdown", "gb18030", len(text))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "没有文字"),
        (b" \n\n", "没有文字"),
        (b"---\n\n<!-- x -->\n", "没有文字"),
        (b"PK\x03\x04", "ZIP"),
        (b"<!DOCTYPE html><html>", "网页"),
        (b"a" * (4 * 1024 * 1024 + 1), "太大"),
        (b"a\0b", "空字节"),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        markdown.read("a.md", data)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5_000 + "甲",
        "- " * 5_000 + "甲",
        "[" * 5_000 + "甲",
        "[甲](" * 5_000,
        "**甲" * 10_000,
        "*甲_" * 10_000,
        "`" * 5_000 + "甲",
        "".join("`" * n + "甲" for n in range(150)),
        "<" * 10_000 + "甲",
        "<!-" * 10_000 + "甲",
        "<table>\n甲" * 5_000,
        "<table><tr><td>甲\n" * 3_000 + "</table>\n" * 3_000,
        "|" + "甲|" * 3_000 + "\n|" + "-|" * 3_000 + "\n" + "|1|\n" * 3_000,
        "甲\n" * 10_000,
        "![" * 3_000 + "甲",
        "&" * 20_000 + "甲",
        "<div>\n" + "<!--" * 20_000 + "甲",
        "<div>\n" + "<a b='" * 20_000 + "甲",
        "<div>\n" + "<a " * 20_000 + "甲",
        "---\n" + "a: b\n" * 10_000,
    ],
)
def test_cost_stays_low(text: str) -> None:
    began = time.perf_counter()
    assert "甲" in read(text).text or "a: b" in text
    assert time.perf_counter() - began < 5


def test_any_soup_keeps_its_places() -> None:
    chance = random.Random(7)
    pieces = [
        "甲", "乙。", "\n", "\n\n", "**", "*", "_", "`", "```", "~~", "[", "](", ")", "![", "<td>", "<table>", "</table>",
        "<tr>", "|", "|-|-|\n", "&nbsp;", "&#0;", "\\", "> ", "- ", "1. ", "    ", "\t", "# ", "---\n", "<!--", "-->",
        "<br>", "\r\n", "　", "3", "<p", ">", "<![", "&", ";", "==\n", "<del>", "</del>",
    ]  # fmt: skip
    for _ in range(600):
        text = "甲" + "".join(chance.choices(pieces, k=chance.randrange(1, 60)))
        draft = read(text)
        for block in draft.blocks:
            assert 0 <= block.span.start <= block.span.end <= len(text)
            for cell in getattr(block, "cells", ()):
                assert block.span.start <= cell.span.start <= cell.span.end <= block.span.end
