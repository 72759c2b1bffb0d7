"""OFD files (GB/T 33190-2016): the characters and lines of their pages; what they form is told from their positions.

Only text is read: a scan has none and fails. Annotations, seals and attachments are not part of it, and signatures are
not verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import damaged, limit_size
from reportlint.readers._ofd_package import SUFFIX, Package
from reportlint.readers._ofd_page import Canvas
from reportlint.readers._page_draft import content_of, draft_of
from reportlint.readers._page_upright import upright
from reportlint.readers._word_content import Content as Kind
from reportlint.readers._word_content import content_of as kind_of

if TYPE_CHECKING:
    from reportlint.draft.draft import Draft

SUFFIXES = (".ofd",)

_MOST_CHARACTERS: Final = 2_000_000
_NO_OFD: Final = Sentence("里面没有 OFD 文档", "there is no OFD document in it")
_OTHERWISE: Final = Sentence("内容其实是{kind}", "it is {kind} in truth")
_TOO_FULL: Final = Sentence(
    "OFD 的文字太多（超过 {limit} 字），不像一份报告，没有读取",
    "the OFD file holds more than {limit} characters: not a report, not read",
)


def read(path: str, data: bytes) -> Draft:
    """Read an OFD file.

    Raises ReadError when it is too large, damaged, encrypted, of another kind, a scan, or without any text.
    """
    limit_size(path, data)
    kind = kind_of(data)
    if kind is not Kind.ZIP:
        raise damaged(path, SUFFIX, _NO_OFD() if kind is Kind.OTHER else _OTHERWISE(kind=kind.value()))
    contents = []
    budget = _MOST_CHARACTERS
    for number, parts in enumerate(Package(path, data).pages(), start=1):
        canvas = Canvas(parts, budget)
        if canvas.full:
            raise ReadError(path, _TOO_FULL(limit=_MOST_CHARACTERS))
        budget -= len(canvas.drawing.characters)
        contents.append(content_of(upright(number, canvas.drawing)))
    return draft_of(path, "ofd", contents)
