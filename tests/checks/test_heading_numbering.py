from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "heading-numbering"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("一、甲\n有。\n【三、】乙\n有。", "不连续"),
        ("一、甲\n有。\n【一、】乙\n有。", "重复"),
        ("一、甲\n有。\n二、乙\n有。\n【一、】丙\n有。\n三、丁\n有。", "倒退"),
        ("【二、】甲\n有。\n三、乙\n有。", "开始"),
        ("一、甲\n（一）乙。有。\n【（三）】丙。有。", "不连续"),
        ("一、甲\n（一）乙。有。\n（二）丙。有。\n【（二）】丁。有。", "重复"),
        ("一、甲\n（一）乙\n有。\n【（三）】丙\n有。\n二、丁\n（一）戊\n有。", "不连续"),
        ("十、甲\n有。".replace("十、", "【十、】") + "\n十一、乙\n有。", "开始"),
    ],
)
def test_numbers_that_do_not_follow(text: str, word: str) -> None:
    (finding,) = expect(text, RULE)
    assert word in finding.message


def test_the_sibling_before_is_shown() -> None:
    (finding,) = expect("一、甲\n有。\n【三、】乙\n有。", RULE)
    assert [related.span.start.line for related in finding.related] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n有。\n二、乙\n有。",
        "一、甲\n（一）乙\n有。\n（二）丙\n有。\n二、丁\n（一）戊\n有。",
        "\n".join(
            f"{n}、甲\n有。" for n in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
        ),
        "\n".join(
            f"{n}、甲\n有。"
            for n in [*"一二三四五六七八九十", *(f"十{d}" for d in "一二三四五六七八九"), "二十", "二十一"]
        ),
        "一、甲\n1.乙。有。\n2.丙。有。\n二、丁\n1.戊。有。",
        "第一章 甲\n第一节 乙\n有。\n第二节 丙\n有。\n第二章 丁\n第一节 戊\n有。",
        "一、甲\n（一）乙\n1.丙\n有。\n（1）丁\n有。\n（2）戊\n有。\n（二）己\n有。",
        "一、甲\n12.5万元用于公开。",
    ],
)
def test_numbers_that_follow(text: str) -> None:
    assert check_text(text, RULE) == []


def test_after_one_mistake_the_numbering_recovers() -> None:
    expect("一、甲\n有。\n二、乙\n有。\n【四、】丙\n有。\n五、丁\n有。\n六、戊\n有。", RULE)


def test_without_numbers_nothing_is_assessed() -> None:
    _, assessment = run_rule("平稳。", RULE)
    assert len(assessment.not_assessed) == 1


def test_numbers_that_go_on_under_another_parent_are_not_said_to_start() -> None:
    text = "一、甲\n（一）乙\n1.丙\n有。\n（二）丁\n2.戊\n有。"
    assert not [finding for finding in check_text(text, RULE) if "缺少前面" in finding.message]


def test_lists_that_restart_under_headings_without_numbers() -> None:
    text = "概述\n（一）甲。有。\n（二）乙。有。\n公开情况\n（一）丙。有。\n（二）丁。有。\n其他事项\n（一）戊。有。"
    assert check_text(text, RULE) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("一、甲\n有。\n二、乙\n有。\n【四、】丙\n有。\n三、丁\n有。\n五、戊\n有。", "应在“三、”之后"),
        ("一、甲\n有。\n三、乙\n有。\n四、丙\n有。\n【二、】丁\n有。\n五、戊\n有。", "应在“一、”之后"),
        ("二、甲\n有。\n三、乙\n有。\n【一、】丙\n有。\n四、丁\n有。", "应在“二、”之前"),
    ],
)
def test_a_heading_that_was_moved_with_its_number_is_told_once(text: str, word: str) -> None:
    (finding,) = expect(text, RULE)
    assert word in finding.message
    assert len(finding.related) == 1
