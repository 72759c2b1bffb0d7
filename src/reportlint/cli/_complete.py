"""Values that a shell completes; asked for by the shell only, so that nothing is imported otherwise."""

from __future__ import annotations

from reportlint.errors import ReportlintError


def rules(incomplete: str) -> list[str]:
    """Return the names and ids of rules that begin so."""
    from reportlint import checks, packs

    try:
        loaded = packs.load_all(checks=checks)
    except ReportlintError:
        return []
    names = {name for pack in loaded for rule in pack.rules for name in (rule.id, rule.name)}
    return sorted(name for name in names if name.startswith(incomplete))


def installed(incomplete: str) -> list[str]:
    """Return the names of packs that begin so."""
    from reportlint.packs import folders

    return [name for name in ("auto", *folders.names()) if name.startswith(incomplete)]


def formats(incomplete: str) -> list[str]:
    """Return the names of output formats that begin so."""
    from reportlint import writers

    return [name for name in writers.names() if name.startswith(incomplete)]
