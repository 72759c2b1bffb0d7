"""The commands on the true engine and the packs that come with the tool."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reportlint.writers import names

DRAFT = """云溪县政府信息公开工作年度报告（2018年）

一、概述
本年工作平稳。
三、主动公开情况
全年主动公开政府信息120条。
"""


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("云溪.txt")
    path.write_bytes(DRAFT.encode("gb18030"))
    return path


@pytest.mark.parametrize("form", names())
def test_a_skipped_number_is_reported_in_every_format(run, draft: Path, form: str) -> None:
    status, out, err = run("check", str(draft), "--pack", "official-writing", "--format", form)
    assert (status, err) == (1, "")
    assert "official-writing/heading-numbering" in out


def test_the_draft_is_understood_and_every_rule_accounted_for(run, draft: Path) -> None:
    file = json.loads(run("check", str(draft), "--format", "json").out)["files"][0]
    assert (file["pack"], file["report_year"], file["encoding"].lower()) == ("annual-report-2014", 2018, "gb18030")
    assessed = file["assessed"]
    rules = run("rules", "list", "--pack", "annual-report-2014").out.splitlines()[1:]
    assert assessed["passed"] + assessed["found"] + len(assessed["not_assessed"]) == len(rules)


def test_select_and_ignore(run, draft: Path) -> None:
    arguments = ("check", str(draft), "--pack", "official-writing", "--format", "concise")
    assert run(*arguments, "--ignore", "heading-numbering").status == 0
    assert run(*arguments, "--select", "heading-numbering").out.count("\n") == 1
    assert run(*arguments, "--select", "no-such-rule").status == 2


def test_unreadable_drafts(run, draft: Path) -> None:
    Path("空.txt").write_bytes(b"")
    Path("程序.txt").write_bytes(bytes(range(256)))
    status, out, _ = run("check", str(draft), "空.txt", "程序.txt", "--pack", "official-writing", "--format", "concise")
    assert status == 2
    assert out.count(": failure: ") == 2
    assert run("facts", "空.txt").status == 2


def test_facts(run, draft: Path) -> None:
    status, out, _ = run("facts", str(draft))
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["path"], row["value"], row["unit"], row["line"]) for row in rows] == [(str(draft), "120", "条", "6")]


def test_packs_and_rules_can_be_looked_up(run) -> None:
    assert "official-writing" in run("packs", "list").out
    assert run("packs", "show", "official-writing").status == 0
    out = run("explain", "official-writing/heading-numbering").out
    assert "【" in out
    assert run("packs", "show", "no-such-pack").status == 2


def test_a_broken_pack_of_ones_own(run, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("pack: mine\ncolour: red\n", encoding="utf-8")
    status, out, err = run("rules", "test", str(tmp_path))
    assert (status, out) == (2, "")
    assert "pack.yaml:2:1" in err
