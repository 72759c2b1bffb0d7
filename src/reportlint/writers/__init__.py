"""Formats that results are written in: one module each, named as the user names it.

A writer decides nothing: it does not filter, sort or judge. What to report and the exit status are settled elsewhere.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from reportlint.finding import FileResult


class Options(Struct, frozen=True):
    """How a writer presents results; formats for machines heed none of it.

    width is in terminal cells; verbose counts the `-v`s; baselined: whether what is in the baseline is shown to people.
    """

    language: str = "zh"
    color: bool = False
    width: int = 100
    verbose: int = 0
    baselined: bool = False


class Writer(Protocol):
    """A module of this folder."""

    def write(self, results: Iterable[FileResult], out: TextIO, options: Options) -> None:
        """Write the results in the order given; consumes each once, so that they can come from a running check."""


def names() -> list[str]:
    """Return the names of all formats."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


def find(name: str) -> Writer:
    """Import one writer; the name must be one of `names()`."""
    return cast("Writer", import_module(f"{__name__}.{name}"))
