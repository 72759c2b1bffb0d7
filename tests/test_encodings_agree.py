"""A draft says the same in every encoding: the same findings at the same places."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

import opencc
import pytest

from reportlint.engine import Linter

if TYPE_CHECKING:
    from reportlint.finding import FileResult

SEEDS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "seeds"
ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-16-le": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16-be": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "gb18030": lambda text: text.encode("gb18030"),
    "big5": lambda text: text.encode("big5"),
    "big5hkscs": lambda text: text.encode("big5hkscs"),
}

DRAFT = """青石縣2016年政府信息公開工作年度報告
一、概述
全年認真落實上級部署，截止2016年底，共收到申請23件，其中網絡申請12件、信函申請7件。
二、主動公開情況
主動公開政府信息300條，其中通知100條、公告120條、其他70條。
四、存在的問題
形式單一，將加強督促。
五、附表
政府信息公開情況統計表
統計指標
單位
統計數
（一）收到申請數
件
25
1．當面申請數
件
4
2．傳真申請數
件
0
3．網絡申請數
件
12
4．信函申請數
件
7
（三）從事政府信息公開工作人員數
人
21
1．專職人員數
人
4
2．兼職人員數
人
8
"""


def summary(result: FileResult) -> list[object]:
    assert result.failure is None
    return [result.pack, result.report_year, *result.findings]


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_invented_draft(linter: Linter, encoding: str) -> None:
    wanted = linter.check("draft.txt", DRAFT.encode())
    rules = {finding.rule.partition("/")[2] for finding in wanted.findings}
    assert {"staff-by-duty", "requests-by-channel", "breakdown-total", "missing-section"} <= rules
    assert all(finding.span is None or finding.span.end.offset <= len(DRAFT) for finding in wanted.findings)
    found = linter.check("draft.txt", ENCODINGS[encoding](DRAFT))
    assert summary(found) == summary(wanted)
    assert found.text == wanted.text


def test_the_script_changes_no_finding(linter: Linter) -> None:
    simplified = opencc.OpenCC("t2s").convert(DRAFT)
    assert len(simplified) == len(DRAFT)
    one, other = linter.check("draft.txt", DRAFT.encode()), linter.check("draft.txt", simplified.encode())
    assert [(f.rule, f.span) for f in one.findings] == [(f.rule, f.span) for f in other.findings]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_change_no_finding(linter: Linter, ending: str) -> None:
    one, other = (linter.check("draft.txt", text.encode()) for text in (DRAFT, DRAFT.replace("\n", ending)))

    def places(result: FileResult) -> list[object]:
        return [(f.rule, f.span and (f.span.start.line, f.span.start.column)) for f in result.findings]

    assert places(one) == places(other)


def _seeds() -> list[object]:
    found: list[object] = []
    for path in sorted(SEEDS.glob("*.txt")):
        for name, encode in ENCODINGS.items():
            try:
                encode(path.read_text("utf-8"))
            except UnicodeEncodeError:
                continue
            found.append(pytest.param(path, name, id=f"{path.stem[:3]}-{name}"))
    return found or [pytest.param(None, "", marks=pytest.mark.skip(f"{SEEDS} is not there"))]


@pytest.mark.parametrize(("path", "encoding"), _seeds())
def test_the_seeds(linter: Linter, path: Path, encoding: str) -> None:
    text = path.read_bytes().decode("utf-8")
    wanted = linter.check("draft.txt", text.encode())
    assert wanted.findings
    assert summary(linter.check("draft.txt", ENCODINGS[encoding](text))) == summary(wanted)
