"""Tables whose numbers do not stand behind a label of their own: named by the header alone, or flattened by a converter.

A headed table has one row of numbers under a header of several lines. A flattened table is what is left of a ruled one
when a PDF is saved as text: a label wrapped before, around and behind the line that has its numbers. There the lines
of numbers are aligned with the rows of the form in order, by how much of each row's label stands around each line
(dynamic programming as in Needleman and Wunsch 1970, with nothing charged for gaps).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportlint.draft.labels import label_key
from reportlint.draft.quantities import CellKind, cell_value
from reportlint.draft.rows import HEADER_REACH, figures_row, read_head
from reportlint.draft.tables import Table
from reportlint.positions import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.cells import Cell
    from reportlint.draft.forms import TableForm
    from reportlint.draft.tables import TableRow

_HEADED = 0.6  # of the labels of a header that must stand above a row of numbers
_PART = 0.6  # of the pairs of letters of a label that must stand where a converter has broken it
_FEWEST = 4  # columns of a table whose lines of numbers can be told by their count
_LEAST_ROWS = 3  # lines of numbers that make a flattened table


def headed_tables(cells: Sequence[Cell], forms: Sequence[TableForm]) -> Iterator[Table]:
    """Yield the tables that consist of a header and one row of numbers."""
    if not forms:
        return
    runs = list(_runs(cells, min(len(form.columns) for form in forms)))
    for form in forms:
        name = next(iter(form.rows))
        for first, last in (_lengthened(cells, run, len(form.columns)) for run in runs):
            if last - first < len(form.columns) // 2 or not _named(cells, form, first):
                continue
            start = cells[first].span
            row = figures_row(cells[first:last], form, name, Span(start.start, start.start), "")
            head = read_head(cells, form, first, first)
            begin = min([head.start, *(header.span.start for header in head.headers)])
            span = Span(begin, max(cells[last - 1].span.end, start.end))
            yield Table(form, span, {name: row}, (), (), head.caption, head.headers, head.unheaded)


def _runs(cells: Sequence[Cell], columns: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of number cells, blank ones between them included, that may be the one row of such a table."""
    first = last = -1
    numbers = 0
    for index in range(len(cells) + 1):
        cell = cells[index] if index < len(cells) else None
        blank = _blanks(cells, index) if cell and not cell.text and first < 0 else 0
        if blank >= columns // 2:
            yield index, index + blank
        kind = cell_value(cell.text).kind if cell and not cell.prose and len(cell.text) < 30 else CellKind.TEXT
        apart = cell is not None and first >= 0 and cell.row != cells[last].row and _in_row(cells, last)
        if kind is CellKind.TEXT or apart:
            if first >= 0:
                run = _whole_row(cells, first, last)
                if numbers >= columns // 2 or (_in_row(cells, last) and run[1] - run[0] >= columns // 2):
                    yield run
            first, numbers = -1, 0
        if kind not in (CellKind.TEXT, CellKind.BLANK):
            first = index if first < 0 else first
            last = index
            numbers += kind is CellKind.NUMBER


def _blanks(cells: Sequence[Cell], index: int) -> int:
    """Return how many blank cells begin here: those of a whole row, or as many blank lines; 0 inside of either."""
    if index and not cells[index - 1].text and (cells[index - 1].row == cells[index].row or not _in_row(cells, index)):
        return 0
    row, end = cells[index].row, index
    if row >= 0 and index + 1 < len(cells) and cells[index + 1].row == row:
        while end < len(cells) and cells[end].row == row and not cells[end].text:
            end += 1
        first = index == 0 or cells[index - 1].row != row
        return end - index if first and (end == len(cells) or cells[end].row != row) else 0
    while end < len(cells) and not cells[end].text:
        end += 1
    return end - index


def _lengthened(cells: Sequence[Cell], run: tuple[int, int], count: int) -> tuple[int, int]:
    """Return a run of lines with the blank lines behind and before it that make it as long as the form's row."""
    first, last = run
    if _in_row(cells, last - 1) or last - first >= count:
        return run
    while last - first < count and last < len(cells) and not cells[last].text:
        last += 1
    while last - first < count and first and not cells[first - 1].text:
        first -= 1
    return (first, last) if last - first == count else run


def _in_row(cells: Sequence[Cell], index: int) -> bool:
    """Tell whether a cell shares its line or its row of a grid with the one before it."""
    return cells[index].row >= 0 and index > 0 and cells[index - 1].row == cells[index].row


def _whole_row(cells: Sequence[Cell], first: int, last: int) -> tuple[int, int]:
    """Return a run with the blank cells at both ends of its row, its end exclusive."""
    row = cells[first].row
    while row >= 0 and first > 0 and cells[first - 1].row == row and not cells[first - 1].text:
        first -= 1
    end = last + 1
    while row >= 0 and end < len(cells) and cells[end].row == row and not cells[end].text:
        end += 1
    return first, end


