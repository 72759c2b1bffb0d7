"""`reportlint check`: report what is wrong in drafts."""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import ExitStack, contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from reportlint import terminal, writers
from reportlint.cli import FAILED, FOUND, SUCCESS, _complete
from reportlint.cli._frame import Lang, PackChoice, Paths, StdinName, application, both
from reportlint.cli._output import opened
from reportlint.cli._project import ConfigFile, Isolated, Run
from reportlint.config import described, stated
from reportlint.errors import ReadError, UnknownRuleError, UsageError
from reportlint.finding import FileResult, Sentence, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from reportlint.batch import Job
    from reportlint.engine import Settings

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
_ALL_EXCLUDED = Sentence(
    "配置（exclude）排除了全部 {count} 份草稿，什么也没有检查",
    "the configuration (exclude) leaves out all {count} drafts, nothing was checked",
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
        self.highest = -1  # rank of the worst finding that is neither waived nor in the baseline

    def watch(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """Pass results on, unchanged and in order."""
        for result in results:
            self.failed |= result.failure is not None
            assessed = result.assessment
            self.applied |= bool(assessed.passed or assessed.found)
            self.applied |= any(not item.absent for item in assessed.not_assessed)
            ranks = [finding.severity.rank for finding in result.findings if finding.counts]
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
            autocompletion=_complete.formats,
            help=both(
                "输出格式：human、concise、json、markdown、sarif、junit、github、gitlab、checkstyle、rdjson；可重复，"
                "=文件 表示写入文件。",
                "human, concise, json, markdown, sarif, junit, github, gitlab, checkstyle or rdjson; may be repeated, "
                "=FILE writes to a file.",
            ),
        ),
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"] | None,
        typer.Option(
            show_default="error", help=both("达到此级别时退出码为 1。", "Exit with 1 at this severity or above.")
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE",
            autocompletion=_complete.rules,
            help=both("只用这些规则；可重复。", "Apply only these rules; may be repeated."),
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE",
            autocompletion=_complete.rules,
            help=both("不用这些规则；可重复。", "Leave out these rules; may be repeated."),
        ),
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
    config: ConfigFile = None,
    isolated: Isolated = False,
    waivers: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            show_default=False,
            help=both(
                "豁免文件（默认用配置旁的 reportlint-waivers.yaml）。",
                "Waivers (by default reportlint-waivers.yaml beside the configuration).",
            ),
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            show_default=False,
            help=both(
                "基线文件（默认用配置旁的 reportlint-baseline.json）。",
                "Baseline (by default reportlint-baseline.json beside the configuration).",
            ),
        ),
    ] = None,
    show_baselined: Annotated[
        bool,
        typer.Option("--show-baselined", help=both("也列出基线中已有的问题。", "Show what is in the baseline, too.")),
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            show_default=False,
            help=both(
                "并行检查的进程数（默认按草稿多少自动定）。",
                "Processes to check with (by default, by how many drafts).",
            ),
        ),
    ] = 0,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache", help=both("不用也不留以前的检查结果。", "Neither use nor keep results of earlier runs.")
        ),
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="RULE",
            show_default=False,
            autocompletion=_complete.rules,
            help=both("说明这条规则为什么报、为什么没报。", "Tell why this rule did or did not find something."),
        ),
    ] = None,
    timings: Annotated[
        bool,
        typer.Option("--timings", help=both("最后列出各规则用时（单进程、不用缓存）。", "Show the time of each rule.")),
    ] = False,
    show_config: Annotated[
        bool,
        typer.Option(
            "--show-config", help=both("显示每份草稿适用的设置，不检查。", "Show the settings, check nothing.")
        ),
    ] = False,
    show_files: Annotated[
        bool,
        typer.Option("--show-files", help=both("列出要检查的草稿，不检查。", "List the drafts, check nothing.")),
    ] = False,
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
    from reportlint.acceptance import Acceptance
    from reportlint.batch import check_all
    from reportlint.engine import Settings

    on_actions = not formats and os.environ.get("GITHUB_ACTIONS") == "true"
    outputs = _outputs(formats) if formats else [Output("human", ""), *[Output("github", "")] * on_actions]
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
    run = Run(paths, config, isolated=isolated, stdin_name=stdin_filename)
    if show_config or show_files:
        return _show(run, settings, files_alone=not show_config)
    jobs = run.jobs(settings)
    if explain is not None:
        return _explain(jobs, explain, color, lang)
    acceptance = Acceptance(run.projects, waivers, baseline, isolated=isolated)
    tally = Tally()
    clock: Counter[str] | None = Counter() if timings else None
    checked = terminal.progress(check_all(jobs, workers=workers, keep=not no_cache, clock=clock), len(jobs))
    unread = (FileResult(failure.path, failure=failure.reason(lang)) for failure in run.found.failures)
    results: Iterable[FileResult] = tally.watch(chain(unread, acceptance.applied(checked)))
    with ExitStack() as stack, _rules_placed(run):
        if len(outputs) > 1:
            results = list(results)
        streams = [stack.enter_context(opened(output.file)) for output in outputs]
        for output, stream in zip(outputs, streams, strict=True):
            screen = terminal.screen(stream, color)
            options = writers.Options(lang, screen.color, screen.width, verbose, show_baselined)
            with _no_commands(stream) if output.name == "human" and on_actions else nullcontext():
                writers.find(output.name).write(results, stream, options)
    for remark in acceptance.remarks():
        sys.stderr.write(terminal.visible(remark.text(lang)) + "\n")
    if clock is not None:
        _say_times(clock)
    if not tally.applied and not tally.failed and jobs:
        raise UsageError(_NOTHING_APPLIED())
    if not jobs and not tally.failed:
        raise UsageError(_ALL_EXCLUDED(count=run.excluded))
    return tally.status(fail_on or stated(run.all_projects()) or "error")


