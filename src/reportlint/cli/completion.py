"""`reportlint completion`: what makes a shell complete commands, options, rules and packs."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from reportlint.cli import COMPLETE, SUCCESS
from reportlint.cli._frame import Lang, application, both

app = application()


@app.command(help=both("输出命令行补全脚本。", "Print the script for shell completion."))
def completion(
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell"], typer.Argument(help=both("所用的命令行。", "The shell."))
    ],
    lang: Lang = "zh",  # noqa: ARG001 - every command has it
) -> int:
    """Print the script; the shell runs it when it starts."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    sys.stdout.write(get_completion_script(prog_name="reportlint", complete_var=COMPLETE, shell=shell) + "\n")
    return SUCCESS
