"""Mistakes of the kinds that drafters make, one put into a correct report at a time.

A fault names the rules of which one must find it, and, for a wrong value in a table, the cells and their right values.
Faults that leave a report correct (two equal numbers exchanged) are never made: the maker then returns None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

    from reports import Block, Report

ROWS = {"requests-row-total", "requests-column-total", "requests-balance"}
SUMS = {
    "requests-by-channel", "requests-by-timeliness", "answers-by-type", "refusals-by-reason", "reviews-by-outcome",
    "lawsuits-by-outcome", "staff-by-duty",
}  # fmt: skip
PROSE = {"text-table-mismatch", "breakdown-total", "contradicted-claim", "wrong-percentage"}
BOUNDS = {
    "disclosed-over-channels", "disclosed-under-channel", "of-which-over-total", "documents-in-force", "disclosed-documents",
    "regulations-without-power", "fee-without-request", "response-without-channel", "training-without-trainees",
    "decisions-without-items", "channels-not-deduplicated", "documents-over-issued",
}  # fmt: skip
TABLES = {
    "statistics": SUMS | BOUNDS,
    "requests": ROWS,
    "disputes": {"disputes-total"},
    "disclosure": BOUNDS | {"blank-cell"},
}


class Fault(NamedTuple):
    """A faulty report. rules: any of them finds it. cells: the wrong cells and their right values; place: what is hit."""

    report: Report
    rules: frozenset[str]
    cells: Mapping[str, str] = {}
    place: str = ""


def name_of(report: Report, row: str, column: str) -> str:
    """Return what a cell is called as a fact."""
    return row if report.format == 2014 else f"{row}[{column}]"


def _value_cells(report: Report, table: str) -> list[tuple[str, str, str]]:
    """Return row, column and text of the cells that hold counts."""
    if table not in report.tables:
        return []
    found = []
    for cell in report.tables[table].cells:
        known = report.values.get(name_of(report, cell.row_id, cell.column_id))
        if cell.column_id not in ("label", "unit", "") and known is not None and cell.text == str(known):
            found.append((cell.row_id, cell.column_id, cell.text))
    return found


def _role(row: str, column: str) -> str:
    """Return which kind of cell this is in the table of requests."""
    if row in ("received", "carried_in", "closed", "carried_out"):
        return row
    return "row total" if column == "total" else "leaf"


def digits(change: str) -> Callable[[str], Callable[[Report, random.Random], Fault | None]]:
    """Return a maker of one wrong number in a table: `wrong`, `swapped`, `lost` or `doubled` digit."""

    def in_table(table: str) -> Callable[[Report, random.Random], Fault | None]:
        def make(report: Report, chance: random.Random) -> Fault | None:
            cells = _value_cells(report, table)
            chance.shuffle(cells)
            for row, column, text in cells:
                new = _changed(text, change, chance)
                if new is not None and new != text:
                    name = name_of(report, row, column)
                    role = _role(row, column) if table == "requests" else ""
                    rules = frozenset(TABLES[table] | PROSE)
                    return Fault(report.with_cell(table, row, column, new), rules, {name: text}, role)
            return None

        return make

    return in_table


def _changed(text: str, change: str, chance: random.Random) -> str | None:
    at = chance.choice([at for at, char in enumerate(text) if char.isdigit()])
    match change:
        case "wrong":
            digit = chance.choice([one for one in "0123456789" if one != text[at]])
            new = text[:at] + digit + text[at + 1 :]
        case "swapped":
            pairs = [n for n in range(len(text) - 1) if text[n] != text[n + 1] and text[n : n + 2].isdigit()]
            if not pairs:
                return None
            at = chance.choice(pairs)
            new = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case "lost":
            new = text[:at] + text[at + 1 :]
        case _:
            new = text[:at] + text[at] * 2 + text[at + 1 :]
    return new if new and (new == "0" or new[0] != "0") else None


def exchanged(*, across: bool) -> Callable[[Report, random.Random], Fault | None]:
    """Return a maker of two neighbouring cells of the table of requests that stand in each other's place."""

    def make(report: Report, chance: random.Random) -> Fault | None:
        cells = _value_cells(report, "requests")
        rows, columns = list(dict.fromkeys(c[0] for c in cells)), list(dict.fromkeys(c[1] for c in cells))
        text = {(row, column): value for row, column, value in cells}
        pairs = [
            ((row, column), other)
            for row, column in text
            for other in [
                (row, columns[(columns.index(column) + 1) % len(columns)])
                if across
                else (rows[(rows.index(row) + 1) % len(rows)], column)
            ]
            if other in text and text[other] != text[row, column]
        ]
        if not pairs:
            return None
        one, other = chance.choice(pairs)
        faulty = report.with_cell("requests", *one, text[other]).with_cell("requests", *other, text[one])
        right = {f"{row}[{column}]": text[row, column] for row, column in (one, other)}
        return Fault(faulty, frozenset(ROWS | PROSE), right)

    return make


