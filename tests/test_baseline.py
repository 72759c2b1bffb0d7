"""Five hundred old drafts are taken as they are; what is new in one of them is told, and nothing else."""

from __future__ import annotations

import importlib
import random
from pathlib import Path

import pytest

from reportlint import Linter, Settings
from reportlint.baseline import Baseline, load
from reportlint.errors import UsageError

PARAGRAPHS = [
    "截止年底，公开其它信息30条。",
    "截止年底，公开其它信息30条。",
    "全年共公开信息10条，其中文件3条、其他5条。",
]
LINTER = Linter(Settings(pack="official-writing"))


def draft(number: int, paragraphs: list[str]) -> str:
    return f"青石县{number}号工作总结\n" + "".join(f"{one}\n" for one in paragraphs)


def open_ones(baseline: Baseline, number: int, paragraphs: list[str]) -> list[str]:
    result = LINTER.check(f"drafts/{number}.txt", draft(number, paragraphs).encode())
    return [finding.excerpt for finding in baseline.applied(result).findings if finding.counts]


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Baseline:
    file = tmp_path_factory.mktemp("repository") / "reportlint-baseline.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(file.parent)
        results = [LINTER.check(f"drafts/{number}.txt", draft(number, PARAGRAPHS).encode()) for number in range(500)]
        made = Baseline(file, {}).renewed(results)
        file.write_text(made.text(), "utf-8")
        assert made.count >= 1500
    return load(file)


@pytest.fixture(autouse=True)
def here(baseline: Baseline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(baseline._file.parent)


def test_nothing_is_new_at_first(baseline: Baseline) -> None:
    assert all(open_ones(baseline, number, PARAGRAPHS) == [] for number in range(0, 500, 25))


def test_one_new_defect_is_told_also_after_paragraphs_moved(baseline: Baseline) -> None:
    new = "经请示领导，撤消两个网站。"
    assert open_ones(baseline, 7, [*PARAGRAPHS, new]) == [new]
    assert open_ones(baseline, 7, ["新的一段。", PARAGRAPHS[2], new, "又一段。", PARAGRAPHS[0], PARAGRAPHS[1]]) == [new]


def test_one_more_of_the_same_is_new(baseline: Baseline) -> None:
    assert open_ones(baseline, 7, [*PARAGRAPHS, PARAGRAPHS[0]]) == [PARAGRAPHS[0]] * 2  # two words in it


def test_mending_one_thing_makes_nothing_else_on_its_line_new(baseline: Baseline) -> None:
    assert open_ones(baseline, 7, [PARAGRAPHS[0].replace("其它", "其他"), *PARAGRAPHS[1:]]) == []


def test_one_fewer_is_not_noticed_until_pruned(baseline: Baseline) -> None:
    fewer = [PARAGRAPHS[0], PARAGRAPHS[2]]
    assert open_ones(baseline, 7, fewer) == []
    folder = baseline._file.parent / "drafts"
    folder.mkdir(exist_ok=True)
    (folder / "7.txt").write_text(draft(7, fewer), "utf-8")
    pruned = baseline.renewed([LINTER.check("drafts/7.txt", draft(7, fewer).encode())], prune=True)
    assert list(pruned.drafts) == ["drafts/7.txt"]  # the others are not there
    assert len(pruned.drafts["drafts/7.txt"]) < len(baseline.drafts["drafts/7.txt"])
    assert open_ones(pruned, 7, PARAGRAPHS) != []


def test_a_draft_that_cannot_be_read_keeps_what_it_had(baseline: Baseline) -> None:
    failed = LINTER.check("drafts/7.txt", b"\0\1\2")
    assert failed.failure
    assert baseline.renewed([failed]).drafts["drafts/7.txt"] == baseline.drafts["drafts/7.txt"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"schema": 2, "drafts": {}}', '{"schema": 1, "drafts": {"a": [1]}}', "[" * 100000]
)
def test_what_is_no_baseline_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="基线文件"):
        load(file)


@pytest.mark.parametrize("number", range(6))
def test_moved_paragraphs_change_no_fingerprint(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "benchmarks"))
    lines = importlib.import_module("texts").defective(number).split("\n")
    linter = Linter(Settings(ignore=("heading-numbering",)))  # what moves may leave its numbering
    known = {finding.fingerprint for finding in linter.check("a.txt", "\n".join(lines).encode()).findings}
    assert len(known) >= 4
    prose = [at for at, line in enumerate(lines) if len(line) > 60 and "。" in line and "|" not in line]
    first, second = random.Random(number).sample(prose, 2)
    lines[first], lines[second] = lines[second], lines[first]
    moved = {finding.fingerprint for finding in linter.check("a.txt", "\n".join(["", "", *lines]).encode()).findings}
    assert moved == known


def test_a_section_that_is_too_long_is_known_however_long_it_gets() -> None:
    linter = Linter(Settings(select=("overlong-section",)))
    head = "青石县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n"
    sentence = "各部门按时更新栏目，答复群众来信，整理历年文件。\n"
    found = [
        linter.check("a.txt", f"{head}{sentence * times}二、主动公开政府信息情况\n".encode()).findings
        for times in (80, 81)
    ]
    assert found[0][0].message != found[1][0].message
    assert found[0][0].fingerprint == found[1][0].fingerprint
