"""Every format on one sample, compared with a file that `REPORTLINT_UPDATE_GOLDEN=1 pytest` rewrites for review."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from reportlint import writers
from reportlint.writers import Options

from .sample import SAMPLE

GOLDEN = Path(__file__).parent / "golden"

CASES = {
    "human.txt": ("human", Options()),
    "human-verbose-en.txt": ("human", Options(language="en", verbose=1)),
    "human-color-60.txt": ("human", Options(color=True, width=60)),
    "human-40.txt": ("human", Options(width=40)),
    "concise.txt": ("concise", Options()),
    "json.json": ("json", Options()),
    "github.txt": ("github", Options()),
    "checkstyle.xml": ("checkstyle", Options()),
    "gitlab.json": ("gitlab", Options()),
    "junit.xml": ("junit", Options()),
    "markdown.md": ("markdown", Options()),
    "rdjson.json": ("rdjson", Options()),
    "sarif.json": ("sarif", Options()),
}


@pytest.mark.parametrize("file", CASES)
def test_format_is_as_reviewed(file: str) -> None:
    name, options = CASES[file]
    out = io.StringIO()
    writers.find(name).write(iter(SAMPLE), out, options)
    golden = GOLDEN / file
    if os.environ.get("REPORTLINT_UPDATE_GOLDEN"):
        golden.write_text(out.getvalue(), encoding="utf-8", newline="")
    assert out.getvalue() == golden.read_bytes().decode("utf-8")


def test_every_format_has_a_golden_file() -> None:
    assert {name for name, _ in CASES.values()} == set(writers.names())


@pytest.mark.parametrize("name", ["human", "concise", "github"])
def test_drafts_cannot_steer_the_terminal(name: str) -> None:
    out = io.StringIO()
    writers.find(name).write(SAMPLE, out, Options())
    assert "红字" in out.getvalue() or name != "human"
    assert not [character for character in out.getvalue() if character != "\n" and not character.isprintable()
                and character != "\u3000"]  # fmt: skip


@pytest.mark.parametrize("name", ["concise", "github"])
def test_one_line_for_each_finding_and_failure(name: str) -> None:
    out = io.StringIO()
    writers.find(name).write(SAMPLE, out, Options())
    expected = sum(len(result.findings) + (result.failure is not None) for result in SAMPLE)
    assert len(out.getvalue().splitlines()) == expected


@pytest.mark.parametrize("name", writers.names())
def test_no_results_is_not_an_error(name: str) -> None:
    out = io.StringIO()
    writers.find(name).write([], out, Options())
    assert "Traceback" not in out.getvalue()
