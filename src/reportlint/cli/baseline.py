"""`reportlint baseline`: record what is wrong today, so that only what is new fails tomorrow."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from reportlint import baseline as baselines
from reportlint.cli import FAILED, SUCCESS
from reportlint.cli._frame import Lang, PackChoice, Paths, application, both
from reportlint.cli._output import opened
from reportlint.cli._project import ConfigFile, Run
from reportlint.finding import Sentence
from reportlint.terminal import progress, visible

app = application()

_WRITTEN = Sentence("{file}：{drafts} 份草稿，{count} 处问题", "{file}: {count} findings in {drafts} draft(s)")
_FAILED = Sentence("{path}：不能检查：{reason}", "{path}: cannot be checked: {reason}")


@app.command(
    help=both(
        "把现有的问题记入基线；以后检查只报新问题。",
        "Record today's findings; later checks report only what is new.",
    )
)
def baseline(
    paths: Paths,
    output: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            show_default=False,
            help=both(
                "基线文件（默认在配置旁，没有配置则在当前文件夹）。",
                "File to write (by default beside the configuration, or in the current folder).",
            ),
        ),
    ] = None,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            help=both(
                "只删去已经改好的，不加新的。", "Only drop what is mended and drafts that are gone, add nothing."
            ),
        ),
    ] = False,
    pack: PackChoice = "auto",
    config: ConfigFile = None,
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", show_default=False, help=both("并行检查的进程数。", "Processes."))
    ] = 0,
    lang: Lang = "zh",
) -> int:
    """Check drafts and write what was found; waived findings stay out, other drafts in the file stay as they are."""
    from reportlint.acceptance import Acceptance
    from reportlint.batch import check_all
    from reportlint.engine import Settings

    run = Run(paths, config, isolated=False, stdin_name="stdin.txt")
    jobs = run.jobs(Settings(pack=pack))
    file = _place(run, output)
    old = baselines.load(file) if file.is_file() else baselines.Baseline(file, {})
    results = list(Acceptance(run.projects).applied(progress(check_all(jobs, workers=workers), len(jobs))))
    renewed = old.renewed(results, prune=prune)
    with opened(str(file)) as out:
        out.write(renewed.text())
    failed = [result for result in results if result.failure is not None]
    for result in failed:
        _say(_FAILED(path=result.path, reason=result.failure).text(lang))
    for failure in run.found.failures:
        _say(failure.text(lang))
    _say(_WRITTEN(file=os.path.relpath(file), drafts=len(renewed.drafts), count=renewed.count).text(lang))
    return FAILED if failed or run.found.failures else SUCCESS


def _place(run: Run, output: str | None) -> Path:
    if output is not None:
        return Path(os.path.abspath(output))  # noqa: PTH100 - keep symlinks
    project = run.all_projects()[0] if run.drafts else run.projects.of("-")
    return project.folder / (project.config.baseline or baselines.NAME)


def _say(text: str) -> None:
    sys.stderr.write(visible(text) + "\n")
