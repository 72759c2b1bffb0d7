"""`--pack auto`: which pack a draft belongs to, by title, tables, outline and report year, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlint.draft.outline import match_sections
from reportlint.finding import Message, Sentence
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

_HAN = Expression("[\u3400-\u9fff]")
_ENOUGH = 2  # points that make a pack a candidate

_CHOSEN = Sentence(zh="{pack}：{evidence}；报告年度 {year}", en="{pack}: {evidence}; report year {year}")
_FALLBACK = Sentence(
    zh="{pack}：题名、表格、提纲都不像已知的报告，只查文字规则",
    en="{pack}: not a known kind of report; wording rules only",
)
_NOT_CHINESE = Sentence(
    zh="几乎没有汉字，不像公文；如确要检查，请用 --pack 指定规则包",
    en="hardly any Chinese characters: not an official text. To check it all the same, name a pack with --pack",
)
_NAMED = Sentence(zh="{pack}：由用户指定", en="{pack}: named by the user")
_NO_YEAR = Sentence(
    zh="看不出报告年度（题名、统计期限、表题、正文都没有），无法选择规则包；请用 --pack 指定：{names}",
    en="the report year is not stated anywhere, so no pack can be chosen; name one with --pack: {names}",
)
_NO_PERIOD = Sentence(
    zh="这是 {year} 年度的报告（{evidence}），没有适用于该年度的规则包（现有 {names}），不能判定；如只查文字，请用 --pack {fallback}",
    en="a report for {year} ({evidence}), and no pack covers that year (there are {names}); not checked. "
    "For wording only, use --pack {fallback}",
)
_EVIDENCE = {
    "title": ("题名相符", "title matches"),
    "table": ("有“{}”", "has table “{}”"),
    "opening": ("开头相符", "opening matches"),
    "sections": ("有 {} 个规定部分", "{} statutory sections"),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen pack and the reason, or no pack and why the draft cannot be checked.

    fallback: the draft is no known kind of report, so the pack can only judge its wording.
    """

    pack: Pack | None
    reason: Message
    fallback: bool = False


def named(pack: Pack) -> Selection:
    """Return the selection for a pack that the user named."""
    return Selection(pack, _NAMED(pack=pack.name))


def select(packs: Sequence[Pack], content: Content) -> Selection:
    """Choose the pack with the most evidence among those that cover the report year."""
    weighed = [(pack, *evidence(pack, content)) for pack in packs]
    candidates = [(pack, points, why) for pack, points, why in weighed if points >= _ENOUGH]
    fallback = next((pack for pack in packs if _is_fallback(pack)), None)
    if not candidates and not _is_chinese(content.text):
        return Selection(None, _NOT_CHINESE())
    if not candidates:
        return Selection(fallback, _FALLBACK(pack=fallback.name if fallback else "-"), fallback=True)
    year = content.report_year
    timed = [item for item in candidates if not item[0].applies.years or (year and item[0].applies.covers(year))]
    names = "、".join(f"{pack.name}（{pack.applies.years}）" for pack, _, _ in candidates if pack.applies.years)
    alone = [item for item in candidates if _certain(content, item[0], [pack for pack, _, _ in candidates])]
    if year is None and len(alone) == 1:  # a table that only one period has tells the period
        return Selection(alone[0][0], _CHOSEN(pack=alone[0][0].name, evidence=alone[0][2], year="？"))
    if year is None and not any(not pack.applies.years for pack, _, _ in candidates):
        return Selection(None, _NO_YEAR(names=names))
    best = max(candidates, key=lambda item: item[1])
    if not timed or (best[0].applies.years and max(points for _, points, _ in timed) < min(best[1], 3)):
        return Selection(
            None, _NO_PERIOD(year=year, evidence=best[2], names=names, fallback=fallback.name if fallback else "-")
        )
    pack, _, why = max(timed, key=lambda item: item[1])
    return Selection(pack, _CHOSEN(pack=pack.name, evidence=why, year=year if year else "？"))


def _certain(content: Content, pack: Pack, candidates: Sequence[Pack]) -> bool:
    """Tell whether the draft has a table that only this one of the candidates prescribes."""
    others = [form for other in candidates if other is not pack for form in other.tables]
    return any(table.certain and table.form in pack.tables and table.form not in others for table in content.tables)


def _is_chinese(text: str) -> bool:
    """Tell whether at least a tenth of the letters of a text are Han characters."""
    letters = sum(map(str.isalpha, text))
    return 10 * len(_HAN.findall(text)) >= letters > 0


def _is_fallback(pack: Pack) -> bool:
    applies = pack.applies
    return not (applies.title or applies.opening or applies.sections or applies.years)


def evidence(pack: Pack, content: Content) -> tuple[int, str]:
    """Return how much speaks for a pack, in points, and what, in words."""
    if _is_fallback(pack):
        return 0, ""
    applies = pack.applies
    points, why = 0, []
    text = content.text
    title = text[content.title.start : content.title.end].replace("\n", "") if content.title else ""
    if title and any(pattern.search(title) for pattern in applies.title):
        points += 3
        why.append(_EVIDENCE["title"][0])
    table = next((t for t in content.tables if t.form in pack.tables and t.certain), None)
    if table:
        points += 3
        why.append(_EVIDENCE["table"][0].format(table.form.title))
    head = content.head
    if any(pattern.search(text, head.start, head.end) for pattern in applies.opening):
        points += 2
        why.append(_EVIDENCE["opening"][0])
    if applies.sections:
        matched = match_sections(content.outline, [f for f in pack.outline if f.required == "statutory"])
        count = sum(bool(sections) for sections in matched.values())
        if count >= applies.sections:
            points += 2
            why.append(_EVIDENCE["sections"][0].format(count))
    return points, "、".join(why)