def blanked(table: str) -> Callable[[Report, random.Random], Fault | None]:
    """Return a maker of a cell that was left empty."""

    def make(report: Report, chance: random.Random) -> Fault | None:
        cells = [cell for cell in _value_cells(report, table) if cell[2] != "0"]
        if not cells:
            return None
        row, column, text = chance.choice(cells)
        return Fault(
            report.with_cell(table, row, column, ""), frozenset({"blank-cell"}), {name_of(report, row, column): text}
        )

    return make


def split_cell(report: Report, chance: random.Random) -> Fault | None:
    """Cut a number in two cells, as a stray bar does; for rows of bars only."""
    cells = [cell for cell in _value_cells(report, "requests") if len(cell[2]) > 1]
    if not cells:
        return None
    row, column, text = chance.choice(cells)
    at = chance.randrange(1, len(text))
    return Fault(report.with_cell("requests", row, column, f"{text[:at]} | {text[at:]}"), frozenset(ROWS), place="pipe")


def negative(report: Report, chance: random.Random) -> Fault | None:
    """Put a minus sign before a count."""
    cells = [cell for cell in _value_cells(report, "requests") if cell[2] != "0"]
    if not cells:
        return None
    row, column, text = chance.choice(cells)
    return Fault(report.with_cell("requests", row, column, f"-{text}"), frozenset({"cell-not-integer"}))


def row_dropped(report: Report, chance: random.Random) -> Fault | None:
    """Drop a row of a table."""
    table = report.tables[_main(report)]
    rows = [row for row in dict.fromkeys(cell.row_id for cell in table.cells if cell.column_id == "label") if row]
    leaves = [
        row for row in rows if any(c.row_id == row and c.column_id not in ("label", "unit", "") for c in table.cells)
    ]
    row = chance.choice(leaves)
    return Fault(report.with_table(table.without_row(row)), frozenset({"table-labels"} | ROWS | SUMS))


def row_renamed(report: Report, chance: random.Random) -> Fault | None:
    """Misspell the label of a row."""
    table = report.tables[_main(report)]
    labels = [cell for cell in table.cells if cell.column_id == "label" and len(cell.text) > 9 and cell.row_id]
    cell = chance.choice(labels)
    at = chance.randrange(3, len(cell.text))
    if "（" in cell.text[1:at] or cell.text[at] in "（）()，、。：；“”":  # a footnote does not count
        return None
    text = cell.text[:at] + "某" + cell.text[at + 1 :]
    return Fault(report.with_cell(table.id, cell.row_id, "label", text), frozenset({"table-labels"}))


def section_dropped(report: Report, chance: random.Random) -> Fault | None:
    """Leave a section out."""
    sections = [s for s in dict.fromkeys(block.section for block in report.blocks if block.kind == "heading") if s]
    section = chance.choice(sections)
    rules = {"missing-section", "missing-table", "heading-numbering"}
    return Fault(report.without_section(section), frozenset(rules), place=section)


def section_renamed(report: Report, chance: random.Random) -> Fault | None:
    """Give a section a title that is not its own; the formats since 2019 only."""
    heads = [(at, block) for at, block in enumerate(report.blocks) if block.kind == "heading" and block.level == 1]
    if report.format == 2014 or not heads:
        return None
    at, block = chance.choice(heads)
    faulty = report.with_block(at, block._replace(text=block.text.replace("情况", "进展").replace("事项", "内容")))
    return Fault(faulty, frozenset({"section-title", "missing-section", "extra-section"}))


