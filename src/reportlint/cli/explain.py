"""`reportlint explain`: what a rule looks for, why, on what basis, with examples."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from reportlint import terminal
from reportlint.cli import SUCCESS, _complete
from reportlint.cli._frame import Lang, application, both
from reportlint.cli._rules import all_packs, find_rule
from reportlint.finding import Sentence
from reportlint.terminal import Style, visible, visible_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.packs.schema import Example, Rule
    from reportlint.terminal import Screen

app = application()

_SEVERITY = Sentence("级别", "severity")
_WHY = Sentence("为什么", "why")
_BASIS = Sentence("依据", "basis")
_APPLIES = Sentence("适用年度", "report years")
_GOOD = Sentence("正确的写法", "good examples")
_BAD = Sentence("会被指出的写法（【】标出要指出的文字）", "bad examples (【】 marks what is reported)")
_YEAR = Sentence("（报告年度 {year}）", "(report year {year})")


@app.command(help=both("说明一条规则：查什么、为什么、依据、正反例。", "Explain a rule: what, why, basis, examples."))
def explain(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="RULE",
            autocompletion=_complete.rules,
            help=both("规则名（包/编号），不重名时可只写编号。", "PACK/ID, or the id alone if only one has it."),
        ),
    ],
    pack: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|DIR", help=both("在这个规则包里找，而不是全部。", "Look in this pack, not in all of them.")
        ),
    ] = None,
    lang: Lang = "zh",
) -> int:
    """Print one rule."""
    _show(find_rule(rule, all_packs([] if pack is None else [pack])), terminal.screen(sys.stdout), lang)
    return SUCCESS


def _show(rule: Rule, screen: Screen, language: str) -> None:
    screen.paragraph(rule.title, hanging=2, style=Style.STRONG)
    screen.paragraph(rule.name, style=Style.FAINT)
    facts = [(_SEVERITY, rule.severity.value), (_WHY, rule.why), (_BASIS, rule.basis), (_APPLIES, rule.years)]
    for label, text in facts:
        if text:
            screen.line()
            screen.line(screen.paint(label().text(language), Style.STRONG))
            screen.paragraph(text, 2)
    _examples(_BAD, rule.examples.bad, screen, language)
    _examples(_GOOD, rule.examples.good, screen, language)


def _examples(label: Sentence, examples: Sequence[Example], screen: Screen, language: str) -> None:
    """Print examples line by line as they are, for a table must keep its shape."""
    screen.line()
    screen.line(screen.paint(label().text(language), Style.STRONG))
    for number, example in enumerate(examples, 1):
        year = visible(_YEAR(year=example.year).text(language)) if example.year is not None else ""
        screen.line(f"  {number}. {year}".rstrip())
        for line in visible_lines(example.text.strip("\n")):
            screen.line(f"     {line}".rstrip())
