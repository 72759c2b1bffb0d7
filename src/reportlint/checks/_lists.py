"""The lists of a paragraph that break a total down: which number is the total, which are its parts.

The part of `breakdown` that reads. A list hangs on its total by 其中, 包括, a colon or a bracket, with remarks between
them (比上年增加23件，增长15.4%); or it names its total (行政复议中，…); or it is one more split of the total before it
(从内容看，…); or the total stands behind its parts (以上三类共计…). Where two numbers might be the total, there is no list.
What is wrong with a list is not decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from reportlint.checks._places import within
from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.intervals import total
from reportlint.text.sentences import brackets, gaps, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.quantities import Quantity

NO_COUNT = frozenset(("%", "‰", "个百分点", "倍", "天", "年", "个月", "小时", "分钟", "个工作日"))
COMPARISON = Expression(r"增加|减少|增长|下降|同比|上年|去年|提高|占|较|人均|平均|满分|第\Z")

# a number that tells a change and is no total: 比上年增加23件, 人均3件; not 新增加23件
CHANGE = Expression(
    r"(?<!新)增加|减少|增长|下降|上升|同比|环比|提高|[比较与同](?:上一?年|去年|(?:19|20)\d\d年)|人均|平均|满分|第\Z"
)
LAST_WORDS = Expression(r"(?:其中|包括|分别为)?([^，。；：、（）\n]*)\Z")
NEAR = 30  # characters before a number that may name it

# how a list is tied to the total before it
_LINK = Expression(
    r"(?:[^，。；：（）、0-9\n]{0,8})?(?:"
    r"[，。；：、（]?(?:其中|主要)?(?P<equal>分别(?:为|是))[：，]?"
    r"|[，。；：、]?(?:其中|主要包括|包括|包含)(?:包括)?(?P<mark>[：，])?"
    r"|(?P<colon>：)(?!\d)"
    r"|(?P<bracket>（)(?:其中|包括|主要包括|包含)?[：，]?)"
    r"|(?:政府信息)?(?:公开)?(?:申请|信息|案件|文件|建议|提案)?(?P<among>中)[，：]"
)
# … with remarks on the total between: （含上年结转4件），其中; ，比上年增加1023条，增长15.4%。其中
_REMOTE_LINK = Expression(
    r"(?:（[^（）\n]{0,60}）|，(?:比|较|同比|环比|与|同上年|同去年|增[长加幅]|减少|降幅|下降|上升|占|是|完成)[^，。；：\n]{0,40}|，(?:均|全部|无|没有|已|未)[^，。；：0-9\n]{0,20}){1,5}"
    r"[，。；](?:其中|主要包括|包括)(?P<mark>[：，])?"
)
# one more split of a total that stands further up: 按信息内容分：, 从申请人身份看，; not 从严把关，
_SPLIT = Expression(
    r"(?:[。；\n]|\A)(?:按照?|从|依)(?P<way>[^，。；：、0-9\n]{1,16}?)(?:进行)?(?:分类|划分|区分|统计|来看|分|看)[，：]"
)
# a list that names its total: 行政复议中，
_TOPIC = Expression(r"[。；\n]在?(?P<name>[^，。；：、（）0-9\n]{2,12}?)中[，：]")
# the words before a total that stands behind its parts: ，合计; 。以上八类共; ；两项合计; not 共公开
_BEHIND = Expression(
    r"(?:[，。；、\n]|\A)(?:"
    r"(?:以上|上述|这)?(?P<count>[两二三四五六七八九十])(?:大?[类项者种级]|部分|个方面)(?:信息)?(?:合计|共计|总计|共)[^0-9，。；：]{0,6}"
    r"|(?:以上|上述)?(?:合计|共计|总计)为?)\Z"
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_MANY_WAYS = Expression(r"渠道|载体|平台|途径")  # one item may take several of them
_NO_HEAD = Expression(r"其中|按照?[^，。；：、0-9\n]{1,16}[分看]|从[^，。；：、0-9\n]{1,16}看|以上|上述|此外|另")
_OPEN_END = Expression(r"[等](?:[，。；、）\n]|\Z)")
_NESTED = Expression(r"其中|包括|分别为")
_NEW_TOTAL = Expression(r"(?:共计?|合计|总计|累计)\Z|另[有外]|此外")
# another act begins, whose number is no part unless the parts before it are acts, too: ；发布稿件87篇
_NEW_ACT = Expression(
    r"[，；。](?:共|全年|累计|并|还|已)?(?:开展|举办|召开|发布|收到|受理|办结|答复|回应|组织|印发|制发|编制|接待|发放|培训|设立|建成|处理|回复|更新|发生|报送)"
)
_OF_PARTS = Expression(r"其中|包括|分别")
_LISTED = frozenset("、")
_REACH = 4000  # characters behind a total in which its list stands
_NEAR_SUM = 400  # characters before the words of a total in which its parts stand
_ROOM = 100  # numbers that may be looked at, for each number of a paragraph: more is no prose


class Part(Struct, frozen=True):
    """One part of a list; label: the words before it, back to the number before."""

    quantity: Quantity
    label: str
    stops_before: bool  # a semicolon stands before it


class Parts(Struct, frozen=True):
    """A total and its parts. span: where the list stands. exhaustive: the draft says that these are all."""

    whole: Quantity
    parts: list[Part]
    span: Span
    exhaustive: bool
    open_end: bool


_LEAST = 3  # numbers: a total and two parts


class _Region(NamedTuple):
    """Where a list may stand; equal: it says 分别为."""

    span: Span
    equal: bool = False


def lists(content: Content, paragraph: Span) -> Iterator[Parts | None]:
    """Yield the lists of a paragraph that have two parts or more; None, as the last, when it holds too many numbers."""
    numbers = content.quantities.inside(paragraph)
    if len(numbers) < _LEAST:
        return
    room = _ROOM * (len(numbers) + _ROOM)
    for index, whole in enumerate(numbers):
        if whole.unit in NO_COUNT or content.copied(whole.span.start):
            continue
        if CHANGE.search(words_before(content, whole)):
            continue
        for region in _regions(content, paragraph, whole):
            inside = content.quantities.inside(region.span)
            room -= index + len(inside)
            if room < 0:
                yield None
                return
            found = _list(content, region, inside, whole)
            if found is not None:
                yield found
    yield from _distant(content, paragraph)
    yield from _behind(content, paragraph, numbers)


def words_before(content: Content, quantity: Quantity) -> str:
    """Return the last words before a number, back to a mark: they say what it counts."""
    start = content.paragraph_at(quantity.span.start).start
    words = LAST_WORDS.search(content.text, max(start, quantity.span.start - NEAR), quantity.span.start)
    return words[1] if words else ""


# ---------------------------------------------------------------- where a list stands


def _regions(content: Content, paragraph: Span, whole: Quantity) -> Iterator[_Region]:
    """Yield where a list tied to a total may stand: the rest of the sentence, or the brackets behind the total."""
    text = content.text
    remote = _REMOTE_LINK.match(text, whole.span.end, paragraph.end)
    if remote:
        yield from _tied(content, paragraph, remote.end(), marked=bool(remote["mark"]))
    link = _LINK.match(text, whole.span.end, paragraph.end)
    if link is None or (text[whole.span.start - 1 : whole.span.start] in _LISTED and "。" in link[0]):
        return
    if link["bracket"]:
        end = min(paragraph.end, link.end() + _REACH)
        group = next(brackets(text, Span(link.start("bracket"), end)), None)
        if group:
            yield _Region(Span(link.end(), group.end - 1), bool(link["equal"]))
        return
    marked = bool(link["mark"] or link["colon"] or link["equal"])
    yield from _tied(content, paragraph, link.end(), marked=marked, equal=bool(link["equal"]))


def _tied(content: Content, paragraph: Span, start: int, *, marked: bool, equal: bool = False) -> Iterator[_Region]:
    """Yield the rest of the sentence; a semicolon ends the list unless a mark behind 其中 announces a longer one."""
    end = min(paragraph.end, start + _REACH)
    sentence = next(sentences(content.text, Span(start, end)), None)
    if sentence is None or (sentence.end == end < paragraph.end):  # none, or no end in reach
        return
    stop = -1 if marked else _semicolon(content.text, sentence)
    yield _Region(Span(sentence.start, stop) if stop >= 0 else sentence, equal)


def _semicolon(text: str, span: Span) -> int:
    """Return the first semicolon outside brackets, -1 without one."""
    for gap in gaps(span, brackets(text, span)):
        found = text.find("；", gap.start, gap.end)
        if found >= 0:
            return found
    return -1


def _distant(content: Content, paragraph: Span) -> Iterator[Parts]:
    """Yield the lists that begin a sentence or clause of their own and name, or continue, a total further up."""
    text, start = content.text, max(0, paragraph.start - 1)
    splits = [m for m in _SPLIT.finditer(text, start, paragraph.end) if not _MANY_WAYS.search(m["way"])]
    topics = list(_TOPIC.finditer(text, start, paragraph.end))
    marks = sorted([*splits, *topics], key=lambda match: match.start())
    ends = [*(match.start() for match in marks[1:]), paragraph.end]
    for match, stop in zip(marks[:_ROOM], ends, strict=False):
        sentence = next(sentences(text, Span(match.end(), paragraph.end)), None)
        if sentence is None or content.copied(match.end()):
            continue
        region = _Region(Span(match.end(), max(match.end(), min(sentence.end, stop))))
        inside = [q for q in content.quantities.inside(region.span) if q.unit not in NO_COUNT]
        if len(inside) < 2:
            continue
        before = content.quantities.inside(Span(paragraph.start, match.start()))[-_ROOM:]
        whole = (
            _named(content, before, match["name"])
            if match in topics
            else carried(content, paragraph, match.start(), inside[0].unit)
        )
        if whole is None:
            continue
        found = _list(content, region, content.quantities.inside(region.span), whole)
        if found is not None:
            yield found


def _named(content: Content, before: Sequence[Quantity], name: str) -> Quantity | None:
    """Return the one number whose words end in a name."""
    found = [q for q in before if q.unit not in NO_COUNT and words_before(content, q).endswith(name)]
    return found[0] if len(found) == 1 else None


def carried(content: Content, paragraph: Span, end: int, unit: str) -> Quantity | None:
    """Return the one number of a unit that heads the last sentence which is no list itself; None with two of them."""
    text = content.text
    start = max(paragraph.start, end - _REACH)
    said = list(sentences(text, Span(start, end)))[start > paragraph.start :]  # without one that is cut
    heads = [s for s in said if not _NO_HEAD.match(text, s.start, s.end)]
    if not heads:
        return None
    head = heads[-1]
    cut = _OF_PARTS.search(text, head.start, head.end)
    head = Span(head.start, cut.start() if cut else head.end)
    holes = list(brackets(text, head))
    found = [
        q
        for q in content.quantities.inside(head)
        if q.unit == unit and not within(q.span, holes) and not CHANGE.search(words_before(content, q))
    ]
    return found[0] if len(found) == 1 else None


def _behind(content: Content, paragraph: Span, numbers: Sequence[Quantity]) -> Iterator[Parts]:
    """Yield the lists whose total stands behind them; a number of parts, where it is told, must be that of the list."""
    text, room = content.text, _ROOM
    for whole in numbers[2:]:
        if whole.unit in NO_COUNT or content.copied(whole.span.start):
            continue
        words = _BEHIND.search(text, max(paragraph.start, whole.span.start - NEAR), whole.span.start)
        count = _COUNTS.get(words["count"] or "", 0) if words else 0
        if words is None or (text[words.start()] not in "，；、" and not count):
            continue
        said = list(sentences(text, Span(max(paragraph.start, words.start() - _NEAR_SUM), words.start())))
        parts = _parts_of_sum(content, said[-1], whole) if said else []
        if len(parts) < 2 or (count and len(parts) != count):
            continue
        sums = list(accumulate((part.quantity.value for part in reversed(parts)), lambda a, b: a + b))
        if room and not any(added.meets(whole.value) for added in sums[1:]):
            room -= 1
            yield Parts(whole, parts, Span(said[-1].start, words.start()), exhaustive=True, open_end=False)


def _parts_of_sum(content: Content, span: Span, whole: Quantity) -> list[Part]:
    """Return the numbers of a sentence when they may be added up to a total behind them: one unit, one size, no 其中."""
    inside = content.quantities.inside(span)
    told = [q for q in inside if q.unit != "%"]
    text = content.text[span.start : span.end]
    if _OF_PARTS.search(text) or any(q.unit != whole.unit or q.value.high > whole.value.high for q in told):
        return []
    if any(CHANGE.search(words_before(content, q)) for q in told) or list(brackets(content.text, span)):
        return []
    added = total(q.value for q in told)
    if added.high * 2 < whole.value.low or added.low > whole.value.high * 2:
        return []
    return [Part(q, words_before(content, q), False) for q in told]


# ---------------------------------------------------------------- what a list holds


def _list(content: Content, region: _Region, inside: Sequence[Quantity], whole: Quantity) -> Parts | None:
    """Read the list in a region, or return None when it has fewer than two parts."""
    text = content.text
    parts = list(_parts(text, region.span, inside, whole.unit))
    if len(parts) < 2:
        return None
    tail = text[parts[-1].quantity.span.end : region.span.end + 1]
    return Parts(whole, parts, region.span, region.equal, bool(_OPEN_END.match(tail)))


def _parts(text: str, region: Span, numbers: Sequence[Quantity], unit: str) -> Iterator[Part]:
    """Yield the parts of a list: numbers outside brackets, up to where the list becomes running text again.

    What follows a second 其中, up to the next semicolon, breaks down the part before it and is left out.
    """
    holes = list(brackets(text, region))
    cursor, count, nested, acts = region.start, 0, False, False
    for quantity in numbers:
        if within(Span(quantity.span.start, quantity.span.start + 1), holes):
            continue
        label = _without(text, Span(cursor, quantity.span.start), holes)
        if count and (_NEW_TOTAL.search(label) or sum(map(label.count, "，；。")) > 1):
            return
        act = bool(_NEW_ACT.search(label)) and quantity.unit not in NO_COUNT
        if count and act and (quantity.unit != unit or not acts):
            return
        acts = acts or act or bool(_NEW_ACT.match("，" + label))
        cursor = quantity.span.end
        stops = "；" in label or "。" in label
        nested = (nested and not stops) or bool(count and _NESTED.search(label))
        if not nested and quantity.unit not in NO_COUNT and not COMPARISON.search(label):
            yield Part(quantity, label, stops and count > 0)
            count += 1


def _without(text: str, span: Span, holes: Sequence[Span]) -> str:
    first, last = bisect_right(holes, span.start, key=itemgetter(1)), bisect_left(holes, span.end, key=itemgetter(0))
    return "".join(text[gap.start : gap.end] for gap in gaps(span, holes[first:last]))
