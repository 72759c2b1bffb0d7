"""Settings of a project: `reportlint.yaml`, or `[tool.reportlint]` in `pyproject.toml`.

The file closest to a draft counts, and it alone: nothing is merged from folders above unless the file says so with
`extends`. Whatever it does not say is as the command line has it by default. Unknown keys, unknown values and paths that
lead nowhere are faults, all reported together with their places.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from reportlint.draft.kinds import Kind  # noqa: TC001  (msgspec reads the annotation at run time)
from reportlint.errors import Fault, PackError, UsageError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlint.engine import Settings
    from reportlint.packs.yaml import Node

NAME: Final = "reportlint.yaml"
TOML: Final = "pyproject.toml"

_TABLE = re.compile(r"^\s*\[tool\.reportlint\b", re.MULTILINE)
_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NO_FILE = Sentence("找不到配置文件 {path}", "no such configuration file: {path}")

Level = Literal["error", "warning", "info", "off"]


class Scope(Struct, frozen=True, forbid_unknown_fields=True):
    """What may be said of all drafts or of some. Empty values say nothing.

    pack: `auto`, a pack's name or its folder. select: apply only these rules. ignore: leave these out. severity: rule to
    error, warning, info or off. issuer: the kind of issuer. deadlines: kind of issuer to the last day (`MM-DD`) on which
    it publishes. previous: last year's report, or the folder that has it.
    """

    pack: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Level] = {}
    issuer: Kind = ""
    deadlines: dict[Kind, str] = {}
    previous: str = ""


class Files(Scope, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Settings of some drafts. paths: patterns as in `.gitignore`, from the folder of the configuration."""

    paths: tuple[str, ...]


class Config(Scope, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """One file. Paths in it are relative to its folder.

    extends: another file of this kind, which this one adds to and overrides. packs: folders of packs of one's own; one
    that extends a pack that comes with the tool is applied in its place. exclude: patterns of drafts that are not
    checked when their folder is. fail_on: at which severity the exit status is 1. waivers, baseline: files of these
    kinds, in place of those beside this file. files: settings of some drafts; what comes later counts more.
    """

    extends: str = ""
    packs: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Literal["error", "warning", "info", "never", ""] = ""
    waivers: str = ""
    baseline: str = ""
    files: tuple[Files, ...] = ()

    @cached_property
    def _patterns(self) -> tuple[Any, ...]:
        from pathspec import GitIgnoreSpec

        return tuple(GitIgnoreSpec.from_lines(one.paths) for one in self.files)

    @cached_property
    def _excluded(self) -> Any:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self.exclude)

    def excludes(self, relative: str) -> bool:
        """Tell whether a draft, named from the folder of the file, is not to be checked."""
        return bool(self.exclude) and bool(self._excluded.match_file(relative))

    def scope(self, relative: str) -> Scope:
        """Return what holds for a draft, named from the folder of the file."""
        settled = Scope(**{name: getattr(self, name) for name in Scope.__struct_fields__})
        for one, patterns in zip(self.files, self._patterns, strict=True):
            if patterns.match_file(relative):
                settled = _over(settled, one)
        return settled


class Project:
    """The configuration that holds for a folder. file: where it was read, None without any."""

    def __init__(self, file: Path | None, config: Config) -> None:
        self.file = file
        self.config = config
        self.folder = file.parent if file else Path.cwd()

    def relative(self, draft: str) -> str:
        """Return the name of a draft as patterns see it."""
        return os.path.relpath(os.path.abspath(draft), self.folder).replace(os.sep, "/")  # noqa: PTH100 - keep symlinks

    def settings(self, draft: str, given: Settings) -> Settings:
        """Return the settings for a draft: what the command line gave, else what the file says.

        What is ignored and which severities are changed adds up.
        """
        if self.file is None:
            return given
        scope = self.config.scope(self.relative(draft))
        pack = scope.pack if given.pack == "auto" and scope.pack else given.pack
        return replace(
            given,
            pack=self._inside(pack) if pack == scope.pack and self._is_folder(pack) else pack,
            select=given.select or scope.select,
            ignore=(*scope.ignore, *given.ignore),
            previous=given.previous or (self._inside(scope.previous) if scope.previous else ""),
            issuer=given.issuer or scope.issuer,
            packs=tuple(map(self._inside, self.config.packs)),
            severity=tuple(scope.severity.items()),
            deadlines=tuple(scope.deadlines.items()),
        )

    def file_named(self, name: str, default: str) -> Path | None:
        """Return a file that the configuration names, or the one of the usual name beside it when it is there."""
        if name:
            return self.folder / name
        usual = self.folder / default
        return usual if usual.is_file() else None

    def _is_folder(self, name: str) -> bool:
        return bool(name) and name != "auto" and (self.folder / name).is_dir()

    def _inside(self, path: str) -> str:
        return str(self.folder / path)


