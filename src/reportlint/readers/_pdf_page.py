"""One page of a PDF as pdfium reads it: characters, straight lines, pictures.

Fill and clip colours are not looked at: a white line divides a table as well as a black one.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportlint.readers._page_upright import IDENTITY, Drawing, Drawn, times, upright
from reportlint.readers._pdf_characters import by_pdfium, by_pdfminer, unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlint.readers._page import Page
    from reportlint.readers._page_upright import Matrix

_DEEPEST: Final = 8  # forms within forms
_MOST_POINTS: Final = 5_000  # of one path; more of them draw a picture
_MOST_OBJECTS: Final = 200_000  # of a page that are looked at for lines


class PdfPage(NamedTuple):
    """A page, and how many of its characters the file does not name."""

    page: Page
    nameless: int


def page_of(raw: Any, page: Any, number: int, limit: int, again: Callable[[], Any]) -> PdfPage | None:
    """Read one page, None when it has more characters than the limit.

    raw: pypdfium2's module of that name, page: its page; again: returns the same page of pdfplumber.
    """
    found = _found(raw, page)
    text_page = page.get_textpage()
    try:
        if text_page.count_chars() > limit:
            return None
        characters, nameless = by_pdfminer(again()) if found.unseen else by_pdfium(raw, text_page)
    finally:
        text_page.close()
    drawing = Drawing(page.get_bbox(), characters, found.lines, found.pictured, page.get_rotation() // 90)
    return PdfPage(upright(number, drawing), nameless)


class _Found(NamedTuple):
    """What paths draw, the area that pictures cover, whether there is text that pdfium may leave out."""

    lines: Sequence[Drawn]
    pictured: float
    unseen: bool


def _found(raw: Any, page: Any) -> _Found:
    lines: list[Drawn] = []
    area = 0.0
    hidden = False
    for kind, handle, matrix in _objects(raw, page):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            lines.extend(_path(raw, handle, matrix))
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            hidden = hidden or unseen(raw, handle)
        else:
            a, b, c, d, _, _ = matrix
            area += abs(a * d - b * c)
    return _Found(lines, area, hidden)


def _objects(raw: Any, page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """Yield the objects of a page, also those of forms, with their kind and where they stand."""
    wanted = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_TEXT)
    budget = _MOST_OBJECTS
    count = raw.FPDFPage_CountObjects(page)
    pending = [(iter([raw.FPDFPage_GetObject(page, index) for index in range(min(count, budget))]), IDENTITY)]
    own = raw.FS_MATRIX()
    while pending and budget:
        handles, outer = pending[-1]
        handle = next(handles, None)
        if handle is None:
            pending.pop()
            continue
        budget -= 1
        kind = raw.FPDFPageObj_GetType(handle)
        if kind != raw.FPDF_PAGEOBJ_FORM and kind not in wanted:
            continue
        raw.FPDFPageObj_GetMatrix(handle, own)
        matrix = times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if kind in wanted:
            yield kind, handle, matrix
        elif len(pending) < _DEEPEST:
            inner = min(raw.FPDFFormObj_CountObjects(handle), budget)
            pending.append((iter([raw.FPDFFormObj_GetObject(handle, index) for index in range(inner)]), matrix))


def _path(raw: Any, handle: Any, matrix: Matrix) -> Iterator[Drawn]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    count = raw.FPDFPath_CountSegments(handle)
    if count > _MOST_POINTS or not raw.FPDFPath_GetDrawMode(handle, fill, stroke) or not (fill.value or stroke.value):
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    filled = not stroke.value
    curves = False
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO:
            curves = kind == raw.FPDF_SEGMENT_BEZIERTO
            if len(points) > 1 and not (filled and curves):
                yield Drawn(points, filled)
            points = []
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and not curves:
            points.append(points[0])
    if len(points) > 1:
        yield Drawn(points, filled)
