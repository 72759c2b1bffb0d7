"""Passages that stand twice in a text, exactly or nearly, and the nearest of several labels.

Only letters, digits and Han characters are compared; marks and spaces are not. The search seeds on short runs of equal
characters and extends each seed over small differences, as sequence aligners do; every character of a repeat is
extended over once, so the work grows with the text however repetitive it is. Whether a repeat is a mistake is
not decided here.
"""

from __future__ import annotations

from itertools import compress, count, pairwise
from operator import lt
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from reportlint.positions import Span
from reportlint.text.expressions import Expression
from reportlint.text.sentences import gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SEED = 12  # equal characters that start an alignment
_STEP = 4  # every fourth seed of the text is remembered
_VARIETY = 4  # different characters in a seed; with fewer it is filler (000000) and repeats by nature
_PLACES = 4  # remembered places of one seed
_GAP = 24  # characters that one difference may span
_RESUME = 8  # equal characters behind a difference, and at least three times as many as it is long
_FRAGMENT = 20  # characters at an end that belong to unlike sentences: two headings may end alike
_STRIDE = 16  # characters that are compared at once
_PROBE = 4  # characters of a run of `_RESUME` that are looked for first …
_EVERY = _RESUME - _PROBE + 1  # … at every place where one must begin
_CLOSE = 0.85  # least similarity of two copies
_LONG = 100  # compared characters; shorter copies must also …
_ALIKE = 0.6  # … have about the same marks
_PAUSES = dict.fromkeys("，；、。：！？", "，")  # one pause is as good as another
_COMPARED = Expression(r"[^\W_]+")
_OPENING = frozenset("“‘《〈（〔【「『[")


class Passage(Struct, frozen=True):
    """A passage that stands twice: `first` ends before `second` starts.

    similarity: from 0 to 1, the share of equal characters. differences: pairs of spans in the first and in the second
    copy that differ; one of them is empty where the other copy has something more.
    """

    first: Span
    second: Span
    similarity: float
    differences: tuple[tuple[Span, Span], ...]


class _Run(NamedTuple):
    """Equal characters at two places of the compared characters."""

    first: int
    second: int
    length: int


def repeated_passages(text: str, *, minimum: int = 30, skip: Sequence[Span] = ()) -> list[Passage]:
    """Find the passages of a text that stand twice, each as long as possible, in the order of their second copies.

    minimum: compared characters that the copies must have in common. skip: spans that are not compared. A third copy is
    a second passage, with the first copy as its `first`.
    """
    letters = _Letters(text, skip)
    found = []
    for runs in _repeats(letters.compared, minimum):
        whole = letters.without_fragments(runs)
        if _matched(whole) >= minimum:
            passage = letters.passage(whole)
            if _matched(whole) >= _LONG or letters.marked_alike(passage):
                found.append(passage)
    return found


def closest(label: str, candidates: Sequence[str], limit: int) -> tuple[str, int] | None:
    """Return the candidate with the fewest edits from `label`, and their number; None when all need more than `limit`.

    An edit inserts, removes or replaces a character or swaps two neighbours (Damerau 1964, Levenshtein 1965).
    """
    from rapidfuzz import process  # like the other imports of it: most drafts need none
    from rapidfuzz.distance import DamerauLevenshtein

    found = process.extractOne(label, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=limit)
    return (found[0], int(found[1])) if found else None


