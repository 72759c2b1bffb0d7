from __future__ import annotations

from reportlint.finding import Severity
from support import check_text, expect, pack_named, run_rule

RULE = "table-labels"
FORM = pack_named("annual-report-2014").tables[0]
WHOLE = {name: f"{row.label}\t{row.unit}\t{'' if row.type == 'group' else 0}" for name, row in FORM.rows.items()}


def table(rows: dict[str, str]) -> str:
    return "一、附表\n政府信息公开情况统计表\n" + "\n".join(rows.values())


def test_a_whole_table() -> None:
    assert check_text(table(WHOLE), RULE) == []


def test_missing_rows_are_one_finding_at_the_caption() -> None:
    rows = {name: row for name, row in WHOLE.items() if name not in ("requests.by.fax", "offices")}
    (finding,) = expect(table(rows).replace("政府信息公开情况统计表", "【政府信息公开情况统计表】", 1), RULE)
    assert "缺少2行：传真申请数、政府信息公开工作专门机构数" in finding.message
    assert finding.severity is Severity.WARNING


def test_a_long_list_of_missing_rows_is_cut() -> None:
    (finding,) = check_text("一、附表\n收到申请数 件 3\n当面申请数 件 3", RULE)
    assert finding.message.endswith("……")


def test_misspelt_labels_are_one_finding_at_the_first() -> None:
    changed = {"requests.by.fax": "【2．传真申情数】\t件\t0", "staff.part_time": "2．兼职人数员\t人\t0"}
    (finding,) = expect(table(WHOLE | changed), RULE)
    assert "2．传真申情数" in finding.message
    assert len(finding.related) == 1
    assert "兼职人数员" in finding.related[0].message


def test_footnotes_ordinals_and_variants_are_no_misspelling() -> None:
    changed = {
        "staff.full_time": "专职人员数\t人\t0",
        "channels.wechat": "4．微信公开政府信息数\t条\t0",
        "requests.received": "1、收到申请数：\t件\t0",
    }
    assert check_text(table(WHOLE | changed), RULE) == []


def test_without_a_table_nothing_is_assessed() -> None:
    _, assessment = run_rule("一、概述\n平稳。", RULE)
    assert len(assessment.not_assessed) == 1


def test_groups_left_out_are_no_finding() -> None:
    rows = {name: row for name, row in WHOLE.items() if FORM.rows[name].type != "group"}
    assert check_text(table(rows), RULE) == []
