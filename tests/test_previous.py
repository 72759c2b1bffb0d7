"""Last year's report: read from a file, found in a folder, compared only when it is last year's of the same organ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from previous_reports import report
from reportlint import readers
from reportlint.engine import Linter, Settings
from reportlint.errors import ReadError, UsageError

if TYPE_CHECKING:
    from reportlint.finding import FileResult

RULE = "requests-carry-over"


def check(text: str, previous: Path, **settings: str) -> FileResult:
    linter = Linter(Settings(previous=str(previous), select=(RULE,), **settings))
    return linter.check("draft.txt", text.encode())


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def reasons(result: FileResult) -> list[str]:
    return [item.reason for item in result.assessment.not_assessed]


# ---------------------------------------------------------------- a file


def test_what_was_carried_forward_is_compared(tmp_path: Path) -> None:
    previous = write(tmp_path, "2023.txt", report(2023, carried_out=5))
    assert check(report(2024, carried_in=5), previous).assessment.passed
    found = check(report(2024, carried_in=4), previous)
    assert [finding.rule for finding in found.findings] == ["annual-report-2021/requests-carry-over"]
    assert not found.notice


def test_the_report_of_2020_has_the_form_of_its_own_year_and_is_compared(tmp_path: Path) -> None:
    previous = write(tmp_path, "2020.txt", report(2020, carried_out=5))
    assert check(report(2021, carried_in=4), previous).findings
    assert not check(report(2021, carried_in=5), previous).findings


def test_a_report_with_another_table_has_nothing_to_compare(tmp_path: Path) -> None:
    old = """青石县人民政府2018年政府信息公开工作年度报告
