from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.numerals import (
    cardinal_value,
    decimal_value,
    numeral_value,
    ordinal_value,
    positional_value,
)

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def spelled(number: int) -> str:
    """Spell a number below 10^16 the way a textbook does."""
    if number == 0:
        return "零"
    parts: list[str] = []
    rest = number
    for mark, order in (("亿", 10**8), ("万", 10**4), ("", 1)):
        group, rest = divmod(rest, order)
        if not group:
            continue
        if parts and group < 1000:
            parts.append("零")
        parts.append((spelled(group) if mark == "亿" else spelled_group(group)) + mark)
    text = "".join(parts)
    return text.removeprefix("一") if text.startswith("一十") else text


def spelled_group(number: int) -> str:
    text, gap = "", False
    for mark, order in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // order % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + mark
            gap = False
        else:
            gap = True
    return text


@given(st.one_of(st.integers(0, 99999), st.integers(0, 10**16 - 1)))
def test_every_spelled_number_is_read(number: int) -> None:
    numeral = spelled(number)
    assert cardinal_value(numeral) == number
    assert numeral_value(numeral.translate(FINANCIAL)) == number


@given(st.integers(0, 10**8))
def test_digits_one_by_one(number: int) -> None:
    numeral = "".join(DIGITS[int(digit)] for digit in str(number))
    assert positional_value(numeral) == number
    assert positional_value(numeral.replace("零", "〇")) == number


@given(st.text(alphabet=DIGITS + "十百千万亿两廿", max_size=8))
def test_a_numeral_is_read_completely_or_refused(numeral: str) -> None:
    try:
        value = cardinal_value(numeral)
    except ValueError:
        return
    # what is read can be said back: its textbook spelling has the same value, and no digit of the numeral was dropped
    assert cardinal_value(spelled(value)) == value
    numeral = numeral.replace("一十", "十")  # in textbooks only behind a hundred
    assert sum(c in DIGITS[1:] for c in numeral) <= sum(c in DIGITS[1:] for c in spelled(value)) + numeral.count("零")


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("两", 2),
        ("两千零一十九", 2019),
        ("三百二", 320),
        ("三百零二", 302),
        ("一万二", 12000),
        ("两万三千", 23000),
        ("一千二十", 1020),
        ("廿一", 21),
        ("卅", 30),
        ("一万亿", 10**12),
        ("三亿零五万", 300050000),
        ("十万零五百", 100500),
        ("贰佰叁拾", 230),
        ("二〇一八", 2018),
        ("二○一八", 2018),
    ],
)
def test_values(numeral: str, value: int) -> None:
    assert numeral_value(numeral) == value


@pytest.mark.parametrize(
    "numeral",
    [
        *("", "百", "万", "亿", "十十", "一二百", "一百二百", "零三", "一百零", "一百零零二", "二十零三", "一百十"),
        *("两十", "三百两", "一万一万", "一亿一亿", "二十百", "一千万零", "十几", "一百a", "零零"),
    ],
)
def test_malformed_numerals_are_refused(numeral: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        cardinal_value(numeral)


def test_decimals() -> None:
    assert decimal_value("三十点五") == Decimal("30.5")
    assert decimal_value("九十七点零五") == Decimal("97.05")
    assert decimal_value("十二") == Decimal(12)
    with pytest.raises(ValueError, match=r".*"):
        decimal_value("三点")
    with pytest.raises(ValueError, match=r".*"):
        decimal_value("三点五点六")


@pytest.mark.parametrize(("ordinal", "value"), [("十二", 12), ("一", 1), ("二十", 20), ("12", 12)])
def test_ordinals(ordinal: str, value: int) -> None:
    assert ordinal_value(ordinal) == value


@pytest.mark.parametrize("ordinal", ["", "零", "0", "一二", "²", "第一"])
def test_no_ordinals(ordinal: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        ordinal_value(ordinal)
