"""What last year's report says already: the same figures, or the same passages with nothing but years and numbers changed.

Figures: a sentence or a table with the very numbers of last year. Passages: both reports are compared without their
headings, what stands before the first heading, quoted titles and the sentences that a pack excepts; a sentence with new
figures is news, whatever its words. Reuse is reported when a long passage is repeated and much of the draft is last
year's, on its longest passage; or else for each section of which nearly all is.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from reportlint.checks._places import quoted
from reportlint.draft.succession import NO_PREVIOUS, file_name, obstacle
from reportlint.finding import NotAssessed, Note, Observation, Sentence
from reportlint.positions import Lines, Span
from reportlint.text.expressions import Expression
from reportlint.text.intervals import ZERO
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)
from reportlint.text.sentences import gaps
from reportlint.text.similarity import repeated_passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.draft.tables import Table
    from reportlint.packs.schema import Pack

SENTENCE = Sentence(
    zh="这一句的{count}个数（{shown}）与上年报告（{file}）完全相同，请核对是否照抄了上年的数据",
    en="the {count} figures here ({shown}) are those of last year's report ({file}): were they copied?",
)
TABLE = Sentence(
    zh="“{title}”不为零的{count}格（{shown}）与上年报告（{file}）全部相同，请核对是否照抄了上年的数据",
    en="all {count} cells of “{title}” that are not zero ({shown}) are those of last year's report ({file}): were they copied?",
)
PASSAGES = Sentence(
    zh="正文有{letters}字（{share}%）与上年报告（{file}）相同，其中连续{length}字，始于“{opening}”",
    en="{letters} characters of the text ({share}%) are those of last year's report ({file}), {length} of them from “{opening}” on",
)
SECTION = Sentence(
    zh="“{title}”有{letters}字（{share}%）与上年报告（{file}）相同，其中连续{length}字，始于“{opening}”",
    en="{letters} characters of “{title}” ({share}%) are those of last year's report ({file}), {length} of them from “{opening}” on",
)
ALSO = Sentence(zh="这里也与上年相同（{length}字）", en="the same as last year, too ({length} characters)")
SOURCE = Sentence(zh="上年报告 {file} 第{line}行：“{text}”", en="last year's report {file}, line {line}: “{text}”")

_DIGITS = Expression(r"\d")
_BARRIER = "".join(map(chr, range(0x1E00, 0x1E40)))  # letters of no report: nothing is alike across it
_OPENING = 12  # characters quoted
_SHOWN = 6
_NOTES = 8


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """figures: how many figures of a sentence must be the same. cells: how many different ones of a table.

    digits: how many digits they must have, for small numbers are the same by chance. stocks: columns of what stays the
    same from year to year. passage: letters of the longest passage; share: per cent of the draft's text, or section_share
    of a section's, that must be the same. except: sentences that say the same every year, which are left alone.
    """

    figures: int = 4
    cells: int = 3
    digits: int = 7
    stocks: tuple[str, ...] = ()
    passage: int = 80
    share: int = 40
    section_share: int = 80
    exceptions: tuple[Pattern, ...] = field(default=(), name="except")

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield the columns, for the pack loader to verify."""
        for column in self.stocks:
            yield "column", column, "stocks"


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each sentence and table with last year's figures, and one for reused passages."""
    previous, reason = content.previous, obstacle(content)
    if previous is None or reason is not None:
        yield NotAssessed(reason or NO_PREVIOUS())
        return
    yield from _sentences(content, previous, parameters)
    yield from _tables(content, previous, parameters)
    yield from _Prose(content, previous, parameters).observations()


def _source(previous: Content, span: Span) -> Note:
    """Return where last year's report has something: a place in another file."""
    line = Lines(previous.draft.text).position(previous.folded.to_source(span).start).line
    return Note(SOURCE(file=file_name(previous), line=line, text=quoted(previous, span)))


