"""Edits of Word documents: what a person sees who opens them, and every byte that must stay."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reportlint import readers
from reportlint.positions import Change
from reportlint.revisions import WordFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WHEN = datetime(2024, 1, 31, 9, tzinfo=UTC)


def document(*paragraphs: list[str] | str) -> bytes:
    """Return a document; a paragraph is its runs, every other one bold."""
    made = docx.Document()
    for runs in paragraphs:
        paragraph = made.add_paragraph()
        for number, run in enumerate([runs] if isinstance(runs, str) else runs):
            added = paragraph.add_run(run)
            if number % 2:
                added.bold = True
    return saved(made)


def saved(made: docx.document.Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_body(body: str) -> bytes:
    """Return a document with this XML as its body."""
    return with_part(f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode())


def with_part(part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document(""))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, part if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def part_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def text_of(data: bytes) -> str:
    return readers.read("a.docx", data).text


def opened(data: bytes) -> WordFile:
    return WordFile("a.docx", data, readers.read("a.docx", data))


def replaced(data: bytes, old: str, new: str, count: int = 1) -> bytes:
    file = opened(data)
    at = -1
    for _ in range(count):
        at = file.text.index(old, at + 1)
    change = Change(at, at + len(old), new)
    assert file.takes(change)
    return file.changed([change], WHEN)


def test_the_old_text_is_struck_out_and_the_new_one_put_in() -> None:
    data = replaced(document("截止年底，公开20条。"), "截止", "截至")
    assert text_of(data) == "截至年底，公开20条。\n"
    mark = 'w:author="reportlint" w:date="2024-01-31T09:00:00Z"'
    assert f'<w:del w:id="1" {mark}><w:r><w:delText xml:space="preserve">截止</w:delText></w:r></w:del>' in part_of(
        data
    )
    assert f'<w:ins w:id="2" {mark}><w:r><w:t xml:space="preserve">截至</w:t></w:r></w:ins>' in part_of(data)
    docx.Document(io.BytesIO(data))


def test_a_new_run_looks_like_the_one_it_is_cut_from() -> None:
    data = replaced(document(["公开", "其它信息", "20条。"]), "其它", "其他")
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t" in part_of(data)
    assert part_of(data).count("<w:b/>") == 4  # before (empty), struck out, put in, behind


def test_across_runs() -> None:
    data = replaced(document(["公开信", "息20", "条。"]), "信息20条", "文件30件")
    assert text_of(data) == "公开文件30件。\n"
    assert part_of(data).count("<w:del ") == 3
    assert part_of(data).count("<w:ins ") == 1


def test_put_in_and_left_out() -> None:
    data = document("公开信息20条")
    file = opened(data)
    assert text_of(file.changed([Change(0, 0, "共")])).startswith("共公开")
    assert text_of(file.changed([Change(2, 4, "")])) == "公开20条\n"
    assert "<w:ins" not in part_of(file.changed([Change(2, 4, "")]))


def test_everything_else_stays_byte_for_byte() -> None:
    old = document("甲，截止年底。", "乙 & <丙>")
    new = replaced(old, "截止", "截至")
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(new)) as behind:
        assert before.namelist() == behind.namelist()
        assert [one.date_time for one in before.infolist()] == [one.date_time for one in behind.infolist()]
        for name in before.namelist():
            if name != "word/document.xml":
                assert before.read(name) == behind.read(name)
    assert part_of(new).startswith(part_of(old).partition("甲")[0].removesuffix("<w:t>"))
    assert part_of(new).endswith(part_of(old).partition("。</w:t>")[2])


def test_the_place_that_was_meant_not_the_same_words_elsewhere() -> None:
    data = replaced(document("截止年底。", "截止年底。", "截止年底。"), "截止", "截至", count=2)
    assert text_of(data) == "截止年底。\n截至年底。\n截止年底。\n"


def test_in_a_table_and_in_a_link() -> None:
    made = docx.Document()
    table = made.add_table(2, 2)
    for cell, text in zip(
        [table.cell(0, 0), table.cell(0, 1), table.cell(1, 0), table.cell(1, 1)], "甲乙丙7", strict=True
    ):
        cell.text = text
    assert text_of(replaced(saved(made), "7", "12")) == "甲\t乙\n丙\t12\n"
    link = with_body("<w:p><w:hyperlink><w:r><w:t>登陆网站</w:t></w:r></w:hyperlink></w:p>")
    assert text_of(replaced(link, "登陆", "登录")) == "登录网站\n"


def test_an_automatic_number_is_in_no_run() -> None:
    made = docx.Document()
    made.add_paragraph("截止年底。", style="List Number")
    file = opened(saved(made))
    at = file.text.index("截止")
    assert at > 0
    assert file.takes(Change(at, at + 2, "截至"))
    assert not file.takes(Change(0, 1, "2"))


def test_white_space_between_letters() -> None:
    assert text_of(replaced(document("公开 信息  20 条"), " 信息  20", "信息20")) == "公开信息20 条\n"


@pytest.mark.parametrize(
    "paragraph",
    [
        '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>截止年底</w:t></w:r></w:ins></w:p>',
        '<w:p><w:ins w:id="1" w:author="a"><w:hyperlink><w:r><w:t>截止年底</w:t></w:r></w:hyperlink></w:ins></w:p>',
        '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>截止年底</w:t></w:r></w:fldSimple></w:p>',
    ],
)
def test_what_others_inserted_and_what_a_field_shows_is_left_alone(paragraph: str) -> None:
    file = opened(with_body(paragraph + "<w:p><w:r><w:t>其它</w:t></w:r></w:p>"))
    assert not file.takes(Change(0, 2, "截至"))
    assert file.takes(Change(5, 7, "其他"))


def test_text_struck_out_by_others_is_no_text() -> None:
    body = (
        '<w:p><w:r><w:t>公开</w:t></w:r><w:del w:id="7" w:author="a"><w:r><w:delText>截止</w:delText></w:r></w:del>'
        "<w:r><w:t>截止年底</w:t></w:r></w:p>"
    )
    data = replaced(with_body(body), "截止", "截至")
    assert text_of(data) == "公开截至年底\n"
    assert "<w:delText>截止</w:delText>" in part_of(data)
    assert 'w:id="8"' in part_of(data)


def test_a_part_in_another_encoding_is_not_cut() -> None:
    part = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>截止</w:t></w:r></w:p></w:body></w:document>'
    file = opened(with_part(part.encode("utf-16")))
    assert not file.takes(Change(0, 2, "截至"))


def test_another_prefix() -> None:
    part = f'<x:document xmlns:x="{W}"><x:body><x:p><x:r><x:rPr><x:i/></x:rPr><x:t>截止</x:t></x:r></x:p></x:body></x:document>'
    data = replaced(with_part(part.encode()), "截止", "截至")
    assert text_of(data) == "截至\n"
    assert "<w:" not in part_of(data)


LETTERS = st.text(alphabet="公开信息甲乙1，。 &<", min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(LETTERS, min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_any_change_that_is_taken_is_made_there_and_nowhere_else(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    paragraphs = [[*runs, "尾"] for runs in paragraphs]
    file = opened(document(*paragraphs))
    start = data.draw(st.integers(0, len(file.text)))
    end = data.draw(st.integers(start, min(len(file.text), start + 5)))
    change = Change(start, end, data.draw(st.sampled_from(["", "新", "新&<"])))
    meant = file.text[:start] + change.replacement + file.text[end:]
    assume(meant.strip())  # a document without any text is not read
    if file.takes(change) and (change.replacement or start < end):
        assert "".join(text_of(file.changed([change])).split()) == "".join(meant.split())
