"""The program: `reportlint`, and `python -m reportlint`.

A check is short, so what Python does for programs that stay counts: looking for garbage while everything is still
being loaded, and taking every object apart at the end. Together they cost a sixth of a check of one draft.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from typing import Any, NoReturn

_OBJECTS = 100_000  # made since the last search for garbage; Python's own 700 means a hundred searches at the start


def run() -> NoReturn:
    """Run the command line of this process and end it with its status."""
    gc.set_threshold(_OBJECTS)
    with contextlib.suppress(ValueError):  # not the main thread: signals are not ours
        signal.signal(signal.SIGTERM, _terminate)
    try:
        from reportlint.cli import main

        status = main()  # it has flushed standard output and met every error of that
    except KeyboardInterrupt:  # before the command line was looked at
        status = 130
    except SystemExit as end:
        status = int(end.code or 0)
    with contextlib.suppress(OSError, AttributeError):  # nobody reads it, or there is none
        sys.stderr.flush()
    os._exit(status)


def _terminate(number: int, frame: Any) -> NoReturn:  # noqa: ARG001 - the contract of signal handlers
    """End in good order, so that no unfinished file stays behind; a shell reports the same status for the signal."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    run()
