"""Rows and columns of a statistics table that are missing, or whose label is not the printed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.checks._tables import NO_TABLE, own_tables
from reportlint.draft.labels import label_key, printed_label
from reportlint.finding import NotAssessed, Note, Observation, Sentence, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.tables import Table
    from reportlint.packs.schema import Pack
    from reportlint.positions import Span

MISSING = Sentence(zh="“{title}”缺少{count}行：{rows}", en="“{title}” lacks {count} rows: {rows}")
COLUMNS = Sentence(zh="“{title}”缺少{count}个栏目：{columns}", en="“{title}” lacks {count} columns: {columns}")
VARIANT = Sentence(
    zh="“{title}”中{count}个行、栏名称与规定的写法不同：“{text}”应为“{label}”",
    en="{count} labels of “{title}” differ from the prescribed ones: “{text}” should be “{label}”",
)
ALSO = Sentence(zh="“{text}”应为“{label}”", en="“{text}” should be “{label}”")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: labels and accepted variants are those of the pack's tables."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield at most three observations for each table: missing rows, missing columns, and misspelt labels."""
    tables = own_tables(content, pack)
    if not tables:
        yield NotAssessed(NO_TABLE())
    for table in tables:
        missing = [name for name in table.missing if table.form.rows[name].type != "group"]  # a group holds no data
        if missing:
            rows = "、".join(label_key(table.form.rows[name].label) for name in missing[:8])
            rows += "……" if len(missing) > 8 else ""
            yield Observation(MISSING(title=table.form.title, count=len(missing), rows=rows), table.heading)
        if table.unheaded:
            columns = "、".join(table.form.columns[column] for column in table.unheaded)
            count = len(table.unheaded)
            yield Observation(COLUMNS(title=table.form.title, count=count, columns=columns), table.heading)
        wrong = sorted(_variants(table))
        if wrong:
            notes = tuple(Note(ALSO(text=quoted(content, span), label=label), span) for span, label in wrong[1:8])
            span, label = wrong[0]
            yield Observation(
                VARIANT(title=table.form.title, count=len(wrong), text=quoted(content, span), label=label),
                span,
                notes=notes,
                at_most=Severity.WARNING,
            )


def _variants(table: Table) -> Iterator[tuple[Span, str]]:
    """Yield the labels that are not as prescribed, with what they should be."""
    yield from ((row.label, printed_label(row.form.label)) for row in table.rows.values() if not row.exact)
    yield from ((header.span, table.form.columns[header.column]) for header in table.headers if not header.exact)
