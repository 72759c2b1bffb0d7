"""Values that do not follow from last year's report: one finding a cause, both years' values and places."""

from __future__ import annotations

import pytest

from previous_reports import report, run
from reportlint.finding import Finding, Severity
from support import content_of


def requests(draft: str, previous: str) -> list[Finding]:
    return run(draft, previous, "requests-carry-over")[0]


def row(label: str, *numbers: int) -> str:
    return f"| {label} | " + " | ".join(map(str, numbers)) + " |\n"


CARRIED_IN = "二、上年结转政府信息公开申请数量"
CARRIED_OUT = "四、结转下年度继续办理"


def table(carried_in: tuple[int, ...], carried_out: tuple[int, ...]) -> str:
    return (
        row("一、本年新收政府信息公开申请数量", 20, 0, 0, 0, 0, 0, 20)
        + row(CARRIED_IN, *carried_in)
        + row(CARRIED_OUT, *carried_out)
    )


NOTHING = (0,) * 7

_LABELS = content_of("无。", pack="annual-report-2021", year=2024).facts.label
IN, OUT = (_LABELS(f"{name}[total]").removesuffix("（总计）") for name in ("carried_in", "carried_out"))


def test_a_wrong_total_is_one_error_with_the_columns_as_notes() -> None:
    [found] = requests(report(2024, carried_in=4), report(2023, carried_out=5))
    assert found.severity is Severity.ERROR
    assert found.message == (
        f"“{IN}（总计）”是 4，按上年报告（2023.txt）应为 5：上年“{OUT}（总计）”5；另有1处同样接不上"
    )
    assert found.location.startswith("表“收到和处理政府信息公开申请情况表”行“")
    assert found.location.endswith("上年结转政府信息公开申请数量”列“总计”")
    source, column = found.related
    assert source.message.startswith("上年报告 2023.txt 第18行，表“收到和处理政府信息公开申请情况表”行“")
    assert source.message.endswith(f"”列“总计”：“{OUT}（总计）”是 5")
    assert source.span is None
    assert column.message == f"“{IN}（自然人）”是 4，按上年报告应为 5"
    assert column.span is not None


def test_evidence_names_both_values_and_what_the_cell_should_be() -> None:
    [found] = requests(report(2024, carried_in=4), report(2023, carried_out=5))
    assert found.evidence is not None
    assert (found.evidence.left, found.evidence.right) == ("4", "5")
    assert found.evidence.formula == f"{IN}（总计） = 上年{OUT}（总计）"
    values = [(value.indicator, value.value, value.span is None) for value in found.evidence.values]
    assert values == [("carried_in[total]", "4", False), ("previous.carried_out[total]", "5", True)]
    assert [(one.indicator, one.expected) for one in found.evidence.suspects] == [("carried_in[total]", "5")]


def test_columns_alone_are_one_warning() -> None:
    years = (2024, 2023)
    draft, previous = table((1, 2, 0, 0, 0, 0, 3), NOTHING), table(NOTHING, (2, 1, 0, 0, 0, 0, 3))
    [found] = run(draft, previous, "requests-carry-over", years=years)[0]
    assert found.severity is Severity.WARNING
    assert "（自然人）”是 1" in found.message
    assert len([note for note in found.related if note.span]) == 1


def test_the_total_alone_is_an_error() -> None:
    draft, previous = table((2, 1, 0, 0, 0, 0, 4), NOTHING), table(NOTHING, (2, 1, 0, 0, 0, 0, 3))
    [found] = run(draft, previous, "requests-carry-over", years=(2024, 2023))[0]
    assert found.severity is Severity.ERROR
    assert "同样" not in found.message


