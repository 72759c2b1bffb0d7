"""`reportlint rules`, `explain` and `packs`, on a stand-in pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportlint import packs
from reportlint.errors import Fault, PackError, UsageError
from reportlint.finding import Severity
from reportlint.packs import examples, folders
from reportlint.packs.schema import Example, Examples, Pack, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from reportlint.positions import SourceSpan


def _rule(pack: str, name: str, title: str, severity: Severity = Severity.ERROR) -> Rule:
    examples = Examples((Example("甲 1\n乙 2"),), (Example("甲 【3】\x1b[2J", 2098), Example("甲 【4】")))
    return Rule(name, pack, "pattern", severity, title, "办法第三条", examples, b"", why="表头印明。")


_WORDS = Pack("words", "文字", "1.0.0", "通则", rules=(_rule("words", "marks", "标点误用", Severity.INFO),))
_REPORT = Pack(
    "report-2099",
    "云溪年度报告",
    "2.0.0",
    "〔2099〕1号",
    extends=("words",),
    rules=(*_WORDS.rules, _rule("report-2099", "row-sum", "各列之和不等于总计")),
)
_OTHER = Pack("other", "别的报告", "1.0.0", "", rules=(_rule("other", "row-sum", "合计不对"),))
_ALL = {pack.name: pack for pack in (_WORDS, _REPORT, _OTHER)}


@dataclass(frozen=True)
class _Summary:
    name: str
    title: str
    version: str
    basis: str
    rules: int
    path: str = ""


@dataclass(frozen=True)
class _Result:
    pack: str
    rule: str
    kind: str
    number: int
    ok: bool
    message: str
    text: str
    spans: tuple[SourceSpan, ...] = ()


def _load(name: str, *, checks: ModuleType) -> Pack:
    if name == "broken":
        raise PackError([Fault("broken/pack.yaml", 2, 3, "未知的键"), Fault("broken/pack.yaml", 1, 1, "缺少 title")])
    if name not in _ALL:
        raise UsageError(f"没有规则包 {name}")
    return _ALL[name]


@pytest.fixture(autouse=True)
def _packs(monkeypatch: pytest.MonkeyPatch) -> None:
    summaries = [_Summary(p.name, p.title, p.version, p.basis, len(p.rules)) for p in _ALL.values()]
    monkeypatch.setattr(packs, "installed", lambda *, checks: summaries)
    monkeypatch.setattr(packs, "load_all", lambda *, checks: list(_ALL.values()))
    monkeypatch.setattr(packs, "load", _load)
    monkeypatch.setattr(folders, "find", Path)
    monkeypatch.setattr(folders, "files", lambda folder: [])


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> list[_Result]:
    wanted: list[_Result] = []

    def run(chosen: list[Pack], lint: object) -> Iterator[_Result]:
        return (result for result in wanted if result.pack in {pack.name for pack in chosen})

    monkeypatch.setattr(examples, "run", run)
    return wanted


def test_explain_prints_everything_a_rule_says(run) -> None:
    status, out, err = run("explain", "report-2099/row-sum")
    assert (status, err) == (0, "")
    for said in (
        "各列之和不等于总计",
        "report-2099/row-sum",
        "error",
        "表头印明。",
        "办法第三条",
        "甲 1",
        "甲 【4】",
        "2098",
    ):
        assert said in out
    assert "\x1b" not in out


def test_explain_takes_an_id_that_only_one_rule_has(run) -> None:
    assert "标点误用" in run("explain", "marks").out


def test_explain_asks_when_several_rules_have_the_id(run) -> None:
    status, out, err = run("explain", "row-sum")
    assert (status, out) == (2, "")
    assert "report-2099/row-sum other/row-sum" in err
    assert "合计不对" in run("explain", "row-sum", "--pack", "other").out


def test_explain_suggests_a_near_name(run) -> None:
    status, out, err = run("explain", "mraks")
    assert (status, out) == (2, "")
    assert "是不是 marks" in err
    assert "是不是" not in run("explain", "zzzzzz").err


def test_rules_list_has_each_rule_once(run) -> None:
    lines = run("rules", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == ["规则", "words/marks", "report-2099/row-sum", "other/row-sum"]
    assert lines[2] == "report-2099/row-sum  error  各列之和不等于总计"


def test_rules_list_of_one_pack(run) -> None:
    assert [line.split()[0] for line in run("rules", "list", "--pack", "other").out.splitlines()[1:]] == [
        "other/row-sum"
    ]


def test_rules_test_is_silent_about_what_works(run, results: list[_Result]) -> None:
    results.append(_Result("words", "words/marks", "bad", 1, True, "", "甲"))
    assert run("rules", "test") == (0, "试验 1 个正反例，不合格 0 个\n", "")


def test_rules_test_says_missing_and_noisy(run, results: list[_Result]) -> None:
    results.append(_Result("words", "words/marks", "bad", 1, False, "没有发现", "甲【，，】\n乙"))
    results.append(_Result("words", "words/marks", "good", 2, False, "发现 1 处", "丙\x1b"))
    results.append(_Result("other", "other/row-sum", "good", 1, True, "", "丁"))
    status, out, _ = run("rules", "test")
    assert status == 1
    assert "words/marks：第 1 个反例没有指出（missing）\n  没有发现\n    甲【，，】\n    乙\n" in out
    assert "words/marks：第 2 个正例被误报（noisy）" in out
    assert "丁" not in out
    assert "试验 3 个正反例，不合格 2 个" in out
    assert "\x1b" not in out
    assert run("rules", "test", "other").status == 0


def test_rules_test_without_examples_is_not_a_success(run, results: list[_Result]) -> None:
    assert results == []
    assert run("rules", "test").status == 2


def test_packs_list(run) -> None:
    assert run("packs", "list").out.splitlines()[2] == "report-2099  2.0.0  2     云溪年度报告"


def test_packs_show(run) -> None:
    out = run("packs", "show", "report-2099").out
    for said in ("云溪年度报告", "版本：2.0.0", "依据：〔2099〕1号", "包含：words", "规则：2 条", "words/marks"):
        assert said in out


@pytest.mark.parametrize("command", ["packs show broken", "rules list --pack broken", "explain x --pack broken"])
def test_a_broken_pack_is_reported_whole(run, command: str) -> None:
    status, out, err = run(*command.split())
    assert (status, out) == (2, "")
    assert err == "broken/pack.yaml:1:1: 缺少 title\nbroken/pack.yaml:2:3: 未知的键\n"


def test_unknown_pack(run) -> None:
    assert run("packs", "show", "nowhere") == (2, "", "没有规则包 nowhere\n")
