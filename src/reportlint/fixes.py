"""Mend a draft: apply the fixes of its findings to the bytes of its file.

Only formats whose text is the file itself are mended (plain text, Markdown): there a fix is an edit of some
characters, and every byte outside the edits stays as it is, line ends and byte order mark included. Whether the file is
written is the caller's business.
"""

from __future__ import annotations

import codecs
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlint import readers
from reportlint.errors import ReadError
from reportlint.finding import Sentence
from reportlint.text.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportlint.draft.draft import Draft
    from reportlint.engine import Linter
    from reportlint.finding import FileResult, Finding

MENDED_FORMATS: Final = ("text", "markdown")
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


class TextEdit(NamedTuple):
    """Replace the characters from `start` to `end` of a draft's text."""

    start: int
    end: int
    replacement: str


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
        if draft.format not in MENDED_FORMATS:
            raise ReadError(path, NOT_HERE(format=draft.format))
        file = _File.read(path, data)
        chosen = list(_chosen(draft, file.text, result.findings, unsafe=unsafe))
        if not chosen:
            break
        before = before or _shown(file.text, draft, result)
        data = file.edited([edit for _, edits in chosen for edit in edits])
        for finding, edits in chosen:
            applied[finding.rule] += len(edits)
        draft = readers.read(path, data)
        result = linter.check_draft(draft)
    after = _shown(_File.read(path, data).text, draft, result) if before else ""
    return Mended(data, result, applied, before, after)


def _shown(written: str, draft: Draft, result: FileResult) -> str:
    """Return the text of a file with what the result strikes out struck out."""
    if result.text == draft.text:
        return written
    triples = zip(written, draft.text, result.text, strict=True)
    return "".join(own if read == shown else shown for own, read, shown in triples)


def fixable(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Return the findings that have a fix of this kind or a safer one."""
    return [one for one in findings if one.waived is None and one.fix is not None and (unsafe or one.fix.safe)]


def _chosen(
    draft: Draft, written: str, findings: Iterable[Finding], *, unsafe: bool
) -> Iterator[tuple[Finding, tuple[TextEdit, ...]]]:
    """Yield the fixes to make in one round, whole fixes that do not meet each other or any markup; safe ones first.

    written: what the file has at the offsets of the draft's text; entities and markup of Markdown differ from that.
    """
    taken: list[TextEdit] = []
    for finding in sorted(fixable(findings, unsafe=unsafe), key=lambda one: not (one.fix and one.fix.safe)):
        fix = finding.fix
        edits = tuple(TextEdit(e.span.start.offset, e.span.end.offset, e.replacement) for e in fix.edits) if fix else ()
        changes = any(written[edit.start : edit.end] != edit.replacement for edit in edits)
        as_read = all(written[edit.start : edit.end] == draft.text[edit.start : edit.end] for edit in edits)
        if changes and as_read and not any(_meet(edit, other) for edit in edits for other in taken):
            taken += edits
            yield finding, edits


def _meet(one: TextEdit, other: TextEdit) -> bool:
    """Tell whether two edits share a character, or a place where something is put in."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


class _File(NamedTuple):
    """A text file that can be written back exactly. mark: its byte order mark."""

    path: str
    text: str
    encoding: str
    mark: bytes

    @classmethod
    def read(cls, path: str, data: bytes) -> _File:
        """Decode a file; raises ReadError when its bytes are not those that its text would be written as."""
        text, encoding, _ = decode(data)
        mark = _BOMS.get(encoding, b"")
        file = cls(path, text, encoding, mark if data.startswith(mark) else b"")
        if file._encoded(text) != data[len(file.mark) :]:
            raise ReadError(path, _NOT_BACK(encoding=encoding))
        return file

    def edited(self, edits: Iterable[TextEdit]) -> bytes:
        """Return the bytes with some characters replaced; raises ReadError when the encoding has no such character."""
        pieces: list[str] = []
        at = 0
        for edit in sorted(edits):
            if self._encoded(edit.replacement) is None:
                raise ReadError(self.path, _NOT_ENCODABLE(text=edit.replacement, encoding=self.encoding))
            pieces += [self.text[at : edit.start], edit.replacement]
            at = edit.end
        return self.mark + (self._encoded("".join((*pieces, self.text[at:]))) or b"")

    def _encoded(self, text: str) -> bytes | None:
        try:
            return text.encode(_CODECS.get(self.encoding, self.encoding))
        except UnicodeEncodeError:
            return None
