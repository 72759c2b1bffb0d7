"""Patterns that packs write: compiled when first needed, skipped where a literal they need is absent.

A pattern is matched on folded text. `Pattern.literals` is worked out once, when the pack is compiled: at least one of
them stands in every text that the pattern can match, so a cheap substring test spares compiling and running it.

Placeholders: `{n}` stands for the numeral of a quantity; `{year}`, `{last_year}` and `{next_year}` for the report
year and its neighbours, in digits or Chinese numerals. A pattern with a year matches nothing by itself: `for_year`
makes the one to match. Whether a pattern is a good one is judged in `reportlint.packs.analysis`, not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import regex  # noqa: TC002

from reportlint.errors import ReportlintError
from reportlint.finding import Sentence
from reportlint.text.expressions import Expression, compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

TIMEOUT = 2.0  # seconds for one pattern on a million characters, and on any shorter text
_MILLION = 1_000_000
_SHOWN = 40  # characters of a pattern in a message for drafters

_TOO_LONG = Sentence(
    "草稿有一段极长的文字，模式“{source}”无法在限定时间内判定；请检查是否缺少换行",
    "a passage of the draft is too long for the pattern “{source}” to be judged in time; are line breaks missing?",
)

YEARS = {"{year}": 0, "{last_year}": -1, "{next_year}": 1}  # placeholder -> distance from the report year
PLACEHOLDER = Expression(r"\{(?:n|year|last_year|next_year)\}")  # never a repetition: those have digits in the braces

_CHINESE = ("[〇○零]", *"一二三四五六七八九")

# Words that may stand between a statistic's name and its numeral (共计, 为 …), then the numeral, which starts with a
# digit and goes on with digits, grouping commas and points. Not a unit and not 余: those follow the numeral.
_NUMERAL = (
    r"(?:约|近|超过|超|达到|达|共计|合计|总计|共|为|是|有|：|数|了|逾|大约|将近|累计|仅){0,3}"
    r"(?P<n>[0-9零〇一二两三四五六七八九十百千万亿几数][0-9零〇一二两三四五六七八九十百千万亿几数,.]*)"
)


class PatternTimeout(ReportlintError):  # noqa: N818  (reads like TimeoutError, which it replaces)
    """A pattern that needs more than `TIMEOUT` seconds a million characters on one draft."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.reason = _TOO_LONG(source=source if len(source) <= _SHOWN else f"{source[:_SHOWN]}…")
        super().__init__(self.reason)

    def __reduce__(self) -> tuple[type[PatternTimeout], tuple[str]]:
        return type(self), (self.source,)


class Pattern:
    """One pattern of a pack. `source` is as written; equal sources are equal patterns."""

    __slots__ = ("_by_year", "_compiled", "literals", "source")

    def __init__(self, source: str, literals: tuple[str, ...] = ()) -> None:
        self.source = source
        self.literals = literals
        self._compiled: regex.Pattern[str] | None = None
        self._by_year: dict[int, Pattern] = {}

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    @property
    def needs_year(self) -> bool:
        """Tell whether the pattern names the report year, so that only `for_year` can be matched."""
        return any(name in self.source for name in YEARS)

    def for_year(self, year: int) -> Pattern:
        """Return the pattern for one report year; itself when it names no year."""
        if not self.needs_year:
            return self
        if year not in self._by_year:
            source = self.source
            for name, distance in YEARS.items():
                source = source.replace(name, year_source(year + distance))
            self._by_year[year] = Pattern(source, self.literals)
        return self._by_year[year]

    @property
    def compiled(self) -> regex.Pattern[str]:
        """Return the compiled pattern; compiled at the first call."""
        if self._compiled is None:
            if self.needs_year:
                raise ValueError(f"match {self!r}.for_year(…), not the pattern itself")
            self._compiled = compiled(expanded(self.source))
        return self._compiled

    def may_match(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Tell cheaply whether the pattern has a chance in `text[start:end]`; no literal stems from a look-around."""
        if not self.literals:
            return True
        if not start and end is None:
            for literal in self.literals:  # noqa: SIM110
                if literal in text:
                    return True
            return False
        find = text.find
        for literal in self.literals:  # noqa: SIM110 - a generator costs more than the search
            if find(literal, start, end) >= 0:
                return True
        return False

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """Return the first match in `text[start:end]`; raises `PatternTimeout`."""
        if not self.may_match(text, start, end):
            return None
        try:
            return self.compiled.search(text, start, end, timeout=_timeout(text))
        except TimeoutError:
            raise PatternTimeout(self.source) from None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """Return the matches in `text[start:end]`; raises `PatternTimeout`.

        They are found at once: the time limit is the search's, not that of what is done between two matches.
        """
        if not self.may_match(text, start, end):
            return iter(())
        try:
            return iter(list(self.compiled.finditer(text, start, end, timeout=_timeout(text))))
        except TimeoutError:
            raise PatternTimeout(self.source) from None


def _timeout(text: str) -> float:
    return TIMEOUT * max(1.0, len(text) / _MILLION)


def year_source(year: int) -> str:
    """Return a regular expression for one year: `2018` or 二〇一八, not as part of a longer number."""
    chinese = "".join(_CHINESE[int(digit)] for digit in str(year))
    return f"(?:(?<![0-9]){year}(?![0-9])|{chinese})"


def expanded(source: str) -> str:
    """Return the regular expression behind a pattern: `{n}` becomes a numeral named `n`, with words like 共计 before.

    A report year is not filled in; see `Pattern.for_year`.
    """
    return source.replace("{n}", _NUMERAL)


def encode(value: object) -> bytes:
    """Encode plain data or structs that hold patterns."""
    return msgspec.msgpack.encode(value, enc_hook=_from_pattern)


def decode(data: bytes, kind: type[T]) -> T:
    """Decode what `encode` wrote; raises `msgspec.DecodeError` for anything else."""
    return msgspec.msgpack.decode(data, type=kind, dec_hook=_to_pattern)


def _from_pattern(value: object) -> object:
    if isinstance(value, Pattern):
        return [value.source, *value.literals]
    raise NotImplementedError(type(value).__name__)


def _to_pattern(kind: type, value: Any) -> object:
    if kind is Pattern and isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        source, *literals = value
        return Pattern(source, tuple(literals))
    raise ValueError(f"not a {kind.__name__}")
