"""The benchmarks run, and the drafts they check are what they claim to be. How long anything takes is not tested."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportlint import Linter, Severity

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def texts():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield importlib.import_module("texts")


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@pytest.mark.parametrize("number", range(12))
def test_clean_drafts_are_clean(texts, linter: Linter, number: int) -> None:
    result = linter.check("draft.txt", texts.clean(number).encode())
    assert result.failure is None
    assert result.pack == "annual-report-2014"
    assert [finding.message for finding in result.findings if finding.severity is Severity.ERROR] == []
    assert "annual-report-2014/requests-by-channel" in result.assessment.passed  # the table was read


@pytest.mark.parametrize("number", range(5))
def test_defective_drafts_have_their_defects(texts, linter: Linter, number: int) -> None:
    rules = {
        finding.rule.partition("/")[2]
        for finding in linter.check("draft.txt", texts.defective(number).encode()).findings
    }
    assert {"requests-by-channel", "text-table-mismatch", "duplicate-passage", "preferred-wording"} <= rules


def test_drafts_are_always_the_same(texts) -> None:
    assert list(texts.drafts(10)) == list(texts.drafts(10))
    assert len(set(texts.drafts(10))) == 10


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_long_drafts_have_the_size_asked_for(texts, linter: Linter, size: int) -> None:
    draft = texts.long_draft(size).encode()
    assert 0.9 * size < len(draft) < 1.1 * size
    assert not [f.message for f in linter.check("draft.txt", draft).findings if f.severity is Severity.ERROR]


def test_the_benchmark_runs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "speed.py"), "--small"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    titles = re.findall(r"^## (.+)$", done.stdout, re.MULTILINE)
    assert {"Cold start", "Throughput", "Many drafts", "Scaling", "Word documents", "Hostile drafts"} <= set(titles)
    assert "| checking |" in done.stdout
