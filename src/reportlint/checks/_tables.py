"""The recognized tables of a pack's own format: shared by the checks of tables. No check by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.finding import Sentence

if TYPE_CHECKING:
    from reportlint.draft.content import Content
    from reportlint.draft.tables import Table
    from reportlint.packs.schema import Pack

NO_TABLE = Sentence(zh="没有认出规定的统计表", en="no prescribed table was recognized")


def own_tables(content: Content, pack: Pack) -> list[Table]:
    """Return the recognized tables whose form the pack prescribes, in reading order."""
    return [table for table in content.tables if table.form in pack.tables]
