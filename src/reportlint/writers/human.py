"""Results for a person at a terminal: the line as it stands, the guilty characters marked, the arithmetic spelled out.

Everything that comes from a draft or a path is made safe before it is printed. `rich.console` is not imported here:
it would double the start-up time of a commit hook.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportlint.finding import Sentence, Severity
from reportlint.positions import Lines
from reportlint.terminal import Screen, Style, clip, visible
from reportlint.writers._equation import sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from reportlint.finding import FileResult, Finding, Related, ReportedEvidence, ReportedValue
    from reportlint.positions import Range
    from reportlint.writers import Options

_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
_STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING, Severity.INFO: Style.INFO}
_LEVELS = {
    Severity.ERROR: Sentence("错误", "error"),
    Severity.WARNING: Sentence("警告", "warning"),
    Severity.INFO: Sentence("提示", "info"),
}
_FEW_TERMS = 4  # sums of more terms leave out those that are 0
_LONG_FORMULA = 160  # characters; a longer one says less than the message, which has both sides

_HEADING = Sentence("{title}（{rule}）", "{title} ({rule})")
_PACK = Sentence("规则包 {pack}", "pack {pack}")
_YEAR = Sentence("报告年度 {year}", "report year {year}")
_ENCODING = Sentence("编码 {encoding}", "encoding {encoding}")
_SELECTION = Sentence("选用理由：{reason}", "chosen because: {reason}")
_SPREAD = Sentence("…共 {count} 行", "… {count} lines in all")
_LEFT = Sentence("左 {total} = {terms}", "left {total} = {terms}")
_RIGHT = Sentence("右 {total} = {terms}", "right {total} = {terms}")
_COMPARED = Sentence("左 {left}，右 {right}", "left {left}, right {right}")
_FORMULA = Sentence("应有：{formula}", "expected: {formula}")
_VALUES = Sentence("其中：{values}", "values: {values}")
_ZEROS = Sentence("（其余 {count} 项为 0）", " (the other {count} are 0)")
_ALL_AT = Sentence("（均在第 {line} 行）", " (all in line {line})")
_AT_LINE = Sentence("（第 {line} 行）", " (line {line})")
_SUSPECT = Sentence(
    "可能写错：{label} {value}，或应为 {expected}。{reason}",
    "perhaps wrong: {label} {value}, for {expected}: {reason}",
)
_SUSPECT_ONLY = Sentence("可能写错：{label} {value}。{reason}", "perhaps wrong: {label} {value}: {reason}")
_RELATED = Sentence("相关：{message}", "see also: {message}")
_FIX = Sentence("改法：{message}", "fix: {message}")
_WAIVED = Sentence("已豁免：{reason}", "waived: {reason}")
_BASELINED = Sentence("建立基线时已有", "it was there when the baseline was taken")
_BASIS = Sentence("依据：{basis}", "basis: {basis}")
_HINT = Sentence(
    "reportlint explain 规则名：看一条规则的说明、依据和正反例",
    "reportlint explain RULE: what a rule finds, why, and examples",
)
_FAILURE = Sentence("无法检查：{reason}", "cannot check: {reason}")
_ASSESSED = Sentence(
    "规则：通过 {passed}，发现 {found}，未判定 {unassessed}",
    "rules: {passed} passed, {found} found, {unassessed} not assessed",
)
_UNASSESSED = Sentence("未判定 {rule}：{reason}", "not assessed {rule}: {reason}")
_TOTAL = Sentence(
    "共 {files} 份草稿：错误 {error}，警告 {warning}，提示 {info}",
    "{files} draft(s): {error} error(s), {warning} warning(s), {info} info",
)
_TOTAL_WAIVED = Sentence("；已豁免 {count}", "; {count} waived")
_TOTAL_BASELINE = Sentence("；基线中已有 {count}", "; {count} in the baseline")
_TOTAL_FAILURES = Sentence("；无法检查 {count} 份", "; {count} could not be checked")
_VERBOSE_HINT = Sentence("有 {count} 条规则未能判定，加 -v 可看原因", "{count} rule(s) were not assessed; -v tells why")


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:
    """Show each draft as soon as it comes, then one line of totals."""
    view = _View(Screen(out, options.width, options.color), options)
    totals: Counter[str] = Counter()
    for result in results:
        view.file(result)
        totals["files"] += 1
        totals["failures"] += result.failure is not None
        totals["unassessed"] += len(result.assessment.not_assessed)
        totals.update(_kind(finding) for finding in result.findings)
    view.totals(totals)


def _kind(finding: Finding) -> str:
    """Return what a finding is counted as: its severity, or why it does not count."""
    if finding.counts:
        return finding.severity.value
    return "baseline" if finding.waived is None else "waived"


class _View:
    """One run's view: the screen, and the words in the reader's language."""

    def __init__(self, screen: Screen, options: Options) -> None:
        self.screen = screen
        self.language = options.language
        self.verbose = options.verbose > 0
        self.baselined = options.baselined

    def say(self, sentence: Sentence, **values: object) -> str:
        return sentence(**values).text(self.language)

    # ------------------------------------------------------------ a draft

    def file(self, result: FileResult) -> None:
        self.screen.line(self.screen.paint(visible(result.path), Style.STRONG))
        if result.failure is not None:
            self.screen.paragraph(
                f"{_MARKS[Severity.ERROR]} {self.say(_FAILURE, reason=result.failure)}", hanging=2, style=Style.ERROR
            )
            self.screen.line()
            return
        self.screen.paragraph(self._origin(result), hanging=2, style=Style.FAINT)
        if self.verbose and result.selection and not result.notice:
            self.screen.paragraph(self.say(_SELECTION, reason=result.selection), hanging=2, style=Style.FAINT)
        if result.notice:
            self.screen.paragraph(f"{_MARKS[Severity.WARNING]} {result.notice}", hanging=2, style=Style.WARNING)
        lines = Lines(result.text)
        shown = [finding for finding in result.findings if self.baselined or not finding.baseline]
        for finding in shown:
            self.screen.line()
            self.finding(result.path, finding, lines)
        if shown:
            self.screen.line()
        self._assessment(result)
        self.screen.line()

    def _origin(self, result: FileResult) -> str:
        parts = [self.say(_PACK, pack=result.pack)] if result.pack else []
        if result.report_year is not None:
            parts.append(self.say(_YEAR, year=result.report_year))
        if result.encoding and not result.encoding.lower().startswith(("utf-8", "utf8")):
            parts.append(self.say(_ENCODING, encoding=result.encoding.upper()))
        return " · ".join(parts)

    def _assessment(self, result: FileResult) -> None:
        assessment = result.assessment
        counts = {
            "passed": len(assessment.passed),
            "found": len(assessment.found),
            "unassessed": len(assessment.not_assessed),
        }
        self.screen.paragraph(self.say(_ASSESSED, **counts), style="" if result.findings else Style.GOOD)
        if self.verbose:
            for item in assessment.not_assessed:
                text = self.say(_UNASSESSED, rule=item.rule, reason=item.reason)
                self.screen.paragraph(text, 2, 2, Style.FAINT)

    # ------------------------------------------------------------ a finding

    def finding(self, path: str, finding: Finding, lines: Lines) -> None:
        style = _STYLES[finding.severity] if finding.counts else Style.FAINT
        heading = self.say(_HEADING, title=finding.title, rule=finding.rule)
        mark = f"{_MARKS[finding.severity]} {self.say(_LEVELS[finding.severity])}"
        self.screen.paragraph(f"{mark} {heading}", hanging=2, style=style)
        self._place(path, finding)
        if finding.span is not None:
            self._source(finding.span, lines, style)
        self.screen.paragraph(finding.message, 2)
        if finding.evidence is not None:
            self._evidence(finding.evidence)
        for related in self._untold(finding):
            message = related.message + self._at(related.span)
            self.screen.paragraph(self.say(_RELATED, message=message), 2, 2)
        if finding.fix is not None:
            self.screen.paragraph(self.say(_FIX, message=finding.fix.message), 2, 2)
        if finding.waived is not None:
            self.screen.paragraph(self.say(_WAIVED, reason=finding.waived), 2, 2)
        elif finding.baseline:
            self.screen.paragraph(self.say(_BASELINED), 2, 2)
        if finding.basis:
            self.screen.paragraph(self.say(_BASIS, basis=finding.basis), 2, 2, Style.FAINT)

    def _untold(self, finding: Finding) -> list[Related]:
        """Return the related places that the evidence does not show anyway."""
        told = {value.span for value in finding.evidence.values} if finding.evidence else set()
        return [related for related in finding.related if related.span is None or related.span not in told]

    def _place(self, path: str, finding: Finding) -> None:
        """Print `path:line:col` unbroken, so that a terminal can make it a link, and the location in the original."""
        place = visible(path)
        if finding.span is not None:
            place += f":{finding.span.start.line}:{finding.span.start.column}"
        self.screen.line("  " + place)
        if finding.location:
            self.screen.paragraph(finding.location, 2, 2)

    def _source(self, span: Range, lines: Lines, style: str) -> None:
        start, end = span
        line = lines.content(start.line)
        last = end.line - 1 if end.column == 1 and end.line > start.line else end.line
        stop = end.column - 1 if last == start.line == end.line else len(line)
        number = str(start.line)
        gutter = len(number) + 5  # two spaces before, " │ " behind
        shown, before, marked = clip(line, start.column - 1, stop, self.screen.width - gutter)
        bar = self.screen.paint("│", Style.FAINT)
        self.screen.line(f"  {self.screen.paint(number, Style.FAINT)} {bar} {shown}".rstrip())
        carets = self.screen.paint("^" * marked, style)
        self.screen.line(f"  {' ' * len(number)} {bar} {' ' * before}{carets}")
        if last > start.line:
            spread = self.say(_SPREAD, count=last - start.line + 1)
            self.screen.line(f"  {' ' * len(number)} {bar} {self.screen.paint(spread, Style.FAINT)}")

    # ------------------------------------------------------------ evidence

    def _evidence(self, evidence: ReportedEvidence) -> None:
        split = sides(evidence)
        if split is not None:  # both sides spelled out are the formula
            self.screen.paragraph(self.say(_LEFT, total=evidence.left, terms=self._sum(split.left)), 2, 2)
            self.screen.paragraph(self.say(_RIGHT, total=evidence.right, terms=self._sum(split.right)), 2, 2)
        else:
            if evidence.formula and len(evidence.formula) <= _LONG_FORMULA:
                self.screen.paragraph(self.say(_FORMULA, formula=evidence.formula.replace("==", "=")), 2, 2)
            if evidence.left or evidence.right:
                self.screen.paragraph(self.say(_COMPARED, left=evidence.left, right=evidence.right), 2, 2)
            if evidence.values:
                listed = ("、" if self.language == "zh" else ", ").join(map(self._term, evidence.values))
                self.screen.paragraph(self.say(_VALUES, values=listed), 2, 2)
        for suspect in evidence.suspects:
            sentence = _SUSPECT_ONLY if suspect.expected is None else _SUSPECT
            values = {"label": suspect.label, "value": suspect.value, "expected": suspect.expected}
            self.screen.paragraph(self.say(sentence, reason=suspect.reason, **values), 2, 2)

    def _sum(self, values: Sequence[ReportedValue]) -> str:
        """Spell out a sum; a single value is named without repeating its number."""
        if len(values) == 1:
            return values[0].label + self._at(values[0].span)
        shown = [item for item in values if len(values) <= _FEW_TERMS or item.value.strip("0.")]
        left_out = self.say(_ZEROS, count=len(values) - len(shown)) if len(shown) < len(values) else ""
        shown = shown or list(values[:1])
        places = {item.span.start.line if item.span else 0 for item in shown}
        if len(shown) > 1 and len(places) == 1 and 0 not in places:
            terms = " + ".join(f"{item.label} {item.value}" for item in shown)
            return terms + left_out + self.say(_ALL_AT, line=places.pop())
        return " + ".join(map(self._term, shown)) + left_out

    def _term(self, item: ReportedValue) -> str:
        return f"{item.label} {item.value}{self._at(item.span)}"

    def _at(self, span: Range | None) -> str:
        return "" if span is None else self.say(_AT_LINE, line=span.start.line)

    # ------------------------------------------------------------ all drafts

    def totals(self, totals: Counter[str]) -> None:
        levels = {level.value: totals[level.value] for level in Severity}
        text = self.say(_TOTAL, files=totals["files"], **levels)
        if totals["waived"]:
            text += self.say(_TOTAL_WAIVED, count=totals["waived"])
        if totals["baseline"]:
            text += self.say(_TOTAL_BASELINE, count=totals["baseline"])
        if totals["failures"]:
            text += self.say(_TOTAL_FAILURES, count=totals["failures"])
        self.screen.paragraph(text, style=Style.STRONG)
        if totals["error"] + totals["warning"] + totals["info"]:
            self.screen.paragraph(self.say(_HINT), style=Style.FAINT)
        if totals["unassessed"] and not self.verbose:
            self.screen.paragraph(self.say(_VERBOSE_HINT, count=totals["unassessed"]), style=Style.FAINT)
