"""Word files of the old format, what else bears their suffix, and files that nobody reads."""

from __future__ import annotations

import os
import random
import struct
import time
from pathlib import Path

import pytest
from word97_samples import IN_TABLE, Lists, Para, cell, doc, old_doc, ole, para, row, sprm
from word_samples import docx, p

from reportlint import readers
from reportlint.draft.draft import Draft, Grid, Paragraph
from reportlint.errors import ReadError
from reportlint.readers import _word97_file, _word_office

HIDDEN, DELETED = sprm(0x083C), sprm(0x0800)


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_word_office, "_PROGRAMS", ())


def read(data: bytes, path: str = "年报.doc") -> Draft:
    return readers.read(path, data)


def lines(*paragraphs: Para) -> list[str]:
    return read(doc(list(paragraphs))).text.splitlines()


def reason(data: bytes) -> str:
    with pytest.raises(ReadError) as failure:
        read(data)
    assert failure.value.path == "年报.doc"
    assert "{" not in failure.value.text("en")
    return failure.value.message


def cells(draft: Draft, number: int = 0) -> list[tuple[str, int, int, int, int]]:
    grid = [block for block in draft.blocks if isinstance(block, Grid)][number]
    return [
        (draft.text[cell.span.start : cell.span.end], cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in grid.cells
    ]


# ---------------------------------------------------------------- text


def test_paragraphs() -> None:
    draft = read(doc([para("青石县年度工作"), para(""), para("一、总体情况𠮷文"), para("收到36件")]), "年报.wps")
    assert (draft.path, draft.format, draft.encoding) == ("年报.wps", "doc", "")
    assert draft.text.splitlines() == ["青石县年度工作", "一、总体情况𠮷文", "收到36件"]
    assert [block.location for block in draft.blocks if isinstance(block, Paragraph)] == ["第1段", "第2段", "第3段"]


def test_characters_that_are_no_text() -> None:
    assert lines(para("甲\x0b乙\x1e丙\x1f丁\x01\x08\x05\t戊\x02"), para("己", "\x0c"), para("庚\u00a0")) == [
        "甲", "乙-丙\u00ad丁\t戊", "己", "庚\u00a0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共\x13=SUM(ABOVE)\x1436\x15件", "共36件"),
        ("共\x13DATE\x15件", "共件"),
        ("第\x13PAGE \x13IF\x14内\x15\x143\x15页", "第3页"),
        ("共\x1336件", "共36件"),
        ("共\x1536件\x14", "共36件"),
    ],
)
def test_a_field_shows_its_result(text: str, expected: str) -> None:
    assert lines(para(text)) == [expected]


def test_deleted_and_hidden_text_is_not_read() -> None:
    assert lines(
        Para([("收到", b""), ("隐", HIDDEN), ("旧", DELETED), ("新", sprm(0x0801)), ("显", sprm(0x083C, 0))]),
        Para([("前半", b"")], "\r", end_modifiers=DELETED),
        Para([("后半", b"")], "\r", end_modifiers=HIDDEN),
        Para([("(", sprm(0x6A09, 0xF0FE0003)), ("是", b"")]),
    ) == ["收到新显", "前半后半", "☑是"]


def test_single_bytes_are_western_unless_they_are_clearly_chinese() -> None:
    assert read(doc([para("Report “2021” – café"), para("36")], narrow="cp1252")).text == "Report “2021” – café\n36\n"
    draft = read(doc([para("青石县年度工作"), cell("甲"), cell("1")], narrow="gbk", formatted=False))
    assert draft.text.startswith("青石县年度工作\n")


def test_word_95() -> None:
    draft = read(old_doc("青石县年度工作\r收到36件\r甲\x071\x07\x07乙\x072\x07\x07完\r"))
    assert draft.text.splitlines() == ["青石县年度工作", "收到36件", "甲\t1", "乙\t2", "完"]
    assert read(old_doc("青石縣", language=0x0404, encoding="big5")).text == "青石縣\n"
    assert "另存为 .docx" in reason(old_doc("甲", flags=4))


def test_other_stories() -> None:
    draft = read(
        doc(
            [para("正文\x02"), para("完")],
            footnotes=[[para("\x02 注一"), para("续")], [para("\x02注二")]],
            headers=[para("\x03"), para("页眉"), para("页眉")],
            boxes=[para("框内")],
        )
    )
    assert [(draft.text[b.span.start : b.span.end], b.location) for b in draft.blocks] == [
        ("正文", "第1段"), ("完", "第2段"), ("框内", "文本框"), (" 注一", "脚注1"), ("续", "脚注1"), ("注二", "脚注2"),
    ]  # fmt: skip
    assert draft.residue == "页眉"


