"""The example drafts: exactly the findings they were written for, and none in the clean ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint import FileResult, Severity, check_file, load_pack
from reportlint.text.variants import fold

DRAFTS = Path(__file__).parent.parent / "examples" / "drafts"

# draft -> pack, report year, line and rule of every finding
EXPECTED = {
    "qingshi-2016.txt": ("annual-report-2014", 2016, [
        (14, "official-writing/preferred-wording"),
        (16, "official-writing/breakdown-total"),
        (20, "annual-report-2014/text-table-mismatch"),
        (23, "official-writing/duplicate-passage"),
        (33, "annual-report-2014/stale-year"),
        (105, "annual-report-2014/staff-by-duty"),
    ]),
    "qingshi-2017-summary.txt": ("work-summary", 2017, [
        (1, "work-summary/wrong-report-kind"),
        (6, "official-writing/repeated-words"),
        (8, "official-writing/double-approximation"),
        (9, "official-writing/heading-numbering"),
    ]),
    "qingshi-2016-clean.txt": ("annual-report-2014", 2016, []),
    "qingshi-2016-traditional.txt": ("annual-report-2014", 2016, []),
    "baishan-2011.txt": ("annual-report-2008", 2011, []),
}  # fmt: skip


def _check(name: str) -> FileResult:
    return check_file(DRAFTS / name)


def test_every_draft_is_expected() -> None:
    assert {path.name for path in DRAFTS.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_findings(name: str) -> None:
    pack, year, findings = EXPECTED[name]
    result = _check(name)
    assert (result.failure, result.pack, result.report_year) == (None, pack, year)
    assert [(finding.span and finding.span.start.line, finding.rule) for finding in result.findings] == findings


@pytest.mark.parametrize("name", EXPECTED)
def test_every_rule_is_accounted_for(name: str) -> None:
    result = _check(name)
    assessed = result.assessment
    ended = [*assessed.passed, *assessed.found, *(item.rule for item in assessed.not_assessed)]
    assert sorted(ended) == sorted(rule.name for rule in load_pack(result.pack or "").rules)


def test_the_swapped_digits_are_named_with_the_right_value() -> None:
    finding = _check("qingshi-2016.txt").findings[-1]
    assert finding.evidence is not None
    assert [(s.indicator, s.value, s.expected) for s in finding.evidence.suspects] == [("staff", "21", "12")]


def test_the_traditional_draft_says_the_same() -> None:
    clean, traditional = ((DRAFTS / f"qingshi-2016-{kind}.txt").read_text("utf-8") for kind in ("clean", "traditional"))
    assert clean != traditional
    assert fold(traditional).text == fold(clean).text


CLEAN = sorted((Path(__file__).parent.parent / "examples" / "clean").iterdir())


def test_the_clean_reports_cover_formats_and_issuers() -> None:
    results = [check_file(path) for path in CLEAN]
    assert {result.pack for result in results} >= {"annual-report-2014", "annual-report-2019", "annual-report-2021"}
    assert {path.name.split("-")[0] for path in CLEAN} == {
        "ministry", "province", "prefecture", "county", "township", "department"
    }  # fmt: skip


def test_the_clean_reports_are_quiet() -> None:
    found = [finding for path in CLEAN for finding in check_file(path).findings]
    assert [finding for finding in found if finding.severity is not Severity.INFO] == []


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_a_clean_report_is_a_whole_one(path: Path) -> None:
    result = check_file(path)
    assert result.failure is None
    assert 2_000 <= len(result.text) <= 20_000
