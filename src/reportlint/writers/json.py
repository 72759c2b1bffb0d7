"""The JSON contract, schema 1: everything known about every draft, for programs.

Keys come in a fixed order and never change their meaning within a schema number; new keys may be added. The text of
the draft is not repeated, only an excerpt at each finding.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from reportlint import __version__
from reportlint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from reportlint.finding import Assessment, FileResult, Finding, ReportedEvidence, ReportedFix
    from reportlint.positions import Position, Range
    from reportlint.writers import Options

SCHEMA = 1
POSITIONS = "unicode code points, 1-based lines and columns, end exclusive"


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:  # noqa: ARG001 - the Writer contract
    """Write one JSON document; characters that UTF-8 cannot hold are left to the stream (`backslashreplace`)."""
    results = list(results)
    document = {
        "schema": SCHEMA,
        "tool": {"name": "reportlint", "version": __version__},
        "positions": POSITIONS,
        "files": [_file(result) for result in results],
        "summary": _summary(results),
    }
    json.dump(document, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _summary(results: list[FileResult]) -> dict[str, int]:
    """Count drafts, failures and findings by severity; what is waived or in the baseline is not counted."""
    counts = Counter(finding.severity for result in results for finding in result.findings if finding.counts)
    failures = sum(result.failure is not None for result in results)
    return {"files": len(results), "failures": failures, **{level.value: counts[level] for level in Severity}}


def _file(result: FileResult) -> dict[str, Any]:
    return {
        "path": result.path,
        "format": result.format,
        "encoding": result.encoding,
        "pack": result.pack,
        "report_year": result.report_year,
        "notice": result.notice or None,
        "failure": result.failure,
        "findings": [_finding(finding) for finding in result.findings],
        "assessed": _assessed(result.assessment),
    }


def _assessed(assessment: Assessment) -> dict[str, Any]:
    return {
        "passed": len(assessment.passed),
        "found": len(assessment.found),
        "not_assessed": [{"rule": item.rule, "reason": item.reason} for item in assessment.not_assessed],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "check": finding.check,
        "severity": finding.severity.value,
        "title": finding.title,
        "message": finding.message,
        "span": _range(finding.span),
        "location": finding.location,
        "excerpt": finding.excerpt,
        "related": [{"message": item.message, "span": _range(item.span)} for item in finding.related],
        "evidence": _evidence(finding.evidence),
        "fix": _fix(finding.fix),
        "basis": finding.basis,
        "fingerprint": finding.fingerprint,
        "waived": finding.waived,
        "baseline": finding.baseline,
    }


def _evidence(evidence: ReportedEvidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {
        "left": evidence.left,
        "right": evidence.right,
        "formula": evidence.formula,
        "values": [
            {"indicator": item.indicator, "value": item.value, "span": _range(item.span)} for item in evidence.values
        ],
        "suspects": [
            {"indicator": item.indicator, "value": item.value, "expected": item.expected, "reason": item.reason}
            for item in evidence.suspects
        ],
    }


def _fix(fix: ReportedFix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [{"span": _range(edit.span), "replacement": edit.replacement} for edit in fix.edits]
    return {"message": fix.message, "safe": fix.safe, "edits": edits}


def _range(span: Range | None) -> dict[str, dict[str, int]] | None:
    return None if span is None else {"start": _position(span.start), "end": _position(span.end)}


def _position(position: Position) -> dict[str, int]:
    return {"offset": position.offset, "line": position.line, "column": position.column}
