from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportlint.finding import Severity
from reportlint.lsp.remarks import Desk, kind_of
from reportlint.positions import SourceSpan

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "pack: ours\ntitle: 题\nversion: 1.0.0\nbasis: 据\nextends: [official-writing]\n"
RULE = """\
rules:
  - id: one
    check: pattern
    severity: warning
    title: 题
    basis: 据
    patterns: ['县办|\\s''']
    message: 错
    examples:
      good: [{good}]
      bad: [【县办】]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "pack.yaml").write_text(HEADER, "utf-8")
    return folder


def marked(pack: Path, text: str) -> list[str]:
    """Return the words that are marked in a file of the pack."""
    file = pack / "rules.yaml"
    file.write_text("", "utf-8")
    return [text[slice(*one.span)] for one in Desk().look(file, {file: text})[file]]


@pytest.mark.parametrize(
    "good",
    [
        "请县办办理",
        "'请县办办理'",
        '"请县办办理"',
        "'它''s 县办'",
        "{text: 请县办办理, year: 2020}",
    ],
)
def test_what_an_example_has_too_much_is_marked_in_it(pack: Path, good: str) -> None:
    assert marked(pack, RULE.replace("{good}", good)) == ["县办"]


def test_in_a_block_of_lines(pack: Path) -> None:
    text = RULE.replace("[{good}]", "\n        - |\n          第一行\n\n          请县办办理\n        - 乙")
    assert marked(pack, text) == ["县办"]


def test_where_offsets_are_not_known_the_text_is_marked_from_its_start(pack: Path) -> None:
    text = RULE.replace("[{good}]", "\n        - >\n          第一行\n          请县办办理")
    assert marked(pack, text) == [">"]


def test_a_fault_in_another_file_is_said_there(pack: Path) -> None:
    (pack / "rules.yaml").write_text(RULE.replace("{good}", "乙").replace("warning", "warnin"), "utf-8")
    header = pack / "pack.yaml"
    found = Desk().look(header, {header: HEADER})
    assert found[header] == []
    (remark,) = found[pack / "rules.yaml"]
    assert "warnin" in remark.message


def test_what_is_not_saved_yet_counts(pack: Path) -> None:
    (pack / "rules.yaml").write_text(RULE.replace("{good}", "乙"), "utf-8")
    header = pack / "pack.yaml"
    (remark,) = Desk().look(header, {header: HEADER.replace("official-writing", "official-writin")})[header]
    assert "official-writing" in remark.message
    assert remark.span == SourceSpan(HEADER.index("official"), HEADER.index("official") + len("official-writin"))


def test_waivers_are_obeyed_and_verified(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    text = "青石县2016年政府信息公开工作年度报告\n截止2016年12月31日公开信息12条。\n"
    settings = tmp_path / "reportlint.yaml"
    settings.write_text("select: [preferred-wording]\n", "utf-8")
    desk = Desk()
    assert [one.code for one in desk.look(draft, {draft: text})[draft]] == ["official-writing/preferred-wording"]
    waivers = tmp_path / "reportlint-waivers.yaml"
    waivers.write_text("waivers: [{rule: preferred-wording, draft: '*.txt', reason: 原文如此}]\n", "utf-8")
    assert desk.look(draft, {draft: text})[draft] == []
    (fault,) = desk.look(waivers, {waivers: "waivers: [{rule: preferred-wording, draft: '*.txt'}]\n"})[waivers]
    assert "reason" in fault.message
    assert fault.severity is Severity.ERROR
    broken = "waivers: [{rule: a, draft: '*.txt'}]\n"
    waivers.write_text(broken, "utf-8")
    (unchecked,) = desk.look(draft, {draft: text})[draft]
    assert "没有检查" in unchecked.message


@pytest.mark.parametrize(
    ("name", "language", "kind"),
    [
        ("a.txt", "", "draft"),
        ("a.MD", "", "draft"),
        ("Untitled-1", "plaintext", "draft"),
        ("a.py", "python", ""),
        ("a.yaml", "yaml", ""),
        ("reportlint.yaml", "yaml", "config"),
        ("reportlint-waivers.yaml", "yaml", "waivers"),
        ("pack.yaml", "yaml", "pack"),
    ],
)
def test_what_a_file_is(tmp_path: Path, name: str, language: str, kind: str) -> None:
    assert kind_of(tmp_path / name, language) == kind