# ---------------------------------------------------------------- styles and numbers


def test_headings_and_contents() -> None:
    styles = [(0, 0xFFF, b""), (1, 0, b""), (0xFFE, 1, b""), (0xFFE, 0, sprm(0x2640, 2)), (19, 0, b""), (0xFFE, 5, b"")]
    draft = read(
        doc(
            [
                para("普通"),
                para("一级", style=1),
                para("派生", style=2),
                para("三级", style=3),
                para("目录\t1", style=4),
                para("环", style=5),
                para("直接", modifiers=sprm(0x2640, 1)),
                para("否", style=1, modifiers=sprm(0x2640, 9)),
                para("无此式", style=99),
            ],
            styles=styles,
        )
    )
    assert [block.level for block in draft.blocks if isinstance(block, Paragraph)] == [
        None, 1, 1, 3, None, 2, None, None,
    ]  # fmt: skip
    assert draft.residue == "目录\t1"


def test_automatic_numbers() -> None:
    def item(level: int, number: int = 1) -> Para:
        return para("文", modifiers=sprm(0x460B, number) + sprm(0x260A, level))

    lists = Lists([(39, "\0、"), (37, "（\1）"), (0, "\0.\2"), (23, "●")], [{}, {0: 7}])
    styles = [(0, 0xFFF, b""), (0xFFE, 0, sprm(0x460B, 1) + sprm(0x260A, 1))]
    body = [
        item(0),
        item(1),
        item(1),
        item(2),
        item(0),
        para("式", style=1),
        item(3),
        item(0, 2),
        item(0, 0),
        item(0, 9),
    ]
    body.append(para("离", style=1, modifiers=sprm(0x460B, 0)))
    assert read(doc(body, lists=lists, styles=styles)).text.splitlines() == [
        "一、文", "（一）文", "（二）文", "一.1文", "二、文", "（一）式", "文", "七、文", "文", "文", "离",
    ]  # fmt: skip


# ---------------------------------------------------------------- tables


def test_merged_cells_stand_once() -> None:
    body = [
        para("统计表"),
        *[cell("指标"), cell("申请人"), row([0, 100, 400], [3, 0])],
        *[cell(""), cell("自然人"), cell("法人"), cell("总计"), row([0, 105, 200, 300, 400], [1, 0, 0, 0])],
        *[cell("收到"), cell("1"), cell(""), cell("1"), row([0, 100, 200, 300, 400])],
        *[cell("合"), cell("并"), cell("2"), row([0, 100, 200, 400], None, [1, 2, 0])],
        *[cell("又"), cell("并"), cell("3"), row([0, 100, 200, 400], None, [2, 1, 0])],
        para("完"),
    ]
    draft = read(doc(body))
    assert cells(draft) == [
        ("指标", 0, 0, 2, 1), ("申请人", 0, 1, 1, 3),
        ("自然人", 1, 1, 1, 1), ("法人", 1, 2, 1, 1), ("总计", 1, 3, 1, 1),
        ("收到", 2, 0, 1, 1), ("1", 2, 1, 1, 1), ("", 2, 2, 1, 1), ("1", 2, 3, 1, 1),
        ("合", 3, 0, 1, 2), ("2", 3, 2, 1, 2),
        ("又", 4, 0, 1, 2), ("3", 4, 2, 1, 2),
    ]  # fmt: skip
    assert [block.location for block in draft.blocks] == ["第1段", "第1个表格", "第2段"]


def test_merges_that_stand_behind_the_row() -> None:
    def end(cell_number: int, how: int) -> Para:
        plain = row([0, 100, 200])
        return plain._replace(modifiers=plain.modifiers + sprm(0xD62B, bytes([cell_number, how])))

    draft = read(doc([cell("甲"), cell("1"), end(0, 3), cell(""), cell("2"), end(0, 1)]))
    assert cells(draft) == [("甲", 0, 0, 2, 1), ("1", 0, 1, 1, 1), ("2", 1, 1, 1, 1)]


def test_paragraphs_and_tables_within_a_cell() -> None:
    inner = [
        cell("内", 2),
        cell("1", 2),
        row([0, 50, 100], depth=2),
        cell("外", 2),
        cell("2", 2),
        row([0, 50, 100], depth=2),
    ]
    body = [
        *[cell("甲"), cell("1"), row([0, 100, 200]), cell("丙"), cell("3"), row([0, 100, 200])],
        *[para("第一", modifiers=IN_TABLE), cell("第二"), *inner, cell("见"), row([0, 100, 200])],
    ]
    draft = read(doc(body))
    assert [cell[0] for cell in cells(draft)] == ["甲", "1", "丙", "3", "第一第二", "见"]
    assert [cell[0] for cell in cells(draft, 1)] == ["内", "1", "外", "2"]


