"""Files kept between runs, each behind a checksum. Nothing here can fail: a cache that cannot be used is no cache."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from reportlint.digests import blake2b

_CHECKSUM = 16  # bytes in front of every file: a flipped bit must not be decoded, let alone unpickled


def home() -> Path:
    """Return the folder of the cache: `$XDG_CACHE_HOME`, `%LOCALAPPDATA%` or `~/.cache`, then `reportlint`."""
    root = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return (Path(root) if root else Path.home() / ".cache") / "reportlint"


def read(file: Path) -> bytes:
    """Return what `write` put into a file of the cache; nothing where it cannot be read or is damaged."""
    try:
        content = file.read_bytes()
    except (OSError, RuntimeError):
        return b""
    data = content[_CHECKSUM:]
    return data if content[:_CHECKSUM] == _checksum(data) else b""


def write(file: Path, data: bytes) -> None:
    """Write a file of the cache as a whole or not at all; a cache that cannot be written is no cache."""
    import tempfile  # costs more than a hit does

    with contextlib.suppress(OSError, RuntimeError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.stem)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_checksum(data) + data)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def trim(folder: Path, most: int) -> None:
    """Delete the oldest files of a folder of the cache, down to half of `most`, when it has more."""
    with contextlib.suppress(OSError):
        files = list(folder.iterdir())
        if len(files) > most:
            files.sort(key=lambda file: file.stat().st_mtime)
            for file in files[: len(files) - most // 2]:
                file.unlink(missing_ok=True)


def _checksum(data: bytes) -> bytes:
    return bytes(blake2b(data, digest_size=_CHECKSUM).digest())
