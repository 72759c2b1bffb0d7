"""The parts of an OFD file (GB/T 33190-2016): a zip whose entries lead to documents, and these to templates and pages.

Parts are parsed without entities, DTDs or network. Names are compared without regard to case, namespaces are left out of
account: producers differ in both.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.readers._extras import ABSENT, BROKEN, ENCRYPTED, MIB, UNPACKED, damaged, library, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Element = Any  # an element of lxml, which brings no types

SUFFIX: Final = ".ofd"

_ROOT: Final = "OFD.xml"
_SECRETS: Final = frozenset({"encryptions.xml", "decryptseed.dat"})  # GM/T 0099-2020
_PART_LIMIT: Final = 32 * MIB
"""The largest part that is parsed, in bytes: a tree takes ten times as much memory, a page of text some 100 kB."""

_MOST_PAGES: Final = 1000
_DTD: Final = Sentence("{part} 含有 DTD 或实体声明", "{part} declares a DTD or entities")
_BROKEN: Final = Sentence("{part} 不是完整的 XML", "{part} is no well-formed XML")
_NO_PAGES: Final = Sentence("里面没有页面", "there are no pages in it")
_TOO_LONG: Final = Sentence(
    "OFD 太长（{count} 页），最多 {limit} 页；请只保留报告本身",
    "the OFD file is too long ({count} pages, the limit is {limit}); keep only the report",
)


class PageParts(NamedTuple):
    """What a page is drawn from: its area, its templates and itself, each a root element, and composite units by id."""

    box: tuple[float, float, float, float] | None
    roots: tuple[Element, ...]
    units: Mapping[str, Element]


class Package:
    """An opened OFD file. Raises `ReadError` for what is none."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path, self._data = path, data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            raise damaged(path, SUFFIX, BROKEN()) from error
        if any(posixpath.basename(name).lower() in _SECRETS for name in names):
            raise ReadError(path, ENCRYPTED())
        self._names = {name.lower().lstrip("/"): name for name in names}

    def pages(self) -> Iterator[PageParts]:
        """Yield the pages of every document of the file."""
        documents: list[tuple[str, Element]] = []
        for body in children(self._root(_ROOT, self._read([_ROOT])), "DocBody"):
            name = _resolved(_ROOT, text_of(body, "DocRoot"))
            documents.append((name, self._root(name, self._read([name]))))
        count = sum(1 for _, document in documents for _ in _pages(document))
        if count > _MOST_PAGES:
            raise ReadError(self._path, _TOO_LONG(count=count, limit=_MOST_PAGES))
        if not count:
            raise damaged(self._path, SUFFIX, _NO_PAGES())
        for name, document in documents:
            yield from self._document(name, document)

    def _document(self, name: str, document: Element) -> Iterator[PageParts]:
        common = child(document, "CommonData")
        resources = [
            _resolved(name, one.text) for kind in ("PublicRes", "DocumentRes") for one in children(common, kind)
        ]
        templates = {one.get("ID", ""): _resolved(name, one.get("BaseLoc")) for one in children(common, "TemplatePage")}
        pages = [_resolved(name, page.get("BaseLoc")) for page in _pages(document)]
        parts = self._read(pages, (*resources, *templates.values()))
        area = _box(child(common, "PageArea"))
        units = {
            unit.get("ID", ""): unit
            for resource in resources
            if resource in parts
            for unit in self._root(resource, parts).iter("{*}CompositeGraphicUnit")
        }
        behind = {one: self._root(part, parts) for one, part in templates.items() if part in parts}
        for page in pages:
            root = self._root(page, parts)
            under = [behind[one] for use in children(root, "Template") if (one := use.get("TemplateID", "")) in behind]
            yield PageParts(_box(child(root, "Area")) or area, (*under, root), units)

    def _read(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, bytes]:
        """Return parts by the names that the file gives them; the required ones must be there."""
        wanted: dict[str, bool] = {}
        real: dict[str, str] = {}
        for names, needed in ((optional, False), (required, True)):
            for name in names:
                found = self._names.get(name.lower())
                if found is not None:
                    real[name] = found
                    wanted[found] = True
                elif needed:
                    raise damaged(self._path, SUFFIX, ABSENT(name=name))
        content = unzipped(self._path, SUFFIX, self._data, wanted)
        return {name: content[found] for name, found in real.items()}

    def _root(self, part: str, parts: Mapping[str, bytes]) -> Element:
        data = parts[part]
        if len(data) > _PART_LIMIT:
            raise ReadError(self._path, UNPACKED(limit=_PART_LIMIT // MIB))
        etree = library("lxml.etree", "office", self._path, SUFFIX)
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._path, SUFFIX, _BROKEN(part=part)) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise damaged(self._path, SUFFIX, _DTD(part=part))
        return root


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the child elements of a name, whatever their namespace."""
    if element is not None:
        yield from element.iterchildren(f"{{*}}{name}")


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child element of a name, None without one."""
    return next(children(element, name), None)


def text_of(element: Element, name: str) -> str:
    """Return the text of the first child element of a name, "" without one."""
    found = child(element, name)
    return "" if found is None else (found.text or "").strip()


def numbers(text: str | None, count: int = 0) -> list[float]:
    """Return the numbers of an attribute; none when there are fewer than wanted, or one is no sensible number."""
    try:
        found = [float(one) for one in (text or "").split()]
    except ValueError:
        return []
    return found if len(found) >= count and all(abs(one) < 1e6 for one in found) else []


def _pages(document: Element) -> Iterator[Element]:
    for pages in children(document, "Pages"):
        yield from children(pages, "Page")


def _resolved(base: str, target: str | None) -> str:
    """Return the name of a part that another one refers to; a leading slash means the root of the file."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), (target or "").strip())).lstrip("/")


def _box(area: Element | None) -> tuple[float, float, float, float] | None:
    """Return left, top, width, height of an area, None when it names none."""
    if area is None:
        return None
    found = numbers(text_of(area, "PhysicalBox"), 4)
    return (found[0], found[1], found[2], found[3]) if found and found[2] > 0 and found[3] > 0 else None
