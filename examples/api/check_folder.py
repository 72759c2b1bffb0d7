"""Check every draft of a folder and print how many errors, warnings and notes each has.

python examples/api/check_folder.py examples/drafts
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from reportlint import Linter, Severity


def main(folder: str) -> int:
    """Print one line a draft; return 2 when one of them could not be checked."""
    linter = Linter()
    status = 0
    for path in sorted(Path(folder).glob("*.txt")):
        result = linter.check(path.name, path.read_bytes())
        if result.failure is not None:
            print(f"{path.name}: {result.failure}")  # noqa: T201
            status = 2
            continue
        counts = Counter(finding.severity for finding in result.findings)
        print(path.name, result.pack, *(f"{level.value}={counts[level]}" for level in Severity))  # noqa: T201
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
