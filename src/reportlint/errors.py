"""Errors that a user can cause; each says where, what, and what to do."""

from __future__ import annotations

from typing import NamedTuple


class ReportlintError(Exception):
    """Base of everything a user can cause. The message is complete: print it as it is and exit 2."""


class UsageError(ReportlintError):
    """A wrong option, argument or name."""


class ReadError(ReportlintError):
    """A draft that cannot be read: missing, empty, binary, undecodable, too large."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


class Fault(NamedTuple):
    """One problem of a pack file; lines and columns are 1-based."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class PackError(ReportlintError):
    """Every problem of one or more packs, reported together."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
