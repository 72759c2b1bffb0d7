"""What to say about a command line that cannot be parsed, in the reader's language.

typer's own sentences are English; those for the common slips are said here, the others are passed on.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from reportlint.errors import UsageError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.finding import Message

_NO_OPTION = Sentence("没有选项 {name}", "no such option: {name}")
_NO_COMMAND = Sentence(
    "没有命令“{name}”，可用：{commands}{hint}", "no such command: {name} (commands: {commands}){hint}"
)
_MISSING = Sentence("缺少 {name}", "missing {name}")
_NO_VALUE = Sentence("选项 {name} 缺少值", "option {name} needs a value")
_NOT_A_CHOICE = Sentence("{name} 不能是“{value}”，可用：{choices}", "{name} cannot be {value!r} (choices: {choices})")
_PERHAPS = Sentence("，是不是 {names}？", "; did you mean {names}?")
_HELP = Sentence("用法见：{command} --help", "usage: {command} --help")


def unknown_command(name: str, commands: Sequence[str]) -> UsageError:
    """Return the error for a command that does not exist."""
    return UsageError(_NO_COMMAND(name=name, commands=" ".join(commands), hint=perhaps(name, commands)))


def perhaps(name: str, known: Sequence[str]) -> Message | str:
    """Return a question that offers the known names nearest to a mistyped one, or nothing."""
    close = get_close_matches(name, known, n=3)
    return _PERHAPS(names=" ".join(close)) if close else ""


def complaint(error: Any, language: str) -> str:
    """Return what is wrong with a command line and where its usage is described; for an empty one, the usage."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message())
    said = _said(error)
    text = said.text(language) if said else str(error.format_message())
    if type(error).__name__ == "NoSuchOption" and error.possibilities:
        text += _PERHAPS(names=" ".join(sorted(error.possibilities))).text(language)
    command = error.ctx.command_path if error.ctx else "reportlint"
    return f"{text}\n{_HELP(command=command).text(language)}"


def _said(error: Any) -> Message | None:
    """Return our own sentence for a click error. click's classes are private in typer, so their names tell them."""
    match type(error).__name__:
        case "NoSuchOption":
            return _NO_OPTION(name=error.option_name)
        case "MissingParameter":
            return _MISSING(name=error.param.human_readable_name)
        case "BadOptionUsage":
            return _NO_VALUE(name=error.option_name)
        case "UsageError" | "NoSuchCommand" if error.ctx and str(error.message).startswith("No such command"):
            name = error.message.split("'")[1] if "'" in error.message else ""
            commands = error.ctx.command.list_commands(error.ctx)
            return _NO_COMMAND(name=name, commands=" ".join(commands), hint=perhaps(name, commands))
        case "BadParameter" if hasattr(error.param.type, "choices"):
            value = error.message.split("'")[1] if "'" in error.message else ""
            choices = " ".join(map(str, error.param.type.choices))
            return _NOT_A_CHOICE(name=error.param.opts[0], value=value, choices=choices)
        case _:
            return None
