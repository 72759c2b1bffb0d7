"""The checks that rules apply, one module each; the module's name is the name that packs write after `check:`.

A check module offers two names, and a third where it fits:

* `Parameters`: a msgspec struct (frozen, unknown fields forbidden) with the parameters a rule may give;
* `check(content, parameters, pack)`: a pure generator of `Observation`s and `NotAssessed`s in folded coordinates. It
  knows no rule id and no severity, reads nothing but its arguments, and yields `NotAssessed` for whatever it could
  not judge.
* `WHOLE_REPORT = True`: it misses what does not stand; nothing of that can be said of a file that holds tables alone.
"""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.finding import NotAssessed, Observation
    from reportlint.packs.schema import Pack


class Check(Protocol):
    """A check module."""

    Parameters: type[Any]

    def check(self, content: Content, parameters: Any, pack: Pack) -> Iterator[Observation | NotAssessed]:
        """Yield what does not hold and what could not be judged."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of all checks."""
    return tuple(sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py")))


def find(name: str) -> Check:
    """Import one check; the name must be one of `names()`."""
    return cast("Check", importlib.import_module(f"{__name__}.{name}"))
