"""Which drafts the paths on a command line mean.

Nothing found is an error: "no file" must never look like "clean". What cannot be found or read among other things is a
failure beside them. Files named one by one are taken as they are,
whatever they are called; folders and patterns yield the suffixes that readers know.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportlint.errors import ReadError, UsageError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pathspec import GitIgnoreSpec

STDIN = "-"

_MISSING = Sentence("找不到文件或文件夹：{path}", "no such file or folder: {path}")
_NO_MATCH = Sentence(
    "没有与 {path} 相符的草稿（认得的后缀：{suffixes}）", "no draft matches {path} (known suffixes: {suffixes})"
)
_EMPTY = Sentence(
    "文件夹 {path} 里没有可检查的草稿（认得的后缀：{suffixes}；隐藏文件夹和 .gitignore 排除的文件不查）",
    "no drafts in folder {path} (known suffixes: {suffixes}; hidden and git-ignored files are left out)",
)
_UNREADABLE = Sentence("无法读取 {path}：{reason}", "cannot read {path}: {reason}")
_NO_PATH = Sentence("路径为空", "the path is empty")
_NOTHING = Sentence("没有给出要检查的草稿", "no drafts were given")


class Discovery(NamedTuple):
    """The drafts found, sorted, each once; and the paths that could not be searched, with the reason."""

    drafts: list[str]
    failures: list[ReadError]


def discover(paths: list[str]) -> Discovery:
    """Return the drafts that `paths` name; "-" stands for standard input.

    paths: files, folders (searched recursively), or patterns such as `drafts/**/*.txt` that the shell left alone.
    Raises UsageError when a path is empty, or when no draft was found at all.
    """
    suffixes = _suffixes()
    found: dict[str, str] = {}
    failures: list[ReadError] = []
    for path in paths:
        if not path:
            raise UsageError(_NO_PATH())
        before = len(failures)
        drafts: list[str] = []
        try:
            drafts += _expand(path, suffixes, failures)
        except OSError as error:
            failures.append(_unreadable(error, path))
        if not drafts and len(failures) == before:
            failures.append(ReadError(path, _complaint(path)(path=path, suffixes=" ".join(sorted(suffixes)))))
        for draft in drafts:
            found.setdefault(draft if draft == STDIN else os.path.abspath(draft), draft)  # noqa: PTH100 - keep symlinks
    if not found:
        raise UsageError(_Lines(failures) if failures else _NOTHING())
    return Discovery(sorted(found.values()), failures)


class _Lines(NamedTuple):
    """The reasons of several failures, one a line: each of them names its path."""

    failures: list[ReadError]

    def text(self, language: str = "zh") -> str:
        return "\n".join(failure.reason(language) for failure in self.failures)


def _unreadable(error: OSError, path: str) -> ReadError:
    place = str(error.filename or path)
    return ReadError(place, _UNREADABLE(path=place, reason=error.strerror))


def _expand(path: str, suffixes: frozenset[str], failures: list[ReadError]) -> Iterator[str]:
    place = Path(path)
    if path == STDIN or (place.exists() and not place.is_dir()):
        yield path
    elif place.is_dir():
        yield from _search(place, suffixes, failures)
    elif _is_pattern(path):
        yield from _matches(path, suffixes, failures)


def _complaint(path: str) -> Sentence:
    if Path(path).is_dir():
        return _EMPTY
    return _NO_MATCH if _is_pattern(path) else _MISSING


def _is_pattern(path: str) -> bool:
    return any(mark in path for mark in "*?[")


def _suffixes() -> frozenset[str]:
    from reportlint.readers import suffixes

    return frozenset(suffixes())


def _matches(pattern: str, suffixes: frozenset[str], failures: list[ReadError]) -> Iterator[str]:
    """Yield the drafts that a pattern matches; a folder that it matches is searched, unless `**` did so already."""
    import glob

    for match in glob.iglob(pattern, recursive=True):  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not Path(match).is_dir():
            if Path(match).suffix.lower() in suffixes:
                yield match
        elif "**" not in pattern:
            yield from _search(Path(match), suffixes, failures)


def _search(folder: Path, suffixes: frozenset[str], failures: list[ReadError]) -> Iterator[str]:
    """Yield the drafts below a folder; hidden names, Office lock files and what git ignores are left out."""

    def note(error: OSError) -> None:
        failures.append(_unreadable(error, os.fspath(folder)))

    ignores = {os.fspath(folder): _inherited(folder.resolve())}
    for root, folders, files in os.walk(folder, onerror=note):
        place = Path(root).resolve()
        here = ignores.pop(root)
        try:
            here += _own(place)
        except OSError as error:  # what it would leave out is checked
            note(error)
        scopes = [(_prefix(place, ignore.folder), ignore.patterns) for ignore in here]
        folders[:] = [name for name in folders if not name.startswith(".") and not _ignored(scopes, name + "/")]
        ignores |= {os.path.join(root, name): here for name in folders}  # noqa: PTH118 - the very strings of os.walk
        for name in files:
            known = Path(name).suffix.lower() in suffixes and not name.startswith((".", "~$"))
            if known and not _ignored(scopes, name):
                yield os.fspath(Path(root, name))


class _Ignore(NamedTuple):
    """One `.gitignore`: its folder (resolved) and its patterns."""

    folder: Path
    patterns: GitIgnoreSpec


def _ignored(scopes: list[tuple[str, GitIgnoreSpec]], name: str) -> bool:
    """Tell whether git would ignore a name (folders end in "/"): the last pattern that speaks of it decides."""
    verdict = False
    for prefix, patterns in scopes:
        include = patterns.check_file(prefix + name).include
        verdict = verdict if include is None else include
    return verdict


def _own(folder: Path) -> tuple[_Ignore, ...]:
    return _ignore(folder, folder / ".gitignore")


def _ignore(folder: Path, file: Path) -> tuple[_Ignore, ...]:
    if not file.is_file():
        return ()
    from pathspec import GitIgnoreSpec

    return (_Ignore(folder, GitIgnoreSpec.from_lines(file.read_text("utf-8-sig", "replace").splitlines())),)


def _inherited(folder: Path) -> tuple[_Ignore, ...]:
    """Return what the repository and the folders above say, up to its root; without a git repository, nothing.

    A pattern file that ignores the searched folder itself is passed over: naming a folder is asking for it.
    """
    chain = [folder, *folder.parents]
    depth = next((index for index, place in enumerate(chain) if (place / ".git").exists()), 0)
    found = [*_ignore(chain[depth], chain[depth] / ".git" / "info" / "exclude")]
    found += [ignore for place in reversed(chain[1 : depth + 1]) for ignore in _own(place)]
    return tuple(ignore for ignore in found if not ignore.patterns.match_file(_prefix(folder, ignore.folder)))


def _prefix(place: Path, folder: Path) -> str:
    """Return `place` as seen from `folder` in git's notation: "" for the folder itself, else with a final "/"."""
    relative = place.relative_to(folder).as_posix()
    return "" if relative == "." else relative + "/"
