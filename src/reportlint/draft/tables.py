"""Statistics tables, recognized in a stream of cells by the labels that packs say they have.

A form's rows are aligned with the cells in printed order (longest increasing subsequence over exact labels, then near
labels in the gaps), so a table is read alike from a grid, from pipe rows and from one cell a line, also when rows
are missing, repeated, misspelt or foreign. A cell knows its row and column; blank, `/`, `—`, `无` and `0` stay five
different things (`CellValue.kind`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportlint.draft.labels import label_key, label_rank
from reportlint.draft.quantities import CellKind, CellValue, cell_value
from reportlint.positions import SourceSpan, Span
from reportlint.text.expressions import Expression
from reportlint.text.similarity import closest

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from reportlint.draft.cells import Cell
    from reportlint.draft.forms import RowForm, TableForm

_HEADER_REACH = 12  # cells before the first row in which caption and header are looked for
_NEAR = 3  # edits by which a label may differ and still be this label
_FIGURE_LIKE = Expression(
    r"(?=.*[\d一二三四五六七八九十百千万两×xX*?？])\S{1,6}(?: \S{1,6}){0,2}"
)  # `4 186`, `三`, `××`
_LEAST_HALF = 4  # characters of a line that a label may begin with
_ANEW = 3  # labels in a row that stood already: another table of the form begins
_OWN_SHARE = 0.5  # of the rows of a form that tell it from another form with some of its labels


class TableCell(Struct, frozen=True):
    """One number cell: folded span, text and value."""

    row: str
    column: str
    span: Span
    text: str
    value: CellValue


class TableRow(Struct, frozen=True):
    """One recognized row. label: where its label stands; exact: the label is the form's; unit: as printed, or ""."""

    id: str
    form: RowForm
    label: Span
    text: str
    exact: bool
    unit: str
    unit_span: Span | None
    cells: dict[str, TableCell]


class Table(Struct, frozen=True):
    """A recognized table. missing: ids of rows that do not stand; unknown: labels the form does not have."""

    form: TableForm
    span: Span
    rows: dict[str, TableRow]
    missing: tuple[str, ...]
    unknown: tuple[Span, ...]
    caption: Span | None = None
    headers: tuple[Span, ...] = ()

    def cell(self, row: str, column: str = "") -> TableCell | None:
        """Return one number cell; `column` may be left out when there is only one."""
        found = self.rows.get(row)
        return found.cells.get(column or next(iter(self.form.columns))) if found else None

    @property
    def certain(self) -> bool:
        """Tell whether it is this form and no other with some of its labels: by its caption, or by most of its rows."""
        return self.caption is not None or len(self.rows) >= _OWN_SHARE * len(self.form.rows)

    def path(self, row: str) -> str:
        """Return the row's label with those it stands under: `依申请公开情况 › 收到申请数`."""
        return " › ".join(label_key(self.form.rows[name].label) for name in [*ancestors(self.form, row), row])


def ancestors(form: TableForm, row: str) -> list[str]:
    """Return the ids of the rows that a row stands under, outermost first, as the ordinals show."""
    within = form.rows[row].within
    if within:
        return [*ancestors(form, within), within]
    chain: list[tuple[int, str]] = []
    for name, spec in form.rows.items():
        rank = label_rank(spec.label)
        chain = [item for item in chain if item[0] < rank]
        if name == row:
            return [item[1] for item in chain]
        if rank < 7 or spec.type == "group":
            chain.append((rank, name))
    return []


def find_tables(cells: Sequence[Cell], forms: Sequence[TableForm]) -> list[Table]:
    """Return the tables of the given forms, in reading order.

    Cost: one dictionary look-up a cell, plus alignment inside the stretches that hold labels.
    """
    keys: dict[str, list[tuple[int, int]]] = {}
    for number, form in enumerate(forms):
        for place, spec in enumerate(form.rows.values()):
            for label in {label_key(text) for text in (spec.label, *spec.variants)}:
                keys.setdefault(label, []).append((number, place))
    hits: dict[int, list[tuple[int, int]]] = {}  # form -> [(cell, row place)]
    cell_keys: dict[int, str] = {}
    longest = max((len(key) for key in keys), default=0)
    cells = _unwrapped(cells, keys, longest)
    for index, cell in enumerate(cells):
        if not cell.text or cell.prose or len(cell.text) > 3 * longest:
            continue
        key = cell_keys[index] = label_key(cell.text)
        for number, place in keys.get(key, ()):
            hits.setdefault(number, []).append((index, place))
    tables: list[Table] = []
    for number, found in hits.items():
        groups = _groups(cells, found, reach=2 * len(forms[number].columns) + 8)
        for group in (single for several in groups for single in _singles(several)):
            table = _table(cells, cell_keys, forms[number], group)
            if table:
                tables.append(table)
    return _without_rivals(tables)


