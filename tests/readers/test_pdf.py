"""PDF files: what only they have (passwords, fonts, turned pages, damage); what pages share is in test_pages.py."""

from __future__ import annotations

import io
import json
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from reportlint.draft.draft import Grid
from reportlint.errors import ReadError
from reportlint.readers import _pdf_streams, pdf

sys.path.insert(0, str(Path(__file__).parent))
import page_samples
from page_samples import Sheet

if TYPE_CHECKING:
    from reportlint.draft.draft import Draft

CORPUS = Path(__file__).parent.parent.parent.parent / "shared" / "corpus"
SONG = "STSong-Light"  # a font that is not in the file, as in many old ones
TEXT = Sheet().text(72, 150, "一、工作情况").text(72, 170, "青石县收到12件")


@pytest.fixture(autouse=True)
def _song() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))


def read(*sheets: Sheet, rotate: int = 0, named: bool = True) -> Draft:
    return pdf.read("年报.pdf", page_samples.pdf(sheets, rotate=rotate, named=named))


def failure(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        pdf.read("年报.pdf", data)
    assert caught.value.path == "年报.pdf"
    assert caught.value.reason("en").isascii()
    return caught.value.message


def drawn(draw: object = None, **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, **options)
    canvas.setFont(SONG, 16)
    if callable(draw):
        draw(canvas)
    else:
        canvas.drawString(72, 700, "青石县收到12件")
    canvas.save()
    return out.getvalue()


def cells(grid: Grid, draft: Draft) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): draft.text[slice(*cell.span)] for cell in grid.cells}


def test_the_draft_says_what_it_is() -> None:
    draft = read(TEXT)
    assert (draft.path, draft.format, draft.encoding) == ("年报.pdf", "pdf", "")
    assert draft.text == "一、工作情况\n青石县收到12件\n"


# ---------------------------------------------------------------- turned pages


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_that_is_stored_turned(rotate: int) -> None:
    sheet = Sheet(842, 595).text(72, 100, "表一")
    sheet.table([72, 200, 300], [200, 220, 240], {
        (0, 0, 1, 2): "数量", (1, 0, 1, 1): "收到", (1, 1, 1, 1): "12",
    })  # fmt: skip
    assert read(sheet, rotate=rotate).text == "表一\n数量\n收到\t12\n"


def test_a_page_whose_text_is_turned() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "一、工作情况 ABC def")
        canvas.drawString(0, -28, "共12件。")

    assert pdf.read("a.pdf", drawn(draw)).text == "一、工作情况 ABC def\n共12件。\n"


def test_watermarks_stand_aside() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "一、工作情况")
        canvas.translate(100, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")

    draft = pdf.read("a.pdf", drawn(draw))
    assert (draft.text, draft.residue) == ("一、工作情况\n", "内部资料")


# ---------------------------------------------------------------- fonts


def test_single_characters_of_a_font_that_is_not_there() -> None:
    """Where the machine has no such font, pdfium leaves them out without a word."""

    def draw(canvas: Canvas) -> None:
        for index, letter in enumerate("三本年无"):
            canvas.drawString(72, 700 - 20 * index, letter)
        canvas.drawString(172, 700, "12")

    assert pdf.read("a.pdf", drawn(draw)).text == "三\t12\n本\n年\n无\n".replace("\t", " ")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_such_a_page_may_be_turned_too(rotate: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotate)
        if rotate:
            canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 595)}[rotate])
            canvas.rotate(rotate)
        canvas.drawString(72, 300, "三")
        canvas.drawString(88, 300, "、工作")
        canvas.drawString(72, 272, "无")

    assert pdf.read("a.pdf", drawn(draw, pagesize=(595, 842))).text == "三、工作\n无\n"


def test_a_font_that_names_no_characters() -> None:
    assert "乱码" in failure(page_samples.pdf([TEXT], named=False))


def test_a_table_of_a_report_generator() -> None:
    style = ParagraphStyle("body", fontName=SONG, fontSize=16, leading=28, wordWrap="CJK", firstLineIndent=32)
    sentence = "青石县坚持公开为常态，收到申请123件，均按时办结。"
    head = [["项目", "单位", "数量", ""], ["", "", "本年", "上年"]]
    rows = [[f"（{n}）事项", "件", str(n), ""] for n in range(1, 61)]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("FONT", (0, 0), (-1, -1), SONG, 10)]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0))]
    table = Table(head + rows, repeatRows=2, colWidths=[150, 60, 60, 60], style=grid + spans)
    out = io.BytesIO()
    SimpleDocTemplate(out).build([Paragraph(sentence * 6, style), table, Paragraph("以上。", style)])
    draft = pdf.read("a.pdf", out.getvalue())
    first, block, last = draft.blocks
    assert draft.text[slice(*first.span)] == sentence * 6
    assert draft.text[slice(*last.span)] == "以上。"
    assert isinstance(block, Grid)
    found = cells(block, draft)
    assert [[found[row + 1, column] for column in range(4)] for row in range(1, 61)] == rows
    assert (found[0, 0], found[0, 2], found[1, 3]) == ("项目", "数量", "上年")


