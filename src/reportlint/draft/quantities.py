"""The figures of a draft: what running text counts, and what a table cell says.

A quantity is an interval: its written precision and words such as 约 and 余 widen it, so rounded figures never raise a
false alarm. Dates, document numbers, ordinals, labels, addresses and the numbers in titles are no quantities. What a
figure counts, and for whom, is not decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.draft import amounts
from reportlint.positions import Span
from reportlint.text.expressions import VERBOSE, Expression, Match
from reportlint.text.numerals import NUMERALS
from reportlint.text.sentences import gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from reportlint.text.intervals import Interval


class Quantity(Struct, frozen=True):
    """One figure of running text.

    span: all of it, with words of approximation, sign and unit. number: the numeral with separators and scale.
    value: what it may stand for in plain units (70.2万件 is about 702000); percentages stay as printed (97.25).
    unit: the unit in one spelling (万元 is 元), "" when none follows; unit_text: as written (万元).
    approximate: a word says so. doubly: two words say so (约113万余). printed: the number as printed, scaled, signed;
    the lowest possible one where a digit is unknown (几十).
    """

    span: Span
    number: Span
    value: Interval
    unit: str
    unit_text: str
    approximate: bool
    doubly: bool
    printed: Decimal


class Quantities:
    """The quantities of a draft in order; spans do not overlap."""

    __slots__ = ("_by_number", "_ends", "_items", "_starts")

    def __init__(self, items: Sequence[Quantity]) -> None:
        self._items = tuple(items)
        self._starts = [item.span.start for item in self._items]
        self._ends = [item.span.end for item in self._items]
        self._by_number = {item.number.start: item for item in self._items}

    def __iter__(self) -> Iterator[Quantity]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def at(self, offset: int) -> Quantity | None:
        """Return the quantity whose number starts at `offset`."""
        return self._by_number.get(offset)

    def inside(self, span: Span) -> tuple[Quantity, ...]:
        """Return the quantities that lie wholly inside a span."""
        return self._items[bisect_left(self._starts, span.start) : bisect_right(self._ends, span.end)]


# One pass over the text. The first class is what the search looks for, and what follows depends on which character
# it was: a Latin word or an address is consumed whole (IPv6, a@b.cn), so is a title in 《》, so is a tangle of digits
# and other marks (2018-03-15, 9:30, 1+3, 5G, 0731—1234, 7.); what is left is a figure. Every repetition is possessive
# or bounded: a million digits cost a million steps.
_TOKEN = Expression(
    rf"""
    [0-9A-Za-z《几数{NUMERALS}]
    (?: (?<=[A-Za-z])[!-{{}}~]*+
      | (?<=《)[^《》\n]{{0,120}}+》
      | (?: (?<=[0-9]){amounts.MORE_DIGITS}
            (?P<tangle>(?:(?!\.(?:\s|\Z))[!-$&-{{}}~][!-{{}}~]*+|[—–～至]{{1,2}}[0-9][!-{{}}~]*+)++)?
          | {amounts.MORE_NUMERALS}
        ){amounts.TAIL}
    )
    """,
    VERBOSE,
)

# A whole cell: 1,234, 增3, -2, 约110, 25.1万元, 12件（含上年结转3件）; not 1.属于国家秘密, 2018年, 12 34.
_CELL = Expression(
    rf"""
    (?P<word>{amounts.WORDS_BEFORE})? (?P<sign>[+\-−]|增加?|减少?)? (?P<number>[0-9]{amounts.MORE_DIGITS})
    {amounts.TAIL} (?P<note>（[^（）]*）|\*++)?
    """,
    VERBOSE,
)

# 12，345 may be two numbers in a sentence (so folding leaves it); in a cell it is one.
_WIDE_COMMA = Expression(r"[0-9]{1,3}(?:，[0-9]{3})+")

_PART_AFTER = frozenset("第〔[【×.:/")  # ordinals, document numbers, 7×24
_PART_BEFORE = frozenset("〕]】×")
_LABEL_AFTER = frozenset("\n。；：")
_PAIRS = frozenset(("（）", "“”", "「」", "‘’"))  # a bare number in them is a label or a name: （3）, “8890”
_CLAUSE_ENDS = frozenset("，。；、）！？”\n")
_TELEPHONE = Expression(
    r"(?:电话|传真|邮编|邮政编码|热线|手机|拨打|致电|代码|号)(?:号?码)?[为是：]?(?:[0-9—\-]+[、/])*\Z"
)
_CAPTION = Expression(r"(?:图|表|附件)\Z")
_NAMED_AFTER = frozenset("话真编码线机打电号为是：、/图表件")  # last characters of what the two patterns match
_MOBILE = Expression(r"1[3-9][0-9]{9}")
_YEAR = Expression(r"(?:19|20)[0-9]{2}")
_YEAR_LIST = Expression(r"(?:[、和与及或](?:19|20)[0-9]{2}){1,20}+年")  # what follows 2016 in `2016、2017年`
_SIGN = Expression(r"(?:同比|环比|增长|增幅|[率为，。；：、（|\n]|\A)[+\-−]\Z")  # 率-2.5, not 互联网+3 or 甲-3

# Chinese numerals that are parts of words: 十分, 一起, 三级, 零件, 每一次, 十三届二次全会
_WORD_UNITS = frozenset(("分", "级", "字", "节", "位", "周"))
_ONE_IN_WORDS = frozenset(("种", "类", "起", "块", "处", "期", "批", "例", "部", "支"))
_NO_ONE_AFTER = frozenset("每某同这那任另唯统上下前后单跑逐之")
_SESSION_AFTER = frozenset("届大会")


def quantities(text: str, skip: Sequence[Span] = ()) -> Quantities:
    """Find the quantities of a folded text outside the spans to `skip`: tables, whose cells `cell_value` reads."""
    found = []
    for gap in gaps(Span(0, len(text)), skip):
        for match in _TOKEN.finditer(text, gap.start, gap.end):
            quantity = _quantity(text, match)
            if quantity is not None:
                found.append(quantity)
    return Quantities(found)


class CellKind(Enum):
    """What a table cell holds; an empty cell, a stroke, a dash, the word 无 and a zero are five different things."""

    NUMBER = "number"
    BLANK = "blank"
    SLASH = "slash"
    DASH = "dash"
    NONE = "none"
    TEXT = "text"


class CellValue(Struct, frozen=True):
    """What a table cell says; all but `kind` concern numbers. See `Quantity` for value, printed and unit.

    note: a remark behind the number: （含上年结转3件）, an asterisk.
    """

    kind: CellKind
    value: Interval | None = None
    printed: Decimal | None = None
    unit: str = ""
    note: str = ""

    @property
    def integral(self) -> bool:
        """Tell whether the cell holds a whole number."""
        return self.printed is not None and self.printed == self.printed.to_integral_value()

    @property
    def negative(self) -> bool:
        """Tell whether the cell holds a number below zero."""
        return self.printed is not None and self.printed < 0


_MARKS = {
    "": CellKind.BLANK,
    "/": CellKind.SLASH,
    "无": CellKind.NONE,
    **dict.fromkeys(("-", "—", "－", "–", "―", "−", "--", "——"), CellKind.DASH),
}


@lru_cache(maxsize=4096)  # tables, their surroundings and the next draft's table are asked about more than once
def cell_value(text: str) -> CellValue:
    """Read the text of a table cell; a number fills the cell but for sign, approximation, unit and note."""
    text = text.strip()
    if text in _MARKS:
        return CellValue(_MARKS[text])
    if _WIDE_COMMA.fullmatch(text):
        text = text.replace("，", ",")
    match = _CELL.fullmatch("0" if text == "零" else text)
    amount = match and amounts.read_digits(match, match["number"], match["word"] or "")
    if not match or not amount:
        return CellValue(CellKind.TEXT)
    lowers = (match["sign"] or "+")[0] in "-−减"
    value, printed = (-amount.value, -amount.printed) if lowers else (amount.value, amount.printed)
    return CellValue(CellKind.NUMBER, value, printed, amount.unit, match["note"] or "")


def _quantity(text: str, match: Match[str]) -> Quantity | None:
    """Return the quantity that a token is, if it is one."""
    start = match.start()
    amount: amounts.Amount | None = None
    if match["digits"] is not None and not match["tangle"]:
        end = match.end("digits")
        if not _counts(text, match, text[start:end]):
            return None
        sign = (
            text[start - 1]
            if start and text[start - 1] in "+-−" and _SIGN.search(text, max(0, start - 3), start)
            else ""
        )
        word = amounts.approximation(text, start - len(sign), text[start:end])
        amount = amounts.read_digits(match, text[start:end], word)
    elif match["unit"] or text[start] in "百千零":
        end = max(match.end(group) for group in ("percent", "order", "numeral", "few"))
        sign, word = "", amounts.approximation(text, start, text[start])
        amount = amounts.read_numeral(match, text[start:end], word) if end >= 0 else None
        if amount and not _counts_in_chinese(text, match, amount):
            return None
    if amount is None:
        return None
    lowers = sign in {"-", "−"}
    return Quantity(
        span=Span(start - len(sign) - len(word), match.end()),
        number=Span(start, match.end("scale") if match["scale"] else end),
        value=-amount.value if lowers else amount.value,
        unit=amount.unit,
        unit_text=amount.unit_text,
        approximate=amount.words > 0,
        doubly=amount.words > 1,
        printed=-amount.printed if lowers else amount.printed,
    )


def _counts(text: str, match: Match[str], numeral: str) -> bool:
    """Tell whether a number in digits is a figure and no date, label, name, address or part of one."""
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _PART_AFTER or (numeral[0] == "0" and numeral[1:2].isdigit()):
        return False
    if match["unit"]:
        return not (match["unit"] == "分" and before in {"时", "点"})
    if match["scale"] or match["more"] or match["behind"]:
        return True
    if after.isalnum() or after in _PART_BEFORE or before + after in _PAIRS or _MOBILE.fullmatch(numeral):
        return False
    if len(numeral) <= 2 and after in {"、", "．"} and (not before or before in _LABEL_AFTER):
        return False
    if _YEAR.fullmatch(numeral):
        alone = before in {"", "\n"} and after in {"", "\n"}
        if alone or _YEAR_LIST.match(text, end):
            return False
    if before not in _NAMED_AFTER:
        return True
    context = text[max(0, start - 24) : start]
    return not (_TELEPHONE.search(context) or _CAPTION.search(context))


def _counts_in_chinese(text: str, match: Match[str], amount: amounts.Amount) -> bool:
    """Tell whether a Chinese numeral counts: most stand inside words, so a unit must follow, and 一 ends a clause."""
    start, end = match.span()
    before, ends = text[start - 1 : start], text[end : end + 1] in _CLAUSE_ENDS or end == len(text)
    unit = match["unit"]
    if match["percent"]:
        return True
    if not unit:
        return match[0] == "零" and before == "为" and ends
    if unit in _WORD_UNITS or before == "第" or amount.printed == 0:
        return False
    if unit == "次" and before in _SESSION_AFTER and text.startswith(("会议", "全会", "全体"), end):
        return False
    return amount.printed != 1 or (ends and before not in _NO_ONE_AFTER and unit not in _ONE_IN_WORDS)
