"""Broken identities become the values that are wrong: each told once, with what mends everything.

Official statistics call the search for the guilty value error localization (Fellegi and Holt, A systematic approach to
automatic edit and imputation, Journal of the American Statistical Association 71, 1976): the smallest set of values
whose change satisfies every identity. `reportlint.repairs` searches; here its diagnoses become findings: one repair
that stands out is one finding a mistake, a few equally good ones are one finding that names them all, and where nothing
stands out the broken identities are told as they are. What else the mistake shows in, `reportlint.consequences` drops.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from reportlint.finding import Edit, Evidence, Fix, Message, Note, Observation, Sentence, Severity, Suspect, Value
from reportlint.repairs import Problem, Verdict, figure, localize
from reportlint.text.intervals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from reportlint.packs.schema import Rule
    from reportlint.positions import SourceSpan, Span
    from reportlint.repairs import Change, Diagnosis, Equation, Place, Repair, Statement

    Seen = Sequence[tuple[Rule, Observation]]
    Position = Span | SourceSpan

GUILTY = Sentence(
    zh="“{label}”是 {value}，应为 {expected}：只改这一个数，{count}项勾稽关系就同时成立",
    en="“{label}” is {value} and should be {expected}: this one change mends {count} identities",
)
SEVERAL = Sentence(
    zh="{changes}：这样改，{count}项勾稽关系就同时成立", en="{changes}: these changes mend {count} identities"
)
EITHER = Sentence(
    zh="{count}项勾稽关系不成立，改动其中一处就都成立，但看不出是哪一处：{repairs}",
    en="{count} identities are broken; one of these changes mends them all, it is not clear which: {repairs}",
)
CHANGE = Sentence(zh="“{label}”由 {value} 改为 {expected}", en="“{label}” from {value} to {expected}")
MENDS = Sentence(zh="改为 {expected}，{count}项勾稽关系同时成立", en="{expected} mends {count} identities at once")
MEND = Sentence(zh="改为 {expected}，这项勾稽关系成立", en="{expected} mends this identity")
WHY = Sentence(zh="{what}；{why}", en="{what}; {why}")
AND = Sentence(zh="{one}，{other}", en="{one}, {other}")
OR = Sentence(zh="{one}；或者{other}", en="{one}; or {other}")
BROKEN = Sentence(zh="{message}", en="{message}")


class Variable(NamedTuple):
    """What stands for a value of the system. indicator: its name as a fact; text: as printed; span: where it stands."""

    indicator: str
    label: str
    text: str
    span: Span
    location: str
    place: Place | None = None


class System(NamedTuple):
    """The identities of a draft that must hold. values: what was observed, None for a blank cell.

    statements: what prose, or last year's report, says of them.
    """

    equations: tuple[Equation, ...] = ()
    values: Mapping[str, Decimal | None] = {}
    variables: Mapping[str, Variable] = {}
    statements: tuple[Statement, ...] = ()

    @property
    def problem(self) -> Problem:
        """Return the system as a problem of error localization; whole numbers are integers there."""
        values = {name: None if value is None else figure(value) for name, value in self.values.items()}
        places = {name: one.place for name, one in self.variables.items() if one.place}
        return Problem(values, self.equations, statements=self.statements, places=places)


def diagnosed(seen: Seen, system: System) -> list[tuple[Rule, Observation]]:
    """Replace the broken identities of each diagnosis that came to something by what mends them, at the first one's place."""
    broken = {
        one.evidence.identity: (rule, one)
        for rule, one in seen
        if one.evidence and one.evidence.identity and rule.severity is Severity.ERROR and one.at_most is None
    }
    if not broken:
        return list(seen)
    told: dict[str, list[tuple[Rule, Observation]]] = {}
    for diagnosis in localize(system.problem):
        keys = [key for key in diagnosis.equations if key in broken]
        findings = list(_findings(diagnosis, [broken[key] for key in keys], system)) if keys else []
        if findings:
            told |= {key: [] for key in keys}
            told[keys[0]] = findings
        else:  # seen alone, an identity may have named a value that is not to blame
            told |= {key: [(broken[key][0], _open(broken[key][1]))] for key in keys}
    kept: list[tuple[Rule, Observation]] = []
    for rule, one in seen:
        key = one.evidence.identity if one.evidence else ""
        kept += told.get(key, [(rule, one)]) if key in broken and broken[key] == (rule, one) else [(rule, one)]
    return kept


def _findings(diagnosis: Diagnosis, broken: Seen, system: System) -> Iterator[tuple[Rule, Observation]]:
    """Yield what a diagnosis comes to; nothing where no repair stands out."""
    best = diagnosis.repairs[: diagnosis.best]
    if diagnosis.verdict is Verdict.UNDECIDED or not best:
        return
    if diagnosis.verdict is Verdict.CANDIDATES:
        rule, first = broken[0]
        yield rule, _either(first, [one for _, one in broken], best, system)
        return
    (repair,) = best
    mistakes = list(_mistakes(repair))
    rest = list(broken)
    for number, changes in enumerate(mistakes):
        indicators = {system.variables[change.variable].indicator for change in changes}
        own = [pair for pair in rest if indicators & _indicators(pair[1])] if number < len(mistakes) - 1 else rest
        mended = [pair for pair in broken if indicators & _indicators(pair[1])] or list(broken)
        rest = [pair for pair in rest if pair not in own]
        rule = (own or mended)[0][0]
        reasons = repair.reasons if len(mistakes) == 1 else ()
        yield rule, _guilty(changes, [one for _, one in mended], reasons, system)


def _open(seen: Observation) -> Observation:
    """Return a broken identity that names nothing as wrong."""
    return replace(seen, evidence=replace(seen.evidence, suspects=())) if seen.evidence else seen


