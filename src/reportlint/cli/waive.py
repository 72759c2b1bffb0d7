"""`reportlint waive`: accept one finding, with a reason, in the file of waivers."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportlint import waivers
from reportlint.cli import SUCCESS, _schemas
from reportlint.cli._frame import Lang, PackChoice, application, both
from reportlint.cli._output import opened
from reportlint.cli._project import ConfigFile, Run
from reportlint.errors import UsageError
from reportlint.finding import Sentence
from reportlint.terminal import visible

if TYPE_CHECKING:
    from reportlint.finding import FileResult, Finding

app = application()

_NONE = Sentence(
    "这些草稿里没有指纹为“{fingerprint}”的问题（指纹见 --format json）",
    "no finding of these drafts has the fingerprint {fingerprint} (--format json shows them)",
)
_SEVERAL = Sentence("“{fingerprint}”开头的指纹不止一个：{names}", "{fingerprint} begins several fingerprints: {names}")
_NO_REASON = Sentence("豁免要写明理由（--reason）", "a waiver needs a reason (--reason)")
_NO_DAY = Sentence("--until 应写成 2025-12-31 的样子，这里是“{day}”", "--until is a day like 2025-12-31, not {day}")
_ADDED = Sentence("{file}：已豁免 {rule}（{path}）", "{file}: waived {rule} in {path}")


@app.command(help=both("豁免一处问题，写明理由。", "Accept one finding, with a reason."))
def waive(
    fingerprint: Annotated[
        str,
        typer.Argument(
            metavar="FINGERPRINT",
            help=both(
                "问题的指纹（--format json 中），可只写开头几位。", "Its fingerprint (in the JSON), or how it begins."
            ),
        ),
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help=both("草稿或文件夹（默认当前文件夹）。", "Drafts or folders (by default, this one)."),
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help=both("理由（必写）。", "Why it is accepted; required."))] = "",
    until: Annotated[
        str,
        typer.Option(metavar="YYYY-MM-DD", show_default=False, help=both("有效期的末日。", "The last day it holds.")),
    ] = "",
    pack: PackChoice = "auto",
    config: ConfigFile = None,
    lang: Lang = "zh",
) -> int:
    """Find the finding by checking the drafts, and add a waiver for it to the file beside the configuration."""
    from reportlint.batch import check_all
    from reportlint.engine import Settings

    if not reason.strip():
        raise UsageError(_NO_REASON())
    if until:
        try:
            date.fromisoformat(until)
        except ValueError:
            raise UsageError(_NO_DAY(day=until)) from None
    run = Run(paths or ["."], config, isolated=False, stdin_name="stdin.txt")
    result, finding = _found(list(check_all(run.jobs(Settings(pack=pack)))), fingerprint)
    project = run.projects.of(result.path)
    file = project.folder / (project.config.waivers or waivers.NAME)
    known = file.read_text("utf-8") if file.is_file() else ""
    if known:
        waivers.load(file)  # one that cannot be read is not added to
    waiver = waivers.Waiver(finding.rule, "/" + project.relative(result.path), reason, _quote(finding), until)
    with opened(str(file)) as out:
        out.write(waivers.added(known, waiver, _schemas.line("waivers")))
    if not known:
        list(_schemas.write(file.parent, "waivers"))
    said = _ADDED(file=os.path.relpath(file), rule=finding.rule, path=result.path).text(lang)
    sys.stderr.write(visible(said) + "\n")
    return SUCCESS


def _found(results: list[FileResult], fingerprint: str) -> tuple[FileResult, Finding]:
    found = [
        (result, finding)
        for result in results
        for finding in result.findings
        if fingerprint and finding.fingerprint.startswith(fingerprint)
    ]
    if not found:
        raise UsageError(_NONE(fingerprint=fingerprint))
    if len(found) > 1:
        names = " ".join(f"{finding.fingerprint} ({Path(result.path).name})" for result, finding in found[:5])
        raise UsageError(_SEVERAL(fingerprint=fingerprint, names=names))
    return found[0]


def _quote(finding: Finding) -> str:
    """Return the words by which the waiver knows the finding again: one line may have several of a rule."""
    return finding.message
