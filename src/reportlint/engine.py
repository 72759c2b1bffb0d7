"""The only loop over rules: read a draft once, understand it once, apply every rule of the selected pack.

Nothing is printed and no file is written here. A draft that cannot be checked becomes a `FileResult` with a failure.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import Counter
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reportlint import cache, checks, readers
from reportlint.checks._system import system_of
from reportlint.consequences import without_consequences
from reportlint.digests import name_of
from reportlint.draft.draft import Grid
from reportlint.draft.understand import observe, understand
from reportlint.errors import ReadError, UnknownRuleError, UsageError
from reportlint.finding import (
    Assessment,
    FileResult,
    Finding,
    Message,
    NotAssessed,
    Observation,
    Related,
    ReportedEdit,
    ReportedEvidence,
    ReportedFix,
    ReportedSuspect,
    ReportedValue,
    Sentence,
    Severity,
    Unassessed,
)
from reportlint.localize import diagnosed
from reportlint.masking import secret_words, struck_out, without_words
from reportlint.packs import load, load_all
from reportlint.packs.schema import covers
from reportlint.packs.select import Selection, named, select
from reportlint.positions import Lines, SourceSpan
from reportlint.previous import Archive
from reportlint.text import expressions
from reportlint.text.expressions import Expression
from reportlint.text.patterns import PatternTimeout, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.draft import Draft
    from reportlint.draft.facts import Fact
    from reportlint.draft.forms import TableForm
    from reportlint.draft.kinds import Kind
    from reportlint.packs.schema import Example, Pack, Rule
    from reportlint.positions import Range, Span

_NO_SUCH_RULE = Sentence(
    zh="没有名为 {name} 的规则{hint}（reportlint rules list 列出全部规则）",
    en="no such rule: {name}{hint} (reportlint rules list shows all of them)",
)
_PERHAPS = Sentence(zh="；是否指 {names}？", en="; did you mean {names}?")
_EMPTY_NAME = Sentence(zh="规则名为空", en="the name of the rule is empty")
_NOTHING_LEFT = Sentence(
    zh="选中的规则又全被排除，没有规则可用", en="every rule selected is ignored, too: none is left"
)
_ABSENT = Sentence(zh="本稿适用的规则包没有这条规则", en="the pack for this draft has no such rule")
_OTHER_ISSUERS = Sentence(zh="只适用于其他类别的机关", en="for other kinds of issuers only")
_NO_ISSUER = Sentence(
    zh="看不出机关类别，可用 --issuer 指定", en="the kind of issuer is not known; name it with --issuer"
)
_TABLES_ALONE = Sentence(zh="文件里只有表格，没有报告正文", en="the file holds tables alone, not the report")
_OTHER_YEARS = Sentence(zh="只适用于{years}年度的报告", en="for reports on {years} only")
_EXPLAINED = Sentence(zh="同一处错误已由另一条发现说明", en="another finding explains the same mistake")
_JOINER = "\u2060"  # stands where markup of the file does
_EXCERPT = 60  # characters
READING, UNDERSTANDING, LOCALIZING = "(reading)", "(understanding)", "(localizing)"  # stages beside the rules
_EXPRESSIONS = "expressions"  # compiled expressions, in the folder of the cache


_WORD = Expression(r"[a-z_]+(?:\.[a-z_0-9]+)*")


class Settings(Struct, frozen=True):
    """What a run applies. pack: `auto`, a pack's name or a folder. select, ignore: rule names or ids.

    year: the report year to assume; None takes it from the draft. previous: last year's report, or a folder in which to
    look for it; "" for none. issuer: the kind of issuer to assume; "" takes it from the title. packs: folders of more
    packs; one that extends the pack chosen for a draft is applied in its place. severity: rule names or ids, each with a
    severity or `off`. deadlines: kinds of issuer, each with the last day (`MM-DD`) on which it publishes.
    """

    pack: str = "auto"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: str = "zh"
    year: int | None = None
    previous: str = ""
    issuer: Kind = ""
    packs: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    deadlines: tuple[tuple[str, str], ...] = ()


class FactRow(Struct, frozen=True):
    """One fact as `reportlint facts` prints it; value is in plain digits, an interval as `low～high`."""

    path: str
    pack: str
    report_year: int | None
    indicator: str
    label: str
    value: str
    unit: str
    origin: str
    scope: str
    line: int
    column: int
    excerpt: str


class Trace(NamedTuple):
    """How one rule ended on one draft. facts: those that its parameters may speak of. on: whether the settings apply it."""

    path: str
    rule: Rule
    selection: str
    report_year: int | None
    issuer: str
    issuer_kind: str
    assessment: Assessment
    findings: tuple[Finding, ...]
    facts: tuple[FactRow, ...]
    on: bool


class Linter:
    """Applies packs to drafts. Raises `PackError`, `UsageError` or `ReadError` when it is made, never while it checks."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.settings = settings
        expressions.restore(cache.read(cache.home() / _EXPRESSIONS))
        self._own = [load(folder, checks=checks) for folder in settings.packs]
        own = {pack.name for pack in self._own}
        self.packs: list[Pack] = [*(pack for pack in load_all(checks=checks) if pack.name not in own), *self._own]
        self.pack: Pack | None = None
        if settings.pack != "auto":
            known = {pack.name: pack for pack in self.packs}
            self.pack = known.get(settings.pack) or load(settings.pack, checks=checks)
            self.packs = [*(pack for pack in self.packs if pack.name != self.pack.name), self.pack]
        self._forms = _distinct(form for pack in self.packs for form in pack.tables)
        self._titles = tuple(pattern for pack in self.packs for pattern in pack.applies.title)
        self._settled: dict[str, list[Rule]] = {}  # by pack
        self.clock: Counter[str] | None = None  # nanoseconds by rule, and by stage; kept when somebody sets it
        self._verify_names()
        self._archive = Archive(settings.previous, self.packs, self._forms, self._titles, self.pack)

    def check(self, path: str, data: bytes) -> FileResult:
        """Check the bytes of one draft; a draft that cannot be read gives a result with a failure."""
        begun = perf_counter_ns()
        try:
            draft = readers.read(path, data)
        except ReadError as error:
            return FileResult(path, failure=error.reason(self.settings.language))
        if self.clock is not None:
            self.clock[READING] += perf_counter_ns() - begun
        return self.check_draft(draft)

    def check_draft(self, draft: Draft) -> FileResult:
        """Check a draft that has been read."""
        try:
            return self._checked(draft)
        except PatternTimeout as error:  # one draft too hard for a pattern is no reason to stop at the others
            return FileResult(
                draft.path, draft.format, draft.encoding, failure=error.text(self.settings.language), text=draft.text
            )

    def _checked(self, draft: Draft) -> FileResult:
        begun = perf_counter_ns()
        content, selection = self._understand(draft)
        if self.clock is not None:
            self.clock[UNDERSTANDING] += perf_counter_ns() - begun
        language = self.settings.language
        reason = selection.reason.text(language)
        pack = selection.pack
        if pack is None:
            return FileResult(draft.path, draft.format, draft.encoding, failure=reason, text=draft.text)
        content, remark = self._archive.attached(content)
        notices = [reason] if selection.fallback else []
        notices += [remark.text(language)] if remark else []
        rules = self._rules(pack)
        outcome = _applied(rules, content, pack, language, self.clock)
        findings, assessment = outcome.findings, outcome.assessment
        absent = tuple(Unassessed(name, _ABSENT().text(language), absent=True) for name in self._absent(pack))
        assessment = replace(assessment, not_assessed=assessment.not_assessed + absent)
        compiled = expressions.dump()
        if compiled:
            cache.write(cache.home() / _EXPRESSIONS, compiled)
        return FileResult(
            path=draft.path,
            format=draft.format,
            encoding=draft.encoding,
            pack=pack.name,
            selection=reason,
            report_year=content.report_year,
            findings=tuple(findings),
            assessment=assessment,
            text=outcome.text,
            notice="；".join(notices),
        )

    def _rules(self, pack: Pack) -> list[Rule]:
        """Return the rules of a pack that the settings apply, as they apply them."""
        if pack.name not in self._settled:
            levels, due = dict(self.settings.severity), dict(self.settings.deadlines)
            settled = []
            for rule in pack.rules:
                level = levels.get(rule.name, levels.get(rule.id, ""))
                if not _wanted(rule, self.settings) or level == "off" or (rule.status == "off" and not level):
                    continue
                if level:
                    rule = replace(rule, severity=Severity(level))
                if due and rule.check == "deadline":
                    rule = replace(
                        rule, parameters=encode(cast("Any", checks.find(rule.check)).with_due(_parameters(rule), due))
                    )
                settled.append(rule)
            self._settled[pack.name] = settled
        return self._settled[pack.name]

    def facts(self, path: str, data: bytes) -> list[FactRow]:
        """Return the facts of one draft; raises `ReadError` when it cannot be read or no pack fits."""
        draft = readers.read(path, data)
        try:
            content, selection = self._understand(draft)
        except PatternTimeout as error:
            raise ReadError(path, error.reason) from error
        if selection.pack is None:
            raise ReadError(path, selection.reason)
        lines = Lines(draft.text)
        return [_fact_row(draft, content, selection.pack, fact, lines) for fact in content.facts.all]

    def trace(self, path: str, data: bytes, rule: str) -> Trace:
        """Tell how one rule ended on a draft and what it saw; raises as `facts`, and UsageError for an unknown rule."""
        draft = readers.read(path, data)
        try:
            content, selection = self._understand(draft)
            if selection.pack is None:
                raise ReadError(path, selection.reason)
            content, _ = self._archive.attached(content)
            found = [one for one in selection.pack.rules if rule in (one.name, one.id)]
            if not found:
                raise UnknownRuleError(_NO_SUCH_RULE(name=f"{rule} ({selection.pack.name})", hint=""), rule)
            settled = [one for one in self._rules(selection.pack) if one.name == found[0].name]
            findings, assessment = apply(settled or found[:1], content, selection.pack, self.settings.language)
        except PatternTimeout as error:
            raise ReadError(path, error.reason) from error
        lines = Lines(draft.text)
        words = set(_WORD.findall(" ".join(_texts(msgspec.msgpack.decode(found[0].parameters)))))
        facts = [
            _fact_row(draft, content, selection.pack, fact, lines)
            for fact in content.facts.all
            if fact.name in words or not words.isdisjoint(_WORD.findall(fact.name))
        ]
        return Trace(
            draft.path, (settled or found)[0], selection.reason.text(self.settings.language), content.report_year,
            content.issuer.name, content.issuer.kind, assessment, tuple(findings), tuple(facts), bool(settled),
        )  # fmt: skip

    def _understand(self, draft: Draft) -> tuple[Content, Selection]:
        """Return what a draft says, with the facts of the pack that is selected for it."""
        content = understand(draft, self._forms, self._titles)
        if self.settings.year is not None:  # a year the user gives counts when the pack is chosen, too
            content = replace(content, assumed_year=self.settings.year)
        if self.settings.issuer:
            content = replace(content, issuer=replace(content.issuer, kind=self.settings.issuer))
        selection = named(self.pack) if self.pack else select(self.packs, content)
        if selection.pack is None:
            return content, selection
        pack = self._own_instead(selection.pack, content.report_year)
        if pack is not selection.pack:
            selection = Selection(pack, selection.reason, selection.fallback)
        year = self.settings.year
        return observe(content, pack.tables, pack.indicators, year=year, named=self.pack is not None), selection

    def _own_instead(self, pack: Pack, year: int | None) -> Pack:
        """Return the user's own pack that extends the one chosen by the draft and covers its year; else that one."""
        if self.pack is not None:
            return pack
        for own in self._own:
            if pack.name in own.extends and (year is None or own.applies.covers(year)):
                return own
        return pack

    def _absent(self, pack: Pack) -> list[str]:
        """Return the rules that the user selected and the pack for a draft does not have."""
        known = {name for rule in pack.rules for name in (rule.id, rule.name)}
        return [name for name in self.settings.select if name not in known]

    def _verify_names(self) -> None:
        packs = [self.pack] if self.pack else self.packs
        known = {name for pack in packs for rule in pack.rules for name in (rule.id, rule.name)}
        for wanted in (*self.settings.select, *self.settings.ignore, *(name for name, _ in self.settings.severity)):
            if not wanted.strip():
                raise UsageError(_EMPTY_NAME())
            if wanted not in known:
                from difflib import get_close_matches

                close = get_close_matches(wanted, sorted(known), 3)
                hint = _PERHAPS(names=" ".join(close)) if close else ""
                raise UnknownRuleError(_NO_SUCH_RULE(name=wanted, hint=hint), wanted)
        if not any(_wanted(rule, self.settings) for pack in packs for rule in pack.rules):
            raise UsageError(_NOTHING_LEFT())


