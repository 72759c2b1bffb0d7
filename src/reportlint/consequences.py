"""One mistake, one finding: what another observation explains is left out.

A wrong cell also contradicts the prose, a section that is gone leaves a gap in the numbering of the headings: the
reviewer is told of the cause, and the rest goes by itself once that is mended.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from reportlint.finding import Severity
from reportlint.positions import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlint.finding import Observation, Suspect
    from reportlint.packs.schema import Rule
    from reportlint.positions import SourceSpan

    Seen = Sequence[tuple[Rule, Observation]]
    Position = Span | SourceSpan


def without_consequences(seen: Seen) -> list[tuple[Rule, Observation]]:
    """Drop each observation that another one explains.

    * A broken identity names as suspect the value that prose contradicts, with the value from prose: the contradiction
      between that cell (or a sum that it is part of) and that sentence is the same mistake seen a second time.
    * A relation that merely usually holds says nothing when one of its values is already part of a broken identity.
    * An identity tried on the very numbers of a breakdown in prose is that breakdown; a breakdown that fails by just what
      one of its numbers differs from the table is that difference.
    * What an observation explains outright (`Observation.explains`): a cell that holds no count (`-3`, `2.5`) explains
      every comparison with it, a table of another year those with its cells, a missing section the gap in the numbering;
      never what is worse than itself.
    * Two observations that explain the same places are one, whatever rules they come from.
    """
    explained = _explained_by(seen)
    kept: list[tuple[Rule, Observation]] = []
    told: set[tuple[Position | None, tuple[Position, ...]]] = set()
    for rule, observation in seen:
        if explained(rule, observation):
            continue
        key = (observation.span, observation.explains)
        if observation.explains and key in told:
            continue
        told.add(key)
        kept.append((rule, observation))
    return kept


def _explained_by(seen: Seen) -> Callable[[Rule, Observation], bool]:
    identities = [(rule, observation) for rule, observation in seen if _is_identity(observation)]
    suspects = [s for _, observation in identities if observation.evidence for s in observation.evidence.suspects]
    wrong = {
        place
        for rule, observation in identities
        if rule.severity is Severity.ERROR and observation.at_most is None
        for place in _places(observation)
    }
    lists = [_places(observation) for _, observation in seen if _is_breakdown(observation)]
    contradictions = list(_contradictions(seen))
    causes = {severity: _Places(_explaining(seen, severity)) for severity in Severity}

    def explained(rule: Rule, observation: Observation) -> bool:
        usual = rule.severity is not Severity.ERROR or observation.at_most is not None
        identity, own = _is_identity(observation), _places(observation)
        places = causes[rule.severity.capped(observation.at_most)]
        return (
            _contradicts_suspect(observation, suspects)
            or (identity and bool((usual and wrong & own) or any(own <= numbers for numbers in lists)))
            or (_is_breakdown(observation) and any(one.explains(observation) for one in contradictions))
            or (not observation.explains and any(place in places for place in own))
            or (observation.symptom and any(place in places for place in _shown(observation)))
        )

    return explained


def _explaining(seen: Seen, least: Severity) -> list[Position]:
    """Return the places that observations of a severity, or of a higher one, explain: an error stays an error."""
    return [
        place
        for rule, observation in seen
        if rule.severity.capped(observation.at_most).rank >= least.rank
        for place in observation.explains
    ]


class _Places:
    """The places that observations explain."""

    def __init__(self, places: Sequence[Position]) -> None:
        self._exact = set(places)
        self._spans = [place for place in places if isinstance(place, Span)]

    def __contains__(self, place: Position) -> bool:
        return place in self._exact or (isinstance(place, Span) and any(span.covers(place) for span in self._spans))


class _Contradiction(NamedTuple):
    """A number of the prose that the table has differently. gap: by how much."""

    place: Position
    gap: Decimal

    def explains(self, breakdown: Observation) -> bool:
        """Tell whether a breakdown fails by just this number's difference."""
        evidence = breakdown.evidence
        apart = _apart(evidence.left, evidence.right) if evidence else None
        return apart is not None and abs(apart) == abs(self.gap) and self.place in _places(breakdown)


def _contradictions(seen: Seen) -> Iterator[_Contradiction]:
    for _, observation in seen:
        evidence = observation.evidence
        if evidence is None or evidence.formula or len(evidence.values) < 2 or not evidence.values[0].indicator:
            continue
        if evidence.values[0].span:
            gap = _apart(evidence.values[0].value, evidence.right)
            if gap:
                yield _Contradiction(evidence.values[0].span, gap)


def _shown(observation: Observation) -> Iterator[Position]:
    """Yield where a symptom shows: at its own place, and at those that it points to."""
    yield from (place for place in (observation.span, *(note.span for note in observation.notes)) if place)


def _is_identity(observation: Observation) -> bool:
    """Tell whether an observation is a broken relation between indicators: it carries the formula and their names."""
    evidence = observation.evidence
    return bool(evidence and evidence.formula and evidence.values and all(value.indicator for value in evidence.values))


def _is_breakdown(observation: Observation) -> bool:
    """Tell whether an observation compares numbers of the prose that are no indicator's."""
    evidence = observation.evidence
    return bool(evidence and not any(value.indicator for value in evidence.values))


def _places(observation: Observation) -> frozenset[Position]:
    values = observation.evidence.values if observation.evidence else ()
    return frozenset(value.span for value in values if value.span)


def _contradicts_suspect(observation: Observation, suspects: Sequence[Suspect]) -> bool:
    """Tell whether prose and a table disagree just by as much as a suspected cell of that table is wrong."""
    evidence = observation.evidence
    if evidence is None or evidence.formula or len(evidence.values) < 2:
        return False
    prose, *cells = evidence.values
    names = {cell.indicator for cell in cells}
    gap = _apart(prose.value, evidence.right)
    return gap is not None and any(
        suspect.indicator in names and gap == _apart(suspect.expected, suspect.value) for suspect in suspects
    )


def _apart(one: str | None, other: str | None) -> Decimal | None:
    try:
        return Decimal(one or "?") - Decimal(other or "?")
    except InvalidOperation:
        return None
