"""The grid of a table of which each row says where its cells begin, how wide they are, and which ones continue a cell above.

Nothing here knows a file format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class RowCell(NamedTuple):
    """A cell as its row has it. column, width: in columns of the grid.

    joins: it is merged with a neighbour above or below. continues: with the one above, where there is one.
    """

    element: Any
    column: int
    width: int
    joins: bool = False
    continues: bool = False


class MergedCell(NamedTuple):
    """A cell of the grid, merged ones once, with the element of its first row."""

    element: Any
    row: int
    column: int
    row_span: int
    column_span: int


def merged(rows: Iterable[Iterable[RowCell]]) -> list[MergedCell]:
    """Return the cells of a table row by row."""
    cells: list[MergedCell] = []
    above: dict[int, int] = {}  # by column, the cells of the row above that may go on
    for row, row_cells in enumerate(rows):
        here: dict[int, int] = {}
        for cell in row_cells:
            index = above.get(cell.column) if cell.continues else None
            if index is not None:
                cells[index] = cells[index]._replace(row_span=row - cells[index].row + 1)
            else:
                index = len(cells)
                cells.append(MergedCell(cell.element, row, cell.column, 1, cell.width))
            if cell.joins:
                here[cell.column] = index
        above = here
    return cells