def apply(
    rules: Iterable[Rule], content: Content, pack: Pack, language: str = "zh"
) -> tuple[list[Finding], Assessment]:
    """Apply rules to one draft's content; return the findings in order of place, and how every rule ended."""
    outcome = _applied(rules, content, pack, language)
    return outcome.findings, outcome.assessment


class _Outcome(NamedTuple):
    """What the rules of a pack come to. text: the draft's, with what nobody may read struck out."""

    findings: list[Finding]
    assessment: Assessment
    text: str


def _applied(
    rules: Iterable[Rule], content: Content, pack: Pack, language: str, clock: Counter[str] | None = None
) -> _Outcome:
    passed: list[str] = []
    unassessed: list[Unassessed] = []
    seen: list[tuple[Rule, Observation]] = []
    applied: list[Rule] = []
    for rule in rules:
        gaps: list[NotAssessed] = []
        before = len(seen)
        unfit = _unfit(rule, content)
        if unfit is not None:
            unassessed.append(Unassessed(rule.name, unfit.text(language)))
            continue
        applied.append(rule)
        begun = perf_counter_ns()
        try:
            for outcome in checks.find(rule.check).check(content, _parameters(rule), pack):
                if isinstance(outcome, NotAssessed):
                    gaps.append(outcome)
                else:
                    seen.append((rule, outcome))
        except PatternTimeout as error:
            gaps.append(NotAssessed(error.reason))
        if clock is not None:
            clock[rule.name] += perf_counter_ns() - begun
        if len(seen) > before:
            continue
        if gaps:
            reasons = dict.fromkeys(gap.reason.text(language) for gap in gaps)
            unassessed.append(Unassessed(rule.name, "；".join(reasons)))
        else:
            passed.append(rule.name)
    begun = perf_counter_ns()
    identities = any(seen_.evidence and seen_.evidence.identity for _, seen_ in seen)
    told = diagnosed(seen, system_of(content, pack, applied)) if identities else seen
    kept = without_consequences(told)
    if clock is not None:
        clock[LOCALIZING] += perf_counter_ns() - begun
    secrets = [_source(content, one.span) for _, one in kept if one.secret and one.span]
    text = struck_out(content.draft.text, secrets)
    stamp = _Stamp(content, text, language)
    findings = [(stamp(rule, one), (one.location, one.message.lasting())) for rule, one in kept]
    findings.sort(key=lambda item: item[0].sort_key)
    found = tuple(dict.fromkeys(rule.name for rule, _ in kept))
    explained = dict.fromkeys(rule.name for rule, _ in seen if rule.name not in found)
    unassessed += [Unassessed(name, _EXPLAINED().text(language)) for name in explained]
    named = _with_fingerprints(findings, text)
    if secrets:
        hidden = {*secret_words(content.draft.text, secrets), *secret_words(content.text, _folded(content, secrets))}
        named = [without_words(finding, hidden) for finding in named]
    return _Outcome(named, Assessment(tuple(passed), found, tuple(unassessed)), text)


