"""Packs by name or folder, from the cache when nothing has changed, else compiled.

The YAML parser and the analysis of patterns are imported only when a pack has to be compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportlint.errors import Fault, PackError, UsageError
from reportlint.finding import Sentence
from reportlint.packs import cache, folders

if TYPE_CHECKING:
    from pathlib import Path

    from reportlint.packs.compiler import Checks
    from reportlint.packs.schema import Pack

_NONE = Sentence("没有找到任何规则包：{folder}", "no packs found in {folder}")
_UNREADABLE = Sentence("读不了规则包 {path}：{reason}", "cannot read the pack {path}: {reason}")


class PackSummary(NamedTuple):
    """What a list of packs shows."""

    name: str
    title: str
    version: str
    basis: str
    years: str
    extends: tuple[str, ...]
    rules: int


def load(name_or_folder: str, *, checks: Checks, use_cache: bool = True) -> Pack:
    """Return one pack, by the name of one that comes with the tool or by any folder.

    checks: the checks there are, `reportlint.checks` as a rule. Raises `UsageError` when there is no such pack,
    `PackError` with every fault when it is not valid.
    """
    try:
        return _load(folders.find(name_or_folder), checks, use_cache)
    except OSError as error:
        raise UsageError(_UNREADABLE(path=error.filename or name_or_folder, reason=error.strerror)) from error


def load_all(*, checks: Checks, use_cache: bool = True) -> list[Pack]:
    """Return every pack that comes with the tool, by name; raises `PackError` with the faults of all."""
    packs: list[Pack] = []
    faults: list[Fault] = []
    for name in folders.names():
        try:
            packs.append(_load(folders.home() / name, checks, use_cache))
        except PackError as error:
            faults += error.faults
    if faults:
        raise PackError(faults)
    if not packs:
        raise UsageError(_NONE(folder=folders.home()))
    return packs


def installed(*, checks: Checks) -> list[PackSummary]:
    """Return a summary of every pack that comes with the tool, by name; raises as `load_all`."""
    return [
        PackSummary(pack.name, pack.title, pack.version, pack.basis, pack.applies.years, pack.extends, len(pack.rules))
        for pack in load_all(checks=checks)
    ]


def _load(folder: Path, checks: Checks, use_cache: bool) -> Pack:
    names = tuple(checks.names())
    pack = cache.get(folder, names) if use_cache else None
    if pack is None:
        from reportlint.packs.compiler import compile_pack  # imports the YAML parser

        pack, made_from = compile_pack(folder, checks)
        if use_cache:
            cache.put(pack, made_from, names)
    return pack
