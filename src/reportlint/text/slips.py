"""Slips of the pen: how one written number became another.

A broken sum rarely says which of its numbers is wrong, but a wrong number usually looks like the right one: people swap
two digits, lose one, add one, hit the wrong key, drop a zero or the sign, write into the wrong cell. Scholtus (Automatic
correction of simple typing errors in numerical data with balance edits, Statistics Netherlands, 2009) takes a change of
Damerau–Levenshtein distance one as such a slip; his treatment of sign errors and interchanged values (Algorithms for
correcting sign errors and rounding errors in business survey data, Journal of Official Statistics 27, 2011) adds the rest.

A cost counts bits: about -log2 of how often a writer of the right number produces exactly this wrong one. Two digits
can be swapped in few ways, one digit replaced in many, so the same kind of slip says more in a short list of outcomes.
Which number is wrong is decided elsewhere (`reportlint.repairs`); here are only two texts.
"""

from __future__ import annotations

from enum import StrEnum
from math import log2

from msgspec import Struct

from reportlint.finding import Message, Sentence


class Kind(StrEnum):
    """The kinds of slips."""

    SWAPPED = "swapped-digits"
    WRONG = "wrong-digit"
    LOST = "lost-digit"
    DOUBLED = "doubled-digit"
    ADDED = "added-digit"
    LOST_ZERO = "lost-zero"
    ADDED_ZERO = "added-zero"
    SCALE = "scale"
    SIGN = "sign"
    EXCHANGED = "exchanged-cells"
    MISPLACED = "wrong-cell"
    SPLIT = "split-cell"


_SENTENCES = {
    Kind.SWAPPED: Sentence(zh="两位数字颠倒", en="two digits are swapped"),
    Kind.WRONG: Sentence(zh="错一位数字", en="one digit is wrong"),
    Kind.LOST: Sentence(zh="漏一位数字", en="one digit is missing"),
    Kind.DOUBLED: Sentence(zh="一位数字重复", en="one digit is doubled"),
    Kind.ADDED: Sentence(zh="多一位数字", en="there is one digit too many"),
    Kind.LOST_ZERO: Sentence(zh="少一个零", en="a zero is missing"),
    Kind.ADDED_ZERO: Sentence(zh="多一个零", en="there is one zero too many"),
    Kind.SCALE: Sentence(
        zh="相差{times}倍，小数点或单位错位", en="the point or the unit is off by a factor of {times}"
    ),
    Kind.SIGN: Sentence(zh="正负号相反", en="the sign is wrong"),
    Kind.EXCHANGED: Sentence(zh="相邻两格的数填反", en="two neighbouring cells are exchanged"),
    Kind.MISPLACED: Sentence(zh="数填进了相邻的一格", en="the number stands in the neighbouring cell"),
    Kind.SPLIT: Sentence(zh="一个数拆进了相邻两格", en="one number is split over two neighbouring cells"),
}


class Slip(Struct, frozen=True):
    """A slip that explains a wrong number.

    cost: bits, the lower the likelier. times: the factor between the two numbers, of a slip of scale.
    """

    kind: Kind
    cost: int
    times: int = 1

    @property
    def message(self) -> Message:
        """Return what happened, in words."""
        return _SENTENCES[self.kind](times=self.times)


_SHORT, _LONG = 8, 10  # bits for a change of no known kind, of one digit and of more
_SCALES = (1, 2, 3, 4, 8)  # powers of ten people err by: zeros, 千, 万, 亿


def slip(old: str, new: str) -> Slip | None:
    """Tell which slip turned `new`, the right number, into `old`, the written one; None when no single slip did.

    Plain digits with an optional sign and point; commas between thousands are skipped. To or from zero
    is no slip: nothing of a number is left in it.
    """
    (old_sign, old_body), (new_sign, new_body) = _parts(old), _parts(new)
    if not old_body.strip("0.") or not new_body.strip("0."):
        return None
    if old_sign != new_sign:
        return _slip(Kind.SIGN, 4) if old_body == new_body else None
    return _scaled(old_body, new_body) or _mistyped(old_body, new_body)


def moved(old: tuple[str, str], new: tuple[str, str]) -> Slip | None:
    """Tell which slip turned the right numbers of two neighbouring cells into the written ones; None when no single one."""
    if old == new:
        return None
    if old == new[::-1]:
        # numbers of one digit come to the same by chance more easily
        return Slip(Kind.MISPLACED if "0" in old else Kind.EXCHANGED, 6 if len(old[0]) == len(old[1]) == 1 else 5)
    if "0" not in old and new in ((old[0] + old[1], "0"), ("0", old[0] + old[1])):
        return _slip(Kind.SPLIT, 6)
    return None


def surprise(old: str, new: str) -> int:
    """Return the bits of a change that no slip explains.

    Hardly more for long numbers than for short ones: that only a short one has to change a lot does not make it wrong.
    """
    return _SHORT if max(len(_parts(old)[1]), len(_parts(new)[1])) == 1 else _LONG


def _parts(text: str) -> tuple[str, str]:
    plain = text.strip().replace(",", "").replace("−", "-")
    return ("-" if plain.startswith("-") else "", plain.lstrip("+-"))


def _scaled(old: str, new: str) -> Slip | None:
    """Tell whether the same figures stand at another power of ten: 12 for 120, 12.5 for 1.25."""
    figures = [text.replace(".", "").strip("0") for text in (old, new)]
    power = _power(new) - _power(old)
    if figures[0] != figures[1] or abs(power) not in _SCALES:
        return None
    if abs(power) == 1 and "." not in old + new:
        return _slip(Kind.LOST_ZERO if power > 0 else Kind.ADDED_ZERO, 3)
    return Slip(Kind.SCALE, 4, 10 ** abs(power))


def _power(number: str) -> int:
    """Return the power of ten of the first figure that is not zero."""
    whole, _, decimals = number.partition(".")
    if whole.strip("0"):
        return len(whole.lstrip("0"))
    return len(decimals.lstrip("0")) - len(decimals)


def _mistyped(old: str, new: str) -> Slip | None:
    """Compare what lies between the equal beginnings and the equal ends."""
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    room = min(len(old), len(new)) - start
    end = next((at for at in range(room) if old[-1 - at] != new[-1 - at]), room)
    wrong, right = old[start : len(old) - end], new[start : len(new) - end]
    digits = max(len(old), len(new))
    if "." in wrong + right:
        return None
    match len(wrong), len(right):
        case 1, 1:
            return _slip(Kind.WRONG, 2, ways=9 * digits)
        case 0, 1:
            return _slip(Kind.LOST, 3, ways=digits)
        case 1, 0:
            doubled = wrong in (old[start - 1 : start], old[start + 1 : start + 2])
            return _slip(Kind.DOUBLED, 4, ways=digits) if doubled else _slip(Kind.ADDED, 3, ways=10 * digits)
        case length, other if length == other and length > 1 and _exchanged(wrong, right):
            return _slip(Kind.SWAPPED, 3, ways=digits - 1) if length == 2 else _slip(Kind.SWAPPED, 5, ways=digits)
    return None


def _exchanged(wrong: str, right: str) -> bool:
    """Tell whether two texts differ only in that their first and last characters have changed places."""
    return wrong[0] == right[-1] and wrong[-1] == right[0] and wrong[1:-1] == right[1:-1]


def _slip(kind: Kind, cost: int, *, ways: int = 1) -> Slip:
    """Make a slip that had so many equally likely outcomes."""
    return Slip(kind, cost + round(log2(ways)))
