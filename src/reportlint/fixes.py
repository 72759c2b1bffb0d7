"""Mend a draft: apply the fixes of its findings to the bytes of its file.

In plain text and Markdown a fix is an edit of some characters, and every byte outside the edits stays as it is, line
ends and byte order mark included; in a Word document it is a tracked revision. Other formats are not mended. Whether
the file is written is the caller's business.
"""

from __future__ import annotations

import codecs
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from reportlint import readers
from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.positions import Change
from reportlint.text.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportlint.draft.draft import Draft
    from reportlint.engine import Linter
    from reportlint.finding import FileResult, Finding

ROUNDS: Final = 10
"""How often a draft is checked again; what one fix makes visible is mended in the next round."""

_BOMS: Final = {
    "utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
}  # fmt: skip
_CODECS: Final = {"utf-8-sig": "utf-8", "big5": "big5hkscs"}

NOT_HERE: Final = Sentence(
    "{format} 文件不能就地修改；请按提示在原文件中修改，或另存为纯文本（.txt）",
    "{format} files cannot be mended in place; follow the findings in the original, or save it as plain text (.txt)",
)
_NOT_BACK: Final = Sentence(
    "文件里有不能原样写回的字节（编码 {encoding}），没有修改；请先另存为 UTF-8",
    "some bytes (encoding {encoding}) cannot be written back as they are, nothing was changed; save it as UTF-8 first",
)
_NOT_ENCODABLE: Final = Sentence(
    "“{text}”不能用文件的编码 {encoding} 表示，没有修改；请先另存为 UTF-8",
    "“{text}” cannot be written in {encoding}, nothing was changed; save the file as UTF-8 first",
)


class Mended(NamedTuple):
    """What became of a draft.

    data: the bytes of the file now. result: the check of them. applied: how many edits of each rule were made.
    before, after: the text as it may be shown, with personal data struck out; "" where nothing was mended.
    """

    data: bytes
    result: FileResult
    applied: Mapping[str, int]
    before: str = ""
    after: str = ""


def mend(linter: Linter, path: str, data: bytes, *, unsafe: bool = False) -> Mended:
    """Apply the safe fixes of a draft, on request the unsafe ones as well, until none is left.

    Mending the result again changes nothing. Raises ReadError when the draft cannot be read, when its format is not
    mended in place, or when the file cannot be written back exactly.
    """
    applied: Counter[str] = Counter()
    draft = readers.read(path, data)
    result = linter.check_draft(draft)
    before = ""
    for _ in range(ROUNDS):
        if not fixable(result.findings, unsafe=unsafe):
            break
        file = _opened(path, data, draft)
        chosen = list(_chosen(file, result.findings, unsafe=unsafe))
        if not chosen:
            break
        before = before or _shown(file.text, draft, result)
        chosen, data = _applied(path, data, file, chosen)
        for finding, edits in chosen:
            applied[finding.rule] += len(edits)
        draft = readers.read(path, data)
        result = linter.check_draft(draft)
    after = _shown(_opened(path, data, draft).text, draft, result) if before else ""
    return Mended(data, result, applied, before, after)


_Chosen = list[tuple["Finding", tuple[Change, ...]]]


def _applied(path: str, data: bytes, file: _File, chosen: _Chosen) -> tuple[_Chosen, bytes]:
    """Return the fixes that were made and the new bytes; a Word file must then read as it was meant to."""
    changed = file.changed([edit for _, edits in chosen for edit in edits])
    if not file.is_read_again or _reads(path, changed, file.text, chosen):
        return chosen, changed
    chosen = [one for one in chosen if _reads(path, file.changed(one[1]), file.text, [one])]
    changed = file.changed([edit for _, edits in chosen for edit in edits])
    return (chosen, changed) if _reads(path, changed, file.text, chosen) else ([], data)