def section_moved(report: Report, chance: random.Random) -> Fault | None:
    """Put a section before the one above it."""
    sections = [s for s in dict.fromkeys(block.section for block in report.blocks if block.kind == "heading") if s]
    if report.format == 2014:
        return None
    at = chance.randrange(len(sections) - 1)
    one, other = sections[at : at + 2]
    moved = [block for block in report.blocks if block.section == other]
    blocks: list[Block] = []
    for block in report.blocks:
        if block.section == one and moved:
            blocks += moved
            moved = []
        if block.section != other:
            blocks.append(block)
    return Fault(report._replace(blocks=tuple(blocks)), frozenset({"section-order", "heading-numbering"}))


def figure(report: Report, chance: random.Random) -> Fault | None:
    """Change a number of the prose that a table, or its own sentence, shows to be wrong."""
    cells = {
        name_of(report, cell.row_id, cell.column_id) for table in report.tables.values() for cell in table.cells
    }  # what no table counts, no table contradicts
    mentions = [
        (at, one) for at, one in report.mentions if one.text.isdigit() and one.fact in cells and one.text != "0"
    ]
    if not mentions:
        return None
    at, mention = chance.choice(mentions)
    new = _changed(mention.text, chance.choice(["wrong", "swapped", "lost", "doubled"]), chance)
    if new is None or new == mention.text:
        return None
    return Fault(report.with_figure(at, mention, new), frozenset(PROSE | SUMS | BOUNDS), place=mention.fact)


def passage_doubled(report: Report, chance: random.Random) -> Fault | None:
    """Let a paragraph stand twice."""
    long = [at for at, block in enumerate(report.blocks) if block.kind == "paragraph" and len(block.text) > 50]
    if not long:
        return None
    at, target = chance.choice(long), chance.choice(long)
    faulty = report.with_block(target, report.blocks[target], report.blocks[at]._replace(mentions=()))
    return Fault(faulty, frozenset({"duplicate-passage"}))


def period_stale(report: Report, chance: random.Random) -> Fault | None:  # noqa: ARG001
    """Leave last year's period in the preamble."""
    for at, block in enumerate(report.blocks):
        if block.kind == "preamble" and f"{report.year}年1月1日" in block.text:
            old, new = f"{report.year}年", f"{report.year - 1}年"
            return Fault(
                report.with_block(at, block._replace(text=block.text.replace(old, new), mentions=())),
                frozenset({"inconsistent-year", "stale-year", "period-cut-short"}),
            )
    return None


def citation_stale(report: Report, chance: random.Random) -> Fault | None:  # noqa: ARG001
    """Cite the notice that was replaced."""
    for at, block in enumerate(report.blocks):
        if report.format == 2021 and "〔2021〕30号" in block.text:
            text = block.text.replace("〔2021〕30号", "〔2019〕60号")
            return Fault(report.with_block(at, block._replace(text=text)), frozenset({"stale-citation"}))
    return None


def none_claimed(report: Report, chance: random.Random) -> Fault | None:  # noqa: ARG001
    """Say that there were no applications, where the table counts some."""
    received = report.values.get("requests.received" if report.format == 2014 else "received[total]")
    at = next(
        (n for n, block in enumerate(report.blocks) if block.kind == "paragraph" and block.section == "overview"), -1
    )
    if not received or at < 0:
        return None
    said = report.blocks[at]._replace(text="全年未收到政府信息公开申请。", mentions=())
    return Fault(report.with_block(at, report.blocks[at], said), frozenset({"contradicted-claim"}))


def table_foreign(report: Report, chance: random.Random) -> Fault | None:  # noqa: ARG001
    """Use the other period's form of a table; the formats since 2019 only."""
    from reports import make_report

    if report.format == 2014:
        return None
    other = make_report(*((2021, 2022) if report.format == 2019 else (2019, 2020)), report.seed, report.kind)
    faulty = report.with_table(other.tables["disclosure"])
    return Fault(faulty, frozenset({"wrong-format-year"}))


def _main(report: Report) -> str:
    return "statistics" if report.format == 2014 else "requests"
