"""Pages drawn by hand, as PDF and as OFD files: characters and lines exactly where a test wants them.

Positions are in points from the top left corner; y of a text is that of its baseline. Chinese characters are as wide as
the font size, others half as wide. The PDF has its own font, whose shapes are boxes.
"""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

A4 = (595.0, 842.0)
SIZE = 10.0


class Text(NamedTuple):
    x: float
    y: float
    text: str
    size: float
    spread: float


class Bar(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class Sheet:
    """One page to draw on."""

    def __init__(self, width: float = A4[0], height: float = A4[1], *, picture: bool = False) -> None:
        self.width, self.height, self.picture = width, height, picture
        self.texts: list[Text] = []
        self.lines: list[tuple[float, float, float, float]] = []
        self.bars: list[Bar] = []

    def text(self, x: float, y: float, text: str, size: float = SIZE, *, spread: float = 0) -> Sheet:
        """Write a line; spread: points between its characters."""
        self.texts.append(Text(x, y, text, size, spread))
        return self

    def line(self, x: float, y: float, x_end: float, y_end: float) -> Sheet:
        """Draw a line."""
        self.lines.append((x, y, x_end, y_end))
        return self

    def bar(self, x: float, y: float, width: float, height: float) -> Sheet:
        """Fill a rectangle."""
        self.bars.append(Bar(x, y, width, height))
        return self

    def prose(self, x: float, y: float, lines: Iterable[str], *, pitch: float = 20, size: float = SIZE) -> Sheet:
        """Write lines below each other; a leading tab indents by two characters."""
        for number, line in enumerate(lines):
            indent = 2 * size if line.startswith("\t") else 0
            self.text(x + indent, y + number * pitch, line.lstrip("\t"), size)
        return self

    def table(
        self, xs: Sequence[float], ys: Sequence[float], cells: Mapping[tuple[int, int, int, int], str | Sequence[str]]
    ) -> Sheet:
        """Draw a ruled table: (row, column, row span, column span) to text, a sequence for the lines of a cell.

        Each border of each cell is a line of its own, as word processors draw them.
        """
        for (row, column, height, width), text in cells.items():
            left, right, top, bottom = xs[column], xs[column + width], ys[row], ys[row + height]
            corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
            for (x, y), (x_end, y_end) in pairwise(corners):
                self.line(x, y, x_end, y_end)
            lines = [text] if isinstance(text, str) else text
            first = (top + bottom) / 2 - len(lines) * SIZE / 2 + 0.85 * SIZE
            for number, line in enumerate(lines):
                self.text(left + 2, first + number * SIZE, line)
        return self


def width_of(character: str) -> float:
    return 0.5 if character.isascii() else 1.0


def pdf(sheets: Iterable[Sheet], *, rotate: int = 0, named: bool = True) -> bytes:
    """Return a PDF file. rotate: the pages are stored turned, and say so; named: the font names its characters."""
    sheets = list(sheets)
    letters = sorted({letter for sheet in sheets for text in sheet.texts for letter in text.text})
    codes = {letter: divmod(index, 250) for index, letter in enumerate(letters)}
    objects: list[bytes] = []

    def add(body: str, stream: bytes | None = None) -> int:
        if stream is not None:
            body = body.replace("<<", f"<< /Length {len(stream)}", 1)
        content = body.encode() if stream is None else body.encode() + b"\nstream\n" + stream + b"\nendstream"
        objects.append(content)
        return len(objects)

    wide = add("<< >>", b"1000 0 0 -120 1000 860 d1 50 0 900 800 re f")
    narrow = add("<< >>", b"500 0 0 -120 500 860 d1 50 0 400 700 re f")
    fonts = []
    for number in range(-(-len(letters) // 250)):
        own = [letter for letter in letters if codes[letter][0] == number]
        named_as = "\n".join(f"<{codes[letter][1]:02x}> <{letter.encode('utf-16-be').hex()}>" for letter in own)
        cmap = add(
            "<< >>",
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(own)} beginbfchar\n{named_as}\nendbfchar\n"
            "endcmap end end".encode(),
        )
        shapes = " ".join("/w" if width_of(letter) == 1 else "/n" for letter in own)
        widths = " ".join("1000" if width_of(letter) == 1 else "500" for letter in own)
        fonts.append(add(
            f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 860] /FontMatrix [0.001 0 0 0.001 0 0] "
            f"/CharProcs << /w {wide} 0 R /n {narrow} 0 R >> /Encoding << /Differences [0 {shapes}] >> "
            f"/FirstChar 0 /LastChar {len(own) - 1} /Widths [{widths}] /Resources << >> "
            + (f"/ToUnicode {cmap} 0 R >>" if named else ">>")
        ))  # fmt: skip
    image = add(
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 >>", b"\x99"
    )
    pages_at = len(objects) + 2 * len(sheets) + 1
    resources = " ".join(f"/F{number} {font} 0 R" for number, font in enumerate(fonts))
    pages = []
    for sheet in sheets:
        content = add("<< >>", _content(sheet, codes, rotate).encode())
        width, height = (sheet.height, sheet.width) if rotate % 180 else (sheet.width, sheet.height)
        pages.append(add(
            f"<< /Type /Page /Parent {pages_at} 0 R /MediaBox [0 0 {width} {height}] /Rotate {rotate} "
            f"/Contents {content} 0 R /Resources << /Font << {resources} >> /XObject << /I {image} 0 R >> >> >>"
        ))  # fmt: skip
    kids = " ".join(f"{page} 0 R" for page in pages)
    add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    root = add(f"<< /Type /Catalog /Pages {pages_at} 0 R >>")
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start))
    return out.getvalue()


