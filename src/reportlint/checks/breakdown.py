"""A breakdown in prose that does not add up to its total: `共8007条，其中：文件53件、规划465条……其他912条`.

A list is *exhaustive* when its last part is 其他 or 其余, when it says 分别为, or when the pack knows the parts as a
partition of the total. An exhaustive list must meet its total. Any list must not exceed it. A list that is neither,
but stops just short of its total, is asked about. A list whose beginning already meets the total is right: what
follows is something else, or another split of the same total. Parts that may overlap by nature (one item published
through several channels) are known to the pack by an inequality, or by their labels; they are never added up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from reportlint.checks._places import quoted, within
from reportlint.checks.formula import Partition, partitions
from reportlint.finding import Evidence, NotAssessed, Note, Observation, Sentence, Severity, Value
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.intervals import Interval, total
from reportlint.text.patterns import Pattern  # noqa: TC001
from reportlint.text.sentences import brackets, gaps, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.quantities import Quantity
    from reportlint.packs.schema import Pack

BROKEN = Sentence(
    zh="分项之和不等于总数：总数 {total}，各分项之和 {sum}（{sums}），相差 {difference}",
    en="the parts do not make the total: total {total}, sum of the parts {sum} ({sums}), difference {difference}",
)
OVER = Sentence(
    zh="分项之和超过总数：总数 {total}，各分项之和 {sum}（{sums}），多出 {difference}",
    en="the parts exceed the total: total {total}, sum of the parts {sum} ({sums}), {difference} too many",
)
SHORT = Sentence(
    zh="分项之和比总数少 {difference}：总数 {total}，各分项之和 {sum}（{sums}）。是否漏列了分项，或者有一个数写错？",
    en="the parts fall {difference} short: total {total}, sum {sum} ({sums}). Is a part missing, or a number wrong?",
)
PART = Sentence(zh="分项 {text}", en="part {text}")
TANGLED = Sentence(
    zh="有一段的数字和列举太多，没有全部核对", en="a paragraph has too many numbers and lists to compare them all"
)
NOTHING = Sentence(zh="正文没有带总数的分项列举", en="the text has no total with a list of parts")

# how a list is tied to the total before it
_LINK = Expression(
    r"(?:[^，。；：（）、0-9\n]{0,8})?(?:"
    r"[，。；：、（]?(?:其中|主要)?(?P<equal>分别(?:为|是))[：，]?"
    r"|[，。；：、]?(?:其中|主要包括|包括|包含)(?:包括)?[：，]?"
    r"|：(?!\d)"
    r"|(?P<bracket>（)(?:其中|包括|主要包括|包含)?[：，]?)"
)
_REST = Expression(r"其[他它余]")
_OPEN_END = Expression(r"[等](?:[，。；、）\n]|\Z)")
_LAST_WORDS = Expression(r"(?:其中|包括|分别为)?([^，。；：、（）\n]*)\Z")
_REACH = 30  # characters
_NESTED = Expression(r"其中|包括|分别为")
_NEW_TOTAL = Expression(r"(?:共计?|合计|总计|累计)\Z|另[有外]|此外")
_LISTED = frozenset("、")
_COMPARISON = Expression(r"增加|减少|增长|下降|同比|上年|去年|提高|占|较|人均|平均|满分|第\Z")
_NO_COUNT = frozenset(("%", "‰", "个百分点", "倍", "天", "年", "个月", "小时", "分钟", "个工作日"))
_ALMOST = Decimal("0.03")  # of the total: a shortfall this small is asked about …
_ALMOST_LEAST = 2  # … and so is one of two
_OVERLAP = 2  # parts that are channels: what they publish may be the same
_REACH = 4000  # characters behind a total in which its list stands
_ROOM = 100  # numbers that may be looked at, for each number of a paragraph: more is no prose
_LONG = 6  # parts: a list this long that reaches half of its total means to be complete


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """overlapping: labels of parts that may count the same thing twice (channels of publication)."""

    overlapping: tuple[Pattern, ...] = ()


class _Part(Struct, frozen=True):
    quantity: Quantity
    label: str
    stops_before: bool  # a semicolon stands before it


class _Region(NamedTuple):
    """Where a list may stand; equal: it says 分别为."""

    span: Span
    equal: bool


class _List(Struct, frozen=True):
    whole: Quantity
    parts: list[_Part]
    exhaustive: bool
    open_end: bool


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation for each list that is wrong."""
    names = {fact.span.start: fact.name for fact in content.facts.all if fact.origin == "prose"}
    known = partitions(pack)
    lists = 0
    for paragraph in content.prose:
        numbers = content.quantities.inside(paragraph)
        room = _ROOM * (len(numbers) + _ROOM)
        for index, whole in enumerate(numbers):
            if whole.unit in _NO_COUNT or content.copied(whole.span.start):
                continue
            region = _region(content.text, paragraph, whole)
            if region is None:
                continue
            inside = content.quantities.inside(region.span)
            room -= index + len(inside)
            if room < 0:
                yield NotAssessed(TANGLED())
                break
            found = _list(content, region, inside, whole)
            if found is None:
                continue
            lists += 1
            seen = _judge(content, found, parameters, known, names)
            if seen:
                yield seen
    if not lists:
        yield NotAssessed(NOTHING())


