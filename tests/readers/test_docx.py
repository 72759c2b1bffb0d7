"""Word documents: text as it is seen, headings, numbers, tables, notes, and files that are none."""

from __future__ import annotations

import io
import time
import zipfile
from itertools import pairwise

import pytest
from word_samples import docx, p, r, relations, root, tbl, tc, zipped

from reportlint import readers
from reportlint.draft.draft import Draft, Grid, Paragraph
from reportlint.errors import ReadError


def read(data: bytes, path: str = "年报.docx") -> Draft:
    return readers.read(path, data)


def lines(body: str, **parts: str) -> list[str]:
    return read(docx(body, **parts)).text.splitlines()


def cells(draft: Draft, number: int = 0) -> list[tuple[str, int, int, int, int]]:
    grid = [block for block in draft.blocks if isinstance(block, Grid)][number]
    return [
        (draft.text[cell.span.start : cell.span.end], cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in grid.cells
    ]


def field(instruction: str, result: str | None) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = "" if result is None else mark("separate") + result
    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}{mark('end')}"


def in_list(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, instances: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{instances}'


# ---------------------------------------------------------------- paragraphs


def test_paragraphs_are_lines_with_the_number_that_a_person_counts() -> None:
    draft = read(docx(p("青石县年度工作") + p("") + p("一、总体情况") + p(" ")))
    assert (draft.format, draft.encoding, draft.text) == ("docx", "", "青石县年度工作\n一、总体情况\n")
    assert [(block.location, block.level) for block in draft.blocks if isinstance(block, Paragraph)] == [
        ("第1段", None),
        ("第2段", None),
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (r("本年") + r("新收36件"), "本年新收36件"),
        ("<w:r><w:t> 前后 </w:t></w:r>" + r("字"), "前后字"),
        (r(" 前后 ") + r("字"), " 前后 字"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>2022</w:t><w:softHyphen/></w:r>", "2021-2022\u00ad"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        (r("甲\u00a0乙\u200b丙"), "甲\u00a0乙\u200b丙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F082"/><w:t>是</w:t></w:r>', "②是"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="x" w:char="zz"/><w:t>是</w:t></w:r>', "是"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "①"),
        ("<w:hyperlink>" + r("链接") + "</w:hyperlink><w:smartTag>" + r("标签") + "</w:smartTag>", "链接标签"),
        ("<w:sdt><w:sdtContent>" + r("控件") + "</w:sdtContent></w:sdt><w:customXml>" + r("内") + "</w:customXml>", "控件内"),
        (
            "<w:r><w:ruby><w:rt>" + r("qīng") + "</w:rt><w:rubyBase>" + r("青") + "</w:rubyBase></w:ruby></w:r>" + r("石"),
            "青石",
        ),
        ("<m:oMath><m:r><m:t>97.3%</m:t></m:r></m:oMath>", "97.3%"),
        (r("甲") + "<w:commentRangeStart/><w:r><w:commentReference w:id='1'/></w:r>", "甲"),
        (r("甲") + r("藏", "<w:vanish/>") + r("乙", '<w:vanish w:val="0"/>'), "甲乙"),
        (r("甲") + r("网", "<w:webHidden/>"), "甲网"),
    ],
)  # fmt: skip
def test_what_a_run_shows(inner: str, text: str) -> None:
    assert read(docx(p(inner))).text == text + "\n"


def test_hidden_by_style_unless_the_run_says_otherwise() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="密"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="i"><w:name w:val="密2"/><w:basedOn w:val="h"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = p(r("甲") + r("藏", '<w:rStyle w:val="i"/>')) + p(
        r("全藏") + r("现", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="q"/>'
    )
    assert lines(body, styles=styles) == ["甲", "现"]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (r("共") + field("=SUM(ABOVE)", r("36")) + r("件"), "共36件"),
        (
            r("第") + field("PAGE " + "</w:instrText></w:r>" + field("IF", r("内")) + "<w:r><w:instrText>", r("3")),
            "第3",
        ),
        (r("共") + field("DATE", None) + r("件"), "共件"),
        ('<w:fldSimple w:instr="DATE">' + r("2021") + "</w:fldSimple>" + r("年"), "2021年"),
        (
            r("共") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("36件"),
            "共36件",
        ),  # never ends: nothing is lost
        (r("共") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("36件"), "共36件"),
    ],
)
def test_a_field_shows_its_result(inner: str, text: str) -> None:
    assert lines(p(inner)) == [text]