def test_what_does_not_stand_is_not_assessed() -> None:
    previous = row("一、本年新收政府信息公开申请数量", 20, 0, 0, 0, 0, 0, 20) + row("（七）总计", *NOTHING)
    found, assessment = run(table(NOTHING, NOTHING), previous, "requests-carry-over", years=(2024, 2023))
    assert not found
    [item] = assessment.not_assessed
    assert item.reason.startswith("上年报告（2023.txt）没有这些数据：")
    assert item.reason.endswith("结转下年度继续办理（科研机构）……")
    draft = row("一、本年新收政府信息公开申请数量", 20, 0, 0, 0, 0, 0, 20) + row(CARRIED_OUT, *NOTHING)
    _, assessment = run(draft, table(NOTHING, NOTHING), "requests-carry-over", years=(2024, 2023))
    assert assessment.not_assessed[0].reason.startswith("缺少数据：")


def test_a_different_number_of_tables_is_not_guessed_at() -> None:
    own = report(2024, carried_in=1).partition("二、")
    two = report(2024, carried_in=4) + own[1] + own[2]
    found, assessment = run(two, report(2023, carried_out=5), "requests-carry-over")
    assert not found
    assert [item.reason for item in assessment.not_assessed] == ["两年报告里统计表的份数不同，不知道哪一份接哪一份"]


@pytest.mark.parametrize(
    ("in_force", "made", "repealed", "before", "found"),
    [(12, 3, 0, 9, 0), (11, 3, 0, 9, 1), (9, 0, 0, 9, 0), (8, 0, 1, 9, 0), (8, 1, 1, 9, 1), (0, 0, 0, 0, 0)],
)
def test_the_stock_follows_from_last_years_stock(
    in_force: int, made: int, repealed: int, before: int, found: int
) -> None:
    draft = report(2024, in_force=in_force, made=made, repealed=repealed)
    findings, _ = run(draft, report(2023, in_force=before), "documents-carry-over")
    assert len(findings) == found
    assert all(finding.severity is Severity.WARNING for finding in findings)


def test_the_message_shows_how_the_stock_was_worked_out() -> None:
    [found], _ = run(report(2024, in_force=11, made=3), report(2023, in_force=9), "documents-carry-over")
    assert found.message == (
        "“行政规范性文件（现行有效件数）”是 11，按上年报告（2023.txt）应为 12：上年“行政规范性文件（现行有效件数）”9，"
        "本年“行政规范性文件（本年制发件数）”3，本年“行政规范性文件（本年废止件数）”0"
    )


DISCLOSURE = """| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
| 规章 | 0 | 0 | 0 |
| 规范性文件 | 4 | {opened} | {public} |
| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
| 行政许可 | {before} | {change} | 310 |
| 其他对外管理服务事项 | 18 | 0 | 57 |
"""


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"before": 42}, []),
        ({"before": 45}, ["“行政许可（上一年项目数量）”是 45"]),
        ({"before": 42, "public": 21}, []),
        ({"before": 42, "public": 22}, ["“规范性文件（对外公开总数量）”是 22"]),
        ({"before": 40, "public": 30}, ["“行政许可（上一年项目数量）”是 40", "“规范性文件（对外公开总数量）”是 30"]),
    ],
)
def test_items_and_public_documents_of_2020_follow_from_2019(values: dict[str, int], found: list[str]) -> None:
    previous = DISCLOSURE.format(opened=5, public=17, before=45, change="-3")
    draft = DISCLOSURE.format(**{"opened": 4, "public": 20, "change": "+1"} | values)
    findings, _ = run(draft, previous, "documents-carry-over", pack="annual-report-2019", years=(2020, 2019))
    assert sorted(finding.message.partition("，")[0] for finding in findings) == sorted(found)


def test_the_message_has_an_english_side() -> None:
    [found], _ = run(report(2024, carried_in=4), report(2023, carried_out=5), "requests-carry-over", language="en")
    assert found.message == (
        f"“{IN}（总计）” is 4; by last year's report (2023.txt) it should be 5: "
        f"last year's “{OUT}（总计）” 5; 1 more do not follow either"
    )


def test_two_tables_are_compared_one_by_one() -> None:
    def both(year: int, **values: object) -> str:
        return report(year, carried_in=4, carried_out=4) + "二、" + report(year, **values).partition("二、")[2]

    found, _ = run(both(2024, carried_in=2), both(2023, carried_out=1), "requests-carry-over")
    assert [finding.evidence.right for finding in found if finding.evidence] == ["1"]
