import pytest

from reportlint import readers
from reportlint.draft.draft import Draft, Paragraph
from reportlint.draft.forms import SectionForm
from reportlint.draft.outline import Kind, Outline, match_sections
from reportlint.positions import SourceSpan
from reportlint.text.patterns import Pattern
from support import content_of


def outline(text: str) -> Outline:
    return content_of(text).outline


def shape(text: str) -> list[tuple[str, int, str, int | None]]:
    return [(s.kind.value, s.rank, s.text, s.parent) for s in outline(text).sections]


def test_levels_nest() -> None:
    assert shape(
        "一、甲\n有。\n（一）乙\n有。\n1.丙\n有。\n（1）丁\n有。\n①戊\n有。\n（二）己\n有。\n二、庚\n有。"
    ) == [
        ("heading", 1, "甲", None),
        ("heading", 2, "乙", 0),
        ("heading", 3, "丙", 1),
        ("heading", 4, "丁", 2),
        ("heading", 5, "戊", 3),
        ("heading", 2, "己", 0),
        ("heading", 1, "庚", None),
    ]


def test_a_section_of_a_chapter_stands_inside_it() -> None:
    assert shape("第一章 甲\n第一节 乙\n有。\n第二节 丙\n有。\n第二章 丁\n第一节 戊\n有。") == [
        ("heading", -1, "甲", None),
        ("heading", 0, "乙", 0),
        ("heading", 0, "丙", 0),
        ("heading", -1, "丁", None),
        ("heading", 0, "戊", 3),
    ]


@pytest.mark.parametrize(
    "line", ["一、概述", "一、概述。", "一、概述：", "一、 概述", "一．概述", "　　一、概述", "一、概述；"]
)
def test_marks_around_a_title_are_no_part_of_it(line: str) -> None:
    (section,) = outline(f"{line}\n平稳。").sections
    assert (section.text, section.kind, section.number) == ("概述", Kind.HEADING, 1)


def test_a_run_in_heading_has_text_behind_it() -> None:
    content = content_of("一、做法\n（一）细化任务。按照分工推进。\n继续推进。\n（二）加强培训，提高水平。举办培训班。")
    first, second = content.outline.sections[1:]
    assert (first.kind, first.text) == (Kind.RUN_IN, "细化任务")
    assert content.text[slice(*first.own)] == "按照分工推进。\n继续推进。\n"
    assert (second.kind, second.text) == (Kind.RUN_IN, "加强培训，提高水平")
    assert content.text[slice(*second.own)] == "举办培训班。"


def test_a_numbered_sentence_is_an_item() -> None:
    item = outline("一、情况\n1.公开机构信息819条。\n2.公开规划12条，计划3条。").sections
    assert [(s.kind, s.is_heading) for s in item] == [(Kind.HEADING, True), (Kind.ITEM, False), (Kind.ITEM, False)]


def test_a_top_level_line_of_several_sentences_is_a_run_in_heading() -> None:
    (section,) = outline("一、全年认真落实上级要求，公开政府信息。同时加强培训。").sections
    assert section.kind is Kind.RUN_IN


def test_a_lead_in_introduces_what_follows() -> None:
    sections = outline("一、问题\n改进措施：\n加强督促。").sections
    assert [(s.kind, s.text, s.parent) for s in sections] == [
        (Kind.HEADING, "问题", None),
        (Kind.LEAD_IN, "改进措施", 0),
    ]


@pytest.mark.parametrize(
    "line",
    ["工作平稳：有序推进：。", "青石县人民政府办公室公开政府信息的主要做法和成效如下列各项所述：", "一是加强领导。"],
)
def test_what_is_no_lead_in(line: str) -> None:
    assert outline(line).sections == ()


def test_ordinals_beyond_ten() -> None:
    text = "\n".join(f"{number}、标题\n有。" for number in ("十", "十一", "十九", "二十", "二十一"))
    assert [section.number for section in outline(text).sections] == [10, 11, 19, 20, 21]


def test_bodies_end_where_the_next_of_the_rank_begins() -> None:
    content = content_of("前言。\n一、甲\n甲文。\n（一）乙\n乙文。\n二、丙\n丙文。")
    first, inner, second = content.outline.sections
    assert content.text[slice(*first.body)] == "甲文。\n（一）乙\n乙文。\n"
    assert content.text[slice(*first.own)] == "甲文。\n"
    assert content.text[slice(*inner.body)] == "乙文。\n"
    assert content.text[slice(*second.body)] == "丙文。"
    assert content.text[: content.outline.first_heading] == "前言。\n"


def test_the_sections_around_an_offset() -> None:
    content = content_of("前言。\n一、甲\n甲文。\n（一）乙\n乙文。\n二、丙\n丙文。")
    at = content.outline.at
    assert at(0) == []
    assert [s.text for s in at(content.text.index("甲文"))] == ["甲"]
    assert [s.text for s in at(content.text.index("乙文"))] == ["甲", "乙"]
    assert [s.text for s in at(content.text.index("丙文"))] == ["丙"]


