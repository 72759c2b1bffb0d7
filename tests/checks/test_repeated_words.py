import pytest


@pytest.mark.parametrize(
    "text",
    [
        "完善通报和【督督】查考核机制。",
        "全年公开【政政】府信息12条。",
        "加强【公公】开平台建设。",
        "认真落实政【府府】，公开条例。",
        "对网站【进行进行】改版。",
        "全年公开【信息信息】。",
        "借助大厅的【屏幕屏幕】，衔接更加【顺畅顺畅】。",
        "做好【政务公开政务公开】工作。",
        "公开政府【信信】息12条，【进进】行培训。",
    ],
)
def test_a_slip_is_found(expect, text) -> None:
    expect("repeated_words", text, never=["进行"])


@pytest.mark.parametrize(
    "text",
    [
        "部门门户网站由各区区政府维护，全市市场主体受益。",
        "政务公开公开栏、主动公开开展情况、机构构建、行政政策。",
        "市政府政府信息公开工作，市市场监管局、县县级机关。",
        "干干净净、清清楚楚、方方面面、实实在在。",
        "材料分批分批，送出的屏幕屏幕尺寸不一。",
        "与民生息息相关，一件一件落实，一步一步推进。",
        "辽宁省省长、民政局局长、组织部部长、一个个数据、本村村民、脚踏实地地工作。",
        "常常走访，层层压实，人人参与，稳稳当当。",
        "以目的的实现为准，为了了解情况，在在线访谈中，以及及时回应。",
        "两个月月报、二十二十一、二〇二〇年。",
    ],
)
def test_two_words_that_meet_and_legal_reduplication_are_left_alone(check, text) -> None:
    assert check("repeated_words", text, allow=["常", "层", "人", "稳", "息"]) == []


def test_what_the_draft_uses_elsewhere_may_be_a_word(check) -> None:
    assert len(check("repeated_words", "和督督查。")) == 1
    assert check("repeated_words", "和督督查。由和督负责。") == []


def test_allowed_words_may_be_doubled(check) -> None:
    assert check("repeated_words", "大家研究研究。", allow=["研究"]) == []
    assert len(check("repeated_words", "大家研究研究。")) == 1


def test_titles_are_left_alone(check) -> None:
    assert check("repeated_words", "印发《督督查办法》。") == []


def test_the_fix_deletes_one_and_is_not_safe(check) -> None:
    (seen,) = check("repeated_words", "和督督查考核。")
    assert seen.fix.edits[0].span == (2, 3)
    assert seen.fix.edits[0].replacement == ""
    assert not seen.fix.safe


def test_patterns_tell_what_may_not_be_doubled(expect) -> None:
    values = {"doubled": ["(?<!目)的的", "落实落实(?!情况)"]}
    expect("repeated_words", "听取【的的】汇报，为目的的实现，贯彻【落实落实】条例，督查落实落实情况。", **values)


def test_a_place_is_found_once(expect) -> None:
    (seen,) = expect("repeated_words", "抓好【落实落实】。", doubled=["落实落实"], never=["落实"])
    assert seen.fix.edits[0].span == (4, 6)
