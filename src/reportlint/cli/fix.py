"""`reportlint fix`: mend what can be mended mechanically."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportlint.cli import FAILED, FOUND, SUCCESS
from reportlint.cli._frame import Lang, PackChoice, Paths, StdinName, application, both
from reportlint.cli._input import read
from reportlint.discovery import STDIN, discover
from reportlint.errors import ReadError
from reportlint.finding import Sentence, Severity
from reportlint.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.fixes import Mended

app = application()

_MENDED = Sentence("{path}：改了{count}处（{rules}）", "{path}: {count} fixed ({rules})")
_WOULD = Sentence("{path}：可改{count}处（{rules}）", "{path}: {count} to be fixed ({rules})")
_NOTHING = Sentence("{path}：没有可改的", "{path}: nothing to fix")
_LEFT = Sentence("，还有{left}处提示要人工处理", ", {left} findings are left to you")
_MORE = Sentence("（其中{more}处可用 --unsafe 修改）", " ({more} of them with --unsafe)")
_FAILED = Sentence("{path}：不能检查：{reason}", "{path}: cannot be checked: {reason}")
_UNWRITABLE = Sentence("无法写入：{reason}", "cannot be written: {reason}")


@app.command(
    help=both(
        "修改草稿中可以机械改正的地方（纯文本、Markdown；Word 文件以修订方式修改）。默认只做不改变意思的修改。",
        "Mend what can be mended mechanically, in plain text, Markdown and, as tracked changes, Word; by default only what changes no meaning.",
    )
)
def fix(
    paths: Paths,
    unsafe: Annotated[
        bool,
        typer.Option(
            "--unsafe",
            help=both("也改数值和标题等改变内容的地方。", "Also change values, titles and other content."),
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help=both("只显示会怎样改，不写文件。", "Show what would change, write nothing.")),
    ] = False,
    pack: PackChoice = "auto",
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help=both("只用这些规则；可重复。", "Apply only these rules; may be repeated.")),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help=both("不用这些规则；可重复。", "Leave out these rules; may be repeated.")),
    ] = None,
    stdin_filename: StdinName = "stdin.txt",
    lang: Lang = "zh",
) -> int:
    """Mend drafts in place; standard input is mended to standard output.

    Return 1 when errors are left, or, with --diff, when something would change; 2 when a draft could not be mended.
    """
    from reportlint.engine import Linter, Settings
    from reportlint.fixes import mend

    linter = Linter(Settings(pack=pack, select=tuple(select or ()), ignore=tuple(ignore or ()), language=lang))
    found = discover(paths)
    status = FAILED if found.failures else SUCCESS
    for failure in found.failures:
        _say(failure.text(lang))
    for path in found.drafts:
        name = stdin_filename if path == STDIN else path
        try:
            data = read(path)
            mended = mend(linter, name, data, unsafe=unsafe)
            if diff:
                sys.stdout.writelines(_difference(name, mended))
            elif path == STDIN:
                sys.stdout.buffer.write(mended.data)
            elif mended.data != data:
                _write(path, mended.data)
        except ReadError as error:
            _say(error.text(lang))
            status = FAILED
            continue
        _say(_summary(name, mended, lang, unsafe=unsafe, written=not diff))
        status = max(status, _status(mended, changed=diff and mended.data != data, diff=diff))
    return status


def _status(mended: Mended, *, changed: bool, diff: bool) -> int:
    if mended.result.failure is not None:
        return FAILED
    errors = any(one.severity is Severity.ERROR and one.waived is None for one in mended.result.findings)
    return FOUND if (changed if diff else errors) else SUCCESS


def _summary(path: str, mended: Mended, language: str, *, unsafe: bool, written: bool) -> str:
    """Return what was done to a draft, and what is left."""
    from reportlint.fixes import fixable

    if mended.result.failure is not None:
        return _FAILED(path=path, reason=mended.result.failure).text(language)
    counts = "、".join(f"{rule.partition('/')[2]}×{count}" for rule, count in mended.applied.items())
    done = _MENDED if written else _WOULD
    said = done(path=path, count=sum(mended.applied.values()), rules=counts) if counts else _NOTHING(path=path)
    text = said.text(language)
    left = mended.result.findings
    if left:
        text += _LEFT(left=len(left)).text(language)
        more = 0 if unsafe else len(fixable(left, unsafe=True))
        text += _MORE(more=more).text(language) if more else ""
    return text


def _difference(path: str, mended: Mended) -> Iterator[str]:
    """Yield a unified diff, each line made safe for a terminal, whatever ends it in the file."""
    from difflib import unified_diff

    for line in unified_diff(mended.before.splitlines(), mended.after.splitlines(), path, path, lineterm=""):
        yield visible(line) + "\n"


def _write(path: str, data: bytes) -> None:
    """Replace a file by its new bytes: it is the old one or the new one at any moment, with its permissions kept.

    Raises ReadError when that is not possible.
    """
    target = Path(path).resolve()  # a link stays a link
    draft = ""
    try:
        mode = target.stat().st_mode
        if not os.access(target, os.W_OK):
            raise PermissionError(13, os.strerror(13))
        handle, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(draft).chmod(mode & 0o7777)
        Path(draft).replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(draft).unlink() if draft else None
        raise ReadError(path, _UNWRITABLE(reason=error.strerror)) from error


def _say(text: str) -> None:
    sys.stderr.write(visible(text) + "\n")