class Projects:
    """Finds the configuration of each draft. given: a file to use for all of them; isolated: use none."""

    def __init__(self, given: str = "", *, isolated: bool = False) -> None:
        self._isolated = isolated
        self._given = _given(given) if given else None
        self._by_folder: dict[Path, Project] = {}

    def of(self, draft: str) -> Project:
        """Return the project of a draft; raises PackError with all the faults of its file."""
        if self._given is not None:
            return self._given
        folder = Path.cwd() if draft == "-" else Path(os.path.abspath(draft)).parent  # noqa: PTH100 - keep symlinks
        return self._of_folder(folder)

    def _of_folder(self, folder: Path) -> Project:
        known = self._by_folder.get(folder)
        if known is None:
            if self._isolated:
                known = Project(None, Config())
            elif (folder / NAME).is_file():
                known = Project(folder / NAME, load(folder / NAME))
            elif _has_table(folder / TOML):
                known = Project(folder / TOML, load(folder / TOML))
            elif folder.parent == folder:
                known = Project(None, Config())
            else:
                known = self._of_folder(folder.parent)
            self._by_folder[folder] = known
        return known


def load(file: Path, unsaved: Mapping[Path, str] | None = None) -> Config:
    """Read one file and those it extends; raises PackError with all their faults.

    unsaved: what stands in some files instead of what is on disk.
    """
    from reportlint.packs.folders import shown
    from reportlint.packs.reading import Reader
    from reportlint.packs.reading import Scope as Subject

    nodes: list[tuple[Path, Config]] = []
    faults: list[Fault] = []
    place: Path | None = file
    while place is not None and not faults:
        node, faults = _tree(place, shown(place), (unsaved or {}).get(place))
        if node is None:
            break
        reader = Reader()
        config = reader.struct(node, Config, Subject(""))
        faults += reader.faults
        if config is None:
            break
        faults += _misfits(node, config, place)
        nodes.append((place, config))
        base = (place.parent / config.extends).resolve() if config.extends else None
        if base in [known.resolve() for known, _ in nodes]:
            faults.append(node.mapping["extends"].fault("extends 绕了一圈，又回到这个文件"))
        place = base
    if faults:
        raise PackError(faults)
    settled = _moved(*nodes[-1], file.parent)
    for place, config in reversed(nodes[:-1]):
        settled = _extended(settled, _moved(place, config, file.parent))
    return settled


def described(project: Project, settings: Settings) -> Iterator[str]:
    """Yield what holds for a draft, a line each, as YAML."""
    from json import dumps

    yield f"config: {dumps(str(project.file) if project.file else None, ensure_ascii=False)}"
    for name in settings.__struct_fields__:
        value = getattr(settings, name)
        if name in ("severity", "deadlines"):
            value = dict(value)
        yield f"{name}: {dumps(value, ensure_ascii=False)}"
    for name in ("exclude", "fail_on", "waivers", "baseline"):
        yield f"{name}: {dumps(getattr(project.config, name), ensure_ascii=False)}"


def _given(path: str) -> Project:
    file = Path(path)
    if not file.is_file():
        raise UsageError(_NO_FILE(path=path))
    file = Path(os.path.abspath(file))  # noqa: PTH100 - keep symlinks
    return Project(file, load(file))


