"""Names that are not those of the issuer: of another place or organ, and words for itself that do not fit it.

Four signs that a text was copied from elsewhere: the organ calls itself what it is not (我市 in a county's report, 我中心
in a bureau's); a sentence that must name the issuer names another one; an organ of a place acts that is neither the
issuer's, nor above nor below it; a name differs from the issuer's in one character. Who others are may be said freely:
visits, partners, appeals and the like are named by the pack, and places that are not known are not judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from reportlint.checks._places import quoted, within
from reportlint.draft.divisions import ENDINGS, autonomous, division_ending_at, divisions, named_by, related
from reportlint.draft.organs import RANKS, Organ, organ_named
from reportlint.finding import NotAssessed, Note, Observation, Sentence
from reportlint.positions import Span
from reportlint.text.bigrams import likelihood
from reportlint.text.expressions import Expression
from reportlint.text.patterns import Pattern  # noqa: TC001  (msgspec reads the annotation at run time)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.divisions import Division
    from reportlint.packs.schema import Pack

NO_ISSUER = Sentence(zh="题名里看不出发布机关", en="the title does not tell who issues the report")
CALLED = Sentence(
    zh="发布机关是“{issuer}”，此处自称“{word}”，疑为照抄其他单位的文字",
    en="the issuer is “{issuer}”, but calls itself “{word}” here: copied from elsewhere?",
)
INTRODUCED = Sentence(
    zh="题名中的发布机关是“{issuer}”，此处却是“{name}”", en="the title says “{issuer}”, this place “{name}”"
)
ELSEWHERE = Sentence(
    zh="“{name}”不是发布机关“{issuer}”所在的地方，疑为照抄其他单位的文字",
    en="“{name}” is not where the issuer “{issuer}” is: copied from elsewhere?",
)
SIMILAR = Sentence(
    zh="“{name}”与发布机关“{issuer}”只差一字，疑有误", en="“{name}” differs from the issuer “{issuer}” in one character"
)
ALSO = Sentence(zh="这里也是", en="here too")
TITLE = Sentence(zh="题名", en="the title")

_SELF = Expression(r"(?P<pronoun>我|本)(?P<word>省|市|县|区|旗|州|盟|镇|乡|街道)")
_ACTS = Expression(
    r"(?:人民)?政府(?!信息)|[\u4e00-\u9fff]{1,10}?(?:局|委员会|厅|街道|办公室)(?![\u4e00-\u9fff]{0,4}(?:法院|公司|大学))"
)
_NO_CITY = ("市场", "市民", "区域", "县域")  # may be words of their own
_NUMERALS = frozenset("一二三四五六七八九十东西南北")
_OFTEN = 0.01  # at least so likely, the second character of a word follows the first
_LEAST_NAME = 5  # characters of a name that another may be mistaken for
_NOTES = 5


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """organs: what an organ may call itself (局) and the endings of the names that may (局, 管理局).

    no_self: patterns for words that only begin like an organ's own (本办法). issued_by: patterns with a group `name`,
    for sentences that name the issuer. site: the same for sentences that name it or an organ above or beside it.
    elsewhere: patterns for sentences that speak of other places by right.
    """

    organs: dict[str, tuple[str, ...]]
    no_self: tuple[Pattern, ...] = ()
    issued_by: tuple[Pattern, ...] = ()
    site: tuple[Pattern, ...] = ()
    elsewhere: tuple[Pattern, ...] = ()


class _Issuer(NamedTuple):
    """The issuer's name, what it says, and the divisions it may mean, none when they are not known."""

    name: str
    organ: Organ
    divisions: tuple[Division, ...]


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:  # noqa: ARG001
    """Yield one observation for each name, at the first place where it stands."""
    name = content.issuer.name
    if not name:
        yield NotAssessed(NO_ISSUER())
        return
    organ = organ_named(name)
    issuer = _Issuer(name, organ, named_by("".join(organ.places)))
    found: dict[str, list[tuple[Span, Sentence]]] = {}
    for span, sentence in sorted(
        [
            *((span, CALLED) for span in _called(content, parameters, issuer)),
            *((span, INTRODUCED) for span in _introduced(content, parameters, issuer)),
            *((span, ELSEWHERE) for span in _elsewhere(content, parameters, issuer)),
            *((span, SIMILAR) for span in _similar(content, issuer)),
        ],
        key=lambda item: item[0],
    ):
        if within(span, content.prose) and not content.skips(span) and not content.copied(span.start):
            found.setdefault(content.text[slice(*span)], []).append((span, sentence))
    told: list[Span] = []
    for (span, sentence), *others in found.values():
        if not any(span.touches(other) for other in told):
            told.append(span)
            text = quoted(content, span)
            notes = [Note(ALSO(), other) for other, _ in others[:_NOTES]]
            if content.title and sentence is not CALLED:
                notes.append(Note(TITLE(), content.title))
            yield Observation(sentence(issuer=name, word=text, name=text), span, tuple(notes))


