from __future__ import annotations

import pytest

from support import check_text, expect

RULE = "empty-section"


@pytest.mark.parametrize(
    "text",
    [
        "【一、主要做法】\n二、打算\n继续努力。",
        "一、主要做法\n有。\n【二、打算】",
        "一、主要做法\n有。\n【二、打算】\n\n　\n",
        "一、主要做法\n【（一）加强领导】\n（二）加强培训\n办班。",
        "【一、主要做法】\n【二、打算】",
        "一、做法\n【加强解读：】\n【政务服务：】\n二、打算\n继续。",
        "【第一章 总则】\n第二章 附则\n有。",
        "【一、主要做法：】\n二、打算\n继续努力。",
    ],
)
def test_a_heading_with_nothing_under_it(text: str) -> None:
    expect(text, RULE)


@pytest.mark.parametrize(
    "text",
    [
        "一、主要做法\n（一）加强领导\n成立专班。",
        "第一章 总则\n第一节 目的\n有。\n第二章 附则\n有。",
        "一、附表\n| 甲 | 1 |\n" + "| 乙 | 2 |\n" * 8 + "二、其他\n无。",
        "一、做法\n主要做法如下：\n（一）加强领导\n成立专班。",
        "一、做法\n（一）细化任务。按照分工推进。\n（二）加强培训。办班一次。",
        "一、情况\n1.公开机构信息819条。\n2.公开规划12条。",
        "一、加强领导，压实责任；有序推进。同时加强培训。\n二、打算\n继续。",
        "平稳。",
    ],
)
def test_headings_with_something_under_them(text: str) -> None:
    assert check_text(text, RULE) == []


def test_a_draft_without_headings_is_not_assessed(check) -> None:
    (outcome,) = check("section_empty", "平稳。")
    assert "标题" in outcome.reason.text()


@pytest.mark.parametrize(
    "text",
    [
        "一、做法\n有。\n【二、其他】\n县政府办公室\n2017年3月1日",
        "一、做法\n有。\n【二、其他】\n二〇一七年三月一日",
        "一、做法\n有。\n【二、其他】\n附件：统计表",
        "一、做法\n（一）加强领导。成立了领导小组，县长任组长。\n（二）健全制度。制定了审查、考核、追责制度。\n【（三）政务服务。】\n二、其他\n无。",
    ],
)
def test_signature_and_annex_are_no_content(text: str) -> None:
    expect(text, RULE)


@pytest.mark.parametrize(
    "text",
    [
        "一、做法\n有。\n二、其他\n无\n县政府办公室\n2017年3月1日",
        "一、做法\n有。\n二、附表\n附件：统计表",
        "一、做法：有。\n二、其他：无",
        "现将工作总结如下：\n一、做法\n有。",
        "一、做法\n1.加强领导。成立了领导小组，县长任组长。\n2.健全制度。制定了审查、考核、追责制度。\n3.强化培训。",
    ],
)
def test_content_that_is_short(text: str) -> None:
    assert check_text(text, RULE) == []