def test_a_wide_row_stands_in_another_stream() -> None:
    texts = [str(number) for number in range(40)]
    wide = row([10 * 40 * number for number in range(41)], [3, *[0] * 39])
    data = b"\0\0" + struct.pack("<H", len(wide.modifiers)) + wide.modifiers
    end = para("", "\x07", modifiers=IN_TABLE + sprm(0x2417) + sprm(0x6646, 2))
    draft = read(doc([*map(cell, texts), end, *map(cell, texts), end], data=data))
    assert [one[2] for one in cells(draft)][:40] == list(range(40))


def test_rows_that_do_not_say_how_their_cells_lie() -> None:
    end = para("", "\x07", modifiers=IN_TABLE + sprm(0x2417))
    wrong = row([0, 100, 200, 300])
    draft = read(doc([cell("甲"), cell("1"), end, cell("乙"), cell("2"), wrong, cell("丙"), cell("没有结束")]))
    assert [cell[:3] for cell in cells(draft)] == [
        ("甲", 0, 0), ("1", 0, 1), ("乙", 1, 0), ("2", 1, 1), ("丙", 2, 0), ("没有结束", 2, 1),
    ]  # fmt: skip


def test_tables_without_properties_are_guessed() -> None:
    rows = [["指标", "数", "注"], ["收到", "36", ""], ["办结", "", ""]]
    body = [para("表"), *(one for texts in rows for one in [*map(cell, texts), row([0, 1])]), para("完")]
    draft = read(doc(body, formatted=False))
    assert [cell[0] for cell in cells(draft)] == [text for texts in rows for text in texts]
    assert [cell[1:3] for cell in cells(draft)] == [(row, column) for row in range(3) for column in range(3)]
    lone = read(doc([cell("甲"), cell("乙"), cell("丙")], formatted=False))
    assert [cell[1:3] for cell in cells(lone)] == [(0, 0), (0, 1)]  # the last mark is that of the row


# ---------------------------------------------------------------- under a borrowed name


def test_other_documents_under_this_name() -> None:
    assert read(docx(p("收到36件"))).format == "docx"
    assert readers.read("年报.docx", doc([para("收到36件")])).format == "doc"
    for data in ("收到36件\n".encode("gb18030"), "收到36件\n".encode("utf-16")):
        draft = read(data)
        assert (draft.path, draft.format, draft.text) == ("年报.doc", "text", "收到36件\n")


@pytest.mark.parametrize(
    "page",
    [
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><p>收到36件</p></body></html>",
        "\ufeff<!-- 导出 --> <!DOCTYPE HTML PUBLIC 'x'><html><body>收到36件</body></html>",
        "<?xml version='1.0'?>\n<html><body><p>收到36件</p></body></html>",
        "<table><tr><td>收到</td><td>36件</td></tr></table>",
        "<p class=MsoNormal>收到36件</p>",
        (
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; "
            "charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>收到36件</p></body></html>\r\n--x--\r\n"
        ),
    ],
    ids=["Word", "comment", "XHTML", "table", "fragment", "MHT"],
)
def test_web_pages_under_this_name(page: str) -> None:
    if ".html" not in readers.suffixes():
        assert "另存为 .docx" in reason(page.encode())
        return
    draft = read(page.encode())
    assert draft.format == "html"
    assert "36件" in draft.text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1\\ansi x}", "RTF"),
        (b"\xef\xbb\xbf{\\rtf1 x}", "RTF"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='x'/>", "XML"),
    ],
)
def test_kinds_that_nobody_reads(data: bytes, kind: str) -> None:
    said = reason(data)
    assert kind in said
    assert "另存为 .docx" in said


def test_text_that_only_begins_with_a_bracket() -> None:
    assert read("<关于公开的说明>\n收到36件\n".encode()).format == "text"
    assert "不是文本" in reason(bytes(range(256)) * 4)


# ---------------------------------------------------------------- files that do not hold together


def test_files_without_text() -> None:
    assert reason(b"") == "文件里没有文字，没有可检查的内容"
    assert reason(doc([para(" ")])) == "文件里没有文字，没有可检查的内容"


def test_encrypted_files() -> None:
    assert reason(doc([para("甲")], flags=0x0100)) == "文件加了密码，不能读取；请去掉密码再检查"
    assert "密码" in reason(ole({"EncryptedPackage": b"x"}))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (ole({"Workbook": b"x"}), "里面没有 Word 正文"),
        (ole({"WordDocument": b"\xec\xa5\xc1\0" + b"\0" * 600}), "缺少 0Table"),
        (ole({"WordDocument": b"\xec\xa5\xc1\0" + b"\0" * 600, "0Table": b"x"}), "文字的位置表不完整"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "OLE 容器不完整"),
        (doc([para("甲" * 5000)])[:6000], "OLE 容器不完整"),
    ],
    ids=["sheet", "no table", "no pieces", "header only", "cut off"],
)
def test_broken_files(data: bytes, why: str) -> None:
    assert reason(data) == f"不能读取：{why}；请用 Word 或 WPS 打开，另存为 .docx 再检查"


