"""Checks for the tests of packs, so that these do not depend on the real ones; and packs written to a folder."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct, field

from reportlint.text.patterns import Pattern, encode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportlint.packs import Pack


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    patterns: tuple[Pattern, ...]
    message: str = ""
    where: Literal["prose", "source"] = "prose"
    spared: tuple[Pattern, ...] = field(default=(), name="except")
    at_least: Annotated[int, Meta(ge=1)] = 1


class Identity(Struct, frozen=True, forbid_unknown_fields=True):
    expect: str
    sections: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    limit: int | None = None
    each: bool = False

    def references(self) -> Iterator[tuple[str, str, str]]:
        yield "formula" if self.each else "values", self.expect, "expect"
        yield from (("section", name, "sections") for name in self.sections)
        yield from (("table", name, "tables") for name in self.tables)
        yield from (("indicator", name, "indicators") for name in self.indicators)


KINDS = {"words": Words, "identity": Identity}


class Registry:
    def names(self) -> tuple[str, ...]:
        return tuple(KINDS)

    def find(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(Parameters=KINDS[name])


CHECKS = Registry()

HEADER = """\
pack: sample
title: 样例
version: "1"
basis: 样例依据
outline:
  - {id: overview, title: 总体情况}
"""

TABLE = """\
table:
  id: requests
  title: 申请情况
  section: overview
  columns: {natural: 自然人, legal: 法人, total: 总计}
  rows:
    received: 本年新收
    closed: {label: 总计, within: results}
    results: {label: 办理结果, type: group}
    results.granted: 予以公开
    results.refused: 不予公开
indicators:
  staff.total: {label: 工作人员, prose: ['工作人员{n}名']}
  staff.full: {label: 专职, prose: ['专职{n}名']}
  received.all: {cell: 'received[total]'}
"""

RULE = """\
rules:
  - id: sample-rule
    check: words
    severity: error
    title: 样例规则
    basis: 样例依据
    patterns: ['错字']
    examples: {good: [正字], bad: ['【错字】']}
"""


def same(one: Pack, other: Pack) -> bool:
    """Tell whether two packs say the same; as objects, packs are never equal."""
    return encode(one) == encode(other)


def write(folder: Path, header: str = HEADER, **parts: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(header, encoding="utf-8")
    for name, text in parts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return str(folder)
