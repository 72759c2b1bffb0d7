"""The shared corpus, where it stands beside the checkout: nothing expected is missed, nothing forbidden is found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
COMMAND = f"{sys.executable} -m reportlint"

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"{CORPUS} is not there")


def score(folder: str, only: str = "*") -> tuple[list[str], dict[str, int]]:
    """Return the complaints of `score.py` and its figures."""
    done = subprocess.run(
        [sys.executable, str(CORPUS / "score.py"), str(CORPUS / folder), "--only", only, "--command", COMMAND],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    *complaints, figures = done.stdout.splitlines()
    return complaints, json.loads(figures)


def test_seeds() -> None:
    complaints, figures = score("seeds")
    assert [line for line in complaints if line.startswith("MISSED")] == []
    assert (figures["forbidden"], figures["failed"]) == (0, 0), complaints
    assert figures["found"] == figures["expected"] > 30


@pytest.mark.parametrize("folder", ["cases", "real"])
def test_nothing_missed_and_no_noise(folder: str) -> None:
    complaints, figures = score(folder)
    assert complaints == []
    assert figures["expected"] == figures["found"] > 0
    assert (figures["forbidden"], figures["noise"], figures["failed"]) == (0, 0, 0)
    assert figures["clean_drafts"] == figures["clean_and_quiet"] > 0
