"""The parts of a .docx file: a zip whose relationships say which part is the text and which ones belong to it.

Parts are parsed without entities, DTDs or network. The strict variant of the format is renamed to the usual one, so that
nobody else has to know two namespaces.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import MIB, UNPACKED, damaged, library, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Element = Any  # an element of lxml, which brings no types

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_STRICT: Final = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": R,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
}
_PART_LIMIT: Final = 64 * MIB
"""The largest part that is parsed, in bytes: a tree takes several times as much memory, and a text of a million
characters with tables takes half as much."""

_KINDS: Final = frozenset({"styles", "numbering", "footnotes", "endnotes", "header", "footer", "aFChunk"})
_ROOT: Final = "_rels/.rels"

_DTD: Final = Sentence("{part} 含有 DTD 或实体声明", "{part} declares a DTD or entities")
_NO_WORD: Final = Sentence("里面没有 Word 正文", "there is no Word text in it")
_BROKEN: Final = Sentence("{part} 不是完整的 XML", "{part} is no well-formed XML")


class Relation(NamedTuple):
    """A part that belongs to the text: its id within the text, its kind (footnotes), its name in the zip."""

    id: str
    kind: str
    name: str


class Package:
    """An opened .docx file: `body` is the root of its text, `name` that part's. Raises `ReadError` for what is none."""

    def __init__(self, path: str, suffix: str, data: bytes) -> None:
        self._path, self._suffix = path, suffix
        root = unzipped(path, suffix, data, {_ROOT: True})[_ROOT]
        name = next((one.name for one in self._relations(root, _ROOT, "") if one.kind == "officeDocument"), "")
        if not name:
            raise damaged(path, suffix, _NO_WORD())
        folder, file = posixpath.split(name)
        beside = posixpath.join(folder, "_rels", f"{file}.rels")
        parts = unzipped(path, suffix, data, {name: True, beside: False})
        related = self._relations(parts[beside], beside, folder) if beside in parts else ()
        self.name = name
        self.relations = tuple(one for one in related if one.kind in _KINDS)
        self.body = self._parsed(parts[name], name)
        if self.body.tag != f"{W}document":
            raise damaged(path, suffix, _NO_WORD())
        self._parts: Mapping[str, bytes] = unzipped(path, suffix, data, {one.name: False for one in self.relations})

    def parts(self, *kinds: str) -> Iterator[Element]:
        """Yield the roots of the parts of these kinds that are there."""
        for one in self.relations:
            if one.kind in kinds and one.name in self._parts:
                yield self._parsed(self._parts[one.name], one.name)

    def raw(self, relation_id: str) -> bytes:
        """Return the bytes of a related part by the id of its relation; none when it is missing."""
        name = next((one.name for one in self.relations if one.id == relation_id), "")
        return self._parts.get(name, b"")

    def _relations(self, data: bytes, part: str, folder: str) -> Iterator[Relation]:
        for one in self._parsed(data, part):
            target = one.get("Target", "")
            if one.get("TargetMode") == "External" or not target:
                continue
            name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], name)

    def _parsed(self, data: bytes, part: str) -> Element:
        if len(data) > _PART_LIMIT:
            raise ReadError(self._path, UNPACKED(limit=_PART_LIMIT // MIB))
        etree = library("lxml.etree", "office", self._path, self._suffix)
        if b"<!DOCTYPE" in data:  # a "<" of the text is escaped; other encodings are caught below
            raise damaged(self._path, self._suffix, _DTD(part=part))
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._path, self._suffix, _BROKEN(part=part)) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise damaged(self._path, self._suffix, _DTD(part=part))
        if any(root.tag.startswith(namespace) for namespace in _STRICT):
            _rename(root)
        return root


def _rename(root: Element) -> None:
    """Move a tree from the namespaces of the strict format to the usual ones."""
    for element in root.iter():
        element.tag = _usual(element.tag)
        for name, value in element.attrib.items():
            usual = _usual(name)
            if usual != name:
                element.set(usual, value)


def _usual(name: str) -> str:
    namespace, brace, local = name.rpartition("}")
    return _STRICT.get(namespace + brace, namespace + brace) + local


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of this local name; None also when there is no element."""
    return None if element is None else next(element.iterchildren(W + name), None)  # twice as fast as find


def value(element: Element | None, name: str) -> str | None:
    """Return `w:val` of a child element: None without the child, "" without the value."""
    found = child(element, name)
    return None if found is None else found.get(f"{W}val", "")


def number(element: Element | None, name: str) -> int | None:
    """Return `w:val` of a child element as a whole number, None when it is none."""
    return whole(value(element, name))


def whole(text: str | None) -> int | None:
    """Return a number of an attribute, None when it is none or no sensible one."""
    digits = (text or "").strip()
    return int(digits) if len(digits) <= 10 and digits.lstrip("+-").isdecimal() and digits.isascii() else None


def switched(element: Element | None, name: str) -> bool | None:
    """Return whether a switch (`<w:vanish/>`) is on, None when it is not there."""
    text = value(element, name)
    return None if text is None else text not in ("0", "false", "off")
