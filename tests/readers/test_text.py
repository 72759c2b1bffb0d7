"""The registry of readers, and plain text."""

from __future__ import annotations

import pytest

import reportlint.readers.text
from reportlint import readers
from reportlint.draft.draft import Paragraph
from reportlint.errors import ReadError
from reportlint.positions import SourceSpan


def test_suffixes_are_those_the_readers_declare() -> None:
    known = readers.suffixes()
    for suffix, name in known.items():
        assert suffix in readers.find(name).SUFFIXES
    declared = {suffix for name in set(known.values()) for suffix in readers.find(name).SUFFIXES}
    assert declared == set(known)
    assert known[".txt"] == known[".text"] == "text"


@pytest.mark.parametrize("path", ["a.txt", "a.TEXT", "-", "年报", "报告.2022"])
def test_text_and_unknown_suffixes_are_text(path: str) -> None:
    draft = readers.read(path, "公开信息\n".encode("gb18030"))
    assert (draft.path, draft.format, draft.encoding, draft.text) == (path, "text", "gb18030", "公开信息\n")


@pytest.mark.parametrize("suffix", [".rtf", ".odt", ".PPTX", ".xlsb", ".zip", ".png"])
def test_documents_that_no_reader_knows_fail_clearly(suffix: str) -> None:
    assert suffix.lower() not in readers.suffixes()
    with pytest.raises(ReadError) as failure:
        readers.read(f"年报{suffix}", "公开信息".encode())
    assert failure.value.path == f"年报{suffix}"
    assert failure.value.message == f"还不能读取 {suffix.lower()} 文件；请另存为纯文本（.txt）再检查"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_one_paragraph_a_line(line_break: str) -> None:
    text = line_break.join(["标题", "", "　正文。", "末行"])
    draft = readers.read("a.txt", text.encode())
    assert all(isinstance(block, Paragraph) and block.level is None for block in draft.blocks)
    assert [draft.text[slice(*block.span)] for block in draft.blocks] == ["标题", "", "　正文。", "末行"]
    assert readers.read("a.txt", (text + line_break).encode()).blocks == draft.blocks


def test_spans_do_not_count_the_byte_order_mark() -> None:
    draft = readers.read("a.txt", b"\xef\xbb\xbf" + "甲\n乙".encode())
    assert draft.encoding == "utf-8-sig"
    assert [block.span for block in draft.blocks] == [SourceSpan(0, 1), SourceSpan(2, 3)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空的"),
        (" \r\n\t\n\u3000\n".encode(), "空的"),
        (b"\xef\xbb\xbf", "空的"),
        (b"%PDF-1.4", "PDF"),
        ("一\n二".encode() + b"\xff\n" + "公开信息".encode(), "第 2 行"),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as failure:
        readers.read("年报.txt", data)
    assert str(failure.value).startswith("年报.txt: ")


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reportlint.readers.text.SIZE_LIMIT == 16 * 1024 * 1024
    monkeypatch.setattr(reportlint.readers.text, "SIZE_LIMIT", 1024 * 1024)
    assert readers.read("a.txt", b"a" * 1024 * 1024).text
    with pytest.raises(ReadError, match="2 MiB"):
        readers.read("a.txt", b"a" * (1024 * 1024 + 1))


def test_a_web_page_is_no_text() -> None:
    with pytest.raises(ReadError, match="网页"):
        readers.read("a.txt", "\n<!-- x --><!DOCTYPE html>\n<html><body>年度报告</body></html>".encode())


def test_a_mark_that_contradicts_the_bytes() -> None:
    with pytest.raises(ReadError, match="BOM"):
        readers.read("a.txt", b"\xef\xbb\xbf" + "年度报告，工作正常。".encode("gb18030"))


def test_korean_is_not_taken_for_chinese() -> None:
    korean = "올해 우리 기관은 정보공개 업무를 성실히 수행하였으며 다음과 같이 보고합니다 감사합니다 " * 10
    with pytest.raises(ReadError, match="编码不在"):
        readers.read("a.txt", korean.encode("euc-kr"))
