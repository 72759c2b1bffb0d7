"""Which drafts a command line means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportlint import readers
from reportlint.discovery import discover
from reportlint.errors import UsageError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(readers, "suffixes", lambda: {".txt", ".md"}, raising=False)
    return tmp_path


def _make(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("草稿", encoding="utf-8")


def test_files_are_taken_whatever_they_are_called() -> None:
    _make("b.dat", "a.txt", ".hidden")
    assert discover(["b.dat", "a.txt", ".hidden"]).drafts == [".hidden", "a.txt", "b.dat"]


def test_each_draft_once() -> None:
    _make("d/a.txt")
    assert discover(["d/a.txt", "./d/../d/a.txt", "d", str(Path("d/a.txt").absolute())]).drafts == ["d/a.txt"]


def test_folder_is_searched_for_known_suffixes_and_not_in_hidden_places() -> None:
    _make("d/a.txt", "d/b.TXT", "d/c.dat", "d/.git/e.txt", "d/.f.txt", "d/~$g.txt", "d/子/h.md")
    assert discover(["d"]).drafts == ["d/a.txt", "d/b.TXT", "d/子/h.md"]


def test_here_and_above() -> None:
    _make("d/a.txt")
    assert discover(["."]).drafts == ["d/a.txt"]
    os.chdir("d")
    assert discover([".."]).drafts == ["../d/a.txt"]


def test_gitignore_nested_and_negated() -> None:
    _make("d/a.txt", "d/old/b.txt", "d/e/keep.txt", "d/e/drop.txt", "d/e/f/b.txt")
    Path("d/.gitignore").write_text("old/\ndrop.txt\n/e/f/b.txt\n", encoding="utf-8")
    Path("d/e/.gitignore").write_text("keep.txt\n!keep.txt\n!drop.txt\n", encoding="utf-8")
    assert discover(["d"]).drafts == ["d/a.txt", "d/e/drop.txt", "d/e/keep.txt"]


def test_gitignore_above_counts_inside_the_repository_only() -> None:
    _make("a/.gitignore", "a/r/d/x.txt", "a/r/d/y.txt")
    Path("a/.gitignore").write_text("y.txt\n", encoding="utf-8")
    assert discover(["a/r/d"]).drafts == ["a/r/d/x.txt", "a/r/d/y.txt"]
    Path("a/r/.gitignore").write_text("/d/x.txt\n", encoding="utf-8")
    assert discover(["a/r/d"]).drafts == ["a/r/d/x.txt", "a/r/d/y.txt"]
    Path("a/r/.git").mkdir()
    assert discover(["a/r/d"]).drafts == ["a/r/d/y.txt"]


def test_an_ignored_folder_that_is_named_is_searched() -> None:
    _make("drafts/a.txt", "drafts/b.txt")
    Path(".git").mkdir()
    Path(".gitignore").write_text("drafts/\n", encoding="utf-8")
    assert discover(["drafts"]).drafts == ["drafts/a.txt", "drafts/b.txt"]
    with pytest.raises(UsageError):
        discover(["."])


def test_patterns_that_the_shell_left_alone() -> None:
    _make("d/a.txt", "d/b.dat", "d/e/c.txt", "[草稿].txt")
    assert discover(["d/*.txt"]).drafts == ["d/a.txt"]
    assert discover(["d/*"]).drafts == ["d/a.txt", "d/e/c.txt"]
    assert discover(["**/*.txt"]).drafts == ["[草稿].txt", "d/a.txt", "d/e/c.txt"]
    assert discover(["**"]).drafts == ["[草稿].txt", "d/a.txt", "d/e/c.txt"]
    assert discover(["[草稿].txt"]).drafts == ["[草稿].txt"]


def test_standard_input_once() -> None:
    _make("a.txt")
    assert discover(["-", "a.txt", "-"]).drafts == ["-", "a.txt"]


@pytest.mark.parametrize(
    ("paths", "says"),
    [
        (["nowhere.txt"], "nowhere.txt"),
        ([""], "路径为空"),
        (["a.txt", ""], "路径为空"),
        (["*.md"], r"\*.md"),
        (["empty"], "empty.*.md .txt"),
        ([], "没有给出"),
    ],
)
def test_nothing_found_is_an_error(paths: list[str], says: str) -> None:
    _make("a.txt", "empty/picture.png")
    with pytest.raises(UsageError, match=says):
        discover(paths)


def test_english() -> None:
    with pytest.raises(UsageError) as error:
        discover(["nowhere"])
    assert error.value.text("en") == "no such file or folder: nowhere"


def test_what_is_missing_does_not_keep_the_others_from_being_checked() -> None:
    _make("a.txt")
    found = discover(["nowhere", "a.txt", "*.none"])
    assert found.drafts == ["a.txt"]
    assert [failure.path for failure in found.failures] == ["nowhere", "*.none"]


def test_a_subfolder_or_ignore_file_that_cannot_be_read_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> tuple[()]:
        if folder.name == "e":
            raise PermissionError(13, "Permission denied", str(folder / ".gitignore"))
        return ()

    _make("d/a.txt", "d/e/b.txt", "d/f/c.txt")
    monkeypatch.setattr("reportlint.discovery._own", refuse)
    list_folder = os.scandir

    def scan(path: str):
        if path == "d/f":
            raise PermissionError(13, "Permission denied", path)
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", scan)
    found = discover(["d"])
    assert found.drafts == ["d/a.txt", "d/e/b.txt"]
    assert len(found.failures) == 2


def test_ignore_files_with_a_mark_and_those_of_the_repository() -> None:
    _make("d/a.txt", "d/b.txt", "d/c.txt", "d/.git/info/exclude", "d/.gitignore")
    Path("d/.gitignore").write_bytes(b"\xef\xbb\xbfa.txt\n")
    Path("d/.git/info/exclude").write_text("b.txt\n")
    assert discover(["d"]).drafts == ["d/c.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list everything")
def test_a_folder_that_cannot_be_listed_is_an_error() -> None:
    _make("d/a.txt", "d/locked/b.txt")
    Path("d/locked").chmod(0)
    try:
        found = discover(["d"])
        assert found.drafts == ["d/a.txt"]
        assert "locked" in str(found.failures[0])
    finally:
        Path("d/locked").chmod(0o755)


def test_a_folder_that_vanishes_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    _make("d/a.txt")
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UsageError, match=r"d.*Permission denied"):
        discover(["d"])


def test_links_to_folders_are_not_followed() -> None:
    _make("d/a.txt")
    Path("d/loop").symlink_to(Path("d").absolute(), target_is_directory=True)
    assert discover(["d"]).drafts == ["d/a.txt"]
