"""docs/tutorial.md, followed word for word: files are written, commands run, and the output is the one shown."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"(?:<!-- (\w+)(?: (\S+))? -->\n)?```(\w+)\n(.*?)```", re.DOTALL)


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples/clean", tmp_path / "examples/clean")
    text = (ROOT / "docs/tutorial.md").read_text("utf-8")
    status, said = 0, ""
    statuses: list[int] = []
    for directive, argument, language, body in _BLOCK.findall(text):
        if language == "sh":
            status, said = _ran(body, tmp_path)
            statuses.append(status)
        elif directive == "file":
            (tmp_path / argument).write_text(body, "utf-8")
        elif directive == "replace":
            file = tmp_path / argument
            old, new = (re.sub(r"(?m)^[-+]", "", line) for line in body.splitlines(keepends=True))
            assert old in file.read_text("utf-8")
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        elif directive == "output":
            assert body in said
            assert status == int(argument)
        else:
            raise AssertionError(f"a block that nothing is done with: {body}")
    assert "结果：发现 1 处" in said
    assert statuses == [0, 0, 1, 0, 0, 0, 0, 2, 0, 0]


def _ran(commands: str, folder: Path) -> tuple[int, str]:
    status, said = 0, ""
    for line in commands.splitlines():
        name, *arguments = shlex.split(line)
        assert name == "reportlint"
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache")}
        done = subprocess.run(
            [sys.executable, "-m", "reportlint", *arguments],
            cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        status, said = done.returncode, said + done.stdout + done.stderr
    return status, said
