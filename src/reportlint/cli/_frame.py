"""What all commands share: one manner of typer, and help in Chinese and English.

Both languages stand side by side at each option; one of them is kept when a command is built.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from reportlint.cli import _complete

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATOR = "\x1f"


def application(**settings: Any) -> typer.Typer:
    """Return an empty typer application with our settings: no rich (it doubles start-up), no shell completion."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **settings,
    )


def both(zh: str, en: str) -> str:
    """Join a help text in both languages; `settle` keeps one."""
    return f"{zh}{_SEPARATOR}{en}"


Lang = Annotated[
    Literal["zh", "en"],
    typer.Option("--lang", show_default=False, help=both("输出所用语言（默认中文）。", "Language of the output.")),
]


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        show_default=False,
        help=both("草稿、文件夹或通配符；- 表示标准输入。", "Drafts, folders or patterns; - is standard input."),
    ),
]

PackChoice = Annotated[
    str,
    typer.Option(
        "--pack",
        metavar="auto|NAME|DIR",
        autocompletion=_complete.installed,
        help=both("规则包；auto 按标题和年度自动选用。", "Pack; auto chooses by title and year."),
    ),
]

StdinName = Annotated[
    str,
    typer.Option(
        "--stdin-filename",
        metavar="NAME",
        help=both(
            "标准输入内容的文件名，后缀决定怎样读。", "What to call standard input; the suffix tells how to read it."
        ),
    ),
]


def chosen(arguments: Sequence[str]) -> str:
    """Return the language a command line asks for, before it is parsed: help and usage errors need it too."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    return "en" if ("--lang", "en") in pairwise(words) else "zh"


def settle(command: Any, language: str) -> Any:
    """Keep one language in a built click command and its subcommands, and make it the default of `--lang`."""
    command.help = _pick(command.help, language)
    for parameter in command.params:
        parameter.help = _pick(parameter.help, language)
        if parameter.name == "lang":
            parameter.default = language
    for subcommand in getattr(command, "commands", {}).values():
        settle(subcommand, language)
    return command


def _pick(text: str | None, language: str) -> str:
    zh, _, en = (text or "").partition(_SEPARATOR)
    return en if en and language == "en" else zh
