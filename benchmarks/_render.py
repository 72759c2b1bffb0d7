"""An invented report as a file: plain text in three layouts, Markdown, HTML, Word, PDF, Excel, CSV."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports import Block, Report, Table

MARGIN = 42  # points of a PDF page


def render(report: Report, form: str, table: str | None = None) -> bytes | str:
    """Return a report in one form: a key of `FORMS`; table: which one becomes a CSV file, the longest when not told."""
    if form == "csv":
        return _csv(report.tables[table] if table else max(report.tables.values(), key=lambda one: one.height))
    return FORMS[form](report)


# ---------------------------------------------------------------- text


def _text(report: Report, lines: Callable[[Table], list[str]]) -> str:
    """Return the report line by line, an empty line before each section and the parts around them."""
    out: list[str] = []
    before = ""
    for block in report.blocks:
        if block.level == 1 or (block.kind != before and block.kind in ("preamble", "signature", "caption")):
            out.append("")
        before = block.kind
        out += lines(block.table) if block.table else [block.text]
    return "\n".join(out) + "\n"


def _one_cell_a_line(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.text or (cell.row_id and cell.column_id)]


def _pipes(table: Table) -> list[str]:
    return [f"| {' | '.join(cell.text for cell in row)} |" for row in table.rows()]


def _tabs(table: Table) -> list[str]:
    return ["\t".join(row) for row in table.grid()]


def _markdown(report: Report) -> str:
    out: list[str] = []
    for block in report.blocks:
        if block.table:
            lines = [f"| {' | '.join(row)} |" for row in block.table.grid()]
            out.append("\n".join([lines[0], "|" + " --- |" * block.table.width, *lines[1:]]))
        else:
            out.append("#" * _level(block) + " " * bool(_level(block)) + block.text)
    return "\n\n".join(out) + "\n"


def _level(block: Block) -> int:
    """Return the level of a heading, the title's included: 1 is highest, 0 is none."""
    return 1 if block.kind == "title" else block.level + 1 if block.kind == "heading" else 0


def _csv(table: Table) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(table.grid())
    return out.getvalue()


# ---------------------------------------------------------------- HTML


def _html(report: Report) -> str:
    body = []
    for block in report.blocks:
        if block.table:
            body.append(_html_table(block.table))
        else:
            tag = f"h{_level(block)}" if _level(block) else "p"
            body.append(f"<{tag}>{escape(block.text)}</{tag}>")
    head = f'<meta charset="utf-8"><title>{escape(report.blocks[0].text)}</title>'
    return f"<!DOCTYPE html>\n<html>\n<head>{head}</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"


def _html_table(table: Table) -> str:
    rows = []
    for row in table.rows():
        cells = []
        for cell in row:
            spans = "".join(
                f' {name}="{span}"'
                for name, span in (("rowspan", cell.row_span), ("colspan", cell.column_span))
                if span > 1
            )
            cells.append(f"<td{spans}>{escape(cell.text)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return '<table border="1">\n' + "\n".join(rows) + "\n</table>"


# ---------------------------------------------------------------- Word, Excel


def _docx(report: Report) -> bytes:
    from docx import Document

    document = Document()
    for block in report.blocks:
        if block.kind == "title":
            document.add_paragraph(block.text, style="Title")
        elif block.kind == "heading":
            document.add_heading(block.text, block.level)
        elif block.table:
            table = block.table
            grid = document.add_table(table.height, table.width, style="Table Grid")
            fields = grid._cells  # noqa: SLF001  (the public way finds all cells anew for each)
            for cell in table.cells:
                first = fields[cell.row * table.width + cell.column]
                last = fields[(cell.row + cell.row_span - 1) * table.width + cell.column + cell.column_span - 1]
                (first.merge(last) if first is not last else first).text = cell.text
        else:
            document.add_paragraph(block.text)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _xlsx(report: Report) -> bytes:
    """Return the statistics tables alone, one sheet each, under a title merged across."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for table in report.tables.values():
        sheet = book.create_sheet(table.title[:31])
        sheet.cell(1, 1, f"{report.issuer}{report.year}年{table.title}")
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=table.width)
        for cell in table.cells:
            row, column = cell.row + 2, cell.column + 1
            text = cell.text
            sheet.cell(row, column, int(text) if text.isascii() and text.isdigit() else text or None)
            if cell.row_span > 1 or cell.column_span > 1:
                sheet.merge_cells(
                    start_row=row, start_column=column,
                    end_row=row + cell.row_span - 1, end_column=column + cell.column_span - 1,
                )  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return _undated(out.getvalue())


def _undated(data: bytes) -> bytes:
    """Return a zip file that tells no time of its making, so that the same report is the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2000-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# ---------------------------------------------------------------- PDF


def _pdf(report: Report) -> bytes:
    from reportlab.lib.colors import black
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
    from reportlab.platypus import Table as Grid

    registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("text", fontName="STSong-Light", fontSize=11, leading=17, wordWrap="CJK", firstLineIndent=22)
    styles = {
        "title": ParagraphStyle("title", style, fontSize=17, leading=26, alignment=1, firstLineIndent=0, spaceAfter=12),
        "caption": ParagraphStyle("caption", style, alignment=1, firstLineIndent=0),
        "signature": ParagraphStyle("signature", style, alignment=2, firstLineIndent=0),
    }
    small = ParagraphStyle("cell", style, fontSize=7, leading=8.5, firstLineIndent=0)
    flow = []
    for block in report.blocks:
        if not block.table:
            flow.append(Paragraph(escape(block.text), styles.get(block.kind, style)))
            continue
        table = block.table
        fields = [[Paragraph(escape(text), small) if text else "" for text in row] for row in table.grid()]
        spans = [
            ("SPAN", (c.column, c.row), (c.column + c.column_span - 1, c.row + c.row_span - 1))
            for c in table.cells
            if c.row_span > 1 or c.column_span > 1
        ]
        looks = [("GRID", (0, 0), (-1, -1), 0.5, black), ("TOPPADDING", (0, 0), (-1, -1), 1)]
        looks += [("BOTTOMPADDING", (0, 0), (-1, -1), 2), ("LEFTPADDING", (0, 0), (-1, -1), 2)]
        looks += [("RIGHTPADDING", (0, 0), (-1, -1), 2), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        flow += [Grid(fields, _widths(table, A4[0] - 2 * MARGIN), style=[*looks, *spans]), Spacer(1, 8)]
    out = io.BytesIO()
    SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN, invariant=1
    ).build(flow)
    return out.getvalue()


def _widths(table: Table, width: float) -> list[float]:
    """Return the widths of the columns: wide for labels, the rest alike."""
    wide = {"requests": [0.08, 0.11, 0.25], "statistics": [0.7], "disclosure": [0.3]}.get(table.id, [])
    rest = table.width - len(wide)
    return [width * share for share in (*wide, *([(1 - sum(wide)) / rest] * rest))]


FORMS: dict[str, Callable[[Report], bytes | str]] = {
    "text_line": lambda report: _text(report, _one_cell_a_line),
    "text_pipe": lambda report: _text(report, _pipes),
    "text_tab": lambda report: _text(report, _tabs),
    "markdown": _markdown,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
}
"""The forms of a whole report, and the workbook of its tables; `csv` is a form of one table."""
