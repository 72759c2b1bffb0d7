"""reportlint: a linter for statutory government reports.

The names here are the public API; everything else may move between versions. Importing the package loads nothing:
each name is fetched from its module when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from os import PathLike

    from reportlint.engine import Linter, Settings
    from reportlint.finding import FileResult, Finding, Severity
    from reportlint.packs.schema import Pack

__version__ = "0.1.0"
__all__ = [
    "FileResult",
    "Finding",
    "Linter",
    "Settings",
    "Severity",
    "__version__",
    "check_file",
    "check_text",
    "load_pack",
]

_HOMES = {
    "Linter": "reportlint.engine",
    "Settings": "reportlint.engine",
    "FileResult": "reportlint.finding",
    "Finding": "reportlint.finding",
    "Severity": "reportlint.finding",
}


def check_text(text: str, settings: Settings | None = None, *, path: str = "draft.txt") -> FileResult:
    """Check one draft given as text; offsets in the result count the characters of `text`.

    path: what the result calls the draft. For many drafts make one `Linter`. Raises `PackError` or `UsageError` when
    the settings name what does not exist, `ReadError` when last year's report cannot be read.
    """
    from reportlint.engine import Linter

    mark = b"\xef\xbb\xbf"  # says UTF-8, so that nothing is guessed; a mark of the text's own stays part of it
    return Linter(settings).check(path, mark + text.encode("utf-8", "surrogatepass"))


def check_file(path: str | PathLike[str], settings: Settings | None = None) -> FileResult:
    """Check one file; one that cannot be read gives a result with a `failure`. Raises as `check_text`."""
    from pathlib import Path

    from reportlint.engine import Linter
    from reportlint.finding import FileResult

    linter = Linter(settings)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return FileResult(str(path), failure=error.strerror or str(error))
    return linter.check(str(path), data)


def load_pack(name_or_folder: str) -> Pack:
    """Return a pack by its name, or from a folder; raises `UsageError` or, with every fault of it, `PackError`."""
    from reportlint import checks, packs

    return packs.load(name_or_folder, checks=checks)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
