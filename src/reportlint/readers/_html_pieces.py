"""What the walk through a web page collects: lines and tables in reading order, and what is known of a table cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.builder import CellText

_LEAST_RUNNING: Final = 30  # characters of a line of running text
_NUMBER: Final = re.compile(r"[-+－＋]?[\d０-９][\d０-９,，.．]*[%％]?")


class Line(NamedTuple):
    """One line of a page: what stands between two breaks.

    level: of a heading, else None. links: how many begin in it; linked: how many of its characters are link text.
    chrome: it stands in an element that is not for the text of a page, such as `nav` or `button`.
    """

    text: str
    level: int | None = None
    links: int = 0
    linked: int = 0
    chrome: bool = False

    @property
    def running(self) -> bool:
        """Tell whether it is running text: a sentence, not a label, a link or a figure."""
        return len(self.text) >= _LEAST_RUNNING and "。" in self.text and 2 * self.linked < len(self.text)

    @property
    def all_link(self) -> bool:
        """Tell whether a link is (nearly) all it holds."""
        return self.links > 0 and 10 * self.linked >= 7 * len(self.text)


class Table(NamedTuple):
    """One data table, or a part of one that running text divides; links, linked, chrome: as of a line.

    first: it is the first part of its table.
    """

    cells: tuple[CellText, ...]
    links: int
    linked: int
    chrome: bool
    first: bool = True

    @property
    def numbers(self) -> int:
        """Count the cells that hold a number and nothing else."""
        return sum(is_number(cell.text) for cell in self.cells)


Piece = Line | Table


def is_number(text: str) -> bool:
    """Tell whether the text of a cell is a number, perhaps signed, grouped or a percentage."""
    return _NUMBER.fullmatch(text.strip()) is not None


class Sink:
    """Pieces in reading order, and sums over them; what is poured in from another sink is not copied.

    filled: it holds anything but white space. length, running, headings: of its lines. tables: data tables in it.
    """

    __slots__ = ("_pieces", "chrome", "headings", "length", "linked", "links", "running", "tables")

    def __init__(self) -> None:
        self._pieces: list[Piece | Sink] = []
        self.length = self.running = self.headings = self.tables = self.links = self.linked = 0
        self.chrome = True

    @property
    def filled(self) -> bool:
        """Tell whether there is anything in it."""
        return self.length > 0 or self.tables > 0

    def add(self, piece: Piece) -> None:
        """Add one piece."""
        self._pieces.append(piece)
        self.links += piece.links
        self.linked += piece.linked
        self.chrome &= piece.chrome
        if isinstance(piece, Table):
            self.tables += 1
        else:
            self.length += len(piece.text)
            self.running += piece.running
            self.headings += piece.level is not None

    def pour(self, other: Sink) -> None:
        """Add everything that another sink holds; it must not change afterwards."""
        self._pieces.append(other)
        self.chrome &= other.chrome
        for name in ("length", "running", "headings", "tables", "links", "linked"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in order."""
        stack: list[Iterator[Piece | Sink]] = [iter(self._pieces)]
        while stack:
            for piece in stack[-1]:
                if isinstance(piece, Sink):
                    stack.append(iter(piece._pieces))  # noqa: SLF001  (of the same class)
                    break
                yield piece
            else:
                stack.pop()

    def text(self) -> str:
        """Return its lines, without the tables."""
        return "\n".join(piece.text for piece in self.pieces() if isinstance(piece, Line))
