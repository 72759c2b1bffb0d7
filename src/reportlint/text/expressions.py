"""Regular expressions compiled once and kept between runs.

Compiling a hundred expressions costs more than checking a draft with them. An `Expression` is compiled when it is first
used; `dump` hands out everything compiled in this process, and `restore` takes it back in the next one. Where that is
kept is not decided here. What is restored can only ever be an expression: nothing else is unpickled.
"""

from __future__ import annotations

import io
import pickle
import sys
from typing import TYPE_CHECKING, Any

import msgspec
import regex
from regex import Match, Regex

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["IGNORECASE", "MULTILINE", "VERBOSE", "Expression", "Match", "Regex", "compiled", "dump", "fault", "restore"]

MULTILINE = int(regex.MULTILINE)
VERBOSE = int(regex.VERBOSE)
IGNORECASE = int(regex.IGNORECASE)

_STAMP = f"{regex.__version__} {sys.version} {sys.byteorder}"
_kept: dict[str, bytes] = {}  # expressions compiled in an earlier process, still pickled
_used: dict[str, regex.Pattern[str]] = {}  # compiled or restored in this one
_grown: list[str] = []  # compiled in this one


class Expression:
    """One of the tool's own regular expressions, with the methods of a compiled one."""

    __slots__ = ("_compiled", "flags", "source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags
        self._compiled: regex.Pattern[str] | None = None

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    @property
    def compiled(self) -> regex.Pattern[str]:
        """Return the compiled expression."""
        if self._compiled is None:
            self._compiled = compiled(self.source, self.flags)
        return self._compiled

    def match(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        """Match at `start`."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        """Match all of `text[start:end]`."""
        return self.compiled.fullmatch(text, start, end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        """Return the first match."""
        return self.compiled.search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match[str]]:
        """Yield the matches in order."""
        return self.compiled.finditer(text, start, end)

    def findall(self, text: str, start: int = 0, end: int | None = None) -> list[Any]:
        """Return what `re.findall` does."""
        return self.compiled.findall(text, start, end)

    def sub(self, replacement: Any, text: str, count: int = 0) -> str:
        """Replace the matches by a template or by what a function returns."""
        return self.compiled.sub(replacement, text, count)

    def split(self, text: str) -> list[str]:
        """Split a text at the matches."""
        return self.compiled.split(text)


def compiled(source: str, flags: int = 0) -> regex.Pattern[str]:
    """Return an expression compiled, from an earlier process where one is restored."""
    key = f"{flags} {source}"
    found = _used.get(key)
    if found is None:
        found = _unpickled(_kept.pop(key, None))
        if found is None:
            found = regex.compile(source, flags, cache_pattern=False)
            _grown.append(key)
        _used[key] = found
    return found


def fault(source: str) -> tuple[str, int] | None:
    """Return what keeps a regular expression from being compiled, and the offset; None when nothing does."""
    try:
        regex.compile(source)
    except regex.error as error:
        return str(error), getattr(error, "pos", None) or 0
    return None


def dump() -> bytes | None:
    """Return everything known, for `restore`; None when nothing was compiled since the last restore or dump."""
    if not _grown:
        return None
    _grown.clear()
    return msgspec.msgpack.encode((_STAMP, {**_kept, **{key: pickle.dumps(found, 4) for key, found in _used.items()}}))


def restore(data: bytes) -> None:
    """Take back what `dump` returned; what another version dumped, or anything else, is ignored."""
    try:
        stamp, kept = msgspec.msgpack.decode(data, type=tuple[str, dict[str, bytes]])
    except msgspec.MsgspecError:
        return
    if stamp == _STAMP:
        _kept.update(kept)


class _Unpickler(pickle.Unpickler):
    """Builds expressions and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return the function that builds a pickled expression; refuse everything else."""
        if (module, name) != ("regex._regex", "compile"):
            raise pickle.UnpicklingError(f"{module}.{name} is no expression")
        return super().find_class(module, name)


def _unpickled(data: bytes | None) -> regex.Pattern[str] | None:
    if data is None:
        return None
    try:
        found = _Unpickler(io.BytesIO(data)).load()
    except Exception:  # noqa: BLE001  (whatever a damaged cache holds, the expression is compiled anew)
        return None
    return found if isinstance(found, regex.Pattern) else None
