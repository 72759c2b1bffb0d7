from __future__ import annotations

import pytest

from support import check_text, expect

RULE = "mixed-script"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("全年主动公开信息30条，均已答【復】。", "繁体字"),
        ("全年主動公開政府信息30條，【办结】2件。", "简体字"),
        ("全年主动公开信息30条，【國務院辦公廳】要求从严从实。", "繁体字"),
    ],
)
def test_the_script_used_less_is_marked(text: str, script: str) -> None:
    (finding,) = expect(text, RULE)
    assert f"是{script}" in finding.message


def test_all_places_are_one_finding() -> None:
    (finding,) = check_text("主动公开信息30条，均已答復。\n继续办理，轉下年度。\n落实各项要求。", RULE)
    assert "共2处" in finding.message
    assert len(finding.related) == 1


@pytest.mark.parametrize(
    "text",
    [
        "全年主動公開政府信息30條，後續里程、台灣、皇后大道、幹部、乾燥，均已答復。",
        "全年主动公开信息30条，后续台账、里程、干部均已答复。",
        "于鍾、甯镇两地的乾县、於潜镇落实要求。",
        "参照《政府資訊公開法》完善制度。",
        "ABC 123",
    ],
)
def test_one_script_or_none(text: str) -> None:
    assert check_text(text, RULE) == []
