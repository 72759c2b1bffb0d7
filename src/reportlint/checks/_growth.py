"""Growth that a sentence states with both its numbers: 增加23件，增长21.9%; 由1006项减少到434项，减少56.9%.

The part of `percentage` that reads changes over time. Only where the present number and the earlier one (or the
difference) stand in the same sentence and are of one unit; what is wrong with them is not decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportlint.text.expressions import Expression
from reportlint.text.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.quantities import Quantity

_THEN = r"(?:上一?年(?:度|同期)?|去年(?:同期)?|(?:19|20)[0-9]{2}年(?:度|同期)?)"
_GROWS = r"(?:增长|增加|增幅|提高|上升)"
_FALLS = r"(?:减少|下降|降低|降幅|压缩|精简)"

# between the numbers: {now}，比上年增加{change}; {now}，较上年（{then}）; {now}，比2016年的{then}; 由{then}减少到{now}
_CHANGE_OF_NOW = Expression(rf"，?[比较]{_THEN}(?:(?P<up>增加)|(?P<down>减少))了?")
_THEN_OF_NOW = Expression(rf"，?(?:[比较与同]){_THEN}(?:的|（|是|为)?")
_CHANGE_OF_THEN = Expression(r"）?(?:(?P<up>增加)|(?P<down>减少))了?")
_FROM = Expression(r"[由从](?:原来|原先|上年|去年|年初)?的?\Z")
_TO = Expression(rf"[^，。；：0-9]{{0,4}}(?:(?P<up>{_GROWS})|(?P<down>{_FALLS}))[到至为]")
_BEFORE_THEN = Expression(rf"[比较]{_THEN}的\Z")
_REACHES = Expression(r"，(?:达到?|增加到|上升到|减少到|为)")

# before the percentage
_GROWTH = Expression(
    rf"[，）]?(?:相比，?)?(?:同比)?(?:(?P<up>{_GROWS})|(?P<down>{_FALLS}))(?:幅度)?(?:了|达到?|为|约|率为)?"
)


class Growth(NamedTuple):
    """A change in per cent: `ratios` holds what it may be by the numbers given, `then` and `now` stand in the sentence."""

    share: Quantity
    then: Quantity
    now: Quantity
    ratios: tuple[Interval, ...]


def growths(text: str, numbers: Sequence[Quantity]) -> Iterator[Growth]:
    """Yield the changes of one sentence whose numbers are all there; `numbers` are its quantities in order."""
    for index, share in enumerate(numbers):
        if share.unit != "%" or index == 0:
            continue
        last = numbers[index - 1]
        said = _GROWTH.fullmatch(text, last.span.end, share.number.start)
        if said is None:
            continue
        before = numbers[max(0, index - 3) : index]
        after = numbers[index + 1] if index + 1 < len(numbers) else None
        found = _read(text, before, share, after, falls=said["down"] is not None)
        if found is not None:
            yield found


def _read(
    text: str, before: Sequence[Quantity], share: Quantity, after: Quantity | None, *, falls: bool
) -> Growth | None:
    last, previous = before[-1], before[-2] if len(before) > 1 else None
    if previous is not None and previous.unit == last.unit != "%":
        between = text[previous.span.end : last.span.start]
        change = _CHANGE_OF_NOW.fullmatch(between)
        if change is not None:  # 128件，比上年增加23件，增长21.9%
            return _by_change(share, previous, last, falls=falls) if bool(change["down"]) == falls else None
        if _THEN_OF_NOW.fullmatch(between):  # 1028件，较上年（863件）增长19.1%
            return _by_both(share, last, previous, falls=falls)
        step = _TO.fullmatch(between)
        if step is not None and _FROM.search(text, max(0, previous.span.start - 6), previous.span.start):
            return _by_both(share, previous, last, falls=falls) if bool(step["down"]) == falls else None
        change = _CHANGE_OF_THEN.fullmatch(between)
        if change is not None and len(before) > 2 and before[-3].unit == last.unit:
            # 312条，比2016年的286条增加26条，增幅9.1%
            now = before[-3]
            if _THEN_OF_NOW.fullmatch(text, now.span.end, previous.span.start) and bool(change["down"]) == falls:
                both, step_ = _by_both(share, previous, now, falls=falls), _ratio(last.value, previous.value)
                return both._replace(ratios=(*both.ratios, step_)) if both else None
            return None
    reaches = (
        after is not None and after.unit == last.unit and _REACHES.fullmatch(text, share.span.end, after.span.start)
    )
    if after is not None and reaches and _BEFORE_THEN.search(text, max(0, last.span.start - 12), last.span.start):
        return _by_both(share, last, after, falls=falls)  # 较上年的3720条增长12.5%，达到4186条
    return None


def _by_change(share: Quantity, now: Quantity, change: Quantity, *, falls: bool) -> Growth | None:
    then = now.value + change.value if falls else now.value - change.value
    if then.low <= 0:
        return None
    return Growth(share, change, now, (_ratio(change.value, then),))


def _by_both(share: Quantity, then: Quantity, now: Quantity, *, falls: bool) -> Growth | None:
    change = then.value - now.value if falls else now.value - then.value
    if then.value.low <= 0 or change.low <= 0:  # the numbers contradict the word: which is wrong cannot be told
        return None
    return Growth(share, then, now, (_ratio(change, then.value),))


def _ratio(part: Interval, whole: Interval) -> Interval:
    return Interval(part.low * 100 / whole.high, part.high * 100 / whole.low)
