"""What a file named as a Word document holds in truth: systems export web pages, RTF and plain text under that name."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from reportlint.finding import Sentence


class Content(Enum):
    """A kind of content, named as a sentence about it names it."""

    ZIP = Sentence("ZIP 压缩文件", "a zip file")
    OLE = Sentence("旧版 Office 文件", "an old Office file")
    RTF = Sentence("RTF 文件", "an RTF file")
    PDF = Sentence("PDF 文件", "a PDF file")
    MHT = Sentence("单个文件网页（MHT）", "a web archive (MHT)")
    HTML = Sentence("网页（HTML）", "a web page (HTML)")
    XML = Sentence("XML 文件", "an XML file")
    OTHER = Sentence("别的内容", "something else")


OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MARKS: Final = (
    (b"PK\x03\x04", Content.ZIP),
    (b"PK\x05\x06", Content.ZIP),
    (OLE_MARK, Content.OLE),
    (b"{\\rtf", Content.RTF),
    (b"%PDF-", Content.PDF),
)
_SAMPLE: Final = 8192  # bytes in which a page or an archive shows what it is

# A mail header with several parts, as "save as web archive" writes it.
_ARCHIVE: Final = re.compile(
    r"(?:[\w-]+:.*\n(?:[ \t].*\n)*)*?(?:MIME-Version:|Content-Type:\s*multipart/)", re.IGNORECASE
)
# Behind declarations and comments an element of HTML, also one of a fragment; not an element with a prefix (<w:p>).
_PAGE: Final = re.compile(
    r"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|\s)*"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|style|table|div|span|p|h[1-6]|font|center|br)(?![\w:-]))",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(r"\s*<(?:\?xml|[A-Za-z]\w*:\w)")


def content_of(data: bytes) -> Content:
    """Tell what bytes are by their beginning; plain text is `Content.OTHER`."""
    for mark, content in _MARKS:
        if data.startswith(mark):
            return content
    head = _head(data[:_SAMPLE])
    if _ARCHIVE.match(head.replace("\r\n", "\n")):
        return Content.MHT
    if _PAGE.match(head):
        return Content.HTML
    if head.lstrip().startswith("{\\rtf"):
        return Content.RTF
    return Content.XML if _XML.match(head) else Content.OTHER


def _head(data: bytes) -> str:
    """Return the beginning as text whose ASCII is right, whatever the encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
