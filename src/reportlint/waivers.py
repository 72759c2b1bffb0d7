"""Recorded decisions to accept a finding: `reportlint-waivers.yaml`, each with its reason.

    waivers:
      - rule: annual-report-2021/requests-balance
        draft: drafts/2023/*.docx
        quote: 上年结转政府信息公开申请数量
        reason: 上年有3件经法院判决重新办理，已在正文说明
        until: 2025-12-31

A waiver holds for the findings of a rule in the drafts that `draft` matches and whose line or message has the words of
`quote`. One that is past its day holds no longer; one that nothing needs is reported, so that the file stays short.
"""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from reportlint.errors import Fault, PackError
from reportlint.finding import Sentence
from reportlint.positions import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reportlint.finding import FileResult, Finding, Message
    from reportlint.packs.yaml import Node

NAME: Final = "reportlint-waivers.yaml"

UNUSED: Final = Sentence(
    "{file}:{line}: 这条豁免没有用上（{rule}），可以删去",
    "{file}:{line}: this waiver is not needed ({rule}), it can go",
)
EXPIRED: Final = Sentence(
    "{file}:{line}: 这条豁免已于 {until} 到期（{rule}），不再有效",
    "{file}:{line}: this waiver expired on {until} ({rule}) and holds no longer",
)


class Waiver(Struct, frozen=True, forbid_unknown_fields=True):
    """One decision. rule: full name or id. draft: a pattern as in `.gitignore`, from the folder of the file.

    quote: words of the line or of the message; "" for any. reason: why it is accepted. until: the last day on which it
    holds, `2025-12-31`; "" for ever.
    """

    rule: str
    draft: str
    reason: str
    quote: str = ""
    until: str = ""


class Waivers(Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says."""

    waivers: tuple[Waiver, ...] = ()


class Register:
    """The waivers of one file, and which of them were of use."""

    def __init__(self, file: Path, waivers: Sequence[Waiver], lines: Sequence[int], today: date | None = None) -> None:
        from pathspec import GitIgnoreSpec

        self._file = file
        self._lines = lines
        self._waivers = waivers
        self._today = today or date.today()
        self._patterns: list[Any] = [GitIgnoreSpec.from_lines([waiver.draft]) for waiver in waivers]
        self._seen = [False] * len(waivers)  # whether any draft that it is for was checked
        self._used = [False] * len(waivers)

    def applied(self, result: FileResult) -> FileResult:
        """Return a result with the findings that are accepted marked so."""
        relative = os.path.relpath(os.path.abspath(result.path), self._file.parent).replace(os.sep, "/")  # noqa: PTH100
        here = [number for number, patterns in enumerate(self._patterns) if patterns.match_file(relative)]
        for number in here:
            self._seen[number] |= result.failure is None
        if not here or not result.findings:
            return result
        lines = Lines(result.text)
        return replace(result, findings=tuple(self._waived(finding, here, lines) for finding in result.findings))

    def remarks(self) -> Iterator[Message]:
        """Yield what is to be said of waivers that are past their day, or that no draft checked needed."""
        for number, waiver in enumerate(self._waivers):
            values = {"file": os.path.relpath(self._file), "line": self._lines[number], "rule": waiver.rule}
            if self._expired(waiver):
                if self._seen[number]:
                    yield EXPIRED(until=waiver.until, **values)
            elif self._seen[number] and not self._used[number]:
                yield UNUSED(**values)

    def _waived(self, finding: Finding, here: Sequence[int], lines: Lines) -> Finding:
        for number in here:
            waiver = self._waivers[number]
            if waiver.rule not in (finding.rule, finding.rule.partition("/")[2]) or self._expired(waiver):
                continue
            if not waiver.quote or _plain(waiver.quote) in _plain(f"{_line(finding, lines)}\n{finding.message}"):
                self._used[number] = True
                return replace(finding, waived=waiver.reason)
        return finding

    def _expired(self, waiver: Waiver) -> bool:
        return bool(waiver.until) and date.fromisoformat(waiver.until) < self._today


def load(file: Path, today: date | None = None, text: str | None = None) -> Register:
    """Read a file of waivers; raises PackError with all its faults. text: what stands in it instead of what is on disk."""
    from reportlint.packs import yaml
    from reportlint.packs.folders import shown
    from reportlint.packs.reading import Reader, Scope

    node, faults = yaml.read(file, shown(file)) if text is None else yaml.parse(text, shown(file))
    if node is None:
        if [fault.message for fault in faults] == ["文件没有内容"]:
            return Register(file, (), (), today)
        raise PackError(faults)
    reader = Reader()
    read = reader.struct(node, Waivers, Scope(""))
    faults += reader.faults
    items = node.mapping.get("waivers", node).items
    for item in items:
        faults += _misfits(item)
    if faults or read is None:
        raise PackError(faults)
    return Register(file, read.waivers, [item.line for item in items], today)


def entry(waiver: Waiver) -> str:
    """Return a waiver as an item of the list in the file."""
    from json import dumps

    lines = [f"{name}: {dumps(value, ensure_ascii=False)}" for name, value in _named(waiver) if value]
    return "  - " + "\n    ".join(lines) + "\n"


def added(text: str, waiver: Waiver, heading: str = "") -> str:
    """Return the text of a file of waivers with one more. heading: what a new file begins with."""
    if not text.strip():
        text = f"{heading}waivers:\n"
    return text.rstrip("\n") + "\n" + entry(waiver)


def _named(waiver: Waiver) -> Iterator[tuple[str, str]]:
    for name in ("rule", "draft", "quote", "reason", "until"):
        yield name, getattr(waiver, name)


def _misfits(item: Node) -> Iterator[Fault]:
    until = item.mapping.get("until")
    if until is not None and until.text:
        try:
            date.fromisoformat(until.text)
        except ValueError:
            yield until.fault(f"日期“{until.text}”应写成 2025-12-31 的样子")


def _line(finding: Finding, lines: Lines) -> str:
    return lines.content(finding.span.start.line) if finding.span and lines.text else finding.excerpt


def _plain(text: str) -> str:
    return "".join(text.split())
