"""Why a rule did, or did not, find something in a draft: the draft's pack, what the rule saw, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.finding import Sentence
from reportlint.terminal import Style

if TYPE_CHECKING:
    from reportlint.engine import FactRow, Trace
    from reportlint.terminal import Screen

_RULE = Sentence(
    "规则 {rule}（{title}），检查方法 {check}，级别 {severity}", "{rule} ({title}), check {check}, {severity}"
)
_PACK = Sentence("选用规则包：{reason}", "pack: {reason}")
_YEAR = Sentence("报告年度：{year}", "report year: {year}")
_ISSUER = Sentence("发布机关：{name}（{kind}）", "issuer: {name} ({kind})")
_BINDS = Sentence("这条规则只适用于：{what}", "this rule is for {what} only")
_PASSED = Sentence("结果：通过，没有发现问题", "result: passed, nothing found")
_FOUND = Sentence("结果：发现 {count} 处", "result: {count} found")
_NOT = Sentence("结果：未判定：{reason}", "result: not assessed: {reason}")
_OFF = Sentence(
    "设置里没有用这条规则（select、ignore、severity 或规则包）；以下是假如用它的结果",
    "the settings do not apply it (select, ignore, severity or the pack); this is how it would end",
)
_FACTS = Sentence("看到的数据（{count}）：", "data it may have seen ({count}):")
_NO_FACTS = Sentence("草稿里没有这条规则用的统计数据", "the draft has none of the statistics that the rule speaks of")
_PLACE = Sentence("第{line}行第{column}列", "line {line} column {column}")


def show(trace: Trace, screen: Screen, language: str) -> None:
    """Print one trace."""

    def say(sentence: Sentence, style: str = "", **values: object) -> None:
        screen.paragraph(sentence(**values).text(language), hanging=2, style=style)

    rule = trace.rule
    screen.paragraph(trace.path, style=Style.STRONG)
    say(_RULE, rule=rule.name, title=rule.title, check=rule.check, severity=rule.severity.value)
    say(_PACK, reason=trace.selection)
    say(_YEAR, year=trace.report_year or "？")
    say(_ISSUER, name=trace.issuer or "？", kind=trace.issuer_kind or "？")
    if rule.years or rule.issuers:
        say(_BINDS, what=" ".join(part for part in (rule.years, *rule.issuers) if part))
    if not trace.on:
        say(_OFF, Style.WARNING)
    if trace.findings:
        say(_FOUND, Style.ERROR, count=len(trace.findings))
        for finding in trace.findings:
            place = (
                _PLACE(line=finding.span.start.line, column=finding.span.start.column).text(language) + " "
                if finding.span
                else ""
            )
            screen.paragraph(place + finding.message, 2, 2)
    elif trace.assessment.not_assessed:
        say(_NOT, Style.WARNING, reason=trace.assessment.not_assessed[0].reason)
    else:
        say(_PASSED, Style.GOOD)
    if trace.facts:
        say(_FACTS, count=len(trace.facts))
        for fact in trace.facts:
            screen.paragraph(_fact(fact, language), 2, 2)
    elif rule.check in ("formula", "agreement", "carry_over"):
        say(_NO_FACTS)
    screen.line()


def _fact(fact: FactRow, language: str) -> str:
    place = _PLACE(line=fact.line, column=fact.column).text(language)
    scope = f" [{fact.scope}]" if fact.scope else ""
    return f"{fact.label} = {fact.value}{fact.unit}  {place}  {fact.origin}{scope}  {fact.indicator}"
