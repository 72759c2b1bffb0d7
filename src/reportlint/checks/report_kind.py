"""The draft is another kind of report than the one it is checked as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.finding import NotAssessed, Observation, Sentence
from reportlint.packs.select import evidence
from reportlint.positions import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

KIND = Sentence(
    zh="本稿像是{is_kind}（依据：{why}），不是{expected}。如果本来就要提交{is_kind}，请加 --pack {pack}",
    en="this draft looks like {is_kind} ({why}), not {expected}. If that is what it should be: --pack {pack}",
)
NAMED = Sentence(zh="文种由用户用 --pack 指定", en="the user named the kind with --pack")
WHOLE_REPORT = True


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """expected: the kind of report that offices file here. A pack that the user named is never questioned."""

    expected: str


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation when the draft itself, and not the user, speaks for the pack."""
    if content.named:
        yield NotAssessed(NAMED())
        return
    points, why = evidence(pack, content)
    if not points:
        return
    first = content.title or (content.prose[0] if content.prose else None)
    span = Span(first.start, min(first.end, first.start + 60)) if first else None
    yield Observation(KIND(is_kind=pack.title, expected=parameters.expected, pack=pack.name, why=why), span)
