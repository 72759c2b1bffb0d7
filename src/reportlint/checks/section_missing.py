"""A section that the format requires does not stand: no heading says it, and no paragraph that would do instead.

Reads `outline` of the pack. Customary sections are missed with a warning at most. With `required` the rule is limited
to `statutory` or `customary` sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.draft.outline import match_sections
from reportlint.finding import NotAssessed, Note, Observation, Sentence, Severity
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.forms import SectionForm
    from reportlint.draft.outline import Section
    from reportlint.packs.schema import Pack
    from reportlint.positions import Span

MISSING = Sentence(
    zh="缺少“{title}”部分：没有标题或段落写到它{basis}",
    en="section “{title}” is missing: no heading or paragraph covers it{basis}",
)
AHEAD = Sentence(zh="应在“{title}”之前", en="it belongs before “{title}”")
BEHIND = Sentence(zh="应在“{title}”之后", en="it belongs behind “{title}”")
PERHAPS = Sentence(
    zh="这里的“{title}”不是规定的部分：是否就是这一部分，只是标题不同？",
    en="“{title}” here is no prescribed section: is it this one under another title?",
)
_MARKS = Expression(r"^[、.．]+|[、：。，]+$")
_JOINT = Expression(r"[、和及与暨]")
NO_OUTLINE = Sentence(zh="规则包没有规定提纲", en="the pack prescribes no outline")
WHOLE_REPORT = True


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """required: which sections the rule demands; both kinds when empty."""

    required: Literal["statutory", "customary", ""] = ""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation, about the whole draft, for each missing section."""
    if not pack.outline:
        yield NotAssessed(NO_OUTLINE())
        return
    found = match_sections(content.outline, pack.outline)
    for form in pack.outline:
        if form.required == "optional" or (parameters.required and form.required != parameters.required):
            continue
        stands = found[form.id] or _in_joint_heading(content, form) or _in_body(content, form)
        if not stands and not _unnumbered(content, form):
            basis = f"（{form.basis}）" if form.basis else ""
            cap = None if form.required == "statutory" else Severity.WARNING
            gap = _gap(content, form, pack, found)
            message = MISSING(title=form.title, basis=basis)
            yield Observation(message, None, notes=gap.notes, at_most=cap, explains=gap.explains)


class _Gap(NamedTuple):
    """Where a missing section belongs, and the places at which its absence shows."""

    notes: tuple[Note, ...] = ()
    explains: tuple[Span, ...] = ()


def _gap(content: Content, form: SectionForm, pack: Pack, found: Mapping[str, Sequence[Section]]) -> _Gap:
    places = {one.id: place for place, one in enumerate(pack.outline)}
    standing = {places[name]: sections[0] for name, sections in found.items() if sections}
    place = places[form.id]
    before = standing.get(max((one for one in standing if one < place), default=-1))
    after = standing.get(min((one for one in standing if one > place), default=-1))
    notes: list[Note] = []
    explains: list[Span] = []
    if after and after.ordinal_span and after.number > (before.number if before else 0) + 1:
        explains.append(after.ordinal_span)
    if after:
        notes.append(Note(AHEAD(title=quoted(content, after.title)), after.line))
    elif before:
        notes.append(Note(BEHIND(title=quoted(content, before.title)), before.line))
    alone = {place - 1, place + 1} & set(places.values()) <= standing.keys()  # nothing else is missing just here
    strangers = _between(content, before, after, found) if alone else []
    if len(strangers) == 1:
        notes.append(Note(PERHAPS(title=quoted(content, strangers[0].title)), strangers[0].line))
        explains += [strangers[0].line, strangers[0].title]
    if _named(content, form):
        explains.append(content.head)
    return _Gap(tuple(notes), tuple(explains))


def _between(
    content: Content, before: Section | None, after: Section | None, found: Mapping[str, Sequence[Section]]
) -> list[Section]:
    """Return the top-level headings between two sections that are no section of the format."""
    known = {section.index for sections in found.values() for section in sections}
    first, last = before.index if before else -1, after.index if after else len(content.outline.sections)
    return [one for one in content.outline.top() if first < one.index < last and one.index not in known]


def _named(content: Content, form: SectionForm) -> bool:
    """Tell whether the preamble announces the section."""
    head = content.text[content.head.start : content.head.end]
    return any(title in head for title in (form.title, *form.aliases)) or any(p.search(head) for p in form.match)


def _in_joint_heading(content: Content, form: SectionForm) -> bool:
    """Tell whether a heading that names several sections, `依申请公开、收费和复议情况`, names this one too."""
    headings = content.outline.top() if form.at_top else content.outline.headings()
    titles = [section.text for section in headings if _JOINT.search(section.text)]
    return any(pattern.search(title) for pattern in form.match for title in titles)


def _unnumbered(content: Content, form: SectionForm) -> bool:
    """Tell whether the heading stands as a line of its own that lost its number: that is another mistake."""
    lines = {_MARKS.sub("", content.text[span.start : span.end]) for span in content.prose}
    return not lines.isdisjoint((form.title, *form.aliases))


def _in_body(content: Content, form: SectionForm) -> bool:
    text = content.text
    start = content.outline.first_heading  # what the preamble announces does not count …
    if not content.outline.headings():  # … but a draft without headings is all text
        start = content.title.end if content.title else 0
    return any(not content.in_table(match.start()) for pattern in form.body for match in pattern.finditer(text, start))
