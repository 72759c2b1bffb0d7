"""`check --explain`, `--timings`, and what GitHub Actions is told, on real drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

DRAFT = str(Path(__file__).parent.parent.parent / "examples/drafts/qingshi-2016.txt")


def test_why_a_rule_found_something(run) -> None:
    status, out, err = run("check", "--explain", "requests-by-channel", DRAFT)
    assert (status, err) == (0, "")
    for said in ("annual-report-2014/requests-by-channel", "报告年度：2016", "青石县", "county", "收到申请数 = 23"):
        assert said in out


def test_a_finding_is_told_with_its_place(run) -> None:
    out = run("check", "--explain", "preferred-wording", DRAFT).out
    assert "结果：发现 1 处" in out
    assert "第14行第9列" in out


def test_why_a_rule_passed_or_was_not_assessed(run) -> None:
    out = run("check", "--explain", "missing-section", DRAFT).out
    assert "结果：通过" in out
    out = run("check", "--explain", "missing-section", DRAFT, "--lang", "en").out
    assert "result: passed" in out


def test_a_rule_that_is_not_known(run) -> None:
    status, _, err = run("check", "--explain", "nothing", DRAFT)
    assert status == 2
    assert "nothing" in err


def test_a_draft_that_cannot_be_read_is_said(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0\1\2")
    status, _, err = run("check", "--explain", "missing-section", str(tmp_path / "a.txt"))
    assert status == 2
    assert "a.txt" in err


def test_timings(run) -> None:
    status, out, err = run("check", "--timings", "--format", "concise", DRAFT)
    assert status == 1
    assert out == run("check", "--format", "concise", DRAFT).out
    lines = err.splitlines()
    assert any("(understanding)" in line for line in lines)
    assert any("official-writing/preferred-wording" in line for line in lines)
    shares = [float(line.split()[2]) for line in lines]
    assert shares == sorted(shares, reverse=True)
    assert 99 < sum(shares) < 101


def test_github_actions_gets_annotations_and_no_commands_of_a_draft(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lines = run("check", DRAFT).out.splitlines()
    token = lines[0].removeprefix("::stop-commands::")
    assert len(token) == 32
    end = lines.index(f"::{token}::")
    assert any("报告年度" in line for line in lines[:end])
    assert lines[end + 1].startswith("::")
    assert "::" not in "".join(run("check", "--format", "concise", DRAFT).out.splitlines())


def test_a_rule_that_the_settings_leave_out(run) -> None:
    out = run("check", "--explain", "staff-by-duty", "--ignore", "staff-by-duty", DRAFT).out
    assert "设置里没有用这条规则" in out
    assert "结果：发现 1 处" in out
    assert "设置里没有用这条规则" not in run("check", "--explain", "staff-by-duty", DRAFT).out
