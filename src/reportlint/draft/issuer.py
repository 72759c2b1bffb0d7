"""Who issues a report: the organ that the title names, and its kind, which decides what the law asks of it.

Only the name is read; there is no list of places but the four cities that are provinces. A city's name does not tell
its rank: a city below another one, or below a prefecture, is a county; any other counts as a prefecture, so that what a
county may not do is never held against a city that may. Names that leave more open have no kind: 开发区, 管委会, 大学, and
the office of a government that makes regulations, which may report for itself or for the government.
"""

from __future__ import annotations

from msgspec import Struct

from reportlint.draft.kinds import Kind  # noqa: TC001  (msgspec reads the annotation at run time)
from reportlint.text.expressions import Expression


class Issuer(Struct, frozen=True):
    """The issuing organ. name: as the title gives it, "" when it does not; kind: "" when the name does not tell it.

    ministry: an organ of the State Council. province, prefecture, county, township: a government, or a sub-district
    office, which is taken for a township. department: an organ of a government of whatever rank, or a ministry's
    organ in some place.
    """

    name: str = ""
    kind: Kind = ""


_YEAR = Expression(r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})年?度?")
_BRACKETS = Expression(r"（[^（）]*）")
# The longest stretch that ends as places and organs do: what reports are called ends in no such word, so the name of the
# organ is parted from it without knowing reports. 部门, 办理 and the like end no name.
_NAME = Expression(
    r"[\u3400-\u9fff·]*(?:人民政府|行政公署|街道|苏木|地区|中心|大学|公司|集团|委员会|管委会|联合会|办公[厅室]|办事处"
    r"|[省市县区州盟旗镇乡局厅署院社站所队校园处]|委(?!员|会)|部(?!门)|办(?![理法公事])|(?<=海)关|(?<=[残文妇侨商])联|(?<=[银分])行)"
)
_SUBJECT = Expression("政府|政务|信息|工作")  # what the report is about; an end between it and the name is not known
_NO_NAME = Expression(r"[全本我该各]?.")  # 全市: a place, but no name of one

_PLACE = "省市县区州盟旗"
_MINISTRY = Expression(
    rf"(?:国家|中国|国务院)(?:[^局署会分{_PLACE}]|市场|社会){{0,20}}(?:局|署|会|委|办|办公[厅室]|银行|院)|(?:海关总|审计)署"
    rf"|(?:中华人民共和国)?[^局委镇{_PLACE}]{{2,14}}部"
)
_TOWNSHIP = Expression(r"(?:[镇乡]|苏木|街道)(?:人民政府|政府|办事处|办)?(?:党政|综合)?(?:办公室|办)?\Z")
_GOVERNMENT = Expression(r"(?:人民政府|行政公署)\Z")
_OFFICE = Expression(r"(?:人民政府|政府)办公[厅室]\Z|(?:政府|府)办\Z")
_MUNICIPALITY = Expression(r"(?:北京|上海|天津|重庆)市\Z")
_BELOW_A_CITY = Expression(r"(?:[市州盟]|地区)[\u3400-\u9fff]{2,}市\Z")
_OPEN = Expression(
    r"(?:管委会|管理委员会|大学|学院|医院|公司|集团|[校园])\Z"
    r"|(?:开发|管理|(?<!浦东|滨海)新|风景|景|名胜|高新|经开|工业|产业|集聚|示范|试验|实验|合作|保税|度假|保护|功能|物流|港|园|社|库|灌)区\Z"
)
_PLACES: tuple[tuple[Expression, Kind], ...] = (
    (Expression(r"(?:省|自治区)\Z"), "province"),
    (Expression(r"(?:[市州盟]|地区)\Z"), "prefecture"),
    (Expression(r"[县旗区]\Z"), "county"),
)


def issuer_of(title: str) -> Issuer:
    """Read the issuer from a folded title, `青石县水务局2023年政府信息公开工作年度报告`: before its year, or else behind it."""
    title = _BRACKETS.sub("", title)
    year = _YEAR.search(title)
    for part in (title[: year.start()], title[year.end() :]) if year else (title,):
        words = part.removeprefix("关于").partition("关于")[0]
        match = _NAME.match(words)
        if match and not _NO_NAME.fullmatch(match[0]):
            subject = _SUBJECT.search(words, match.end())
            name = words[: subject.start() if subject else len(words)]
            return Issuer(name, _kind(name) if name == match[0] else "")
    return Issuer()


def _kind(name: str) -> Kind:
    """Return what kind of organ a name is; what ends as organs do, and not as places, is a department."""
    if _MINISTRY.fullmatch(name):
        return "ministry"
    if _TOWNSHIP.search(name):
        return "township"
    office = _OFFICE.search(name)
    if office:
        return "" if _kind(name[: office.start()]) in ("ministry", "province", "prefecture") else "department"
    place = _GOVERNMENT.sub("", name)
    if _MUNICIPALITY.search(place):
        return "province"
    if _OPEN.search(place):
        return ""
    if _BELOW_A_CITY.search(place):
        return "county"
    return next((kind for ending, kind in _PLACES if ending.search(place)), "department")