def best_part(short: str, long: str) -> tuple[float, int, int]:
    """Return how well a text is found inside a longer one, from 0 to 1, and where its best match starts and ends."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(short, long)
    return (found.score / 100, found.dest_start, found.dest_end) if found else (0.0, 0, 0)


# ---------------------------------------------------------------- the search, in compared characters


def _repeats(compared: str, minimum: int) -> Iterator[list[_Run]]:
    """Yield the runs of each repeat from left to right; nothing is compared with what is itself a second copy."""
    seeds = [compared[start : start + _SEED] for start in range(len(compared) - _SEED + 1)]
    steps, stepped = range(0, len(seeds), _STEP), seeds[::_STEP]
    first_of = dict(zip(reversed(stepped), reversed(steps), strict=True))
    again = list(compress(count(), map(lt, map(first_of.get, seeds, count()), count())))
    twice = set(map(seeds.__getitem__, again))
    remembered = compress(steps, map(twice.__contains__, stepped))
    places: dict[str, list[int]] = {}
    backwards = compared[::-1]
    free = done = tried = 0
    for second in sorted({*again, *remembered}):  # nothing begins to repeat anywhere else
        if second < free or (second < tried and second % _STEP):
            continue
        seed = seeds[second]
        known = places.get(seed, ())
        if known and second >= tried:
            runs = [_around(compared, backwards, first, second, done) for first in known if first + _SEED <= second]
            longest = max(runs, key=_length, default=_Run(second, second, 0))
            best = _extended(compared, backwards, longest, done)
            end = best[-1].second + best[-1].length
            if _matched(best) >= minimum:
                done = tried = end
                if _similarity(best) >= _CLOSE:
                    yield best
                    free = end
                    continue
            tried = max(second + 1, end - _SEED + 1)  # the seeds up to there would lead to the same runs
        if second % _STEP == 0 and len(known) < _PLACES and len(set(seed)) >= _VARIETY:
            places.setdefault(seed, []).append(second)


def _around(compared: str, backwards: str, first: int, second: int, done: int) -> _Run:
    """Return the equal characters around a seed; the second copy starts at `done` or later, and the copies do not overlap."""
    size = len(compared)
    floor = first + _SEED if first + _SEED > done else done
    before = _common(backwards, size - first, size - second, size, size - floor)
    length = _SEED + _common(compared, first + _SEED, second + _SEED, second - before, size)
    return _Run(first - before, second - before, before + length)


def _extended(compared: str, backwards: str, run: _Run, done: int) -> list[_Run]:
    """Return a run with those before and behind it, over small differences; within the same bounds."""
    size = len(compared)
    first, second, length = run
    floor = max(done, first + length)
    mirrored = _Run(size - first - length, size - second - length, length)
    left = [
        _Run(size - run.first - run.length, size - run.second - run.length, run.length)
        for run in _beyond(backwards, mirrored, size, size - floor)[::-1]
    ]
    return [*left, run, *_beyond(compared, run, left[0].second if left else second, size)]


def _beyond(compared: str, run: _Run, first_limit: int, second_limit: int) -> list[_Run]:
    """Return the runs that follow a run, over small differences."""
    runs: list[_Run] = []
    while True:
        found = _resume(compared, run.first + run.length, run.second + run.length, first_limit, second_limit)
        if found is None:
            return runs
        run = found
        runs.append(run)


def _resume(compared: str, first: int, second: int, first_limit: int, second_limit: int) -> _Run | None:
    """Return the run behind the smallest difference at two places, if one outweighs the difference."""
    last = min(first + _GAP, first_limit - _RESUME)
    window = compared[first : last + _RESUME]
    for probe in range(second, second + _GAP + _RESUME, _EVERY):
        if compared[probe : probe + _PROBE] in window:
            break
    else:
        return None  # any run of `_RESUME` would hold one of these
    places = {compared[place : place + _RESUME]: place for place in range(last, first - 1, -1)}  # the first one stays
    options = []
    for other in range(second, min(second + _GAP, second_limit - _RESUME) + 1):
        place = places.get(compared[other : other + _RESUME])
        if place is not None:
            options.append((place - first + other - second, place, other))
    for _, start, other in sorted(options):
        length = _common(compared, start, other, first_limit, second_limit)
        if length >= 3 * max(start - first, other - second):
            return _Run(start, other, length)
    return None


def _common(compared: str, first: int, second: int, first_limit: int, second_limit: int) -> int:
    """Return how many characters are equal from two places onwards."""
    end = first + min(first_limit - first, second_limit - second)
    here, there = first, second
    while here + _STRIDE <= end and compared[here : here + _STRIDE] == compared[there : there + _STRIDE]:
        here += _STRIDE
        there += _STRIDE
    while here < end and compared[here] == compared[there]:
        here += 1
        there += 1
    return here - first


def _edits(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Return what was changed: start and end in `old`, start and end in `new`."""
    if not old or not new:
        return [(0, len(old), 0, len(new))]
    from rapidfuzz.distance import Levenshtein

    found = Levenshtein.opcodes(old, new)
    return [(op.src_start, op.src_end, op.dest_start, op.dest_end) for op in found if op.tag != "equal"]


def _length(run: _Run) -> int:
    return run.length


def _matched(runs: Sequence[_Run]) -> int:
    """Return how many characters the copies have in common."""
    return sum(run.length for run in runs)


def _similarity(runs: Sequence[_Run]) -> float:
    """Return the share of characters in runs in both copies together; between runs there may be equal ones, too."""
    return 2 * _matched(runs) / (_size(runs, 0) + _size(runs, 1))


