"""One mistake, one finding: broken identities with one cause are told once, and what a finding explains is left out.

Official statistics call the search for the guilty value error localization (Fellegi and Holt, A systematic approach to
automatic edit and imputation, Journal of the American Statistical Association 71, 1976): the smallest set of values
whose change satisfies every identity. Here that set has one value: where several identities break and exactly one
value, changed to one number, mends them all, that value is the finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.finding import Evidence, Note, Observation, Sentence, Severity, Suspect, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.finding import Repair
    from reportlint.packs.schema import Rule
    from reportlint.positions import SourceSpan, Span

    Seen = Sequence[tuple[Rule, Observation]]
    Place = Span | SourceSpan


GUILTY = Sentence(
    zh="“{label}”是 {value}，应为 {expected}：只改这一个数，{count}项勾稽关系就同时成立",
    en="“{label}” is {value} and should be {expected}: this one change mends {count} identities",
)
MENDS = Sentence(zh="改为 {expected}，{count}项勾稽关系同时成立", en="{expected} mends {count} identities at once")
BROKEN = Sentence(zh="{message}", en="{message}")


def localized(seen: Seen) -> list[tuple[Rule, Observation]]:
    """Tell each mistake once: merge identities that one value breaks, then drop what other observations explain."""
    return without_consequences(_merged(seen))


def _merged(seen: Seen) -> list[tuple[Rule, Observation]]:
    """Replace identities that one change mends together by one observation on that value, under the first one's rule."""
    merged = list(seen)
    while True:
        group, repair = _common_cause(merged)
        if repair is None:
            return merged
        first = group[0]
        guilty = _guilty(repair, [merged[index][1] for index in group])
        merged = [
            (rule, guilty if index == first else observation)
            for index, (rule, observation) in enumerate(merged)
            if index == first or index not in group
        ]


def _common_cause(seen: Seen) -> tuple[list[int], Repair | None]:
    """Find two or more identities that share exactly one repair."""
    repairs = [
        {(repair.indicator, repair.expected): repair for repair in observation.evidence.repairs}
        if observation.evidence and rule.severity is Severity.ERROR
        else {}
        for rule, observation in seen
    ]
    for index, own in enumerate(repairs):
        for name, repair in own.items():
            group = [other for other, theirs in enumerate(repairs) if name in theirs]
            shared = set.intersection(*(set(repairs[other]) for other in group))
            if len(group) > 1 and group[0] == index and len(shared) == 1:
                return group, repair
    return [], None


def _guilty(repair: Repair, broken: Sequence[Observation]) -> Observation:
    count = len(broken)
    value = Value(repair.indicator, repair.label, repair.value, repair.span)
    suspect = Suspect(
        repair.indicator, repair.label, repair.value, repair.expected, MENDS(expected=repair.expected, count=count)
    )
    formula = "；".join(seen.evidence.formula for seen in broken if seen.evidence)
    return Observation(
        GUILTY(label=repair.label, value=repair.value, expected=repair.expected, count=count),
        repair.span,
        notes=tuple(Note(BROKEN(message=seen.message), seen.span) for seen in broken),
        evidence=Evidence(repair.value, repair.expected, formula, (value,), (suspect,)),
        location=repair.location,
    )


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
