"""SARIF 2.1.0, for code scanning services and archives. Columns count code points.

Standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Waivers and the baseline are suppressions with their
justification; drafts that could not be checked are notifications of the invocation, which then was not successful.
For Word, Excel and PDF the lines are those of the extracted text; where a reader finds the place is in the message.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from reportlint import __version__
from reportlint.finding import Sentence, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from reportlint.finding import FileResult, Finding, ReportedFix
    from reportlint.positions import Range
    from reportlint.writers import Options

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_BASELINE: Final = Sentence("建立基线时已有", "it was there when the baseline was taken")


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:
    """Write one log with one run."""
    rules: dict[str, dict[str, Any]] = {}
    numbers: dict[str, int] = {}
    found: list[dict[str, Any]] = []
    notifications: list[dict[str, Any]] = []
    for result in results:
        uri = _uri(result.path)
        for text, level in ((result.failure, "error"), (result.notice, "note")):
            if text:
                location = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
                notifications.append({"level": level, "message": {"text": text}, "locations": [location]})
        for finding in result.findings:
            if finding.rule not in rules:
                numbers[finding.rule] = len(rules)
                rules[finding.rule] = _rule(finding)
            found.append(_result(finding, uri, numbers[finding.rule], options.language))
    failed = any(one["level"] == "error" for one in notifications)
    run = {
        "tool": {"driver": {"name": "reportlint", "semanticVersion": __version__, "rules": list(rules.values())}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": notifications}],
        "results": found,
    }
    json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _rule(finding: Finding) -> dict[str, Any]:
    help_text = finding.title + (f"\n{finding.basis}" if finding.basis else "")
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.title},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {"check": finding.check, "basis": finding.basis},
    }


def _result(finding: Finding, uri: str, index: int, language: str) -> dict[str, Any]:
    where = f"（{finding.location}）" if finding.location else ""
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + where},
        "locations": [_location(uri, finding.span)],
        "partialFingerprints": {"reportlint/v1": finding.fingerprint},
    }
    related = [
        {**_location(uri, one.span), "message": {"text": one.message}, "id": number}
        for number, one in enumerate(finding.related, start=1)
    ]
    if related:
        result["relatedLocations"] = related
    if finding.fix is not None and finding.fix.edits:
        result["fixes"] = [_fix(finding.fix, uri)]
    if finding.waived is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.waived}]
    elif finding.baseline:
        reason = _BASELINE().text(language)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _location(uri: str, span: Range | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if span is not None:
        physical["region"] = _region(span)
    return {"physicalLocation": physical}


def _region(span: Range) -> dict[str, int]:
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
        "charOffset": span.start.offset,
        "charLength": span.end.offset - span.start.offset,
    }


def _fix(fix: ReportedFix, uri: str) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.replacement}} for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": uri}, "replacements": replacements}
    return {"description": {"text": fix.message}, "artifactChanges": [change]}


def _uri(path: str) -> str:
    """Return a path as a relative reference, or as a `file` URI when it is absolute."""
    pure = PurePath(path)
    try:
        encoded = quote(pure.as_posix().encode("utf-8", "surrogateescape"))  # the bytes of the name on disk
    except UnicodeEncodeError:  # no name on disk
        encoded = quote(pure.as_posix().encode("utf-8", "replace"))
    return f"file://{encoded}" if pure.is_absolute() else encoded