def _size(runs: Sequence[_Run], copy: int) -> int:
    """Return how many characters the first copy (0) or the second (1) has from its first run to its last."""
    return runs[-1][copy] + runs[-1].length - runs[0][copy]


# ---------------------------------------------------------------- back to the full text


class _Letters:
    """The compared characters of a text and where each of them stands."""

    def __init__(self, text: str, skip: Sequence[Span]) -> None:
        self.text = text
        runs = [run for gap in gaps(Span(0, len(text)), skip) for run in _COMPARED.finditer(text, *gap)]
        self.offsets = [offset for run in runs for offset in range(*run.span())]
        self.compared = "".join([run[0] for run in runs])

    def span(self, start: int, end: int) -> Span:
        """Return the span of compared characters; an empty one stands right behind the character before it."""
        if start == end:
            return Span(self.offsets[start - 1] + 1, self.offsets[start - 1] + 1)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def passage(self, runs: Sequence[_Run]) -> Passage:
        """Return the passage that runs make up, with the marks that both copies have at their ends."""
        differences = []
        matched = _matched(runs)
        for before, after in pairwise(runs):
            matched += after.first - before.first - before.length
            first, second = before.first + before.length, before.second + before.length
            for start, end, to_start, to_end in _edits(
                self.compared[first : after.first], self.compared[second : after.second]
            ):
                matched -= end - start
                there = self.span(second + to_start, second + to_end)
                differences.append((self.span(first + start, first + end), there))
        last = runs[-1]
        first_copy, second_copy = self._with_marks(
            self.span(runs[0].first, last.first + last.length), self.span(runs[0].second, last.second + last.length)
        )
        similarity = 2 * matched / (_size(runs, 0) + _size(runs, 1))
        return Passage(first_copy, second_copy, similarity, tuple(differences))

    def marked_alike(self, passage: Passage) -> bool:
        """Tell whether the marks of two copies are about the same: a list of titles is no copy of those headings."""
        from rapidfuzz.distance import Indel

        first, second = (
            "".join(_PAUSES.get(c, c) for c in self.text[span.start : span.end] if not c.isalnum() and not c.isspace())
            for span in (passage.first, passage.second)
        )
        return Indel.normalized_similarity(first, second) >= _ALIKE

    def without_fragments(self, runs: list[_Run]) -> list[_Run]:
        """Cut the few characters at either end that are equal by chance: the end or start of unlike neighbours.

        Where the second copy follows the first, characters cut at the start are those missed at the end.
        """
        first, second, length = runs[0]
        if not self._both_break(first, second):
            cut = next((n for n in range(1, min(_FRAGMENT, length)) if self._both_break(first + n, second + n)), 0)
            runs = [_Run(first + cut, second + cut, length - cut), *runs[1:]]
            start, last = runs[0].second, runs[-1]
            more = _common(
                self.compared, last.first + last.length, last.second + last.length, start, len(self.compared)
            )
            runs = [*runs[:-1], last._replace(length=last.length + more)]
        first, second, length = runs[-1]
        if not self._both_break(first + length, second + length):
            ends = range(length - 1, max(0, length - _FRAGMENT), -1)
            length = next((n for n in ends if self._both_break(first + n, second + n)), length)
        return [*runs[:-1], _Run(first, second, length)]

    def _both_break(self, first: int, second: int) -> bool:
        """Tell whether a sentence or paragraph ends right before both compared characters."""
        return self._breaks(first) and self._breaks(second)

    def _breaks(self, index: int) -> bool:
        start = self.offsets[index - 1] + 1 if index else 0
        end = self.offsets[index] if index < len(self.offsets) else len(self.text)
        return index == 0 or end == len(self.text) or any(mark in "\n。！？；" for mark in self.text[start:end])

    def _with_marks(self, first: Span, second: Span) -> tuple[Span, Span]:
        """Widen two copies by equal opening marks before and equal other marks behind them."""
        text, size = self.text, len(self.text)
        before = behind = 0
        while before < first.start and (mark := text[first.start - before - 1]) in _OPENING:
            if text[second.start - before - 1] != mark or second.start - before <= first.end:
                break
            before += 1
        while second.end + behind < size and first.end + behind < second.start - before:
            mark = text[first.end + behind]
            if mark != text[second.end + behind] or mark.isalnum() or mark.isspace() or mark in _OPENING:
                break
            behind += 1
        return Span(first.start - before, first.end + behind), Span(second.start - before, second.end + behind)