# ---------------------------------------------------------------- figures


class _Figures(NamedTuple):
    """The figures of a sentence that are not zero, each with its unit, in order."""

    values: tuple[tuple[Decimal, str], ...]
    shown: tuple[str, ...]


def _figures(content: Content, sentence: Span) -> _Figures:
    found = [one for one in content.quantities.inside(sentence) if one.printed != ZERO]
    return _Figures(
        tuple((one.printed, one.unit_text) for one in found), tuple(quoted(content, one.number) for one in found)
    )


def _digits(numbers: Sequence[str]) -> int:
    return sum(char.isalnum() for number in numbers for char in number)


def _sentences(content: Content, previous: Content, parameters: Parameters) -> Iterator[Observation]:
    """Yield the sentences with many figures, all of them those of one sentence of last year's report."""
    known = {_figures(previous, sentence).values: sentence for sentence in reversed(previous.sentences)}
    for sentence in content.sentences:
        figures = _figures(content, sentence)
        enough = len(figures.values) >= parameters.figures and _digits(figures.shown) >= parameters.digits
        if not enough or figures.values not in known:
            continue
        if not content.copied(sentence.start) and not _excepted(content, sentence, parameters):
            shown = "、".join(figures.shown[:_SHOWN]) + ("……" if len(figures.shown) > _SHOWN else "")
            message = SENTENCE(count=len(figures.shown), shown=shown, file=file_name(previous))
            yield Observation(message, sentence, (_source(previous, known[figures.values]),))


def _tables(content: Content, previous: Content, parameters: Parameters) -> Iterator[Observation]:
    """Yield the tables all of whose figures are last year's, stocks aside."""
    for form in dict.fromkeys(table.form.id for table in content.tables):
        tables = [table for table in content.tables if table.form.id == form]
        others = [table for table in previous.tables if table.form.id == form]
        if len(tables) != 1 or len(others) != 1:
            continue  # which of them is to be compared with which is not clear
        new, old = _flows(content, tables[0], parameters), _flows(previous, others[0], parameters)
        shown = list(dict.fromkeys(fact.shown for fact in new.values()))
        if len(shown) < parameters.cells or _digits(shown) < parameters.digits:
            continue
        if {name: fact.value for name, fact in new.items()} == {name: fact.value for name, fact in old.items()}:
            names = "、".join(shown[:_SHOWN]) + ("……" if len(shown) > _SHOWN else "")
            title = tables[0].form.title
            message = TABLE(title=title, count=len(new), shown=names, file=file_name(previous))
            yield Observation(
                message, next(iter(new.values())).span, (_source(previous, others[0].heading),), location=f"表“{title}”"
            )


def _flows(content: Content, table: Table, parameters: Parameters) -> dict[str, Fact]:
    """Return the figures of a table that are not zero, by name, but for stocks."""
    return {
        fact.name: fact
        for fact in content.facts.all
        if fact.origin == "table"
        and table.span.covers(fact.span)
        and fact.value.high != ZERO
        and fact.column not in parameters.stocks
    }


# ---------------------------------------------------------------- passages


class _Reused(NamedTuple):
    """A passage of the draft, where last year's report has it, and how many letters of it are no news."""

    here: Span
    there: Span
    letters: int


