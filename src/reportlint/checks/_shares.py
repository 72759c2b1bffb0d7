"""Shares in running text and what they are shares of: `网络申请30件，占37.5%`, `办结39件，办结率97.5%`.

The part of `percentage` that reads. The whole of a share is the number that its own words name (占申请总数40件的, 占总数的),
that its sentence names (新增信息中，…), that the other shares of the same list agree on, or the only number that can be
meant. A sibling part is never the whole. Where two numbers might be, the share has no known whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reportlint.checks._lists import CHANGE, carried, words_before
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from reportlint.draft.content import Content
    from reportlint.draft.quantities import Quantity

# the words between a part and its share: `，占总数的`, `，占比`, `（占申请总量的`
_SHARE = Expression(r"[，（、]?约?(?:占比?|所占比例|占到?)(?P<name>[^，。；：（）0-9%]{0,14})")
# between a part and a whole that stands in the words of the share: 占申请总数（40件）的, 占制发总数15件的, 完成任务1500条的
_OF = Expression(
    r"[，（、]?约?占[^，。；：（）0-9]{0,14}（?|(?:，(?:同比|比|较)[^，。；]{0,30})?，?完成[^，。；：（）0-9]{0,12}"
)
_OF_END = Expression(r"）?的约?")
# a rate of the number before: ，办结率, ，按时办结率达, 件办理结果全文公开，公开率
_RATE = Expression(r"(?P<words>[^，。；0-9]{0,12})，(?P<name>[^，。；、0-9]{2,8})率(?:达到?|为|约|是)?")
_TAKEN_IN = Expression(r"收到|受理|接到|接收|承办|收办|应办|交办|登记|合计|共计|总计")
_IN_TIME = Expression(r"按[时期]|依法|及时")
_EMPTY = Expression(r"[的约达为了到共]|总数|总量|总体|全部|所有|比例|比重|数量")  # what names nothing in 占…的
_OF_KIND = Expression(r"政府|信息|申请|公开")
_TOPIC = Expression(r"在?(?P<name>[^，。；：、（）0-9\n]{2,12}?)中[，：]")
_TOTAL_BEHIND = Expression(
    r"[，。；](?:以上|上述)?(?:[两二三四五六七八九十](?:类|项|者|种|部分))?(?:合计|共计|总计)为?\Z"
)
_LISTED = Expression(r"[；、]")  # between two parts of one list
_BREAK = Expression(r"。|其中")
_REACH = 200  # numbers of the paragraph before a share among which its whole may be
_NEAR = 40  # … and among which it is looked for when the share fits none
_SIBLINGS = 8  # shares on each side that are compared
_NEAR_TOTAL = 16  # characters before a total that may say so
_AGREE = 2  # siblings that must agree on a whole from elsewhere in the draft


class Base(NamedTuple):
    """A number that is a whole: its value and place."""

    value: Interval
    printed: Decimal
    span: Span


class Share(NamedTuple):
    """A share, its part, the whole if it is known, and every number it may be a share of."""

    share: Quantity
    part: Quantity
    whole: Base | None
    wholes: list[Interval]

    @property
    def fits(self) -> bool:
        """Tell whether the share follows from one of the numbers it may be a share of."""
        known = [self.whole.value] if self.whole else []
        return any(ratio(self.part.value, value).meets(self.share.value) for value in [*self.wholes, *known])


class Shares:
    """The shares of a draft; numbers elsewhere in the draft are looked up by unit."""

    def __init__(self, content: Content) -> None:
        self._content = content
        places: dict[str, dict[Decimal, Base]] = {}
        for q in content.quantities:
            places.setdefault(q.unit, {}).setdefault(q.value.low, Base(q.value, q.printed, q.span))
        for fact in content.facts.all:
            if fact.origin == "table" and fact.value.is_exact:
                unit = fact.unit or (fact.cell.value.unit if fact.cell else "")
                base = Base(fact.value, fact.value.low, fact.span)
                for name in {unit, ""}:
                    places.setdefault(name, {}).setdefault(fact.value.low, base)
        self._places = places
        self._sorted = {unit: sorted(values) for unit, values in places.items()}

    def read(self, paragraph: Span) -> Iterator[Share]:
        """Yield the shares of a paragraph, in order; where nothing in it can be the whole, `wholes` is empty."""
        numbers = self._content.quantities.inside(paragraph)
        pairs = list(self._pairs(numbers))
        parts = {part.span.start for _, part, _ in pairs}
        for index, share in enumerate(numbers):
            if share.unit == "%" and not self._content.copied(share.span.start):
                before = numbers[max(0, index - _REACH) : index]
                stated = self._explicit(before, share) or self._rate(before, share)
                if stated:
                    yield stated
        for at, (index, part, name) in enumerate(pairs):
            if self._content.copied(numbers[index].span.start):
                continue
            before = numbers[max(0, index - _REACH) : index]
            wholes = [q for q in before if q is not part and _may_be_whole(q, part)]
            behind = self._behind(numbers, index, part)
            heads = [q for q in wholes[-_NEAR:] if q.span.start not in parts and self._is_total(q)]
            if behind:
                heads.append(behind)
            found = Share(numbers[index], part, None, [q.value for q in [*wholes, *heads]])
            if found.fits:
                yield found
                continue
            siblings = [(numbers[i], p) for i, p in self._siblings(pairs, at, numbers)]
            whole = self._whole(paragraph, found, heads, siblings, name, parts)
            yield found._replace(whole=whole)

    def _pairs(self, numbers: Sequence[Quantity]) -> Iterator[tuple[int, Quantity, str]]:
        """Yield the place of each share that says 占, with its part and what the words say it is a share of."""
        part: Quantity | None = None
        for index, number in enumerate(numbers):
            if number.unit != "%":
                part = number
            elif part is not None:
                said = _SHARE.fullmatch(self._content.text, part.span.end, number.number.start)
                if said is not None:
                    yield index, part, _EMPTY.sub("", said["name"])

    def _explicit(self, before: Sequence[Quantity], share: Quantity) -> Share | None:
        """Read `10件，占申请总数（40件）的35%`."""
        text = self._content.text
        counted = [q for q in before[-4:] if q.unit != "%"]
        if len(counted) < 2 or counted[-1] is not before[-1]:
            return None
        part, whole = counted[-2:]
        if part.unit != whole.unit or not _OF_END.fullmatch(text, whole.span.end, share.number.start):
            return None
        if whole.value.low <= 0 or not _OF.fullmatch(text, part.span.end, whole.span.start):
            return None
        return Share(share, part, Base(whole.value, whole.printed, whole.span), [])

    def _rate(self, before: Sequence[Quantity], share: Quantity) -> Share | None:
        """Read `收到40件，办结39件，办结率97.5%`: the whole is the number right before, taken in or done."""
        text = self._content.text
        counted = [q for q in before if q.unit != "%"]
        if len(counted) < 2 or counted[-1] is not before[-1]:
            return None
        whole, part = counted[-2:]
        said = _RATE.fullmatch(text, part.span.end, share.number.start)
        if said is None or not _may_be_whole(whole, part) or "。" in text[whole.span.end : part.span.start]:
            return None
        name, done = said["name"], _IN_TIME.sub("", said["name"])
        words, taken = words_before(self._content, part) + said["words"], words_before(self._content, whole)
        if not done or done not in words or (name != done and _IN_TIME.sub("", words) == words):
            return None
        if not (_TAKEN_IN.search(taken) or (name != done and done in taken)):
            return None
        wholes = [q.value for q in counted[:-2] if _may_be_whole(q, part)]
        return Share(share, part, Base(whole.value, whole.printed, whole.span), wholes)

    # ---------------------------------------------------------------- the whole of a share

    def _whole(
        self,
        paragraph: Span,
        share: Share,
        heads: Sequence[Quantity],
        siblings: Sequence[tuple[Quantity, Quantity]],
        name: str,
        parts: set[int],
    ) -> Base | None:
        """Return the one number a share can be a share of, None without certainty."""
        text, part = self._content.text, share.part
        every = self._content.sentences
        sentence = every[bisect_right(every, part.span.start, key=itemgetter(0)) - 1]
        topic = _TOPIC.match(text, sentence.start, part.span.start)
        agreed = [q for q in heads if any(_fits(p, q.value, s) for s, p in siblings)]
        if topic:
            named = [q for q in heads if self._named(q, topic["name"])]
            found = _only(named) or _only(agreed)
        elif siblings:
            found = _only(agreed) if agreed else self._elsewhere(part, siblings)
        elif self._known_elsewhere(share):
            found = None
        else:
            found = self._alone(paragraph, sentence, part, heads, parts)
        if found and name and not self._called(found, name):
            return None
        return found

    def _alone(
        self, paragraph: Span, sentence: Span, part: Quantity, heads: Sequence[Quantity], parts: set[int]
    ) -> Base | None:
        """Return the whole of a share without siblings: the only number of its sentence, or of the one it continues."""
        text = self._content.text
        listed = text.find("其中", sentence.start, part.span.start)
        inside = [
            q
            for q in heads
            if q.span.start >= sentence.start
            and not (sentence.start <= listed < q.span.start and _LISTED.search(text, q.span.end, part.span.start))
        ]
        if inside:
            between = self._content.quantities.inside(Span(inside[-1].span.end, part.span.start))
            return None if any(q.span.start in parts for q in between) else _only(inside)
        if listed != sentence.start:
            return None
        head = carried(self._content, paragraph, sentence.start, part.unit)
        return _only([head]) if head in heads and head is not None else None

    def _elsewhere(self, part: Quantity, siblings: Sequence[tuple[Quantity, Quantity]]) -> Base | None:
        """Return the one number of the draft that several siblings agree on."""
        if len(siblings) < _AGREE:
            return None
        ranges = [_range(p, s) for s, p in siblings]
        low, high = max(low for low, _ in ranges), min(high for _, high in ranges)
        found = [base for base in self._between(part.unit, low, high) if base.value.low >= part.value.high]
        return found[0] if len(found) == 1 else None

    def _known_elsewhere(self, share: Share) -> bool:
        """Tell whether a number anywhere in the draft would make the share right."""
        return bool(self._between(share.part.unit, *_range(share.part, share.share)))

    def _between(self, unit: str, low: Decimal, high: Decimal) -> list[Base]:
        """Return at most three numbers of a unit within bounds."""
        values = self._sorted.get(unit, [])
        at = bisect_left(values, low)
        return [self._places[unit][value] for value in values[at : at + 3] if value <= high]

    def _behind(self, numbers: Sequence[Quantity], index: int, part: Quantity) -> Quantity | None:
        """Return the total that stands behind a list: 。两项合计1200条."""
        for whole in numbers[index + 1 : index + 2 * _SIBLINGS]:
            words = _TOTAL_BEHIND.search(self._content.text, whole.span.start - _NEAR_TOTAL, whole.span.start)
            if words and _may_be_whole(whole, part):
                return whole
        return None

    def _siblings(
        self, pairs: Sequence[tuple[int, Quantity, str]], at: int, numbers: Sequence[Quantity]
    ) -> Iterator[tuple[int, Quantity]]:
        """Yield the other shares of the same list: of one unit, and no full stop or 其中 between them."""
        for step in (-1, 1):
            here = at
            while 0 <= here + step < len(pairs) and abs(here - at) < _SIBLINGS:
                left, right = pairs[min(here, here + step)], pairs[max(here, here + step)]
                here += step
                between = numbers[left[0]].span.end, right[1].span.start
                if left[1].unit != right[1].unit or _BREAK.search(self._content.text, *between):
                    break
                yield pairs[here][0], pairs[here][1]

    def _is_total(self, quantity: Quantity) -> bool:
        return not CHANGE.search(words_before(self._content, quantity))

    def _named(self, quantity: Quantity, name: str) -> bool:
        """Tell whether the words before a number hold a name, its characters in order: 新增…信息."""
        words = iter(words_before(self._content, quantity))
        return all(char in words for char in name) or self._ends(quantity, name)

    def _ends(self, quantity: Quantity, name: str) -> bool:
        core = _OF_KIND.sub("", name)
        return bool(core) and words_before(self._content, quantity).endswith(core)

    def _called(self, base: Base, name: str) -> bool:
        """Tell whether a whole bears the name that the share gives it."""
        start = self._content.paragraph_at(base.span.start).start
        return name in self._content.text[max(start, base.span.start - 30) : base.span.end + 10]


def ratio(part: Interval, whole: Interval) -> Interval:
    """Return a part of a whole in per cent."""
    return Interval(part.low * 100 / whole.high, part.high * 100 / whole.low)


def _fits(part: Quantity, whole: Interval, share: Quantity) -> bool:
    return whole.low >= part.value.high > 0 and ratio(part.value, whole).meets(share.value)


def _range(part: Quantity, share: Quantity) -> tuple[Decimal, Decimal]:
    """Return between what the whole of a share must lie."""
    if share.value.low <= 0:
        return part.value.low, part.value.low
    return part.value.low * 100 / share.value.high, part.value.high * 100 / share.value.low


def _only(found: Sequence[Quantity]) -> Base | None:
    """Return the number when all that may be meant are one value."""
    if not found or any(q.value != found[0].value for q in found):
        return None
    return Base(found[-1].value, found[-1].printed, found[-1].span)


def _may_be_whole(whole: Quantity, part: Quantity) -> bool:
    return whole.unit == part.unit and whole.value.low >= part.value.high > 0
