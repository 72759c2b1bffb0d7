"""The characters of one page of a PDF, as pdfium finds them, or pdfminer where pdfium cannot see them.

pdfium leaves out what has no visible shape. A font that is not in the file, nor on this machine, has none for Chinese,
and then pieces of text that consist of a single character would be missing, unnoticed. Such pages are read by pdfminer,
which is slower and looks at no shapes.
"""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING, Any, Final

from reportlint.readers._page import is_chinese
from reportlint.readers._page_upright import NARROW, Character, times, turn_of

if TYPE_CHECKING:
    from reportlint.readers._page_upright import Matrix


_MADE_UP: Final = frozenset((0x02, 0x09, 0x20, 0x2D))  # what pdfium may have put in by itself
_BREAKS: Final = frozenset((0x0A, 0x0D))
_HYPHEN: Final = 0x02  # pdfium's sign for a hyphen at the end of a line
_FLAT: Final = 0.01  # in points: pdfium leaves out text that is no wider


def by_pdfium(raw: Any, text_page: Any) -> tuple[list[Character], int]:
    """Return the characters of a page, and how many more there are that the file does not name.

    raw: pypdfium2's module of that name. The functions are called directly, for a page has thousands of characters.
    """
    found: list[Character] = []
    nameless = high = 0
    matrix, loose = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in _BREAKS or (code in _MADE_UP and raw.FPDFText_IsGenerated(text_page, index)):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        code, high = _whole(code, high), 0
        if code < 0x20 or code & 0xFFFF >= 0xFFFE:
            nameless += 1
            continue
        raw.FPDFText_GetMatrix(text_page, index, matrix)  # of the run of characters, not of this one
        size = abs(raw.FPDFText_GetFontSize(text_page, index)) * math.hypot(matrix.c, matrix.d)
        if not 0 < size < math.inf or not raw.FPDFText_GetCharOrigin(text_page, index, x, y):
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, loose)
        box = (loose.left, loose.bottom, loose.right, loose.top)
        found.append(_character(chr(code), size, turn_of(matrix.a, matrix.b), (x.value, y.value), box))
    return found, nameless


def unseen(raw: Any, handle: Any) -> bool:
    """Tell whether pdfium may leave out a text object: it has no width, and its font is not in the file."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(handle, *edges):
        return True
    left, bottom, right, top = (edge.value for edge in edges)
    if right - left > _FLAT and top - bottom > _FLAT:
        return False
    font = raw.FPDFTextObj_GetFont(handle)
    return not font or raw.FPDFFont_GetIsEmbedded(font) == 0


def by_pdfminer(page: Any) -> tuple[list[Character], int]:
    """Return the same from a page of pdfplumber, which shows what pdfminer finds."""
    to_page = _inverse(_shown(page.rotation or 0, page.page_obj.mediabox))
    found: list[Character] = []
    nameless = 0
    for one in page.chars:
        text = one["text"]
        if not text or text.startswith("(cid:") or not (text.isprintable() or text.isspace()):
            nameless += 1
            continue
        a, b, _, _, x, y = times(one["matrix"], to_page)
        turn = turn_of(a, b)
        aslant = abs(one["matrix"][0]) < abs(one["matrix"][1])  # as pdfminer sees the page
        width, size = (one["height"], one["width"]) if aslant else (one["width"], one["height"])
        if size > 0:
            found.extend(Character(letter, x, y, width / len(text), size, turn) for letter in text)
    return found, nameless


def _inverse(matrix: Matrix) -> Matrix:
    """Return the inverse of a matrix that turns and moves."""
    a, b, c, d, e, f = matrix
    return d, -b, -c, a, c * f - d * e, b * e - a * f


def _shown(rotation: int, media_box: tuple[float, float, float, float]) -> Matrix:
    """Return the matrix by which pdfminer turns and moves a page."""
    left, bottom, right, top = media_box
    match rotation % 360:
        case 90:
            return 0, -1, 1, 0, -bottom, right
        case 180:
            return -1, 0, 0, -1, right, top
        case 270:
            return 0, 1, -1, 0, top, -left
        case _:
            return 1, 0, 0, 1, -left, -bottom


def _whole(code: int, high: int) -> int:
    """Return a code point from the second half of a surrogate pair, 0 when the first one is missing; others as they are."""
    if code == _HYPHEN:
        return 0x2D
    if 0xDC00 <= code < 0xE000:
        return 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0
    return code


def _character(
    character: str,
    size: float,
    turn: int | None,
    origin: tuple[float, float],
    box: tuple[float, float, float, float],
) -> Character:
    """Return a character as wide as its box, or an estimate when the font gives no box."""
    x, y = origin
    left, bottom, right, top = box
    width = top - bottom if turn in (1, 3) else right - left
    if width <= 0 or turn is None:
        return Character(character, x, y, size if is_chinese(character) else size * NARROW, size, turn)
    match turn:
        case 0:
            x = left
        case 1:
            y = bottom
        case 2:
            x = right
        case _:
            y = top
    return Character(character, x, y, width, size, turn)