def _unfit(rule: Rule, content: Content) -> Message | None:
    """Return why a rule is not for a draft; None when it is."""
    if rule.years and not (content.report_year and covers(rule.years, content.report_year)):
        return _OTHER_YEARS(years=rule.years)
    if rule.issuers and content.issuer.kind not in rule.issuers:
        return _OTHER_ISSUERS() if content.issuer.kind else _NO_ISSUER()
    if content.draft.tables_alone and getattr(checks.find(rule.check), "WHOLE_REPORT", False):
        return _TABLES_ALONE()
    return None


def _source(content: Content, span: Span | SourceSpan) -> SourceSpan:
    return span if isinstance(span, SourceSpan) else content.folded.to_source(span)


def _folded(content: Content, spans: Iterable[SourceSpan]) -> list[Span]:
    return [content.folded.to_folded(span) for span in spans]


def try_rule(text: str, pack: Pack, rule: str, example: Example) -> list[Finding]:
    """Return what one rule of a pack (by its full name) finds in a text: how examples of rules are tried."""
    titles = (*pack.applies.title, *(pattern for other in _shipped() for pattern in other.applies.title))

    def content_of(text: str, year: int | None) -> Content:
        content = understand(readers.read("example.txt", text.encode()), pack.tables, titles)
        return observe(content, pack.tables, pack.indicators, year=year, named=False)

    content = content_of(text, example.year)
    content = replace(
        content,
        issuer=replace(content.issuer, kind=example.issuer) if example.issuer else content.issuer,
        previous=content_of(example.previous, content.report_year and content.report_year - 1)
        if example.previous
        else None,
    )
    return apply([entry for entry in pack.rules if entry.name == rule], content, pack)[0]


