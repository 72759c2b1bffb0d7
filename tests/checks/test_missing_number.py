from __future__ import annotations

import pytest

from support import check_text, expect

RULE = "missing-number"
PACK = "annual-report-2021"


@pytest.mark.parametrize(
    "text",
    [
        "全年制发行政规范性文件87件，【废止件】，现行有效2072件。",
        "本年【制发行政规范性文件件】、废止337件，年末现行有效1827件。",
        "从申请人看，自然人申请2182件，【法人或其他组织申请件】。",
    ],
)
def test_a_statistic_without_its_number(text: str) -> None:
    expect(f"二、主动公开政府信息情况\n{text}\n", RULE, pack=PACK, year=2022)


@pytest.mark.parametrize(
    "text",
    [
        "全年制发行政规范性文件87件，废止0件，现行有效2072件。",
        "全年制发行政规范性文件，废止一批文件，整理来件。",
        "收到政府信息公开申请件，由办公室登记。",
        "未收到法人或其他组织申请件，自然人申请2件。",
        "对收到的政府信息公开申请件，均在2个工作日内登记。",
        "本年废止若干件，现行有效2072件。",
        "受理的申请件，按时办结3件；转办件，按规定转出2件。",
        "全年行政复议案件、行政诉讼案件，共2件。",
        "办理人大代表建议件、政协委员提案件，共20件。",
        "收到网络申请、信函申请、当面申请，共3件。",
        "上年结转、本年新收，分别为3件、5件。",
    ],
)
def test_words_that_end_in_a_measure(text: str) -> None:
    assert not check_text(f"二、主动公开政府信息情况\n{text}\n", RULE, pack=PACK, year=2022)


def test_what_a_pattern_tells_is_told_once() -> None:
    expect("二、主动公开政府信息情况\n制发【规范性文件件】，废止2件。\n", RULE, pack=PACK, year=2022)
