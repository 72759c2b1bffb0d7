"""What a number in prose speaks of: which year, whose number, whether it is a plan, a part, or about something else.

Read from the words around it: the sentence up to it, its clause, and the headings it stands under. Everything here errs
towards *limited*: a number that may speak of less than the whole statistic is not compared with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from reportlint.positions import Span

Whose = Literal["area", "own", ""]

_YEAR = Expression(r"(?<![\d〔\[])((?:19|20)\d\d)年")
_COMPARED = Expression(r"(?:比|较|与|同|相比)(?:19|20)\d\d年[^，。；]*")
_OTHER_YEAR = Expression(r"上年|上一年|去年|往年|历年|累计至|同期|以来|近[一二两三四五几]年|历次")
_PLAN_CLAUSE = Expression(r"将(?!信息|政府|其|公开)")
_PLAN = Expression(r"计划|拟(?!定|订)|力争|下一步|争取|明年|(?<!转)(?<!转[入至到])下一?年度")
_PLAN_HEADING = Expression(r"打算|计划|下一步|下步|思路|安排|展望|改进措施")
_PART = Expression(r"其中")
_WHOLE_AREA = Expression(r"全(?:省|市|区|县|州|盟|旗|镇|乡|系统)|各级|各部门|各单位|各乡镇")
_OWN = Expression(
    r"(?:省|市|区|县|州)?本级|本机关|本单位|本部门|本局|本委|机关本身|[省市区县州]政府(?!门户|网|公报|信息|各|部门|系统)|办公室(?!网|门户)"
)
# a subject matter, a part of the year, a means: the number counts what belongs to it
_TOPIC = Expression(
    r"围绕|针对|聚焦|领域|(?<!公开)方面|就[^，。；]{2,16}(?=召开|举办|主动|公开)|(?:上|下)半年|第?[一二三四1-4]季度"
    r"|\d{1,2}(?:月份?)?(?:至|到|—|-|～)\d{1,2}月|新增|撤换|调整|应(?=收取)"
)
_WITHIN_YEAR = Expression(r"全年|年内|本年|年度|\d{4}年")
# an organ right before the verb: 县教育局主动公开…
_SUBJECT = Expression(
    r"(?P<name>[\u4e00-\u9fff]{0,12}(?:[局委办厅院]|部门|单位|乡镇|[乡镇]|街道|县区|区县|开发区|公司|中心))"
    r"(?:也|已|均|全年|本年度?|共|累计|共计|年内|\d{4}年)*\Z"
)
_OURS = Expression(r"我|本|全|该局")

_REACH = 600  # characters before a number in which its scope is looked for
_SENTENCE_ENDS = "。！？"


class Scope(Struct, frozen=True):
    """What a fact from prose speaks of.

    year: a year named beside it that is not the report year, else None (0 for 上年 and the like). whose: `area`, `own`
    or "" when nothing says. part: it stands behind 其中. plan: it is intended, not done. limited: it counts a topic, a
    part of the year, or what another organ did.
    """

    year: int | None = None
    whose: Whose = ""
    part: bool = False
    plan: bool = False
    limited: bool = False

    @property
    def current(self) -> bool:
        """Tell whether the fact is a done deed of the report year, and of the statistic as a whole."""
        return self.year is None and not self.plan and not self.limited


def sentence_before(text: str, offset: int) -> int:
    """Return where the sentence that holds an offset begins (at most `_REACH` characters before it)."""
    reach = max(0, offset - _REACH)
    start = max(reach, text.rfind("\n", reach, offset) + 1)
    return max(start, *(text.rfind(mark, start, offset) + 1 for mark in _SENTENCE_ENDS))


def clause_start(text: str, offset: int) -> int:
    """Return where the clause that holds an offset begins."""
    start = sentence_before(text, offset)
    return start + max(text[start:offset].rfind(mark) for mark in "，；：（") + 1


def clause_around(text: str, match: Span) -> str:
    """Return the clause that a match stands in, up to the next mark behind it."""
    begin = clause_start(text, match.start)
    end = next((i for i in range(match.end, min(len(text), match.end + 40)) if text[i] in "，；：。（）\n"), match.end)
    return text[begin:end]


def read_scope(text: str, match: Span, report_year: int | None, headings: str, title: str) -> Scope:
    """Work out the scope of the number or claim that a match holds; its own words are the statistic's name, no scope.

    headings: the titles of the sections it stands in. title: the draft's title, which names the issuer.
    """
    start = sentence_before(text, match.start)
    before, clause = text[start : match.start], clause_around(text, match)
    around = clause.replace(text[match.start : match.end], "", 1)
    earlier = _COMPARED.sub("", before)
    years = [int(found) for found in [*_YEAR.findall(earlier), *_YEAR.findall(clause)]]
    year = years[-1] if years and years[-1] != report_year else None
    if year is None and (_OTHER_YEAR.search(around) or "以来" in before):
        year = 0
    owners: list[tuple[int, Whose]] = [(found.start(), "area") for found in _WHOLE_AREA.finditer(before)]
    owners += [(found.start(), "own") for found in _OWN.finditer(before)]
    plan = bool(_PLAN_CLAUSE.search(clause) or _PLAN.search(before) or _PLAN_HEADING.search(headings))
    summed = "累计" in clause and not _WITHIN_YEAR.search(text, start, match.end)
    limited = bool(summed or _TOPIC.search(before) or _TOPIC.search(clause)) or _foreign_subject(before, title)
    return Scope(year, max(owners)[1] if owners else "", bool(_PART.search(before)), plan, limited)


def _foreign_subject(before: str, title: str) -> bool:
    """Tell whether another organ than the issuer stands right before the verb."""
    found = _SUBJECT.search(before[-24:])
    if not found:
        return False
    name = found["name"]
    return not (_OURS.match(name) or name[-3:] in title or name in ("各级", "各部门", "各单位", "办公室"))
