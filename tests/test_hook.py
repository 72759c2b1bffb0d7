"""The commit hook, as its users have it: pre-commit installs this checkout and stops a commit with a broken sum."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "src", "rules")

DRAFT = """\
青石县2016年政府信息公开工作年度报告
全年收到政府信息公开申请23件。
附件
青石县政府信息公开情况统计表
（2016年度）
（一）收到申请数 | 件 | {received}
1．当面申请数 | 件 | 4
2．传真申请数 | 件 | 0
3．网络申请数 | 件 | 12
4．信函申请数 | 件 | 7
"""
CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: reportlint
        args: [--select, requests-by-channel, --format, concise]
"""
UNREACHABLE = ("No matching distribution found", "Could not fetch URL", "Temporary failure in name resolution")

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("pre_commit") is None or shutil.which("git") is None,
    reason="needs pre-commit and git",
)


def _run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {
        "PRE_COMMIT_HOME": str(folder.parent / "environments"),
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "drafter",
        "GIT_AUTHOR_EMAIL": "drafter@example.org",
        "GIT_COMMITTER_NAME": "drafter",
        "GIT_COMMITTER_EMAIL": "drafter@example.org",
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def _repository(folder: Path) -> str:
    """Make a repository of everything in a folder; return its only commit."""
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "all", "--no-verify")):
        done = _run("git", *command, folder=folder)
        assert done.returncode == 0, done.stderr
    return _run("git", "rev-parse", "HEAD", folder=folder).stdout.strip()


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with a right and a wrong draft, and with the hook of this checkout."""
    hook = tmp_path_factory.mktemp("hook") / "reportlint"
    hook.mkdir()
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, hook / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, hook / name)
    folder = tmp_path_factory.mktemp("work") / "drafts"
    folder.mkdir()
    (folder / "right.txt").write_text(DRAFT.format(received=23), "utf-8")
    (folder / "wrong.txt").write_text(DRAFT.format(received=24), "utf-8")
    (folder / "notes.log").write_text(DRAFT.format(received=24), "utf-8")
    (folder / ".pre-commit-config.yaml").write_text(
        CONFIG.format(repository=hook.as_posix(), revision=_repository(hook)), "utf-8"
    )
    _repository(folder)
    installed = _run(sys.executable, "-m", "pre_commit", "install-hooks", folder=folder)
    said = installed.stdout + installed.stderr
    if installed.returncode and any(words in said for words in UNREACHABLE):
        pytest.skip("pip cannot reach a package index to install the hook from")
    assert installed.returncode == 0, said
    return folder


def _hook(folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    return _run(sys.executable, "-m", "pre_commit", "run", "--color", "never", "--files", *files, folder=folder)


def test_a_broken_sum_stops_the_commit(drafts: Path) -> None:
    done = _hook(drafts, "wrong.txt", "right.txt")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "wrong.txt:6:" in done.stdout
    assert "requests-by-channel" in done.stdout
    assert "right.txt" not in done.stdout


def test_a_draft_that_was_mended_passes(drafts: Path) -> None:
    broken = drafts / "broken.txt"
    broken.write_text(DRAFT.format(received=32), "utf-8")
    assert _run("git", "add", "broken.txt", folder=drafts).returncode == 0
    done = _hook(drafts, "broken.txt")
    assert done.returncode == 1
    assert "“收到申请数”是 32" in done.stdout
    fix = [sys.executable, "-m", "reportlint", "fix", "--unsafe", "--select", "requests-by-channel", "broken.txt"]
    mended = _run(*fix, folder=drafts)
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert broken.read_text("utf-8") == DRAFT.format(received=23)
    assert _hook(drafts, "broken.txt").returncode == 0


def test_a_right_draft_passes(drafts: Path) -> None:
    done = _hook(drafts, "right.txt")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_other_files_are_none_of_its_business(drafts: Path) -> None:
    done = _hook(drafts, "notes.log")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Skipped" in done.stdout
