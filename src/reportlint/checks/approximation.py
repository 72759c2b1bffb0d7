"""A number that is approximate twice over (约113万余条), or exact and open at once (755多条).

One word of approximation is enough; 余 and 多 stand behind a round number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.quantities import Quantity
    from reportlint.finding import NotAssessed
    from reportlint.packs.schema import Pack

TWICE = Sentence(zh="“{text}”用了两个表示约数的词，保留一个即可", en="“{text}” is approximate twice over")
EXACT = Sentence(
    zh="“{text}”的数已精确到个位，后面不应再加“{word}”",
    en="“{text}” gives an exact number: “{word}” does not go with it",
)


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters: the words of approximation are known to whoever reads quantities."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each such number of the prose."""
    for quantity in content.quantities:
        if content.skips(quantity.span) or content.copied(quantity.span.start):
            continue
        text = quoted(content, quantity.span)
        if quantity.doubly and not _is_vague(content.text, quantity):
            yield Observation(TWICE(text=text), quantity.span)
        elif word := _open_end(content.text, quantity):
            yield Observation(EXACT(text=text, word=word), quantity.span)


def _is_vague(text: str, quantity: Quantity) -> bool:
    """Tell whether the number names no digit: 不下几十次 says less than 几十次, not the same."""
    return text[quantity.number.start] in "几数"


def _open_end(text: str, quantity: Quantity) -> str:
    """Return the 余 or 多 right behind digits that go down to the last one; "" when there is none."""
    numeral = text[quantity.number.start : quantity.number.end].replace(",", "")
    exact = numeral.isdigit() and len(numeral) > 1 and numeral[-1] != "0"
    word = text[quantity.number.end : quantity.number.end + 1]
    return word if exact and word in {"余", "多"} else ""