def _unwrapped(cells: Sequence[Cell], keys: Container[str], longest: int) -> list[Cell]:
    """Return the cells with labels that a line break cut in two made whole: neither half is a label, both together are."""
    found: list[Cell] = []
    halves: Cell | None = None
    for cell in cells:
        if halves is not None and cell.text and not cell.prose and label_key(cell.text) not in keys:
            text = halves.text + cell.text
            if len(text) <= 3 * longest and label_key(text) in keys:
                span = Span(halves.span.start, cell.span.end)
                found[-1] = replace(
                    halves, text=text, span=span, source=SourceSpan(halves.source.start, cell.source.end)
                )
                halves = None
                continue
        found.append(cell)
        open_ = cell.text and not cell.prose and not cell.ruled and label_key(cell.text) not in keys
        halves = cell if open_ and len(cell.text) > _LEAST_HALF else None
    return found


def _groups(cells: Sequence[Cell], hits: list[tuple[int, int]], reach: int) -> list[list[tuple[int, int]]]:
    """Part the hits of a form where running text or many foreign cells stand between them."""
    groups: list[list[tuple[int, int]]] = []
    last = -1
    for hit in hits:
        near = groups and hit[0] - last <= reach and not any(cells[i].prose for i in range(last + 1, hit[0]))
        if near:
            groups[-1].append(hit)
        else:
            groups.append([hit])
        last = hit[0]
    return groups


