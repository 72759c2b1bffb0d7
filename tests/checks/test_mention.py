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


@pytest.mark.parametrize(
    "text",
    [
        "本局未通过微信公众号公开信息，没有利用政务微博发布信息。",
        "通过政府网站公开信息，未开通微博，暂无微信公众号。",
        "通过政府网站公开信息40条、政务微博公开信息0条。",
        "通过举办培训班，学习微信公众号公开信息的办法。",
        "通过电话、微信受理群众咨询；利用微信工作群安排任务。",
        "通过检查发现微信公众号更新不及时。",
        "公开渠道单一，没有运用微博、微信等新媒体公开信息。",
        "2014年，通过政务微博公开信息3条。",
        "受理公开申请的渠道有信函、微信、微博。",
    ],
)
def test_denied_other_years_and_other_purposes(text: str) -> None:
    assert not check_text(f"某局2016年政府信息公开年度报告\n一、形式\n{text}{TABLE.format(0, 0)}", RULE)


@pytest.mark.parametrize(
    "text",
    [
        "通过政府网站、公告栏、【政务微信】和广播等渠道公开信息。",
        "利用县政府【政务微信】发布各类政务信息。",
        "为方便公众了解公开信息，采用的形式主要有：政府公报、热线12345平台、【微信公众号】等。",
    ],
)
def test_lists_of_channels(text: str) -> None:
    expect(f"某局2016年政府信息公开年度报告\n一、形式\n{text}{TABLE.format(3, 0)}", RULE)


def test_without_the_rows_nothing_is_judged() -> None:
    from support import run_rule

    assert run_rule("一、形式\n通过微信公开信息。", RULE)[1].not_assessed
