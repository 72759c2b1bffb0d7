"""How a figure is written: digits or Chinese numeral, scale, words of approximation, unit; and what it may stand for.

The shared part of reading running text (`reportlint.draft.quantities`) and reading table cells. It does not judge
whether a figure counts anything: years, labels and telephone numbers are told apart by the readers.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportlint.draft import units
from reportlint.text.expressions import Expression, Match
from reportlint.text.intervals import INFINITY, Interval
from reportlint.text.numerals import DIGITS, NUMERALS, cardinal_value, decimal_value

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 24  # characters of a numeral; with more digits decimal arithmetic would round


class Amount(NamedTuple):
    """A figure without its place; see `Quantity` for the meaning of the fields."""

    printed: Decimal
    value: Interval
    unit: str
    unit_text: str
    words: int


class _Slack(NamedTuple):
    """How far a word lets the true number lie from the printed one, in units of the last significant digit."""

    below: Decimal
    above: Decimal


_ABOUT = _Slack(Decimal(1), Decimal(1))
_ABOVE = _Slack(Decimal(0), Decimal(1))
_BELOW = _Slack(Decimal(1), Decimal(0))
_AT_LEAST = _Slack(Decimal(0), INFINITY)
_AT_MOST = _Slack(INFINITY, Decimal(0))

_BEFORE = {
    **dict.fromkeys(("约", "约为", "约有", "约占", "约达", "约合", "约计", "大约", "大概"), _ABOUT),
    **dict.fromkeys(("近", "将近", "接近", "不足", "不到", "未满"), _BELOW),
    **dict.fromkeys(("超", "超过", "逾", "突破", "上"), _ABOVE),
    **dict.fromkeys(("至少", "不少于", "不低于", "不小于", "不下", "高于", "多于", "大于"), _AT_LEAST),
    **dict.fromkeys(("不超过", "不高于", "不多于", "不大于", "至多", "最多", "低于", "少于", "小于"), _AT_MOST),
}
_BEHIND = {
    **dict.fromkeys(("余", "多"), _ABOVE),
    **dict.fromkeys(("左右", "上下"), _ABOUT),
    **dict.fromkeys(("以下", "以内"), _AT_MOST),
    "以上": _AT_LEAST,
}

# A word of approximation at the end of what precedes a number. Not the end of another word: 预约 最近 达不到; 上 goes
# with 百 千 万 only (`approximation`), since 网上3次 is a place.
_LAST_WORD = Expression(
    r"(?<![预节制合签条公续违邀履集])(?:约[为有占达合计]?|大约|大概)\Z|(?<![最附临邻])近\Z|(?<![达收得等做])不到\Z|"
    + "|".join(f"{word}\\Z" for word in sorted(_BEFORE, key=len, reverse=True) if word not in {"约", "近", "不到"})
)
_LAST_CHARACTERS = frozenset(word[-1] for word in _BEFORE)

WORDS_BEFORE = "|".join(sorted(_BEFORE, key=len, reverse=True))

# What may follow a numeral: 余 or 多, a scale, 余 or 多, a unit, a word of approximation. 百 and 千 are a scale only
# where a unit follows; 以下 and 以内 only at the end of a phrase (3项以下内容 is no limit).
TAIL = rf"""
    (?P<inner>[余多](?=[百千万亿]))?
    (?P<scale>[百千万]?亿|[百千]?万|[百千](?={units.PATTERN}|[余多]))?
    (?P<more>[余多])?
    (?P<unit>{units.PATTERN})?
    (?P<behind>左右|上下(?![游级联班])|以上|以[下内](?=[，。；、）的\s]|\Z))?
"""

# Digits behind the first one: thousands separators in threes or none, then decimals.
MORE_DIGITS = r"(?P<digits>(?:[0-9]{0,2}(?:,[0-9]{3})++(?![0-9])|[0-9]*+)(?:\.[0-9]++)?)"

# A Chinese numeral behind its first character; the first is 几 or 数 in the second form.
MORE_NUMERALS = rf"""
    (?<=[百千])分之(?P<percent>[{NUMERALS}]++(?:点[{DIGITS}]++)?)
  | (?<=[几数])(?P<order>[十百千万亿]++)
  | (?<=[{NUMERALS}])(?P<numeral>[{NUMERALS}]*+(?:点[{DIGITS}]++)?)(?P<few>几)?
