"""The command line: one module a command, imported when that command is called.

Commands parse options, call the API and return the exit status: 0 nothing to report, 1 something to report, 2 could
not do it. stdout carries results, stderr everything else. The modules' names are the commands' names.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperGroup

from reportlint.cli._frame import Lang, application, both, chosen, settle
from reportlint.cli._usage import complaint, unknown_command
from reportlint.errors import ReportlintError
from reportlint.finding import Sentence
from reportlint.terminal import visible_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

SUCCESS, FOUND, FAILED = 0, 1, 2
COMPLETE = "_REPORTLINT_COMPLETE"  # the variable by which a shell asks for completions
INTERRUPTED, PIPE_CLOSED = 130, 141  # what a shell reports for a program ended by SIGINT, SIGPIPE

_OUR_BUG = Sentence(
    "这是 reportlint 的缺陷，检查没有完成；请把以上内容报告给我们",
    "this is a defect of reportlint, nothing is settled; please report the lines above",
)

_NO_OUTPUT = Sentence("无法写入标准输出：{reason}", "cannot write standard output: {reason}")

# What a stream says that cannot take more: the disk or the quota is full, the device fails, the stream is closed.
_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})

# The base of everything that parsing can raise; typer exports only some of its subclasses.
_ParsingError = cast("type[Exception]", typer.BadParameter.__base__)


class _Commands(TyperGroup):
    """The commands of this folder, imported one by one as they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py"))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
            raise unknown_command(cmd_name, self.list_commands(ctx))
        command = typer.main.get_command(import_module(f"{__name__}.{cmd_name}").app)
        return settle(command, ctx.obj)

    def get_help(self, ctx: Any) -> str:
        settle(self, ctx.obj)
        return super().get_help(ctx)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # before click sees it and exits with 1, which would read as "findings"
            return PIPE_CLOSED


app = application(
    no_args_is_help=True,
    cls=_Commands,
    help=both("检查法定政府报告的草稿。", "Check drafts of statutory government reports in Chinese."),
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from reportlint import __version__

        sys.stdout.write(f"reportlint {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help=both("显示版本。", "Show the version.")),
    ] = False,
    lang: Lang = "zh",
) -> None:
    """Take the options that stand before a command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (default: the program's own) and return the exit status; never raises for a user's error."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _fill_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    language = chosen(arguments)
    if COMPLETE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
    status = _run(arguments, language)
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains when it ends
        if isinstance(error, BrokenPipeError):  # a reader that has seen enough (`| head`) is no reason to complain
            return PIPE_CLOSED
        return status if status == FAILED else _complain(_NO_OUTPUT(reason=error.strerror).text(language))
    return status


class _Closed(io.TextIOBase):
    """Standard output where the program was started without one."""

    def write(self, text: str, /) -> int:  # noqa: ARG002 - the contract of streams
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _fill_streams() -> None:
    """Stand in for standard streams that were closed before the start (`>&-`): Python leaves None there."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while os.open(os.devnull, os.O_RDWR) < 2:  # else the next file opened becomes standard output
            pass
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process


def _run(arguments: list[str], language: str) -> int:
    try:
        status = app(arguments, prog_name="reportlint", standalone_mode=False, obj=language)
    except ReportlintError as error:
        return _complain(error.text(language))
    except _ParsingError as error:
        return _complain(complaint(error, language))
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        if error.filename is None and error.errno in _UNWRITABLE:
            return _complain(_NO_OUTPUT(reason=error.strerror).text(language))
        return _crash(language)
    except Exception:  # noqa: BLE001 - Python's own status for a crash is 1, which would read as "findings"
        return _crash(language)
    return int(status or 0)


def _crash(language: str) -> int:
    import traceback

    with contextlib.suppress(OSError):
        traceback.print_exc()
    return _complain(_OUR_BUG().text(language))


def _complain(message: str) -> int:
    with contextlib.suppress(OSError):  # the status says it, too
        sys.stderr.write("\n".join(visible_lines(message)) + "\n")
    return FAILED
