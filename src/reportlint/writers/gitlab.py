"""GitLab's code quality report: what a merge request shows as new and resolved. Accepted findings stay out.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format (a subset of Code Climate's).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reportlint.digests import name_of
from reportlint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from reportlint.finding import FileResult
    from reportlint.writers import Options

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:  # noqa: ARG001 - the Writer contract
    """Write one array; equal findings of two drafts have two fingerprints."""
    json.dump([entry for result in results for entry in _entries(result)], out, ensure_ascii=False, indent=1)
    out.write("\n")


def _entries(result: FileResult) -> Iterator[dict[str, Any]]:
    path = result.path.replace("\\", "/").removeprefix("./")
    if result.failure is not None:
        yield _entry("reportlint", result.failure, "blocker", name_of(f"{path}\0{result.failure}", 32), path, 1, 1)
    for finding in result.findings:
        if finding.counts:
            begin, end = (finding.span.start.line, finding.span.end.line) if finding.span else (1, 1)
            fingerprint = name_of(f"{path}\0{finding.fingerprint}", 32)
            text = f"{finding.title}：{finding.message}"
            yield _entry(finding.rule, text, _SEVERITIES[finding.severity], fingerprint, path, begin, end)


def _entry(rule: str, text: str, severity: str, fingerprint: str, path: str, begin: int, end: int) -> dict[str, Any]:
    return {
        "description": text,
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
