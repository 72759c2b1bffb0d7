"""The styles and lists of a .docx file: what a paragraph inherits from them.

Only what changes the text is looked at: heading levels, numbering, hidden text, entries of a table of contents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from reportlint.readers._word_lists import ListLevel, WordList
from reportlint.readers._word_package import W, child, number, switched, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlint.readers._word_package import Element

_BODY_LEVEL: Final = 9  # an outline level that says: no heading
_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)  # not 标题, the title, nor 标题 1 Char
# The entries of a table of contents and its title; not a style that somebody called 目录.
_CONTENTS: Final = re.compile(r"(?:toc|(?:WPSOffice手动)?目录)\s*(?:[1-9]|heading|标题)", re.IGNORECASE)
_LABEL_LENGTH: Final = 64  # characters; the longest label that anybody writes is a tenth of it


class Style(Struct, frozen=True):
    """What a paragraph style hands down.

    level: heading level, 1 is highest. list_id, depth: the list that it numbers by (depth None: the list says).
    owner: the style that names the list. contents: a line of a table of contents.
    """

    level: int | None = None
    list_id: str | None = None
    depth: int | None = None
    owner: str = ""
    hidden: bool = False
    contents: bool = False


class Styles:
    """The styles of a document by id, each resolved along the styles that it is based on."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = ""
        for root in roots:
            for element in root.iterfind(f"{W}style"):
                name = element.get(f"{W}styleId", "")
                self._elements[name] = element
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                    self._default = name

    def named(self, name: str | None) -> Style:
        """Return a style by its id; None is that of plain paragraphs."""
        key = self._default if name is None else name
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def list_of(self, name: str) -> str | None:
        """Return the list that a list style stands for."""
        return self.named(name).list_id

    def _resolve(self, name: str) -> Style:
        chain = list(self._chain(name))
        owner, list_id, depth = _numbering(chain)
        return Style(
            _level(chain),
            list_id,
            depth,
            owner,
            _hidden(chain),
            any(_CONTENTS.fullmatch(value(element, "name") or "") for element in chain),
        )

    def _chain(self, name: str | None) -> Iterator[Element]:
        seen = set()
        while name is not None and name in self._elements and name not in seen:
            seen.add(name)
            element = self._elements[name]
            yield element
            name = value(element, "basedOn")


def _level(chain: Iterable[Element]) -> int | None:
    for element in chain:
        outline = number(child(element, "pPr"), "outlineLvl")
        if outline is not None:
            return heading_level(outline)
        heading = _HEADING.fullmatch(value(element, "name") or "")
        if heading is not None:
            return int(heading[1])
    return None


def heading_level(outline: int) -> int | None:
    """Return the heading level of an outline level, which counts from 0; None for running text."""
    return outline + 1 if 0 <= outline < _BODY_LEVEL else None


def _numbering(chain: Iterable[Element]) -> tuple[str, str | None, int | None]:
    """Return the style that names a list, the list, and the level."""
    depth = None
    for element in chain:
        properties = child(child(element, "pPr"), "numPr")
        if properties is None:
            continue
        if depth is None:
            depth = number(properties, "ilvl")
        list_id = value(properties, "numId")
        if list_id is not None:
            return element.get(f"{W}styleId", ""), list_id, depth
    return "", None, depth


def _hidden(chain: Iterable[Element]) -> bool:
    for element in chain:
        hidden = switched(child(element, "rPr"), "vanish")
        if hidden is not None:
            return hidden
    return False


class Numbering:
    """The lists of a document by id."""

    def __init__(self, roots: Iterable[Element], styles: Styles) -> None:
        self._styles = styles
        self._instances: dict[str, Element] = {}
        self._families: dict[str, Element] = {}
        self._lists: dict[str, WordList | None] = {}
        self._depths: dict[tuple[str, str], int] = {}
        for root in roots:
            for element in root.iterfind(f"{W}num"):
                self._instances[element.get(f"{W}numId", "")] = element
            for element in root.iterfind(f"{W}abstractNum"):
                self._families[element.get(f"{W}abstractNumId", "")] = element

    def list(self, list_id: str) -> WordList | None:
        """Return a list, None when there is none: list 0 is how a paragraph leaves the list of its style."""
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def depth(self, list_id: str, style: str) -> int | None:
        """Return the level of a list that belongs to a style."""
        self.list(list_id)
        return self._depths.get((list_id, style))

    def _read(self, list_id: str) -> WordList | None:
        instance = self._instances.get(list_id)
        family = None if instance is None else self._family(instance)
        if family is None:
            return None
        levels = {depth: element for element in family.iterfind(f"{W}lvl") if (depth := _depth(element)) is not None}
        starts: dict[int, int] = {}
        for override in self._instances[list_id].iterfind(f"{W}lvlOverride"):
            depth = _depth(override)
            if depth is None:
                continue
            start = number(override, "startOverride")
            if start is not None:
                starts[depth] = start
            replaced = child(override, "lvl")
            if replaced is not None:
                levels[depth] = replaced
        for depth, element in levels.items():
            style = value(element, "pStyle")
            if style is not None:
                self._depths.setdefault((list_id, style), depth)
        read = {depth: _read_level(element) for depth, element in levels.items()}
        return WordList(list_id, family.get(f"{W}abstractNumId", ""), read, starts)

    def _family(self, instance: Element) -> Element | None:
        """Return the definition behind a list; one that only links to a list style leads to that style's list."""
        for _ in range(8):  # a chain of links is one long; a ring would have no end
            family = self._families.get(value(instance, "abstractNumId") or "")
            link = None if family is None else value(family, "numStyleLink")
            if link is None:
                return family
            instance = self._instances.get(self._styles.list_of(link) or "")
            if instance is None:
                return family
        return None


def _depth(element: Element) -> int | None:
    return whole(element.get(f"{W}ilvl"))


def _read_level(element: Element) -> ListLevel:
    # A custom format stands beside its nearest usual one as two alternatives; the last one is the usual one.
    forms = [form.get(f"{W}val", "") for form in element.iter(f"{W}numFmt")]
    start = number(element, "start")
    hidden = switched(child(element, "rPr"), "vanish")
    return ListLevel(
        start=1 if start is None else start,
        form="bullet" if hidden else forms[-1] if forms else "decimal",
        text=(value(element, "lvlText") or "")[:_LABEL_LENGTH],
        legal=bool(switched(element, "isLgl")),
        restart=number(element, "lvlRestart"),
        suffix=value(element, "suff") or "tab",
    )