def test_whatever_is_damaged_nothing_crashes() -> None:
    chance = random.Random(7)
    whole = doc(
        [para("甲", style=1), cell("乙"), cell("1"), row([0, 100, 200], [3, 0]), para("丙", modifiers=sprm(0x460B, 1))],
        styles=[(0, 0xFFF, b""), (1, 0, sprm(0x2640, 1))],
        lists=Lists([(39, "\0、")], [{0: 2}]),
        footnotes=[[para("\x02注")]],
    )
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 10, 100])):
            data[chance.randrange(8, len(data))] = chance.choice([0, 1, 0x7F, 0xFF, chance.randrange(256)])
        try:
            read(bytes(data))
        except ReadError as error:
            assert error.message  # noqa: PT017  (either way is right)


@pytest.mark.parametrize("size", [0, 1, 4, 0x50, 0x99])
def test_a_stream_that_ends_within_its_header(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    stream = b"\xec\xa5\xc1\0".ljust(size, b"\0")[:size]
    monkeypatch.setattr(_word97_file, "_streams", lambda *_: {"WordDocument": stream, "0Table": b""})
    assert "里面没有 Word 正文" in reason(ole({}))


def test_pieces_that_repeat_the_text_are_refused() -> None:
    whole = bytearray(doc([para("甲" * 50)]))
    at = whole.index(struct.pack("<2i", 0, 51))
    struct.pack_into("<i", whole, at + 4, 2**30)
    assert "位置表" in reason(bytes(whole))


def test_time_is_linear() -> None:
    def seconds(count: int) -> float:
        body = [
            one
            for number in range(count)
            for one in (Para([("文", DELETED), (str(number), b"")]), cell("甲"), cell("1"), row([0, 100, 200]))
        ]
        data = doc(body)
        begin = time.perf_counter()
        read(data)
        return time.perf_counter() - begin

    seconds(10)
    one, other = (min(seconds(count) for _ in range(2)) for count in (250, 1000))
    assert other < 12 * one, (one, other)  # 4 times as much; squared were 16


# ---------------------------------------------------------------- LibreOffice

FAKE = """#!/bin/sh
echo "$@" > "{log}"
while [ $# -gt 0 ]; do
  case "$1" in --outdir) out="$2"; shift;; esac
  shift
done
{action}
"""


def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str) -> Path:
    if os.name == "nt":
        pytest.skip("the stand-in is a shell script")
    log = tmp_path / "log"
    program = tmp_path / "soffice"
    program.write_text(FAKE.format(log=log, action=action))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(_word_office, "_PROGRAMS", ("soffice",))
    return log


def test_what_cannot_be_read_is_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "result").write_bytes(docx(p("收到36件")))
    log = office(tmp_path, monkeypatch, f'mkdir -p "$out"; cp "{tmp_path}/result" "$out/draft.docx"')
    for data, suffix in ((b"{\\rtf1 x}", ".rtf"), (old_doc("甲", flags=4), ".doc")):
        draft = read(data)
        assert (draft.path, draft.text) == ("年报.doc", "收到36件\n")
        source = log.read_text().split()[-1]
        assert source.endswith(f"draft{suffix}")
        assert "--headless" in log.read_text()
        assert not Path(source).parent.exists()


@pytest.mark.parametrize("action", ["exit 1", 'mkdir -p "$out"; echo x > "$out/draft.docx"', "kill -9 $$"])
def test_a_conversion_that_fails_leaves_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    office(tmp_path, monkeypatch, action)
    assert reason(b"{\\rtf1 x}").startswith("不能读取：内容其实是RTF 文件；请用 Word")


def test_a_conversion_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, monkeypatch, f"sleep 30 & echo $! > {tmp_path}/child; wait")
    begin = time.perf_counter()
    assert _word_office.converted(b"x", ".rtf", timeout=0.5) is None
    assert time.perf_counter() - begin < 10
    child = int((tmp_path / "child").read_text())
    stat = Path(f"/proc/{child}/stat")
    assert not stat.exists() or stat.read_text().split()[2] == "Z"


def test_a_program_that_cannot_start_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, monkeypatch, "")
    (tmp_path / "soffice").write_bytes(b"\x7fELF nonsense")
    assert _word_office.converted(b"x", ".rtf") is None
