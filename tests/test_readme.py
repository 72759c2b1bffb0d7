"""The README keeps its word: its commands, the output it shows, the rule it quotes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CHECK = (
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[all]' "
    "&& .venv/bin/reportlint check examples/drafts/qingshi-2016.txt"
)
TEST = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest -q"


def _block(mark: str) -> str:
    match = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```\n", README, re.DOTALL)
    assert match
    return match[1]


def test_the_two_commands_come_first() -> None:
    first, second = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)[0].strip().split("\n\n")
    assert (first, second) == (CHECK, TEST)


def test_the_output_is_what_the_first_command_prints() -> None:
    arguments = CHECK.rpartition("reportlint ")[2].split()
    environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "FORCE_COLOR")}
    done = subprocess.run(
        [sys.executable, "-m", "reportlint", *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout.decode("utf-8") == _block("output"), "run: python docs/generate.py"


def test_the_rule_is_that_of_the_example_pack() -> None:
    assert _block("rule") == (ROOT / "examples/packs/county/rules.yaml").read_text("utf-8")


def test_it_stays_short() -> None:
    assert len(README.splitlines()) <= 200
