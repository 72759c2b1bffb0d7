"""Chinese numerals: 一百二十三, 两千零一十九, 贰佰叁拾, 二〇一八, 三百二, 廿一, 三十点五.

Strict: a string is read completely or refused with `ValueError`; `一二百`, `十十` and `百` are no numbers. A missing
零 is forgiven (一千二十 is 1020), a misplaced one is not. Finding numerals in running text is the task of others.
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零一二三四五六七八九"
ORDERS = "十百千万亿"
NUMERALS = DIGITS + ORDERS + "〇○两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
"""Every character that numerals are written with, the decimal 点 apart."""

_LOWER = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_PLAIN: dict[int, str | int] = {
    **str.maketrans("〇○壹贰叁肆伍陆柒捌玖拾佰仟", "零零一二三四五六七八九十百千"),
    ord("廿"): "二十",
    ord("卅"): "三十",
}


def cardinal_value(numeral: str) -> int:
    """Return the value of a numeral that names its orders: 一百零三, 十二, 一万亿; spoken 三百二 is 320.

    Raises `ValueError` when the numeral is malformed, also for digit strings such as 二〇一八.
    """
    plain = numeral.translate(_PLAIN)
    if plain == "零":
        return 0
    if plain == "两":
        return 2
    return _read(plain, tuple(_LOWER.items()), leading=True)


def positional_value(numeral: str) -> int:
    """Return the value of digits that stand one by one: 二〇一八. Raises `ValueError` when there is anything else."""
    plain = numeral.translate(_PLAIN)
    if not plain or plain.strip(DIGITS):
        raise ValueError(numeral)
    return int("".join(str(DIGITS.index(digit)) for digit in plain))


def numeral_value(numeral: str) -> int:
    """Return the value of a numeral of either kind. Raises `ValueError` when it is malformed."""
    if len(numeral) > 1 and not numeral.translate(_PLAIN).strip(DIGITS):
        return positional_value(numeral)
    return cardinal_value(numeral)


def decimal_value(numeral: str) -> Decimal:
    """Return the value of a cardinal numeral that may have decimals: 三十点五. Raises `ValueError` when malformed."""
    whole, point, decimals = numeral.partition("点")
    if not point:
        return Decimal(cardinal_value(whole))
    return Decimal(f"{cardinal_value(whole)}.{positional_value(decimals):0{len(decimals)}}")


def ordinal_value(ordinal: str) -> int:
    """Return the number of a list label without its marks: 十二 or 12. Raises `ValueError` when it is none."""
    value = int(ordinal) if ordinal.isascii() and ordinal.isdigit() else cardinal_value(ordinal)
    if value < 1:
        raise ValueError(ordinal)
    return value


def _read(numeral: str, orders: tuple[tuple[str, int], ...], *, leading: bool) -> int:
    """Read a numeral whose highest order is among `orders`; a bare 十 means 一十 only where it is `leading`."""
    for index, (mark, order) in enumerate(orders):
        head, found, tail = numeral.partition(mark)
        if not found:
            continue
        lower = orders[index + 1 :]
        if order > 1000:
            count = 2 if head == "两" else _read(head, lower, leading=leading)
        elif head or not leading or order > 10:
            count = 2 if head == "两" and order > 10 else _digit(head)
        else:
            count = 1
        return count * order + _rest(tail, order, lower)
    return _digit(numeral)


def _rest(tail: str, order: int, lower: tuple[tuple[str, int], ...]) -> int:
    """Read what follows the mark of an order."""
    if not tail:
        return 0
    if tail[0] == "零" and order > 10:
        return _read(tail[1:], lower, leading=True)
    if len(tail) == 1 and order > 10:
        return _digit(tail) * order // 10  # spoken: 三百二, 一万二
    return _read(tail, lower, leading=False)


def _digit(character: str) -> int:
    """Return the value of one digit from 一 to 九."""
    value = DIGITS.find(character) if len(character) == 1 else -1
    if value < 1:
        raise ValueError(character)
    return value
