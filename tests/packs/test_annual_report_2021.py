"""The outline of the formats from 2019 on, where a whole draft tells more than the examples of one rule."""

from __future__ import annotations

import pytest

from reportlint.engine import Linter, Settings
from reportlint.finding import Finding, Severity

TABLES = {
    "disclosure": "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 2 | 1 | 9 |\n",
    "requests": "| 一、本年新收政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
    "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    "| 三、本年度办理结果 | （一）予以公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
    "| （七）总计 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n",
    "disputes": "| 行政复议 | 行政诉讼 |\n| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |\n"
    "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n"
    "| 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n",
}
OVERVIEW = """（一）主动公开情况
全年公开政府信息30条。
（二）依申请公开情况
收到申请2件，均予以公开。
（三）政府信息管理
拟文时确定公开属性。
（四）平台建设
核对门户网站专栏。
（五）监督保障
培训一次。
"""
SECTIONS = {
    "总体情况": OVERVIEW,
    "主动公开政府信息情况": TABLES["disclosure"],
    "收到和处理政府信息公开申请情况": TABLES["requests"],
    "政府信息公开行政复议、行政诉讼情况": TABLES["disputes"],
    "存在的主要问题及改进情况": "解读形式单一，已增加图表解读。\n",
    "其他需要报告的事项": "没有收取信息处理费。\n",
}
ABOUT_SECTIONS = (
    "missing-section", "section-title", "section-order", "extra-section", "missing-table", "empty-section", "missing-aspect"
)  # fmt: skip


def report(
    sections: dict[str, str] = SECTIONS,
    *,
    marks: str = "一二三四五六",
    dot: str = "、",
    organ: str = "青石县水务局",
    end: str = "",
) -> str:
    body = "".join(f"{mark}{dot}{title}\n{text}" for mark, (title, text) in zip(marks, sections.items(), strict=False))
    return f"{organ}2023年政府信息公开工作年度报告\n{body}{end}"


def found(text: str, *rules: str) -> list[Finding]:
    (result,) = [Linter(Settings(select=rules or ABOUT_SECTIONS)).check("draft.txt", text.encode())]
    assert result.failure is None
    return list(result.findings)


def ids(text: str, *rules: str) -> list[str]:
    return [finding.rule.partition("/")[2] for finding in found(text, *rules)]


def without(title: str) -> dict[str, str]:
    return {name: text for name, text in SECTIONS.items() if name != title}


def renamed(title: str, new: str) -> dict[str, str]:
    return {new if name == title else name: text for name, text in SECTIONS.items()}


def test_a_whole_report_has_nothing_to_mend() -> None:
    assert ids(report()) == []


@pytest.mark.parametrize("title", SECTIONS)
def test_a_missing_section_is_one_finding_though_its_table_is_missing_too(title: str) -> None:
    assert ids(report(without(title))) == ["missing-section"]


@pytest.mark.parametrize("title", list(SECTIONS)[1:4])
def test_a_missing_table_is_one_finding_though_its_section_is_empty(title: str) -> None:
    assert ids(report({**SECTIONS, title: ""})) == ["missing-table"]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("总体情况", "概述"),
        ("总体情况", "总体情况、"),
        ("主动公开政府信息情况", "主动公开情况"),
        ("收到和处理政府信息公开申请情况", "依申请公开情况"),
        ("政府信息公开行政复议、行政诉讼情况", "复议诉讼情况"),
        ("存在的主要问题及改进情况", "问题与不足"),
        ("其他需要报告的事项", "其它事项"),
    ],
)
def test_another_wording_at_the_top_is_the_section_all_the_same(title: str, written: str) -> None:
    (finding,) = found(report(renamed(title, written)))
    assert finding.rule.endswith("/section-title")
    assert finding.excerpt.endswith(written)


def test_sections_may_be_numbered_in_digits() -> None:
    assert ids(report(marks="123456", dot=".")) == []


@pytest.mark.parametrize("line", ["总体情况", "、总体情况"])
def test_a_heading_that_lost_its_number_is_not_a_missing_section(line: str) -> None:
    assert ids(report().replace("一、总体情况", line)) == []


@pytest.mark.parametrize(
    ("organ", "day", "late"),
    [
        ("青石县水务局", "2024年1月31日", False),
        ("青石县水务局", "2024年2月1日", True),
        ("青石县人民政府", "2024年3月31日", False),
        ("青石县人民政府", "2024年4月1日", True),
        ("青石县白杉镇人民政府", "2024年4月1日", False),
        ("青石县白杉镇人民政府", "2023年4月1日", True),
        ("青石经济开发区管委会", "2024年4月1日", False),
    ],
)
def test_the_deadline_is_that_of_the_issuer(organ: str, day: str, late: bool) -> None:
    assert ids(report(organ=organ, end=f"{organ}\n{day}"), "late-publication") == ["late-publication"] * late


@pytest.mark.parametrize(("year", "severity"), [("2019", Severity.WARNING), ("2020", Severity.ERROR)])
def test_the_layout_was_encouraged_in_the_first_year(year: str, severity: Severity) -> None:
    text = report(without("其他需要报告的事项")).replace("2023年", f"{year}年")
    assert [finding.severity for finding in found(text, "missing-section")] == [severity]
