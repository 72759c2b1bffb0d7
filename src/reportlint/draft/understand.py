"""From a draft to what it says: fold, find tables, read the outline, title and years; then observe a pack's facts."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reportlint.draft.blocks import table_blocks
from reportlint.draft.cells import stream
from reportlint.draft.content import Content
from reportlint.draft.draft import Grid, Paragraph
from reportlint.draft.facts import Facts, Surroundings, blank_cells, cell_facts, prose_facts
from reportlint.draft.issuer import issuer_of
from reportlint.draft.labels import label_key, printed_label
from reportlint.draft.outline import read_outline
from reportlint.draft.recognition import find_tables
from reportlint.draft.years import is_caption, read_years
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.variants import fold
from reportlint.text.wrapping import soft_breaks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportlint.draft.draft import Draft
    from reportlint.draft.forms import Indicator, TableForm
    from reportlint.text.patterns import Pattern

_LINE_BREAK = Expression(r"\r\n|\r|\n")
_TITLE_LENGTH = 60
_ORGAN = Expression(r"(?:政府|[局委办厅院会处站乡镇县市区州省旗盟]|中心|街道|办公室|部|公司)\Z")
_TITLE_REACH = 30  # paragraphs from the top in which a title is looked for


def understand(draft: Draft, forms: Sequence[TableForm], titles: Sequence[Pattern]) -> Content:
    """Work out everything about a draft that does not depend on which pack is applied.

    forms: the tables of all packs (a table of another period is recognized as such). titles: patterns of title lines.
    """
    folded = fold(draft.text, soft_breaks(draft.text) if draft.format == "text" else _inner_breaks(draft))
    text = folded.text
    paragraphs = tuple(_paragraphs(text))
    cells = stream(draft, folded)
    tables = tuple(find_tables(cells, forms))
    blocks = tuple(table_blocks(cells, tables))
    prose = tuple(span for span in paragraphs if not _touched(span, blocks))
    levels = {
        folded.to_folded(block.span).start: block.level
        for block in draft.blocks
        if isinstance(block, Paragraph) and block.level is not None
    }
    title = _title(text, prose, read_outline(text, prose, {}, len(text)).first_heading, titles)
    behind = title.end if title else 0
    levels = {start: level for start, level in levels.items() if start >= behind}  # a title is often styled as one
    outline = read_outline(text, prose, levels, len(text), bare_after=behind)
    captions = [table.caption for table in tables if table.caption]
    captions += [span for span in paragraphs if is_caption(text, span) and _touched(span, _widened(blocks))]
    years = read_years(text, title, prose, captions)
    issuer = issuer_of(text[title.start : title.end].replace("\n", "") if title else "")
    return Content(draft, folded, paragraphs, prose, outline, tables, blocks, title, years, Facts(), issuer)


def _inner_breaks(draft: Draft) -> tuple[int, ...]:
    """Return where a line breaks inside a paragraph or a cell that the format delimits by itself."""
    spans = [block.span for block in draft.blocks if isinstance(block, Paragraph)]
    spans += [cell.span for block in draft.blocks if isinstance(block, Grid) for cell in block.cells]
    return tuple(
        span.start + found.start()
        for span in sorted(spans)
        for found in _LINE_BREAK.finditer(draft.text[span.start : span.end])
    )


def observe(
    content: Content, forms: Sequence[TableForm], indicators: Mapping[str, Indicator], *, year: int | None, named: bool
) -> Content:
    """Return the content with the facts of one pack's indicators, and with the report year that was settled on."""
    tables = tuple(table.among(forms) for table in content.tables)
    labels = _labels(forms, indicators)
    settled = content.report_year if year is None else year
    facts = cell_facts(tables, forms)
    title = content.text[content.title.start : content.title.end] if content.title else ""
    around = Surroundings(content.text, content.prose, content.quantities, settled, content.headings_at, title)
    facts += prose_facts(around, indicators)
    observed = replace(
        content, tables=tables, facts=Facts(facts, labels, blank_cells(tables, forms)), named=named, assumed_year=year
    )
    vars(observed).update(vars(content))  # what was worked out from the text alone: it holds as well
    return observed


def _labels(forms: Sequence[TableForm], indicators: Mapping[str, Indicator]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for form in forms:
        single = len(form.columns) == 1
        for name, row in form.rows.items():
            labels[name] = label_key(row.label)
            for column in () if single else form.columns:
                header = form.column_label(column)
                labels[f"{name}[{column}]"] = f"{printed_label(row.label)}（{header}）" if row.label else header
    labels.update({name: indicator.label for name, indicator in indicators.items() if indicator.label})
    return labels


def _paragraphs(text: str) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _touched(span: Span, blocks: Sequence[Span]) -> bool:
    at = bisect_right(blocks, (span.end, -1)) - 1
    return at >= 0 and span.touches(blocks[at])


def _widened(blocks: Sequence[Span]) -> list[Span]:
    """Widen blocks a little to the front, where a caption may stand outside the cells."""
    return [Span(max(0, block.start - 60), block.end) for block in blocks]


def _title(text: str, prose: Sequence[Span], first_heading: int, patterns: Sequence[Pattern]) -> Span | None:
    """Find the title: one line that a pattern recognizes, else two or three short lines that it recognizes joined.

    A line above that names an organ belongs to a title that does not.
    """
    lines = [span for span in prose[:_TITLE_REACH] if span.start < first_heading]
    short = [_may_be_title(text[span.start : span.end]) for span in lines]
    for size in (1, 2, 3):
        for at in range(len(lines) - size + 1):
            joined = "".join(text[span.start : span.end] for span in lines[at : at + size])
            if not all(short[at : at + size]) or len(joined) > _TITLE_LENGTH:
                continue
            if any(pattern.search(joined) for pattern in patterns):
                above = at > 0 and joined[:1].isdigit() and short[at - 1]
                named = above and _ORGAN.search(text, lines[at - 1].start, lines[at - 1].end)
                return Span(lines[at - 1 if named else at].start, lines[at + size - 1].end)
    return None


def _may_be_title(line: str) -> bool:
    """Tell whether a line may be a title, or part of one: short, no sentence, no letter that forwards the report."""
    return len(line) <= _TITLE_LENGTH and not any(mark in line for mark in "。；，：|｜") and not line.endswith("通知")
