"""What the name of an organ says: the places it names, the highest first, and the organ itself.

佳木斯市前进区教育局 is 佳木斯市, 前进区 and 教育局. Only endings are read; whether there is such a place is not asked.
"""

from __future__ import annotations

from typing import NamedTuple

from reportlint.text.expressions import Expression

_PLACE = Expression(
    r"[\u4e00-\u9fff]{1,12}?(?:自治[区州县旗]|省|市(?![场政容民])|(?<=[\u4e00-\u9fff])(?:县|(?<![社园地景])区(?!域)|州(?!市)(?=[\u4e00-\u9fff]{2})"
    r"|盟|(?<!红)旗|镇|(?<!城)乡(?!村)|街道))"
)
_GOVERNMENT = Expression(r"(?:(?:人民)?政府|行政公署)(?:办公[室厅]|办)?\Z|街道办事处\Z|\A办事处\Z")

# Two places of the same rank are two places; a city may have the rank of a prefecture or of a county.
RANKS = {"省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3, "镇": 4, "乡": 4, "街道": 4}


class Organ(NamedTuple):
    """places: 青石县, 柳汀镇. body: 水务局; "" for a government and its office."""

    places: tuple[str, ...]
    body: str

    @property
    def ranks(self) -> dict[str, str]:
        """Return the places by the word for what they are: 县 → 青石县."""
        return {kind_of(place): place for place in self.places}


def kind_of(place: str) -> str:
    """Return the word for what a place is: its ending; 省 for an autonomous region."""
    if place.endswith("自治区"):
        return "省"
    return "街道" if place.endswith("街道") else place[-1:]


def organ_named(name: str) -> Organ:
    """Take a folded name apart."""
    places: list[str] = []
    at = 0
    while match := _PLACE.match(name, at):
        if places and RANKS.get(kind_of(match[0]), 0) < RANKS.get(kind_of(places[-1]), 0):
            break  # what follows a district is its body: 前进区城市管理局
        places.append(match[0])
        at = match.end()
    return Organ(tuple(places), _GOVERNMENT.sub("", name[at:]))
