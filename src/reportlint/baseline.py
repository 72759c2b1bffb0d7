"""Findings that were there when a team began: `reportlint-baseline.json`. Only new ones fail.

Kept are the fingerprints of findings, draft by draft. A fingerprint is made of what a finding says and quotes, not of its
line, and equal ones are numbered: so findings are known again after lines have moved, and one more of the same is new.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from reportlint.errors import UsageError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reportlint.finding import FileResult

NAME: Final = "reportlint-baseline.json"
SCHEMA: Final = 1

_BROKEN: Final = Sentence(
    "基线文件 {file} 读不了（{reason}）；可用 reportlint baseline 重新生成",
    "the baseline {file} cannot be read ({reason}); make a new one with reportlint baseline",
)
_OTHER: Final = Sentence("不是基线文件，或版本不同", "it is no baseline, or one of another version")


class Baseline:
    """The findings known of each draft. drafts: by its name from the folder of the file, rule by fingerprint."""

    def __init__(self, file: Path, drafts: dict[str, dict[str, str]]) -> None:
        self._file = file
        self.drafts = drafts

    def applied(self, result: FileResult) -> FileResult:
        """Return a result with the findings that are known marked so; what is waived stays that alone."""
        known = self.drafts.get(self.name_of(result.path))
        if not known:
            return result
        return replace(
            result,
            findings=tuple(
                replace(finding, baseline=finding.waived is None and finding.fingerprint in known)
                for finding in result.findings
            ),
        )

    def name_of(self, path: str) -> str:
        """Return the name under which the findings of a draft are kept."""
        return os.path.relpath(os.path.abspath(path), self._file.parent).replace(os.sep, "/")  # noqa: PTH100

    def renewed(self, results: Iterable[FileResult], *, prune: bool = False) -> Baseline:
        """Return the baseline with the findings of some drafts instead of those it had.

        prune: keep only what is still found, and add nothing. Drafts that could not be read keep what they had; when
        pruning, drafts that are gone are dropped.
        """
        drafts = dict(self.drafts)
        for result in results:
            name = self.name_of(result.path)
            if result.failure is not None:
                continue
            found = {one.fingerprint: one.rule for one in result.findings if one.waived is None}
            if prune:
                found = {key: rule for key, rule in found.items() if key in drafts.get(name, {})}
            drafts.pop(name, None)
            if found:
                drafts[name] = found
        if prune:
            drafts = {name: found for name, found in drafts.items() if (self._file.parent / name).is_file()}
        return Baseline(self._file, drafts)

    @property
    def count(self) -> int:
        """Return how many findings are kept."""
        return sum(map(len, self.drafts.values()))

    def text(self) -> str:
        """Return the file: sorted, so that versions of it can be compared."""
        drafts = {
            name: [{"rule": rule, "fingerprint": key} for key, rule in sorted(found.items(), key=lambda one: one[::-1])]
            for name, found in sorted(self.drafts.items())
        }
        return json.dumps({"schema": SCHEMA, "drafts": drafts}, ensure_ascii=False, indent=1) + "\n"


def load(file: Path) -> Baseline:
    """Read a baseline; raises UsageError when it cannot be read or is none."""
    try:
        data: Any = json.loads(file.read_text("utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError(_OTHER().text())
        drafts = {
            str(name): {str(one["fingerprint"]): str(one["rule"]) for one in found}
            for name, found in data["drafts"].items()
        }
    except OSError as error:
        raise UsageError(_BROKEN(file=file, reason=error.strerror)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(_BROKEN(file=file, reason=_OTHER())) from error
    return Baseline(file, drafts)
