"""Packs: kinds of report in their periods, as folders of YAML; loaded, verified, selected, tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportlint.packs.loader import PackSummary, installed, load, load_all
    from reportlint.packs.schema import Pack, Rule

__all__ = ["Pack", "PackSummary", "Rule", "installed", "load", "load_all"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reportlint.packs import loader, schema

    return getattr(schema if name in ("Pack", "Rule") else loader, name)
