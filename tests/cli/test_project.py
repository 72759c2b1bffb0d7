"""Configuration, waivers and baseline as a user has them: `init`, `check`, `baseline`, `waive`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

DRAFT = "青石县2016年工作总结\n截止年底，公开其它信息30条。\n全年共公开信息10条，其中文件3条、其他5条。\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    Path("drafts").mkdir()
    Path("drafts/a.txt").write_text(DRAFT, "utf-8")
    return tmp_path


def findings(run, *arguments: str) -> list[dict]:
    files = json.loads(run("check", "drafts", "--format", "json", *arguments).out)["files"]
    return [finding for file in files for finding in file["findings"]]


def test_init_writes_what_check_reads(run) -> None:
    assert run("init").status == 0
    assert "reportlint.yaml 已经有了" in run("init").err
    assert run("init", "nowhere").status == 2
    assert run("check", "drafts", "--format", "concise").status == 1
    text = Path("reportlint.yaml").read_text("utf-8")
    lines = [line[2:] for line in text.splitlines() if line.startswith("# ") and (":" in line)]
    known = [line for line in lines if line.split(":")[0] in ("ignore", "issuer", "fail_on")]
    Path("reportlint.yaml").write_text("\n".join(known) + "\n", "utf-8")
    out = run("check", "drafts", "--show-config").out
    assert 'ignore: ["preferred-wording"]' in out
    assert 'issuer: "county"' in out


def test_the_configuration_decides_and_the_command_line_overrides(run) -> None:
    Path("reportlint.yaml").write_text("fail_on: info\nseverity: {breakdown-total: info}\n", "utf-8")
    assert {one["severity"] for one in findings(run)} == {"info"}
    assert run("check", "drafts").status == 1
    assert run("check", "drafts", "--fail-on", "error").status == 0
    assert run("check", "drafts", "--isolated").status == 1
    Path("reportlint.yaml").write_text("severity: {breakdown-totl: info}\n", "utf-8")
    status, _, err = run("check", "drafts")
    assert status == 2
    assert "breakdown-total" in err


def test_files_that_are_left_out(run) -> None:
    Path("reportlint.yaml").write_text("exclude: ['*.old.txt']\n", "utf-8")
    Path("drafts/b.old.txt").write_text(DRAFT, "utf-8")
    assert run("check", "drafts", "--show-files").out == "drafts/a.txt\n"
    assert run("check", "drafts/b.old.txt", "--show-files").out == "drafts/b.old.txt\n"  # named, so it is meant
    Path("reportlint.yaml").write_text("exclude: [drafts/]\n", "utf-8")
    assert "排除了全部 2 份草稿" in run("check", "drafts").err


def test_baseline_then_something_new(run) -> None:
    assert run("check", "drafts").status == 1
    assert "1 份草稿，3 处问题" in run("baseline", "drafts").err
    assert run("check", "drafts").status == 0
    assert all(one["baseline"] for one in findings(run))
    assert "截止" not in run("check", "drafts", "--format", "concise").out
    assert "截止" in run("check", "drafts", "--format", "concise", "--show-baselined").out
    Path("drafts/a.txt").write_text(DRAFT.replace("总结\n", "总结\n新的一段。\n") + "经研究，撤消网站2个。\n", "utf-8")
    assert [one["excerpt"] for one in findings(run) if not one["baseline"]] == ["经研究，撤消网站2个。"]
    Path("drafts/a.txt").write_text(DRAFT.replace("其它", "其他"), "utf-8")
    assert "2 处问题" in run("baseline", "--prune", "drafts").err
    Path("drafts/a.txt").write_text(DRAFT, "utf-8")
    assert len([one for one in findings(run) if not one["baseline"]]) == 1


def test_waive_one_finding(run) -> None:
    wrong = next(one for one in findings(run) if one["severity"] == "error")
    assert "要写明理由" in run("waive", wrong["fingerprint"]).err
    assert run("waive", wrong["fingerprint"], "--reason", "另有其他渠道", "--until", "2999-12-31").status == 0
    assert [one["waived"] for one in findings(run) if one["severity"] == "error"] == ["另有其他渠道"]
    assert run("check", "drafts").status == 0
    assert "已豁免 1" in run("check", "drafts").out
    assert run("waive", "zzz", "--reason", "x").status == 2
    assert "2025-12-31 的样子" in run("waive", wrong["fingerprint"], "--reason", "x", "--until", "明天").err


def test_a_waiver_that_is_not_needed_is_said(run) -> None:
    Path("reportlint-waivers.yaml").write_text(
        "waivers:\n  - {rule: breakdown-total, draft: '*.txt', reason: x, quote: 没有}\n", "utf-8"
    )
    assert (
        "reportlint-waivers.yaml:2: 这条豁免没有用上"
        in run("check", "drafts", "--waivers", "reportlint-waivers.yaml").err
    )
    assert run("check", "drafts", "--isolated").err == ""


@pytest.mark.parametrize(
    "form", ["human", "concise", "json", "sarif", "junit", "markdown", "gitlab", "checkstyle", "rdjson"]
)
def test_workers_and_what_is_kept_change_nothing(run, form: str) -> None:
    for number in range(30):
        Path(f"drafts/{number}.txt").write_text(DRAFT.replace("30条", f"{number}条"), "utf-8")
    first = run("check", "drafts", "--format", form, "--no-cache", "--workers", "1")
    for arguments in (["--no-cache", "--workers", "2"], [], ["--workers", "2"], ["--workers", "1"]):
        assert run("check", "drafts", "--format", form, *arguments) == first


def test_standard_input_is_checked_as_the_file_is(run, stdin) -> None:
    Path("drafts/reportlint.yaml").write_text("ignore: [preferred-wording]\n", "utf-8")
    stdin(DRAFT.encode())
    assert run("check", "-", "--stdin-filename", "drafts/a.txt", "--format", "concise") == run(
        "check", "drafts/a.txt", "--format", "concise"
    )


def test_a_waiver_counts_before_the_baseline(run) -> None:
    run("baseline", "drafts")
    wrong = next(one for one in findings(run) if one["severity"] == "error")
    run("waive", wrong["fingerprint"], "--reason", "另有其他渠道")
    (both,) = [one for one in findings(run) if one["severity"] == "error"]
    assert (both["waived"], both["baseline"]) == ("另有其他渠道", False)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_rule_that_the_configuration_invents_is_said_with_its_place(run, workers: str) -> None:
    for number in range(4):
        Path(f"{number}.txt").write_text(DRAFT, "utf-8")
    Path("reportlint.yaml").write_text("# 本地\nignore:\n  - preferred-wordin # 笔误\n", "utf-8")
    status, _, err = run("check", ".", "--workers", workers)
    assert status == 2
    assert err.startswith("reportlint.yaml:3:5: 没有名为 preferred-wordin 的规则；是否指 preferred-wording")


def test_a_faulty_pack_is_said_whatever_the_workers(run) -> None:
    for number in range(4):
        Path(f"{number}.txt").write_text(DRAFT, "utf-8")
    Path("ours").mkdir()
    Path("ours/pack.yaml").write_text("pack: ours\n", "utf-8")
    Path("reportlint.yaml").write_text("packs: [ours]\n", "utf-8")
    said = [run("check", ".", "--workers", workers) for workers in ("1", "2")]
    assert said[0].status == 2
    assert said[0] == said[1]
    assert "ours/pack.yaml:1:1: 缺少" in said[0].err