# ---------------------------------------------------------------- what cannot be read


def test_a_password() -> None:
    assert "密码" in failure(drawn(encrypt=StandardEncryption("secret", "owner", strength=128)))


def test_a_password_of_the_owner_only() -> None:
    protected = StandardEncryption("", "owner", canPrint=0, canModify=0, canCopy=0, strength=128)
    assert pdf.read("a.pdf", drawn(encrypt=protected)).text == "青石县收到12件\n"


def test_empty_and_of_another_kind() -> None:
    assert "没有文字" in failure(b"")
    assert "里面没有 PDF" in failure("一、工作情况".encode())
    assert "网页" in failure(b"<!DOCTYPE html><html><body>x</body></html>")
    assert "ZIP" in failure(b"PK\x03\x04" + bytes(100))
    assert "旧版 Office" in failure(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    assert "里面没有 PDF" in failure(bytes(5000))


def test_cut_off() -> None:
    whole = page_samples.pdf([TEXT, TEXT])
    for share in (0.1, 0.5, 0.9):
        assert "没有结尾" in failure(whole[: int(len(whole) * share)])


def test_damaged() -> None:
    assert "损坏" in failure(b"%PDF-1.5\n" + b"x" * 100 + b"\n%%EOF\n")
    assert "损坏" in failure(
        page_samples.pdf([TEXT]).replace(b"/Type /Catalog", b"/Type /Xatalog").replace(b"/Pages", b"/Qages")
    )


def test_bytes_before_and_after() -> None:
    whole = page_samples.pdf([TEXT])
    assert pdf.read("a.pdf", b"\r\n\r\n" + whole + b"\0" * 100).text == read(TEXT).text


def test_bytes_changed_anywhere_never_crash() -> None:
    whole = page_samples.pdf([TEXT])
    for place in range(20, len(whole), 37):
        try:
            pdf.read("a.pdf", whole[:place] + b"\xff<" + whole[place + 2 :])
        except ReadError:
            continue


def test_too_many_pages_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_PAGES", 2)
    assert "太长（3 页）" in failure(page_samples.pdf([TEXT] * 3))
    monkeypatch.setattr(pdf, "_MOST_CHARACTERS", 10)
    assert "文字太多" in failure(page_samples.pdf([TEXT]))


@pytest.mark.parametrize("twice", [False, True])
def test_streams_that_burst(monkeypatch: pytest.MonkeyPatch, twice: bool) -> None:
    stream = zlib.compress(b" " * 3_000_000)
    stream, name = (zlib.compress(stream), "/FlateDecode /FlateDecode") if twice else (stream, "/FlateDecode")
    data = page_samples.pdf([TEXT])
    at = data.index(b"1 0 obj")
    bomb = b"99 0 obj\n<< /Length %d /Filter [%b] >>\nstream\n%b\nendstream\nendobj\n" % (
        len(stream),
        name.encode(),
        stream,
    )
    monkeypatch.setattr(_pdf_streams, "_STREAM_LIMIT", 2_000_000)
    assert "解压后超过" in failure(data[:at] + bomb + data[at:])


def test_time_grows_with_the_pages() -> None:
    def seconds(count: int) -> float:
        xs, ys = [72 + 40 * n for n in range(11)], [100 + 20 * n for n in range(31)]
        inside = {(row, column, 1, 1): str(row * column) for row in range(30) for column in range(10)}
        data = page_samples.pdf([Sheet().table(xs, ys, inside)] * count)
        start = time.perf_counter()
        (grid,) = pdf.read("a.pdf", data).blocks
        assert isinstance(grid, Grid)
        assert len(grid.cells) == 300 * count
        return time.perf_counter() - start

    seconds(1)
    assert seconds(20) < 40 * min(seconds(2), seconds(2))


# ---------------------------------------------------------------- a real one


@pytest.mark.skipif(not CORPUS.exists(), reason=f"{CORPUS} is not there")
def test_every_value_of_a_real_report() -> None:
    (path,) = (CORPUS / "real").glob("*.pdf")
    gold = json.loads((CORPUS / "gold" / f"{path.stem}.json").read_text("utf-8"))
    draft = pdf.read(path.name, path.read_bytes())
    _, requests, disputes = (cells(block, draft) for block in draft.blocks if isinstance(block, Grid))
    found = [[requests[row, column] for column in range(3, 10)] for row in range(3, 28)]
    assert found == [["" if value is None else str(value) for value in row] for row in gold["t3"]]
    assert [disputes[3, column] for column in range(15)] == [str(value) for value in gold["t4"]]
