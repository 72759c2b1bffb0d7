"""The program: `reportlint`, and `python -m reportlint`.

A check is short, so what Python does for programs that stay counts: looking for garbage while everything is still
being loaded, and taking every object apart at the end. Together they cost a sixth of a check of one draft.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn

_OBJECTS = 100_000  # made since the last search for garbage; Python's own 700 means a hundred searches at the start


def run() -> NoReturn:
    """Run the command line of this process and end it with its status."""
    gc.set_threshold(_OBJECTS)
    from reportlint.cli import main

    status = main()  # it has flushed standard output and met every error of that
    with contextlib.suppress(OSError, AttributeError):  # nobody reads it, or there is none
        sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
