"""The loop over rules: how every rule ends, what a finding is called, what cannot be checked."""

from __future__ import annotations

import pytest

from reportlint.draft.draft import Draft, Paragraph
from reportlint.engine import Linter, Settings, try_rule
from reportlint.errors import ReadError, UsageError
from reportlint.finding import FileResult, Finding, Severity
from reportlint.packs.schema import Example
from reportlint.positions import SourceSpan
from reportlint.text.patterns import PatternTimeout
from support import marked, pack_named

REPORT = """青石县2016年政府信息公开工作年度报告
一、概述
全年共收到申请25件，更新【人/次】信息。
二、主动公开情况
主动公开政府信息300条，其中通知100条、公告120条、其他70条。
三、依申请公开情况
收到申请23件，均已办结。
四、收费及减免情况
没有收取费用。
五、行政复议和行政诉讼情况
没有发生。
六、存在的问题及改进措施
公开不够及时，将加强督促。
七、其他需要报告的事项
无。
八、附表
政府信息公开情况统计表
（一）收到申请数 件 25
1．当面申请数 件 25
（三）从事政府信息公开工作人员数 人 21
1．专职人员数 人 4
2．兼职人员数 人 8
"""
PLAIN = marked(REPORT)[0]


def check(text: str = PLAIN, **settings: object) -> FileResult:
    return Linter(Settings(**settings)).check("report.txt", text.encode())


def named(result: FileResult, rule: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule.endswith(f"/{rule}")]


# ---------------------------------------------------------------- how rules end


def test_every_rule_ends_exactly_once() -> None:
    result = check()
    ended = [
        *result.assessment.passed,
        *result.assessment.found,
        *(item.rule for item in result.assessment.not_assessed),
    ]
    assert result.pack == "annual-report-2014"
    assert sorted(ended) == sorted(rule.name for rule in pack_named("annual-report-2014").rules if rule.status == "on")
    assert all(item.reason for item in result.assessment.not_assessed)
    assert {finding.rule for finding in result.findings} <= set(result.assessment.found)


def test_the_defects_are_found_and_what_is_missing_is_not_assessed() -> None:
    result = check()
    assert {"breakdown-total", "staff-by-duty", "text-table-mismatch"} <= {
        finding.rule.partition("/")[2] for finding in result.findings
    }
    reasons = {item.rule.partition("/")[2]: item.reason for item in result.assessment.not_assessed}
    assert "申请答复数" in reasons["answers-by-type"]


def test_findings_stand_in_the_order_of_the_draft() -> None:
    places = [finding.span.start.offset if finding.span else -1 for finding in check().findings]
    assert places == sorted(places)
    assert len(places) > 3


def test_a_finding_quotes_the_draft() -> None:
    (finding,) = named(check(), "breakdown-total")
    assert PLAIN[finding.span.start.offset : finding.span.end.offset] == "300条"
    assert (finding.span.start.line, finding.span.start.column) == (5, 9)
    assert "300条" in finding.excerpt
    assert finding.severity is Severity.ERROR


def test_nothing_is_found_in_what_is_right() -> None:
    text = PLAIN.replace("其他70条", "其他80条").replace("人员数 人 21", "人员数 人 12").replace("23件", "25件")
    assert not {"breakdown-total", "staff-by-duty", "text-table-mismatch"} & {
        finding.rule.partition("/")[2] for finding in check(text).findings
    }


# ---------------------------------------------------------------- fingerprints


def test_fingerprints_survive_lines_above_and_are_unique() -> None:
    before = {finding.fingerprint for finding in check().findings}
    text = PLAIN.replace("一、概述\n", "一、概述\n工作总体平稳有序。\n\n各单位按要求落实。\n")
    after = check(text)
    assert {finding.fingerprint for finding in after.findings} == before
    assert len(before) == len(after.findings)
    assert all(len(name) == 16 for name in before)


def test_fingerprints_change_with_what_is_wrong() -> None:
    (one,) = named(check(), "breakdown-total")
    (other,) = named(check(PLAIN.replace("其他70条", "其他71条")), "breakdown-total")
    assert one.fingerprint != other.fingerprint


def test_two_findings_that_say_the_same_have_two_names() -> None:
    line = "共50条，其中甲10条、其他30条。\n"
    result = check(f"一、概述\n{line}二、其他\n{line}", pack="annual-report-2014", select=("breakdown-total",))
    one, other = result.findings
    assert one.message == other.message
    assert one.fingerprint != other.fingerprint


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize("name", ["breakdown-total", "official-writing/breakdown-total"])
def test_select_and_ignore_take_ids_and_full_names(name: str) -> None:
    selected = check(select=(name,))
    assert {finding.rule for finding in selected.findings} == {"official-writing/breakdown-total"}
    assert selected.assessment.found == ("official-writing/breakdown-total",)
    assert (selected.assessment.passed, selected.assessment.not_assessed) == ((), ())
    ignored = check(ignore=(name,))
    assert "official-writing/breakdown-total" not in {finding.rule for finding in ignored.findings}
    assert len(ignored.findings) == len(check().findings) - 1


def test_ignore_wins_over_select() -> None:
    chosen = check(select=("breakdown-total", "staff-by-duty"), ignore=("breakdown-total",))
    assert {finding.rule.partition("/")[2] for finding in chosen.findings} == {"staff-by-duty"}
    with pytest.raises(UsageError, match="没有规则可用"):
        check(select=("breakdown-total",), ignore=("breakdown-total",))


