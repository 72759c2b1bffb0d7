"""A statistics table of the format does not stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._tables import own_tables
from reportlint.finding import Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.finding import NotAssessed
    from reportlint.packs.schema import Pack

MISSING = Sentence(zh="没有找到“{title}”{basis}", en="table “{title}” was not found{basis}")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """tables: ids of the tables that must stand; all of the pack's when empty."""

    tables: tuple[str, ...] = ()

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield the tables named, for the pack loader to verify."""
        yield from (("table", name, "tables") for name in self.tables)


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation, about the whole draft, for each missing table."""
    standing = {table.form.id for table in own_tables(content, pack)}
    for form in pack.tables:
        if form.id not in standing and (not parameters.tables or form.id in parameters.tables):
            yield Observation(MISSING(title=form.title, basis=f"（{form.basis}）" if form.basis else ""), None)
