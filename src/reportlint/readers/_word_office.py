"""A last resort for documents that cannot be read here: LibreOffice, where it is installed, writes them as .docx.

It runs without a window, with a profile of its own, in a folder that is removed afterwards, and not for longer than a
minute.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

_PROGRAMS: Final = ("soffice", "libreoffice")
_TIMEOUT: Final = 60.0  # seconds; a report takes two


def converted(data: bytes, suffix: str, *, timeout: float = _TIMEOUT) -> bytes | None:
    """Return the document as .docx; None when LibreOffice is not there, fails, or takes longer than `timeout` seconds."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="reportlint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"draft{suffix}"
        source.write_bytes(data)
        _run(
            [
                program,
                "--headless",
                "--norestore",
                "--nolockcheck",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--convert-to",
                "docx",
                "--outdir",
                str(folder / "out"),
                str(source),
            ],
            timeout,
        )
        target = folder / "out" / "draft.docx"
        return target.read_bytes() if target.is_file() else None


def _run(command: list[str], timeout: float) -> None:
    """Run a program and everything that it starts no longer than `timeout` seconds; its output and status are ignored."""
    try:
        process = subprocess.Popen(  # noqa: S603  (found on the path, arguments are ours)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):  # the program is a script that starts the one that works
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
