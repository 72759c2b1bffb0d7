"""A share in the text (`…件，占37.5%`) that does not follow from the numbers beside it, at the printed precision."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._places import quoted
from reportlint.finding import Evidence, NotAssessed, Note, Observation, Sentence, Value
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.quantities import Quantity
    from reportlint.packs.schema import Pack

WRONG = Sentence(
    zh="“{part}”占“{whole}”的 {right}%，这里写的是 {printed}%", en="“{part}” is {right}% of “{whole}”, not {printed}%"
)
PART = Sentence(zh="部分：{part}", en="part: {part}")
WHOLE = Sentence(zh="整体：{whole}", en="whole: {whole}")
NO_SHARE = Sentence(zh="正文没有能够验算的占比", en="the text gives no share that can be recomputed")

# the words between a part and its share: `，占总数的`, `，占比`, `（占申请总量的`
_SHARE = Expression(r"[，（、]?约?(?:占比?|所占比例|占到?)[^，。；：（）0-9%]{0,14}\Z")

_REACH = 200  # numbers of the paragraph before a share among which its whole may be


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each share that fits none of the wholes it may refer to."""
    assessed = False
    for paragraph in content.prose:
        numbers = content.quantities.inside(paragraph)
        for index, share in enumerate(numbers):
            if share.unit != "%" or content.copied(share.span.start):
                continue
            before = numbers[max(0, index - _REACH) : index]
            part = next((q for q in reversed(before) if q.unit != "%"), None)
            if part is None or not _SHARE.fullmatch(content.text, part.span.end, share.number.start):
                continue
            wholes = _wholes(before, part)
            if not wholes:
                continue
            assessed = True
            if not any(_ratio(part.value, whole.value).meets(share.value) for whole in wholes):
                yield _wrong(content, part, wholes[-1], share)
    if not assessed:
        yield NotAssessed(NO_SHARE())


def _wholes(before: Sequence[Quantity], part: Quantity) -> list[Quantity]:
    """Return the earlier numbers of the same unit that are large enough to be the whole."""
    return [q for q in before if q is not part and q.unit == part.unit and q.value.low >= part.value.high > 0]


def _ratio(part: Interval, whole: Interval) -> Interval:
    return Interval(part.low * 100 / whole.high, part.high * 100 / whole.low)


def _wrong(content: Content, part: Quantity, whole: Quantity, share: Quantity) -> Observation:
    part_text, whole_text = (quoted(content, q.span) for q in (part, whole))
    places = Decimal(1).scaleb(share.printed.as_tuple().exponent)  # type: ignore[arg-type]
    right = (part.printed * 100 / whole.printed).quantize(places)
    return Observation(
        WRONG(part=part_text, whole=whole_text, right=right, printed=share.printed),
        Span(share.span.start, share.span.end),
        notes=(Note(PART(part=part_text), part.span), Note(WHOLE(whole=whole_text), whole.span)),
        evidence=Evidence(
            f"{share.printed}%",
            f"{right}%",
            "",
            (
                Value("", "share", str(share.printed), share.span),
                Value("", "part", str(part.value), part.span),
                Value("", "whole", str(whole.value), whole.span),
            ),
        ),
    )
