"""Errors that a user can cause; each says where, what, and what to do."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol


class Said(Protocol):
    """A sentence in both languages, as `reportlint.finding.Message` is."""

    def text(self, language: str = "zh") -> str:
        """Return the sentence in one language (`zh` or `en`)."""


class ReportlintError(Exception):
    """Base of everything a user can cause. The message is complete: print it as it is and exit 2.

    said: in both languages, or a text that is the same in both; `str(error)` is Chinese.
    """

    def __init__(self, said: Said | str) -> None:
        super().__init__(_in(said, "zh"))
        self.said = said

    def __reduce__(self) -> tuple[type[ReportlintError], tuple[Any, ...]]:
        return type(self), (self.said,)  # it may come from another process

    def text(self, language: str = "zh") -> str:
        """Return the message in one language (`zh` or `en`)."""
        return _in(self.said, language)


class UsageError(ReportlintError):
    """A wrong option, argument or name."""


class UnknownRuleError(UsageError):
    """The name of a rule that no pack has. name: as given."""

    def __init__(self, said: Said | str, name: str) -> None:
        super().__init__(said)
        self.name = name

    def __reduce__(self) -> tuple[type[UnknownRuleError], tuple[Said | str, str]]:
        return type(self), (self.said, self.name)


class ReadError(ReportlintError):
    """A draft that cannot be read: missing, empty, binary, undecodable, too large."""

    def __init__(self, path: str, said: Said | str) -> None:
        super().__init__(said)
        self.path = path

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, Said | str]]:
        return type(self), (self.path, self.said)

    def __str__(self) -> str:
        return self.text()

    @property
    def message(self) -> str:
        """Return what is wrong, in Chinese, without the path."""
        return self.reason()

    def text(self, language: str = "zh") -> str:
        """Return path and reason in one language."""
        return f"{self.path}: {self.reason(language)}"

    def reason(self, language: str = "zh") -> str:
        """Return what is wrong, without the path."""
        return _in(self.said, language)


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

    def __reduce__(self) -> tuple[type[PackError], tuple[list[Fault]]]:
        return type(self), (self.faults,)


def _in(said: Said | str, language: str) -> str:
    return said if isinstance(said, str) else said.text(language)
