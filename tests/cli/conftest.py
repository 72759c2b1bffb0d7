"""A command line run in this process, with a stand-in linter whose answers a test chooses."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
from msgspec import Struct

from reportlint import batch, cli, readers
from reportlint.errors import ReadError, UsageError
from reportlint.finding import Assessment, FileResult, Finding, Severity
from reportlint.positions import Lines, SourceSpan


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def command(*arguments: str) -> Outcome:
        status = cli.main(list(arguments))
        return Outcome(status, *capsys.readouterr())

    return command


@dataclass(frozen=True)
class _Settings:
    pack: str = "auto"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: str = "zh"
    previous: str = ""
    issuer: str = ""
    packs: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    deadlines: tuple[tuple[str, str], ...] = ()


class _FactRow(Struct, frozen=True):
    path: str
    label: str
    value: str
    excerpt: str


@dataclass
class StandIn:
    """Finds "错" as an error, "疑" as a warning, "注" as an info; a draft with a NUL byte is unreadable."""

    settings: list[_Settings] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)

    def linter(self, settings: _Settings):
        if settings.pack == "unknown":
            raise UsageError("没有规则包 unknown")
        self.settings.append(settings)
        return self

    def check(self, path: str, data: bytes) -> FileResult:
        self.checked.append(path)
        if b"\0" in data:
            return FileResult(path, failure="二进制文件")
        text = data.decode()
        lines = Lines(text)
        marks = {"错": Severity.ERROR, "疑": Severity.WARNING, "注": Severity.INFO}
        findings = [
            Finding(f"sample/{mark}", "pattern", severity, f"有{mark}字", f"这里有“{mark}”。",
                    lines.range(SourceSpan(text.index(mark), text.index(mark) + 1)), "", mark,
                    waived="允许" if "豁免" in text else None)
            for mark, severity in marks.items() if mark in text
        ]  # fmt: skip
        return FileResult(path, "text", "utf-8", "sample", "", 2099, None, tuple(findings), Assessment(("p",)), text)

    def facts(self, path: str, data: bytes) -> list[_FactRow]:
        if b"\0" in data:
            raise ReadError(path, "二进制文件")
        return [
            _FactRow(path, "=1+1", "-3", "+36"),
            _FactRow(path, "＠宏", "1～2", "-收到\n3 件"),
            _FactRow(path, "新收", "97.25%", 'a"b'),
        ]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    stand_in = StandIn()
    module = ModuleType("reportlint.engine")
    module.Settings, module.Linter, module.FactRow = _Settings, stand_in.linter, _FactRow
    monkeypatch.setitem(sys.modules, "reportlint.engine", module)
    monkeypatch.setattr(batch, "_kept", lambda entry: None)
    monkeypatch.setattr(batch, "_keep", lambda entry, result: None)
    return stand_in


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with one draft of each kind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(readers, "suffixes", lambda: {".txt"}, raising=False)
    for name in ("错", "疑", "注", "净"):
        Path(f"{name}.txt").write_text(f"第一行\n这里{name}了\n", encoding="utf-8")
    Path("免.txt").write_text("豁免：错\n", encoding="utf-8")
    Path("坏.txt").write_bytes(b"\0\0")
    return tmp_path


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch):
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give
