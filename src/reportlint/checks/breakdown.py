"""A breakdown in prose that does not add up to its total: `共8007条，其中：文件53件、规划465条……其他912条`.

A list is *exhaustive* when its last part is 其他 or 其余, when it says 分别为, or when the pack knows the parts as a
partition of the total. An exhaustive list must meet its total. Any list must not exceed it. A list that is neither,
but stops just short of its total, is asked about. A list whose beginning already meets the total is right: what
follows is something else, or another split of the same total. Parts that may overlap by nature (one item published
through several channels) are known to the pack by an inequality, or by their labels; they are never added up.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.checks._lists import lists, words_before
from reportlint.checks._places import quoted
from reportlint.checks.formula import Partition, partitions
from reportlint.finding import Evidence, NotAssessed, Note, Observation, Sentence, Severity, Value
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.intervals import Interval, plain, total
from reportlint.text.patterns import Pattern  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.checks._lists import Part, Parts
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

_REST = Expression(r"其[他它余]")
_NARROWER = Expression(r"[省市县区州]直|本级|部门|乡镇|镇村|街道|机关|科室|所属|下属")  # whose staff, files … it is
_TWICE = Expression(
    r"同时|重复|交叉|多个渠道|多渠道|不同渠道|计[1一][条次件]"
)  # the draft itself says that parts overlap
_ALMOST = Decimal("0.03")  # of the total: a shortfall this small is asked about …
_ALMOST_LEAST = 2  # … and so is one of two
_OVERLAP = 2  # parts that are channels: what they publish may be the same
_BEHIND = 80  # characters behind a list in which the draft may say that its parts overlap
_SLIP_DIGITS = 3  # digits of a part, at least, that may have changed places
_LONG = 6  # parts: a list this long that reaches half of its total means to be complete


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """overlapping: labels of parts that may count the same thing twice (channels of publication)."""

    overlapping: tuple[Pattern, ...] = ()


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation for each list that is wrong."""
    names = {fact.span.start: fact.name for fact in content.facts.all if fact.origin == "prose"}
    known = partitions(pack)
    seen = False
    for paragraph in content.prose:
        for found in lists(content, paragraph):
            if found is None:
                yield NotAssessed(TANGLED())
                continue
            seen = True
            broken = _judge(content, found, parameters, known, names)
            if broken:
                yield broken
    if not seen:
        yield NotAssessed(NOTHING())


def _judge(
    content: Content,
    found: Parts,
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
        if made is not None and made.high < target.low and any(_NARROWER.search(part.label) for part in named):
            return None
        if made is not None:
            return None if made.meets(target) else _observation(content, whole, named, BROKEN, None)
    if _sum(parts).low > target.high and _told_twice(content, found):
        return None
    last = next((i for i, part in enumerate(parts) if _REST.search(part.label)), None)
    if last is not None and last >= 1:
        return _exhausted(content, whole, parts[: last + 1], Severity.INFO if overlapping >= _OVERLAP else None)
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
    if found.open_end or mixed or target.low <= 0:
        return None
    slip = not overlapping and _swapped(target, parts)
    return (
        _observation(content, whole, parts, SHORT, Severity.WARNING)
        if slip or _almost(target, added, len(parts))
        else None
    )


def _exhausted(
    content: Content, whole: Quantity, parts: Sequence[Part], doubtful: Severity | None
) -> Observation | None:
    """Judge a list that ends with 其他. Parts in other units are let pass in a long list, which only few of them break."""
    same = [part for part in parts if _same_unit(part, whole)]
    if len(same) < 2 or _sum(same).meets(whole.value):
        return None
    if len(same) < len(parts) and (
        len(same) < _LONG or len(same) * 3 < len(parts) * 2 or not _same_unit(parts[-1], whole)
    ):
        return None
    return _observation(content, whole, parts, BROKEN, doubtful if _sum(same).low > whole.value.high else None)


def _made(content: Content, partition: Partition, named: Sequence[Part], names: dict[int, str]) -> Interval | None:
    """Return what a partition makes: parts that the list does not name come from the table; None without them."""
    told = {names[part.quantity.span.start] for part in named}
    rest = [content.facts.table(name) for name in partition.parts - told]
    if len(named) < 2 or any(fact is None for fact in rest):
        return None
    return _sum(named) + total(fact.value for fact in rest if fact)


def _leading(parts: Sequence[Part], whole: Quantity) -> list[Part]:
    """Return the parts up to the first semicolon or the first part of another unit."""
    kept: list[Part] = []
    for part in parts:
        if part.stops_before or not _same_unit(part, whole):
            break
        kept.append(part)
    return kept


def _same_unit(part: Part, whole: Quantity) -> bool:
    return part.quantity.unit in (whole.unit, "") or whole.unit == ""


def _meets_somewhere(target: Interval, parts: Sequence[Part]) -> bool:
    """Tell whether the list, or a beginning of at least two parts of it, makes the total."""
    sums = list(accumulate(part.quantity.value for part in parts))
    return any(added.meets(target) for added in sums[1:])


def _splits_another(content: Content, found: Parts) -> bool:
    """Tell whether the list makes another number of the same paragraph that stands before it: it then splits that one."""
    paragraph = content.paragraph_at(found.span.start)
    before = content.quantities.inside(Span(paragraph.start, found.span.start))
    added = _sum(found.parts)
    return any(q.unit == found.whole.unit and q.value.meets(added) for q in before)


def _told_twice(content: Content, found: Parts) -> bool:
    """Tell whether the draft says, in the list or right beside it, that one item may stand in several parts."""
    end = min(found.span.end + _BEHIND, content.paragraph_at(found.span.start).end)
    return bool(_TWICE.search(content.text, min(found.whole.span.end, found.span.start), end))


def _sum(parts: Sequence[Part]) -> Interval:
    return total(part.quantity.value for part in parts)


def _almost(target: Interval, added: Interval, count: int) -> bool:
    short = target.low - added.high
    limit = max(Decimal(_ALMOST_LEAST), target.low * _ALMOST)
    return 0 < short <= limit < added.low or (count >= _LONG and added.high * 2 >= target.low)


def _swapped(target: Interval, parts: Sequence[Part]) -> bool:
    """Tell whether two neighbouring digits of one part that change places make the total: 216.5 for 261.5."""
    added = _sum(parts)
    for part in parts:
        digits = plain(part.quantity.printed).rstrip("0")
        scale = part.quantity.printed / int(digits) if digits.isdigit() else None
        if scale is None or len(digits) < _SLIP_DIGITS:
            continue
        for at in range(len(digits) - 1):
            other = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
            shift = scale * (other - int(digits))
            if shift and Interval(added.low + shift, added.high + shift).meets(target):
                return True
    return False


def _observation(
    content: Content, whole: Quantity, parts: Sequence[Part], sentence: Sentence, cap: Severity | None
) -> Observation:
    added = _sum(parts)
    shown = [plain(part.quantity.printed) for part in parts]
    sums = "+".join(shown) if len(shown) <= 12 else f"{'+'.join(shown[:4])}+……+{shown[-1]}，共{len(shown)}项"
    low, high = whole.value.low - added.high, whole.value.high - added.low
    difference = abs(low) if abs(low) <= abs(high) else abs(high)
    return Observation(
        sentence(total=whole.value, sum=added, sums=sums, difference=plain(difference)),
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
    words = words_before(content, quantity)
    return quoted(content, Span(quantity.span.start - len(words), quantity.span.start)) if words else ""