class _Prose:
    """The text of both reports, years and numbers masked, without what says the same every year."""

    def __init__(self, content: Content, previous: Content, parameters: Parameters) -> None:
        self._content = content
        self._previous = previous
        self._parameters = parameters
        left_out = _left_out(content, parameters)
        self._all = _counts(content.text, content.sentences, left_out)
        self._old = _counts(content.text, _no_news(content, previous, parameters), left_out)
        old = _DIGITS.sub("0", previous.text)
        shift = len(old) + len(_BARRIER) + 2
        skip = [*_left_out(previous, parameters), *(Span(one.start + shift, one.end + shift) for one in left_out)]
        joined = f"{old}\n{_BARRIER}\n{_DIGITS.sub('0', content.text)}"
        self._passages = [
            self._reused(Span(passage.second.start - shift, passage.second.end - shift), passage.first)
            for passage in repeated_passages(joined, skip=skip)
            if passage.first.end < shift <= passage.second.start
        ]

    def observations(self) -> Iterator[Observation]:
        """Yield one observation on the whole draft, or else one for each section that is last year's."""
        limits = self._parameters
        found = self._judged(Span(0, len(self._content.text)), limits.share, PASSAGES)
        if found:
            yield found
            return
        for section in self._content.outline.top():
            title = self._content.text[section.title.start : section.title.end]
            found = self._judged(Span(section.title.end, section.body.end), limits.section_share, SECTION, title)
            if found:
                yield found

    def _judged(self, where: Span, least: int, sentence: Sentence, title: str = "") -> Observation | None:
        """Return what to report about one part of the draft, if a long passage and much of it is last year's."""
        inside = [
            self._reused(_overlap(one.here, where), one.there) for one in self._passages if where.touches(one.here)
        ]
        inside = sorted((one for one in inside if one.letters), key=lambda one: -one.letters)
        letters, whole = sum(one.letters for one in inside), _letters(self._all, where)
        if not inside or inside[0].letters < self._parameters.passage or 100 * letters < least * whole:
            return None
        longest, *others = inside
        message = sentence(
            title=title,
            letters=letters,
            share=100 * letters // whole,
            file=file_name(self._previous),
            length=longest.letters,
            opening=quoted(
                self._content, Span(longest.here.start, min(longest.here.end, longest.here.start + _OPENING))
            ),
        )
        notes = [_source(self._previous, longest.there)]
        notes += [Note(ALSO(length=one.letters), self._shown(one.here)) for one in others[:_NOTES]]
        return Observation(message, self._shown(longest.here), tuple(notes))

    def _shown(self, here: Span) -> Span:
        """Return a passage up to the first table in it: what is behind that belongs to it, but is hard to look at."""
        return next(gaps(here, (block for block in self._content.blocks if block.touches(here))))

    def _reused(self, here: Span, there: Span) -> _Reused:
        return _Reused(here, there, _letters(self._old, here))


def _no_news(content: Content, previous: Content, parameters: Parameters) -> Iterator[Span]:
    """Yield the sentences without figures, and those with last year's that are too few to be told on their own."""
    known = {_figures(previous, sentence).values for sentence in previous.sentences}
    for sentence in content.sentences:
        values = _figures(content, sentence).values
        if not values or (len(values) < parameters.figures and values in known):
            yield sentence


def _left_out(content: Content, parameters: Parameters) -> list[Span]:
    """Return what is not compared: tables, headings, the opening, quoted titles, what a pack excepts."""
    headings = [Span(section.line.start, section.title.end) for section in content.outline.headings()]
    opening = [content.head] if headings else [content.title] if content.title else []
    excepted = [sentence for sentence in content.sentences if _excepted(content, sentence, parameters)]
    return [*content.blocks, *headings, *opening, *content.skipped, *excepted]


def _excepted(content: Content, sentence: Span, parameters: Parameters) -> bool:
    return any(pattern.search(content.text, *sentence) for pattern in parameters.exceptions)


def _counts(text: str, spans: Iterable[Span], holes: Iterable[Span]) -> list[int]:
    """Return how many letters stand before each offset, of those that lie in one of the spans and in no hole."""
    marks = bytearray(len(text))
    for value, zones in ((b"\1", spans), (b"\0", holes)):
        for start, end in zones:
            marks[start:end] = value * (end - start)
    return [0, *accumulate(mark and char.isalnum() for mark, char in zip(marks, text, strict=True))]


def _letters(counts: Sequence[int], span: Span) -> int:
    return counts[span.end] - counts[span.start]


def _overlap(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))
