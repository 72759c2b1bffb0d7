"""`reportlint rules`: list the rules of packs, and try them on their own examples."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from reportlint import terminal
from reportlint.cli import FOUND, SUCCESS
from reportlint.cli._frame import Lang, application, both
from reportlint.cli._rules import all_packs
from reportlint.errors import UsageError
from reportlint.finding import Sentence
from reportlint.terminal import Style, visible_lines

app = application(
    no_args_is_help=True, help=both("列出规则，试验规则的正反例。", "List rules; try rules on their examples.")
)

_HEADER = Sentence("规则\t级别\t标题", "rule\tseverity\ttitle")
_MISSING = Sentence("{rule}：第 {number} 个反例没有指出（missing）", "{rule}: bad example {number} is missing")
_NOISY = Sentence("{rule}：第 {number} 个正例被误报（noisy）", "{rule}: good example {number} is noisy")
_SUMMARY = Sentence("试验 {total} 个正反例，不合格 {failed} 个", "{total} example(s) tried, {failed} failed")
_NONE = Sentence("没有可试验的正反例", "there are no examples to try")


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
    from reportlint.packs import examples

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
        screen.paragraph(result.message, 2)
        for line in visible_lines(result.text.strip("\n")):
            screen.line(f"    {line}".rstrip())
    if not total:
        raise UsageError(_NONE().text(lang))
    screen.paragraph(_SUMMARY(total=total, failed=failed).text(lang), style=Style.ERROR if failed else Style.GOOD)
    return FOUND if failed else SUCCESS
