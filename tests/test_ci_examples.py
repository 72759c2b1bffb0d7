"""The action and the examples for CI services: their scripts run here, with the program of this environment.

What installs the program is not run, only looked at; whatever else a step does is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples/ci"
CLEAN, BROKEN = ROOT / "examples/drafts/qingshi-2016-clean.txt", ROOT / "examples/drafts/qingshi-2016.txt"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


class Outcome(NamedTuple):
    status: int
    out: str


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Return a repository with a folder of drafts, and `reportlint` on the way there."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin/reportlint"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reportlint "$@"\n', "utf-8")
    script.chmod(0o755)
    (tmp_path / "runner").mkdir()
    return tmp_path


def bash(script: str, folder: Path, **variables: str) -> Outcome:
    """Run a script as these services do: it stops at the first command that fails."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI"))},
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(folder / "cache"),
        **variables,
    }
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout + done.stderr)


def extras() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return set(project["optional-dependencies"])


@pytest.mark.parametrize("file", [ROOT / "action.yml", *sorted(EXAMPLES.iterdir())], ids=lambda file: file.name)
def test_what_is_installed_exists(file: Path) -> None:
    assert isinstance(read(file), dict)
    for named in re.findall(r"(?:reportlint|\$SOURCE)\[([\w,]+)\]", file.read_text("utf-8")):
        assert set(named.split(",")) <= extras()


# ---------------------------------------------------------------- GitHub


def action(folder: Path, **inputs: str) -> Outcome:
    steps = read(ROOT / "action.yml")["runs"]["steps"]
    script = steps[1]["run"]
    assert "${{" not in script, "an input in a script is code"
    defaults = {name: spec.get("default", "") for name, spec in read(ROOT / "action.yml")["inputs"].items()}
    values = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
    variables = {
        name: values[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", text)[1]]  # type: ignore[index]
        for name, text in steps[1]["env"].items()
    }
    summary = folder / "summary.md"
    return bash(
        script, folder, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary), RUNNER_TEMP=str(folder / "runner"),
        **variables,
    )  # fmt: skip


def test_the_action_says_what_is_wrong(drafts: Path) -> None:
    folder = drafts / "drafts/二〇一六 年"
    folder.mkdir()
    shutil.copy(BROKEN, folder / "草稿 1.txt")
    done = action(drafts, paths="drafts/二〇一六 年/\n\n", sarif="report.sarif")
    assert done.status == 1, done.out
    annotations = [line for line in done.out.splitlines() if line.startswith("::error ")]
    assert len(annotations) == 4
    assert "草稿 1.txt" in annotations[0]
    assert "staff-by-duty" in (drafts / "summary.md").read_text("utf-8")
    assert json.loads((drafts / "report.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_the_action_passes_what_is_right(drafts: Path) -> None:
    shutil.copy(CLEAN, drafts / "drafts")
    assert action(drafts, paths="drafts/").status == 0
    shutil.copy(BROKEN, drafts / "drafts")
    assert action(drafts, paths="drafts/", fail_on="never").status == 0
    assert action(drafts, paths="nothing/").status == 2


@pytest.mark.parametrize("evil", ["$(touch pwned)", "; touch pwned", '" && touch pwned "', "--format=json=pwned"])
def test_inputs_are_never_run(drafts: Path, evil: str) -> None:
    shutil.copy(CLEAN, drafts / "drafts")
    for name in ("paths", "fail_on", "config", "previous", "sarif"):
        action(drafts, **{"paths": "drafts/", name: evil})
    assert not (drafts / "pwned").exists()


def test_a_draft_cannot_give_commands_to_the_runner(drafts: Path) -> None:
    text = BROKEN.read_text("utf-8").replace("信息4186条", "信息4186条\n::error::公开信息4186条截止今日，，")
    (drafts / "drafts/a.txt").write_text(text, "utf-8")
    lines = action(drafts, paths="drafts/").out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("::stop-commands::"))
    end = lines.index(f"::{lines[start].removeprefix('::stop-commands::')}::")
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines[end + 1 :])


def test_the_workflow_uses_inputs_that_the_action_has(drafts: Path) -> None:
    steps = read(EXAMPLES / "github.yml")["jobs"]["reportlint"]["steps"]
    (ours,) = [step for step in steps if "reportlint" in step["uses"]]
    assert set(ours["with"]) <= set(read(ROOT / "action.yml")["inputs"])
    uploaded = steps[-1]["with"]["sarif_file"]
    assert uploaded == ours["with"]["sarif"]


# ---------------------------------------------------------------- GitLab, Gitee


@pytest.mark.parametrize(("draft", "status"), [(BROKEN, 1), (CLEAN, 0)])
def test_gitlab(drafts: Path, draft: Path, status: int) -> None:
    shutil.copy(draft, drafts / "drafts")
    job = read(EXAMPLES / "gitlab-ci.yml")["reportlint"]
    assert all(line.startswith("pip install") for line in job["before_script"])
    done = bash("\n".join(job["script"]), drafts)
    assert done.status == status, done.out
    reports = job["artifacts"]["reports"]
    quality = json.loads((drafts / reports["codequality"]).read_text("utf-8"))
    assert bool(quality) == bool(status)
    suites = ET.parse(drafts / reports["junit"]).getroot()
    assert len(list(suites.iter("failure"))) == (4 if status else 0)


@pytest.mark.parametrize(("draft", "status"), [(BROKEN, 1), (CLEAN, 0)])
def test_gitee(drafts: Path, draft: Path, status: int) -> None:
    shutil.copy(draft, drafts / "drafts")
    step = read(EXAMPLES / "gitee.yml")["stages"][0]["steps"][0]
    install, *commands = step["commands"]
    assert "pip install" in install
    done = bash("\n".join(commands), drafts)
    assert done.status == status, done.out
    for artifact in step["artifacts"]:
        for path in artifact["path"]:
            assert ET.parse(drafts / path).getroot().tag == "checkstyle"


# ---------------------------------------------------------------- pre-commit


def test_the_hooks_of_the_example_are_those_there_are() -> None:
    known = {hook["id"] for hook in read(ROOT / ".pre-commit-hooks.yaml")}
    for repository in read(EXAMPLES / "pre-commit-config.yaml")["repos"]:
        assert {hook["id"] for hook in repository["hooks"]} <= known
