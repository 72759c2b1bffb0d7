"""Regular expressions compiled once and kept between runs.

Compiling a hundred expressions costs more than checking a draft with them. An `Expression` is compiled when it is first
used; `dump` hands out everything compiled in this process, and `restore` takes it back in the next one. Where that is
kept is not decided here. What is restored can only ever be an expression: nothing else is unpickled.

Two engines: `re` for the tool's own expressions, because it is two to four times as fast, and `regex` for what packs
write, because it can be given a time limit, and for what `re` lacks.
"""

from __future__ import annotations

import io
import pickle
import re
import sys
from array import array
from re import Match
from typing import TYPE_CHECKING, Any

import msgspec
import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["IGNORECASE", "MULTILINE", "VERBOSE", "Expression", "Match", "compiled", "dump", "fault", "restore"]

MULTILINE = int(re.MULTILINE)
VERBOSE = int(re.VERBOSE)
IGNORECASE = int(re.IGNORECASE)

_STAMP = f"{regex.__version__} {sys.version} {sys.byteorder}"
_kept: dict[str, bytes] = {}  # what packs wrote, compiled in an earlier process, still pickled
_used: dict[str, regex.Pattern[str]] = {}  # compiled or restored in this one
_codes: dict[str, _Code] = {}  # our own, as `re` compiles them
_grown: list[str] = []  # compiled in this one


class Expression:
    """One of the tool's own regular expressions, with the methods of a compiled one."""

    __slots__ = ("_compiled", "flags", "source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    @property
    def compiled(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        if self._compiled is None:
            self._compiled = _own(self.source, self.flags)
        return self._compiled

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match[str] | None:
        """Match at `start`."""
        return (self._compiled or self.compiled).match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match[str] | None:
        """Match all of `text[start:end]`."""
        return (self._compiled or self.compiled).fullmatch(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match[str] | None:
        """Return the first match."""
        return (self._compiled or self.compiled).search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Match[str]]:
        """Yield the matches in order."""
        return (self._compiled or self.compiled).finditer(text, start, end)

    def findall(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[Any]:
        """Return what `re.findall` does."""
        return (self._compiled or self.compiled).findall(text, start, end)

    def sub(self, replacement: Any, text: str, count: int = 0) -> str:
        """Replace the matches by a template or by what a function returns."""
        return (self._compiled or self.compiled).sub(replacement, text, count)

    def split(self, text: str) -> list[str]:
        """Split a text at the matches."""
        return (self._compiled or self.compiled).split(text)


def compiled(source: str, flags: int = 0) -> regex.Pattern[str]:
    """Return what a pack wrote compiled by `regex`, from an earlier process where one is restored."""
    key = f"{flags} {source}"
    found = _used.get(key)
    if found is None:
        found = _unpickled(_kept.pop(key, None))
        if found is None:
            found = regex.compile(source, flags, cache_pattern=False)
            _grown.append(key)
        _used[key] = found
    return found


def _own(source: str, flags: int) -> re.Pattern[str]:
    """Return one of the tool's own expressions compiled by `re`, from the code of an earlier process where there is one."""
    key = f"{flags} {source}"
    code = _codes.get(key)
    if code is None:
        try:
            code = _codes[key] = _code(source, flags)
        except (ImportError, AttributeError):  # another Python, with other insides
            return re.compile(source, flags)
        _grown.append(key)
    return _built(source, code) or re.compile(source, flags)


class _Code(msgspec.Struct, array_like=True):
    """What `re` makes of an expression. code: its machine words; names: of groups, by their numbers."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]


def _code(source: str, flags: int) -> _Code:
    """Compile an expression as `re.compile` does, up to the last step; `re` itself offers no way to keep the result."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    words = array("I", _compiler._code(parsed, flags))  # noqa: SLF001
    state = parsed.state
    return _Code(flags | state.flags, words.tobytes(), state.groups - 1, dict(state.groupdict))


def _built(source: str, code: _Code) -> re.Pattern[str] | None:
    """Do the last step; the code is verified by it. None where it is not accepted."""
    import _sre  # type: ignore[import-not-found]

    words = array("I", code.code)
    names: list[str | None] = [None] * (code.groups + 1)
    for name, number in code.names.items():
        names[number] = name
    try:
        found = _sre.compile(source, code.flags, words.tolist(), code.groups, code.names, tuple(names))
    except (RuntimeError, ValueError, IndexError, TypeError):
        return None
    return found if isinstance(found, re.Pattern) else None


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
    pickled = {**_kept, **{key: pickle.dumps(found, 4) for key, found in _used.items()}}
    return msgspec.msgpack.encode(_Store(_STAMP, pickled, _codes))


def restore(data: bytes) -> None:
    """Take back what `dump` returned; what another version dumped, or anything else, is ignored."""
    try:
        store = msgspec.msgpack.decode(data, type=_Store)
    except msgspec.MsgspecError:
        return
    if store.stamp == _STAMP:
        _kept.update(store.pickled)
        _codes.update(store.codes)


class _Store(msgspec.Struct, array_like=True):
    """What is kept between runs."""

    stamp: str
    pickled: dict[str, bytes]
    codes: dict[str, _Code]


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
