"""Bytes to text: a closed set of encodings told apart by evidence, never by trying one after the other.

UTF-8, UTF-16 and UTF-32 (with a byte order mark), UTF-16 without one, GB18030 and Big5. Nearly every Big5 text is
also valid GB18030, so both readings are weighed by how much of them is everyday Chinese. Nothing is ever replaced: a
text with one damaged byte is an error that names the line. Other encodings and other scripts are out of scope.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Final, NamedTuple

from reportlint.finding import Message, Sentence
from reportlint.text.expressions import Expression


class Decoded(NamedTuple):
    """A decoded text without its byte order mark.

    encoding: utf-8, utf-8-sig, utf-16-le, utf-16-be, utf-32, gb18030 or big5.
    evidence: why this one, in a few words for the log.
    """

    text: str
    encoding: str
    evidence: str


class UndecodableError(ValueError):
    """Bytes that are no text, or a text that is damaged; the message says what they are and where."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.text())
        self.said = said


_NO_TEXT: Final = Sentence("不是文本，而是{kind}", "not text but {kind}")
_CUT_OFF: Final = Sentence(
    "第 {line} 行：文件不完整，最后一个字符被截断（编码 {name}）",
    "line {line}: the file is incomplete, its last character is cut off (encoding {name})",
)
_BROKEN: Final = Sentence(
    "第 {line} 行：字节 {bytes} 不合 {name} 编码，文件可能已损坏",
    "line {line}: bytes {bytes} do not fit the encoding {name}; the file may be damaged",
)
_CONTRADICTED: Final = Sentence(
    "第 {line} 行：字节 {bytes} 不合 {name} 编码，但文件开头的标记（BOM）说它是 {name}：标记与内容不符，或文件已损坏",
    "line {line}: bytes {bytes} do not fit {name}, which the byte order mark announces: mark and content disagree",
)
_ZERO: Final = Sentence(
    "第 {line} 行：含有空字节，不是文本或文件已损坏", "line {line}: a zero byte; not text, or the file is damaged"
)
_CONTROLS: Final = Sentence("不是文本：控制字符太多", "not text: too many control characters")
_UNKNOWN: Final = Sentence(
    "不是文本，或者编码不在 UTF-8、UTF-16、GB18030、Big5 之列",
    "not text, or in an encoding other than UTF-8, UTF-16, GB18030 and Big5",
)
_HTML: Final = Sentence(
    "像是网页（HTML），不是纯文本；请在浏览器里打开，把正文另存为纯文本（.txt）再检查",
    "looks like a web page (HTML), not plain text; save its text as plain text (.txt)",
)


_BOMS: Final = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)

