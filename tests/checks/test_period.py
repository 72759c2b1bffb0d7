from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "period-cut-short"


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自【2016年1月1日起至12月20日】止。",
        "统计期限自【2016年1月1日起至2016年10月31日】止。",
        "统计期限自【2016年1月1日至11月底】。",
        "统计期限自【2016年3月1日起至12月31日】止。",
        "2016年平稳。【截至2016年11月底】，全年公开30条。",
        "2016年平稳。【截至2016年12月20日】全年公开30条。",
    ],
)
def test_a_year_that_is_cut_short(text: str) -> None:
    expect(text, RULE)


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自2016年1月1日起至12月31日止。",
        "统计期限自2016年1月1日起至2016年12月底。",
        "统计期限自2016年1月1日起至2017年1月10日止。",
        "活动自2016年3月1日至2016年5月31日。",
        "活动自2016年1月1日至2016年8月31日。",
        "任期自2015年6月1日至2016年5月31日。",
        "2016年平稳。截至2016年12月底，全年公开30条。",
        "2016年平稳。截至2016年12月31日，全年公开30条。",
        "2016年平稳。截至2016年11月底，各镇均已完成。",
        "2016年平稳。2016年有序。截至2015年11月底，全年公开30条。",
    ],
)
def test_whole_years_and_campaigns(text: str) -> None:
    assert check_text(text, RULE) == []


def test_without_a_period_nothing_is_assessed() -> None:
    _, assessment = run_rule("工作平稳。", RULE)
    assert len(assessment.not_assessed) == 1
