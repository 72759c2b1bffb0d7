"""`reportlint check`: report what is wrong in drafts."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from reportlint import terminal, writers
from reportlint.cli import FAILED, FOUND, SUCCESS
from reportlint.cli._frame import Lang, PackChoice, Paths, StdinName, application, both
from reportlint.cli._input import read
from reportlint.cli._output import opened
from reportlint.discovery import STDIN, discover
from reportlint.errors import ReadError, UsageError
from reportlint.finding import FileResult, Sentence, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlint.discovery import Discovery
    from reportlint.engine import Linter

app = application()

_NO_FORMAT = Sentence("没有输出格式“{name}”，可用：{names}", "no such format: {name} (formats: {names})")
_TWO_ON_SCREEN = Sentence(
    "只能有一种格式输出到屏幕，其余请写成 格式=文件：{names}",
    "only one format can go to standard output, write NAME=FILE for the others: {names}",
)
_NO_FILE = Sentence("--format {entry} 缺少文件名", "--format {entry} names no file")
_NOTHING_APPLIED = Sentence(
    "没有用上任何规则：草稿适用的规则包里没有所选的规则，什么也没有检查",
    "no rule was applied: the packs for these drafts have none of the rules selected, nothing was checked",
)
_NO_PREVIOUS = Sentence("--previous 缺少文件名", "--previous names no file")
_SAME_FILE = Sentence("两种格式不能写入同一文件：{file}", "two formats cannot share a file: {file}")


class Output(NamedTuple):
    """One `--format NAME[=FILE]`; an empty file is standard output."""

    name: str
    file: str


class Tally:
    """What the exit status depends on, gathered while results pass by on their way to a writer."""

    def __init__(self) -> None:
        self.failed = False
        self.applied = False  # whether any rule was applied to any draft
        self.highest = -1  # rank of the worst finding that is not waived

    def watch(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """Pass results on, unchanged and in order."""
        for result in results:
            self.failed |= result.failure is not None
            assessed = result.assessment
            self.applied |= bool(assessed.passed or assessed.found)
            self.applied |= any(not item.absent for item in assessed.not_assessed)
            ranks = [finding.severity.rank for finding in result.findings if finding.waived is None]
            self.highest = max(self.highest, *ranks, -1)
            yield result

    def status(self, fail_on: str) -> int:
        """Return the exit status; a draft that could not be checked outweighs every finding."""
        if self.failed:
            return FAILED
        return FOUND if fail_on != "never" and self.highest >= Severity(fail_on).rank else SUCCESS


@app.command(help=both("检查草稿。文件夹会逐层查找。", "Check drafts. Folders are searched."))
def check(
    paths: Paths,
    pack: PackChoice = "auto",
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="NAME[=FILE]",
            show_default="human",
            help=both(
                "输出格式：human、concise、json、github；可重复，=文件 表示写入文件。",
                "human, concise, json or github; may be repeated, =FILE writes to a file.",
            ),
        ),
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        typer.Option(help=both("达到此级别时退出码为 1。", "Exit with 1 at this severity or above.")),
    ] = "error",
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help=both("只用这些规则；可重复。", "Apply only these rules; may be repeated.")),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help=both("不用这些规则；可重复。", "Leave out these rules; may be repeated.")),
    ] = None,
    previous: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|DIR",
            show_default=False,
            help=both("上年报告，或存有上年报告的文件夹。", "Last year's report, or a folder that has it."),
        ),
    ] = None,
    issuer: Annotated[
        Literal["ministry", "province", "prefecture", "county", "township", "department"] | None,
        typer.Option(
            metavar="KIND",
            show_default=False,
            help=both(
                "机关类别（默认看题名）：ministry 国务院部门，province 省级，prefecture 市级，county 县级政府，"
                "township 乡镇街道，department 地方部门。",
                "Kind of issuer (by default, by the title): ministry, province, prefecture, county, township, department.",
            ),
        ),
    ] = None,
    lang: Lang = "zh",
    stdin_filename: StdinName = "stdin.txt",
    verbose: Annotated[
        int,
        typer.Option(
            "-v",
            "--verbose",
            count=True,
            show_default=False,
            help=both("列出未判定的规则和选包理由。", "List rules not assessed and why the pack was chosen."),
        ),
    ] = 0,
    color: Annotated[
        Literal["auto", "always", "never"], typer.Option(help=both("是否用颜色。", "Whether to use colours."))
    ] = "auto",
) -> int:
    """Check drafts, write the results in every format asked for, return the exit status."""
    from reportlint.engine import Linter, Settings

    outputs = _outputs(formats or ["human"])
    if previous is not None and not previous.strip():
        raise UsageError(_NO_PREVIOUS())
    settings = Settings(
        pack=pack,
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        language=lang,
        previous=previous or "",
        issuer=issuer or "",
    )
    linter = Linter(settings)
    tally = Tally()
    results: Iterable[FileResult] = tally.watch(_results(linter, discover(paths), stdin_filename, lang))
    if len(outputs) > 1:
        results = list(results)
    with ExitStack() as stack:
        streams = [stack.enter_context(opened(output.file)) for output in outputs]
        for output, stream in zip(outputs, streams, strict=True):
            screen = terminal.screen(stream, color)
            options = writers.Options(lang, screen.color, screen.width, verbose)
            writers.find(output.name).write(results, stream, options)
    if not tally.applied and not tally.failed:
        raise UsageError(_NOTHING_APPLIED())
    return tally.status(fail_on)


def _outputs(formats: list[str]) -> list[Output]:
    """Parse the `--format` options; raises UsageError when two of them claim one place or a name is unknown."""
    outputs = [Output(name, file) for name, _, file in (entry.partition("=") for entry in formats)]
    for entry in formats:
        if entry.endswith("=") and entry.count("=") == 1:
            raise UsageError(_NO_FILE(entry=entry))
    for name in (output.name for output in outputs):
        if name not in writers.names():
            raise UsageError(_NO_FORMAT(name=name, names=" ".join(writers.names())))
    on_screen = [output.name for output in outputs if not output.file]
    if len(on_screen) > 1:
        raise UsageError(_TWO_ON_SCREEN(names=" ".join(on_screen)))
    files = [output.file for output in outputs if output.file]
    places = [Path(file).resolve() for file in files]
    for file, place in zip(files, places, strict=True):
        if places.count(place) > 1 and (place.is_file() or not place.exists()):
            raise UsageError(_SAME_FILE(file=file))
    return outputs


def _results(linter: Linter, found: Discovery, stdin_name: str, language: str) -> Iterator[FileResult]:
    """Check one draft after another; one that cannot be read yields its failure."""
    for failure in found.failures:
        yield FileResult(failure.path, failure=failure.reason(language))
    for draft in found.drafts:
        name = stdin_name if draft == STDIN else draft
        try:
            data = read(draft)
        except ReadError as error:
            yield FileResult(name, failure=error.reason(language))
        else:
            yield linter.check(name, data)
