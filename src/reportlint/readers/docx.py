"""Word documents (.docx): paragraphs, headings, automatic numbers and tables as they are seen with all changes accepted.

Notes follow behind the body; headers, footers and tables of contents are residue. Comments, pictures and charts are not
read. The XML is read directly: in time and memory linear in its size, which no model of the whole document offers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import EMPTY, ENCRYPTED, damaged, limit_size
from reportlint.readers._word_blocks import Assembly, texts
from reportlint.readers._word_content import Content, content_of
from reportlint.readers._word_lists import Counters
from reportlint.readers._word_package import Package, R, W
from reportlint.readers._word_story import Story
from reportlint.readers._word_styles import Numbering, Styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.draft import Draft
    from reportlint.readers._word_blocks import WordBlock
    from reportlint.readers._word_package import Element

SUFFIXES = (".docx", ".docm")

_SUFFIX: Final = ".docx"
_OTHERWISE: Final = Sentence("内容其实是{kind}", "it is {kind} in truth")
_TEXT: Final = Sentence("里面没有 Word 文档", "there is no Word document in it")
_ENCRYPTED_PART: Final = "EncryptedPackage".encode("utf-16-le")  # the entry of an encrypted document's container
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_NOTES: Final = (("footnote", "脚注"), ("endnote", "尾注"))
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def read(path: str, data: bytes) -> Draft:
    """Read a Word document.

    Raises ReadError when it is too large, damaged, encrypted, of another kind, or without any text.
    """
    limit_size(path, data)
    content = content_of(data)
    if content is Content.OLE:
        return _read_container(path, data)
    if content is not Content.ZIP:
        raise damaged(path, _SUFFIX, _TEXT() if content is Content.OTHER else _OTHERWISE(kind=content.value()))
    package = Package(path, _SUFFIX, data)
    styles = Styles(package.parts("styles"))
    numbering = Numbering(package.parts("numbering"), styles)
    preserve = package.body.get(_SPACE) == "preserve"

    def story() -> Story:
        return Story(styles, numbering, Counters(), preserve=preserve)

    body = story()
    assembly = Assembly()
    for holder in package.body.iterchildren(f"{W}body"):
        assembly.add(body.blocks(holder))
    assembly.add(_notes(package, body))
    if assembly.empty:
        return _read_imported(path, package)
    margins = (text for root in package.parts("header", "footer") for text in texts(story().blocks(root)))
    return assembly.draft(path, "docx", [*margins, *body.contents])


def _notes(package: Package, story: Story) -> Iterator[WordBlock]:
    """Yield the notes that the body refers to, in the order of their numbers: footnotes first."""
    for kind, name in _NOTES:
        notes: dict[str, Element] = {}
        for root in package.parts(f"{kind}s"):
            for note in root.iterfind(f"{W}{kind}"):
                if note.get(f"{W}type") not in _SEPARATORS:
                    notes[note.get(f"{W}id", "")] = note
        referred = [note for of, note in story.collected.notes if of == kind and note in notes]
        for count, note in enumerate(referred, start=1):
            yield from story.blocks(notes[note], f"{name}{count}")


def _read_container(path: str, data: bytes) -> Draft:
    """Read a document of the old format under the suffix of the new one; an encrypted new one looks the same."""
    from reportlint.readers import doc

    if _ENCRYPTED_PART in data:
        raise ReadError(path, ENCRYPTED())
    return doc.read(path, data)


def _read_imported(path: str, package: Package) -> Draft:
    """Read the web page that a document without text of its own imports: how web systems write Word files."""
    from reportlint import readers

    for chunk in package.body.iter(f"{W}altChunk"):
        page = package.raw(chunk.get(f"{R}id", ""))
        suffix = {Content.HTML: ".html", Content.MHT: ".mht"}.get(content_of(page), "")
        if suffix in readers.suffixes():
            return readers.find(readers.suffixes()[suffix]).read(path, page)
    raise ReadError(path, EMPTY())
