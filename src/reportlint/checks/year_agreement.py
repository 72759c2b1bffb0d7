"""Title, statistics period and table captions name different years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.finding import NotAssessed, Note, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.packs.schema import Pack

DISAGREE = Sentence(
    zh="{where}写的是{year}年，{other}写的是{other_year}年", en="{where} says {year}, {other} says {other_year}"
)
HERE = Sentence(zh="{other}：{other_year}年", en="{other}: {other_year}")
TOO_FEW = Sentence(
    zh="题名、统计期限、表题中写明年份的不足两处", en="fewer than two of title, period and caption name a year"
)

_WORDS = {"title": "题名", "period": "统计期限", "caption": "表题"}


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each place that names another year than the weightiest one."""
    told = [item for item in content.years.evidence if item.source in _WORDS and not content.copied(item.span.start)]
    if len(told) < 2:
        yield NotAssessed(TOO_FEW())
        return
    first = told[0]
    for item in told[1:]:
        if item.year != first.year:
            other = _WORDS[first.source]
            yield Observation(
                DISAGREE(where=_WORDS[item.source], year=item.year, other=other, other_year=first.year),
                item.span,
                notes=(Note(HERE(other=other, other_year=first.year), first.span),),
            )
