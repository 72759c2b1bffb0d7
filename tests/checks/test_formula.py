from __future__ import annotations

import msgspec
import pytest

from reportlint.checks import formula
from reportlint.draft.forms import RowForm, TableForm
from reportlint.finding import NotAssessed, Observation, Severity
from reportlint.packs.schema import Pack
from support import content_of, expect, pack_named, run_rule, words

STAFF = "（三）从事政府信息公开工作人员数 人 {}\n1．专职人员数 人 {}\n2．兼职人员数 人 {}\n"


def staff(total: object, full: object, part: object) -> str:
    return "一、附表\n" + STAFF.format(total, full, part)


# ---------------------------------------------------------------- evidence


def test_both_sides_and_every_value_are_shown() -> None:
    (finding,) = expect(staff("【45】", 4, 8), "staff-by-duty")
    evidence = finding.evidence
    assert (evidence.left, evidence.right) == ("45", "12")
    assert evidence.formula == "从事政府信息公开工作人员数 = 专职人员数 + 兼职人员数"
    assert [(v.indicator, v.value) for v in evidence.values] == [
        ("staff", "45"), ("staff.full_time", "4"), ("staff.part_time", "8"),
    ]  # fmt: skip
    assert all(value.span for value in evidence.values)
    assert len(finding.related) == 2
    assert "行“机构建设和保障经费情况 › 从事政府信息公开工作人员数”" in finding.location
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "suspect", "expected"),
    [
        (staff("【21】", 4, 8), "staff", "12"),  # two digits swapped
        (staff(113, "【46】", 49), "staff.full_time", "64"),  # the same in a part
    ],
)
def test_a_slip_of_the_keyboard_names_the_suspect(text: str, suspect: str, expected: str) -> None:
    (finding,) = expect(text, "staff-by-duty")
    assert (suspect, expected) in [(s.indicator, s.expected) for s in finding.evidence.suspects]


def test_prose_names_the_suspect() -> None:
    text = "一、概述\n从事政府信息公开工作人员12人，专职人员4人。\n二、附表\n" + STAFF.format(12, "【7】", 8)
    (finding,) = expect(text, "staff-by-duty")
    assert [(s.indicator, s.value, s.expected) for s in finding.evidence.suspects] == [("staff.full_time", "7", "4")]
    assert "专职人员4人" in finding.evidence.suspects[0].reason


def test_prose_that_mends_nothing_is_no_suspect() -> None:
    text = "一、概述\n专职人员5人。\n二、附表\n" + STAFF.format("【45】", 7, 8)
    (finding,) = expect(text, "staff-by-duty")
    assert "5" not in [s.expected for s in finding.evidence.suspects]


# ---------------------------------------------------------------- where values come from


def test_without_a_table_prose_counts() -> None:
    (finding,) = run_rule("一、概述\n从事政府信息公开工作人员13人，其中专职人员4人，兼职人员8人。", "staff-by-duty")[0]
    assert (finding.evidence.left, finding.evidence.right) == ("13", "12")


def test_with_a_table_prose_does_not_fill_its_gaps() -> None:
    findings, assessment = run_rule(
        "一、概述\n兼职人员9人。\n二、附表\n（三）从事政府信息公开工作人员数 人 12\n1．专职人员数 人 4\n2．兼职人员数 人 /\n",
        "staff-by-duty",
    )
    assert findings == []
    assert "兼职人员数" in assessment.not_assessed[0].reason


def test_prose_that_contradicts_itself_is_no_value() -> None:
    findings, assessment = run_rule(
        "一、概述\n从事政府信息公开工作人员13人。专职人员4人，兼职人员8人。\n专职人员5人。", "staff-by-duty"
    )
    assert findings == []
    assert "专职人员数" in assessment.not_assessed[0].reason


def test_numbers_of_unlike_scope_make_a_warning_at_most() -> None:
    (finding,) = run_rule(
        "一、人员配备\n全县从事政府信息公开工作人员13人。专职人员4人，兼职人员8人。", "staff-by-duty"
    )[0]
    assert finding.severity is Severity.WARNING


def test_rounded_numbers_have_the_benefit_of_the_doubt() -> None:
    text = "一、概述\n从事政府信息公开工作人员约13人，其中专职人员4人，兼职人员8人。"
    findings, assessment = run_rule(text, "staff-by-duty")
    assert (findings, len(assessment.passed)) == ([], 1)


@pytest.mark.parametrize("cell", ["", "/", "—", "无", "若干"])
def test_a_cell_without_a_number_is_never_zero(cell: str) -> None:
    findings, assessment = run_rule(
        f"一、附表\n从事政府信息公开工作人员数\t人\t4\n专职人员数\t人\t4\n兼职人员数\t人\t{cell}\n", "staff-by-duty"
    )
    assert findings == []
    assert len(assessment.not_assessed) == 1


