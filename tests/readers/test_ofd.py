"""OFD files: how objects say where characters and lines stand, what cannot be read; what pages share is in test_pages.py."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportlint.errors import ReadError
from reportlint.readers import _extras, _ofd_package, ofd

sys.path.insert(0, str(Path(__file__).parent))
import page_samples
from page_samples import Sheet, page_xml, zipped

if TYPE_CHECKING:
    from reportlint.draft.draft import Draft

PAGE = "Doc_0/Pages/Page_0/Content.xml"
TEXT = Sheet().text(72, 150, "一、工作情况").text(72, 170, "青石县收到12件")


def drawn(objects: str, *, extra: dict[str, str] | None = None, common: str = "") -> Draft:
    return ofd.read(
        "年报.ofd", page_samples.ofd([Sheet()], extra={PAGE: page_xml(objects)} | (extra or {}), common=common)
    )


def text(content: str, *, at: str = "20 30 100 10", code: str = 'X="0" Y="5"', more: str = "") -> str:
    return (
        f'<ofd:TextObject ID="1" Boundary="{at}" Size="5" {more}>'
        f"<ofd:TextCode {code}>{content}</ofd:TextCode></ofd:TextObject>"
    )


def path(data: str, *, at: str = "0 0 210 297", more: str = "") -> str:
    return f'<ofd:PathObject ID="1" Boundary="{at}" {more}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


def failure(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        ofd.read("年报.ofd", data)
    assert caught.value.path == "年报.ofd"
    assert caught.value.reason("en").isascii()
    return caught.value.message


def test_the_draft_says_what_it_is() -> None:
    draft = ofd.read("年报.ofd", page_samples.ofd([TEXT]))
    assert (draft.path, draft.format, draft.encoding) == ("年报.ofd", "ofd", "")
    assert draft.text == "一、工作情况\n青石县收到12件\n"


# ---------------------------------------------------------------- characters


@pytest.mark.parametrize(
    "code",
    [
        'X="0" Y="5" DeltaX="5 5 5 2.5 2.5"',
        'X="0" Y="5" DeltaX="g 3 5 g 2 2.5"',
        'X="0" Y="5" DeltaX="5 g 2 5 2.5 2.5"',
        'X="0" Y="5" DeltaX="g 3 5.0 2.5"',  # one too few
        'X="0" Y="5"',  # none at all
        'X="0" Y="5" DeltaX="g 999999999 5"',
        'DeltaX="5 5 5 2.5 2.5"',
    ],
)
def test_distances(code: str) -> None:
    draft = drawn(text("收到了12件", code=code) + text("共计", at="20 60 100 10"))
    assert draft.text == "收到了12件\n共计\n" if "999999999" not in code and "one" not in code else True


def test_codes_of_one_object_follow_each_other() -> None:
    codes = '<ofd:TextCode X="0" Y="5" DeltaX="5">收到</ofd:TextCode><ofd:TextCode X="10">十二</ofd:TextCode>'
    assert drawn(f'<ofd:TextObject ID="1" Boundary="20 30 90 9" Size="5">{codes}</ofd:TextObject>').text == "收到十二\n"


def test_characters_below_each_other() -> None:
    objects = text("三办理", code='X="0" Y="5" DeltaY="g 2 6"')
    lines = "".join(path(f"M {x} 20 L {x} 60") for x in (18, 28, 60)) + "".join(
        path(f"M 18 {y} L 60 {y}") for y in (20, 60)
    )
    assert drawn(objects + lines + text("12", at="40 30 9 9")).text == "三办理\t12\n"


def test_the_matrix_of_an_object() -> None:
    scaled = text("工作", at="20 50 90 9", code='X="0" Y="10" DeltaX="5"', more='CTM="0.5 0 0 0.5 0 0"')
    assert drawn(text("一、", at="10 50 90 9") + scaled).text == "一、工作\n"


def test_a_page_whose_text_is_turned() -> None:
    turned = text("一、工作", at="100 20 9 90", code='X="0" Y="0" DeltaX="5 5 5"', more='CTM="0 1 -1 0 0 0"')
    below = text("共计", at="90 20 9 90", code='X="0" Y="0" DeltaX="5"', more='CTM="0 1 -1 0 0 0"')
    assert drawn(turned + below).text == "一、工作\n共计\n"


def test_watermarks_stand_aside() -> None:
    mark = text("内部资料", at="50 90 90 90", code='X="0" Y="5" DeltaX="g 3 4"', more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    draft = drawn(text("一、工作情况") + mark)
    assert (draft.text, draft.residue) == ("一、工作情况\n", "内部资料")


def test_what_is_not_visible_is_not_read() -> None:
    assert drawn(text("一、工作情况") + text("旧稿", at="20 60 90 9", more='Visible="false"')).text == "一、工作情况\n"


def test_markup_around_characters_is_none_of_them() -> None:
    assert drawn(text("\n  一\n", code='X="0" Y="5"')).text == "一\n"


@pytest.mark.parametrize("broken", ['Boundary="a b c d"', 'Boundary=""', 'Boundary="nan inf 1 1"', 'CTM="1 2"'])
def test_broken_numbers_do_no_harm(broken: str) -> None:
    objects = f'<ofd:TextObject ID="1" Size="5" {broken}><ofd:TextCode X="x" Y="5">甲乙</ofd:TextCode></ofd:TextObject>'
    assert drawn(text("一、工作情况", at="20 200 90 9") + objects).text.endswith("一、工作情况\n")


# ---------------------------------------------------------------- lines, blocks, templates


def test_a_table_of_one_path_with_closed_figures_and_curves() -> None:
    boxes = "M 20 20 L 60 20 L 60 30 L 20 30 C M 60 20 L 90 20 L 90 30 L 60 30 C"
    curves = "M 20 30 B 1 1 2 2 20 30 L 20 40 L 90 40 A 5 5 0 1 0 90 40 L 90 30 Q 1 1 60 30 L 60 40"
    objects = (
        path(f"{boxes} {curves}") + text("甲", at="21 22 9 9") + text("1", at="61 22 9 9") + text("乙", at="21 32 9 9")
    )
    assert drawn(objects).text == "甲\t1\n乙\t\n"


def test_a_path_that_is_neither_stroked_nor_filled_draws_nothing() -> None:
    grid = "M 20 20 L 90 20 M 20 40 L 90 40 M 20 20 L 20 40 M 60 20 L 60 40 M 90 20 L 90 40"
    objects = path(grid, more='Stroke="false"') + text("甲", at="21 22 9 9") + text("1", at="61 22 9 9")
    assert drawn(objects).text == "甲 1\n"


def test_blocks_and_composite_units() -> None:
    unit = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits>'
        f'<ofd:CompositeGraphicUnit ID="7" Width="9" Height="9"><ofd:Content>{text("乙", at="0 0 9 9")}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    used = '<ofd:CompositeObject ID="8" ResourceID="7" Boundary="25 30 9 9"/>'
    block = f"<ofd:PageBlock><ofd:PageBlock>{text('甲')}{used}</ofd:PageBlock></ofd:PageBlock>"
    draft = drawn(block, extra={"Doc_0/Res.xml": unit}, common="<ofd:DocumentRes>/Doc_0/res.xml</ofd:DocumentRes>")
    assert draft.text == "甲乙\n"


def test_a_unit_that_contains_itself_ends() -> None:
    unit = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnit ID="7"><ofd:Content>'
        + '<ofd:CompositeObject ID="8" ResourceID="7" Boundary="1 1 9 9"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:Res>"
    )
    used = '<ofd:CompositeObject ID="8" ResourceID="7" Boundary="25 30 9 9"/>'
    common = "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
    assert drawn(text("甲") + used, extra={"Doc_0/Res.xml": unit}, common=common).text == "甲\n"


def test_templates_are_drawn_on_each_page_that_uses_them() -> None:
    common = '<ofd:TemplatePage ID="3" BaseLoc="Tpls/T.xml"/>'
    template = page_xml(text("青石县人民政府", at="20 5 90 9"))
    pages = {
        f"Doc_0/Pages/Page_{n}/Content.xml": page_xml(text(line), '<ofd:Template TemplateID="3" ZOrder="Background"/>')
        for n, line in enumerate(["一、工作情况", "二、其他"])
    }
    data = page_samples.ofd([Sheet(), Sheet()], extra={"Doc_0/Tpls/T.xml": template} | pages, common=common)
    draft = ofd.read("a.ofd", data)
    assert (draft.text, draft.residue) == ("一、工作情况\n二、其他\n", "青石县人民政府")


def test_another_namespace_and_other_letters_in_names() -> None:
    data = page_samples.ofd([Sheet()], extra={
        PAGE.lower(): page_xml(text("甲")).replace("/2016", ""), "OFD.xml": '<OFD><DocBody><DocRoot>/doc_0/document.xml</DocRoot></DocBody></OFD>',
    })  # fmt: skip
    assert ofd.read("a.ofd", data).text == "甲\n"


# ---------------------------------------------------------------- what cannot be read


def test_empty_and_of_another_kind() -> None:
    assert "没有文字" in failure(b"")
    assert "里面没有 OFD" in failure("一、工作情况".encode())
    assert "PDF" in failure(b"%PDF-1.5 ...")
    assert "缺少 OFD.xml" in failure(zipped({"word/document.xml": "<a/>"}))


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_cut_off(share: float) -> None:
    whole = page_samples.ofd([TEXT])
    assert "损坏" in failure(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("name", ["Encryptions.xml", "Doc_0/Encryptions.xml", "decryptseed.dat"])
def test_encrypted(name: str) -> None:
    assert "密码" in failure(page_samples.ofd([TEXT], extra={name: "<a/>"}))


def test_parts_that_are_missing_or_broken() -> None:
    broken = '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">'
    assert "不是完整的 XML" in failure(page_samples.ofd([TEXT], extra={PAGE: broken}))
    assert "不是完整的 XML" in failure(page_samples.ofd([TEXT], extra={PAGE: ""}))
    missing = page_samples.ofd(
        [], extra={"Doc_0/Document.xml": '<Document><Pages><Page ID="1" BaseLoc="p.xml"/></Pages></Document>'}
    )
    assert "缺少 Doc_0/p.xml" in failure(missing)
    assert "没有页面" in failure(page_samples.ofd([]))


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
    outer = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    for evil in (laughs, outer):
        assert "DTD" in failure(page_samples.ofd([TEXT], extra={PAGE: evil}))


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_extras, "UNPACKED_LIMIT", 1_000_000)
    assert "解压后超过" in failure(page_samples.ofd([TEXT], extra={PAGE: " " * 2_000_000}))
    monkeypatch.undo()
    monkeypatch.setattr(_ofd_package, "_PART_LIMIT", 1_000_000)
    assert "解压后超过" in failure(page_samples.ofd([TEXT], extra={PAGE: " " * 2_000_000}))


def test_too_many_pages_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ofd_package, "_MOST_PAGES", 2)
    assert "太长（3 页）" in failure(page_samples.ofd([TEXT] * 3))
    monkeypatch.setattr(ofd, "_MOST_CHARACTERS", 10)
    assert "文字太多" in failure(page_samples.ofd([TEXT]))


def test_blocks_within_blocks_end() -> None:
    deep = "<ofd:PageBlock>" * 200 + "</ofd:PageBlock>" * 200
    assert drawn(text("甲") + deep).text == "甲\n"
