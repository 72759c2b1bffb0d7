import pytest

from reportlint.draft.labels import label_key, label_rank, ordinal_of

HAN = "一二三四五六七八九十"


@pytest.mark.parametrize(
    ("text", "kind", "rank", "number", "mark"),
    [
        ("一、概述", "一、", 1, 1, "一、"),
        ("十、其他", "一、", 1, 10, "十、"),
        ("二十一、附件", "一、", 1, 21, "二十一、"),
        ("一.概述", "一、", 1, 1, "一."),
        ("（一）做法", "（一）", 2, 1, "（一）"),
        ("（十一）、做法", "（一）", 2, 11, "（十一）、"),
        ("1.做法", "1.", 3, 1, "1."),
        ("12、做法", "1.", 3, 12, "12、"),
        ("（3）做法", "（1）", 4, 3, "（3）"),
        ("①做法", "①", 5, 1, "①"),
        ("⑳做法", "①", 5, 20, "⑳"),
        ("第三章总则", "第一章", -1, 3, "第三章"),
        ("第二部分：总则", "第一章", -1, 2, "第二部分："),
        ("第十二节范围", "第一节", 0, 12, "第十二节"),
    ],
)
def test_ordinals(text: str, kind: str, rank: int, number: int, mark: str) -> None:
    ordinal = ordinal_of(text)
    assert ordinal is not None
    assert (ordinal.kind, ordinal.rank, ordinal.number, text[: ordinal.length]) == (kind, rank, number, mark)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "概述",
        "12.5万元",
        "2016年",
        "一是加强",
        "一次办结",
        "三级联动",
        "第一次会议",
        "十三五规划",
        "3月",
        "一 概述",
    ],
)
def test_what_is_no_ordinal(text: str) -> None:
    assert ordinal_of(text) is None


def test_chinese_ordinals_up_to_twenty_one() -> None:
    written = [*HAN, *(f"十{char}" for char in HAN[:9]), "二十", "二十一"]
    assert [ordinal_of(f"{number}、甲").number for number in written] == list(range(1, 22))


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("（一）收到申请数", "收到申请数"),
        ("1.当面申请数", "当面申请数"),
        ("当面 申请数：", "当面申请数"),
        ("其中：涉及国家秘密", "涉及国家秘密"),
        ("其中，涉及国家秘密", "涉及国家秘密"),
        ("（一）主动公开数（不同渠道计1条）", "主动公开数"),
        ("专职人员数（不包括（含网站）人员）", "专职人员数"),
        ("（三）", "（三）"),
        ("其他情形", "其他情形"),
        ("其中", ""),
    ],
)
def test_the_key_of_a_label(label: str, key: str) -> None:
    assert label_key(label) == (key or label)


def test_ranks() -> None:
    labels = ["第一章甲", "第一节甲", "一、甲", "（一）甲", "1.甲", "（1）甲", "①甲", "其中：甲", "甲"]
    assert [label_rank(label) for label in labels] == [-1, 0, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("text", "kind", "length"),
    [
        ("一、2016年工作情况", "一、", 2),
        ("七、2017年工作打算", "一、", 2),
        ("1.2016年工作", "1.", 2),
        ("一.2016年", "一、", 2),
    ],
)
def test_a_title_may_begin_with_a_year(text: str, kind: str, length: int) -> None:
    ordinal = ordinal_of(text)
    assert ordinal is not None
    assert (ordinal.kind, ordinal.length) == (kind, length)


@pytest.mark.parametrize("text", ["1.25", "12.5万元", "1.2016"])
def test_a_decimal_point_ends_no_ordinal(text: str) -> None:
    assert ordinal_of(text) is None
