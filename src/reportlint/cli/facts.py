"""`reportlint facts`: the statistics that drafts contain, as a table for other programs."""

from __future__ import annotations

import csv
import json
import re
import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from msgspec.structs import asdict, fields

from reportlint.cli import FAILED, SUCCESS
from reportlint.cli._frame import Lang, PackChoice, Paths, StdinName, application, both
from reportlint.cli._input import read
from reportlint.discovery import STDIN, discover
from reportlint.errors import ReadError
from reportlint.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from reportlint.engine import FactRow

app = application()

# What a spreadsheet takes for the beginning of a formula, full-width forms included (they count in Chinese editions).
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_LINE_BREAK = re.compile(r"\r\n?")
# A plain number, which is no formula even with a sign: -3, +36, 97.25%.
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


@app.command(help=both("列出草稿中的统计数据。", "List the statistics in drafts."))
def facts(
    paths: Paths,
    form: Annotated[
        Literal["csv", "json"], typer.Option("--format", help=both("输出格式。", "Output format."))
    ] = "csv",
    pack: PackChoice = "auto",
    stdin_filename: StdinName = "stdin.txt",
    lang: Lang = "zh",
) -> int:
    """Print the facts of all drafts; those that cannot be read are named on stderr."""
    from reportlint.engine import FactRow, Linter, Settings

    linter = Linter(Settings(pack=pack, language=lang))
    rows: list[FactRow] = []
    status = SUCCESS
    found = discover(paths)
    for failure in found.failures:
        sys.stderr.write(visible(failure.reason(lang)) + "\n")
        status = FAILED
    for draft in found.drafts:
        try:
            rows += linter.facts(stdin_filename if draft == STDIN else draft, read(draft))
        except ReadError as error:
            sys.stderr.write(visible(error.text(lang)) + "\n")
            status = FAILED
    columns = [field.name for field in fields(FactRow)]
    write = _write_csv if form == "csv" else _write_json
    write([asdict(row) for row in rows], columns, sys.stdout)
    return status


def _write_csv(rows: Iterable[dict[str, Any]], columns: list[str], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)


def _write_json(rows: Iterable[dict[str, Any]], columns: list[str], out: TextIO) -> None:  # noqa: ARG001 - as above
    json.dump({"schema": 1, "facts": list(rows)}, out, ensure_ascii=False, indent=2, default=str)
    out.write("\n")


def _cell(value: object) -> str:
    """Return a value for a spreadsheet; text that would run as a formula gets a leading apostrophe."""
    text = "" if value is None else _LINE_BREAK.sub("\n", str(value))  # the csv module leaves a lone CR unquoted
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
