"""The hook that users name calls the program as it is."""

from __future__ import annotations

import shlex
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_pre_commit_hook_checks_the_files_it_is_given(run, drafts: Path, engine) -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
    program, *arguments = shlex.split(hook["entry"])
    assert (hook["id"], hook["language"], program) == ("reportlint", "python", "reportlint")
    assert run(*arguments, "错.txt", "净.txt").status == 1
    assert engine.checked == ["净.txt", "错.txt"]