def _reads(path: str, data: bytes, text: str, chosen: _Chosen) -> bool:
    """Tell whether a file has the text with its changes, blanks aside."""
    for edit in sorted((edit for _, edits in chosen for edit in edits), reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return "".join(readers.read(path, data).text.split()) == "".join(text.split())


class _File(Protocol):
    """A file that can be edited. text: what it has at the offsets of its draft's text.

    is_read_again: whether only reading it again tells that a change was made where it was meant to be.
    """

    @property
    def text(self) -> str: ...

    @property
    def is_read_again(self) -> bool: ...

    def takes(self, change: Change) -> bool:
        """Tell whether a change can be made here."""

    def changed(self, changes: Iterable[Change]) -> bytes:
        """Return the bytes with changes that do not overlap; raises ReadError when they cannot be written."""


def _opened(path: str, data: bytes, draft: Draft) -> _File:
    """Return the file of a draft; raises ReadError when its format is not mended in place."""
    if draft.format in ("text", "markdown"):
        return _TextFile.read(path, data, draft)
    if draft.format == "docx":
        from reportlint.revisions import WordFile

        return WordFile(path, data, draft)
    raise ReadError(path, NOT_HERE(format=draft.format))


def _shown(written: str, draft: Draft, result: FileResult) -> str:
    """Return the text of a file with what the result strikes out struck out."""
    if result.text == draft.text:
        return written
    triples = zip(written, draft.text, result.text, strict=True)
    return "".join(own if read == shown else shown for own, read, shown in triples)


def fixable(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Return the findings that have a fix of this kind or a safer one."""
    return [one for one in findings if one.counts and one.fix is not None and (unsafe or one.fix.safe)]


def _chosen(file: _File, findings: Iterable[Finding], *, unsafe: bool) -> Iterator[tuple[Finding, tuple[Change, ...]]]:
    """Yield the fixes to make in one round, whole fixes that do not meet each other; safe ones first."""
    taken: list[Change] = []
    for finding in sorted(fixable(findings, unsafe=unsafe), key=lambda one: not (one.fix and one.fix.safe)):
        fix = finding.fix
        edits = tuple(Change(e.span.start.offset, e.span.end.offset, e.replacement) for e in fix.edits) if fix else ()
        changes = any(file.text[edit.start : edit.end] != edit.replacement for edit in edits)
        if changes and all(map(file.takes, edits)) and not any(_meet(edit, other) for edit in edits for other in taken):
            taken += edits
            yield finding, edits


def _meet(one: Change, other: Change) -> bool:
    """Tell whether two edits share a character, or a place where something is put in."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


class _TextFile(NamedTuple):
    """A text file that can be written back exactly. read_as: the draft's text; mark: its byte order mark."""

    path: str
    text: str
    read_as: str
    encoding: str
    mark: bytes
    is_read_again: bool = False

    @classmethod
    def read(cls, path: str, data: bytes, draft: Draft) -> _TextFile:
        """Decode a file; raises ReadError when its bytes are not those that its text would be written as."""
        text, encoding, _ = decode(data)
        mark = _BOMS.get(encoding, b"")
        file = cls(path, text, draft.text, encoding, mark if data.startswith(mark) else b"")
        if file._encoded(text) != data[len(file.mark) :]:
            raise ReadError(path, _NOT_BACK(encoding=encoding))
        return file

    def takes(self, change: Change) -> bool:
        """Tell whether the file has what the draft has: entities and markup of Markdown differ from it."""
        return self.text[change.start : change.end] == self.read_as[change.start : change.end]

    def changed(self, changes: Iterable[Change]) -> bytes:
        """Return the bytes with some characters replaced; raises ReadError when the encoding has no such character."""
        pieces: list[str] = []
        at = 0
        for change in sorted(changes):
            if self._encoded(change.replacement) is None:
                raise ReadError(self.path, _NOT_ENCODABLE(text=change.replacement, encoding=self.encoding))
            pieces += [self.text[at : change.start], change.replacement]
            at = change.end
        return self.mark + (self._encoded("".join((*pieces, self.text[at:]))) or b"")

    def _encoded(self, text: str) -> bytes | None:
        try:
            return text.encode(_CODECS.get(self.encoding, self.encoding))
        except UnicodeEncodeError:
            return None
