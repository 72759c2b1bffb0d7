"""The settings of the drafts that a command line names: options first, then the configuration closest to each draft."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Annotated

import typer

from reportlint.cli._frame import both
from reportlint.config import NAME, TOML, Projects
from reportlint.discovery import STDIN, discover
from reportlint.errors import UsageError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.batch import Job
    from reportlint.config import Project
    from reportlint.discovery import Discovery
    from reportlint.engine import Settings
    from reportlint.errors import UnknownRuleError

_AT = Sentence("{place}: {message}", "{place}: {message}")

ConfigFile = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        show_default=False,
        help=both(
            f"配置文件（默认用离草稿最近的 {NAME} 或 {TOML}）。",
            f"Configuration (by default the {NAME} or {TOML} closest to a draft).",
        ),
    ),
]
Isolated = Annotated[
    bool,
    typer.Option("--isolated", help=both("不用任何配置、豁免和基线。", "Use no configuration, waivers or baseline.")),
]


class Run:
    """What a command line comes to: the drafts, each with its project. Raises what reading the projects raises."""

    def __init__(self, paths: Sequence[str], config: str | None, *, isolated: bool, stdin_name: str) -> None:
        self.projects = Projects(config or "", isolated=isolated)
        self.isolated = isolated
        found = discover(list(paths))
        self._named = frozenset(os.path.abspath(path) for path in paths)  # noqa: PTH100 - keep symlinks
        self.stdin_name = stdin_name
        self.drafts = [draft for draft in found.drafts if not self._excluded(draft)]
        self.excluded = len(found.drafts) - len(self.drafts)
        self.found: Discovery = found

    def project(self, draft: str) -> Project:
        """Return the project of a draft; standard input belongs to the current folder, or to its name's."""
        return self.projects.of(self.name(draft))

    def name(self, draft: str) -> str:
        """Return what results call a draft."""
        return self.stdin_name if draft == STDIN else draft

    def jobs(self, given: Settings) -> list[Job]:
        """Return what to check; standard input is read."""
        from reportlint.batch import Job
        from reportlint.cli._input import read

        return [
            Job(
                draft,
                self.name(draft),
                self.project(draft).settings(self.name(draft), given),
                read(draft) if draft == STDIN else None,
            )
            for draft in self.drafts
        ]

    def placed(self, error: UnknownRuleError) -> UsageError:
        """Return the complaint about a rule that does not exist, with its place where a configuration names it."""
        from reportlint.packs.folders import shown

        for project in self.all_projects():
            lines = project.file.read_text("utf-8").splitlines() if project.file else []
            for number, line in enumerate(lines, 1):
                found = re.search(rf"(?<![\w/-]){re.escape(error.name)}(?![\w/-])", line.partition(" #")[0])
                if found and project.file:
                    place = f"{shown(project.file)}:{number}:{found.start() + 1}"
                    return UsageError(_AT(place=place, message=error.said))
        return error

    def all_projects(self) -> list[Project]:
        """Return the projects of the drafts, each once."""
        return list({id(one): one for one in map(self.project, self.drafts)}.values())

    def _excluded(self, draft: str) -> bool:
        """Tell whether the configuration leaves a draft out; one that is named itself is always checked."""
        if draft == STDIN or os.path.abspath(draft) in self._named:  # noqa: PTH100
            return False
        project = self.project(draft)
        return project.config.excludes(project.relative(draft))
