"""Encodings: every text comes back as it was, or the reader is told what is wrong and where."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.encodings import UndecodableError, decode

SIMPLIFIED = "云屏县水利局2022年政府信息公开工作年度报告\r\n一、总体情况\r\n全年主动公开信息1286条，答复申请38件。\r\n"
TRADITIONAL = "雲屏縣水利局2022年政府信息公開工作年度報告\n一、總體情況\n全年主動公開信息1286條，答覆申請38件。\n"

MARKS = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32": codecs.BOM_UTF32_LE,
}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.evidence


@pytest.mark.parametrize("codec", ["big5", "cp950", "big5hkscs"])
def test_big5(codec: str) -> None:
    decoded = decode(TRADITIONAL.encode(codec))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5")


@pytest.mark.parametrize("encoding", MARKS)
def test_the_byte_order_mark_is_no_text(encoding: str) -> None:
    codec = {"utf-8-sig": "utf-8", "utf-32": "utf-32-le"}.get(encoding, encoding)
    decoded = decode(MARKS[encoding] + SIMPLIFIED.encode(codec))
    assert (decoded.text, decoded.encoding) == (SIMPLIFIED, encoding)


def test_utf32_big_endian() -> None:
    assert decode(codecs.BOM_UTF32_BE + SIMPLIFIED.encode("utf-32-be"))[:2] == (SIMPLIFIED, "utf-32")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("报告", "gb18030"),
        ("政府信息公开报告", "gb18030"),
        ("一", "gb18030"),
        ("報告", "big5"),
        ("政府信息公開報告", "big5"),
        ("县|38|\n" * 50, "gb18030"),
        ("縣|38|\n" * 50, "big5"),
        ("a\n" * 9000 + "办结三件", "gb18030"),
        ("1|2\n" * 20, "utf-16-le"),
        ("1|2\n" * 20, "utf-16-be"),
        ("没有空格也没有数字的一段话", "utf-16-le"),
        ("𠮷和㐂是少见的字，公开时照录", "gb18030"),
    ],
)
def test_short_and_sparse(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[:2] == (text, encoding)


@pytest.mark.parametrize("text", ["", "plain ASCII\n", "café ½ ①", "龘", "🙂", "\ue000"])
def test_valid_utf8_is_utf8(text: str) -> None:
    assert decode(text.encode())[:2] == (text, "utf-8")


def test_what_is_valid_utf8_is_not_weighed() -> None:
    assert decode(SIMPLIFIED.encode()).evidence == "valid UTF-8"
    assert decode(SIMPLIFIED.encode("gb18030")).evidence.startswith("gb18030 ")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Word .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "旧版 Word"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x7fELF\x02\x01", "ELF"),
        (bytes(range(256)) * 8, "空字节"),
        (bytes(range(1, 256)) * 8, "不是文本"),
        ("第一行\n第二行有\0空字节".encode(), "第 2 行"),
        (codecs.BOM_UTF8 + "一\n二\n三\0".encode(), "第 3 行"),
        (b"\x01\x02\x03\x04 abc", "控制字符"),
        ("これは日本語のテキストです。".encode("shift-jis"), "编码不在"),
        ("Привет, как дела".encode("koi8-r"), "编码不在"),
    ],
)
def test_what_is_not_text(data: bytes, kind: str) -> None:
    with pytest.raises(UndecodableError, match=kind):
        decode(data)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-8", "utf-8"),
    ],
)
def test_one_damaged_byte_is_named_by_its_line(text: str, codec: str, name: str) -> None:
    lines = text.encode(codec).splitlines(keepends=True)
    data = b"".join((*lines[:2], b"\xff", *lines[2:]))
    with pytest.raises(UndecodableError, match=rf"第 3 行.*ff.*{name}"):
        decode(data)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (SIMPLIFIED.strip(), "utf-8"),
        ("报告书", "utf-8"),
        ("政府信息公开", "gb18030"),
        (TRADITIONAL.rstrip("。\n"), "big5"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
    ],
)
def test_a_last_character_cut_short(text: str, codec: str) -> None:
    with pytest.raises(UndecodableError, match="截断"):
        decode(text.encode(codec)[:-1])


def test_two_encodings_in_one_file() -> None:
    with pytest.raises(UndecodableError, match="第 4 行"):
        decode(SIMPLIFIED.encode() + "又一段公开信息".encode("gb18030"))


_WORDS = ("政府", "信息", "公开", "年度", "报告", "工作", "申请", "答复", "办理", "群众", "，", "。", "12", "件", "\n")
_TRADITIONAL_WORDS = (
    "政府",
    "信息",
    "公開",
    "年度",
    "報告",
    "工作",
    "申請",
    "答復",
    "辦理",
    "群眾",
    "，",
    "。",
    "12",
    "件",
    "\n",
)
_prose = st.lists(st.sampled_from(_WORDS), min_size=8).map(lambda words: "公开" + "".join(words))
_traditional_prose = st.lists(st.sampled_from(_TRADITIONAL_WORDS), min_size=8).map(
    lambda words: "公開" + "".join(words)
)


@given(_prose, st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]))
def test_round_trips(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[:2] == (text, encoding)


@given(_traditional_prose, st.sampled_from(["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"]))
def test_round_trips_of_traditional_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[:2] == (text, encoding)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.sampled_from(sorted(MARKS)))
def test_marked_text_comes_back_whatever_it_says(text: str, encoding: str) -> None:
    codec = {"utf-8-sig": "utf-8", "utf-32": "utf-32-le"}.get(encoding, encoding)
    assert decode(MARKS[encoding] + text.encode(codec))[:2] == (text, encoding)


@given(st.binary(max_size=200) | _prose.map(lambda text: text.encode("gb18030")[1:]))
def test_no_byte_is_lost_or_replaced(data: bytes) -> None:
    try:
        text, encoding, _ = decode(data)
    except UndecodableError:
        return
    codec = {"utf-8-sig": "utf-8", "utf-32": "utf-32-le", "big5": "big5hkscs"}.get(encoding, encoding)
    marks = (b"", *MARKS.values(), codecs.BOM_UTF32_BE)
    assert any(data in {mark + text.encode(codec), mark + text.encode("utf-32-be")} for mark in marks)