def _explain(jobs: list[Job], rule: str, color: str, language: str) -> int:
    """Print how one rule ended on each draft, and what it saw."""
    from reportlint.batch import Linters
    from reportlint.cli import _explained
    from reportlint.cli._input import read

    linters = Linters()
    status = SUCCESS
    screen = terminal.screen(sys.stdout, color)
    for job in jobs:
        try:
            data = job.data if job.data is not None else read(job.path)
            trace = linters.of(job.settings).trace(job.name, data, rule)
        except ReadError as error:
            sys.stderr.write(terminal.visible(error.text(language)) + "\n")
            status = FAILED
        else:
            _explained.show(trace, screen, language)
    return status


def _say_times(clock: Counter[str]) -> None:
    """Print what took how long, on standard error; what several rules share counts for the first that needs it."""
    total = clock.total() or 1
    for name, taken in clock.most_common():
        sys.stderr.write(f"{taken / 1e6:10.2f} ms {100 * taken / total:5.1f} %  {name}\n")


def _show(run: Run, settings: Settings, *, files_alone: bool) -> int:
    """Print the drafts, or what holds for each of them; drafts with the same settings stand together."""
    if files_alone:
        sys.stdout.writelines(terminal.visible(run.name(draft)) + "\n" for draft in run.drafts)
        return FAILED if run.found.failures else SUCCESS
    groups: dict[tuple[str, ...], list[str]] = {}
    for draft in run.drafts:
        project = run.project(draft)
        lines = tuple(described(project, project.settings(run.name(draft), settings)))
        groups.setdefault(lines, []).append(run.name(draft))
    for lines, drafts in groups.items():
        sys.stdout.writelines(f"# {terminal.visible(draft)}\n" for draft in drafts)
        sys.stdout.writelines(f"{terminal.visible(line)}\n" for line in lines)
    return FAILED if run.found.failures else SUCCESS


@contextmanager
def _rules_placed(run: Run) -> Iterator[None]:
    """Say where a configuration names a rule that does not exist."""
    try:
        yield
    except UnknownRuleError as error:
        raise run.placed(error) from error


@contextmanager
def _no_commands(stream: TextIO) -> Iterator[None]:
    """Keep GitHub Actions from taking what a draft says for one of its commands."""
    token = os.urandom(16).hex()
    stream.write(f"::stop-commands::{token}\n")
    yield
    stream.write(f"::{token}::\n")


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
