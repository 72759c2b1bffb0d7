"""A row of a table with more or fewer numbers than columns: which number belongs where cannot be told.

Often one number was cut in two (12 in the cells 1 and 2); where joining two neighbours makes the relation hold that
was to be judged, they are named. No check by itself.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportlint.draft.quantities import cell_value
from reportlint.finding import Note, Observation, Sentence
from reportlint.packs.formula import evaluate, operands
from reportlint.positions import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.tables import Table, TableCell, TableRow
    from reportlint.packs.formula import Condition
    from reportlint.packs.schema import Pack
    from reportlint.text.intervals import Interval

COUNT = Sentence(
    zh="“{label}”这一行有 {found} 格数据，应为 {wanted} 格（{columns}），无法判断各数属于哪一栏",
    en="the row “{label}” has {found} cells for {wanted} columns ({columns}): which number belongs where is not clear",
)
JOINED = Sentence(
    zh="“{label}”这一行有 {found} 格数据，应为 {wanted} 格：“{one}”和“{two}”可能是一个数“{whole}”被拆成两格，合并后勾稽关系成立",
    en="the row “{label}” has {found} cells for {wanted} columns: “{one}” and “{two}” may be one number, {whole}, cut in two; joined, the identity holds",
)
CELL = Sentence(zh="“{text}”", en="“{text}”")


def ragged_row(
    content: Content, pack: Pack, formula: Condition, missing: Sequence[str], number: int
) -> Observation | None:
    """Return an observation on the row that hides a missing value because its cells cannot be told apart, if one does.

    A relation that speaks of prose as well says nothing about the table.
    """
    rows = {row for form in pack.tables for row in form.rows}
    if any(name.name not in rows for name in operands(formula)):
        return None
    for table, row in _rows(content, missing, number):
        if table.form not in pack.tables:
            continue  # a table of another period is reported as such
        columns = row.form.columns or tuple(table.form.columns)
        label = content.facts.label(row.id) if row.text else table.form.title
        place = row.printed[0].span.start if row.printed else row.label.start
        end = row.printed[-1].span.end if row.printed else row.label.end
        facts = {"label": label, "found": len(row.printed), "wanted": len(columns)}
        whole = [pair for pair in pairwise(row.printed) if _mends(content, formula, row, columns, pair, number)]
        if len(whole) == 1:
            one, two = (cell.text for cell in whole[0])
            message = JOINED(**facts, one=one, two=two, whole=one + two)
            notes = tuple(Note(CELL(text=cell.text), cell.span) for cell in whole[0])
        else:
            message = COUNT(**facts, columns="、".join(table.form.column_label(column) for column in columns))
            notes = ()
        return Observation(
            message, Span(place, end), notes=notes, location=table.place(row.id), explains=(Span(place, end),)
        )
    return None


def _rows(content: Content, names: Sequence[str], number: int) -> Iterator[tuple[Table, TableRow]]:
    """Yield the rows that stand, but whose cells cannot be told apart."""
    wanted = {name.partition("[")[0] for name in names}
    count: dict[str, int] = {}
    for table in content.tables:
        place = count[table.form.id] = count.get(table.form.id, -1) + 1
        if place == number:
            yield from ((table, row) for name, row in table.rows.items() if name in wanted and row.printed)


def _mends(
    content: Content,
    formula: Condition,
    row: TableRow,
    columns: Sequence[str],
    pair: tuple[TableCell, TableCell],
    number: int,
) -> bool:
    """Tell whether the relation holds when two neighbouring cells of a row are one number."""
    if len(row.printed) != len(columns) + 1 or not all(cell.text.isdigit() for cell in pair) or pair[0].text == "0":
        return False
    one, other = pair
    texts = [cell.text + other.text if cell is one else cell.text for cell in row.printed if cell is not other]
    values = {f"{row.id}[{column}]": cell_value(text).value for column, text in zip(columns, texts, strict=True)}

    def value(name: str) -> Interval | None:
        fact = content.facts.table(name, number)
        return values.get(name) or (fact.value if fact else None)

    return any(name in values for name in map(str, operands(formula))) and evaluate(formula, value).holds is True