"""


def approximation(text: str, start: int, numeral: str) -> str:
    """Return the word of approximation that ends at `start`, where the numeral begins; "" when there is none."""
    if not start or text[start - 1] not in _LAST_CHARACTERS:
        return ""
    match = _LAST_WORD.search(text, max(0, start - 4), start)
    if match is None or (match[0] == "上" and numeral[0] not in "百千万亿"):
        return ""
    return match[0]


def read_digits(match: Match[str], digits: str, word: str) -> Amount | None:
    """Read a figure in digits from a match of `MORE_DIGITS` and `TAIL`; None when it is too long for a count."""
    if len(digits) > LONGEST:
        return None
    plain = digits.replace(",", "")
    scale = _scale(match["scale"])
    _, point, decimals = plain.partition(".")
    last = scale.scaleb(-len(decimals))  # one unit of the last printed digit
    significant = last if point else scale.scaleb(_zeros(plain))
    printed = Decimal(plain) * scale
    # A whole percentage is a rounded one, except for nothing and everything.
    rounded = point or match["scale"] or (match["unit"] in {"%", "‰"} and printed not in {0, 100})
    return _amount(match, printed, last if rounded else None, significant, _slacks(match, word))


def read_numeral(match: Match[str], numeral: str, word: str) -> Amount | None:
    """Read a figure in Chinese from a match of `MORE_NUMERALS` and `TAIL`; None when it is malformed or too long."""
    if len(numeral) > LONGEST:
        return None
    slacks = _slacks(match, word)
    try:
        if match["order"]:  # 几十, 数百
            order = Decimal(cardinal_value("一" + match["order"]))
            return _vague(match, 2 * order, 9 * order, slacks)
        if match["few"]:  # 十几
            tens = decimal_value(numeral.removesuffix("几"))
            return _vague(match, tens + 1, tens + 9, slacks) if tens % 10 == 0 and tens % 100 else None
        bare = match["percent"] or numeral
        if bare[0] in "百千万亿" and (slacks or match["percent"]):  # 近百, 千余, 百分之百
            bare = "一" + bare
        value = decimal_value(bare)
    except ValueError:
        return None
    _, point, decimals = bare.partition("点")
    scale = _scale(match["scale"])
    last = scale.scaleb(-len(decimals)) if point else _scale(bare[-1] if bare[-1] in "万亿" else "")
    significant = last if point else last.scaleb(_zeros(f"{value / last:f}"))
    rounded = point or last > 1 or (match["percent"] and value not in {0, 100})
    amount = _amount(match, value * scale, last if rounded else None, significant, slacks)
    if match["percent"]:
        return amount._replace(unit="%" if numeral[0] == "百" else "‰", unit_text=numeral[:3])
    return amount


def _slacks(match: Match[str], word: str) -> list[_Slack]:
    """Return what the words around a number allow, one item a word."""
    behind = [_BEHIND[match[group]] for group in ("inner", "more", "behind") if match[group]]
    return [_BEFORE[word], *behind] if word else behind


def _scale(mark: str | None) -> Decimal:
    """Return the factor that a scale stands for: 万, 百万, 亿; 1 for none."""
    return Decimal(cardinal_value("一" + mark)) if mark else Decimal(1)


def _vague(match: Match[str], low: Decimal, high: Decimal, slacks: Sequence[_Slack]) -> Amount:
    """Return an amount that names no digit; it counts as one word of approximation."""
    return _with_unit(match, low, Interval(low, high), len(slacks) + 1)


def _amount(
    match: Match[str], printed: Decimal, last: Decimal | None, significant: Decimal, slacks: Sequence[_Slack]
) -> Amount:
    """Return an amount rounded to one unit `last` (None: not rounded); words of approximation replace the rounding."""
    if slacks:
        below = significant * max(slack.below for slack in slacks)
        above = significant * max(slack.above for slack in slacks)
        value = Interval(max(printed - below, Decimal(0)), printed + above)
    else:
        value = Interval.exact(printed) if last is None else Interval(printed - last / 2, printed + last / 2)
    return _with_unit(match, printed, value, len(slacks))


def _with_unit(match: Match[str], printed: Decimal, value: Interval, words: int) -> Amount:
    """Put an amount together with its unit."""
    unit = match["unit"] or ""
    unit_text = (match["scale"] or "") + unit if unit.endswith("元") and not match["more"] else unit
    return Amount(printed, value, units.CANONICAL.get(unit, unit), unit_text, words)


def _zeros(digits: str) -> int:
    """Return how many zeros end a whole number; none for zero itself."""
    return len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
