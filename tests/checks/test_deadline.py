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
        "一、概述\n平稳。\n青石县人民政府\n【二〇一七年五月二日】",
        "一、概述\n平稳。\n青石县人民政府\n【二○一七年十二月三十一日】",
        "一、概述\n平稳。\n青石县人民政府\n【2018年5月2日】",
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
        "发布日期：2014-12-20\n一、概述\n平稳。",
        "一、概述\n平稳。\n青石县人民政府\n二〇一七年三月三十一日",
        "一、概述\n平稳。\n青石县人民政府\n二〇一七年二月三十一日",
        "统计期限自2016年1月1日起至2016年12月15日止。\n青石县人民政府\n2016年12月20日",
    ],
)
def test_dates_before_it_or_of_another_report(text: str) -> None:
    assert check_text(text, RULE, year=2016) == []


@pytest.mark.parametrize("day", ["2016年3月20日", "2016年12月20日", "2015-03-20", "二〇一六年三月二十日"])
def test_a_date_before_the_year_is_over(day: str) -> None:
    (finding,) = expect(f"一、概述\n平稳。\n青石县人民政府\n【{day}】", RULE, year=2016)
    assert "早于统计期限的末日2016年12月31日" in finding.message


def test_a_year_that_only_the_body_tells_does_not_make_a_date_early() -> None:
    assert check_text("一、概述\n2017年将努力。2017年再努力。\n青石县人民政府\n2017年3月20日", RULE) == []


def test_where_the_year_is_in_doubt_nothing_is_assessed() -> None:
    text = "青石县2015年政府信息公开工作年度报告\n统计期限自2016年1月1日起至12月31日止。\n青石县人民政府\n2017年3月20日"
    findings, assessment = run_rule(text, RULE)
    assert findings == []
    assert len(assessment.not_assessed) == 1


@pytest.mark.parametrize("text", ["平稳。", "发布日期：2017-04-20\n平稳。"])
def test_without_date_or_year_nothing_is_assessed(text: str) -> None:
    _, assessment = run_rule(text, RULE, year=2016 if text == "平稳。" else None)
    assert len(assessment.not_assessed) == 1
