"""How many mistakes are found, and how many told as one finding on the right cell with the right value.

    python benchmarks/accuracy.py            # about 3,000 faults
    python benchmarks/accuracy.py --write    # the same, and puts the table into docs/accuracy.md

Each fault of `_faults` is put, one at a time, into correct reports of every format and kind of issuer; the report is
checked before and after. Nothing here is chosen by hand: the seed decides.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import _faults
import _text_faults
from reports import FORMATS, KINDS, make_report, render

from reportlint import Linter, Severity
from reportlint.checks._relations import Parameters, relations
from reportlint.packs.formula import evaluate
from reportlint.text.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _faults import Fault
    from reports import Report

    from reportlint.finding import FileResult, Finding

PAGE = Path(__file__).parent.parent / "docs" / "accuracy.md"
FORMS = ("text_pipe", "text_line", "text_tab")
MARK = "<!-- table -->"
_TABLES = ("requests", "disputes", "statistics", "disclosure")
_SINGLE = ("wrong digit", "swapped digits", "lost digit", "doubled digit")

CLASSES: dict[str, Callable[[Report, random.Random], Fault | None]] = {
    **{f"{words}, {table}": _faults.digits(words.partition(" ")[0])(table) for words in _SINGLE for table in _TABLES},
    "neighbours in a row exchanged": _faults.exchanged(across=True),
    "neighbours in a column exchanged": _faults.exchanged(across=False),
    **{f"cell left blank, {table}": _faults.blanked(table) for table in _TABLES},
    "number cut in two cells": _faults.split_cell,
    "minus sign": _faults.negative,
    "row dropped": _faults.row_dropped,
    "row label misspelt": _faults.row_renamed,
    "section dropped": _faults.section_dropped,
    "section title changed": _faults.section_renamed,
    "section moved": _faults.section_moved,
    "figure of the prose changed": _faults.figure,
    "passage doubled": _faults.passage_doubled,
    "period of last year": _faults.period_stale,
    "superseded notice cited": _faults.citation_stale,
    "none claimed, some counted": _faults.none_claimed,
    "table of another period": _faults.table_foreign,
    **_text_faults.CLASSES,
}


class Score(NamedTuple):
    """What came of the faults of one class.

    decided: one error, on the right cells with their right values. named: the right ones are among those that it names.
    misled: it names only others. right: findings of a rule for this kind of mistake.
    """

    faults: int = 0
    unseen: int = 0
    found: int = 0
    single: int = 0
    decided: int = 0
    named: int = 0
    misled: int = 0
    findings: int = 0
    right: int = 0


def main() -> None:
    """Run, print, and write on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", type=int, default=90, help="faults a class")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the table into docs/accuracy.md")
    parser.add_argument("--missed", action="store_true", help="print each fault that was not found")
    options = parser.parse_args()
    linter = Linter()
    clean: Counter[str] = Counter()
    scores = {name: _score(linter, name, options, clean) for name in CLASSES}
    text = "\n".join(_table(scores, clean))
    print(text)
    if options.write:
        page = PAGE.read_text("utf-8")
        before, _, rest = page.partition(MARK)
        PAGE.write_text(f"{before}{MARK}\n\n{text}\n\n{MARK}{rest.partition(MARK)[2]}", "utf-8")


def _reports(chance: random.Random) -> Iterator[Report]:
    periods = [(first, year) for first, years in FORMATS.items() for year in years]
    while True:
        first, year = chance.choice(periods)
        size = chance.choice(("small", "medium", "large"))
        yield make_report(first, year, chance.randrange(10**6), chance.choice(KINDS), size)


def _score(linter: Linter, name: str, options: argparse.Namespace, clean: Counter[str]) -> Score:
    chance = random.Random(f"{options.seed} {name}")
    score = Score()
    for tried, report in enumerate(_reports(chance)):
        if score.faults >= options.faults or tried > 40 * options.faults:
            break
        fault = CLASSES[name](report, chance)
        if fault is None:
            continue
        form = "text_pipe" if fault.place == "pipe" else chance.choice(FORMS)
        before, after = (_checked(linter, one, form) for one in (report, fault.report))
        clean["reports"] += 1
        for finding in before.findings:
            clean[finding.severity.value] += 1
        score = _added(linter, score, fault, report, before, after)
        if options.missed and not _found(fault, before, after) and _visible(linter, fault, report):
            told = [(finding.rule, finding.message) for finding in _new(before, after)]
            print(
                f"{name}: {report.format} {report.year} {report.seed} {report.kind} {form} {fault.place} {fault.cells} {told}"
            )
    return score


def _checked(linter: Linter, report: Report, form: str) -> FileResult:
    data = render(report, form)
    return linter.check("a.txt", data.encode() if isinstance(data, str) else data)


def _new(before: FileResult, after: FileResult):
    known = {(finding.rule, finding.message) for finding in before.findings}
    return [finding for finding in after.findings if (finding.rule, finding.message) not in known]


