"""Takes the marks out of a stretch of Markdown without moving a character: emphasis, links, escapes, entities, tags.

A mark becomes as many word joiners (U+2060) as it has characters: folding drops them, so `**新收**申请` is one word to
a rule, and every offset, line and column stays that of the source. markdown-it says what is a mark: its rules are
wrapped, so that each tells which stretch of the source it took.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

MASK: Final = "\u2060"
BLANK: Final = MASK + " \t\u3000\xa0"
"""What is left of a stretch without text."""

# `**（一）新收**申请`: what its author wrote as emphasis and CommonMark does not take for it, because a mark stands next
# to the asterisks and a Han character behind them.
_BESIDE_MARKS: Final = re.compile(
    r"(?<!\*)\*\*(?=[^\s*])(?=[^\w\s*]|[^*\n]{0,400}[^\w\s*]\*\*)[^*\n]{1,400}(?<=\S)\*\*(?!\*)"
)
_LINE_END: Final = re.compile(r"[ \t]*(?=\n)")

Edit = tuple[int, int, str]


class Cleaned(NamedTuple):
    """A stretch without its marks, as long as before, and the offsets of the line breaks that its author forced."""

    text: str
    breaks: frozenset[int]


def mask(text: str) -> str:
    """Mask everything but line breaks; blanks too, for two of them would part columns."""
    return MASK * len(text) if "\n" not in text else re.sub(r"[^\n]", MASK, text)


def clean(text: str) -> Cleaned:
    """Take the marks out of the text of one paragraph, heading or cell; its lines are parted by LF."""
    if not re.search(r"[*_`\[<&\\~!]|  \n", text):
        return Cleaned(text, frozenset())
    taken = _Taken(text)
    _parser().inline.parse(text, _parser(), taken.environment, taken.tokens)
    edits = sorted([*taken.edits, *_delimiters(taken)])
    parts: list[str] = []
    done = 0
    for start, end, replacement in edits:
        start = max(start, done)
        if start < end:
            parts += (text[done:start], replacement if len(replacement) == end - start else mask(text[start:end]))
            done = end
    parts.append(text[done:])
    return Cleaned(_BESIDE_MARKS.sub(_unstarred, "".join(parts)), frozenset(taken.breaks))


def _unstarred(match: re.Match[str]) -> str:
    return 2 * MASK + match[0][2:-2] + 2 * MASK


class _Taken:
    """What the rules took from one stretch."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Any] = []
        self.environment: dict[str, Any] = {"taken": self}
        self.edits: list[Edit] = []
        self.breaks: set[int] = set()
        self.delimiters: list[tuple[Any, int, int]] = []  # token, start, end

    def hide(self, start: int, end: int) -> None:
        self.edits.append((start, end, mask(self.text[start:end])))


def _delimiters(taken: _Taken) -> list[Edit]:
    """Return the edits for emphasis, known only now; struck text vanishes with its marks."""
    edits: list[Edit] = []
    struck = -1
    for token, start, end in sorted(taken.delimiters, key=lambda one: one[1]):
        if token.type == "s_open" and struck < 0:
            struck = start
        elif token.type == "s_close" and struck >= 0:
            edits.append((struck, end, mask(taken.text[struck:end])))
            struck = -1
        elif token.type != "text" or not token.content:
            edits.append((start, end, mask(taken.text[start:end])))
    return edits


# ---------------------------------------------------------------- what each rule takes


def _newline(taken: _Taken, _state: Any, start: int, new: list[Any]) -> None:
    if any(token.type == "hardbreak" for token in new):
        taken.breaks.add(start)


def _escape(taken: _Taken, _state: Any, start: int, new: list[Any]) -> None:
    if taken.text.startswith("\n", start + 1):
        taken.hide(start, start + 1)
        taken.breaks.add(start + 1)
    elif new[-1].content != new[-1].markup:
        taken.hide(start, start + 1)


def _backtick(taken: _Taken, state: Any, start: int, new: list[Any]) -> None:
    for token in new:
        if token.type == "code_inline":
            taken.hide(start, start + len(token.markup))
            taken.hide(state.pos - len(token.markup), state.pos)


def _emphasis(taken: _Taken, state: Any, start: int, new: list[Any]) -> None:
    end = state.pos
    for token in reversed(new):  # the first may be the text before
        if end > start:
            taken.delimiters.append((token, end - len(token.content), end))
            end -= len(token.content)


def _link(taken: _Taken, state: Any, start: int, _new: list[Any]) -> None:
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    taken.hide(start, start + 1)
    taken.hide(label_end, state.pos)


def _whole(taken: _Taken, state: Any, start: int, _new: list[Any]) -> None:
    taken.hide(start, state.pos)


def _tag(taken: _Taken, state: Any, start: int, _new: list[Any]) -> None:
    taken.hide(start, state.pos)
    end = _LINE_END.match(taken.text, state.pos)
    if end and taken.text[start : start + 3].lower() == "<br":
        taken.breaks.add(end.end())


def _autolink(taken: _Taken, state: Any, start: int, _new: list[Any]) -> None:
    taken.hide(start, start + 1)
    taken.hide(state.pos - 1, state.pos)


def _entity(taken: _Taken, state: Any, start: int, new: list[Any]) -> None:
    taken.edits.append((start, state.pos, new[-1].content.ljust(state.pos - start, MASK)))


def _watched(rule: Callable[[Any, bool], bool], take: Callable[[_Taken, Any, int, list[Any]], None]) -> Any:
    def watched(state: Any, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        done = rule(state, silent)
        taken = state.env["taken"]
        if done and not silent and state.tokens is taken.tokens:  # not inside the text of a picture
            take(taken, state, start, state.tokens[count:])
        return done

    return watched


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt, rules_inline

    parser = MarkdownIt("commonmark").enable("strikethrough")
    parser.inline.ruler2.disable("fragments_join")  # it would fill what emphasis has emptied
    for name, rule, take in (
        ("newline", rules_inline.newline, _newline),
        ("escape", rules_inline.escape, _escape),
        ("backticks", rules_inline.backtick, _backtick),
        ("strikethrough", rules_inline.strikethrough.tokenize, _emphasis),
        ("emphasis", rules_inline.emphasis.tokenize, _emphasis),
        ("link", rules_inline.link, _link),
        ("image", rules_inline.image, _whole),
        ("autolink", rules_inline.autolink, _autolink),
        ("html_inline", rules_inline.html_inline, _tag),
        ("entity", rules_inline.entity, _entity),
    ):
        parser.inline.ruler.at(name, _watched(rule, take))
    return parser
