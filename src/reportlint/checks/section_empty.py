"""A heading with nothing under it: followed by another heading, or by the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.draft.outline import Kind, Section, match_sections
from reportlint.finding import NotAssessed, Observation, Sentence
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

_SUBHEADING = 2  # the rank of `（五）`; below it, lists of brief items are common
_BRIEF = 12  # characters of an item that may be a heading; the text of its siblings is longer
# what closes a draft: `附件：…` on a line of its own; the organ's name and the date, or the date alone, as the last lines
_ANNEX = Expression(r"(?m)^附件[\d一二三四五]{0,2}(?:：[^\n]*)?$")
_SIGNATURE = Expression(
    r"(?m)(?:^[^\n。，；：]{2,28}(?:政府|[局委办厅院处]|中心|街道|办公室|部|公司)\n{1,3})?"
    r"^[\d〇○零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日\Z"
)
EMPTY = Sentence(zh="标题“{title}”下面没有内容", en="nothing stands under the heading “{title}”")
NO_HEADINGS = Sentence(zh="没有认出任何标题", en="no heading was recognized")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each heading line, lead-in or brief item among headings that has no body."""
    sections = content.outline.sections
    if not sections:
        yield NotAssessed(NO_HEADINGS())
    parents = {section.parent for section in sections}
    tabled = _tabled(content, pack)
    for section in sections:
        following = sections[section.index + 1] if section.index + 1 < len(sections) else None
        if section.kind is Kind.HEADING:
            empty = section.index not in parents and not _own_text(content, section)
        elif section.kind is Kind.ITEM:
            empty = _bare_item(content, section)
        elif section.kind is Kind.LEAD_IN:
            empty = not _own_text(content, section) and not _introduces(following)
        else:
            continue
        if empty and section not in tabled and not content.copied(section.line.start):
            yield Observation(EMPTY(title=quoted(content, section.title)), section.line)


def _tabled(content: Content, pack: Pack) -> list[Section]:
    """Return the sections that hold a table of the format and nothing else: without it, the table is what is missing."""
    found = match_sections(content.outline, pack.outline)
    names = [form.id for form in pack.outline if form.at_top and any(form.id == table.section for table in pack.tables)]
    return [section for name in names for section in found[name]]


def _own_text(content: Content, section: Section) -> str:
    """Return the text or table under a heading, before the first section inside it, without what closes the draft."""
    own = content.text[section.own.start : section.own.end].strip()
    if section.own.end < len(content.text.rstrip()):
        return own
    annex = None if "附" in section.text else _ANNEX.search(own)
    closed = own[: annex.start()].rstrip() if annex else own
    signature = _SIGNATURE.search(closed)
    return closed[: signature.start()].rstrip() if signature else closed


def _bare_item(content: Content, section: Section) -> bool:
    """Tell whether `（五）政务服务。` is a heading that its text was lost from: its siblings are headings with text."""
    if section.rank != _SUBHEADING or len(section.text) > _BRIEF or "，" in section.text or _own_text(content, section):
        return False
    siblings = [
        other
        for other in content.outline.children(section.parent)
        if other.kind_of_number == section.kind_of_number and other is not section
    ]
    return len(siblings) > 1 and all(
        other.kind is Kind.RUN_IN and len(_own_text(content, other)) >= _BRIEF for other in siblings
    )


def _introduces(following: Section | None) -> bool:
    """Tell whether a lead-in introduces what follows: a list or an outline that starts with its first number."""
    return following is not None and following.ordinal is not None and following.ordinal.number == 1
