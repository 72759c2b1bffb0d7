"""Web pages as drafts: the report on the page of an office, saved with a browser, or saved by Word as a web page.

The text is what a person would read, a paragraph a line; data tables become grids, tables that lay out the page are
unpacked. Navigation, buttons and footers are kept apart as the residue of the draft. Style sheets and scripts are not
run: what only they hide or write is not seen. Nothing is fetched, and no entity of a document type is resolved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from reportlint.draft.builder import DraftBuilder
from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers import _extras
from reportlint.readers._html_bytes import page
from reportlint.readers._html_chrome import divide
from reportlint.readers._html_flow import Flow, parse
from reportlint.readers._html_pieces import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportlint.draft.draft import Draft
    from reportlint.readers._html_bytes import Page
    from reportlint.readers._html_pieces import Piece, Sink

SUFFIXES = (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml")

_TAG: Final = re.compile(r"<[A-Za-z!?/]")
_DEEPEST_FRAME: Final = 5
_NO_MARKUP: Final = Sentence(
    "不是网页，里面没有任何标签；如果是纯文本，请把后缀名改为 .txt 再检查",
    "no web page, there is no tag in it; if it is plain text, rename it to .txt",
)
_FRAMES: Final = Sentence(
    "这个网页只是框架，正文在另一个网页里（{address}）；请在浏览器里单独打开正文，另存后再检查",
    "this page only holds frames, the text is in another page ({address}); open that page alone, save and check it",
)
_NOTHING: Final = Sentence(
    "网页里没有文字：正文可能是图片、附件，或要靠脚本载入；请在浏览器里打开，把正文另存为纯文本（.txt）再检查",
    "the page holds no text: it may be a picture, an attachment, or loaded by a script; save it as plain text (.txt)",
)


def read(path: str, data: bytes) -> Draft:
    """Read a web page, or a page saved as one MIME file (.mht).

    Raises ReadError when it is no page, when it holds no text, or when lxml is not installed.
    """
    _extras.limit_size(path, data)
    if data.isspace():
        raise ReadError(path, _extras.EMPTY())
    etree = _extras.library("lxml.etree", "office", path, ".html")
    found = page(path, data)
    if not _TAG.search(found.markup):
        raise ReadError(path, _NO_MARKUP())
    flow = _walk(etree, found)
    if not _has_text(flow) and flow.hidden:  # a script shows it
        flow = _walk(etree, found, shown=True)
    if not _has_text(flow):
        address = flow.missing[0] if flow.missing else ""
        raise ReadError(path, _FRAMES(address=address) if address else _NOTHING())
    report, around = divide(list(flow.sink.pieces()), flow.title)
    return _draft(path, found.encoding, report, around)


def _has_text(flow: Flow) -> bool:
    return flow.sink.filled and not (flow.missing and flow.sink.chrome)


def _walk(etree: Any, found: Page, *, shown: bool = False) -> Flow:
    left = dict(found.frames)

    def flow_of(markup: str, depth: int) -> Flow:
        def frame(attributes: Mapping[str, str]) -> Sink | None:
            inner = attributes.get("srcdoc") or left.pop(attributes.get("src", ""), None)
            return flow_of(inner, depth + 1).sink if inner and depth < _DEEPEST_FRAME else None

        return parse(etree, markup, Flow(frame, shown=shown))

    return flow_of(found.markup, 0)


def _draft(path: str, encoding: str, report: Sequence[Piece], around: Sequence[Piece]) -> Draft:
    builder = DraftBuilder()
    paragraphs = tables = 0
    for piece in report:
        if isinstance(piece, Line):
            paragraphs += 1
            builder.paragraph(piece.text, level=piece.level, location=f"第{paragraphs}段")
        else:
            tables += piece.first
            builder.grid(piece.cells, location=f"第{tables}个表格")
    return builder.draft(path, "html", encoding=encoding, residue="\n".join(map(_text, around)))


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, Line) else "\t".join(cell.text for cell in piece.cells)
