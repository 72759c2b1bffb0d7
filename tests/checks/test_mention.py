from __future__ import annotations

import pytest

from support import check_text, expect

RULE = "channel-without-count"
TABLE = (
    "\n二、附表\n2．政府网站公开政府信息数 条 40\n3．政务微博公开政府信息数 条 {}\n4．政务微信公开政府信息数 条 {}\n"
)


def test_a_channel_that_is_named_and_not_counted() -> None:
    (finding,) = expect(f"一、形式\n通过网站、【政务微信】等渠道公开信息。{TABLE.format(3, 0)}", RULE)
    assert finding.related[0].span.start.line == 6


@pytest.mark.parametrize(
    "text",
    [
        "通过网站、政务微信等渠道公开信息。",  # counted
        "下一步将通过政务微博公开信息。",  # a plan
        "微博用户有所增加。",  # named, not used
    ],
)
def test_counted_planned_or_merely_named(text: str) -> None:
    assert not check_text(f"一、形式\n{text}{TABLE.format(0, 5)}", RULE)


def test_without_the_rows_nothing_is_judged() -> None:
    from support import run_rule

    assert run_rule("一、形式\n通过微信公开信息。", RULE)[1].not_assessed