一、概述
2018年，县政府办公室按年初要点开展工作。
政府信息公开情况统计表
（一）收到申请数 件 23
1．当面申请数 件 4
2．传真申请数 件 0
3．网络申请数 件 12
4．信函申请数 件 7
"""
    result = check(report(2019, carried_in=4), write(tmp_path, "2018.txt", old))
    assert not result.findings
    [reason] = set(reasons(result))
    assert reason.startswith("上年报告（2018.txt）没有这些数据：")


@pytest.mark.parametrize(
    ("draft", "previous", "says"),
    [
        (report(2024), report(2022), "2023.txt 是 2022 年度的报告，不是上一年（2023 年度）的，不能比较"),
        (report(2024), report(2024), "2023.txt 是 2024 年度的报告，不是上一年（2023 年度）的，不能比较"),
        (report(2024), report(2023, "白杉县人民政府"), "2023.txt 是“白杉县人民政府”的报告，本报告是“青石县人民政府”的，不能比较"),
        (report(2024), "会议纪要\n会议讨论了政务公开工作。\n", "看不出作为上年报告的 2023.txt 是哪一年度的，不能比较"),
    ],
)  # fmt: skip
def test_what_is_not_last_years_report_is_not_compared_and_said(
    tmp_path: Path, draft: str, previous: str, says: str
) -> None:
    result = check(draft, write(tmp_path, "2023.txt", previous))
    assert reasons(result) == [says]
    assert result.notice == f"没有与上年比较：{says}"
    assert not result.findings


@pytest.mark.parametrize("name", ["青石县", "青石县人民政府", "青石县政府", "白云市青石县人民政府"])
def test_one_organ_has_several_names(tmp_path: Path, name: str) -> None:
    previous = write(tmp_path, "2023.txt", report(2023, name, carried_out=5))
    assert check(report(2024, carried_in=4), previous).findings


@pytest.mark.parametrize("name", ["青石县水务局", "青石县人民政府办公室", "白杉县人民政府"])
def test_an_organ_of_the_government_is_another_one(tmp_path: Path, name: str) -> None:
    previous = write(tmp_path, "2023.txt", report(2023, name, carried_out=5))
    assert not check(report(2024, carried_in=4), previous).findings


def test_a_report_without_a_title_is_what_the_user_says_it_is(tmp_path: Path) -> None:
    text = report(2023, title="　", carried_out=5).replace("2023年，县", "2023年1月1日至2023年12月31日，县")
    assert check(report(2024, carried_in=4), write(tmp_path, "2023.txt", text)).findings


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("nowhere.txt", None, "找不到上年报告"),
        ("2023.txt", b"", "读不了上年报告："),
        ("2023.txt", b"\x7fELF\0\0\0", "读不了上年报告："),
        ("2023.ofd", b"PK", "读不了上年报告："),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error_at_once(
    tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(ReadError, match=says) as caught:
        Linter(Settings(previous=str(file)))
    assert caught.value.path == str(file)


def test_without_a_previous_report_the_rules_say_so() -> None:
    result = Linter(Settings(select=(RULE,))).check("draft.txt", report(2024).encode())
    assert reasons(result) == ["没有上年报告可比（用 --previous 提供）"]
    assert not result.notice


# ---------------------------------------------------------------- a folder


def test_the_right_report_is_found_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "a/2022.txt", report(2022, carried_out=1))
    write(tmp_path, "a/2023.txt", report(2023, carried_out=5))
    write(tmp_path, "b/2023.txt", report(2023, "白杉县人民政府", carried_out=7))
    write(tmp_path, "2024.txt", report(2024, carried_in=4))
    result = check(report(2024, carried_in=4), tmp_path)
    assert "2023.txt" in result.findings[0].message
    assert result.findings[0].evidence is not None
    assert result.findings[0].evidence.right == "5"
    assert not result.notice


def test_the_very_name_goes_before_a_similar_one(tmp_path: Path) -> None:
    write(tmp_path, "1.txt", report(2023, "白云市青石县人民政府", carried_out=1))
    write(tmp_path, "2.txt", report(2023, carried_out=5))
    result = check(report(2024, carried_in=5), tmp_path)
    assert not result.findings
    assert not result.notice


def test_of_several_one_is_taken_and_named(tmp_path: Path) -> None:
    write(tmp_path, "草稿.txt", report(2023, carried_out=4))
    write(tmp_path, "定稿.txt", report(2023, carried_out=5))
    result = check(report(2024, carried_in=4), tmp_path)
    assert result.notice == f"{tmp_path} 里有2份“青石县人民政府”2023年度的报告，用来比较的是 定稿.txt"
    assert result.findings


def test_none_in_the_folder_is_said_with_what_could_not_be_read(tmp_path: Path) -> None:
    write(tmp_path, "2022.txt", report(2022))
    (tmp_path / "2023.txt").write_bytes(b"\x7fELF\0\0")
    result = check(report(2024), tmp_path)
    assert result.notice.startswith(
        f"没有与上年比较：{tmp_path} 里没有“青石县人民政府”2023年度的报告（有1份读不了，如 {tmp_path / '2023.txt'}："
    )
    assert reasons(result) == ["没有上年报告可比（用 --previous 提供）"]


def test_a_draft_without_a_name_is_not_looked_for(tmp_path: Path) -> None:
    write(tmp_path, "2023.txt", report(2023))
    result = check(report(2024, title="2024年政府信息公开工作年度报告"), tmp_path)
    assert "题名看不出机关名称" in result.notice


def test_a_folder_without_reports_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Linter(Settings(previous=str(tmp_path)))


def test_every_report_of_a_folder_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"青石县{letter}{letter}镇人民政府" for letter in "东南西北上下"]
    for number, name in enumerate(names):
        write(tmp_path, f"{number}.txt", report(2023, name, carried_out=number))
    read: list[str] = []
    original = readers.read

    def counted(path: str, data: bytes):
        read.append(path)
        return original(path, data)

    monkeypatch.setattr(readers, "read", counted)
    linter = Linter(Settings(previous=str(tmp_path), select=(RULE,)))
    for number, name in enumerate([*names, *names]):
        result = linter.check("draft.txt", report(2024, name, carried_in=number % len(names)).encode())
        assert result.assessment.passed, result
    assert sorted(Path(path).name for path in read if path != "draft.txt") == [f"{n}.txt" for n in range(len(names))]


def test_the_messages_have_an_english_side(tmp_path: Path) -> None:
    result = check(report(2024), write(tmp_path, "2023.txt", report(2022)), language="en")
    assert result.notice == "not compared with last year: 2023.txt is a report for 2022, not for the year before (2023)"
    result = check(report(2024, "白杉县"), tmp_path, language="en")
    assert result.notice.startswith("not compared with last year: ")


def test_the_kind_of_issuer_can_be_given() -> None:
    text = report(2024, "青石开发区管委会").replace("| 规章 | 0 | 0 | 0 |", "| 规章 | 1 | 0 | 1 |")
    rule = "regulations-without-power"
    unknown, county, province = (
        Linter(Settings(issuer=kind, select=(rule,))).check("draft.txt", text.encode())
        for kind in ("", "county", "province")
    )
    assert reasons(unknown) == ["看不出机关类别，可用 --issuer 指定"]
    assert {finding.rule for finding in county.findings} == {f"annual-report-2021/{rule}"}
    assert reasons(province) == ["只适用于其他类别的机关"]