def _named(cells: Sequence[Cell], form: TableForm, first: int) -> bool:
    """Tell whether most labels of a form's header stand above a run of numbers, whole or in pieces."""
    keys = {label_key(label) for label in (*form.columns.values(), *form.header)}
    above: list[str] = []
    for index in range(first - 1, max(-1, first - 3 * len(form.columns) - HEADER_REACH), -1):
        cell = cells[index]
        if cell.prose or cell_value(cell.text).kind is CellKind.NUMBER:
            break
        above.append(cell.text)
    text = "\n".join(reversed(above))
    pairs = _pairs(text)
    return sum(key in text or _part(_pairs(key), pairs) >= _PART for key in keys) >= _HEADED * len(keys)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _part(own: set[str], pairs: set[str]) -> float:
    """Return which part of a label's pairs of letters is among some pairs."""
    return len(own & pairs) / len(own) if own else 0.0


def flattened_rows(cells: Sequence[Cell], form: TableForm, stretch: range) -> dict[str, TableRow]:
    """Return the rows of a flattened table, by the lines of numbers between the first and the last cell of a stretch."""
    rows = [(name, label_key(spec.label), spec.variants) for name, spec in form.rows.items() if spec.type != "group"]
    count = len(form.columns)
    if count < _FEWEST or any(len(form.columns_of(name)) != count for name, *_ in rows):
        return {}
    lines = list(_lines(cells, stretch, count))
    if len(lines) < _LEAST_ROWS:
        return {}
    keys = [[(key, _pairs(key)) for key in (label, *map(label_key, variants))] for _, label, variants in rows]
    likeness = []
    for _, own, around in lines:
        told = _Line(label_key(own) if own else "", _pairs(own), around, _pairs(around))
        likeness.append([max(_likeness(key, pairs, told) for key, pairs in labels) for labels in keys])
    found: dict[str, TableRow] = {}
    for line, row in _aligned(likeness):
        first, own, _ = lines[line]
        label = cells[first - 1].span if own else Span(cells[first].span.start, cells[first].span.start)
        found[rows[row][0]] = figures_row(cells[first : first + count], form, rows[row][0], label, own)
    return found


def _lines(cells: Sequence[Cell], stretch: range, count: int) -> Iterator[tuple[int, str, str]]:
    """Yield the lines with as many numbers as columns: first number, text before it, text around the line."""
    found: list[tuple[int, str]] = []
    between: list[list[str]] = [[]]
    index = stretch.start
    while index < stretch.stop:
        end = index + 1
        while end < stretch.stop and cells[end].row == cells[index].row >= 0:
            end += 1
        first = end - count
        kinds = [cell_value(cell.text).kind for cell in cells[index:end]]
        figures = CellKind.TEXT not in kinds[-count:] and CellKind.BLANK not in kinds[-count:]
        if first >= index and figures and CellKind.NUMBER not in kinds[:-count]:
            found.append((first, "".join(cell.text for cell in cells[index:first])))
            between.append([])
        else:
            between[-1].extend(cell.text for cell in cells[index:end])
        index = end
    for number, (first, own) in enumerate(found):
        yield first, own, "".join([*between[number][-_NEIGHBOURS:], own, *between[number + 1][:_NEIGHBOURS]])


_NEIGHBOURS = 3  # lines before and behind a line of numbers that its label may be broken over


class _Line(NamedTuple):
    """A line of numbers: the label on it, what stands around it, and the pairs of letters of both."""

    label: str
    pairs: set[str]
    around: str
    around_pairs: set[str]


def _likeness(key: str, pairs: set[str], line: _Line) -> float:
    """Return how well a row's label fits a line of numbers; what stands on the line itself counts double."""
    if line.label == key:
        return 3.0
    near = _part(pairs, line.around_pairs)
    if near < _PART and key not in line.around:
        return 0.0
    inside = _part(line.pairs, pairs) if len(line.label) > 1 else 0.0  # the line holds a piece of this label
    return near + 2 * max(_part(pairs, line.pairs), inside)


def _aligned(likeness: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pair lines with rows, both in order, so that the pairs are as like each other as can be."""
    lines, rows = len(likeness), len(likeness[0])
    best = [[0.0] * (rows + 1) for _ in range(lines + 1)]
    for line in range(lines - 1, -1, -1):
        for row in range(rows - 1, -1, -1):
            pair = likeness[line][row] + best[line + 1][row + 1] if likeness[line][row] else 0.0
            best[line][row] = max(pair, best[line + 1][row], best[line][row + 1])
    pairs: list[tuple[int, int]] = []
    line = row = 0
    while line < lines and row < rows:
        if likeness[line][row] and best[line][row] == likeness[line][row] + best[line + 1][row + 1]:
            pairs.append((line, row))
            line, row = line + 1, row + 1
        elif best[line][row] == best[line + 1][row]:
            line += 1
        else:
            row += 1
    return pairs
