"""One line a finding, `path:line:col: severity rule message`: for grep, editors and eyes that know the rules.

A finding about the whole draft stands at 1:1, so that every line parses alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from reportlint.finding import FileResult, Finding
    from reportlint.writers import Options


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:
    """Write one line for each finding, failure and notice."""
    for result in results:
        if result.failure is not None:
            out.write(visible(f"{result.path}: failure: {result.failure}") + "\n")
        if result.notice:
            out.write(visible(f"{result.path}: notice: {result.notice}") + "\n")
        for finding in result.findings:
            if finding.baseline and not options.baselined:
                continue
            out.write(visible(f"{_place(result.path, finding)}: {_text(finding)}") + "\n")


def _place(path: str, finding: Finding) -> str:
    line, column = (finding.span.start.line, finding.span.start.column) if finding.span else (1, 1)
    return f"{path}:{line}:{column}"


def _text(finding: Finding) -> str:
    accepted = " [baseline]" if finding.baseline else ""
    accepted = accepted if finding.waived is None else f" [waived: {finding.waived}]"
    return f"{finding.severity} {finding.rule} {finding.message}{accepted}"
