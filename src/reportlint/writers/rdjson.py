"""Reviewdog's diagnostic format, with fixes as suggestions. Accepted findings stay out.

Format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Its columns count bytes of UTF-8, not characters.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reportlint.finding import Severity
from reportlint.positions import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from reportlint.finding import FileResult, Finding
    from reportlint.positions import Position, Range
    from reportlint.writers import Options

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:  # noqa: ARG001 - the Writer contract
    """Write one document."""
    diagnostics = [one for result in results for one in _diagnostics(result)]
    document = {"source": {"name": "reportlint"}, "diagnostics": diagnostics}
    json.dump(document, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _diagnostics(result: FileResult) -> Iterator[dict[str, Any]]:
    if result.failure is not None:
        yield {"message": result.failure, "location": {"path": result.path}, "severity": "ERROR"}
    lines = Lines(result.text)
    for finding in result.findings:
        if finding.counts:
            yield _diagnostic(result.path, finding, lines)


def _diagnostic(path: str, finding: Finding, lines: Lines) -> dict[str, Any]:
    location: dict[str, Any] = {"path": path}
    if finding.span is not None:
        location["range"] = _range(finding.span, lines)
    diagnostic: dict[str, Any] = {
        "message": finding.message,
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.fix is not None and len(finding.fix.edits) == 1:  # each suggestion would be taken alone
        edit = finding.fix.edits[0]
        diagnostic["suggestions"] = [{"range": _range(edit.span, lines), "text": edit.replacement}]
    return diagnostic


def _range(span: Range, lines: Lines) -> dict[str, Any]:
    return {"start": _position(span.start, lines), "end": _position(span.end, lines)}


def _position(position: Position, lines: Lines) -> dict[str, int]:
    before = lines.content(position.line)[: position.column - 1]
    return {"line": position.line, "column": len(before.encode("utf-8", "replace")) + 1}
