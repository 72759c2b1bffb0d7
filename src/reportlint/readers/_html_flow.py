"""Walks through a web page as a parser reports it and collects what a person would see, line by line.

Scripts, styles, comments and hidden elements are left out, and so is what Word marks as deleted. Numbers of lists that
a browser would draw are written out. Style sheets are not applied: only what stands at an element itself counts. No
tree is built, so that depth costs nothing. What of it is the report is judged elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportlint.readers._html_numbering import numbered
from reportlint.readers._html_pieces import Line, Sink
from reportlint.readers._html_tables import Rows, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "listing", "main",
    "menu", "nav", "noframes", "noscript", "ol", "optgroup", "option", "p", "plaintext", "pre", "section",
    "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
_HIDDEN: Final = frozenset({
    "del", "frame", "iframe", "noembed", "rp", "rt", "script", "style", "svg", "template", "title", "xml",
})  # fmt: skip
_CHROME: Final = frozenset({
    "applet", "aside", "audio", "button", "canvas", "datalist", "dialog", "footer", "menu", "nav", "noframes",
    "noscript", "object", "select", "video",
})  # fmt: skip
_CHROME_ROLES: Final = frozenset({
    "banner", "complementary", "contentinfo", "menu", "menubar", "navigation", "search", "tablist", "toolbar",
})  # fmt: skip
_PREFORMATTED: Final = frozenset({
    "listing", "plaintext", "pre", "textarea", "xmp",
})  # fmt: skip
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LONGEST_HEADING: Final = 80  # characters; a longer one is a paragraph in large type

_HIDING: Final = re.compile(r"display:none|mso-hide:all|mso-element:comment")
_VEIL: Final = re.compile(r"font-size:0+(?:\.0+)?(?:p[xt]|r?em|%)?(?:;|!|\Z)|visibility:(?:hidden|collapse)")
_UNVEIL: Final = re.compile(r"font-size:|visibility:visible")
_BLOCK: Final = re.compile(r"display:(?:block|flex|grid|list-item|table\b(?!-))")
_INLINE: Final = re.compile(r"display:inline(?:;|!|\Z)")
_KEEPS_LINES: Final = re.compile(r"white-space:pre")
_OUTLINE: Final = re.compile(r"mso-outline-level:([1-9])")

_SPACES: Final = re.compile(r"[ \t\n\f\r]+")
_HAN: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af“”‘’…—·"
_WRAPPED: Final = re.compile(f"(?<=[{_HAN}])[ ]*\n[ \n]*(?=[{_HAN}])")  # a line of the source ends inside Chinese text
_GAPS: Final = re.compile("[ \n]+")
_LINE_BREAKS: Final = re.compile("\r\n?|\n")
_ORDINAL: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十百\d]{1,4}[、.．)）]|第[一二三四五六七八九十百\d]+[章节条]|[①-⑳])"
)


class _Frame(NamedTuple):
    """What holds inside an open element: most is inherited. opens: what has to be closed with it."""

    block: bool = True
    hidden: bool = False
    veiled: bool = False
    pre: bool = False
    linked: bool = False
    chrome: bool = False
    level: int | None = None
    opens: str = ""


class Flow:
    """The target of a parser; `sink` holds what was found.

    frames: reads the page that a frame shows, None when it is not at hand. shown: hidden elements are read as well.
    missing: addresses of frames that are not at hand. title: of the page. hidden: something was left out as hidden.
    """

    def __init__(self, frames: Callable[[Mapping[str, str]], Sink | None], *, shown: bool = False) -> None:
        self.sink = Sink()
        self.missing: list[str] = []
        self.hidden = False
        self._titles: list[str] = []
        self._read_frame = frames
        self._shown = shown
        self._frames: list[_Frame] = [_Frame()]
        self._sinks: list[Sink] = [self.sink]
        self._tables: list[Rows] = []
        self._lists: list[tuple[Mapping[str, str], int]] = []
        self._in_title = False
        self._begin_line()

    @property
    def title(self) -> str:
        """Return the title of the page."""
        return " ".join("".join(self._titles).split())

    # ---------------------------------------------------------------- what a parser reports

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        outer = self._frames[-1]
        if tag == "title":
            self._in_title = not self._titles
        if outer.hidden or tag in _HIDDEN:
            self._frames.append(outer._replace(hidden=True, opens=""))
            if tag in ("iframe", "frame") and not outer.hidden:
                self._frame_page(attributes)
            return
        frame = self._inherited(outer, tag, attributes)
        if frame.block:
            self._end_line()
        if tag == "a" and (attributes.get("href") or "#")[:1] != "#":
            frame = frame._replace(linked=True)
            self._links += 1
        if not frame.hidden:
            frame = self._structure(frame, tag, attributes)
        self._frames.append(frame)

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag == "title":
            self._in_title = False
        if len(self._frames) == 1:
            return
        frame = self._frames[-1]
        if frame.block and not frame.hidden:
            self._end_line()
        self._frames.pop()
        if frame.opens == "cell":
            self._sinks.pop()
            self._tables[-1].open = False
        elif frame.opens == "table":
            self._sinks[-1].pour(unpack(self._tables.pop()))
        elif frame.opens == "list":
            self._lists.pop()

    def data(self, text: str) -> None:
        """Take the text of an element."""
        frame = self._frames[-1]
        if frame.hidden:
            if self._in_title:
                self._titles.append(text)
        elif frame.veiled and not self._shown:
            self.hidden = self.hidden or not text.isspace()
        elif frame.pre:
            first, *others = _LINE_BREAKS.split(text)
            self._take(first, frame)
            for line in others:
                self._end_line()
                self._take(line, frame)
        else:
            self._take(_SPACES.sub(_collapsed, text), frame)

    def close(self) -> Flow:
        """End the page."""
        self._end_line()
        return self

    # ---------------------------------------------------------------- elements

    def _inherited(self, outer: _Frame, tag: str, attributes: Mapping[str, str]) -> _Frame:
        block, hidden, veiled, level = tag in _BLOCKS, "hidden" in attributes, outer.veiled, outer.level
        pre = outer.pre or tag in _PREFORMATTED
        style = attributes.get("style")
        if style:
            style = style.lower().replace(" ", "")
            hidden = hidden or _HIDING.search(style) is not None
            if _VEIL.search(style):
                veiled = True
            elif veiled and _UNVEIL.search(style):
                veiled = False
            block = (block and not _INLINE.search(style)) or _BLOCK.search(style) is not None
            pre = pre or _KEEPS_LINES.search(style) is not None
            outline = _OUTLINE.search(style)
            level = int(outline[1]) if outline else level
        role = attributes.get("role", "")
        if role == "heading" and attributes.get("aria-level", "").isdecimal():
            level = int(attributes["aria-level"][:3])
        self.hidden = self.hidden or hidden
        chrome = outer.chrome or tag in _CHROME or role in _CHROME_ROLES
        return _Frame(block, hidden and not self._shown, veiled, pre, outer.linked, chrome, _HEADINGS.get(tag, level))

    def _structure(self, frame: _Frame, tag: str, attributes: Mapping[str, str]) -> _Frame:
        """Open what an element opens: a table, a row, a cell, a list, an item."""
        if tag == "table":
            self._tables.append(Rows(layout=attributes.get("role") in ("presentation", "none")))
            return frame._replace(opens="table")
        if tag in ("ol", "ul", "menu", "dir"):
            self._lists.append((attributes if tag == "ol" else {"type": "none"}, _number(attributes.get("start"), 1)))
            return frame._replace(opens="list")
        if tag == "li":
            self._item(attributes)
        table = self._tables[-1] if self._tables and not self._tables[-1].open else None
        if table is not None and tag in ("td", "th"):
            self._sinks.append(table.begin_cell(attributes.get("rowspan"), attributes.get("colspan")).sink)
            return frame._replace(opens="cell")
        if table is not None and tag in ("thead", "tbody", "tfoot"):
            table.group += 1
        elif table is not None and tag == "tr":
            table.begin_row()
        return frame

    def _item(self, attributes: Mapping[str, str]) -> None:
        """Write out the number that a browser would draw before an item of a numbered list."""
        if not self._lists:
            return
        kind, number = self._lists[-1]
        number = _number(attributes.get("value"), number)
        self._number = numbered(number, kind.get("type", ""), kind.get("style", "") + attributes.get("style", ""))
        self._lists[-1] = (kind, number - 1 if "reversed" in kind else number + 1)

    def _frame_page(self, attributes: Mapping[str, str]) -> None:
        self._end_line()
        inner = self._read_frame(attributes)
        if inner is not None:
            self._sinks[-1].pour(inner)
        elif attributes.get("src"):
            self.missing.append(attributes["src"])

    # ---------------------------------------------------------------- lines

    def _begin_line(self) -> None:
        self._texts: list[str] = []
        self._pre = False
        self._links = self._linked = 0
        self._number = ""
        self._inked: _Frame | None = None  # of the first text

    def _take(self, text: str, frame: _Frame) -> None:
        self._texts.append(text)
        self._pre = self._pre or frame.pre
        if self._inked is None and not text.isspace() and text:
            self._inked = frame
        if frame.linked:
            self._linked += len(text)

    def _end_line(self) -> None:
        if self._inked is None:
            if self._texts or self._links:
                number = self._number  # an item whose text is in a paragraph of its own
                self._begin_line()
                self._number = number
            return
        text = "".join(self._texts)
        if not self._pre:
            if "\n" in text:
                text = _WRAPPED.sub("", text)
            text = _GAPS.sub(" ", text).strip(" ")
        if self._number and not _ORDINAL.match(text):
            text = self._number + text
        frame = self._inked
        level = frame.level if len(text) <= _LONGEST_HEADING else None
        self._sinks[-1].add(Line(text, level, self._links, self._linked, frame.chrome))
        self._begin_line()


def _collapsed(spaces: re.Match[str]) -> str:
    return "\n" if "\n" in spaces[0] or "\r" in spaces[0] else " "


def _number(written: str | None, default: int) -> int:
    """Return a whole number of at most six digits."""
    return int(written) if written and re.fullmatch(r"-?\d{1,6}", written.strip(), re.ASCII) else default


def parse(etree: Any, markup: str, flow: Flow) -> Flow:
    """Walk through a page; damage is mended as browsers do. etree: `lxml.etree`."""
    parser = etree.HTMLParser(target=flow, encoding="utf-8", huge_tree=True, no_network=True, recover=True)
    etree.fromstring(markup.encode("utf-8", "replace"), parser)
    return flow