_MAGIC: Final = (
    (b"%PDF-", Sentence("PDF 文件", "a PDF file")),
    (
        b"PK\x03\x04",
        Sentence(
            "ZIP 压缩格式的文件（如 Word .docx、Excel .xlsx、OFD）", "a ZIP file (such as Word .docx, Excel .xlsx, OFD)"
        ),
    ),
    (b"PK\x05\x06", Sentence("空的 ZIP 文件", "an empty ZIP file")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Sentence("旧版 Word、Excel 或 WPS 文件", "an old Word, Excel or WPS file")),
    (b"{\\rtf", Sentence("RTF 文件", "an RTF file")),
    (b"\x89PNG\r\n", Sentence("PNG 图片", "a PNG image")),
    (b"\xff\xd8\xff", Sentence("JPEG 图片", "a JPEG image")),
    (b"GIF8", Sentence("GIF 图片", "a GIF image")),
    (b"\x7fELF", Sentence("程序文件（ELF）", "a program (ELF)")),
    (b"\x1f\x8b\x08", Sentence("gzip 压缩文件", "a gzip archive")),
    (b"Rar!\x1a\x07", Sentence("RAR 压缩文件", "a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", Sentence("7z 压缩文件", "a 7z archive")),
)

_CODECS: Final = {"big5": "big5hkscs"}  # the widest of the family; the others decode under their own name

_CUT_SHORT: Final = frozenset({"unexpected end of data", "incomplete multibyte sequence", "truncated data"})

# The beginning of a web page: after white space and comments <!doctype html>, <html …>, <head>, <body>, an XML prolog.
_MARKUP: Final = Expression(r"(?is)\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|\?xml|(?:html|head|body)[\s>])")

_LINE_BREAK: Final = re.compile("\r\n|\r|\n")


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """Decode bytes by the evidence in them.

    markup: a web page will do, too. Raises UndecodableError when they are not text, or when a byte does not fit the
    encoding that the rest is in.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UndecodableError(_NO_TEXT(kind=kind()))
    decoded = _marked(data) or _weighed(data)
    _refuse_controls(decoded.text)
    if not markup and _MARKUP.match(decoded.text):
        raise UndecodableError(_HTML())
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, name, codec in _BOMS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], name, codec, marked=True), name, "byte order mark")
    return None


def _strict(data: bytes, name: str, codec: str, *, marked: bool = False) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = _line(data[: error.start].decode(codec, "ignore"))
        if error.reason in _CUT_SHORT:
            raise UndecodableError(_CUT_OFF(line=line, name=name)) from None
        broken = data[error.start : error.end].hex(" ")
        said = _CONTRADICTED if marked else _BROKEN
        raise UndecodableError(said(line=line, bytes=broken, name=name)) from None


def _line(before: str) -> int:
    return len(_LINE_BREAK.findall(before)) + 1


def _refuse_controls(text: str) -> None:
    zero = text.find("\0")
    if zero >= 0:
        raise UndecodableError(_ZERO(line=_line(text[:zero])))
    head = text[:_SAMPLE]
    if 20 * len(_CONTROL.findall(head)) > len(head):
        raise UndecodableError(_CONTROLS())


# ---------------------------------------------------------------- evidence

_SAMPLE: Final = 8192  # bytes that are enough to tell

_LEAST_WEIGHT: Final = 0.25  # a reading in which less is everyday Chinese is no reading
_LEAST_EVERYDAY: Final = 0.15  # Korean read as GB18030 is all frequent characters, and hardly one of every day
_ENOUGH: Final = 100  # characters that tell so
_CONVINCING: Final = 0.75  # what it takes to read valid UTF-8 without any Chinese in it as something else

# Words of official prose in both scripts: what they are made of, every other text of the kind is made of, too.
_EVERYDAY: Final = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來到作地于於出就分对對成会會可主发發年动動同工也能下过過"
    "子说說产產种種面方后後多定行学學法所民得经經十三之进進部度家电電里如化高自二理起现現实實加量两兩制机機当當使"
    "点從从业業本把性好应應开開合还還因由其些然前政四日社义義事平形相全表间間与與关關各重新内內数數正但质質第条條"
    "结結解问問意建月公无無情提直题題党黨展五果员員位常总總次设設及管特件求老基资資边级級少图圖统統接知较較将將组組"
    "见見计計根论論运運期区區强強放决決被处處理府务務服信息市县縣省局办辦报報告请請申受收答复復覆开依督查责責任监監"
    "，。、；：？！“”‘’（）《》〔〕【】—…·．％～○０１２３４５６７８９　"
)


@cache
def _frequent() -> frozenset[str]:
    """Return the frequent characters as their makers chose them: level one of GB/T 2312 (3755) and of Big5 (5401)."""
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    gb = bytes(byte for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for byte in (lead, trail))
    big5 = bytes(byte for lead in range(0xA4, 0xC7) for trail in trails for byte in (lead, trail))
    return frozenset(gb.decode("gb2312", "ignore") + big5.decode("big5", "ignore"))


# What a wrong reading is full of: private use, half-width katakana, C1 controls, the replacement character.
_JUNK: Final = Expression("[\x80-\x9f\ue000-\uf8ff\uff61-\uff9f\ufffd]")

_CONTROL: Final = Expression("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ASCII: Final = Expression("[\t\n\r -~]")
_FROM_FIRST_HIGH_BYTE: Final = re.compile(rb"[\x80-\xff][^\n]*\n?")


def _weight(text: str) -> float:
    """Return how much of a reading is Chinese as it is written every day: at most 1, below 0 when junk prevails."""
    if not text:
        return 0.0
    frequent = _frequent()
    good = sum(1.0 if char in _EVERYDAY else 0.5 if char in frequent else 0.0 for char in text)
    return (good - len(_JUNK.findall(text))) / len(text)


def _weighed(data: bytes) -> Decoded:
    """Choose among the readings that carry no mark of their own."""
    try:
        valid = None if 0 in data else data.decode("utf-8")
    except UnicodeDecodeError:
        valid = None
    if valid is not None and (valid.isascii() or _outweighs_junk(_beyond_ascii(data, "utf-8"))):
        return Decoded(valid, "utf-8", "ASCII" if valid.isascii() else "valid UTF-8")
    weights = {name: _weight_of_utf16(data, name) for name in ("utf-16-le", "utf-16-be")}
    if 0 not in data:
        weights |= {name: _weight_of_superset(data, _CODECS.get(name, name)) for name in ("utf-8", "gb18030", "big5")}
    name = max(weights, key=weights.__getitem__)
    if valid is not None and weights[name] < _CONVINCING:
        return Decoded(valid, "utf-8", "valid UTF-8")
    if weights[name] < _LEAST_WEIGHT:
        if 0 in data:
            _refuse_controls(data.decode("latin-1"))
        raise UndecodableError(_UNKNOWN())
    if name in ("gb18030", "big5"):
        beyond = _beyond_ascii(data, _CODECS.get(name, name))
        if len(beyond) >= _ENOUGH and sum(map(_EVERYDAY.__contains__, beyond)) < _LEAST_EVERYDAY * len(beyond):
            raise UndecodableError(_UNKNOWN())
    ranking = sorted(weights.items(), key=lambda item: -item[1])
    evidence = ", ".join(f"{name} {weight:.2f}" for name, weight in ranking[:2])
    return Decoded(_strict(data, name, _CODECS.get(name, name)), name, evidence)


def _outweighs_junk(text: str) -> bool:
    """Tell whether a reading weighs more than nothing; the everyday characters alone mostly say so."""
    return sum(map(_EVERYDAY.__contains__, text)) > len(_JUNK.findall(text)) or _weight(text) > 0


def _weight_of_superset(data: bytes, codec: str) -> float:
    """Weigh the non-ASCII characters of a reading in an encoding that contains ASCII."""
    return _weight(_beyond_ascii(data, codec))


def _beyond_ascii(data: bytes, codec: str) -> str:
    """Return a sample of the non-ASCII characters of a reading in an encoding that contains ASCII.

    The first byte above 0x7F of a line begins a character in each of them, so every line is sampled from there on.
    """
    sample = bytearray()
    for match in _FROM_FIRST_HIGH_BYTE.finditer(data):
        sample += match[0][: _SAMPLE - len(sample)]
        if len(sample) >= _SAMPLE:
            break
    return _ASCII.sub("", sample.decode(codec, "replace"))


def _weight_of_utf16(data: bytes, codec: str) -> float:
    """Weigh a reading as UTF-16; what is ASCII there counts as good, for the wrong byte order makes none of it."""
    text = data[:_SAMPLE].decode(codec, "replace")
    rest = _ASCII.sub("", text)
    return (_weight(rest) * len(rest) + len(text) - len(rest)) / max(1, len(text))
