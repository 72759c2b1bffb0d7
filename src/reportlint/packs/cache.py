"""Compiled packs kept between runs, as msgpack; whatever is wrong with an entry, it is rebuilt.

An entry is good as long as the content of every YAML file it was made from, the tool's version and the sources that
decide what a pack may say are the same. Nothing here can fail: a cache that cannot be read or written is no cache.
"""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from reportlint import __version__
from reportlint.cache import home, read, write
from reportlint.digests import blake2b, name_of
from reportlint.packs import folders
from reportlint.packs.schema import Pack  # noqa: TC001  (msgspec reads the annotation at run time)
from reportlint.text.patterns import decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SOURCES = ("packs/*.py", "checks/*.py", "text/*.py", "draft/forms.py")


class _Stored(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry: the folders it was made from, the digest of their files, the pack."""

    folders: tuple[str, ...]
    digest: bytes
    pack: Pack


def get(folder: Path, checks: Sequence[str]) -> Pack | None:
    """Return the compiled pack of a folder; None when there is none or anything has changed."""
    try:
        stored = decode(read(_file(folder, checks)), _Stored)
        made_from = tuple(map(Path, stored.folders))
        if made_from[-1] == folder and _bases_are(stored.pack, made_from) and stored.digest == _digest(made_from):
            return stored.pack
    except (OSError, RuntimeError, ValueError, IndexError, msgspec.MsgspecError):
        return None
    return None


def put(pack: Pack, made_from: Sequence[Path], checks: Sequence[str]) -> None:
    """Keep a compiled pack; `made_from` are the folders it was made from, its own last."""
    with contextlib.suppress(OSError, RuntimeError):
        write(_file(made_from[-1], checks), encode(_Stored(tuple(map(str, made_from)), _digest(made_from), pack)))


def _file(folder: Path, checks: Sequence[str]) -> Path:
    """Return the file of an entry: one for each folder and set of checks, so that old entries do not pile up."""
    key = repr((str(folder), tuple(checks)))
    return home() / f"{folder.name}-{name_of(key, 24)}.pack"


@functools.cache
def _stamp() -> list[tuple[str, int, int]]:
    """Return name, size and time of every source that decides what a pack may say and how it is compiled."""
    package = Path(__file__).parents[1]
    files = sorted(file for pattern in _SOURCES for file in package.glob(pattern))
    return [(file.name, (status := file.stat()).st_size, status.st_mtime_ns) for file in files]


def _bases_are(pack: Pack, made_from: tuple[Path, ...]) -> bool:
    """Tell whether the pack would still be made from the same folders: a base may have appeared nearer."""
    return all(folders.base(name, made_from[-1]) in made_from for name in pack.extends)


def _digest(made_from: Iterable[Path]) -> bytes:
    """Return a digest of the tool and of the names and contents of all YAML files in some folders; raises OSError."""
    digest = blake2b(repr((__version__, _stamp())).encode())
    for folder in made_from:
        for file in folders.files(folder):
            content = blake2b(file.read_bytes()).digest()
            digest.update(str(file).encode("utf-8", "surrogatepass") + b"\0" + content)
    return digest.digest()
