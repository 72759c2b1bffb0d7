from __future__ import annotations

import pytest

from support import check_text, expect, run_rule

RULE = "abbreviation-mismatch"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("根据《青石县政府信息公开暂行条例》（以下简称《【暂行规定】》）编制。", "条例"),
        ("根据《政务公开条例》（国务院令第711号），以下简称“【办法】”，编制。", "办法"),
        ("《甲县公开要点》（以下简称《要点》）和《乙项考核要点》（以下简称《【要点】》）。", "已作"),
        ("《青石县公开条例》（以下简称《公开条例》）。依照《【条例】》办理，又依《条例》办理。", "这里写作"),
    ],
)
def test_a_short_form_that_is_not_that_of_its_name(text: str, word: str) -> None:
    (finding,) = expect(text, RULE)
    assert word in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。按《条例》和《政务公开条例》办理。",
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。《中华人民共和国政府信息公开条例》（以下简称《条例》）。",
        "《甲县公开条例》（以下简称《公开条例》）、《乙项统计条例》（以下简称《统计条例》）。按《条例》办理。",
        "《条例》实施以来，《青石县公开条例》（以下简称《公开条例》）随后出台。",
        "《青石日报》（以下简称《日报》）刊登。",
    ],
)
def test_short_forms_that_are(text: str) -> None:
    assert check_text(text, RULE) == []


def test_without_a_short_form_nothing_is_assessed() -> None:
    _, assessment = run_rule("平稳。", RULE)
    assert len(assessment.not_assessed) == 1
