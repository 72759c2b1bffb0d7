"""A section that the format requires does not stand: no heading says it, and no paragraph that would do instead.

Reads `outline` of the pack. Customary sections are missed with a warning at most. With `required` the rule is limited
to `statutory` or `customary` sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from reportlint.draft.outline import match_sections
from reportlint.finding import NotAssessed, Observation, Sentence, Severity
from reportlint.text.expressions import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.forms import SectionForm
    from reportlint.packs.schema import Pack

MISSING = Sentence(
    zh="缺少“{title}”部分：没有标题或段落写到它{basis}",
    en="section “{title}” is missing: no heading or paragraph covers it{basis}",
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
            yield Observation(MISSING(title=form.title, basis=basis), None, at_most=cap)


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
