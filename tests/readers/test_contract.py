"""One report in every format that a whole report comes in: the same facts, the same findings, each where a reader looks."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from reportlint import Linter

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"
SUFFIXES = {
    "text_line": ".txt", "text_pipe": ".txt", "text_tab": ".txt", "markdown": ".md", "html": ".html", "docx": ".docx",
    "pdf": ".pdf",
}  # fmt: skip
PLACES = {
    "html": r"第\d+(?:段|个表格第\d+行第\d+列)",
    "docx": r"第\d+(?:段|个表格第\d+行第\d+列)",
    "pdf": r"第\d+页",
    "xlsx": r"工作表“.+”第\d+行第\d+列",
}
LINTER = Linter()

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(str(BENCHMARKS))
    made = importlib.import_module("reports")


def _faulty(format_: int, year: int):
    """A report with a wrong cell, a sentence that contradicts the table, and a passage that stands twice."""
    report = made.make_report(format_, year, 11, "county", "medium")
    table, row, column = ("statistics", "staff", "value") if format_ == 2014 else ("requests", "received", "total")
    value = report.values["staff" if format_ == 2014 else "received[total]"]
    report = report.with_cell(table, row, column, str(value + 30))
    at = max(
        range(len(report.blocks)), key=lambda n: len(report.blocks[n].text) * (report.blocks[n].kind == "paragraph")
    )
    return report.with_block(at, report.blocks[at], report.blocks[at]._replace(mentions=()))


def _bytes(report, form: str) -> bytes:
    data = made.render(report, form)
    return data.encode() if isinstance(data, str) else data


def _facts(name: str, data: bytes) -> list[tuple[str, ...]]:
    rows = [(row.indicator, row.value, row.unit, row.origin, row.scope) for row in LINTER.facts(name, data)]
    return sorted(row for row in rows if row[3] == "table"), sorted(row for row in rows if row[3] != "table")


@pytest.fixture(scope="module", params=[(2014, 2016), (2019, 2020), (2021, 2023)], ids=str)
def report(request):
    return _faulty(*request.param)


@pytest.mark.parametrize("form", SUFFIXES)
def test_every_format_gives_the_same_facts_and_findings(report, form: str) -> None:
    expected = LINTER.check("a.txt", _bytes(report, "text_pipe"))
    assert {finding.rule.partition("/")[2] for finding in expected.findings} >= {"duplicate-passage"}
    assert len(expected.findings) >= 2
    name = f"a{SUFFIXES[form]}"
    result = LINTER.check(name, _bytes(report, form))
    assert result.failure is None
    assert (result.pack, result.report_year) == (expected.pack, expected.report_year)
    assert _facts(name, _bytes(report, form)) == _facts("a.txt", _bytes(report, "text_pipe"))
    said = [sorted((finding.rule, finding.message) for finding in one.findings) for one in (expected, result)]
    assert said[0] == said[1]


@pytest.mark.parametrize("form", [form for form in PLACES if form in SUFFIXES])
def test_every_finding_says_where_a_reader_finds_it(report, form: str) -> None:
    result = LINTER.check(f"a{SUFFIXES[form]}", _bytes(report, form))
    assert result.findings
    for finding in result.findings:
        assert finding.span is None or re.match(PLACES[form], finding.location), finding.location


def test_a_workbook_is_checked_for_what_it_holds() -> None:
    report = _faulty(2021, 2023)
    result = LINTER.check("a.xlsx", _bytes(report, "xlsx"))
    assert result.failure is None
    assert result.pack == "annual-report-2021"
    (finding,) = result.findings
    assert finding.rule == "annual-report-2021/requests-row-total"
    assert re.match(PLACES["xlsx"], finding.location), finding.location
    reasons = {item.rule: item.reason for item in result.assessment.not_assessed}
    assert "只有表格" in reasons["annual-report-2021/missing-section"]


def test_a_sheet_of_values_parted_by_commas() -> None:
    report = _faulty(2021, 2023)
    data = made.render(report, "csv", "requests")
    result = LINTER.check("a.csv", data.encode() if isinstance(data, str) else data)
    assert result.failure is None
    assert [finding.rule for finding in result.findings] == ["annual-report-2021/requests-row-total"]
