"""Packs: kinds of report in their periods, as folders of YAML; loaded, verified, selected, tried."""

from __future__ import annotations

from reportlint.packs.loader import PackSummary, installed, load, load_all
from reportlint.packs.schema import Pack, Rule

__all__ = ["Pack", "PackSummary", "Rule", "installed", "load", "load_all"]
