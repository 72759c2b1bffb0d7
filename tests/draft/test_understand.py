import pytest

from reportlint.positions import Span
from support import content_of

TITLE = "青石县2016年政府信息公开工作年度报告"


def title(text: str) -> str | None:
    content = content_of(text)
    return content.text[slice(*content.title)] if content.title else None


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n一、概述\n平稳。",
        f"青石县人民政府\n\n{TITLE}\n一、概述\n平稳。",
        f"来源：青石县\n发布时间：2017-03-01\n{TITLE}\n一、概述\n平稳。",
        f"关于印发{TITLE}的通知\n{TITLE}\n一、概述\n平稳。",
        f"\n\n　　{TITLE}　\n平稳。",
    ],
)
def test_the_title_is_the_line_that_looks_like_one(text: str) -> None:
    assert title(text) == TITLE


@pytest.mark.parametrize(
    "text",
    [
        "一、概述\n平稳。",
        f"一、概述\n{TITLE}\n平稳。",
        "现将我县政府信息公开工作年度报告公布如下。\n一、概述\n平稳。",
        f"关于印发{TITLE}的通知\n一、概述\n平稳。",
        f"{'青石县' * 20}{TITLE}\n一、概述\n平稳。",
    ],
)
def test_a_draft_without_a_title(text: str) -> None:
    assert title(text) is None


def test_paragraphs_are_lines_with_words() -> None:
    content = content_of("甲。\n\n　　乙。\r\n\r\n丙。")
    assert [content.text[slice(*span)] for span in content.paragraphs] == ["甲。", "乙。", "丙。"]


def test_a_paragraph_wrapped_by_hand_is_one() -> None:
    lines = [
        "全年认真落实上级部署要求积极推进公开各项",
        "工作公开信息内容更加全面程序更加规范，在",
        "县政府门户网站设专栏按时更新信息内容并对",
    ]
    content = content_of("\n".join([*lines, "外公布电话。", *lines, "外公布地址。"]))
    assert len(content.paragraphs) < 8


def test_paragraph_at_an_offset() -> None:
    content = content_of("甲甲。\n乙乙。")
    assert content.paragraph_at(1) == Span(0, 3)
    assert content.paragraph_at(3) == Span(0, 3)
    assert content.paragraph_at(5) == Span(4, 7)


def test_prose_keeps_out_of_tables() -> None:
    content = content_of("甲。\n（一）收到申请数 件 3\n1．当面申请数 件 3\n乙。")
    assert [content.text[slice(*span)] for span in content.prose] == ["甲。", "乙。"]
    assert content.in_table(content.text.index("当面"))
    assert not content.in_table(content.text.index("乙"))


def test_the_year_that_was_assumed_wins() -> None:
    text = f"{TITLE}\n一、概述\n平稳。"
    assert content_of(text, pack="annual-report-2014").report_year == 2016
    assert content_of(text, pack="annual-report-2014", year=2015).report_year == 2015


def test_head_and_sentences() -> None:
    content = content_of("前言一句。前言二句。\n一、概述\n平稳。")
    assert content.text[slice(*content.head)] == "前言一句。前言二句。\n"
    assert [content.text[slice(*span)] for span in content.sentences][:2] == ["前言一句。", "前言二句。"]


def test_the_second_copy_of_a_passage_is_known() -> None:
    line = "全年认真落实上级部署要求，积极推进公开各项工作，公开的信息内容更加全面，程序更加规范。"
    content = content_of(f"一、概述\n{line}\n二、其他\n{line}")
    first, second = content.text.index(line), content.text.rindex(line)
    assert not content.copied(first + 3)
    assert content.copied(second + 3)


@pytest.mark.parametrize(
    ("text", "quoted", "skips"),
    [
        ("印发《其它办法》。", "其它", True),
        ("见 http://www.example.gov.cn/其它", "example", True),
        ("依据〔2016〕12号文。", "2016", True),
        ("其它工作。", "其它", False),
    ],
)
def test_zones_that_wording_rules_leave_alone(text: str, quoted: str, skips: bool) -> None:
    content = content_of(text)
    start = content.text.index(quoted)
    assert content.skips(Span(start, start + len(quoted))) is skips


@pytest.mark.parametrize(
    "title",
    [
        "青石县水务局\n2016年政府信息公开工作年度报告",
        "青石县水务局2016年政府信息\n公开工作年度报告",
        "青石县水务局\n2016年政府信息公开\n工作年度报告",
    ],
)
def test_a_title_may_stand_on_several_lines(title: str) -> None:
    content = content_of(f"{title}\n\n一、概述\n工作平稳。", pack="annual-report-2014")
    assert content.title is not None
    assert content.text[content.title.start : content.title.end] == title
