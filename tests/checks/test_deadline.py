from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "late-publication"


@pytest.mark.parametrize(
    "text",
    [
        "发布日期：【2017-04-20】\n一、概述\n平稳。",
        "发布时间：【2017年4月1日】\n一、概述\n平稳。",
        "生成日期【2017/5/3】\n一、概述\n平稳。",
        "一、概述\n平稳。\n青石县人民政府\n【2017年4月20日】",
    ],
)
def test_a_date_behind_the_deadline(text: str) -> None:
    (finding,) = expect(text, RULE, year=2016)
    assert "2017年3月31日" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "发布日期：2017-03-31\n一、概述\n平稳。",
        "发布日期：2017-02-30\n一、概述\n平稳。",
        "一、概述\n2017年4月20日召开会议。\n平稳。\n青石县人民政府\n2017年3月1日",
        "发布日期：2019-06-01\n一、概述\n平稳。",
        "发布日期：2016-12-20\n一、概述\n平稳。",
    ],
)
def test_dates_before_it_or_of_another_report(text: str) -> None:
    assert check_text(text, RULE, year=2016) == []


@pytest.mark.parametrize("text", ["平稳。", "发布日期：2017-04-20\n平稳。"])
def test_without_date_or_year_nothing_is_assessed(text: str) -> None:
    _, assessment = run_rule(text, RULE, year=2016 if text == "平稳。" else None)
    assert len(assessment.not_assessed) == 1