def _called(content: Content, parameters: Parameters, issuer: _Issuer) -> Iterator[Span]:
    """Yield the words that the issuer calls itself by and that do not fit it."""
    text = content.text
    excepted = {match.start() for pattern in parameters.no_self for match in pattern.finditer(text)}
    for match in _SELF.finditer(text):
        if match.start() not in excepted and not _own_place(content, match["word"], issuer):
            yield Span(*match.span())
    core = issuer.organ.body or (issuer.organ.places or (issuer.name,))[-1]
    known = any(core.endswith(endings) for endings in parameters.organs.values())
    if not content.issuer.kind or (issuer.organ.body and not known):
        return  # a station below a bureau may speak for the bureau
    for word, endings in parameters.organs.items():
        if not core.endswith(endings):
            for pronoun in "我本":
                at = text.find(pronoun + word)
                while at >= 0:
                    if at not in excepted:
                        yield Span(at, at + 1 + len(word))
                    at = text.find(pronoun + word, at + 1)


def _own_place(content: Content, word: str, issuer: _Issuer) -> bool:
    """Tell whether the issuer may speak of “our” place by this word: its own, and one above it."""
    ranks = issuer.organ.ranks
    if not ranks or word in ranks or word == "省":
        return True
    if word == "区" and (autonomous(issuer.divisions) or (not issuer.divisions and "自治区" in content.text)):
        return True
    lowest = next(reversed(ranks))
    if RANKS[word] > RANKS[lowest]:
        return lowest == "省" and RANKS[word] == RANKS["市"] and issuer.name.endswith("市")
    if RANKS[word] == RANKS[lowest] or any(RANKS[other] == RANKS[word] for other in ranks):
        return False
    return lowest not in ("县", "旗")  # a district is part of its city, a county is not


def _introduced(content: Content, parameters: Parameters, issuer: _Issuer) -> Iterator[Span]:
    """Yield the names that stand where the issuer's must."""
    for patterns, strict in ((parameters.issued_by, True), (parameters.site, False)):
        for pattern in patterns:
            for match in pattern.finditer(content.text):
                if match["name"] and _another(organ_named(match["name"]), issuer.organ, strict=strict):
                    yield Span(*match.span("name"))


def _another(named: Organ, own: Organ, *, strict: bool) -> bool:
    """Tell whether an organ is another one: of another place of the same rank, or, if strict, another of its place."""
    for kind, place in named.ranks.items():
        if any(RANKS.get(kind) == RANKS.get(other) and place != mine for other, mine in own.ranks.items()):
            return True
    bodies = named.body.lstrip("省市县区旗州盟镇乡"), own.body
    return strict and all(bodies) and not _abbreviates(*bodies) and not _abbreviates(*reversed(bodies))


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether the characters of one name stand in another in this order."""
    characters = iter(long)
    return all(char in characters for char in short)


def _elsewhere(content: Content, parameters: Parameters, issuer: _Issuer) -> Iterator[Span]:
    """Yield the organs of known places that have nothing to do with the issuer's."""
    text = content.text
    ranks = issuer.organ.ranks
    if not ranks:
        return
    for ending in ENDINGS:
        at = text.find(ending)
        while at >= 0:
            name = "" if text.startswith(_NO_CITY, at) else division_ending_at(text, at + 1)
            acts = _ACTS.match(text, at + 1) if name else None
            if acts and not _belongs(name, issuer):
                span = Span(at + 1 - len(name), acts.end())
                sentence = next((one for one in content.sentences if one.covers(span)), content.paragraph_at(at))
                if not any(pattern.search(text[slice(*sentence)]) for pattern in parameters.elsewhere):
                    yield span
            at = text.find(ending, at + 1)


def _belongs(name: str, issuer: _Issuer) -> bool:
    """Tell whether a division may be the issuer's, or above or below it."""
    meant = divisions()[name]
    if issuer.divisions:
        return any(related(one, issuer.divisions) for one in meant)
    if name in issuer.organ.places:
        return True
    lowest = next(reversed(issuer.organ.ranks))
    rank = RANKS[lowest]
    return rank not in (2, 3) or any(len(one) != rank for one in meant) or (rank == 3 and lowest == "市")


def _similar(content: Content, issuer: _Issuer) -> Iterator[Span]:
    """Yield what differs from the issuer's name in one character."""
    name, text = issuer.name, content.text
    if len(name) < _LEAST_NAME:
        return
    middle = len(name) // 2
    for half, offset in ((name[:middle], 0), (name[middle:], middle)):
        at = text.find(half)
        while at >= 0:
            start = at - offset
            window = text[max(0, start) : start + len(name)] if start >= 0 else ""
            wrong = [(one, other) for one, other in zip(window, name, strict=False) if one != other]
            goes_on = window[-1:] != name[-1] and _one_word(text[start + len(name) - 1 : start + len(name) + 1])
            if len(window) == len(name) and len(wrong) == 1 and _letter(wrong[0]) and not goes_on:
                yield Span(start, start + len(name))
            at = text.find(half, at + 1)


def _one_word(pair: str) -> bool:
    """Tell whether two characters are often parts of one word: the 发布 of an account's name."""
    return len(pair) == 2 and likelihood(pair[0], pair[1]) > _OFTEN


def _letter(pair: tuple[str, str]) -> bool:
    """Tell whether two different characters may be mistaken for each other: Han, not numbers or directions."""
    return all("\u4e00" <= char <= "\u9fff" and char not in _NUMERALS for char in pair)
