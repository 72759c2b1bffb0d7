"""Workflow commands of GitHub Actions, which become annotations on the changed lines of a pull request.

Syntax and escaping: https://docs.github.com/actions/reference/workflow-commands-for-github-actions and
actions/toolkit `command.ts`. Columns are left out when a span covers several lines, as the runner refuses them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.finding import Severity
from reportlint.terminal import visible, visible_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from reportlint.finding import FileResult, Finding
    from reportlint.writers import Options

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:  # noqa: ARG001 - the Writer contract
    """Write one workflow command for each finding, failure and notice."""
    for result in results:
        if result.failure is not None:
            out.write(_command("error", {"file": result.path, "title": "reportlint"}, result.failure))
        if result.notice:
            out.write(_command("notice", {"file": result.path, "title": "reportlint"}, result.notice))
        for finding in result.findings:
            if finding.baseline:
                continue
            waived = "" if finding.waived is None else f" [waived: {finding.waived}]"
            command = _COMMANDS[finding.severity]
            out.write(_command(command, _properties(result.path, finding), finding.message + waived))


def _properties(path: str, finding: Finding) -> dict[str, object]:
    properties: dict[str, object] = {"file": path}
    if finding.span is not None:
        start, end = finding.span
        properties |= {"line": start.line, "endLine": end.line}
        if start.line == end.line:
            properties |= {"col": start.column, "endColumn": end.column}
    return properties | {"title": f"{finding.title} ({finding.rule})"}


def _command(name: str, properties: dict[str, object], message: str) -> str:
    listed = ",".join(f"{key}={_escape_property(visible(str(value)))}" for key, value in properties.items())
    text = _escape("\n".join(visible_lines(message)))
    return f"::{name} {listed}::{text}\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
