"""Checkstyle XML, which many review tools read: one `file` a draft, one `error` a finding. Accepted findings stay out.

Format: https://checkstyle.org/config.html (XMLLogger). A finding about the whole draft stands in line 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.writers._xml import HEAD, attributes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from reportlint.finding import FileResult
    from reportlint.writers import Options


def write(results: Iterable[FileResult], out: TextIO, options: Options) -> None:  # noqa: ARG001 - the Writer contract
    """Write one document."""
    out.write(HEAD + '<checkstyle version="8.0">\n')
    for result in results:
        out.write(f"<file{attributes(name=result.path)}>\n")
        if result.failure is not None:
            out.write(f"<error{attributes(line=1, severity='error', message=result.failure, source='reportlint')}/>\n")
        for finding in result.findings:
            if finding.counts:
                line, column = (finding.span.start.line, finding.span.start.column) if finding.span else (1, 1)
                values = attributes(
                    line=line,
                    column=column,
                    severity=finding.severity.value,
                    message=finding.message,
                    source=f"reportlint.{finding.rule}",
                )
                out.write(f"<error{values}/>\n")
        out.write("</file>\n")
    out.write("</checkstyle>\n")
