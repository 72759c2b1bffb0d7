"""A percentage in the text that does not follow from the numbers beside it, at the printed precision.

Shares (`…件，占37.5%`), rates (`办结39件，办结率97.5%`) and growth (`比上年增加23件，增长21.9%`). A percentage that fits any
number it may refer to is right; one that fits none is reported only where what it refers to is certain.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._growth import growths
from reportlint.checks._places import quoted
from reportlint.checks._shares import Shares
from reportlint.finding import Evidence, NotAssessed, Note, Observation, Sentence, Value
from reportlint.positions import Span
from reportlint.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.checks._growth import Growth
    from reportlint.checks._shares import Base
    from reportlint.draft.content import Content
    from reportlint.draft.quantities import Quantity
    from reportlint.packs.schema import Pack

WRONG = Sentence(
    zh="“{part}”占“{whole}”的 {right}%，这里写的是 {printed}%", en="“{part}” is {right}% of “{whole}”, not {printed}%"
)
GREW = Sentence(
    zh="按“{then}”和“{now}”计算，变化幅度是 {right}%，这里写的是 {printed}%",
    en="by “{then}” and “{now}” the change is {right}%, not {printed}%",
)
PART = Sentence(zh="部分：{part}", en="part: {part}")
WHOLE = Sentence(zh="整体：{whole}", en="whole: {whole}")
NUMBER = Sentence(zh="数字：{number}", en="number: {number}")
NO_SHARE = Sentence(zh="正文没有能够验算的占比", en="the text gives no share that can be recomputed")
UNSURE = Sentence(
    zh="有{count}处占比不能确定是占哪个数的，没有验算",
    en="of {count} percentages it is not certain what they are a share of",
)


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each percentage that fits none of the numbers it may refer to."""
    assessed, unsure = False, 0
    shares = Shares(content)
    for paragraph in content.prose:
        for found in shares.read(paragraph):
            if not found.fits and found.whole is None:
                unsure += bool(found.wholes)
                continue
            assessed = True
            if not found.fits and found.whole is not None:
                yield _wrong(content, found.part, found.whole, found.share)
        for sentence in sentences(content.text, paragraph):
            for growth in growths(content.text, content.quantities.inside(sentence)):
                assessed = True
                right = any(ratio.meets(growth.share.value) for ratio in growth.ratios)
                if not right and not content.copied(growth.share.span.start):
                    yield _grew(content, growth)
    if unsure:
        yield NotAssessed(UNSURE(count=unsure))
    elif not assessed:
        yield NotAssessed(NO_SHARE())


def _wrong(content: Content, part: Quantity, whole: Base, share: Quantity) -> Observation:
    part_text, whole_text = (quoted(content, span) for span in (part.span, whole.span))
    right = (part.printed * 100 / whole.printed).quantize(_places(share))
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


def _grew(content: Content, growth: Growth) -> Observation:
    share, numbers = growth.share, (growth.then, growth.now)
    then, now = (quoted(content, number.span) for number in numbers)
    first = growth.ratios[0]
    right = ((first.low + first.high) / 2).quantize(_places(share))
    return Observation(
        GREW(then=then, now=now, right=right, printed=share.printed),
        Span(share.span.start, share.span.end),
        notes=tuple(Note(NUMBER(number=quoted(content, number.span)), number.span) for number in numbers),
        evidence=Evidence(
            f"{share.printed}%",
            f"{right}%",
            "",
            (
                Value("", "growth", str(share.printed), share.span),
                *(Value("", "number", str(number.value), number.span) for number in numbers),
            ),
        ),
    )


def _places(share: Quantity) -> Decimal:
    """Return the last decimal place that a percentage prints."""
    return Decimal(1).scaleb(share.printed.as_tuple().exponent)  # type: ignore[arg-type]
