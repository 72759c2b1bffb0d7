from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "title-wording"


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("青石县2016年政府信息公开年度报告", "应写“工作年度报告”"),
        ("青石县2016年度政府信息公开工作报告", "应写“年度报告”"),
        ("青石县政府信息公开工作年度报告", "没有写明年份"),
        ("2016年政府信息公开工作年度报告", "没有写明机关名称"),
        ("青石县2016年度政府信息公开工作年度报告", "“年度”重复"),
        ("青石县2015年2016年政府信息公开工作年度报告", "写了两个年份"),
    ],
)
def test_what_is_wrong_with_a_title(title: str, what: str) -> None:
    (finding,) = expect(f"【{title}】\n一、概述\n平稳。", RULE)
    assert what in finding.message


def test_everything_wrong_is_one_finding() -> None:
    (finding,) = expect("【政府信息公开年度报告】\n一、概述\n平稳。", RULE)
    assert finding.message.count("；") >= 2


@pytest.mark.parametrize(
    "title",
    [
        "青石县2016年政府信息公开工作年度报告",
        "2016年青石县水务局政府信息公开工作年度报告",
        "青石縣2016年政府資訊公開工作年度報告",
    ],
)
def test_a_right_title(title: str) -> None:
    assert check_text(f"{title}\n一、概述\n平稳。", RULE) == []


def test_without_a_title_nothing_is_assessed() -> None:
    _, assessment = run_rule("一、概述\n平稳。", RULE)
    assert len(assessment.not_assessed) == 1


@pytest.mark.parametrize(
    "title",
    ["青石县政府信息公开工作年度报告\n（2016年）", "青石县2016年政府信息公开工作年度报告（2017年3月）"],
)
def test_a_year_in_brackets(title: str) -> None:
    assert check_text(f"{title}\n一、概述\n平稳。", RULE) == []


def test_the_organ_is_found_without_a_year_beside_it() -> None:
    (finding,) = check_text("青石县政府信息公开工作年度报告\n一、概述\n平稳。", RULE)
    assert "机关" not in finding.message
