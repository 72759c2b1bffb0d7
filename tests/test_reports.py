"""The invented reports of the benchmarks are what they claim to be: right in every identity, the same every time."""

from __future__ import annotations

import importlib
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from reportlint import Linter, Severity

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
FORMS = ("text_line", "text_pipe", "text_tab", "markdown", "html", "docx", "pdf", "xlsx", "csv")

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(str(BENCHMARKS))
    made = importlib.import_module("reports")


_PERIODS = [(first, year) for first, years in made.FORMATS.items() for year in years]


def _make(number: int):
    size = ("small", "medium", "large")[number % 3]
    return made.make_report(*_PERIODS[number % len(_PERIODS)], number, made.KINDS[number % 6], size)


@pytest.fixture(scope="module", params=range(60))
def report(request):
    return _make(request.param)


@pytest.fixture(scope="module", params=[number for number in range(60) if _PERIODS[number % len(_PERIODS)][0] != 2014])
def recent(request):
    return _make(request.param)


@pytest.fixture(scope="module", params=[number for number in range(60) if _PERIODS[number % len(_PERIODS)][0] == 2014])
def old(request):
    return _make(request.param)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


def _total(report, pattern: str, column: str) -> int:
    return sum(
        value for name, value in report.values.items() if name.startswith(pattern) and name.endswith(f"[{column}]")
    )


def test_the_requests_table_adds_up(recent) -> None:
    n = recent.values
    columns = ("natural", "business", "research", "welfare", "legal", "others")
    groups = ("refused.", "unable.", "declined.", *(("settled.",) if recent.format == 2021 else ()))
    for column in (*columns, "total"):
        ends = (
            n[f"granted[{column}]"] + n[f"partial[{column}]"] + sum(_total(recent, group, column) for group in groups)
        )
        if recent.format == 2019:
            ends += n[f"settled[{column}]"]
        assert ends == n[f"closed[{column}]"]
        came = n[f"received[{column}]"] + n[f"carried_in[{column}]"]
        assert came == n[f"closed[{column}]"] + n[f"carried_out[{column}]"]
    for row in {cell.row_id for cell in recent.tables["requests"].cells if cell.column_id == "total"} - {""}:
        assert n[f"{row}[total]"] == sum(n[f"{row}[{column}]"] for column in columns)
    assert all(value >= 0 for name, value in n.items() if not name.endswith("[change]"))


def test_disputes_add_up(recent) -> None:
    for group in ("review", "direct", "after"):
        parts = (recent.values[f"disputes[{group}_{end}]"] for end in ("upheld", "corrected", "other", "pending"))
        assert sum(parts) == recent.values[f"disputes[{group}_total]"]


def test_documents_are_plausible(recent) -> None:
    n = recent.values
    if recent.format == 2021:
        assert n["normative[made]"] <= n["normative[in_force]"] + n["normative[repealed]"]
        assert n["settled.unpaid[total]"] <= n["fee.notices"]
        assert n["fee.collected"] <= n["fee.billed"]
        assert 10 * n["settled.other[total]"] <= max(n["closed[total]"], 1)
    if recent.format == 2019:
        assert n["normative[opened]"] <= n["normative[public]"]
        assert all(n[f"{row}[before]"] + n[f"{row}[change]"] >= 0 for row in ("licences", "penalties", "charges"))
    if recent.kind in ("county", "township", "department"):
        assert n["regulations[made]"] == 0


def test_the_table_of_2014_adds_up(old) -> None:
    n = old.values

    def parts(prefix: str) -> int:
        return sum(value for name, value in n.items() if name.startswith(prefix))

    assert n["requests.received"] == parts("requests.by.")
    assert n["requests.closed"] == n["requests.on_time"] + n["requests.extended"] == n["answers"] == parts("answers.")
    assert n["answers.refused"] == parts("refusals.")
    assert n["reviews"] == parts("reviews.")
    assert n["lawsuits"] == parts("lawsuits.")
    assert n["staff"] == parts("staff.")
    assert n["requests.closed"] <= n["requests.received"]
    channels = [value for name, value in n.items() if name.startswith("channels.")]
    assert max(channels) <= n["disclosed"] < sum(channels)
    assert n["documents.disclosed"] <= min(n["disclosed"], n["documents.issued"])


def test_cells_print_the_values_and_cover_each_field_once(report) -> None:
    for table in report.tables.values():
        covered = Counter(
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        )
        assert set(covered.values()) == {1}
        assert len(covered) == table.width * table.height
        for cell in table.cells:
            fact = cell.row_id if table.id == "statistics" else f"{cell.row_id}[{cell.column_id}]"
            number = cell.column_id not in ("", "label", "unit") and not cell.row_id.startswith("part.")
            if cell.row_id and number and cell.column_id not in ("change", "amount"):
                assert cell.text == str(report.values[fact])


