"""The snippets that users copy call the program as it is."""

from __future__ import annotations

import shlex
from pathlib import Path

import yaml

from reportlint import writers

ROOT = Path(__file__).parents[2]


def test_pre_commit_hook_checks_the_files_it_is_given(run, drafts: Path, engine) -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
    program, *arguments = shlex.split(hook["entry"])
    assert (hook["id"], hook["language"], program) == ("reportlint", "python", "reportlint")
    assert run(*arguments, "错.txt", "净.txt").status == 1
    assert engine.checked == ["净.txt", "错.txt"]


def test_workflow_annotates_and_keeps_the_results(run, drafts: Path, engine) -> None:
    workflow = yaml.safe_load((ROOT / "examples/ci/github.yml").read_text("utf-8"))
    steps = workflow["jobs"]["reportlint"]["steps"]
    command = next(step["run"] for step in steps if step.get("run", "").startswith("reportlint"))
    Path("drafts").mkdir()
    Path("错.txt").rename("drafts/错.txt")
    status, out, _ = run(*shlex.split(command)[1:])
    assert status == 1
    assert out.startswith("::error file=drafts/错.txt,line=2,")
    artifact = next(step["with"]["path"] for step in steps if "artifact" in step.get("uses", ""))
    assert Path(artifact).is_file()
    assert "github" in writers.names()
