"""One mistake, one finding: findings that another finding already explains are taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.finding import Observation
    from reportlint.packs.schema import Rule
    from reportlint.positions import SourceSpan, Span

    Seen = Sequence[tuple[Rule, Observation]]
    Place = Span | SourceSpan


def without_consequences(seen: Seen) -> list[tuple[Rule, Observation]]:
    """Drop each observation that another one explains.

    * A broken identity names as suspect the value that prose contradicts, with the value from prose: the contradiction
      between that cell and that sentence is the same mistake seen a second time.
    * A relation that merely usually holds says nothing when one of its values is already part of a broken identity.
    * An identity tried on the very numbers of a breakdown in prose is that breakdown.
    """
    suspected = {
        (suspect.indicator, suspect.expected)
        for _, observation in _identities(seen)
        if observation.evidence
        for suspect in observation.evidence.suspects
    }
    wrong = {
        place
        for rule, observation in _identities(seen)
        if rule.severity is Severity.ERROR and observation.at_most is None
        for place in _places(observation)
    }
    lists = [_places(observation) for _, observation in seen if observation.evidence and not _is_identity(observation)]
    return [
        (rule, observation)
        for rule, observation in seen
        if not (
            _contradicts_suspect(observation, suspected)
            or (rule.severity is not Severity.ERROR and _is_identity(observation) and wrong & _places(observation))
            or (_is_identity(observation) and any(_places(observation) <= places for places in lists))
        )
    ]


def _identities(seen: Seen) -> Iterator[tuple[Rule, Observation]]:
    return ((rule, observation) for rule, observation in seen if _is_identity(observation))


def _is_identity(observation: Observation) -> bool:
    """Tell whether an observation is a broken relation between indicators: it carries the formula and their names."""
    evidence = observation.evidence
    return bool(evidence and evidence.formula and evidence.values and all(value.indicator for value in evidence.values))


def _places(observation: Observation) -> frozenset[Place]:
    values = observation.evidence.values if observation.evidence else ()
    return frozenset(value.span for value in values if value.span)


def _contradicts_suspect(observation: Observation, suspected: set[tuple[str, str | None]]) -> bool:
    evidence = observation.evidence
    if evidence is None or evidence.formula or len(evidence.values) != 2:
        return False
    prose, table = evidence.values
    return (table.indicator, prose.value) in suspected
