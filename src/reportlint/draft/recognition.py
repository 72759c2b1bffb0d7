"""Recognizes statistics tables in a stream of cells by the labels that packs say they have.

A form's rows are aligned with the cells in printed order (longest increasing subsequence over exact labels, then near
labels in the gaps), so a table is read alike from a grid, from pipe rows and from one cell a line, also when rows are
missing, repeated, misspelt or foreign. `reportlint.draft.rows` reads what stands in a row, `reportlint.draft.flattened`
the tables whose labels do not stand before their numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reportlint.draft.flattened import flattened_rows, headed_tables
from reportlint.draft.labels import label_key, ordinal_of
from reportlint.draft.quantities import CellKind, cell_value
from reportlint.draft.rows import HEADER_REACH, NEAR, is_label, layouts_of, read_cells, read_head, row_of, units_of
from reportlint.draft.tables import Table, TableRow
from reportlint.positions import SourceSpan, Span
from reportlint.text.similarity import closest

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from reportlint.draft.cells import Cell
    from reportlint.draft.forms import TableForm

_LEAST_HALF = 4  # characters of a line that a label may begin with
_ANEW = 3  # labels in a row that stood already: another table of the form begins

Hit = tuple[int, int]  # a cell, and the place of the row whose label it holds


def find_tables(cells: Sequence[Cell], forms: Sequence[TableForm]) -> list[Table]:
    """Return the tables of the given forms, in reading order.

    Cost: one dictionary look-up a cell, plus alignment inside the stretches that hold labels.
    """
    labelled = [form for form in forms if not form.headed]
    keys: dict[str, list[Hit]] = {}
    for number, form in enumerate(labelled):
        for label, place in form.row_keys:
            keys.setdefault(label, []).append((number, place))
    hits: dict[int, list[Hit]] = {}  # by form
    cell_keys: dict[int, str] = {}
    longest = max((len(key) for key in keys), default=0)
    cells = _unwrapped(cells, keys, longest)
    for index, cell in enumerate(cells):
        if not cell.text or cell.prose or len(cell.text) > 3 * longest:
            continue
        key = cell_keys[index] = label_key(cell.text)
        for number, place in keys.get(key, ()):
            if key not in labelled[number].column_keys or _heads_row(
                cells, index, list(labelled[number].rows.values())[place].label
            ):
                hits.setdefault(number, []).append((index, place))
    tables = list(headed_tables(cells, [form for form in forms if form.headed]))
    for number, found in hits.items():
        form = labelled[number]
        for group in _groups(cells, found, reach=2 * len(form.columns) + 8):
            for single in _singles(group):
                table = _table(cells, cell_keys, form, single)
                if table:
                    tables.append(table)
    return _without_rivals(tables)


def _heads_row(cells: Sequence[Cell], index: int, label: str) -> bool:
    """Tell whether a text that is both a row's and a column's label stands for the row: by its ordinal, or its numbers."""
    if (ordinal_of(cells[index].text) is None) == (ordinal_of(label) is None):
        return True
    following = cells[index + 1] if index + 1 < len(cells) else None
    beside = following is not None and following.row == cells[index].row >= 0
    return bool(beside and following and cell_value(following.text).kind is CellKind.NUMBER)


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


def _groups(cells: Sequence[Cell], hits: list[Hit], reach: int) -> list[list[Hit]]:
    """Part the hits of a form where running text or many foreign cells stand between them, and as many lines."""
    groups: list[list[Hit]] = []
    last = -1
    for hit in hits:
        lines = cells[hit[0]].row - cells[last].row if cells[last].row >= 0 else reach + 1
        close = hit[0] - last <= reach or 0 <= lines <= reach
        near = groups and close and not any(cells[i].prose for i in range(last + 1, hit[0]))
        if near:
            groups[-1].append(hit)
        else:
            groups.append([hit])
        last = hit[0]
    return groups


def _singles(hits: list[Hit]) -> Iterator[list[Hit]]:
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


def _align(hits: list[Hit]) -> dict[int, int]:
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


def _table(cells: Sequence[Cell], cell_keys: dict[int, str], form: TableForm, hits: list[Hit]) -> Table | None:
    names = list(form.rows)
    chosen = _align(hits)
    units = units_of(form)
    exact = {cell for cell, _ in hits}
    _add_near(cells, cell_keys, form, chosen, units)
    order = sorted(chosen)
    stops = [*order[1:], min(len(cells), order[-1] + len(form.columns) + 8)]
    read = {
        names[chosen[index]]: read_cells(cells, form, names[chosen[index]], index, stop)
        for index, stop in zip(order, stops, strict=True)
    }
    layouts = layouts_of(form, read, cells[max(0, order[0] - HEADER_REACH - 2 * len(form.columns)) : stops[-1]])
    labels = {cells[index].span: index in exact for index in order}
    rows = {
        name: row_of(form, name, printed, layouts, exact=labels[printed.label.span]) for name, printed in read.items()
    }
    first, last = order[0], order[-1]
    missing = [name for name in names if name not in rows]
    unknown = [
        cells[i].span
        for i in range(first, last)
        if i not in chosen and is_label(cells[i], units) and not cells[i].text.startswith("（")
    ]
    stretch = range(max(0, first - 6), min(len(cells), last + len(form.columns) + 8))
    leaves = sum(spec.type != "group" for spec in form.rows.values())
    loose = not all(cells[index].ruled for index in order)  # without bars, tabs or a grid
    flat = flattened_rows(cells, form, stretch) if loose and _told(rows) < leaves else {}
    if len(flat) > _told(rows):
        rows = {name: flat.get(name) or rows[name] for name in names if name in flat or name in rows}
        missing = [name for name in names if name not in rows and form.rows[name].type != "group"]
        unknown = []
    if _filled(rows) < 2 and len(rows) < 6:
        return None
    head = read_head(cells, form, first, last)
    ends = [cells[last].span.end, *(row.label.end for row in rows.values())]
    ends += [cell.span.end for row in rows.values() for cell in (*row.cells.values(), *row.printed)]
    start = min(head.start, *(row.label.start for row in rows.values()))
    return Table(
        form,
        Span(start, max(ends)),
        rows,
        tuple(missing),
        tuple(span for span in unknown if not any(span.touches(header.span) for header in head.headers)),
        head.caption,
        head.headers,
        head.unheaded,
    )


def _told(rows: dict[str, TableRow]) -> int:
    """Return how many rows have their cells told apart."""
    return sum(bool(row.cells) for row in rows.values())


def _filled(rows: dict[str, TableRow]) -> int:
    """Return how many rows hold a number."""
    return sum(
        any(cell.value.kind is CellKind.NUMBER for cell in (*row.cells.values(), *row.printed)) for row in rows.values()
    )


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
            if not is_label(cells[index], units):
                continue
            key = cell_keys.get(index, "")
            best = closest(key, list(open_rows), min(NEAR, len(key) // 3))
            if best:
                chosen[index] = low = open_rows[best[0]]
                taken.add(low)


def _without_rivals(tables: list[Table]) -> list[Table]:
    """Where two forms claim the same cells, keep the one with more of its rows and column labels, and fewer missing.

    One that has just as many is kept as an alternative.
    """
    kept: list[Table] = []
    for table in sorted(tables, key=lambda t: (-_standing(t), t.span)):
        rivals = [number for number, other in enumerate(kept) if table.span.touches(other.span)]
        if not rivals:
            kept.append(table)
        elif len(rivals) == 1 and _standing(kept[rivals[0]]) == _standing(table):
            best = kept[rivals[0]]
            kept[rivals[0]] = replace(best, alternatives=(*best.alternatives, table))
    return sorted(kept, key=lambda table: table.span)


def _standing(table: Table) -> int:
    headers = {header.column for header in table.headers if header.column}
    rows = sum(1 for row in table.rows.values() if row.cells or row.form.type == "group")
    return len(table.rows) + rows + len(headers) - len(table.missing) - len(table.unheaded)
