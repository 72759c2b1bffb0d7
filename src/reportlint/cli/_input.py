"""Reading the drafts that a command line names."""

from __future__ import annotations

import sys
from pathlib import Path

from reportlint.discovery import STDIN
from reportlint.errors import ReadError
from reportlint.finding import Sentence

_NO_INPUT = Sentence("标准输入已关闭，没有可读的内容", "standard input is closed, there is nothing to read")
_UNREADABLE = Sentence("读不了文件：{reason}", "cannot read the file: {reason}")


def read(path: str) -> bytes:
    """Return the bytes of a draft, those of standard input for "-"; raises ReadError."""
    if path == STDIN and sys.stdin is None:
        raise ReadError(path, _NO_INPUT())
    try:
        return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise ReadError(path, _UNREADABLE(reason=error.strerror)) from error