def test_mentions_say_where_the_figures_stand(report) -> None:
    assert len(report.mentions) > 5
    for index, mention in report.mentions:
        assert report.blocks[index].text[mention.start : mention.end] == mention.text
        if "/" not in mention.fact:
            assert int(mention.text) == sum(report.values[name] for name in mention.fact.split("+"))


def test_no_passage_stands_twice(report) -> None:
    text = report.text().replace("\n", "")
    assert max(Counter(text[at : at + 30] for at in range(len(text) - 29)).values()) == 1


def test_the_overview_keeps_to_its_length(recent) -> None:
    assert sum(len(block.text) for block in recent.blocks if block.section == "overview") <= 1000


def test_a_linter_finds_nothing(report, linter: Linter) -> None:
    form = ("text_line", "text_pipe", "text_tab")[report.seed // 3 % 3]
    result = linter.check("draft.txt", made.render(report, form).encode())
    assert result.failure is None
    assert result.pack == report.pack
    assert [finding.message for finding in result.findings if finding.severity is not Severity.INFO] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_report_is_always_the_same(form: str) -> None:
    one, other = (made.render(made.make_report(2021, 2023, 7, "county"), form) for _ in range(2))
    assert one == other
    assert one != made.render(made.make_report(2021, 2023, 8, "county"), form)


@pytest.mark.parametrize("period", made.FORMATS)
def test_forms_hold_every_cell_and_paragraph(period: int) -> None:
    report = made.make_report(period, made.FORMATS[period][0], 5, "county")
    cells = [cell.text for table in report.tables.values() for cell in table.cells if cell.text]
    texts = [block.text for block in report.blocks if not block.table]
    for form in ("text_line", "text_pipe", "text_tab", "markdown", "html"):
        rendered = made.render(report, form)
        assert all(text in rendered for text in cells + texts), form
    docx = pytest.importorskip("docx").Document(io.BytesIO(made.render(report, "docx")))
    assert [paragraph.text for paragraph in docx.paragraphs] == texts
    for grid, table in zip(docx.tables, report.tables.values(), strict=True):
        assert (len(grid.rows), len(grid.columns)) == (table.height, table.width)
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(made.render(report, "xlsx")))
    assert [sheet.title for sheet in book] == [table.title for table in report.tables.values()]
    assert made.render(report, "pdf").startswith(b"%PDF")


def test_blanks_leave_cells_empty_and_say_so() -> None:
    report = made.make_report(2021, 2022, 3, "township", blanks=True)
    blank = [name for name, value in report.values.items() if value is None]
    assert blank
    for name in blank:
        row, _, column = name.rstrip("]").partition("[")
        assert any(
            cell.text == ""
            for table in report.tables.values()
            for cell in table.cells
            if (cell.row_id, cell.column_id) == (row, column)
        )


def test_mistakes_can_be_put_in() -> None:
    report = made.make_report(2021, 2023, 7, "county")
    wrong = report.with_cell("requests", "granted", "natural", "999")
    assert wrong.tables["requests"].cell("granted", "natural").text == "999"
    assert wrong.values == report.values

    index, mention = report.mentions[0]
    wrong = report.with_figure(index, mention, "1234567")
    assert "1234567" in wrong.blocks[index].text
    for block, one in wrong.mentions:
        assert wrong.blocks[block].text[one.start : one.end] == one.text

    assert "五、" not in report.without_section("problems").text()
    with pytest.raises(ValueError, match="2023"):
        made.make_report(2019, 2023, 1, "county")


def test_rows_can_be_dropped_and_swapped() -> None:
    table = made.make_report(2021, 2023, 7, "county").tables["requests"]
    for row in ("received", "granted", "refused.secret", "refused.inquiry", "settled.other", "closed"):
        shorter = table.without_row(row)
        assert shorter.height == table.height - 1
        covered = Counter(
            (at, column)
            for cell in shorter.cells
            for at in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        )
        assert set(covered.values()) == {1}
        assert len(covered) == shorter.width * shorter.height
        assert row not in {cell.row_id for cell in shorter.cells}
    swapped = table.with_rows_swapped("refused.law", "refused.security")
    assert swapped.cell("refused.security", "label").row == table.cell("refused.law", "label").row
    assert swapped.cell("refused.law", "total").text == table.cell("refused.law", "total").text


def test_the_members_of_office_files_have_no_time() -> None:
    data = made.render(made.make_report(2014, 2016, 1, "department"), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