def test_changes_are_read_as_accepted() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    body = (
        p(
            "<w:ins>"
            + r("新增")
            + "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r>"
            + r("旧")
            + "</w:del>"
            + r("文")
        )
        + p("<w:moveFrom>" + r("移走") + "</w:moveFrom>" + r("留下") + "<w:moveTo>" + r("移来") + "</w:moveTo>")
        + p(r("前半"), mark)
        + p(r("后半"), mark)
        + p(r("末"), '<w:outlineLvl w:val="1"/>')
        + tbl(["甲", "1"])
        + p("<w:del>" + r("整段") + "</w:del>", mark)
        + p("尾")
    )
    draft = read(docx(body))
    assert draft.text.splitlines() == ["新增文", "留下移来", "前半后半末", "甲\t1", "尾"]
    assert draft.blocks[2].level == 2  # that of the paragraph whose mark stays
    assert draft.blocks[-1].location == "第4段"


def test_alternatives_are_read_once_and_text_boxes_behind_their_paragraph() -> None:
    box = "<w:txbxContent>" + p("附注：数据截至年底。") + "</w:txbxContent>"
    modern = f"<w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    alternatives = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{modern}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    draft = read(docx(p(r("正文") + f"<w:r>{alternatives}</w:r>" + r("继续")) + p(f"<w:r>{old}</w:r>") + p("末")))
    assert [(draft.text[b.span.start : b.span.end], b.location) for b in draft.blocks] == [
        ("正文继续", "第1段"),
        ("附注：数据截至年底。", "文本框"),
        ("附注：数据截至年底。", "文本框"),
        ("末", "第2段"),
    ]


def test_an_alternative_without_text_gives_way() -> None:
    inner = "<mc:AlternateContent><mc:Choice><w:x/></mc:Choice><mc:Fallback><w:t>替</w:t></mc:Fallback></mc:AlternateContent>"
    assert lines(p(f"<w:r>{inner}</w:r>")) == ["替"]
    block = f"<mc:AlternateContent><mc:Choice>{p('块')}</mc:Choice><mc:Fallback>{p('替')}</mc:Fallback></mc:AlternateContent>"
    assert lines(block) == ["块"]


# ---------------------------------------------------------------- headings and styles

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="小标题"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="级"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="o"><w:name w:val="圈"/><w:basedOn w:val="o"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC0"><w:name w:val="TOC Heading"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC2"><w:name w:val="WPSOffice手动目录 1"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", None),
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="2"/>', 2),
        ('<w:pStyle w:val="x"/>', 1),
        ('<w:pStyle w:val="y"/>', 3),
        ('<w:pStyle w:val="t"/>', None),
        ('<w:pStyle w:val="o"/>', None),
        ('<w:pStyle w:val="missing"/>', None),
        ('<w:outlineLvl w:val="0"/>', 1),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', None),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="x"/>', 1),
    ],
)
def test_heading_levels(properties: str, expected: int | None) -> None:
    (block,) = read(docx(p("总体情况", properties), styles=STYLES)).blocks
    assert isinstance(block, Paragraph)
    assert block.level == expected


def test_contents_headers_and_footers_are_residue() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent>" + p("目录", '<w:pStyle w:val="TOC0"/>') + p("一、总体情况 1", '<w:pStyle w:val="TOC1"/>')
    )
    body = contents + p("正文") + "</w:sdtContent></w:sdt>" + p("二、其他 2", '<w:pStyle w:val="TOC2"/>') + p("又")
    draft = read(docx(body, styles=STYLES, header=p("青石县"), footer=p("第 页")))
    assert draft.text == "正文\n又\n"
    assert draft.residue.splitlines() == ["青石县", "第 页", "目录", "一、总体情况 1", "二、其他 2"]


def test_notes_that_the_text_refers_to_follow_it() -> None:
    def note(kind: str, name: str) -> str:
        return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'

    body = (
        p(r("收到36件") + note("endnote", "2") + note("footnote", "3")) + p(r("其中") + note("footnote", "2")) + p("完")
    )
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{p("——")}</w:footnote><w:footnote w:id="2">{p("第二注")}</w:footnote>'
        f'<w:footnote w:id="3">{p("第一注")}</w:footnote><w:footnote w:id="4">{p("无人引用")}</w:footnote>'
    )
    draft = read(docx(body, footnotes=footnotes, endnotes=f'<w:endnote w:id="2">{p("尾注文")}</w:endnote>'))
    assert [(draft.text[b.span.start : b.span.end], b.location) for b in draft.blocks[3:]] == [
        ("第一注", "脚注1"),
        ("第二注", "脚注2"),
        ("尾注文", "尾注1"),
    ]