def _texts(value: object) -> Iterator[str]:
    """Yield every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _texts(key)
            yield from _texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)


def _distinct(forms: Iterable[TableForm]) -> tuple[TableForm, ...]:
    """Return forms without repeats: a pack that extends another has its tables, too."""
    kept: list[TableForm] = []
    for form in forms:
        if form not in kept:
            kept.append(form)
    return tuple(kept)


@functools.cache
def _shipped() -> tuple[Pack, ...]:
    return tuple(load_all(checks=checks))


def _wanted(rule: Rule, settings: Settings) -> bool:
    names = {rule.id, rule.name}
    return (not settings.select or not names.isdisjoint(settings.select)) and names.isdisjoint(settings.ignore)


@functools.cache
def _parameters(rule: Rule) -> Any:
    return rule.parameters_as(checks.find(rule.check).Parameters)


class _Stamp:
    """Turns observations into findings: folded spans become lines and columns of the draft."""

    def __init__(self, content: Content, text: str, language: str) -> None:
        self._content = content
        self._text = text  # as it may be shown
        self._language = language
        self._lines = Lines(content.draft.text)
        self._starts = [block.span.start for block in content.draft.blocks]

    def __call__(self, rule: Rule, seen: Observation) -> Finding:
        language = self._language
        span = self._range(seen.span)
        evidence = seen.evidence
        return Finding(
            rule.name,
            rule.check,
            self._severity(rule, seen),
            rule.title,
            seen.message.text(language),
            span,
            self._location(seen),
            self._excerpt(span),
            tuple(Related(note.message.text(language), self._range(note.span)) for note in seen.notes),
            ReportedEvidence(
                evidence.left,
                evidence.right,
                evidence.formula,
                tuple(ReportedValue(v.indicator, v.label, v.value, self._range(v.span)) for v in evidence.values),
                tuple(
                    ReportedSuspect(s.indicator, s.label, s.value, s.expected, s.reason.text(language))
                    for s in evidence.suspects
                ),
            )
            if evidence
            else None,
            ReportedFix(
                seen.fix.message.text(language),
                seen.fix.safe,
                tuple(
                    ReportedEdit(place, edit.replacement)
                    for edit in seen.fix.edits
                    if (place := self._range(edit.span)) is not None
                ),
            )
            if seen.fix
            else None,
            rule.basis,
        )

    def _severity(self, rule: Rule, seen: Observation) -> Severity:
        year = self._content.report_year
        lenient = bool(rule.lenient and year and covers(rule.lenient, year))
        return rule.severity.capped(seen.at_most).capped(Severity.WARNING if lenient else None)

    def _location(self, seen: Observation) -> str:
        """Return where a reader of the original finds it, and where in the table."""
        if seen.span is None:
            return seen.location
        source = _source(self._content, seen.span)
        at = bisect_right(self._starts, source.start) - 1
        block = self._content.draft.blocks[at] if at >= 0 else None
        place = block.location if block else ""
        if isinstance(block, Grid) and place:
            cell = next((cell for cell in block.cells if source.start <= cell.span.end), block.cells[-1])
            place = f"{place}第{cell.row + 1}行第{cell.column + 1}列"
        return "，".join(part for part in (place, seen.location) if part)

    def _range(self, span: Span | SourceSpan | None) -> Range | None:
        return None if span is None else self._lines.range(_source(self._content, span))

    def _excerpt(self, span: Range | None) -> str:
        if span is None:
            return ""
        line = self._lines.span(span.start.line)
        start = max(line.start, span.start.offset - _EXCERPT // 3)
        end = min(line.end, max(span.end.offset, start + _EXCERPT), start + 2 * _EXCERPT)
        return self._text[start:end].replace(_JOINER, "").strip()


def _with_fingerprints(findings: Sequence[tuple[Finding, tuple[str, str]]], text: str) -> list[Finding]:
    """Give each finding a name made of what it says, not of where it stands nor of what stands around it.

    So it survives shifted lines, and the mending of something else on its line. Equal ones are numbered. findings: with
    the place in the table, and the message in Chinese, for the name does not depend on the language. text: as shown.
    """
    counts: Counter[str] = Counter()
    named: list[Finding] = []
    for finding, said in findings:
        words = text[finding.span.start.offset : finding.span.end.offset] if finding.span else ""
        key = "\0".join((finding.rule, said[0], words, said[1]))
        counts[key] += 1
        digest = name_of(f"{key}\0{counts[key]}")
        named.append(replace(finding, fingerprint=digest))
    return named


def _fact_row(draft: Draft, content: Content, pack: Pack, fact: Fact, lines: Lines) -> FactRow:
    source = content.folded.to_source(fact.span)
    position = lines.position(source.start)
    scope = fact.scope
    words = [
        "" if scope.year is None else str(scope.year or "other-year"), scope.whose,
        "part" if scope.part else "", "plan" if scope.plan else "", "limited" if scope.limited else "",
    ]  # fmt: skip
    low, high = fact.value
    value = f"{low:f}" if low == high else f"{low:f}～{high:f}"
    return FactRow(
        draft.path, pack.name, content.report_year, fact.name, content.facts.label(fact.name), value, fact.unit,
        fact.origin, " ".join(word for word in words if word), position.line, position.column,
        draft.text[source.start : source.end],
    )  # fmt: skip
