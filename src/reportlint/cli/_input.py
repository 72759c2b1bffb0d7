"""Reading the drafts that a command line names."""

from __future__ import annotations

import sys
from pathlib import Path

from reportlint.discovery import STDIN
from reportlint.errors import ReadError
from reportlint.finding import Sentence

_UNREADABLE = Sentence("读不了文件：{reason}", "cannot read the file: {reason}")


def read(path: str, language: str) -> bytes:
    """Return the bytes of a draft, those of standard input for "-"; raises ReadError."""
    try:
        return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise ReadError(path, _UNREADABLE(reason=error.strerror).text(language)) from error
