"""`reportlint rules`: list the rules of packs, and try them on their own examples."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportlint import terminal
from reportlint.cli import FOUND, SUCCESS, _complete
from reportlint.cli._frame import Lang, application, both
from reportlint.cli._rules import all_packs, find_rule
from reportlint.errors import UsageError
from reportlint.finding import Sentence
from reportlint.packs import examples, folders, yaml
from reportlint.positions import Lines
from reportlint.terminal import Style, clip, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.packs.examples import ExampleResult
    from reportlint.terminal import Screen

app = application(
    no_args_is_help=True, help=both("列出规则，试验规则的正反例。", "List rules; try rules on their examples.")
)

_SHORT = 12  # lines of an example that are always shown
_AROUND = 1  # lines shown on either side of a mark in a longer one

_WRITTEN = Sentence("已写好 {files}", "wrote {files}")
_NEXT = Sentence(
    "试一试：reportlint rules test {folder}；用起来：在 reportlint.yaml 里写 packs: [{folder}]",
    "try it: reportlint rules test {folder}; use it: write packs: [{folder}] in reportlint.yaml",
)
_HEADER = Sentence("规则\t级别\t标题", "rule\tseverity\ttitle")
_MISSING = Sentence("{rule}：第 {number} 个反例没有指出（missing）", "{rule}: bad example {number} is missing")
_NOISY = Sentence("{rule}：第 {number} 个正例被误报（noisy）", "{rule}: good example {number} is noisy")
_SUMMARY = Sentence("试验 {total} 个正反例，不合格 {failed} 个", "{total} example(s) tried, {failed} failed")
_NONE = Sentence("没有可试验的正反例", "there are no examples to try")


def _place(result: ExampleResult, packs: Iterable[str]) -> str:
    """Return where a failed example stands, as `file:line:column`; "" when the rule is of none of the packs."""
    pack, _, name = result.rule.partition("/")
    for folder in map(folders.find, packs):
        home = folder if folder.name == pack else folders.base(pack, folder)
        for file in folders.files(home) if home else ():
            node, _faults = yaml.read(file, folders.shown(file))
            text = node and examples.written(node, name, result.kind, result.number)
            if text:
                return f"{text.file}:{text.line}:{text.column}"
    return ""


def _marked(result: ExampleResult, screen: Screen) -> None:
    """Print an example, with carets under what was missed or found too much; of a long one the lines around these."""
    lines = Lines(result.text)
    places = [lines.range(span) for span in result.spans]
    skipped = False
    for number in range(1, len(lines) + 1):
        marks = [(place.start.column - 1, place.end.column - 1) for place in places if place.start.line == number]
        near = any(abs(place.start.line - number) <= _AROUND for place in places)
        if len(lines) > _SHORT and places and not near:
            if not skipped:
                screen.line("    …")
            skipped = True
            continue
        skipped = False
        line = lines.content(number)
        above = ""
        for start, end in marks or [(0, 0)]:
            shown = clip(line, start, end if end >= start else len(line), screen.width - 4)
            if shown.text != above:
                screen.line(f"    {shown.text}".rstrip())
            above = shown.text
            if marks:
                screen.line(f"    {' ' * shown.before}{screen.paint('^' * shown.marked, Style.ERROR)}")


@app.command("list", help=both("列出规则。", "List rules."))
def list_rules(
    pack: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME|DIR", help=both("只列这个规则包；可重复。", "Only this pack; may be repeated.")),
    ] = None,
    lang: Lang = "zh",
) -> int:
    """Print one line a rule; a rule that several packs share is listed once."""
    screen = terminal.screen(sys.stdout)
    rules = {rule.name: rule for loaded in all_packs(pack or []) for rule in loaded.rules}
    rows = [_HEADER().text(lang).split("\t")]
    rows += [[rule.name, rule.severity.value, rule.title] for rule in rules.values()]
    for line in terminal.table(rows, screen.width):
        screen.line(line)
    return SUCCESS


@app.command("new", help=both("新建规则包，或添加一条规则。", "Begin a pack, or add a rule to one."))
def new_rule(
    folder: Annotated[str, typer.Argument(metavar="DIR", help=both("规则包的文件夹。", "The folder of the pack."))],
    rule: Annotated[str, typer.Option("--id", help=both("规则的编号。", "The id of the rule."))] = "first-rule",
    extends: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            show_default=False,
            autocompletion=_complete.installed,
            help=both("新建的包以哪个包为基础。", "The pack that a new one is built on."),
        ),
    ] = "",
    like: Annotated[
        str,
        typer.Option(
            metavar="RULE",
            autocompletion=_complete.rules,
            show_default=False,
            help=both("照这条规则抄一份来改（默认写一条简单的）。", "Copy this rule (by default, a simple one)."),
        ),
    ] = "",
    lang: Lang = "zh",
) -> int:
    """Write the files and say what comes next."""
    from reportlint.cli import _scaffold

    known = all_packs([])
    model = find_rule(like, known) if like else None
    files = list(_scaffold.new(Path(folder), rule, extends, model, known))
    shown = " ".join(folders.shown(file.resolve()) for file in files)
    for said in (_WRITTEN(files=shown), _NEXT(folder=folder)):
        sys.stderr.write(visible(said.text(lang)) + "\n")
    return SUCCESS


@app.command("test", help=both("用规则自带的正反例试验规则。", "Try rules on their own examples."))
def try_rules(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PACK|DIR]...", help=both("规则包；不写则全部。", "Packs; all of them by default.")),
    ] = None,
    lang: Lang = "zh",
) -> int:
    """Print every example that fails: a bad one that is missing, a good one that is noisy."""
    from reportlint.engine import try_rule

    screen = terminal.screen(sys.stdout)
    total = failed = 0
    for result in examples.run(all_packs(names or []), try_rule):
        total += 1
        if result.ok:
            continue
        failed += 1
        sentence = _MISSING if result.kind == "bad" else _NOISY
        rule = result.rule if result.rule.startswith(f"{result.pack}/") else f"{result.rule} @ {result.pack}"
        said = sentence(rule=rule, number=result.number).text(lang)
        screen.paragraph(said, hanging=2, style=Style.ERROR)
        place = _place(result, names or [result.pack])
        if place:
            screen.line(f"  {visible(place)}")
        screen.paragraph(result.message, 2)
        _marked(result, screen)
    if not total:
        raise UsageError(_NONE().text(lang))
    screen.paragraph(_SUMMARY(total=total, failed=failed).text(lang), style=Style.ERROR if failed else Style.GOOD)
    return FOUND if failed else SUCCESS
