"""What a check observes and what a linter reports.

A check yields `Observation`s and `NotAssessed`s: pure facts in folded coordinates, without id or severity. The engine
stamps observations into `Finding`s, the values that writers print and that the JSON contract describes.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from reportlint.positions import Range, SourceSpan, Span  # noqa: TC001  (msgspec reads annotations at run time)

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)

    def capped(self, limit: Severity | None) -> Severity:
        """Return this severity, lowered to `limit` where it is higher."""
        return limit if limit is not None and limit.rank < self.rank else self


class Message(NamedTuple):
    """A sentence for the user in both languages, with the values it names; a value may be a message itself."""

    zh: str
    en: str
    values: Mapping[str, object]

    def text(self, language: str = "zh") -> str:
        """Return the sentence in one language (`zh` or `en`)."""
        values = {
            name: value.text(language) if isinstance(value, Message) else value for name, value in self.values.items()
        }
        return (self.en if language == "en" else self.zh).format_map(values)

    def lasting(self) -> str:
        """Return the Chinese sentence without what every edit of the draft changes: a value named `length`."""
        return self._replace(values={name: "" if name == "length" else v for name, v in self.values.items()}).text()


class Sentence(NamedTuple):
    """A sentence with `{names}` to fill, in Chinese and English; call it with the values to get a `Message`."""

    zh: str
    en: str

    def __call__(self, **values: object) -> Message:
        """Fill the sentence."""
        return Message(self.zh, self.en, values)


class Note(Struct, frozen=True):
    """A related place that helps to understand an observation."""

    message: Message
    span: Span | SourceSpan | None = None


class Value(Struct, frozen=True):
    """One value that entered a comparison. `value` is the number as compared, in plain digits."""

    indicator: str
    label: str
    value: str
    span: Span | SourceSpan | None = None


class Suspect(Struct, frozen=True):
    """A value that may be the wrong one, with the value that would mend the comparison."""

    indicator: str
    label: str
    value: str
    expected: str | None
    reason: Message


class Evidence(Struct, frozen=True):
    """Both sides of a broken comparison, and the values in it; identity names it for localization, unreported."""

    left: str = ""
    right: str = ""
    formula: str = ""
    values: tuple[Value, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    identity: str = ""


class Edit(Struct, frozen=True):
    """Replace one span by a text."""

    span: Span | SourceSpan
    replacement: str


class Fix(Struct, frozen=True):
    """A way to mend a finding; safe fixes change no meaning."""

    message: Message
    edits: tuple[Edit, ...]
    safe: bool = False


class Observation(Struct, frozen=True):
    """One place where a rule does not hold, as a check sees it.

    span: the guilty characters; None only when the finding is about the whole draft.
    location: where a reader finds it (表“…”行“…”), when that says more than the line.
    at_most: caps the rule's severity, for observations that rest on a guess.
    explains: where the same mistake shows again: comparisons of the numbers there, and symptoms, are not told.
    secret: what stands at the span must not be shown anywhere: `reportlint.masking` strikes it out.
    symptom: perhaps only a sign of a mistake elsewhere, such as a gap in the numbering where a section is gone.
    """

    message: Message
    span: Span | SourceSpan | None
    notes: tuple[Note, ...] = ()
    evidence: Evidence | None = None
    fix: Fix | None = None
    location: str = ""
    at_most: Severity | None = None
    explains: tuple[Span | SourceSpan, ...] = ()
    symptom: bool = False
    secret: bool = False


class NotAssessed(NamedTuple):
    """A rule, or a part of one, that could not be judged on this draft, and why."""

    reason: Message


# ---------------------------------------------------------------- what the linter reports


class Related(Struct, frozen=True):
    """A related place, in the draft's own coordinates."""

    message: str
    span: Range | None


class ReportedValue(Struct, frozen=True):
    """A compared value, in the draft's own coordinates."""

    indicator: str
    label: str
    value: str
    span: Range | None


class ReportedSuspect(Struct, frozen=True):
    """A suspected value."""

    indicator: str
    label: str
    value: str
    expected: str | None
    reason: str


class ReportedEvidence(Struct, frozen=True):
    """Both sides of a comparison."""

    left: str
    right: str
    formula: str
    values: tuple[ReportedValue, ...] = ()
    suspects: tuple[ReportedSuspect, ...] = ()


class ReportedEdit(Struct, frozen=True):
    """One replacement in the draft's own text."""

    span: Range
    replacement: str


class ReportedFix(Struct, frozen=True):
    """A fix in the draft's own coordinates."""

    message: str
    safe: bool
    edits: tuple[ReportedEdit, ...]


class Finding(Struct, frozen=True):
    """What a rule reports about one draft, in the words of the JSON contract.

    waived: the reason why it is accepted. baseline: True when it was there when the baseline was taken.
    """

    rule: str
    check: str
    severity: Severity
    title: str
    message: str
    span: Range | None
    location: str
    excerpt: str
    related: tuple[Related, ...] = ()
    evidence: ReportedEvidence | None = None
    fix: ReportedFix | None = None
    basis: str = ""
    fingerprint: str = ""
    waived: str | None = None
    baseline: bool = False

    @property
    def counts(self) -> bool:
        """Tell whether the finding is open: neither waived nor in the baseline."""
        return self.waived is None and not self.baseline

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """Order findings by place, then by severity and rule."""
        offset = self.span.start.offset if self.span else -1
        return (offset, -self.severity.rank, self.span.end.offset if self.span else -1, self.rule)


class Unassessed(Struct, frozen=True):
    """A rule that was not assessed, and why. absent: the user selected it, the pack for the draft has no such rule."""

    rule: str
    reason: str
    absent: bool = False


class Assessment(Struct, frozen=True):
    """How every rule of the pack ended: the names of those that passed, found or were not assessed."""

    passed: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    not_assessed: tuple[Unassessed, ...] = ()


class FileResult(Struct, frozen=True):
    """The outcome for one draft: findings or a failure, never a silent nothing.

    text is the draft's own text, for writers that show source lines; empty after a failure.
    selection says why the pack was chosen. notice: what the user must know even when nothing was found.
    """

    path: str
    format: str = ""
    encoding: str = ""
    pack: str | None = None
    selection: str = ""
    report_year: int | None = None
    failure: str | None = None
    findings: tuple[Finding, ...] = ()
    assessment: Assessment = Assessment()
    text: str = ""
    notice: str = ""
