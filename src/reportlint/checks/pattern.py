"""A pattern that must not occur. It judges wording, not meaning: what a number says is for other checks."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from reportlint.checks._places import disjoint, mendable, places, quoted, touching, within
from reportlint.finding import Edit, Fix, Message, NotAssessed, Note, Observation, Sentence
from reportlint.positions import SourceSpan, Span
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

ALSO = Sentence(zh="又见“{match}”", en="“{match}” again")
REPLACE = Sentence(zh="改为“{replacement}”", en="write “{replacement}”")
NO_YEAR = Sentence(zh="看不出报告年度", en="the report year is not known")
COUNTED = Sentence(zh="（共{count}处）", en=" ({count} places)")

_NOTES = 10


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """patterns: what must not occur. message, message_en: what is said, with `{match}` and the patterns' named groups.

    where: see `places`; `source` matches the draft as written instead of the folded text. except: a match that touches
    one of these is spared. once: one finding a draft, the other matches as its notes. replace: what to write instead,
    with the same names as the message. skip_zones: spare addresses, quoted titles and document numbers.
    """

    patterns: tuple[Pattern, ...]
    message: str
    message_en: str = ""
    where: Literal["prose", "all", "headings", "head", "title", "source"] = "prose"
    exceptions: tuple[Pattern, ...] = field(default=(), name="except")
    once: bool = False
    replace: str = ""
    skip_zones: bool = True

    def __post_init__(self) -> None:
        """Refuse a name that is no group of any pattern."""
        sources = "".join(pattern.source for pattern in self.patterns)
        for key, template in (("message", self.message), ("message_en", self.message_en), ("replace", self.replace)):
            for _, name, _, _ in string.Formatter().parse(template):
                if name is not None and name != "match" and f"(?P<{name}>" not in sources and name != "n":
                    raise ValueError(f"{key} 里的 {{{name}}} 不是模式的组名")


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each match, or for the first one when `once` is set."""
    patterns = tuple(p for p in parameters.patterns if not p.needs_year)
    if len(patterns) < len(parameters.patterns):
        year = content.report_year
        if year is None:
            yield NotAssessed(NO_YEAR())
        else:
            patterns = tuple(pattern.for_year(year) for pattern in parameters.patterns)
    found = _found(content, parameters, patterns)
    if parameters.once and found:
        (first, match), others = found[0], found[1:]
        notes = tuple(Note(ALSO(match=quoted(content, span)), span) for span, _ in others[:_NOTES])
        yield Observation(
            _message(content, parameters, first, match, len(found)),
            first,
            notes,
            fix=_fix(content, parameters, found),
        )
        return
    for span, match in found:
        message = _message(content, parameters, span, match, 1)
        yield Observation(message, span, fix=_fix(content, parameters, [(span, match)]))


_Found = list[tuple[Span | SourceSpan, "regex.Match[str]"]]


def _found(content: Content, parameters: Parameters, patterns: tuple[Pattern, ...]) -> _Found:
    """Return the matches that count, in order and disjoint."""
    in_source = parameters.where == "source"
    text = content.draft.text if in_source else content.text
    matches = {Span(*match.span()): match for pattern in patterns for match in pattern.finditer(text)}
    if not matches:
        return []
    spared = disjoint(Span(*match.span()) for pattern in parameters.exceptions for match in pattern.finditer(text))
    spans = disjoint(span for span in matches if not touching(span, spared))
    if parameters.where == "source":
        return [(SourceSpan(*span), matches[span]) for span in spans]
    zones = places(content, parameters.where)
    return [
        (span, matches[span])
        for span in spans
        if within(span, zones)
        and not (parameters.skip_zones and content.skips(span))
        and not content.copied(span.start)
    ]


def _message(
    content: Content, parameters: Parameters, span: Span | SourceSpan, match: regex.Match[str], count: int
) -> Message:
    zh, en = parameters.message, parameters.message_en or parameters.message
    if count > 1:
        zh, en = zh + COUNTED.zh, en + COUNTED.en
    return Message(zh, en, {**_groups(match), "match": quoted(content, span), "count": count})


def _groups(match: regex.Match[str]) -> dict[str, str]:
    return {name: value or "" for name, value in match.groupdict().items()}


def _fix(content: Content, parameters: Parameters, found: _Found) -> Fix | None:
    """Return the replacement of all matches that have one."""
    if not parameters.replace:
        return None
    names = {name for _, name, _, _ in string.Formatter().parse(parameters.replace) if name}
    edits: list[Edit] = []
    for span, match in found:
        groups = {**_groups(match), "match": match[0]}
        if all(groups.get(name) for name in names) and (isinstance(span, SourceSpan) or mendable(content, span)):
            edits.append(Edit(span, parameters.replace.format_map(groups)))
    return Fix(REPLACE(replacement=edits[0].replacement), tuple(edits), safe=True) if edits else None
