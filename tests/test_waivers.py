from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportlint import check_text
from reportlint.errors import PackError
from reportlint.waivers import Waiver, added, load

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2024, 1, 31)
TEXT = "青石县2016年工作总结\n截止年底，公开其它信息30条。\n截止6月，公开20条。\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "reportlint-waivers.yaml"


def waived(file: Path, text: str, path: str = "drafts/a.txt") -> tuple[list[int], list[str]]:
    """Return the lines of the findings that are waived, and what is said of the waivers."""
    file.write_text(text, "utf-8")
    register = load(file, TODAY)
    result = register.applied(check_text(TEXT, path=path))
    lines = [finding.span.start.line for finding in result.findings if finding.waived == "已核"]
    return lines, [remark.text() for remark in register.remarks()]


ONE = "waivers:\n  - rule: preferred-wording\n    draft: drafts/*.txt\n    reason: 已核\n"


def test_rule_draft_and_quote(file: Path) -> None:
    assert waived(file, ONE) == ([2, 2, 3], [])
    assert waived(file, ONE + "    quote: 截止 6月\n") == ([3], [])
    assert waived(file, ONE + "    quote: “其它”应为“其他”\n") == ([2], [])
    assert waived(file, ONE.replace("preferred", "official-writing/preferred"))[0] == [2, 2, 3]


def test_what_no_draft_needs_is_said(file: Path) -> None:
    assert waived(file, ONE + "    quote: 没有这句话\n") == (
        [], ["reportlint-waivers.yaml:2: 这条豁免没有用上（preferred-wording），可以删去"],
    )  # fmt: skip
    assert waived(file, ONE, "elsewhere/a.txt") == ([], [])  # no draft that it is for was checked


def test_past_its_day(file: Path) -> None:
    assert waived(file, ONE + "    until: 2024-01-31\n")[0] == [2, 2, 3]
    lines, said = waived(file, ONE + "    until: 2024-01-30\n")
    assert lines == []
    assert said == ["reportlint-waivers.yaml:2: 这条豁免已于 2024-01-30 到期（preferred-wording），不再有效"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("waivers:\n  - rule: a\n    draft: b\n", "2:5: 缺少 reason"),
        ("waivers:\n  - {rule: a, draft: b, reason: ''}\n", "reason是空的"),
        ("waivers:\n  - {rule: a, draft: b, reason: c, untill: 2024-01-01}\n", "不认识的键 untill，是否想写 until？"),
        ("waivers:\n  - {rule: a, draft: b, reason: c, until: 明年}\n", "日期“明年”应写成"),
        ("waver: []\n", "不认识的键 waver"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(file: Path, text: str, fault: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(PackError) as caught:
        load(file, TODAY)
    assert fault in str(caught.value).replace("（理由）", "").replace("reason ", "reason")


def test_an_added_one_reads_back(file: Path) -> None:
    text = added("", Waiver("a/b", "c.txt", '理由："是"\n两行', "引文 # 有号", "2025-12-31"))
    text = added(text, Waiver("d", "e.txt", "f"))
    file.write_text(text, "utf-8")
    assert load(file, TODAY)._waivers[0] == Waiver("a/b", "c.txt", '理由："是"\n两行', "引文 # 有号", "2025-12-31")
    assert len(load(file, TODAY)._waivers) == 2
    file.write_text("", "utf-8")
    assert list(load(file, TODAY).remarks()) == []
