"""Values are put on two sides only where the arithmetic proves it."""

from __future__ import annotations

import pytest

from reportlint.finding import ReportedEvidence, ReportedValue
from reportlint.writers._equation import sides


def _evidence(left: str, right: str, *values: str) -> ReportedEvidence:
    return ReportedEvidence(left, right, "", tuple(ReportedValue(f"v{value}", "", value, None) for value in values))


@pytest.mark.parametrize(
    ("left", "right", "values", "count"),
    [
        ("210", "201", ["210", "67", "134"], 1),
        ("12", "13", ["10", "2", "9", "4"], 2),
        ("0.3", "0.4", ["0.1", "0.2", "0.4"], 2),
        ("5", "5", ["5", "0", "5"], 1),
    ],
)
def test_split(left: str, right: str, values: list[str], count: int) -> None:
    found = sides(_evidence(left, right, *values))
    assert found is not None
    assert [item.value for item in found.left] == values[:count]
    assert [item.value for item in found.right] == values[count:]


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        ("97.25%", "96%", ["97.25", "96"]),
        ("10", "3", ["10", "5", "2"]),
        ("约10", "3", ["10", "3"]),
        ("10", "NaN", ["10", "NaN"]),
        ("10", "", ["10"]),
        ("1", "2", []),
        ("1", "2", ["1", "两"]),
    ],
)
def test_no_split(left: str, right: str, values: list[str]) -> None:
    assert sides(_evidence(left, right, *values)) is None