def _region(text: str, paragraph: Span, whole: Quantity) -> _Region | None:
    """Return where the list that is tied to a total may stand: the rest of the sentence, or the brackets behind it."""
    link = _LINK.match(text, whole.span.end, paragraph.end)
    if link is None or (text[whole.span.start - 1 : whole.span.start] in _LISTED and "。" in link[0]):
        return None
    end = min(paragraph.end, link.end() + _REACH)
    if link["bracket"]:
        group = next(brackets(text, Span(link.start("bracket"), end)), None)
        return _Region(Span(link.end(), group.end - 1), bool(link["equal"])) if group else None
    sentence = next(sentences(text, Span(link.end(), end)), None)
    if sentence is None or (sentence.end == end < paragraph.end):  # none, or no end in reach
        return None
    return _Region(sentence, bool(link["equal"]))


def _list(content: Content, region: _Region, inside: Sequence[Quantity], whole: Quantity) -> _List | None:
    """Read the list in a region, or return None when it has fewer than two parts."""
    text = content.text
    parts = list(_parts(text, region.span, inside))
    if len(parts) < 2:
        return None
    tail = text[parts[-1].quantity.span.end : region.span.end + 1]
    return _List(whole, parts, region.equal, bool(_OPEN_END.match(tail)))


def _parts(text: str, region: Span, numbers: Sequence[Quantity]) -> Iterator[_Part]:
    """Yield the parts of a list: numbers outside brackets, up to where the list becomes running text again.

    What follows a second 其中, up to the next semicolon, breaks down the part before it and is left out.
    """
    holes = list(brackets(text, region))
    cursor, count, nested = region.start, 0, False
    for quantity in numbers:
        if within(Span(quantity.span.start, quantity.span.start + 1), holes):
            continue
        label = _without(text, Span(cursor, quantity.span.start), holes)
        if count and (_NEW_TOTAL.search(label) or sum(map(label.count, "，；。")) > 1):
            return
        cursor = quantity.span.end
        stops = "；" in label or "。" in label
        nested = (nested and not stops) or bool(count and _NESTED.search(label))
        if not nested and quantity.unit not in _NO_COUNT and not _COMPARISON.search(label):
            yield _Part(quantity, label, stops and count > 0)
            count += 1


def _without(text: str, span: Span, holes: Sequence[Span]) -> str:
    first, last = bisect_right(holes, span.start, key=itemgetter(1)), bisect_left(holes, span.end, key=itemgetter(0))
    return "".join(text[gap.start : gap.end] for gap in gaps(span, holes[first:last]))


def _judge(
    content: Content,
    found: _List,
    parameters: Parameters,
    known: Sequence[Partition],
    names: dict[int, str],
) -> Observation | None:
    whole, parts = found.whole, found.parts
    target = whole.value
    if _meets_somewhere(target, parts) or _splits_another(content, found):
        return None
    partition = next((p for p in known if p.total == names.get(whole.span.start)), None)
    overlapping = sum(any(p.search(part.label) for p in parameters.overlapping) for part in parts)
    if partition:
        named = [part for part in parts if names.get(part.quantity.span.start) in partition.parts]
        if not partition.exact and (named or overlapping):
            return None
        made = _made(content, partition, named, names) if partition.exact else None
        if made is not None:
            return None if made.meets(target) else _observation(content, whole, named, BROKEN, None)
    doubtful = Severity.INFO if overlapping >= 2 else None
    last = next((i for i, part in enumerate(parts) if _REST.search(part.label)), None)
    if last is not None and last >= 1:
        same = [part for part in parts[: last + 1] if _same_unit(part, whole)]
        if len(same) < 2 or _sum(same).meets(target):
            return None
        cap = doubtful if _sum(same).low > target.high else None
        return _observation(content, whole, parts[: last + 1], BROKEN, cap)
    parts = _leading(parts, whole)
    if len(parts) < 2:
        return None
    if found.exhaustive and len(parts) == len(found.parts):
        return _observation(content, whole, parts, BROKEN, None)
    added = _sum(parts)
    if added.low > target.high:
        overlap = sum(any(p.search(part.label) for p in parameters.overlapping) for part in parts)
        return None if overlap >= _OVERLAP else _observation(content, whole, parts, OVER, None)
    mixed = len(parts) < len([part for part in found.parts if not part.stops_before])
    if found.open_end or mixed or target.low <= 0 or not _almost(target, added, len(parts)):
        return None
    return _observation(content, whole, parts, SHORT, Severity.WARNING)


