"""A name that is shortened in one way and used in another: 《…条例》（以下简称《规定》）, or 《条例》 for two regulations.

Whether the short form is a good one is not judged, only whether it says what the full name says: the kind of document
at its end is the same, one short form stands for one name, and the name is not shortened further later on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import NotAssessed, Note, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

KIND = Sentence(
    zh="全称“{full}”是{kind}，简称却写作“{short}”", en="“{full}” is a {kind}, and is shortened to “{short}”"
)
TWICE = Sentence(
    zh="“{short}”前面已作“{first}”的简称，这里又作“{full}”的简称",
    en="“{short}” already stands for “{first}”, here for “{full}”",
)
FIRST = Sentence(zh="前面在这里约定", en="introduced here before")
OTHERWISE = Sentence(
    zh="前面约定“{full}”简称“{short}”，这里写作“{used}”", en="“{full}” was to be “{short}”; here it is “{used}”"
)
NONE = Sentence(zh="没有约定简称", en="no short form is introduced")


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """introductions: find where a short form is introduced; groups `full` and `short`.

    kinds: the words a document's name ends with that say what it is. uses: find later uses; group `used`.
    """

    introductions: tuple[Pattern, ...]
    kinds: tuple[str, ...]
    uses: Pattern


class _Name(NamedTuple):
    full: str
    short: str
    place: Span


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each short form that is not that of its name."""
    names = sorted(_names(content, parameters), key=lambda name: name.place)
    if not names:
        yield NotAssessed(NONE())
        return
    introduced: dict[str, _Name] = {}
    for name in names:
        kind, short_kind = (_kind(text, parameters.kinds) for text in (name.full, name.short))
        if kind and short_kind and kind != short_kind:
            yield Observation(KIND(full=name.full, kind=kind, short=name.short), name.place)
        first = introduced.setdefault(name.short, name)
        if first.full != name.full and not _part(first.full, name.full) and not _part(name.full, first.full):
            message = TWICE(short=name.short, first=first.full, full=name.full)
            yield Observation(message, name.place, notes=(Note(FIRST(), first.place),))
    yield from _shortened(content, parameters, list(introduced.values()))


def _names(content: Content, parameters: Parameters) -> Iterator[_Name]:
    for pattern in parameters.introductions:
        for match in pattern.finditer(content.text):
            if not content.copied(match.start()):
                yield _Name(match["full"], match["short"], Span(*match.span("short")))


def _kind(name: str, kinds: Sequence[str]) -> str:
    return next((kind for kind in kinds if name.endswith(kind)), "")


def _part(short: str, full: str) -> bool:
    """Tell whether the characters of one name stand in the other, in their order."""
    rest = iter(full)
    return all(char in rest for char in short)


def _shortened(content: Content, parameters: Parameters, names: Sequence[_Name]) -> Iterator[Observation]:
    """Yield the first use of each name in a form that is shorter than the one introduced, or another as short."""
    told: set[tuple[str, str]] = set()
    shorts = {name.short for name in names}
    for match in parameters.uses.finditer(content.text):
        used = match["used"]
        if used in shorts or content.copied(match.start()):
            continue
        meant = [name for name in names if name.place.end <= match.start() and _may_mean(used, name, parameters.kinds)]
        if len(meant) == 1 and (used, meant[0].full) not in told:
            told.add((used, meant[0].full))
            span = Span(*match.span("used"))
            message = OTHERWISE(full=meant[0].full, short=meant[0].short, used=quoted(content, span))
            yield Observation(message, span, notes=(Note(FIRST(), meant[0].place),))


def _may_mean(used: str, name: _Name, kinds: Sequence[str]) -> bool:
    return (
        len(used) <= len(name.short) and _kind(used, kinds) == _kind(name.full, kinds) != "" and _part(used, name.full)
    )
