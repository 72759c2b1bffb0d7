"""`reportlint fix` in the terminal."""

from __future__ import annotations

import os
import stat
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from reportlint.cli import main

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = "青石县2016年政府信息公开工作年度报告\n一、概述\n截止2016年12月31日，全县公开信息30条。\n"
RULES = ["--select", "preferred-wording"]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    return path


def test_a_file_is_mended_in_place(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.chmod(0o640)
    assert main(["fix", *RULES, str(draft)]) == 0
    assert draft.read_text("utf-8") == DRAFT.replace("截止", "截至")
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    assert "改了1处（preferred-wording×1）" in capsys.readouterr().err
    assert [path.name for path in draft.parent.iterdir()] == ["draft.txt"]


def test_a_diff_writes_nothing(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "--diff", *RULES, str(draft)]) == 1
    assert draft.read_text("utf-8") == DRAFT
    out = capsys.readouterr().out
    assert "-截止2016年12月31日，全县公开信息30条。\n+截至2016年" in out


def test_nothing_to_fix(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.write_text(DRAFT.replace("截止", "截至"), "utf-8")
    before = draft.stat().st_mtime_ns
    assert main(["fix", "--diff", *RULES, str(draft)]) == 0
    assert main(["fix", *RULES, str(draft)]) == 0
    assert draft.stat().st_mtime_ns == before
    assert "没有可改的" in capsys.readouterr().err


def test_errors_that_are_left_give_1(draft: Path) -> None:
    assert main(["fix", str(draft)]) == 1  # a report of that year lacks its sections


def test_a_link_stays_a_link(draft: Path) -> None:
    link = draft.with_name("link.txt")
    link.symlink_to(draft)
    assert main(["fix", *RULES, str(link)]) == 0
    assert link.is_symlink()
    assert "截至" in draft.read_text("utf-8")


def test_a_missing_file_gives_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_gives_2(
    draft: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert main(["fix", *RULES, str(draft)]) == 2
    assert draft.read_text("utf-8") == DRAFT
    assert "无法写入" in capsys.readouterr().err
    assert [path.name for path in draft.parent.iterdir()] == ["draft.txt"]


def test_the_other_drafts_are_mended_when_one_fails(draft: Path) -> None:
    bad = draft.with_name("bad.txt")
    bad.write_bytes(b"\x00\x01\x02")
    assert main(["fix", *RULES, str(bad), str(draft)]) == 2
    assert "截至" in draft.read_text("utf-8")


def test_english(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "--lang", "en", *RULES, str(draft)]) == 0
    assert "1 fixed (preferred-wording×1)" in capsys.readouterr().err


def test_a_word_file_is_mended_by_tracked_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = docx.Document()
    for text in DRAFT.splitlines():
        made.add_paragraph(text)
    path = tmp_path / "a.docx"
    made.save(path)
    assert main(["fix", *RULES, str(path)]) == 0
    assert "改了1处" in capsys.readouterr().err
    with zipfile.ZipFile(path) as archive:
        part = archive.read("word/document.xml").decode()
    assert ">截止</w:delText>" in part
    assert ">截至</w:t>" in part
    assert main(["fix", *RULES, str(path)]) == 0
    assert "没有可改的" in capsys.readouterr().err