def _content(sheet: Sheet, codes: Mapping[str, tuple[int, int]], rotate: int) -> str:
    # what is shown upright after turning the page clockwise is stored turned anticlockwise
    turned = {
        0: "1 0 0 1 0 0",
        90: f"0 1 -1 0 {sheet.height} 0",
        180: f"-1 0 0 -1 {sheet.width} {sheet.height}",
        270: f"0 -1 1 0 0 {sheet.width}",
    }
    steps = [f"{turned[rotate]} cm 0.5 w"]
    if sheet.picture:
        steps.append(f"q {sheet.width} 0 0 {sheet.height} 0 0 cm /I Do Q")
    for x, y, x_end, y_end in sheet.lines:
        steps.append(f"{x} {sheet.height - y} m {x_end} {sheet.height - y_end} l S")
    steps += [f"{bar.x} {sheet.height - bar.y - bar.height} {bar.width} {bar.height} re f" for bar in sheet.bars]
    for text in sheet.texts:
        x = text.x
        for letter in text.text:
            font, code = codes[letter]
            at = f"1 0 0 1 {x} {sheet.height - text.y} Tm"
            steps.append(f"BT /F{font} {text.size} Tf {at} <{code:02x}> Tj ET")
            x += width_of(letter) * text.size + text.spread
    return "\n".join(steps)


MM = 25.4 / 72
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(sheets: Iterable[Sheet], *, extra: Mapping[str, str] | None = None, **changed: str) -> bytes:
    """Return an OFD file. extra: parts to add or to replace, by name."""
    sheets = list(sheets)
    parts = {
        "OFD.xml": f'<ofd:OFD {_NAMESPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}><ofd:CommonData>{changed.get('common', '')}"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {A4[0] * MM} {A4[1] * MM}</ofd:PhysicalBox></ofd:PageArea>"
        "</ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets)))
        + "</ofd:Pages></ofd:Document>",
    }
    for number, sheet in enumerate(sheets):
        box = f"0 0 {sheet.width * MM} {sheet.height * MM}"
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = page_xml(
            "".join(_objects(sheet)), f"<ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>"
        )
    return zipped(parts | dict(extra or {}))


def page_xml(objects: str, area: str = "") -> str:
    """Return a page of an OFD file with some objects."""
    return f'<ofd:Page {_NAMESPACE}>{area}<ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _objects(sheet: Sheet) -> Iterable[str]:
    if sheet.picture:
        yield f'<ofd:ImageObject ID="2" Boundary="0 0 {sheet.width * MM} {sheet.height * MM}" ResourceID="9"/>'
    for x, y, x_end, y_end in sheet.lines:
        left, top = min(x, x_end), min(y, y_end)
        yield (
            f'<ofd:PathObject ID="3" Boundary="{left * MM} {top * MM} {abs(x_end - x) * MM} {abs(y_end - y) * MM}" '
            f'LineWidth="0.2"><ofd:AbbreviatedData>M {(x - left) * MM} {(y - top) * MM} '
            f"L {(x_end - left) * MM} {(y_end - top) * MM}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    for bar in sheet.bars:
        width, height = bar.width * MM, bar.height * MM
        yield (
            f'<ofd:PathObject ID="3" Boundary="{bar.x * MM} {bar.y * MM} {width} {height}" Stroke="false" Fill="true">'
            f"<ofd:AbbreviatedData>M 0 0 L {width} 0 L {width} {height} L 0 {height} C</ofd:AbbreviatedData>"
            "</ofd:PathObject>"
        )
    for text in sheet.texts:
        size = text.size * MM
        steps = " ".join(f"{width_of(letter) * size + text.spread * MM:.4f}" for letter in text.text[:-1])
        escaped = text.text.replace("&", "&amp;").replace("<", "&lt;")
        yield (
            f'<ofd:TextObject ID="4" Boundary="{text.x * MM} {(text.y - text.size) * MM} 100 {size}" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{escaped}</ofd:TextCode></ofd:TextObject>'
        )


FORMATS: Mapping[str, Callable[[Iterable[Sheet]], bytes]] = {"pdf": pdf, "ofd": ofd}
