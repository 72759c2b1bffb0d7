"""A table for a merge request or a mail: one row a finding, what is accepted folded away below.

Nothing of a draft becomes markup: pipes, brackets, angle brackets and the like are escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reportlint.finding import Sentence, Severity
from reportlint.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from reportlint.finding import FileResult, Finding
    from reportlint.writers import Options

_MARKS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💡"}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~!&@])")

_TOTAL = Sentence(
    "**{files} 份草稿：错误 {error}，警告 {warning}，提示 {info}**",
    "**{files} draft(s): {error} error(s), {warning} warning(s), {info} info**",
)
_FAILURES = Sentence("，无法检查 {count} 份", ", {count} could not be checked")
_HEAD = Sentence("| | 位置 | 问题 | 依据 |", "| | place | finding | basis |")
_FAILURE = Sentence("无法检查：{reason}", "cannot be checked: {reason}")
_ACCEPTED = Sentence("已豁免或在基线中：{count}", "waived or in the baseline: {count}")
_BASELINE = Sentence("在基线中", "in the baseline")


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:
    """Write the totals, then the table of each draft that has findings or a failure."""
    results = list(results)
    language = options.language
    counts = Counter(one.severity.value for result in results for one in result.findings if one.counts)
    failures = sum(result.failure is not None for result in results)
    total = _TOTAL(files=len(results), **{level.value: counts[level.value] for level in Severity}).text(language)
    out.write(total + (_FAILURES(count=failures).text(language) if failures else "") + "\n")
    for result in results:
        if result.failure is not None:
            reason = _FAILURE(reason=result.failure).text(language)
            out.write(f"\n### {_escaped(result.path)}\n\n❌ {_escaped(reason)}\n")
            continue
        if result.notice:
            out.write(f"\n### {_escaped(result.path)}\n\n⚠️ {_escaped(result.notice)}\n")
        _table(result, out, language)


def _table(result: FileResult, out: TextIO, language: str) -> None:
    open_ones = [one for one in result.findings if one.counts]
    accepted = [one for one in result.findings if not one.counts]
    if open_ones and not result.notice:
        out.write(f"\n### {_escaped(result.path)}\n")
    if open_ones:
        out.write(f"\n{_HEAD().text(language)}\n|---|---|---|---|\n")
        out.writelines(_row(one, _MARKS[one.severity], "") for one in open_ones)
    if accepted:
        _folded(accepted, out, language)


def _folded(accepted: Sequence[Finding], out: TextIO, language: str) -> None:
    out.write(f"\n<details><summary>{_ACCEPTED(count=len(accepted)).text(language)}</summary>\n\n")
    out.write(f"{_HEAD().text(language)}\n|---|---|---|---|\n")
    for one in accepted:
        out.write(_row(one, "☑", one.waived if one.waived is not None else _BASELINE().text(language)))
    out.write("\n</details>\n")


def _row(finding: Finding, mark: str, reason: str) -> str:
    place = f"{finding.span.start.line}:{finding.span.start.column}" if finding.span else ""
    place = " ".join(part for part in (place, finding.location) if part)
    text = f"**{_escaped(finding.title)}** {_escaped(finding.message)}<br>{_escaped(finding.rule)}"
    if reason:
        text += f"<br>{_escaped(reason)}"
    return f"| {mark} | {_escaped(place)} | {text} | {_escaped(finding.basis)} |\n"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", visible(text)).replace("\n", " ")
