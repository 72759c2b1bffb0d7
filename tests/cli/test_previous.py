"""`reportlint check --previous` and `--issuer`: what reaches the linter, and what a user sees of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from previous_reports import report


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2024.txt").write_text(report(2024, carried_in=4), encoding="utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "2023.txt").write_text(report(2023, carried_out=5), encoding="utf-8")
    return tmp_path


def check(run, *arguments: str):
    return run("check", "2024.txt", "--select", "requests-carry-over", *arguments)


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("place", ["old/2023.txt", "old"])
def test_a_file_or_a_folder(run, place: str) -> None:
    status, out, err = check(run, "--previous", place)
    assert (status, err) == (1, "")
    assert "按上年报告（2023.txt）应为 5" in out


@pytest.mark.usefixtures("reports")
def test_related_places_in_json_name_the_other_file(run) -> None:
    _, out, _ = check(run, "--previous", "old/2023.txt", "--format", "json")
    [finding] = json.loads(out)["files"][0]["findings"]
    assert any("上年报告 2023.txt 第18行" in related["message"] for related in finding["related"])


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("form", ["human", "concise", "json", "github"])
def test_a_report_that_does_not_fit_is_said_in_every_format(run, form: str) -> None:
    Path("old/2023.txt").write_text(report(2022), encoding="utf-8")
    status, out, _ = check(run, "--previous", "old/2023.txt", "--format", form)
    assert status == 0
    assert "2023.txt 是 2022 年度的报告" in "".join(line.strip() for line in out.splitlines())


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--previous", "nowhere.txt"], "nowhere.txt: 找不到上年报告"),
        (["--previous", "old/bad.txt"], "old/bad.txt: 读不了上年报告："),
        (["--previous", "empty"], "文件夹 empty 里没有可检查的草稿"),
        (["--previous", ""], "--previous 缺少文件名"),
        (["--previous"], "选项 --previous 缺少值"),
        (["--issuer", "village"], "--issuer 不能是“village”，可用：ministry province prefecture county township department"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_on_stderr(run, arguments: list[str], says: str) -> None:
    Path("old/bad.txt").write_bytes(b"\x7fELF\0\0")
    Path("empty").mkdir()
    status, out, err = check(run, *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


@pytest.mark.usefixtures("drafts")
def test_both_options_reach_the_linter(run, engine) -> None:
    run("check", "净.txt", "--previous", "疑.txt", "--issuer", "township")
    run("check", "净.txt")
    assert [(one.previous, one.issuer) for one in engine.settings] == [("疑.txt", "township"), ("", "")]
