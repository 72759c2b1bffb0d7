"""From the bytes of a web page to its markup: the encoding, and pages that were saved as one MIME file.

The bytes decide the encoding; what the page declares is a hint, for it is often wrong or missing. It settles what is
too short to tell.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.text.encodings import UndecodableError, decode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import EmailMessage

_UNREADABLE: Final = Sentence("不能读取：{reason}", "cannot be read: {reason}")
_NO_PAGE: Final = Sentence(
    "里面没有网页正文；请在浏览器里打开原网页，另存为 .html 再检查",
    "holds no page; open the original page in a browser and save it as .html",
)

_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE
)
_HEAD: Final = 4096  # bytes in which a page declares its encoding
_SHORT: Final = 40  # characters beyond ASCII that are too few to tell one Chinese encoding from another
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_FAMILIES: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5", "big5-hkscs": "big5", "cp950": "big5", "utf-8": "utf-8", "utf8": "utf-8",
}  # fmt: skip
_CODECS: Final = {"big5": "big5hkscs"}
_MIME: Final = re.compile(
    rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*?)*?(?:MIME-Version|Content-Type):", re.IGNORECASE
)


class Page(NamedTuple):
    """The markup of a page, its encoding, and the pages that its frames show, by address."""

    markup: str
    encoding: str
    frames: Mapping[str, str] = {}


def page(path: str, data: bytes) -> Page:
    """Return the markup of a page, saved as it is or as one MIME file.

    Raises ReadError when the data is no text, or holds no page.
    """
    head = data[:_HEAD]
    if b"<" in head.lstrip()[:1] or not _MIME.match(head):
        return Page(*_markup(path, data, b""))
    return _from_mime(path, data)


def _markup(path: str, data: bytes, hint: bytes) -> tuple[str, str]:
    try:
        text, encoding, _ = decode(_with_mark(data), markup=True)
    except UndecodableError as error:
        declared = _declared(data, hint)
        text = _decoded(data, declared)
        if not text:
            raise ReadError(path, _UNREADABLE(reason=error.said)) from error
        return text, declared
    declared = _declared(data, hint)
    told = encoding not in ("gb18030", "big5", "utf-8") or (encoding == "utf-8" and _HAN.search(text) is not None)
    if not told and declared not in ("", encoding) and 0 < len(text) - len(text.encode("ascii", "ignore")) < _SHORT:
        other = _decoded(data, declared)
        if other:
            return other, declared
    return text, encoding


def _with_mark(data: bytes) -> bytes:
    """Return UTF-16 with its byte order mark: a page begins with `<`, so that it shows without one."""
    if data.startswith((b"<\0", b"\0<")):
        return (codecs.BOM_UTF16_BE if data[0] == 0 else codecs.BOM_UTF16_LE) + data
    return data


def _declared(data: bytes, hint: bytes) -> str:
    """Return the encoding that a page declares, or that was said of it; "" when it is none of ours."""
    found = _DECLARED.search(data[:_HEAD])
    return _FAMILIES.get((found[1] if found else hint).decode("ascii", "ignore").lower(), "")


def _decoded(data: bytes, encoding: str) -> str:
    if not encoding or 0 in data:
        return ""
    try:
        return data.decode(_CODECS.get(encoding, encoding))
    except UnicodeDecodeError:
        return ""


# ---------------------------------------------------------------- pages saved as one file (MHT)


def _from_mime(path: str, data: bytes) -> Page:
    """Return the first page of a MIME file; the other pages in it are what its frames show."""
    import email
    import email.policy

    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        pages = [(part, *_part(path, part)) for part in parts]
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        # the email package raises whatever it stumbles over in a damaged header
        raise ReadError(path, _UNREADABLE(reason=_NO_PAGE())) from error
    if not pages:
        raise ReadError(path, _NO_PAGE())
    (_, markup, encoding), *others = pages
    frames: dict[str, str] = {}
    for part, inner, _ in others:
        location, name = str(part.get("Content-Location", "")).strip(), str(part.get("Content-ID", "")).strip(" <>")
        frames |= {address: inner for address in (location, f"cid:{name}" if name else "") if address}
    return Page(markup, encoding, frames)


def _part(path: str, part: EmailMessage) -> tuple[str, str]:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise TypeError("a part without content")
    return _markup(path, content, (part.get_content_charset() or "").encode("ascii", "ignore"))
