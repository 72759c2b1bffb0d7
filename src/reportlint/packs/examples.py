"""The examples of rules, tried: a rule must find its bad examples and leave its good ones alone.

Linting itself is handed in, because packs know nothing of the engine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from reportlint.errors import ReportlintError
from reportlint.positions import SourceSpan
from reportlint.text.patterns import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from reportlint.finding import Finding
    from reportlint.packs.schema import Example, Pack, Rule
    from reportlint.packs.yaml import Node

    Lint = Callable[[str, Pack, str, Example], Sequence[Finding]]

_MARK = re.compile("【【|】】|【】|【|】")


class MarkError(ReportlintError):
    """Marks that do not pair; `offset` is that of the first odd one in the text as written."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset

    def __reduce__(self) -> tuple[type[MarkError], tuple[str, int]]:
        return type(self), (self.text(), self.offset)


class ExampleResult(NamedTuple):
    """How one example fared.

    number: counts from 1 among the rule's examples of its kind. message: "" when ok. text: without its marks. spans:
    what was missed of a bad example, what was found in a good one; in `text`.
    """

    pack: str
    rule: str
    kind: Literal["good", "bad"]
    number: int
    ok: bool
    message: str
    text: str
    spans: tuple[SourceSpan, ...] = ()


def parse_marks(text: str) -> tuple[str, list[SourceSpan]]:
    """Return a text without its 【】 marks and the spans they enclosed; `【【` and `】】` stand for the characters.

    An empty pair marks a place between characters. Raises `MarkError`.
    """
    plain: list[str] = []
    spans: list[SourceSpan] = []
    length = done = 0
    opened: tuple[int, int] | None = None  # in the plain text, in the marked text
    for match in _MARK.finditer(text):
        plain.append(text[done : match.start()])
        length += match.start() - done
        done = match.end()
        if match[0] == "【】":
            spans.append(SourceSpan(length, length))
        elif len(match[0]) == 2:
            plain.append(match[0][0])
            length += 1
        elif match[0] == "【":
            if opened:
                raise MarkError("【】 标记不成对：【 之后又有 【（文字里的【写作【【）", match.start())
            opened = (length, match.start())
        elif opened is None:
            raise MarkError("【】 标记不成对：】 之前没有 【（文字里的】写作】】）", match.start())
        else:
            spans.append(SourceSpan(opened[0], length))
            opened = None
    if opened:
        raise MarkError("【】 标记不成对：【 没有闭合", opened[1])
    return "".join(plain) + text[done:], spans


def offset_written(text: str, offset: int) -> int:
    """Return where a character of the text without marks stands in the text with them."""
    plain = done = 0
    for match in _MARK.finditer(text):
        plain += match.start() - done
        if offset < plain:
            return match.start() - (plain - offset)
        done = match.end()
        if match[0] in ("【【", "】】"):
            if offset == plain:
                return match.start()
            plain += 1
    return done + offset - plain


def run(packs: Iterable[Pack], lint: Lint, only: Container[str] | None = None) -> Iterator[ExampleResult]:
    """Try the examples of every rule that is on; a rule that several packs share alike is tried once.

    only: full names of rules; all when None.

    lint: takes a text without marks, a pack, a rule's full name and the example, which says what to assume beside the
    text; returns the findings of that rule.
    """
    tried: set[bytes] = set()
    for pack in packs:
        for rule in pack.rules:
            content = encode(rule)
            if rule.status == "off" or content in tried or (only is not None and rule.name not in only):
                continue
            tried.add(content)
            for number, example in enumerate(rule.examples.good, 1):
                yield _good(pack, rule, number, example, lint)
            for number, example in enumerate(rule.examples.bad, 1):
                yield _bad(pack, rule, number, example, lint)


def written(node: Node, rule: str, kind: str, number: int) -> Node | None:
    """Return the text of an example of a rule (by its id) as it stands in a file of a pack; None when it is not there.

    node: the root of the file.
    """
    for entry in node.mapping["rules"].items if "rules" in node.mapping else ():
        name = entry.mapping.get("id")
        if name is None or name.value != rule:
            continue
        examples = entry.mapping.get("examples")
        listed = examples.mapping.get(kind) if examples else None
        if listed and number <= len(listed.items):
            item = listed.items[number - 1]
            return item.mapping.get("text", item)
    return None


def _good(pack: Pack, rule: Rule, number: int, example: Example, lint: Lint) -> ExampleResult:
    text, _ = parse_marks(example.text)
    findings = lint(text, pack, rule.name, example)
    message = f"多报：{findings[0].message}" if findings else ""
    spans = tuple(span for finding in findings for span in _spans(finding))
    return ExampleResult(pack.name, rule.name, "good", number, not findings, message, text, spans)


def _bad(pack: Pack, rule: Rule, number: int, example: Example, lint: Lint) -> ExampleResult:
    text, marks = parse_marks(example.text)
    findings = lint(text, pack, rule.name, example)
    message = "" if findings else "漏报：没有任何发现"
    spans = [span for finding in findings for span in _spans(finding)]
    missed = [mark for mark in marks if not any(_touch(mark, span) for span in spans)]
    if findings and missed:
        message = f"漏报：{'、'.join(f'“{text[mark.start : mark.end]}”' for mark in missed)}"
    return ExampleResult(pack.name, rule.name, "bad", number, not message, message, text, tuple(missed))


def _spans(finding: Finding) -> Iterator[SourceSpan]:
    for place in (finding.span, *(related.span for related in finding.related)):
        if place is not None:
            yield SourceSpan(place.start.offset, place.end.offset)


def _touch(mark: SourceSpan, span: SourceSpan) -> bool:
    """Tell whether the two share a character; an empty one need only lie inside or beside the other."""
    if mark.start == mark.end or span.start == span.end:
        return mark.start <= span.end and span.start <= mark.end
    return mark.start < span.end and span.start < mark.end