def _found(fault: Fault, before: FileResult, after: FileResult) -> bool:
    return any(finding.rule.partition("/")[2] in fault.rules for finding in _new(before, after))


def _added(linter: Linter, score: Score, fault: Fault, report: Report, before: FileResult, after: FileResult) -> Score:
    if not _visible(linter, fault, report):
        return score._replace(faults=score.faults + 1, unseen=score.unseen + 1)
    right_rule = [finding.rule.partition("/")[2] in fault.rules for finding in _new(before, after)]
    new = [
        finding
        for finding, right in zip(_new(before, after), right_rule, strict=True)
        if finding.severity is not Severity.INFO or right
    ]
    named = [pair for finding in new for pair in _named(finding)]
    right = bool(fault.cells) and len(new) == 1 and set(named) >= set(fault.cells.items())
    return Score(
        score.faults + 1,
        score.unseen,
        score.found + _found(fault, before, after),
        score.single + (len(new) == 1),
        score.decided + (right and len(named) == len(fault.cells)),
        score.named + (right and len(named) > len(fault.cells)),
        score.misled + bool(fault.cells and named and not set(named) & set(fault.cells.items())),
        score.findings + len(new),
        score.right + sum(right_rule),
    )


def _named(finding: Finding) -> list[tuple[str, str | None]]:
    """Return the cells that a finding calls wrong, with what should stand there.

    Where it says that prose and a table disagree, these are the cell, with the number of the prose, and the other way round.
    """
    evidence = finding.evidence
    if evidence is None:
        return []
    if evidence.suspects or evidence.formula or len(evidence.values) < 2:
        return [(suspect.indicator, suspect.expected) for suspect in evidence.suspects]
    prose, *cells = evidence.values
    return [(cell.indicator, prose.value) for cell in cells[: len(cells) == 1]] + [("prose", cells[0].value)]


def _visible(linter: Linter, fault: Fault, report: Report) -> bool:
    """Tell whether the wrong cells of a report break a relation of its pack, or what a sentence says of them.

    Judged by the pack's formulas on the report's own values, whatever the linter makes of the file.
    """
    if not fault.cells:
        return True
    if any(set(mention.fact.split("+")) & set(fault.cells) for _, mention in report.mentions):
        return True
    values: dict[str, Decimal | None] = {
        name: None if value is None else Decimal(value) for name, value in report.values.items()
    }
    for table in fault.report.tables.values():
        for cell in table.cells:
            name = _faults.name_of(report, cell.row_id, cell.column_id)
            if name in fault.cells and cell.column_id not in ("label", "unit", ""):
                try:
                    values[name] = Decimal(cell.text)
                except InvalidOperation:
                    return True  # a blank cell shows, and so does 12..5
    pack = next(pack for pack in linter.packs if pack.name == report.pack)

    def value(name: str) -> Interval | None:
        known = values.get(name)
        return None if known is None else Interval.exact(known)

    for rule in pack.rules:
        if rule.check != "formula" or not rule.binds(report.year, report.kind):
            continue
        for formula, condition, hint in relations(rule.parameters_as(Parameters), pack):
            applies = condition is None or evaluate(condition, value).holds is True
            if applies and not hint and evaluate(formula, value).holds is False:
                return True
    return False


def _table(scores: dict[str, Score], clean: Counter[str]) -> Iterator[str]:
    yield "| fault | faults | nothing tells | found | precision | findings a fault | one finding | right cell and value | among those named | only others named |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for name, score in scores.items():
        yield _row(name, score)
    single = [score for name, score in scores.items() if name.startswith(_SINGLE) and "disclosure" not in name]
    yield _row("**all**", _sum(list(scores.values())))
    yield _row("**wrong single cell under identities**", _sum(single))
    yield ""
    yield (
        f"The {clean['reports']} correct reports, before anything was put into them: {clean['error']} errors, "
        f"{clean['warning']} warnings, {clean['info']} hints."
    )


def _sum(scores: list[Score]) -> Score:
    return Score(*(sum(values) for values in zip(*scores, strict=True)))


def _row(name: str, score: Score) -> str:
    seen = score.faults - score.unseen
    share = {
        key: f"{100 * value / seen:.1f} %" if seen else "–"
        for key, value in (
            ("found", score.found),
            ("single", score.single),
            ("decided", score.decided),
            ("named", score.named),
            ("misled", score.misled),
        )
    }
    each = f"{score.findings / seen:.2f}" if seen else "–"
    precision = f"{100 * score.right / score.findings:.1f} %" if score.findings else "–"
    return (
        f"| {name} | {score.faults} | {score.unseen} | {share['found']} | {precision} | {each} | {share['single']} | {share['decided']} "
        f"| {share['named']} | {share['misled']} |"
    )


if __name__ == "__main__":
    main()
