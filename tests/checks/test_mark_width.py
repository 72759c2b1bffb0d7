from __future__ import annotations

import pytest

from support import check_text, expect

RULE = "halfwidth-marks"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("公开信息30条【,】其中网站20条。", 1),
        ("存在问题【:】一是人手少;二是经验不足,需要改进!", 4),
        ("公开信息【(】含规范性文件)30条。", 2),
        ("上报省政府【(】2019年度)。", 2),
        ("办结率达95%【,】均已答复。", 1),
    ],
)
def test_marks_in_chinese_sentences_are_one_finding(text: str, count: int) -> None:
    (finding,) = expect(text, RULE)
    assert f"共{count}个" in finding.message
    assert len(finding.fix.edits) == count


def test_the_fix_writes_full_width_marks() -> None:
    text = "公开信息30条,其中(网站)20条;其余10条."
    (finding,) = check_text(text, RULE)
    for edit in reversed(finding.fix.edits):
        text = text[: edit.span.start.offset] + edit.replacement + text[edit.span.end.offset :]
    assert text == "公开信息30条，其中（网站）20条；其余10条."
    assert finding.fix.safe


@pytest.mark.parametrize(
    "text",
    [
        "公开信息1,234条，会议9:30开始，比例1:2。",
        "网址http://www.example.gov.cn/a,b?c=1(d)见官网。",
        "产品Office(2016)和Word, Excel等。",
        "发布English text, with marks; and more (notes).",
        "全角，标点；（正确）。",
        "| 名称 | (一)数量 |\n|---|---|\n| 公开,信息 | 3 |",
        "见《通知(2019版)》。",
    ],
)
def test_marks_that_belong_to_something_else(text: str) -> None:
    assert check_text(text, RULE) == []
