"""Last year's report: reads the file that the user names, or finds the right one in a folder, and understands it.

A report in a folder is recognized by its head alone (title, year, organ); it is understood when a draft needs it, with
the facts of the pack for its own year. Every file is read once in the life of an `Archive`. Whether the two reports may
be compared is for `draft.succession` to say; nothing is compared here.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from reportlint import readers
from reportlint.discovery import discover
from reportlint.draft.succession import file_name, obstacle, same_organ
from reportlint.draft.understand import observe, understand
from reportlint.errors import ReadError
from reportlint.finding import Message, Sentence
from reportlint.packs.select import select
from reportlint.text.patterns import PatternTimeout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.draft.content import Content
    from reportlint.draft.draft import Draft
    from reportlint.draft.forms import TableForm
    from reportlint.packs.schema import Pack
    from reportlint.text.patterns import Pattern

_MISSING = Sentence(zh="找不到上年报告", en="last year's report does not exist")
_UNREADABLE = Sentence(zh="读不了上年报告：{reason}", en="cannot read last year's report: {reason}")
_NOT_COMPARED = Sentence(zh="没有与上年比较：{reason}", en="not compared with last year: {reason}")
_NOT_FOUND = Sentence(
    zh="{folder} 里没有“{name}”{year}年度的报告{unread}",
    en="{folder} has no report of “{name}” for {year}{unread}",
)
_UNREAD = Sentence(zh="（有{count}份读不了，如 {path}：{reason}）", en=" ({count} cannot be read: {path}: {reason} …)")
_NO_NAME = Sentence(
    zh="题名看不出机关名称，不能在 {folder} 里找上年报告，请直接写明文件",
    en="the title does not name the organ, so {folder} cannot be searched; name the file",
)
_NO_YEAR = Sentence(
    zh="看不出本报告是哪一年度的，不能在 {folder} 里找上年报告",
    en="the draft does not tell its year, so {folder} cannot be searched",
)
_SEVERAL = Sentence(
    zh="{folder} 里有{count}份“{name}”{year}年度的报告，用来比较的是 {file}",
    en="{folder} has {count} reports of “{name}” for {year}; compared with {file}",
)
_HEAD = 3000  # characters from the start that tell title, year and organ
_KEPT = 4  # reports that stay understood; drafts of a folder seldom share one


class _Earlier(NamedTuple):
    """A report in the folder, known by its head."""

    path: str
    format: str
    organ: str


class Archive:
    """The file or folder with last year's report; "" for none.

    packs, forms, titles: those of all packs, as drafts are understood with. named: the pack that the user named, for
    reports that no pack fits. Raises `ReadError` when a file is missing or cannot be read, `UsageError` when a folder
    has no reports; unreadable files in a folder are passed over, and named when no report is found.
    """

    def __init__(
        self,
        place: str,
        packs: Sequence[Pack],
        forms: Sequence[TableForm],
        titles: Sequence[Pattern],
        named: Pack | None = None,
    ) -> None:
        self._place = place
        self._packs = packs
        self._forms = forms
        self._titles = titles
        self._named = named
        self._drafts: dict[str, Draft] = {}
        self._understood = lru_cache(_KEPT)(self._understand)
        self._is_folder = bool(place) and Path(place).is_dir()
        if self._is_folder:
            self._paths, self._unread = discover([place])
        elif place:
            self._drafts[place] = _read(place)

    def attached(self, content: Content) -> tuple[Content, Message | None]:
        """Return a draft's content with last year's report, and what the user has to know about it.

        A single file is attached even when it is not last year's: the rules that need it then say why they were not
        assessed.
        """
        if not self._place:
            return content, None
        try:
            previous, remark = self._found(content) if self._is_folder else (self._understood(self._place), None)
        except PatternTimeout as error:
            return content, _NOT_COMPARED(reason=error.reason)
        if previous is None:
            return content, remark
        joined = replace(content, previous=previous)
        vars(joined).update(vars(content))  # what was worked out from the text alone holds as well
        reason = obstacle(joined)
        return joined, _NOT_COMPARED(reason=reason) if reason else remark

    # ---------------------------------------------------------------- the folder

    def _found(self, content: Content) -> tuple[Content | None, Message | None]:
        """Return the report in the folder that fits best: the very name before a similar one, then the draft's format."""
        name, year, folder = content.issuer.name, content.report_year, self._place
        if year is None or not name:
            return None, _NOT_COMPARED(reason=(_NO_NAME if year else _NO_YEAR)(folder=folder))
        fitting = [one for one in self._earlier.get(year - 1, ()) if same_organ(name, one.organ)]
        exact = [one for one in fitting if one.organ == name]
        fitting = sorted(exact or fitting, key=lambda one: (one.format != content.draft.format, one.path))
        if not fitting:
            reason = _NOT_FOUND(folder=folder, name=name, year=year - 1, unread=self._failures())
            return None, _NOT_COMPARED(reason=reason)
        previous = self._understood(fitting[0].path)
        if len(fitting) == 1:
            return previous, None
        return previous, _SEVERAL(folder=folder, count=len(fitting), name=name, year=year - 1, file=file_name(previous))

    @cached_property
    def _earlier(self) -> dict[int, list[_Earlier]]:
        """Return the reports in the folder that tell their year and organ, by year."""
        known: dict[int, list[_Earlier]] = {}
        for path in self._paths:
            try:
                draft = _read(path)
                head = understand(_head(draft), (), self._titles)
            except ReadError as error:
                self._unread.append(error)
            except PatternTimeout as error:
                self._unread.append(ReadError(path, error.reason))
            else:
                name = head.issuer.name
                if head.report_year is not None and name:
                    known.setdefault(head.report_year, []).append(_Earlier(path, draft.format, name))
                    self._drafts[path] = draft
        return known

    def _failures(self) -> Message | str:
        if not self._unread:
            return ""
        first = self._unread[0]
        return _UNREAD(count=len(self._unread), path=first.path, reason=first.said)

    # ---------------------------------------------------------------- understanding

    def _understand(self, path: str) -> Content:
        """Return what an earlier report says, with the facts of the pack for its own year."""
        content = understand(self._drafts[path], self._forms, self._titles)
        chosen = select(self._packs, content)
        pack = self._named if self._named and (chosen.pack is None or chosen.fallback) else chosen.pack
        return observe(content, pack.tables, pack.indicators, year=None, named=False) if pack else content


def _read(path: str) -> Draft:
    """Read one report; raises ReadError."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise ReadError(path, _MISSING()) from error
    except OSError as error:
        raise ReadError(path, _UNREADABLE(reason=error.strerror)) from error
    try:
        return readers.read(path, data)
    except ReadError as error:
        raise ReadError(path, _UNREADABLE(reason=error.said)) from error


def _head(draft: Draft) -> Draft:
    """Return the beginning of a draft, up to the end of a paragraph."""
    if len(draft.text) <= _HEAD:
        return draft
    cut = draft.text.find("\n", _HEAD)
    text = draft.text[: cut if cut >= 0 else _HEAD]
    blocks = tuple(block for block in draft.blocks if block.span.end <= len(text))
    return replace(draft, text=text, blocks=blocks)
