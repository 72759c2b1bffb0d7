"""One mistake, one finding."""

from __future__ import annotations

import importlib
import random
from pathlib import Path

import pytest

from reportlint import check_text, engine
from reportlint.consequences import without_consequences
from reportlint.finding import Evidence, Finding, Message, Observation, Severity, Suspect, Value
from reportlint.positions import Span
from support import content_of, marked, pack_named

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(str(Path(__file__).parent.parent / "benchmarks"))
    accuracy, reports = importlib.import_module("accuracy"), importlib.import_module("reports")

PACK = pack_named("annual-report-2014")


def rule(name: str):
    return next(rule for rule in PACK.rules if rule.id == name)


def said(text: str) -> Message:
    return Message(text, text, {})


def value(indicator: str, number: str, start: int) -> Value:
    return Value(indicator, indicator, number, Span(start, start + 1))


def identity(*values: Value, suspect: tuple[str, str] | None = None) -> Observation:
    suspects = (Suspect(suspect[0], suspect[0], "7", suspect[1], said("正文")),) if suspect else ()
    return Observation(said("不等"), values[0].span, evidence=Evidence("1", "2", "a = b + c", values, suspects))


def contradiction(indicator: str, prose: str, table: str, start: int) -> Observation:
    values = (value(indicator, prose, start + 50), value(indicator, table, start))
    return Observation(said("不一致"), values[0].span, evidence=Evidence(prose, table, "", values))


SUM = rule("staff-by-duty")
TEXT = rule("text-table-mismatch")
A, B, C = value("a", "12", 1), value("b", "7", 2), value("c", "8", 3)


def test_the_contradiction_that_names_the_suspect_is_the_same_mistake() -> None:
    seen = [(SUM, identity(A, B, C, suspect=("b", "4"))), (TEXT, contradiction("b", "4", "7", 2))]
    assert without_consequences(seen) == seen[:1]
    assert without_consequences(seen[::-1]) == seen[:1]


def test_another_contradiction_stays() -> None:
    for other in (contradiction("b", "5", "7", 2), contradiction("c", "4", "8", 3)):
        seen = [(SUM, identity(A, B, C, suspect=("b", "4"))), (TEXT, other)]
        assert without_consequences(seen) == seen


def test_without_a_broken_identity_a_contradiction_stays() -> None:
    seen = [(TEXT, contradiction("b", "4", "7", 2))]
    assert without_consequences(seen) == seen


def test_what_usually_holds_says_nothing_beside_a_broken_identity() -> None:
    usual = rule("answers-unlike-closures")
    seen = [(SUM, identity(A, B, C)), (usual, identity(A, value("d", "9", 9)))]
    assert without_consequences(seen) == seen[:1]
    apart = [(SUM, identity(A, B, C)), (usual, identity(value("e", "9", 8), value("d", "9", 9)))]
    assert without_consequences(apart) == apart


def test_two_broken_identities_stay() -> None:
    seen = [(SUM, identity(A, B, C)), (rule("requests-by-channel"), identity(A, B))]
    assert without_consequences(seen) == seen


def test_an_observation_without_evidence_stays() -> None:
    seen = [(TEXT, Observation(said("错"), None)), (SUM, identity(A, B, C))]
    assert without_consequences(seen) == seen


def test_in_a_draft_one_wrong_cell_is_one_finding() -> None:
    text = (
        "一、概述\n从事政府信息公开工作人员12人，专职人员4人，兼职人员8人。\n二、附表\n"
        "（三）从事政府信息公开工作人员数 人 12\n1．专职人员数 人 7\n2．兼职人员数 人 8\n"
    )
    rules = [rule for rule in PACK.rules if rule.id in ("staff-by-duty", "text-table-mismatch")]
    findings, assessment = engine.apply(rules, content_of(text, pack=PACK), PACK)
    assert [finding.rule for finding in findings] == ["annual-report-2014/staff-by-duty"]
    assert [(s.indicator, s.expected) for s in findings[0].evidence.suspects] == [("staff.full_time", "4")]
    assert len(assessment.found) + len(assessment.passed) + len(assessment.not_assessed) == 2


TWO_IDENTITIES = """\
政府信息公开情况统计表
（三）申请答复数 件 12
1．属于已主动公开范围数 件 4
2．同意公开答复数 件 5
3．同意部分公开答复数 件 0
4．不同意公开答复数 件 【4】
其中：涉及国家秘密 件 0
涉及商业秘密 件 1
涉及个人隐私 件 1
危及国家安全、公共安全、经济安全和社会稳定 件 0
不是《条例》所指政府信息 件 0
法律法规规定的其他情形 件 1
5．不属于本行政机关公开数 件 0
6．申请信息不存在数 件 0
7．告知作出更改补充数 件 0
8．告知通过其他途径办理数 件 0
"""


