"""One report in every format that a whole report comes in: the same facts, the same findings, each where a reader looks."""

from __future__ import annotations

import importlib
import re
import sys
from itertools import accumulate
from pathlib import Path

import pytest

from reportlint import Linter

sys.path.insert(0, str(Path(__file__).parent))
import page_samples
import word97_samples
from page_samples import Sheet
from word97_samples import Para

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"
SUFFIXES = {
    "text_line": ".txt", "text_pipe": ".txt", "text_tab": ".txt", "markdown": ".md", "html": ".html", "docx": ".docx",
    "pdf": ".pdf", "doc": ".doc", "ofd": ".ofd",
}  # fmt: skip
PLACES = {
    "html": r"第\d+(?:段|个表格第\d+行第\d+列)",
    "docx": r"第\d+(?:段|个表格第\d+行第\d+列)",
    "pdf": r"第\d+页",
    "doc": r"第\d+(?:段|个表格第\d+行第\d+列)",
    "ofd": r"第\d+页",
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
    data = {"doc": _doc, "ofd": _ofd}[form](report) if form in ("doc", "ofd") else made.render(report, form)
    return data.encode() if isinstance(data, str) else data


def _doc(report) -> bytes:
    """Return a report as a Word file of the old format; cells merged across are one wide cell."""
    body: list[Para] = []
    for block in report.blocks:
        if not block.table:
            body.append(word97_samples.para(block.text))
            continue
        fields = {
            (row, column): cell
            for cell in block.table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        for row in range(block.table.height):
            cells = list(dict.fromkeys(fields[row, column] for column in range(block.table.width)))
            body += [word97_samples.cell(cell.text if cell.row == row else "") for cell in cells]
            edges = [0, *accumulate(600 * cell.column_span for cell in cells)]
            down = [0 if cell.row_span == 1 else 3 if cell.row == row else 1 for cell in cells]
            body.append(word97_samples.row(edges, down))
    return word97_samples.doc(body)


def _ofd(report) -> bytes:
    """Return a report as pages: prose wrapped at a margin, each table on a page of its own."""
    sheets = [Sheet(800, 1100)]
    y = 60.0
    for block in report.blocks:
        if block.table:
            table = block.table
            wide = {"requests": [240, 240, 460], "statistics": [520], "disclosure": [300]}.get(table.id, [])
            xs = [20 + x for x in accumulate([*wide, *[100.0] * (table.width - len(wide))], initial=0)]
            sheet = Sheet(xs[-1] + 20, 20 * table.height + 120)
            ys = [60.0 + 20 * row for row in range(table.height + 1)]
            sheet.table(xs, ys, {(c.row, c.column, c.row_span, c.column_span): c.text for c in table.cells})
            sheets += [sheet, Sheet(800, 1100)]
            y = 60.0
            continue
        indented = "" if block.kind in ("title", "caption", "signature") else "\t"
        lines = [indented]
        used = 2.0 * bool(indented)
        for character in block.text:
            used += page_samples.width_of(character)
            if used > 66:
                lines.append("")
                used = page_samples.width_of(character)
            lines[-1] += character
        if y + 20 * len(lines) > 1040:
            sheets.append(Sheet(800, 1100))
            y = 60.0
        x = 400 - 5 * len(block.text) if block.kind in ("title", "caption") else 60
        sheets[-1].prose(x, y, lines)
        y += 20 * len(lines)
    return page_samples.ofd(sheets)


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