def _mistakes(repair: Repair) -> Iterator[tuple[Change, ...]]:
    """Part the changes of a repair into mistakes: exchanged cells share their slip and are one."""
    changes = list(repair.changes)
    single = len(changes) == repair.mistakes
    while changes:
        first = changes.pop(0)
        shared = [] if single else [one for one in changes if one.slip is not None and one.slip is first.slip]
        for one in shared:
            changes.remove(one)
        yield (first, *shared)


def _indicators(seen: Observation) -> set[str]:
    return {value.indicator for value in seen.evidence.values} if seen.evidence else set()


def _guilty(
    changes: Sequence[Change], broken: Sequence[Observation], reasons: Sequence[Message], system: System
) -> Observation:
    """Return the finding on the value, or the exchanged values, of one mistake."""
    count = len(broken)
    suspects = tuple(_suspects(changes, broken, reasons, system))
    first = system.variables[changes[0].variable]
    fix = _fix(changes, system)
    if count == 1:  # its own message shows both sides of the sum
        (seen,) = broken
        place = Note(_change(changes[0], system), first.span)
        evidence = replace(seen.evidence, suspects=suspects) if seen.evidence else None
        return replace(
            seen, span=first.span, notes=(place, *(n for n in seen.notes if n.span != first.span)),
            evidence=evidence, location=first.location, fix=fix,
        )  # fmt: skip
    if len(changes) == 1:
        message = GUILTY(label=first.label, value=first.text, expected=plain(Decimal(changes[0].new)), count=count)
    else:
        message = SEVERAL(changes=_joined(AND, [_change(change, system) for change in changes]), count=count)
    return Observation(
        message,
        first.span,
        notes=_related(changes, broken, system),
        evidence=_evidence(changes, broken, suspects, system),
        fix=fix,
        location=first.location,
    )


def _either(
    first: Observation, broken: Sequence[Observation], repairs: Sequence[Repair], system: System
) -> Observation:
    """Return the finding that names several equally good repairs."""
    count = len(broken)
    suspects = tuple(
        suspect
        for repair in repairs
        for suspect in _suspects(repair.changes, broken, repair.reasons, system, decided=False)
    )
    place = system.variables[repairs[0].changes[0].variable]
    if count == 1 and first.evidence:
        return replace(first, evidence=replace(first.evidence, suspects=suspects))
    choices = [_joined(AND, [_change(change, system) for change in repair.changes]) for repair in repairs]
    changes = list({change.variable: change for repair in repairs for change in repair.changes}.values())
    return Observation(
        EITHER(count=count, repairs=_joined(OR, choices)),
        place.span,
        notes=_related(changes, broken, system),
        evidence=_evidence(changes, broken, suspects, system),
        location=place.location,
    )


def _evidence(
    changes: Sequence[Change], broken: Sequence[Observation], suspects: tuple[Suspect, ...], system: System
) -> Evidence:
    values = tuple(_value(system.variables[change.variable]) for change in changes)
    formula = "；".join(seen.evidence.formula for seen in broken if seen.evidence)
    return Evidence(values[0].value, plain(Decimal(changes[0].new)), formula, values, suspects)


def _related(changes: Sequence[Change], broken: Sequence[Observation], system: System) -> tuple[Note, ...]:
    """Return the other places: further values to change, and the identities that are broken."""
    places = [Note(_change(change, system), system.variables[change.variable].span) for change in changes[1:]]
    guilty = {system.variables[change.variable].span for change in changes}
    return (*places, *(Note(BROKEN(message=seen.message), _elsewhere(seen, guilty)) for seen in broken))


def _elsewhere(seen: Observation, guilty: Set[Position]) -> Position | None:
    """Return where a broken identity stands, besides the values that are to be changed."""
    values = seen.evidence.values if seen.evidence else ()
    return next((value.span for value in values if value.span and value.span not in guilty), seen.span)


def _value(variable: Variable) -> Value:
    return Value(variable.indicator, variable.label, variable.text, variable.span)


def _change(change: Change, system: System) -> Message:
    variable = system.variables[change.variable]
    return CHANGE(label=variable.label, value=variable.text, expected=plain(Decimal(change.new)))


def _suspects(
    changes: Sequence[Change],
    broken: Sequence[Observation],
    reasons: Sequence[Message],
    system: System,
    *,
    decided: bool = True,
) -> Iterator[Suspect]:
    """Yield the values to change, each with why; what an identity already quotes against a value says it best.

    decided: they are what is wrong; otherwise one choice of several that mend the same, which needs no saying each time.
    """
    count = len(broken)
    quoted = {(s.indicator, s.expected): s.reason for one in broken if one.evidence for s in one.evidence.suspects}
    for change in changes:
        variable, expected = system.variables[change.variable], plain(Decimal(change.new))
        reason = MENDS(expected=expected, count=count) if count > 1 else MEND(expected=expected)
        known = quoted.get((variable.indicator, expected))
        own = (known,) if known else reasons or ((change.slip.message,) if change.slip else ())
        for number, why in enumerate(own):
            reason = WHY(what=reason, why=why) if decided or number else why
        yield Suspect(variable.indicator, variable.label, variable.text, expected, reason)


def _fix(changes: Sequence[Change], system: System) -> Fix:
    """Return the edits that put the right values in; unsafe, for they change what the report says."""
    edits = tuple(Edit(system.variables[change.variable].span, plain(Decimal(change.new))) for change in changes)
    return Fix(_joined(AND, [_change(change, system) for change in changes]), edits)


def _joined(by: Sentence, messages: Sequence[Message]) -> Message:
    whole = messages[0]
    for message in messages[1:]:
        whole = by(one=whole, other=message)
    return whole
