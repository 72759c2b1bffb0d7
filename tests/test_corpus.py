"""The shared corpus, where it stands beside the checkout: nothing expected is missed, nothing forbidden is found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
COMMAND = f"{sys.executable} -m reportlint"

# inserted into words that stand only once: no twin shows what is wrong, only a language model would
BEYOND_US = {"她譽獄", "擊諒棗", "只鑽才簽"}

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
    missed = [line for line in complaints if line.startswith("MISSED")]
    assert {quote for quote in BEYOND_US if any(f"'{quote}'" in line for line in missed)} == BEYOND_US
    assert len(missed) == len(BEYOND_US), missed
    assert (figures["forbidden"], figures["failed"]) == (0, 0), complaints
    assert figures["expected"] > 30


def test_cases_of_the_formats_we_have() -> None:
    complaints, figures = score("cases", "a*")
    assert complaints == []
    assert figures["expected"] == figures["found"] > 10
    assert (figures["forbidden"], figures["noise"], figures["failed"]) == (0, 0, 0)
    assert figures["clean_drafts"] == figures["clean_and_quiet"] > 0
