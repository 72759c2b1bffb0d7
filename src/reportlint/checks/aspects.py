"""A section that says nothing of something it has to speak of: an aspect of the work, the problems, the remedies.

Whether an aspect is there is told by meaning, from words that anybody who writes of it must use. Where most aspects have
sub-headings of their own, what stands under the heading of one does not count for another: `通过网站发布` under
主动公开 says nothing of 平台建设. That is a guess, and at most a warning; so it is where some of what only certain issuers owe
is there and the rest may be meant. An empty section is left to `section_empty`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.checks._sections import section_of
from reportlint.draft.kinds import Kind  # noqa: TC001  (msgspec reads the annotation at run time)
from reportlint.finding import NotAssessed, Observation, Sentence, Severity
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.patterns import Pattern  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.outline import Section
    from reportlint.packs.schema import Pack

MISSING = Sentence(zh="“{title}”没有写到：{names}", en="“{title}” says nothing of: {names}")
UNHEADED = Sentence(
    zh="“{title}”似乎没有写到：{names}（其他方面都有小标题，相关字句只在那些标题之下）",
    en="“{title}” seems to say nothing of: {names} (other aspects have their headings, and the words stand under those)",
)
PARTLY = Sentence(
    zh="“{title}”似乎没有写到：{names}（同类的其他内容写了）",
    en="“{title}” seems to say nothing of: {names} (but of the like)",
)
NO_TEXT = Sentence(zh="“{title}”没有内容", en="section “{title}” has no text")
NO_ISSUER = Sentence(
    zh="看不出机关类别，不知道是否应当写{names}", en="the kind of issuer is not known: {names} may not be due"
)

_HAN = Expression("[\u3400-\u9fff]")
_OUTLINED = 3  # aspects with sub-headings of their own, from which on the others may be expected to have them
WHOLE_REPORT = True


class Aspect(Struct, frozen=True, forbid_unknown_fields=True):
    """Something to speak of.

    name: as messages say it. patterns: of which one occurs wherever it is spoken of. headings: patterns of
    sub-headings that are its own. issuers: the kinds of issuer that owe it, all when empty.
    """

    name: str
    patterns: tuple[Pattern, ...]
    headings: tuple[Pattern, ...] = ()
    issuers: tuple[Kind, ...] = ()


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """section: the id of a section of the pack's outline. aspects: what it must speak of.

    brief: a section of more Han characters may say it in words that no pattern knows, and is only warned about; 0 for any
    length.
    """

    section: str
    aspects: tuple[Aspect, ...]
    brief: int = 0

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield the section, for the pack loader to verify."""
        yield "section", self.section, "section"


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield an observation for the aspects that are surely missing, and one for either sort that seems to be."""
    section = section_of(content, pack, parameters.section)
    if isinstance(section, NotAssessed):
        yield section
        return
    title = quoted(content, section.title)
    if not content.text[section.body.start : section.body.end].strip():
        yield NotAssessed(NO_TEXT(title=title))
        return
    kind = content.issuer.kind
    due = [aspect for aspect in parameters.aspects if not aspect.issuers or kind in aspect.issuers]
    unsure = [aspect.name for aspect in parameters.aspects if aspect not in due and not kind]
    if unsure:
        yield NotAssessed(NO_ISSUER(names="、".join(unsure)))
    missing = [aspect for aspect in due if not _spoken_of(content, aspect, [section.body])]
    partly = [aspect for aspect in missing if aspect.issuers]
    if all(aspect in missing for aspect in due if aspect.issuers):
        partly = []
    surely = [aspect for aspect in missing if aspect not in partly]
    unheaded = [aspect for aspect in _unheaded(content, section, due) if aspect not in missing]
    wordy = 0 < parameters.brief < len(_HAN.findall(content.text, *section.body))
    for sentence, aspects, limit in (
        (MISSING, surely, Severity.WARNING if wordy else None),
        (PARTLY, partly, Severity.WARNING),
        (UNHEADED, unheaded, Severity.WARNING),
    ):
        if aspects:
            names = "、".join(aspect.name for aspect in aspects)
            yield Observation(sentence(title=title, names=names), section.line, at_most=limit)


def _spoken_of(content: Content, aspect: Aspect, zones: Sequence[Span]) -> bool:
    return any(pattern.search(content.text, *zone) for pattern in aspect.patterns for zone in zones)


def _unheaded(content: Content, section: Section, aspects: Sequence[Aspect]) -> Iterator[Aspect]:
    """Yield the aspects without a sub-heading that nothing outside the sub-headings of the others speaks of."""
    children = [child for child in content.outline.children(section.index) if child.is_heading]
    own = {aspect.name: [child for child in children if _heads(child, aspect)] for aspect in aspects}
    if sum(map(bool, own.values())) < _OUTLINED:
        return
    taken = {child.line.start for found in own.values() for child in found}
    free = [Span(child.line.start, child.body.end) for child in children if child.line.start not in taken]
    first = min((child.line.start for child in children), default=section.body.end)
    for aspect in aspects:
        if (
            aspect.headings
            and not own[aspect.name]
            and not _spoken_of(content, aspect, [Span(section.body.start, first), *free])
        ):
            yield aspect


def _heads(child: Section, aspect: Aspect) -> bool:
    return any(pattern.search(child.text) for pattern in aspect.headings)
