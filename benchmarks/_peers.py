"""Other linters that read Chinese text, installed when they are run, with rules of the same kind: 200 wrong terms.

None of them knows tables, sums, sections or repeated passages. What they do is the nearest there is: autocorrect also
mends spacing, zhlint marks and spacing; textlint (with prh) and semgrep look for the terms alone.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

# A new process starts with the peak memory of the one that starts it: a small one does.
_LAUNCHER = """
import json, os, sys, time
output, *command = sys.argv[1:]
wall = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ, file_actions=[
    (os.POSIX_SPAWN_DUP2, int(output), 1), (os.POSIX_SPAWN_DUP2, int(output), 2)])
_, status, usage = os.wait4(process, 0)
wall = time.perf_counter() - wall
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss]))
"""
_LEAST = 150  # bytes that a tool prints which has found something
NPM = ("autocorrect-node", "textlint", "textlint-rule-prh", "zhlint")
TERMS = [
    ("截止", "截至"),  # stands in every draft
    *(
        (f"截止{a}{b}", f"截至{a}{b}")
        for a, b in itertools.islice(itertools.product("甲乙丙丁戊己庚辛壬癸子丑寅卯辰", repeat=2), 199)
    ),
]


class Tool(NamedTuple):
    """A tool to time. command: without the drafts; it runs in their folder. every: what stands for all of them there."""

    name: str
    command: list[str]
    every: str = "."


class Cost(NamedTuple):
    """What a process took: CPU and wall seconds, and the most memory of it or of one of its children, in MiB."""

    cpu: float
    wall: float
    memory: float


def installed(folder: Path) -> list[Tool]:
    """Install the peers below a folder; those that cannot be are said on standard error and left out."""
    folder.mkdir(parents=True, exist_ok=True)
    tools: list[Tool] = []
    if shutil.which("npm") and _quietly(["npm", "install", "--silent", "--no-audit", "--no-fund", *NPM], folder):
        _configure(folder)
        binaries = folder / "node_modules/.bin"
        lint = [str(binaries / "autocorrect"), "--lint", "--format", "json"]
        terms = ["--config", str(folder / "terms.autocorrectrc")]
        tools += [
            Tool(
                "autocorrect, no dictionary", [*lint, "--threads", "1", "--config", str(folder / "plain.autocorrectrc")]
            ),
            Tool("autocorrect, 200 terms", [*lint, "--threads", "1", *terms]),
            Tool("autocorrect, 200 terms, 2 threads", [*lint, "--threads", "2", *terms]),
            Tool(
                "textlint + prh",
                [str(binaries / "textlint"), "--format", "json", "-c", str(folder / ".textlintrc.json")],
            ),
            Tool("zhlint", [str(binaries / "zhlint")], "*.txt"),
        ]
    else:
        print("npm cannot install its tools: they are left out", file=sys.stderr)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    made = (scripts / "semgrep").exists() or (
        _quietly([sys.executable, "-m", "venv", str(folder / "venv")], folder)
        and _quietly([str(scripts / "pip"), "install", "-q", "semgrep"], folder)
    )
    if made:
        options = [
            "scan",
            "--metrics=off",
            "--disable-version-check",
            "--quiet",
            "--json",
            "--jobs",
            "1",
            "--no-git-ignore",
        ]
        tools.append(Tool("semgrep", [str(scripts / "semgrep"), *options, "--config", str(folder / "semgrep.yaml")]))
    else:
        print("pip cannot install semgrep: it is left out", file=sys.stderr)
    return tools


def _quietly(command: list[str], folder: Path) -> bool:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def _configure(folder: Path) -> None:
    words = "".join(f"    - {wrong} = {right}\n" for wrong, right in TERMS)
    (folder / "terms.autocorrectrc").write_text(f"rules:\n  spellcheck: 1\nspellcheck:\n  words:\n{words}", "utf-8")
    (folder / "plain.autocorrectrc").write_text("rules:\n  spellcheck: 0\n", "utf-8")
    rules = "".join(f"  - expected: {right}\n    pattern: {wrong}\n" for wrong, right in TERMS)
    (folder / "prh.yml").write_text(f"version: 1\nrules:\n{rules}", "utf-8")
    (folder / ".textlintrc.json").write_text(
        json.dumps({"rules": {"prh": {"rulePaths": [str(folder / "prh.yml")]}}}), "utf-8"
    )
    found = {
        "rules": [
            {
                "id": f"term-{number}",
                "languages": ["generic"],
                "severity": "WARNING",
                "message": right,
                "pattern-regex": wrong,
            }
            for number, (wrong, right) in enumerate(TERMS)
        ]
    }
    (folder / "semgrep.yaml").write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def cost(tool: Tool, drafts: Path) -> Cost:
    """Run a tool over a draft, or over a folder of them, and return what it took; it must find something."""
    folder, name = (drafts, tool.every) if drafts.is_dir() else (drafts.parent, drafts.name)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(said.fileno()), *tool.command, name],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, pass_fds=[said.fileno()], check=True,
        )  # fmt: skip
        status, cpu, wall, memory = json.loads(done.stdout)
        if status not in (0, 1) or os.fstat(said.fileno()).st_size < _LEAST:
            said.seek(0)
            raise SystemExit(f"{tool.name}: exit status {status}: {said.read(2000).decode('utf-8', 'replace')}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(cpu, wall, memory / unit)
