"""What a project has accepted, marked on results: its waivers, and the findings that its baseline knows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reportlint import baseline, waivers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlint.baseline import Baseline
    from reportlint.config import Project, Projects
    from reportlint.finding import FileResult, Message
    from reportlint.waivers import Register


class Acceptance:
    """Marks what is waived or in the baseline, by the files of each draft's project; each file is read once.

    waivers, baseline: files to use for all projects in place of their own; None for those. isolated: use no others.
    """

    def __init__(
        self, projects: Projects, waivers: str | None = None, baseline: str | None = None, *, isolated: bool = False
    ) -> None:
        self._projects = projects
        self._isolated = isolated
        self._given = waivers, baseline
        self._registers: dict[Path, Register] = {}
        self._baselines: dict[Path, Baseline] = {}

    def applied(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """Pass results on, in order, marked; raises what reading the files of a project raises."""
        for result in results:
            project = self._projects.of(result.path)
            register, known = self._register(project), self._baseline(project)
            marked = register.applied(result) if register else result
            yield known.applied(marked) if known else marked

    def remarks(self) -> Iterator[Message]:
        """Yield which waivers are past their day or not needed."""
        for register in self._registers.values():
            yield from register.remarks()

    def _register(self, project: Project) -> Register | None:
        file = self._file(project, self._given[0], project.config.waivers, waivers.NAME)
        if file is not None and file not in self._registers:
            self._registers[file] = waivers.load(file)
        return self._registers[file] if file else None

    def _baseline(self, project: Project) -> Baseline | None:
        file = self._file(project, self._given[1], project.config.baseline, baseline.NAME)
        if file is not None and file not in self._baselines:
            self._baselines[file] = baseline.load(file)
        return self._baselines[file] if file else None

    def _file(self, project: Project, given: str | None, configured: str, usual: str) -> Path | None:
        """Return the file to use: the one given, the one configured, or the usual one beside the configuration."""
        if given is not None:
            return Path(os.path.abspath(given))  # noqa: PTH100 - keep symlinks
        return None if self._isolated else project.file_named(configured, usual)
