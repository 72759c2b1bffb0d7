"""One mistake, one finding: findings that another finding already explains are taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.finding import Observation
    from reportlint.packs.schema import Rule


def without_consequences(seen: Sequence[tuple[Rule, Observation]]) -> list[tuple[Rule, Observation]]:
    """Drop each observation that merely repeats a suspect of another one.

    A broken identity names as suspect the cell that prose contradicts, with the value from prose; the contradiction
    between that cell and that sentence is then the same mistake seen a second time.
    """
    explained = {
        (suspect.indicator, suspect.expected)
        for _, observation in seen
        if observation.evidence and observation.evidence.formula
        for suspect in observation.evidence.suspects
    }
    return [(rule, observation) for rule, observation in seen if not _repeats(observation, explained)]


def _repeats(observation: Observation, explained: set[tuple[str, str | None]]) -> bool:
    evidence = observation.evidence
    if evidence is None or evidence.formula or len(evidence.values) != 2:
        return False
    prose, table = evidence.values
    return (table.indicator, prose.value) in explained
