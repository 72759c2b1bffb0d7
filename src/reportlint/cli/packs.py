"""`reportlint packs`: which packs there are, and what one contains."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reportlint import checks, packs, terminal
from reportlint.cli import SUCCESS
from reportlint.cli._frame import Lang, application, both
from reportlint.errors import UsageError
from reportlint.finding import Sentence
from reportlint.terminal import Style, visible

app = application(no_args_is_help=True, help=both("查看规则包。", "Look at packs."))

_HEADER = Sentence("规则包\t版本\t规则\t标题", "pack\tversion\trules\ttitle")
_BASIS = Sentence("依据：{value}", "basis: {value}")
_VERSION = Sentence("版本：{value}", "version: {value}")
_EXTENDS = Sentence("包含：{value}", "extends: {value}")
_WRITTEN = Sentence("已写好 {files}", "wrote {files}")
_NO_FOLDER = Sentence("没有文件夹 {folder}", "no such folder: {folder}")
_RULES = Sentence("规则：{value} 条", "rules: {value}")


@app.command("list", help=both("列出规则包。", "List packs."))
def list_packs(lang: Lang = "zh") -> int:
    """Print one line a pack."""
    screen = terminal.screen(sys.stdout)
    rows = [_HEADER().text(lang).split("\t")]
    rows += [
        [summary.name, summary.version, str(summary.rules), summary.title] for summary in packs.installed(checks=checks)
    ]
    for line in terminal.table(rows, screen.width):
        screen.line(line)
    return SUCCESS


@app.command("show", help=both("显示一个规则包及其规则。", "Show a pack and its rules."))
def show_pack(
    name: Annotated[str, typer.Argument(metavar="NAME|DIR", help=both("名称或文件夹。", "Name or folder."))],
    lang: Lang = "zh",
) -> int:
    """Print what a pack is based on and the rules it holds."""
    pack = packs.load(name, checks=checks)
    screen = terminal.screen(sys.stdout)
    screen.paragraph(pack.title, style=Style.STRONG)
    screen.paragraph(pack.name, style=Style.FAINT)
    for sentence, value in (
        (_VERSION, pack.version),
        (_BASIS, pack.basis),
        (_EXTENDS, " ".join(pack.extends)),
        (_RULES, str(len(pack.rules))),
    ):
        if value:
            screen.paragraph(sentence(value=value).text(lang), hanging=2)
    screen.line()
    for line in terminal.table([[rule.name, rule.severity.value, rule.title] for rule in pack.rules], screen.width):
        screen.line(line)
    return SUCCESS


@app.command("schema", help=both("写出 JSON Schema，供编辑器提示和核对。", "Write JSON Schemas, for editors."))
def write_schemas(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="[DIR]",
            help=both(
                "写在哪个文件夹的 .reportlint 里（默认当前的）。",
                "Folder to write .reportlint in (by default, this one).",
            ),
        ),
    ] = ".",
    lang: Lang = "zh",
) -> int:
    """Write the schemas of packs, of the configuration and of waivers."""
    from reportlint.cli import _schemas

    if not Path(folder).is_dir():
        raise UsageError(_NO_FOLDER(folder=folder))
    files = list(_schemas.write(Path(folder)))
    said = _WRITTEN(files=" ".join(str(file) for file in files)).text(lang)
    sys.stderr.write(visible(said) + "\n")
    return SUCCESS
