"""Drafts that no one writes but that reach a linter: broken extractions, endless lines, forgotten marks.

Each is checked to the end, without a crash, and every rule says how it ended. Sizes are such that a step whose cost
grows with the square of the draft would be felt by whoever waits for the tests; no time is asserted.
"""

from __future__ import annotations

import pytest

from reportlint import Linter

HEAD = "青石县2016年政府信息公开工作年度报告\n一、概述\n"

DRAFTS = {
    "one character": "公" * 40_000,
    "one digit": "1" * 60_000,
    "digits and commas": "1," * 20_000,
    "opening brackets": "（" * 40_000,
    "half-width brackets": "(" * 60_000,
    "nested brackets": "（" * 20_000 + "）" * 20_000,
    "opening titles": "《" * 40_000,
    "bars": "|\n" * 10_000,
    "one line of bars": "|" * 60_000,
    "blank lines": "\n" * 30_000,
    "spaces": " " * 60_000 + "。",
    "headings": "".join(f"（{'一二三四五六七八九'[n % 9]}）加强领导\n" for n in range(4_000)),
    "nested headings": "一、甲乙\n（一）甲乙\n1.甲乙\n（1）甲乙\n" * 1_500,
    "lead-ins": "改进措施：\n" * 4_000,
    "one paragraph, repeated": "本机关按照要求及时主动公开政府信息，共公开一千条以上，受到广大群众好评。\n" * 1_500,
    "thousands of findings": "截止目前，工作完成。\n" * 2_500,
    "one endless sentence": "".join(f"公开第{n % 97}类信息{n}条，" for n in range(4_000)),
    "totals of totals": "".join(f"共{n}件，其中：" for n in range(4_000)),
    "totals in brackets": "".join(f"甲{n}件（其中" for n in range(3_000)) + "）" * 3_000,
    "one total, many parts": "共9件，其中：" + "、".join(f"甲{n}件" for n in range(4_000)) + "。",
    "shares": "甲9件，" + "".join(f"乙{n % 9}件，占{n % 100}%，" for n in range(3_000)),
    "a list of years": "2016、" * 10_000 + "年",
    "an endless address": "http://" + "a" * 60_000,
    "half an e-mail address": "a" * 60_000,
    "words without a mark": "行政复议收到申请" * 5_000,
    "table cells": "（一）收到申请数\n件\n23\n" * 2_000,
    "misspelt table cells": "（一）收到申清数\n件\n23\n" * 2_000,
    "numbers alone": "23\n" * 15_000,
    "Traditional": "為進一步加強政府信息公開，網際網路平台" * 1_500,
    "zero-width": "字\u200b" * 15_000,
}


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@pytest.mark.parametrize("name", DRAFTS)
def test_hostile_drafts_are_checked_to_the_end(linter: Linter, name: str) -> None:
    result = linter.check("draft.txt", (HEAD + DRAFTS[name]).encode())
    assert result.failure is None
    assert result.assessment.passed or result.assessment.found


@pytest.mark.parametrize("name", ["totals of totals", "totals in brackets"])
def test_a_tangle_of_lists_is_not_assessed(linter: Linter, name: str) -> None:
    result = linter.check("draft.txt", (HEAD + DRAFTS[name]).encode())
    (reason,) = [item.reason for item in result.assessment.not_assessed if item.rule.endswith("/breakdown-total")]
    assert "没有全部核对" in reason


def test_words_before_an_address_are_checked(linter: Linter) -> None:
    result = linter.check("draft.txt", (HEAD + "截止2016年底请来信至abc.def@example.org").encode())
    assert [finding.rule for finding in result.findings if "截止" in finding.message]
