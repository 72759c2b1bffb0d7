from __future__ import annotations

from reportlint.finding import Severity
from support import check_text, expect, run_rule

RULE = "inconsistent-year"
TITLE = "青石县2016年政府信息公开工作年度报告\n"


def test_the_period_says_another_year() -> None:
    (finding,) = expect(f"{TITLE}统计期限自【2015年1月1日起至12月31日】止。\n一、概述\n平稳。", RULE)
    assert (finding.severity, finding.related[0].span.start.line) == (Severity.ERROR, 1)


def test_the_caption_says_another_year() -> None:
    expect(f"{TITLE}一、附表\n政府信息公开情况统计表\n【（2015年度）】\n收到申请数 件 3\n当面申请数 件 3", RULE)


def test_two_years_in_the_title() -> None:
    assert len(check_text("青石县2015年2016年政府信息公开工作年度报告\n一、概述\n平稳。", RULE)) == 1


def test_all_say_the_same() -> None:
    text = f"{TITLE}统计期限为2016年1月1日至12月31日。\n一、概述\n2015年、2015年、2015年平稳。"
    assert check_text(text, RULE) == []
    text = "青石县二〇一六年政府信息公开工作年度报告\n统计期限为2016年1月1日至12月31日。"
    assert check_text(text, RULE) == []


def test_the_body_alone_is_no_witness() -> None:
    _, assessment = run_rule(f"{TITLE}一、概述\n2015年平稳。", RULE)
    assert len(assessment.not_assessed) == 1
