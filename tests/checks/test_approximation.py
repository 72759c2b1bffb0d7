import pytest


@pytest.mark.parametrize(
    "text",
    [
        "公开信息【约113万余条】。",
        "举办活动【约20场左右】。",
        "接待【近3万余人次】。",
        "公开信息【755多条】。",
        "办结【1,203余件】。",
    ],
)
def test_one_word_of_approximation_too_many(expect, text) -> None:
    expect("approximation", text)


@pytest.mark.parametrize(
    "text",
    [
        "约113万条，500余条，近3万人次，100次左右。",
        "共755条，多于上年。",
        "预约300余次。",
        "不下几十次，10多项。",
        "印发《约20余条》。",
    ],
)
def test_one_is_enough(check, text) -> None:
    assert check("approximation", text) == []
