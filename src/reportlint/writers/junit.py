"""JUnit XML: one suite a draft, one case a rule. Errors are failures, rules not assessed are skipped.

Warnings, hints and what is accepted stand in `system-out`: they do not fail a build. A draft that could not be checked
is a case with an error. Format: the XML schema of the Jenkins xUnit plugin (`junit-10.xsd`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reportlint.finding import Sentence, Severity
from reportlint.writers._xml import HEAD, attributes, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from reportlint.finding import FileResult, Finding
    from reportlint.writers import Options

_READING = Sentence("读取草稿", "reading the draft")
_WAIVED = Sentence("已豁免：{reason}", "waived: {reason}")
_BASELINE = Sentence("在基线中", "in the baseline")


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:
    """Write one document."""
    out.write(HEAD + '<testsuites name="reportlint">\n')
    for result in results:
        cases = list(_cases(result, options.language))
        counts = {
            "tests": len(cases),
            "failures": sum("<failure" in case for case in cases),
            "errors": sum("<error" in case for case in cases),
            "skipped": sum("<skipped" in case for case in cases),
        }
        out.write(f"<testsuite{attributes(name=result.path, **counts)}>\n")
        out.writelines(cases)
        out.write("</testsuite>\n")
    out.write("</testsuites>\n")


def _cases(result: FileResult, language: str) -> Iterator[str]:
    if result.failure is not None:
        name = _READING().text(language)
        inner = f"<error{attributes(message=result.failure, type='failure')}/>"
        yield _case(result.path, name, inner)
        return
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        findings[finding.rule].append(finding)
    for rule, found in findings.items():
        yield _case(result.path, rule, "".join(_outcome(found, language)))
    for rule in result.assessment.passed:
        yield _case(result.path, rule, "")
    for item in result.assessment.not_assessed:
        if item.rule not in findings:
            yield _case(result.path, item.rule, f"<skipped{attributes(message=item.reason)}/>")


def _outcome(found: list[Finding], language: str) -> Iterator[str]:
    errors = [one for one in found if one.counts and one.severity is Severity.ERROR]
    others = [one for one in found if one not in errors]
    if errors:
        said = "\n".join(_line(one, language) for one in errors)
        yield f"<failure{attributes(message=errors[0].title, type=errors[0].severity.value)}>{text(said)}</failure>"
    if others:
        yield f"<system-out>{text(chr(10).join(_line(one, language) for one in others))}</system-out>"


def _line(finding: Finding, language: str) -> str:
    place = f"{finding.span.start.line}:{finding.span.start.column}: " if finding.span else ""
    accepted = _BASELINE().text(language) if finding.baseline else ""
    if finding.waived is not None:
        accepted = _WAIVED(reason=finding.waived).text(language)
    return f"{place}{finding.severity}: {finding.message}" + (f" [{accepted}]" if accepted else "")


def _case(path: str, name: str, inner: str) -> str:
    return f"<testcase{attributes(classname=path, name=name, time='0')}>{inner}</testcase>\n"