# ---------------------------------------------------------------- relations and conditions


def test_an_inequality() -> None:
    rule = "of-which-over-total"
    table = "一、附表\n1．参加或举办新闻发布会总次数 次 {}\n其中：主要负责同志参加新闻发布会次数 次 {}\n"
    (finding,) = expect(table.format(1, "【2】"), rule)
    assert "不大于" in finding.message
    assert run_rule(table.format(2, 2), rule)[0] == []


def test_a_condition_that_does_not_hold_leaves_the_rule_alone() -> None:
    table = "一、附表\n（一）收到申请数 件 {}\n七、依申请公开信息收取的费用 万元 {}\n"
    assert run_rule(table.format(0, 0), "fee-without-request")[0] == []
    (finding,) = expect(table.format("【0】", 0.2), "fee-without-request")
    assert [value.indicator for value in finding.evidence.values] == ["requests.received", "fee"]


# ---------------------------------------------------------------- tables with several columns

FORM = TableForm(
    "grid",
    "样表",
    columns={"natural": "自然人", "legal": "法人", "total": "总计"},
    rows={
        "received": RowForm("一、本年新收甲类事项数量"),
        "carried_in": RowForm("二、上年结转甲类事项数量"),
        "closed": RowForm("三、本年度办结甲类事项数量"),
        "carried_out": RowForm("四、结转下年度甲类事项数量"),
    },
)
PACK = Pack("grid", "样例", "1.0.0", "样例", tables=(FORM,))
GRID = """附表
事项 | 自然人 | 法人 | 总计
一、本年新收甲类事项数量 | 12 | 3 | {}
二、上年结转甲类事项数量 | 2 | 0 | 2
三、本年度办结甲类事项数量 | {} | 3 | 15
四、结转下年度甲类事项数量 | 2 | 0 | 2
"""


def grid(total: object = 15, closed: object = 12, **values: str) -> tuple[list[str], list[Observation | NotAssessed]]:
    content = content_of(GRID.format(total, closed), pack=PACK)
    parameters = msgspec.convert({"table": "grid", **values}, formula.Parameters)
    outcomes = list(formula.check(content, parameters, PACK))
    return words(content, outcomes), outcomes


COLUMNS = {"for_each": "columns", "expect": "received + carried_in == closed + carried_out"}
ROWS = {"for_each": "rows", "expect": "[natural] + [legal] == [total]"}


def test_a_whole_grid_holds() -> None:
    assert grid(**COLUMNS) == ([], [])
    assert grid(**ROWS) == ([], [])


def test_each_column_is_tried() -> None:
    _, (seen,) = grid(closed=13, **COLUMNS)
    assert isinstance(seen, Observation)
    assert (seen.evidence.left, seen.evidence.right) == ("14", "15")
    assert {value.indicator for value in seen.evidence.values} == {
        f"{row}[natural]" for row in ("received", "carried_in", "closed", "carried_out")
    }
    assert "列“自然人”" in seen.location


def test_each_row_is_tried() -> None:
    found, (seen,) = grid(total=51, **ROWS)
    assert found == ["51"]
    assert [(s.indicator, s.expected) for s in seen.evidence.suspects] == [("received[total]", "15")]


def test_a_blank_cell_leaves_only_its_own_column_open() -> None:
    _, outcomes = grid(closed="/", **COLUMNS)
    assert [type(outcome) for outcome in outcomes] == [NotAssessed]
    assert "自然人" in outcomes[0].reason.text()


def test_a_condition_is_tried_in_each_column() -> None:
    _, outcomes = grid(closed=13, when="carried_in > 5", **COLUMNS)
    assert outcomes == []


def test_last_years_values_are_not_assessed_without_last_years_report() -> None:
    _, (seen,) = grid(expect="carried_in[total] == previous.carried_out[total]")
    assert isinstance(seen, NotAssessed)
    assert "上年" in seen.reason.text()


# ---------------------------------------------------------------- partitions


def test_partitions_are_read_from_the_rules() -> None:
    found = {p.total: p for p in formula.partitions(pack_named("annual-report-2014"))[::-1]}
    assert found["staff"].parts == {"staff.full_time", "staff.part_time"}
    assert found["staff"].exact
    assert not found["disclosed"].exact
    assert len(found["answers"].parts) == 8


def test_every_table_of_the_form_is_judged() -> None:
    rows = "（一）收到申请数\t件\t{}\n1．当面申请数\t件\t3\n2．传真申请数\t件\t0\n3．网络申请数\t件\t2\n4．信函申请数\t件\t0\n"
    text = f"一、附表\n政府信息公开情况统计表\n{rows.format(5)}附件2\n政府信息公开情况统计表\n{rows.format(6)}"
    findings, _ = run_rule(text, "requests-by-channel")
    assert ["6" in finding.message for finding in findings] == [True]
