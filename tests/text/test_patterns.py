"""Patterns of packs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reportlint.text import patterns
from reportlint.text.patterns import Pattern

if TYPE_CHECKING:
    import pytest


def test_what_is_done_between_matches_takes_no_time_from_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "TIMEOUT", 0.2)
    found = 0
    for _ in Pattern("公开{n}条").finditer(f"公开12条，{'公' * 100_000}" * 5):
        until = time.process_time() + 0.1
        while time.process_time() < until:
            pass
        found += 1
    assert found == 5