def _singles(hits: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Part tables of one form that follow each other: where its labels begin to stand again, most of them, in order.

    Labels that the form has several times do not count. A few repeated rows are rows of the same table.
    """
    count = Counter(cell for cell, _ in hits)
    starts = [0]
    seen: set[int] = set()
    again: list[int] = []  # the hits that stood already, one behind the other
    for number, (cell, place) in enumerate(hits):
        if count[cell] > 1:
            continue
        if place in seen and (not again or place > hits[again[-1]][1]):
            again.append(number)
        else:
            again = [number] if place in seen else []
        seen.add(place)
        if len(again) == _ANEW:
            starts.append(again[0])
            seen = {hits[n][1] for n in again}
            again = []
    parts = [hits[a:b] for a, b in pairwise([*starts, len(hits)])]
    whole = parts[0]
    for part in parts[1:]:
        before, behind = {place for _, place in whole}, {place for _, place in part}
        if 2 * len(before & behind) >= min(len(before), len(behind)) and len(behind) >= _ANEW + 2:
            yield whole
            whole = part
        else:
            whole = [*whole, *part]
    yield whole


def _align(hits: list[tuple[int, int]]) -> dict[int, int]:
    """Choose one row for each cell: the longest sequence in which both cells and rows advance, then unique strays."""
    ordered = sorted(hits, key=lambda hit: (hit[0], -hit[1]))
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(ordered):
        at = bisect_left(tails, place)
        before.append(tail_at[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            tail_at.append(number)
        else:
            tails[at] = place
            tail_at[at] = number
    chosen: dict[int, int] = {}
    number = tail_at[-1] if tail_at else -1
    while number >= 0:
        cell, place = ordered[number]
        chosen[cell] = place
        number = before[number]
    taken = set(chosen.values())
    for cell, place in hits:
        if cell not in chosen and place not in taken:
            chosen[cell] = place
            taken.add(place)
    return chosen


def _table(
    cells: Sequence[Cell], cell_keys: dict[int, str], form: TableForm, hits: list[tuple[int, int]]
) -> Table | None:
    names = list(form.rows)
    chosen = _align(hits)
    units = {spec.unit for spec in form.rows.values() if spec.unit}
    _add_near(cells, cell_keys, form, chosen, units)
    rows: dict[str, TableRow] = {}
    order = sorted(chosen)
    exact = {cell for cell, _ in hits}
    for index, following in zip(order, [*order[1:], None], strict=True):
        name = names[chosen[index]]
        stop = following if following is not None else min(len(cells), index + len(form.columns) + 8)
        rows[name] = _row(cells, form, name, index, stop, units, exact=index in exact)
    filled = sum(any(cell.value.kind is CellKind.NUMBER for cell in row.cells.values()) for row in rows.values())
    if filled < 2 and len(rows) < 6:
        return None
    first, last = order[0], order[-1]
    caption, headers, start = _head(cells, form, first)
    end = max([cells[last].span.end, *(cell.span.end for cell in rows[names[chosen[last]]].cells.values())])
    unknown = tuple(
        cells[i].span
        for i in range(first, last)
        if i not in chosen and _is_label(cells[i], units) and not cells[i].text.startswith("（")
    )
    missing = tuple(name for name in names if name not in rows)
    return Table(form, Span(start, end), rows, missing, unknown, caption, headers)


def _is_label(cell: Cell, units: set[str]) -> bool:
    if not cell.text or cell.text in units or cell.prose:
        return False
    return cell_value(cell.text).kind is CellKind.TEXT and len(cell.text) > 3


def _add_near(
    cells: Sequence[Cell], cell_keys: dict[int, str], form: TableForm, chosen: dict[int, int], units: set[str]
) -> None:
    """Match misspelt labels: an unmatched label cell takes the nearest of the rows missing at its place."""
    order = sorted(chosen)
    names = list(form.rows)
    taken = set(chosen.values())
    for before, after in zip([order[0] - 4, *order], [*order, order[-1] + len(form.columns) + 8], strict=True):
        low = chosen.get(before, -1)
        high = chosen.get(after, len(names))
        for index in range(max(0, before + 1), min(after, len(cells))):
            open_rows = {label_key(form.rows[names[p]].label): p for p in range(low + 1, high) if p not in taken}
            if not open_rows:
                break
            if not _is_label(cells[index], units):
                continue
            key = cell_keys.get(index, "")
            best = closest(key, list(open_rows), min(_NEAR, len(key) // 3))
            if best:
                chosen[index] = low = open_rows[best[0]]
                taken.add(low)


def _row(
    cells: Sequence[Cell], form: TableForm, name: str, index: int, stop: int, units: set[str], *, exact: bool
) -> TableRow:
    spec = form.rows[name]
    unit, unit_span = "", None
    values: list[tuple[Cell, CellValue]] = []
    for cell in cells[index + 1 : stop]:
        if cell.prose:
            break
        value = cell_value(cell.text)
        if value.kind is CellKind.TEXT:
            if not unit and not any(v.kind is CellKind.NUMBER for _, v in values) and _is_unit(cell.text, units):
                unit, unit_span = cell.text, cell.span
                values.clear()
            elif not values and (unit or not spec.unit) and _FIGURE_LIKE.fullmatch(cell.text):
                values.append((cell, value))  # something else stands where the number belongs
            elif values or not cell.text.startswith("（"):
                break
            continue
        values.append((cell, value))
    if spec.type == "group":
        values = []
    columns = form.columns_of(name)
    if len(columns) == 1:
        number = next((pair for pair in values if pair[1].kind is not CellKind.BLANK), None)
        values = [number] if number else values[:1]
    printed = {
        column: TableCell(name, column, cell.span, cell.text, value)
        for column, (cell, value) in zip(columns, values, strict=False)
    }
    return TableRow(name, spec, cells[index].span, cells[index].text, exact, unit, unit_span, printed)


def _is_unit(text: str, units: set[str]) -> bool:
    return text in units or len(text) <= 3


def _head(cells: Sequence[Cell], form: TableForm, first: int) -> tuple[Span | None, tuple[Span, ...], int]:
    """Find caption and header before the first row; return them and where the table starts."""
    wanted = {label_key(label) for label in (*form.header, *form.columns.values())}
    headers: list[Span] = []
    caption: Span | None = None
    start = cells[first].span.start
    for index in range(first - 1, max(-1, first - _HEADER_REACH - len(form.columns)), -1):
        cell = cells[index]
        if cell.prose:
            break
        if cell.text and label_key(cell.text) in wanted:
            headers.append(cell.span)
            start = cell.span.start
        elif cell.text and any(pattern.search(cell.text) for pattern in form.caption):
            caption = cell.span
            start = cell.span.start
            break
    return caption, tuple(reversed(headers)), start


def _without_rivals(tables: list[Table]) -> list[Table]:
    """Where two forms claim the same cells, keep the one with more rows."""
    kept: list[Table] = []
    for table in sorted(tables, key=lambda t: (-len(t.rows), t.span)):
        if not any(table.span.touches(other.span) for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda table: table.span)
