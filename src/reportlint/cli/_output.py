"""Where results go: the screen, or a file that is either complete or not there."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reportlint.errors import UsageError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_UNWRITABLE = Sentence("无法写入 {path}：{reason}", "cannot write {path}: {reason}")


@contextmanager
def opened(path: str) -> Iterator[TextIO]:
    """Open a stream for results: `path` as UTF-8 text, or standard output for "".

    A file takes its name only when it is complete: it is written beside its place and then renamed. What is not a
    plain file (a device, a pipe) is written directly. Raises UsageError when the file cannot be written.
    """
    if not path:
        yield sys.stdout
        return
    target = Path(path).resolve()
    direct = target.exists() and not target.is_file()
    draft = target if direct else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            yield out
        if not direct:
            draft.replace(target)
    except OSError as error:
        raise UsageError(_UNWRITABLE(path=path, reason=error.strerror)) from error
    finally:
        if not direct:
            draft.unlink(missing_ok=True)
