"""`rules new`, `rules test` on real packs, `packs schema`, `completion`, as an author of rules meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reportlint import cli

if TYPE_CHECKING:
    from pathlib import Path

BASE = "annual-report-2021"


def test_a_new_pack_holds_from_the_first_moment(tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, said = run("rules", "new", "packs/our-county", "--extends", BASE)
    assert status == 0, said
    assert "rules test packs/our-county" in said
    assert run("rules", "test", "packs/our-county").status == 0
    header = (tmp_path / "packs/our-county/pack.yaml").read_text("utf-8")
    assert header.startswith("# yaml-language-server: $schema=.reportlint/pack.schema.json\n")
    assert "years: 2021-\n" in header
    assert json.loads((tmp_path / "packs/our-county/.reportlint/rules.schema.json").read_text("utf-8"))["properties"]


@pytest.mark.parametrize("like", ["", f"{BASE}/requests-column-total", f"{BASE}/title-wording"])
def test_one_more_rule_holds_too(tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch, like: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("rules", "new", "ours", "--extends", BASE).status == 0
    file = tmp_path / "ours/rules.yaml"
    file.write_text(file.read_text("utf-8") + "\n# 指标\nindicators: {}\n", "utf-8")
    status, _, said = run("rules", "new", "ours", "--id", "second", *(["--like", like] if like else []))
    assert status == 0, said
    status, out, said = run("rules", "test", "ours")
    assert status == 0, out + said
    assert "ours/second" in run("rules", "list", "--pack", "ours").out
    assert file.read_text("utf-8").endswith("\n# 指标\nindicators: {}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ours"], "--extends"),
        (["ours", "--extends", "annual-report-202"], "annual-report-2021"),
        (["Ours", "--extends", BASE], "小写字母"),
        (["ours", "--extends", BASE, "--id", "规则"], "小写字母"),
        (["full", "--extends", BASE], "已有文件"),
        (["ours", "--extends", BASE, "--like", "nothing"], "nothing"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, run, monkeypatch, arguments: list[str], said: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes.txt").write_text("x", "utf-8")
    status, _, err = run("rules", "new", *arguments)
    assert status == 2
    assert said in err
    assert not (tmp_path / "ours").exists()


def test_a_name_that_is_taken_is_refused(tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("rules", "new", "ours", "--extends", BASE)
    before = (tmp_path / "ours/rules.yaml").read_bytes()
    assert "已经有了" in run("rules", "new", "ours").err
    assert (tmp_path / "ours/rules.yaml").read_bytes() == before


def test_a_failed_example_is_shown_with_its_place_and_carets(tmp_path: Path, run, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("rules", "new", "ours", "--extends", BASE)
    file = tmp_path / "ours/rules.yaml"
    text = file.read_text("utf-8").replace("【县直各部门】报送了材料", "县直各部门报送了【材料】")
    file.write_text(text.replace("县政府各部门报送", "县直各部门报送"), "utf-8")
    status, out, _ = run("rules", "test", "ours")
    assert status == 1
    assert "ours/first-rule：第 1 个正例被误报（noisy）\n  ours/rules.yaml:12:14\n" in out
    assert "    县直各部门报送了材料。\n    ^^^^^^^^^^\n" in out
    assert "ours/first-rule：第 1 个反例没有指出（missing）\n  ours/rules.yaml:13:13\n" in out
    assert f"    县直各部门报送了材料。\n{'':20}^^^^\n" in out


def test_schemas_are_written(tmp_path: Path, run) -> None:
    assert run("packs", "schema", str(tmp_path)).status == 0
    names = sorted(file.name for file in (tmp_path / ".reportlint").iterdir())
    assert names == ["config.schema.json", "pack.schema.json", "rules.schema.json", "waivers.schema.json"]
    assert run("packs", "schema", str(tmp_path / "nothing")).status == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(run, shell: str) -> None:
    status, out, _ = run("completion", shell)
    assert status == 0
    assert "_REPORTLINT_COMPLETE" in out


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("reportlint che", "check"),
        ("reportlint check --show-b", "--show-baselined"),
        ("reportlint check --format sa", "sarif"),
        ("reportlint explain title-w", "title-wording"),
        ("reportlint check --pack annual-report-2021", "annual-report-2021"),
    ],
)
def test_what_a_shell_is_told(line: str, expected: str) -> None:
    asked = {cli.COMPLETE: "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    command = [sys.executable, "-m", "reportlint"]
    done = subprocess.run(command, env={**os.environ, **asked}, capture_output=True, text=True, check=False)
    assert expected in done.stdout.split()
