"""The benchmark of accuracy runs, and what it measures has not sunk, at a small size."""

from __future__ import annotations

import argparse
import importlib
from collections import Counter
from pathlib import Path

import pytest

from reportlint import Linter

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(str(BENCHMARKS))
    accuracy = importlib.import_module("accuracy")

OPTIONS = argparse.Namespace(faults=4, seed=2, missed=False)
LINTER = Linter()


@pytest.mark.parametrize("name", accuracy.CLASSES)
def test_faults_are_found(name: str) -> None:
    clean: Counter[str] = Counter()
    score = accuracy._score(LINTER, name, OPTIONS, clean)
    assert score.faults == 4
    assert score.found + score.unseen >= 3
    assert clean == {"reports": 4}


def test_the_page_has_every_class() -> None:
    page = accuracy.PAGE.read_text("utf-8")
    assert [name for name in accuracy.CLASSES if f"| {name} |" not in page] == []