def _tree(file: Path, name: str, text: str | None) -> tuple[Node | None, list[Fault]]:
    from reportlint.packs import yaml

    if file.suffix != ".toml":
        node, faults = yaml.read(file, name) if text is None else yaml.parse(text, name)
        if node is None and [fault.message for fault in faults] == ["文件没有内容"]:
            return yaml.Node({}, name, 1, 1), []
        return node, faults
    import tomllib

    try:
        text = file.read_text("utf-8")
        table = tomllib.loads(text).get("tool", {}).get("reportlint", {})
    except (OSError, UnicodeDecodeError) as error:
        return None, [Fault(name, 1, 1, f"读不了：{error}")]
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        return None, [Fault(name, int(line[1]) if line else 1, 1, f"TOML 语法错误：{error}")]
    return _planted(table, name, text), []


def _planted(value: Any, name: str, text: str, at: int = 0) -> Node:
    """Turn plain data of a TOML file into nodes; a key is where its name first stands behind the one above it."""
    from reportlint.packs.yaml import Node

    table = _TABLE.search(text)
    at = max(at, table.start() if table else 0)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    node = Node(value, name, line, column, (line, column), quoted=True)
    if isinstance(value, dict):
        node.value = {}
        for key, child in value.items():
            found = re.compile(rf'(?<![\w-])"?{re.escape(key)}"?\s*(?:=|\.|\])').search(text, at)
            node.value[key] = _planted(child, name, text, found.start() if found else at)
    elif isinstance(value, list):
        node.value = [_planted(child, name, text, at) for child in value]
    elif not isinstance(value, str | int | float | bool):
        node.value = str(value)
    return node


def _misfits(node: Node, config: Config, file: Path) -> Iterator[Fault]:
    """Yield what the types do not show: days that are none, files and folders that are not there."""
    for one, mapping in ((config, node), *zip(config.files, node.mapping.get("files", node).items, strict=False)):
        for kind, day in one.deadlines.items():
            if not _DAY.fullmatch(day):
                yield mapping.mapping["deadlines"].mapping[kind].fault(f"期限“{day}”应写成 月-日，如 03-31")
        if one.previous and not (file.parent / one.previous).exists():
            yield mapping.mapping["previous"].fault(f"找不到 {one.previous}")
    for child, folder in zip(node.mapping.get("packs", node).items, config.packs, strict=False):
        if not (file.parent / folder / "pack.yaml").is_file():
            yield child.fault(f"{folder} 里没有 pack.yaml，不是规则包")
    for key in ("extends", "waivers", "baseline"):
        value = getattr(config, key)
        if value and not (file.parent / value).is_file() and key == "extends":
            yield node.mapping[key].fault(f"找不到文件 {value}")


def _over(under: Scope, over: Scope) -> Scope:
    """Return what holds when one scope is laid over another."""
    return Scope(
        over.pack or under.pack,
        over.select or under.select,
        (*under.ignore, *over.ignore),
        {**under.severity, **over.severity},
        over.issuer or under.issuer,
        {**under.deadlines, **over.deadlines},
        over.previous or under.previous,
    )


def _moved(file: Path, config: Config, folder: Path) -> Config:
    """Return a configuration with its paths as seen from another folder."""
    if file.parent == folder:
        return config

    def moved(path: str) -> str:
        return os.path.relpath(file.parent / path, folder).replace(os.sep, "/") if path else ""

    return replace(
        config,
        packs=tuple(map(moved, config.packs)),
        previous=moved(config.previous),
        waivers=moved(config.waivers),
        baseline=moved(config.baseline),
        pack=moved(config.pack) if (file.parent / config.pack / "pack.yaml").is_file() and config.pack else config.pack,
    )


def _extended(base: Config, config: Config) -> Config:
    scope = _over(base, config)
    return Config(
        **{name: getattr(scope, name) for name in Scope.__struct_fields__},
        packs=tuple(dict.fromkeys((*base.packs, *config.packs))),
        exclude=(*base.exclude, *config.exclude),
        fail_on=config.fail_on or base.fail_on,
        waivers=config.waivers or base.waivers,
        baseline=config.baseline or base.baseline,
        files=(*base.files, *config.files),
    )


def _has_table(file: Path) -> bool:
    try:
        return file.is_file() and bool(_TABLE.search(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        return False


def stated(projects: Sequence[Project]) -> str:
    """Return the severity at which the exit status is 1: the strictest that the configurations name, "" for none."""
    order = ("info", "warning", "error", "never")
    named = [project.config.fail_on for project in projects if project.config.fail_on]
    return min(named, key=order.index) if named else ""