def identities(text: str) -> list[Finding]:
    rules = [rule("answers-by-type"), rule("refusals-by-reason")]
    return engine.apply(rules, content_of(text, pack=PACK.name, year=2016), PACK)[0]


def test_one_cell_that_breaks_two_identities_is_one_finding() -> None:
    plain, (mark,) = marked(TWO_IDENTITIES)
    found = identities(plain)
    assert [(f.span.start.offset, f.span.end.offset) for f in found] == [tuple(mark)]
    (suspect,) = found[0].evidence.suspects
    assert (suspect.value, suspect.expected) == ("4", "3")
    assert len(found[0].related) == 2


def test_two_cells_that_break_one_identity_each_are_two_findings() -> None:
    plain, _ = marked(TWO_IDENTITIES.replace("【4】", "3").replace("申请答复数 件 12", "申请答复数 件 13"))
    plain = plain.replace("涉及个人隐私 件 1", "涉及个人隐私 件 3")
    assert {finding.rule.partition("/")[2] for finding in identities(plain)} == {
        "answers-by-type",
        "refusals-by-reason",
    }


def seen_at(start: int, end: int, **more: object) -> Observation:
    return Observation(said("错"), Span(start, end), **more)


GAP = rule("heading-numbering")
MISSING = rule("missing-section")


def test_a_symptom_is_told_only_where_nothing_explains_it() -> None:
    symptom = (GAP, seen_at(5, 7, symptom=True))
    cause = (MISSING, Observation(said("缺"), None, explains=(Span(5, 7),)))
    assert without_consequences([symptom]) == [symptom]
    assert without_consequences([symptom, cause]) == [cause]
    elsewhere = (MISSING, Observation(said("缺"), None, explains=(Span(8, 9),)))
    assert without_consequences([symptom, elsewhere]) == [symptom, elsewhere]


def test_what_is_no_symptom_stays() -> None:
    seen = [(GAP, seen_at(5, 7)), (MISSING, Observation(said("缺"), None, explains=(Span(5, 7),)))]
    assert without_consequences(seen) == seen


def test_an_error_is_not_explained_by_a_warning() -> None:
    seen = [
        (GAP, seen_at(5, 7, symptom=True)),
        (MISSING, Observation(said("缺"), None, explains=(Span(5, 7),), at_most=Severity.WARNING)),
    ]
    assert without_consequences(seen) == seen


def test_what_two_rules_say_of_one_place_is_told_once() -> None:
    twice = [(SUM, seen_at(5, 7, explains=(Span(5, 7),))), (TEXT, seen_at(5, 7, explains=(Span(5, 7),)))]
    assert without_consequences(twice) == twice[:1]


def test_two_observations_of_one_place_stay() -> None:
    seen = [(SUM, seen_at(5, 7)), (SUM, seen_at(5, 7))]
    assert without_consequences(seen) == seen


def test_a_breakdown_that_fails_by_what_the_table_says_is_that_difference() -> None:
    numbers = tuple(
        Value("", "", number, Span(start, start + 1)) for number, start in (("9", 51), ("4", 61), ("4", 71))
    )
    breakdown = (
        rule("breakdown-total"),
        Observation(said("不等"), Span(51, 52), evidence=Evidence("9", "8", "", numbers)),
    )
    same = (TEXT, contradiction("b", "9", "8", 1))
    other = (TEXT, contradiction("b", "9", "6", 1))
    assert without_consequences([breakdown, same]) == [same]
    assert without_consequences([breakdown, other]) == [breakdown, other]


@pytest.mark.parametrize("fault", ["section dropped", "section moved", "table of another period"])
def test_in_a_report_one_mistake_is_one_finding(fault: str) -> None:
    report = reports.make_report(2021, 2023, seed=5, kind="county")
    faulty = accuracy.CLASSES[fault](report, random.Random(1)).report
    findings = check_text(reports.render(faulty, "text_pipe")).findings
    assert len([finding for finding in findings if finding.severity is not Severity.INFO]) == 1


def test_a_blank_total_takes_its_value_from_the_table_not_from_the_prose() -> None:
    report = reports.make_report(2021, 2023, seed=5, kind="county")
    faulty = report.with_cell("requests", "carried_out", "total", "")
    (finding,) = check_text(reports.render(faulty, "text_pipe")).findings
    assert finding.rule == "annual-report-2021/blank-cell"
    assert [s.expected for s in finding.evidence.suspects] == [str(report.values["carried_out[total]"])]