def test_a_selected_rule_that_the_pack_lacks_is_not_assessed() -> None:
    other = check(
        "青石县第二季度工作情况\n工作正常，没有问题，有关事项已经办结，请领导审阅。\n", select=("staff-by-duty",)
    )
    assert [(item.rule, item.absent) for item in other.assessment.not_assessed] == [("staff-by-duty", True)]


def test_names_of_findings_do_not_depend_on_language_or_line() -> None:
    names = [finding.fingerprint for finding in check().findings]
    assert names == [finding.fingerprint for finding in check(language="en").findings]
    shifted = check(PLAIN.replace("一、概述\n", "一、概述\n本报告如下。\n"))
    assert set(names) <= {finding.fingerprint for finding in shifted.findings}


def test_failures_are_told_in_the_language_chosen() -> None:
    assert "empty" in (check("", language="en").failure or "")
    with pytest.raises(UsageError) as error:
        Linter(Settings(select=("breakdown-totals",), language="en"))
    assert error.value.text("en").startswith("no such rule")
    with pytest.raises(UsageError, match="规则名为空"):
        Linter(Settings(ignore=("",)))


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_an_unknown_rule_is_refused_with_a_suggestion(option: str) -> None:
    with pytest.raises(UsageError, match="breakdown-total"):
        Linter(Settings(**{option: ("breakdown-totals",)}))
    with pytest.raises(UsageError, match="zzzzzz"):
        Linter(Settings(**{option: ("zzzzzz",)}))


def test_a_rule_of_another_pack_is_unknown_to_a_named_one() -> None:
    with pytest.raises(UsageError):
        Linter(Settings(pack="official-writing", select=("staff-by-duty",)))


def test_an_unknown_pack_is_refused() -> None:
    with pytest.raises(UsageError):
        Linter(Settings(pack="annual-report-1999"))


def test_english() -> None:
    (finding,) = named(check(language="en"), "breakdown-total")
    assert "sum of the parts" in finding.message


def test_a_named_pack_and_an_assumed_year() -> None:
    result = check(pack="annual-report-2008", year=2012)
    assert (result.pack, result.report_year) == ("annual-report-2008", 2012)


def test_an_assumed_year_counts_when_the_pack_is_chosen() -> None:
    result = check(PLAIN.replace("2016年", ""), year=2017)
    assert (result.pack, result.report_year, result.failure) == ("annual-report-2014", 2017, None)


# ---------------------------------------------------------------- failures


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256))])
def test_what_cannot_be_read_is_a_failure(data: bytes) -> None:
    result = Linter().check("report.txt", data)
    assert result.failure
    assert (result.findings, result.pack) == ((), None)


def test_a_year_without_a_pack_is_a_failure() -> None:
    result = check(PLAIN.replace("2016", "1999"))
    assert result.failure is not None
    assert "annual-report-2014" in result.failure
    assert (result.findings, result.pack) == ((), None)


def test_a_draft_that_was_read_elsewhere() -> None:
    draft = Draft("x.docx", "docx", "", "工作平稳。", (Paragraph(SourceSpan(0, 5)),))
    result = Linter().check_draft(draft)
    assert (result.path, result.format, result.pack) == ("x.docx", "docx", "official-writing")


@pytest.mark.parametrize(
    "text", ["。", "一", "一、", "\ufeff一、概述", "|", "1", "（", "《" * 50, "一、\n" * 50, "|\n" * 50, "其中" * 300]
)
def test_odd_drafts_do_not_break_anything(text: str) -> None:
    result = check(text, pack="annual-report-2014")
    assert result.failure is None


# ---------------------------------------------------------------- facts and examples


def test_facts_are_rows() -> None:
    rows = Linter().facts("report.txt", PLAIN.encode())
    table = {row.indicator: row for row in rows if row.origin == "table"}
    assert table["staff"].value == "21"
    assert (table["staff"].unit, table["staff"].line, table["staff"].excerpt) == ("人", 20, "21")
    assert table["staff"].label == "从事政府信息公开工作人员数"
    prose = [row for row in rows if row.origin == "prose" and row.indicator == "requests.received"]
    assert [(row.value, row.line) for row in prose] == [("25", 3), ("23", 7)]
    assert {row.report_year for row in rows} == {2016}


def test_facts_of_a_draft_that_no_pack_fits() -> None:
    with pytest.raises(ReadError):
        Linter().facts("report.txt", PLAIN.replace("2016", "1999").encode())


def test_an_example_is_tried_with_one_rule() -> None:
    found = try_rule(PLAIN, pack_named("annual-report-2014"), "official-writing/breakdown-total", Example(PLAIN))
    assert [finding.rule for finding in found] == ["official-writing/breakdown-total"]


def test_a_pattern_too_slow_for_a_draft_is_a_failure_of_that_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(*_: object) -> None:
        raise PatternTimeout("甲+")

    linter = Linter(Settings(language="en"))
    monkeypatch.setattr(Linter, "_understand", stuck)
    assert "line breaks" in (linter.check("a.txt", PLAIN.encode()).failure or "")
    with pytest.raises(ReadError, match=r"a\.txt: .*是否缺少换行"):
        linter.facts("a.txt", PLAIN.encode())