# ---------------------------------------------------------------- automatic numbers


def test_numbers_of_levels_start_anew_below_a_higher_one() -> None:
    lists = numbering(
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        level(3, "decimalEnclosedCircle", "%4", '<w:lvlRestart w:val="0"/>'),
        level(4, "bullet", "●"),
    )
    order = [0, 1, 1, 2, 3, 2, 3, 0, 1, 3, 4]
    assert lines("".join(in_list("文", depth) for depth in order), numbering=lists) == [
        "一、文", "（一）文", "（二）文", "1.2.1 文", "① 文", "1.2.2 文", "② 文", "二、文", "（一）文", "③ 文", "文",
    ]  # fmt: skip


def test_lists_of_one_family_count_on_unless_they_start_anew() -> None:
    instances = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "upperLetter", "%1）")
        + "</w:lvlOverride></w:num>"
    )
    lists = numbering(level(0, "decimal", "%1."), instances=instances)
    assert lines("".join(in_list("文", 0, number) for number in (1, 2, 3, 3, 4, 9, 0)), numbering=lists) == [
        "1. 文", "2. 文", "5. 文", "6. 文", "G）文", "文", "文",
    ]  # fmt: skip


def test_numbers_come_from_styles_and_from_lists_that_styles_stand_for() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="m"><w:name w:val="条下"/><w:basedOn w:val="n"/></w:style>'
        '<w:style w:type="numbering" w:styleId="l"><w:name w:val="表"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="l"/></w:abstractNum><w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "%1.")
        + level(1, "chineseCounting", "第%2条", '<w:pStyle w:val="n"/><w:suff w:val="space"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = p("甲", '<w:pStyle w:val="n"/>') + p("乙", '<w:pStyle w:val="m"/>')
    body += p("丙", '<w:pStyle w:val="n"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body, styles=styles, numbering=lists) == ["第一条 甲", "第二条 乙", "丙"]


def test_a_number_without_text_is_seen_and_a_deleted_paragraph_has_none() -> None:
    lists = numbering(level(0, "decimal", "%1", '<w:suff w:val="nothing"/>'))
    gone = p(
        "<w:del>" + r("删") + "</w:del>",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    table = tbl(["序号", "事项"], [tc(in_list("")), "公开"], [tc(in_list("")), "解读"])
    assert lines(table + gone + in_list("文"), numbering=lists) == ["序号\t事项", "1\t公开", "2\t解读", "3文"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", "一 十 十一 二十 一〇〇"),
        ("chineseCountingThousand", "一 十 十一 二十 一百"),
        ("ideographTraditional", "甲 癸 11 20 100"),
        ("decimalFullWidth", "１ １０ １１ ２０ １００"),
        ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ 100"),
        ("decimalZero", "01 10 11 20 100"),
        ("lowerLetter", "a j k t vvvv"),
        ("upperRoman", "I X XI XX C"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 壹佰"),
        ("japaneseCounting", "一 十 十一 二十 一百"),
        ("ideographDigital", "一 一〇 一一 二〇 一〇〇"),
        ("hebrew1", "1 10 11 20 100"),
    ],
)
def test_number_formats(form: str, expected: str) -> None:
    lists = numbering(level(0, form, "%1"))
    body = "".join(in_list("文") for _ in range(100))
    found = [line.removesuffix(" 文") for line in lines(body, numbering=lists)]
    assert [found[number - 1] for number in (1, 10, 11, 20, 100)] == expected.split()


@pytest.mark.parametrize(
    ("number", "written"), [(1003, "一千零三"), (1010, "一千零一十"), (120, "一百二十"), (9999, "九千九百九十九")]
)
def test_large_numbers(number: int, written: str) -> None:
    lists = numbering(level(0, "chineseCountingThousand", "%1、").replace('start w:val="1"', f'start w:val="{number}"'))
    assert lines(in_list("文"), numbering=lists) == [f"{written}、文"]


# ---------------------------------------------------------------- tables


def test_merged_cells_stand_once() -> None:
    table = tbl(
        [tc("（勾稽关系）", span=3, merge="restart"), tc("申请人情况", span=3)],
        [tc(span=3, merge="continue"), tc("自然人", merge="restart"), tc("法人", span=2)],
        [tc(span=3, merge="continue"), tc(merge="continue"), "企业", "其他"],
        [tc("三、办理结果", merge="restart"), tc("（一）予以公开", span=2), "1", "2", "3"],
        [tc(merge="continue"), tc("（三）不予公开", merge="restart"), "1.国家秘密", "4", "5", ""],
        [tc(merge="continue"), tc(merge="continue"), "2.其他", "6", "7", "8"],
    )
    draft = read(docx(p("三、收到和处理情况") + table))
    assert cells(draft) == [
        ("（勾稽关系）", 0, 0, 3, 3), ("申请人情况", 0, 3, 1, 3),
        ("自然人", 1, 3, 2, 1), ("法人", 1, 4, 1, 2),
        ("企业", 2, 4, 1, 1), ("其他", 2, 5, 1, 1),
        ("三、办理结果", 3, 0, 3, 1), ("（一）予以公开", 3, 1, 1, 2), ("1", 3, 3, 1, 1), ("2", 3, 4, 1, 1), ("3", 3, 5, 1, 1),
        ("（三）不予公开", 4, 1, 2, 1), ("1.国家秘密", 4, 2, 1, 1), ("4", 4, 3, 1, 1), ("5", 4, 4, 1, 1), ("", 4, 5, 1, 1),
        ("2.其他", 5, 2, 1, 1), ("6", 5, 3, 1, 1), ("7", 5, 4, 1, 1), ("8", 5, 5, 1, 1),
    ]  # fmt: skip
    assert draft.blocks[1].location == "第1个表格"
    assert draft.text.splitlines()[1] == "（勾稽关系）\t申请人情况"


def test_odd_tables() -> None:
    assert cells(read(docx(tbl(["1", "2"], before=2)))) == [("1", 0, 2, 1, 1), ("2", 0, 3, 1, 1)]
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("删") + tc("删") + "</w:tr>"
    hidden = gone.replace("<w:del/>", "<w:hidden/>")
    wrapped = (
        "<w:sdt><w:sdtContent><w:tr>" + tc("丙") + "<w:sdt><w:sdtContent>" + tc("3") + "</w:sdtContent></w:sdt></w:tr>"
    )
    table = tbl(["甲", "1"]).replace("</w:tbl>", gone + hidden + wrapped + "</w:sdtContent></w:sdt></w:tbl>")
    assert cells(read(docx(table))) == [("甲", 0, 0, 1, 1), ("1", 0, 1, 1, 1), ("丙", 1, 0, 1, 1), ("3", 1, 1, 1, 1)]
    across = '<w:tc><w:tcPr><w:hMerge w:val="{}"/></w:tcPr>' + p("宽") + "</w:tc>"
    table = tbl([across.format("restart"), across.format("continue"), "9"])
    assert cells(read(docx(table))) == [("宽", 0, 0, 1, 2), ("9", 0, 2, 1, 1)]
    orphan = tbl([tc("甲", merge="continue"), "1"], [tc("乙", merge="continue"), tc("2", span=99999)])
    assert cells(read(docx(orphan))) == [("甲", 0, 0, 2, 1), ("1", 0, 1, 1, 1), ("2", 1, 1, 1, 63)]


def test_paragraphs_of_a_cell_are_one_line() -> None:
    draft = read(docx(tbl([tc(p("本年新") + p("制作数量")), "乙\u00a0"], ["1", "2"])))
    assert draft.text.splitlines() == ["本年新制作数量\t乙", "1\t2"]


PROSE = "青石县认真贯彻条例，持续推进公开工作，及时发布各类解读材料三十六篇，组织培训两次，回应群众关切，各项任务按时完成，成效明显。"


def test_tables_that_lay_out_text_are_unpacked() -> None:
    inner = tbl(["指标", "数"], ["收到", "36"])
    draft = read(docx(tbl([tc(p("一、总体情况", '<w:outlineLvl w:val="0"/>') + p(PROSE) + inner + p("二、其他"))])))
    assert draft.text.splitlines() == ["一、总体情况", PROSE, "指标\t数", "收到\t36", "二、其他"]
    assert [block.location for block in draft.blocks] == ["第1段", "第2段", "第1个表格", "第3段"]
    assert draft.blocks[0].level == 1
    assert lines(tbl(["栏目", tc(p(PROSE) + p(PROSE))])) == ["栏目", PROSE, PROSE]
    assert lines(tbl(["附件"], ["统计表"])) == ["附件", "统计表"]


def test_a_long_note_in_a_table_of_numbers_makes_it_no_layout() -> None:
    draft = read(docx(tbl(["指标", "数"], ["收到", "36"], ["办结", "35"], [tc("注：" + PROSE, span=2)])))
    assert len(draft.blocks) == 1
    assert len(cells(draft)) == 7


def test_a_table_within_a_data_cell_is_a_grid_of_its_own() -> None:
    inner = tbl(["内", "1"], ["外", "2"])
    draft = read(docx(tbl(["甲", "1"], ["乙", "2"], ["丙", tc(p("见") + inner)], ["丁", "4"])))
    assert [block.location for block in draft.blocks] == ["第1个表格", "第2个表格"]
    assert cells(draft)[5][0] == "见"
    assert [cell[0] for cell in cells(draft, 1)] == ["内", "1", "外", "2"]


# ---------------------------------------------------------------- packages


def test_files_of_python_docx() -> None:
    docx_library = pytest.importorskip("docx")
    document = docx_library.Document()
    document.add_heading("青石县年度工作", 0)
    document.add_heading("一、总体情况", 1)
    document.add_paragraph("收到申请36件。")
    table = document.add_table(rows=2, cols=3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(number)
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document.sections[0].header.paragraphs[0].text = "页眉"
    out = io.BytesIO()
    document.save(out)
    draft = read(out.getvalue())
    assert [(block.level, block.location) for block in draft.blocks if isinstance(block, Paragraph)] == [
        (None, "第1段"),
        (1, "第2段"),
        (None, "第3段"),
    ]
    assert [cell[1:] for cell in cells(draft)] == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    assert draft.residue == "页眉"


def test_the_strict_variant_and_other_names_of_the_text() -> None:
    body = in_list("文") + tbl([tc("甲", span=2)], ["1", "2"]) + p("题", '<w:pStyle w:val="1"/>')
    lists = numbering(level(0, "decimal", "%1."))
    usual = read(docx(body, styles=STYLES, numbering=lists))
    strict = read(docx(body, styles=STYLES, numbering=lists, strict=True, document="word/document2.xml"))
    assert usual == strict
    assert read(docx(p("宏")), "年报.docm").format == "docx"


def test_white_space_that_the_document_keeps() -> None:
    data = docx(p("<w:r><w:t> 甲 </w:t></w:r>" + r("乙")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = bytes(members["word/document.xml"]).replace(  # type: ignore[arg-type]
        b"<w:document", b'<w:document xml:space="preserve"'
    )
    assert read(zipped(members)).text == " 甲 乙\n"


def test_an_imported_web_page_is_read() -> None:
    if ".html" not in readers.suffixes():
        pytest.skip("no reader of web pages")
    page = "<html><head><meta charset='utf-8'></head><body><p>青石县工作</p><p>收到36件</p></body></html>"
    data = zipped(
        {
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": root("document", '<w:body><w:altChunk r:id="r0"/><w:sectPr/></w:body>'),
            "word/_rels/document.xml.rels": relations(("aFChunk", "page.html")),
            "word/page.html": page.encode(),
        }
    )
    assert read(data).text.split() == ["青石县工作", "收到36件"]


# ---------------------------------------------------------------- files that are none


def reason(data: bytes, path: str = "年报.docx") -> str:
    with pytest.raises(ReadError) as failure:
        read(data, path)
    assert failure.value.path == path
    assert "{" not in failure.value.text("en")
    return failure.value.message


def with_part(name: str, content: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx(p("甲"), styles=STYLES))) as archive:
        members: dict[str, str | bytes] = {member: archive.read(member) for member in archive.namelist()}
    return zipped(members | {name: content})


def test_no_word_documents() -> None:
    assert reason(b"") == "文件里没有文字，没有可检查的内容"
    assert "里面没有 Word 文档" in reason("一、总体情况\n".encode())
    assert "网页（HTML）" in reason(b"<html><body>x</body></html>")
    assert "RTF" in reason(b"{\\rtf1 x}")
    assert "PDF" in reason(b"%PDF-1.7")
    assert "_rels/.rels" in reason(zipped({"a.txt": "甲"}))
    sheet = {"_rels/.rels": relations(("officeDocument", "xl/workbook.xml")), "xl/workbook.xml": root("workbook", "")}
    assert "里面没有 Word 正文" in reason(zipped(sheet))
    assert "里面没有 Word 正文" in reason(zipped({"_rels/.rels": relations(("other", "a.xml"))}))
    assert "word/document.xml" in reason(zipped({"_rels/.rels": relations(("officeDocument", "word/document.xml"))}))
    assert reason(docx(p("") + tbl([tc("")]))) == "文件里没有文字，没有可检查的内容"


def in_directory(data: bytes, changes: dict[int, int]) -> bytes:
    """Change bytes, by their place, in every entry of the directory of a zip file."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        for place, byte in changes.items():
            changed[at + place] = byte
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def test_damaged_documents() -> None:
    whole = docx(p("甲" * 5000), styles=STYLES)
    for size in (4, 30, len(whole) // 2, len(whole) - 30):
        assert "已损坏" in reason(whole[:size])
    assert "已损坏" in reason(in_directory(whole, {10: 14}))  # LZMA
    assert "已损坏" in reason(in_directory(whole, {9: 8, 46: 0xFF}))  # a name that is no UTF-8 although it says so
    assert "不是完整的 XML" in reason(with_part("word/document.xml", "<w:document"))
    assert "不是完整的 XML" in reason(with_part("word/document.xml", root("document", "").replace(">", ">\0", 3)))
    assert "不是完整的 XML" in reason(with_part("word/styles.xml", b"\x00\x01"))
    assert "不是完整的 XML" in reason(docx("<w:sdt>" * 300 + "</w:sdt>" * 300))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_entities_are_refused(encoding: str, name: str) -> None:
    entities = '<!ENTITY a "甲"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">'
    part = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [{entities}]><x>&b;&c;</x>'
    assert "DTD" in reason(with_part(name, part.encode(encoding)))


def test_encrypted_documents() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert reason(container) == "文件加了密码，不能读取；请去掉密码再检查"
    assert "密码" in reason(in_directory(docx(p("甲")), {8: 1}))


def test_a_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(("officeDocument", "word/document.xml")))
        with archive.open("word/document.xml", "w", force_zip64=True) as member:
            for _ in range(65):
                member.write(bytes(1024 * 1024))
    assert "64 MiB" in reason(out.getvalue())


@pytest.mark.parametrize(
    "body",
    [
        ("<w:tbl><w:tr><w:tc>" * 80) + p("深") + ("</w:tc></w:tr></w:tbl>" * 80),
        "<w:sdt><w:sdtContent>" * 120 + p("深") + "</w:sdtContent></w:sdt>" * 120,
        p("<w:ins>" * 245 + r("深") + "</w:ins>" * 245),
        ("<w:p><w:r><w:pict><w:txbxContent>" * 60) + p("深") + "</w:txbxContent></w:pict></w:r></w:p>" * 60,
        p(
            "<w:r>"
            + "<mc:AlternateContent><mc:Choice>" * 120
            + "<w:t>深</w:t>"
            + "</mc:Choice></mc:AlternateContent>" * 120
            + "</w:r>"
        ),
    ],
    ids=["tables", "controls", "insertions", "boxes", "alternatives"],
)
def test_deep_nesting(body: str) -> None:
    assert read(docx(body)).text == "深\n"


@pytest.mark.parametrize(
    "body",
    [
        lambda count: tbl(*[["甲", "1", "2"]] * count),
        lambda count: "".join(p(r("文"), "<w:rPr><w:del/></w:rPr>") for _ in range(count)),
        lambda count: p("".join(field("X", r("文")) for _ in range(count))),
        lambda count: "".join(tbl([tc("甲", merge="continue"), "1"]) for _ in range(count)),
    ],
    ids=["rows", "deleted marks", "fields", "tables"],
)
def test_time_is_linear(body: object) -> None:
    def seconds(count: int) -> float:
        data = docx(body(count))  # type: ignore[operator]
        begin = time.perf_counter()
        read(data)
        return time.perf_counter() - begin

    seconds(100)
    times = [min(seconds(count) for _ in range(2)) for count in (500, 2000)]
    assert all(other < 12 * one for one, other in pairwise(times)), times  # 4 times as much; squared were 16
