from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "announced-parts"
SECTIONS = "\n一、概述\n平稳。\n二、主动公开情况\n平稳。\n三、收费情况\n无。"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("本报告【由概述、主动公开情况、收费情况等四个部分】组成。" + SECTIONS, "4个部分"),
        ("本报告【由概述、主动公开情况、收费情况等2个部分】组成。" + SECTIONS, "2个部分"),
        ("本报告【由概述、主动公开情况、复议诉讼办理结果三个部分】组成。" + SECTIONS, "收费情况"),
    ],
)
def test_what_was_announced_does_not_follow(text: str, word: str) -> None:
    (finding,) = expect(text, RULE)
    assert word in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "本报告由概述、主动公开情况、收费情况三个部分组成。" + SECTIONS,
        "本报告由概述、主动公开、收费三部分组成。" + SECTIONS,
        "本报告由收费情况、概述、主动公开情况3个部分组成。" + SECTIONS,
        "本报告由概述、主动公开情况、收费情况三个部分组成。" + SECTIONS + "\n四、附表\n见附件。",
    ],
)
def test_what_was_announced_follows(text: str) -> None:
    assert check_text(text, RULE) == []


@pytest.mark.parametrize(
    "text", ["工作平稳。" + SECTIONS, "一、概述\n本报告由概述、收费情况等九个部分组成。\n二、收费情况\n无。"]
)
def test_nothing_announced_is_not_assessed(text: str) -> None:
    _, assessment = run_rule(text, RULE)
    assert len(assessment.not_assessed) == 1


def test_without_headings_nothing_is_assessed() -> None:
    findings, assessment = run_rule("本报告由概述、主动公开情况、收费情况等四个部分组成。", RULE)
    assert findings == []
    assert len(assessment.not_assessed) == 1


FULL = "\n一、概述\n平稳。\n二、收费及减免情况\n无。\n三、因申请公开政府信息提起行政复议、行政诉讼的情况\n无。\n四、存在的主要问题及2017年改进措施\n有。"


@pytest.mark.parametrize(
    "text",
    [
        "全文由概述、收费及减免、复议诉讼、问题及改进四个部分组成。" + FULL,
        "全文由概述、收费及减免、复议诉讼、问题及改进和附表五个部分组成。" + FULL,
        "全文由概述、收费、减免情况、行政复议、诉讼情况、存在的主要问题及改进措施四个部分组成。" + FULL,
    ],
)
def test_short_names_agree_with_full_headings(text: str) -> None:
    assert check_text(text, RULE) == []


def test_a_name_that_no_heading_has_is_still_found() -> None:
    (finding,) = check_text("全文由概述、收费及减免、复议诉讼、基本做法四个部分组成。" + FULL, RULE)
    assert "基本做法" in finding.message


def test_a_part_of_a_name_that_another_heading_took_is_not_said_to_be_unwritten() -> None:
    text = "本报告由概述、主动公开情况、行政复议、行政诉讼情况三个部分组成。\n一、概述\n平稳。\n二、主动公开情况\n平稳。\n三、行政复议、行政诉讼进展\n无。"
    assert check_text(text, RULE) == []