def test_top_is_the_highest_rank_in_use_twice() -> None:
    assert [s.text for s in outline("一、甲\n有。\n（一）乙\n有。\n（二）丙\n有。").top()] == ["乙", "丙"]
    assert [s.text for s in outline("一、甲\n有。\n（一）乙\n有。\n二、丙\n有。").top()] == ["甲", "丙"]
    assert [s.text for s in outline("一、甲\n有。").top()] == ["甲"]
    assert outline("平稳。").top() == []


def test_a_draft_without_headings() -> None:
    content = content_of("工作平稳。")
    assert content.outline.sections == ()
    assert content.outline.first_heading == len(content.text)


def test_styled_headings_need_no_ordinal() -> None:
    lines = [("概述", 1), ("平稳。", None), ("机构", 2), ("一名。", None), ("一、其他", 1), ("无。", None)]
    text = "\n".join(line for line, _ in lines)
    blocks, offset = [], 0
    for line, level in lines:
        blocks.append(Paragraph(SourceSpan(offset, offset + len(line)), level))
        offset += len(line) + 1
    content = content_of(Draft("x.docx", "docx", "", text, tuple(blocks)))
    assert [(s.text, s.rank, s.parent, s.number) for s in content.outline.sections] == [
        ("概述", 1, None, 0),
        ("机构", 2, 0, 0),
        ("其他", 1, None, 1),
    ]


# ---------------------------------------------------------------- forms


FORMS = [
    SectionForm("a", "总体情况", match=(Pattern("情况"),)),
    SectionForm("b", "公开情况", aliases=("公开的情况",)),
    SectionForm("c", "其他", match=(Pattern("其他|情况"),)),
]


def test_exact_wordings_win_over_patterns() -> None:
    found = match_sections(
        outline("一、公开的情况\n有。\n二、公开情况\n有。\n三、一般情况\n有。\n四、其他\n无。"), FORMS
    )
    assert {name: [s.text for s in sections] for name, sections in found.items()} == {
        "a": ["一般情况"],
        "b": ["公开的情况", "公开情况"],
        "c": ["其他"],
    }


def test_a_heading_belongs_to_one_form_only() -> None:
    found = match_sections(outline("一、一般情况\n有。\n二、其他情况\n有。"), FORMS)
    assert sum(map(len, found.values())) == 2


def test_items_and_lead_ins_match_no_form() -> None:
    found = match_sections(outline("1.公开情况819条。\n公开情况：\n有。"), FORMS)
    assert not any(found.values())


# ---------------------------------------------------------------- headings without numbers, and with text behind them

BARE = "青石县2016年政府信息公开工作年度报告\n概述\n工作平稳。\n公开情况\n（一）网站。公开30条。\n（二）微信。公开3条。\n其他事项\n无\n县政府\n2017年3月1日"


@pytest.mark.parametrize("title", ["{}", "【{}】"])
def test_short_lines_with_text_behind_them_head_a_draft_without_numbers(title: str) -> None:
    text = BARE
    for name in ("概述", "公开情况", "其他事项"):
        text = text.replace(f"\n{name}\n", f"\n{title.format(name)}\n")
    content = content_of(readers.read("sample.txt", text.encode()))
    assert [(s.text, s.parent) for s in content.outline.headings()] == [
        ("概述", None),
        ("公开情况", None),
        ("网站", 1),
        ("微信", 1),
        ("其他事项", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n有。\n概述\n平稳。\n公开情况\n平稳。\n其他事项\n无。\n二、乙\n有。",
        "概述\n平稳。\n公开情况\n平稳。",
        "县政府\n县委\n县人大\n县政协\n平稳。",
        "2016年\n平稳。\n编号12\n平稳。\n来源：县政府\n平稳。\n概述\n平稳。",
    ],
)
def test_short_lines_that_are_no_headings(text: str) -> None:
    assert not [s for s in outline(text).headings() if s.ordinal is None]


@pytest.mark.parametrize("line", ["一、概述：工作平稳。", "一、概述：工作平稳", "一、概述：工作平稳。继续推进。"])
def test_text_behind_a_colon_is_what_the_heading_heads(line: str) -> None:
    content = content_of(f"{line}\n二、其他\n无。")
    first = content.outline.sections[0]
    assert (first.kind, first.text) == (Kind.RUN_IN, "概述")
    assert content.text[slice(*first.own)].startswith("工作平稳")


def test_arabic_numbers_may_stand_above_bracketed_ones() -> None:
    text = "1.甲\n（一）乙\n有。\n（二）丙\n有。\n2.丁\n（一）戊\n有。\n3.己\n无。"
    assert [(s.text, s.parent) for s in outline(text).sections] == [
        ("甲", None), ("乙", 0), ("丙", 0), ("丁", None), ("戊", 3), ("己", None),
    ]  # fmt: skip
