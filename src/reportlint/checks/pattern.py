"""A pattern that must not occur. It judges wording, not meaning: what a number says is for other checks."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct, field

from reportlint.checks._places import disjoint, mendable, places, quoted, touching, within
from reportlint.finding import Edit, Fix, Message, NotAssessed, Note, Observation, Sentence
from reportlint.positions import SourceSpan, Span
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
            for name in _names(template) - {"match", "n"}:
                if f"(?P<{name}>" not in sources:
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
    groups = [found] if parameters.once and found else [[match] for match in found]
    for group in groups:
        notes = tuple(Note(ALSO(match=quoted(content, match.span)), match.span) for match in group[1 : 1 + _NOTES])
        said = message(content, parameters, group[0], len(group))
        yield Observation(said, group[0].span, notes, fix=_fix(content, parameters, group))


class Match(NamedTuple):
    """One match: where, the matched text, and the named groups that took part."""

    span: Span | SourceSpan
    text: str
    groups: dict[str, str]


def _found(content: Content, parameters: Parameters, patterns: Sequence[Pattern]) -> list[Match]:
    """Return the matches that count, in order and disjoint."""
    in_source = parameters.where == "source"
    text = content.draft.text if in_source else content.text
    matches = {Span(*match.span()): match.groupdict() for pattern in patterns for match in pattern.finditer(text)}
    if not matches:
        return []
    spared = disjoint(Span(*match.span()) for pattern in parameters.exceptions for match in pattern.finditer(text))
    spans = disjoint(span for span in matches if not touching(span, spared))
    if parameters.where != "source":
        zones = places(content, parameters.where)
        spans = [
            span
            for span in spans
            if within(span, zones)
            and not (parameters.skip_zones and content.skips(span))
            and not content.copied(span.start)
        ]
    return [
        Match(
            SourceSpan(*span) if in_source else span,
            text[span.start : span.end],
            {name: value for name, value in matches[span].items() if value},
        )
        for span in spans
    ]


def message(content: Content, parameters: Parameters, match: Match, count: int) -> Message:
    """Return what is said of a match; count: how many matches it stands for."""
    zh, en = parameters.message, parameters.message_en or parameters.message
    if count > 1:
        zh, en = zh + COUNTED.zh, en + COUNTED.en
    values = dict.fromkeys(_names(zh) | _names(en), "") | match.groups
    return Message(zh, en, {**values, "match": quoted(content, match.span), "count": count})


def _fix(content: Content, parameters: Parameters, found: Sequence[Match]) -> Fix | None:
    """Return the replacement of all matches that have one: those in which every group that it names took part."""
    if not parameters.replace:
        return None
    edits: list[Edit] = []
    for span, text, groups in found:
        values = {**groups, "match": text}
        if _names(parameters.replace) <= values.keys() and (isinstance(span, SourceSpan) or mendable(content, span)):
            edits.append(Edit(span, parameters.replace.format_map(values)))
    return Fix(REPLACE(replacement=edits[0].replacement), tuple(edits), safe=True) if edits else None


def _names(template: str) -> set[str]:
    """Return the names in braces of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
