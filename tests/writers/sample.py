"""One sample of results for all writers: everything that is hard to print, in invented drafts.

The marks 【】 in the draft show where a finding stands; `_Draft` removes them and knows the places.
"""

from __future__ import annotations

import re

from reportlint.finding import (
    Assessment,
    FileResult,
    Finding,
    Related,
    ReportedEdit,
    ReportedEvidence,
    ReportedFix,
    ReportedSuspect,
    ReportedValue,
    Severity,
    Unassessed,
)
from reportlint.positions import Lines, Range, SourceSpan

_LONG = "全年通过门户网站、政务新媒体、公开栏等渠道发布各类政府信息，" * 12

_MARKED = f"""云溪县政府信息公开工作年度报告\r
\t本年共受理申请【7】件，其中网络申请4件。\r
工作人员总数\t人\t【21】
专职人员数\t人\t【8】
兼职人员数\t人\t【12】
{_LONG}累计【一千零二十】条，{_LONG}
e\u0301tude【e\u0301】 与\u200b零宽\x1b[31m红字\x1b[0m\u202e【颠倒】\u202c完\x07
【一是健全制度。
二是加强培训。
三是强化监督】。
依申请公开 1\u3000 2 0 0 0 0 0 【4】
"""


class _Draft:
    def __init__(self, marked: str) -> None:
        self.text = re.sub("[【】]", "", marked)
        self.lines = Lines(self.text)
        self.spans: list[SourceSpan] = []
        for removed, match in enumerate(re.finditer("【.*?】", marked, re.DOTALL)):
            start = match.start() - 2 * removed
            self.spans.append(SourceSpan(start, start + len(match[0]) - 2))

    def range(self, number: int) -> Range:
        return self.lines.range(self.spans[number])

    def excerpt(self, number: int) -> str:
        start, end = self.spans[number]
        return self.text[start:end]


_DRAFT = _Draft(_MARKED)


def _finding(number: int | None, rule: str, severity: Severity, title: str, message: str, **more: object) -> Finding:
    span = None if number is None else _DRAFT.range(number)
    excerpt = "" if number is None else _DRAFT.excerpt(number)
    values = {"location": "", "basis": "国办函〔2099〕1号", "fingerprint": f"f{number}"} | more
    return Finding(rule, "formula", severity, title, message, span, excerpt=excerpt, **values)  # type: ignore[arg-type]


def _value(name: str, label: str, value: str, number: int | None) -> ReportedValue:
    return ReportedValue(name, label, value, None if number is None else _DRAFT.range(number))


_FINDINGS = (
    _finding(None, "sample/no-contact", Severity.WARNING, "没有联系方式", "全文没有联系电话或地址。", basis=""),
    _finding(
        0,
        "sample/channel-sum",
        Severity.WARNING,
        "渠道之和与总数不符",
        "受理申请 7 件，各渠道合计 4 件：是否漏写了其他渠道？",
        related=(Related("表中总数", _DRAFT.range(8)), Related("上年报告没有此项", None)),
        evidence=ReportedEvidence("7", "约4", "申请总数 == 各渠道之和", (_value("r.net", "网络申请", "4", None),)),
    ),
    _finding(
        1,
        "sample/staff-by-duty",
        Severity.ERROR,
        "专职与兼职之和不等于工作人员总数",
        "工作人员总数写 21，专职与兼职之和是 20，相差 1。",
        location="表“机构和人员”行“工作人员总数”",
        evidence=ReportedEvidence(
            "21",
            "20",
            "工作人员总数 == 专职人员数 + 兼职人员数",
            (
                _value("staff.total", "工作人员总数", "21", 1),
                _value("staff.full", "专职人员数", "8", 2),
                _value("staff.part", "兼职人员数", "12", 3),
            ),
            (
                ReportedSuspect("staff.total", "工作人员总数", "21", "20", "一位数字写错"),
                ReportedSuspect("staff.part", "兼职人员数", "12", None, "与正文不一致"),
            ),
        ),
        fix=ReportedFix("把 21 改为 20", False, (ReportedEdit(_DRAFT.range(1), "20"),)),
    ),
    _finding(4, "sample/numerals", Severity.INFO, "数字用法不统一", "同一段里应统一用阿拉伯数字。"),
    _finding(5, "sample/foreign-letter", Severity.INFO, "夹用外文字母", "此处字母带有组合符号。", waived="引文原样"),
    _finding(
        6,
        "sample/direction",
        Severity.ERROR,
        "文字方向控制符",
        "显示顺序与\x1b[2J实际顺序不同，\n100% 的读者会读错。",
        location="\x1b]8;;http://example.invalid\x07链接",
    ),
    _finding(7, "sample/repeated", Severity.WARNING, "段落重复", "这三行与上年报告相同。"),
    _finding(
        8,
        "sample/row-sum",
        Severity.ERROR,
        "各列之和不等于总计",
        "总计写 4，各列之和是 3。",
        evidence=ReportedEvidence(
            "4",
            "3",
            "总计 == 各列之和",
            (
                _value("r.total", "总计", "4", 8),
                *(_value(f"r.c{number}", f"第{number}列", value, None) for number, value in enumerate("1200000", 1)),
            ),
        ),
    ),
)

SAMPLE = (
    FileResult(
        path="草稿/云溪县,2099.txt",
        format="text",
        encoding="gb18030",
        pack="sample-pack",
        selection="标题含“政府信息公开”，年度 2099",
        report_year=2099,
        findings=_FINDINGS,
        assessment=Assessment(
            passed=tuple(f"sample/p{number}" for number in range(41)),
            found=tuple(finding.rule for finding in _FINDINGS),
            not_assessed=(
                Unassessed("sample/fees", "草稿里没有收费情况表"),
                Unassessed("sample/carry-over", "没有给出上年报告"),
            ),
        ),
        text=_DRAFT.text,
    ),
    FileResult(path="草稿/损坏\x1b[2J.txt", failure="既不是 UTF-8 也不是 GB18030：\n第 3 行有无法解码的字节"),
    FileResult(
        path="草稿/clean.txt",
        format="text",
        encoding="utf-8",
        pack="sample-pack",
        report_year=2098,
        assessment=Assessment(passed=("sample/p1", "sample/p2")),
        text="没有问题。\n",
    ),
)