def _made(content: Content, partition: Partition, named: Sequence[_Part], names: dict[int, str]) -> Interval | None:
    """Return what a partition makes: parts that the list does not name come from the table; None without them."""
    told = {names[part.quantity.span.start] for part in named}
    rest = [content.facts.table(name) for name in partition.parts - told]
    if len(named) < 2 or any(fact is None for fact in rest):
        return None
    return _sum(named) + total(fact.value for fact in rest if fact)


def _leading(parts: Sequence[_Part], whole: Quantity) -> list[_Part]:
    """Return the parts up to the first semicolon or the first part of another unit."""
    kept: list[_Part] = []
    for part in parts:
        if part.stops_before or not _same_unit(part, whole):
            break
        kept.append(part)
    return kept


def _same_unit(part: _Part, whole: Quantity) -> bool:
    return part.quantity.unit in (whole.unit, "") or whole.unit == ""


def _meets_somewhere(target: Interval, parts: Sequence[_Part]) -> bool:
    """Tell whether the list, or a beginning of at least two parts of it, makes the total."""
    sums = list(accumulate(part.quantity.value for part in parts))
    return any(added.meets(target) for added in sums[1:])


def _splits_another(content: Content, found: _List) -> bool:
    """Tell whether the list makes an earlier number of the same paragraph: it then splits that one."""
    paragraph = content.paragraph_at(found.whole.span.start)
    before = content.quantities.inside(Span(paragraph.start, found.whole.span.start))
    added = _sum(found.parts)
    return any(q.unit == found.whole.unit and q.value.meets(added) for q in before)


def _sum(parts: Sequence[_Part]) -> Interval:
    return total(part.quantity.value for part in parts)


def _almost(target: Interval, added: Interval, count: int) -> bool:
    short = target.low - added.high
    limit = max(Decimal(_ALMOST_LEAST), target.low * _ALMOST)
    return 0 < short <= limit < added.low or (count >= _LONG and added.high * 2 >= target.low)


def _observation(
    content: Content, whole: Quantity, parts: Sequence[_Part], sentence: Sentence, cap: Severity | None
) -> Observation:
    added = _sum(parts)
    shown = [str(part.quantity.printed) for part in parts]
    sums = "+".join(shown) if len(shown) <= 12 else f"{'+'.join(shown[:4])}+……+{shown[-1]}，共{len(shown)}项"
    low, high = whole.value.low - added.high, whole.value.high - added.low
    difference = abs(low) if abs(low) <= abs(high) else abs(high)
    return Observation(
        sentence(total=whole.value, sum=added, sums=sums, difference=difference),
        whole.span,
        notes=tuple(
            Note(PART(text=_words(content, part.quantity) + quoted(content, part.quantity.span)), part.quantity.span)
            for part in parts[:12]
        ),
        evidence=Evidence(
            str(whole.value),
            str(added),
            sums,
            (
                Value("", _words(content, whole), str(whole.value), whole.span),
                *(Value("", _words(content, p.quantity), str(p.quantity.value), p.quantity.span) for p in parts),
            ),
        ),
        at_most=cap,
    )


def _words(content: Content, quantity: Quantity) -> str:
    """Return the last words before a number, which say what it counts, as the draft writes them."""
    start = content.paragraph_at(quantity.span.start).start
    words = _LAST_WORDS.search(content.text, max(start, quantity.span.start - _REACH), quantity.span.start)
    return quoted(content, Span(words.start(1), words.end(1))) if words and words[1] else ""
