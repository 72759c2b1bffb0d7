"""The text within a paragraph of a .docx file, as somebody sees it who has accepted all changes.

Inserted text is read, deleted and hidden text is not; of a field its result, of a ruby its base, of alternatives the
first with text. Text boxes and notes are only collected: they stand elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reportlint.readers._word_package import W, child, switched, value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.readers._word_package import Element
    from reportlint.readers._word_styles import Style, Styles

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WHITE: Final = re.compile("[\t\r\n]+")

ALTERNATIVES: Final = f"{MC}AlternateContent"
_BOX: Final = f"{W}txbxContent"
_CONTAINERS: Final = frozenset(
    W + name
    for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo",
        "ruby", "rubyBase",
    )
)  # fmt: skip
_GRAPHICS: Final = frozenset(W + name for name in ("drawing", "pict", "object"))
_CHARACTERS: Final = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_NOTES: Final = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


def shown(alternatives: Element) -> Iterable[Element]:
    """Return what is read of alternatives: the first branch with text in it, for they say the same."""
    return next((branch for branch in alternatives if next(branch.iter(f"{W}t", f"{_M}t"), None) is not None), ())


class Collected:
    """What stands beside the text of one story: text boxes of the paragraph just read, notes of all of them.

    notes: kind (footnote, endnote) and id, in the order in which they are referred to.
    """

    def __init__(self) -> None:
        self.boxes: list[Element] = []
        self.notes: dict[tuple[str, str], None] = {}


class Inline:
    """Reads the text of one paragraph after the other."""

    def __init__(self, styles: Styles, collected: Collected, *, preserve: bool = False) -> None:
        self._styles = styles
        self._collected = collected
        self._preserve = preserve  # white space at the ends of all texts counts
        self._hidden = False
        self._pieces: list[str] = []
        self._fields: list[int | None] = []  # where the instruction of each open field begins, None in its result

    def text(self, paragraph: Element, style: Style) -> str:
        """Return the text of a paragraph; its text boxes are added to `Collected.boxes`."""
        self._hidden = style.hidden
        self._pieces = []
        self._fields = []
        self._walk(paragraph)
        return "".join(self._pieces)

    def _walk(self, elements: Iterable[Element]) -> None:
        for element in elements:
            tag = element.tag
            if tag == f"{W}r":
                self._run(element)
            elif tag in _CONTAINERS:
                self._walk(element)
            elif tag == f"{W}t" or tag == f"{_M}t":
                self._text(element)
            elif tag == ALTERNATIVES:
                self._walk(shown(element))
            elif tag.startswith(_M):
                self._walk(element)

    def _run(self, run: Element) -> None:
        hidden = self._is_hidden(run)
        for element in run:
            if element.tag == f"{W}fldChar":  # a field with a hidden mark is a field all the same
                self._field(element.get(f"{W}fldCharType"))
            elif not hidden:
                self._content(element)

    def _content(self, element: Element) -> None:
        tag = element.tag
        if tag == f"{W}t":
            self._text(element)
        elif tag in _CHARACTERS:
            self._pieces.append(_CHARACTERS[tag])
        elif tag in _GRAPHICS:
            self._find_boxes(element)
        elif tag in _NOTES:
            self._collected.notes[_NOTES[tag], element.get(f"{W}id", "")] = None
        elif tag == f"{W}sym":
            self._pieces.append(symbol(element.get(f"{W}font", ""), element.get(f"{W}char", "")))
        elif tag == f"{W}ruby":
            self._walk(element)
        elif tag == ALTERNATIVES:
            for inner in shown(element):
                self._content(inner)

    def _text(self, element: Element) -> None:
        text = element.text or ""
        space = element.get(_SPACE)
        if space != "preserve" and (space is not None or not self._preserve):
            text = text.strip(" \t\r\n")
        self._pieces.append(_WHITE.sub(" ", text))

    def _field(self, mark: str | None) -> None:
        """Follow a field within its paragraph: what its instruction shows goes; an unfinished one stays as it is."""
        if mark == "begin":
            self._fields.append(len(self._pieces))
        elif self._fields:
            begin = self._fields.pop()
            if begin is not None:
                del self._pieces[begin:]
            if mark == "separate":
                self._fields.append(None)

    def _is_hidden(self, run: Element) -> bool:
        properties = child(run, "rPr")
        if properties is None:
            return self._hidden
        hidden = switched(properties, "vanish")
        if hidden is not None:
            return hidden
        style = value(properties, "rStyle")
        return self._hidden or (style is not None and self._styles.named(style).hidden)

    def _find_boxes(self, graphic: Iterable[Element]) -> None:
        for element in graphic:
            if element.tag == _BOX:
                self._collected.boxes.append(element)
            elif element.tag == ALTERNATIVES:
                self._find_boxes(shown(element))
            else:
                self._find_boxes(element)


def symbol(font: str, code: str) -> str:
    """Return the character of a symbol font, for the few that mean something in a report; else nothing."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if not 0xF000 <= point <= 0xF0FF:  # a character of its own, which the font only draws
        return chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point <= 0xFFFD else ""
    if font.casefold().startswith("wingdings 2"):
        return {0x52: "☑", 0x54: "☒", 0xA3: "□"}.get(point & 0xFF, "")
    if font.casefold().startswith("wingdings"):
        return _WINGDINGS.get(point & 0xFF, "")
    return ""


_WINGDINGS: Final = {
    **{0x81 + place: chr(ord("①") + place) for place in range(10)},
    **{0x8C + place: chr(ord("❶") + place) for place in range(10)},
    0x6F: "□", 0xA8: "□", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip
