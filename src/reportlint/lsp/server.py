"""The Language Server Protocol, by pygls: diagnostics as one types, quick fixes, hover.

One thread looks at texts, so that the editor is answered while it does; what it finds of a text that has changed since
is thrown away. Positions count in whatever the editor and the server agree on.
"""

from __future__ import annotations

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from reportlint import __version__, baseline, config
from reportlint.finding import Sentence, Severity
from reportlint.lsp.remarks import Desk, Remark, kind_of
from reportlint.positions import Lines, SourceSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlint.finding import ReportedFix

DELAY: Final = 0.2
"""Seconds without a keystroke after which a text is looked at."""

_SOURCE = "reportlint"
_WATCHED = ("**/*.yaml", f"**/{config.TOML}", f"**/{baseline.NAME}")
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_FIX_ALL = Sentence("改好全部可以机械改正的问题", "mend everything that can be mended mechanically")
_FIX_ALL_KIND = "source.fixAll.reportlint"


class Text:
    """One version of a text in an editor, its lines, and what there is to say of it. units: counts those of a text."""

    def __init__(self, uri: str, version: int | None, source: str, units: Any) -> None:
        self.uri = uri
        self.version = version
        self.lines = Lines(source)
        self.remarks: list[Remark] = []
        self._units = units

    def position(self, offset: int) -> types.Position:
        """Return a place as the editor counts it."""
        place = self.lines.position(offset)
        before = self.lines.content(place.line)[: place.column - 1]
        return types.Position(place.line - 1, self._units(before))

    def range(self, span: SourceSpan) -> types.Range:
        """Return both ends of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a place that the editor names; one beyond the text is its end."""
        if position.line >= len(self.lines):
            return len(self.lines.text)
        line = self.lines.span(position.line + 1)
        content = self.lines.content(position.line + 1)
        at = min(position.character, len(content))
        while at and self._units(content[:at]) > position.character:
            at -= 1
        return line.start + at


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self, language: str) -> None:
        super().__init__(_SOURCE, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desk = Desk(language)
        self._looking = ThreadPoolExecutor(1, "looking")
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._seen: dict[str, Text] = {}  # by URI, as last published

    # ------------------------------------------------------------ texts

    def schedule(self, uri: str, delay: float = DELAY) -> None:
        """Look at a document soon, unless it changes first."""
        waiting = self._waiting.pop(uri, None)
        if waiting:
            waiting.cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._look(uri, delay))

    def again(self, saved: str) -> None:
        """Look at everything anew that may depend on a file that was saved."""
        self._looking.submit(self.desk.forget)
        for uri in self.workspace.text_documents:
            if uri != saved:
                self.schedule(uri)
        self.schedule(saved, 0)

    def close(self, uri: str) -> None:
        """Take back what was said of a document."""
        waiting = self._waiting.pop(uri, None)
        if waiting:
            waiting.cancel()
        self._seen.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def text(self, uri: str) -> Text:
        """Return what was published of a document last; without remarks when it has changed since."""
        document = self.workspace.get_text_document(uri)
        known = self._seen.get(uri)
        current = self._text(uri, document.version, document.source)
        return known if known and known.lines.text == current.lines.text else current

    async def _look(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        documents = self.workspace.text_documents
        document = documents.get(uri)
        if document is None:
            return
        texts = {_path(one): other.source for one, other in documents.items()}
        work = partial(self.desk.look, _path(uri), texts, document.language_id or "")
        version = document.version
        found = await asyncio.get_running_loop().run_in_executor(self._looking, work)
        if uri not in self.workspace.text_documents or self.workspace.get_text_document(uri).version != version:
            return
        by_path = {_path(one): one for one in self.workspace.text_documents}
        for path, remarks in found.items():
            self._publish(by_path.get(path) or uris.from_fs_path(str(path)) or "", path, texts.get(path), remarks)

    def _publish(self, uri: str, path: Path, source: str | None, remarks: list[Remark]) -> None:
        document = self.workspace.text_documents.get(uri)
        if source is None:
            source = path.read_text("utf-8", "replace") if path.is_file() else ""
        text = self._text(uri, document.version if document else None, source)
        text.remarks = remarks
        if document:
            self._seen[uri] = text
        diagnostics = [self._diagnostic(text, remark) for remark in remarks]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, text.version))

    def _text(self, uri: str, version: int | None, source: str) -> Text:
        return Text(uri, version, source, self.workspace.position_codec.client_num_units)

    def _diagnostic(self, text: Text, remark: Remark) -> types.Diagnostic:
        notes = [
            types.DiagnosticRelatedInformation(types.Location(text.uri, text.range(note.span)), note.message)
            for note in remark.notes
        ]
        return types.Diagnostic(
            text.range(remark.span),
            remark.message,
            _SEVERITIES[remark.severity],
            remark.code or None,
            source=_SOURCE,
            related_information=notes or None,
        )

    # ------------------------------------------------------------ what the editor asks

    def actions(self, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
        """Yield what mends the remarks in a range, and what mends everything."""
        text = self.text(params.text_document.uri)
        start, end = text.offset(params.range.start), text.offset(params.range.end)
        wanted = params.context.only
        here = [one for one in text.remarks if one.fix and one.span.start <= end and start <= one.span.end]
        if _asked(types.CodeActionKind.QuickFix, wanted):
            for remark in here:
                if remark.fix:
                    yield types.CodeAction(
                        remark.fix.message,
                        types.CodeActionKind.QuickFix,
                        [self._diagnostic(text, remark)],
                        is_preferred=remark.fix.safe,
                        edit=_edit(text, [remark.fix]),
                    )
        safe = [one.fix for one in text.remarks if one.fix and one.fix.safe]
        if safe and _asked(_FIX_ALL_KIND, wanted):
            title = _FIX_ALL().text(self.desk.language)
            yield types.CodeAction(title, _FIX_ALL_KIND, edit=_edit(text, _apart(safe)))

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return what there is to know of the place under the pointer."""
        uri = params.text_document.uri
        text = self.text(uri)
        offset = text.offset(params.position)
        about = [one for one in text.remarks if one.about and one.span.start <= offset <= one.span.end]
        if about:
            told = "\n\n---\n\n".join(dict.fromkeys(f"{one.about}\n\n{one.message}" for one in about))
            return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told), text.range(about[0].span))
        place = text.lines.position(offset)
        told = self.desk.explain(_path(uri), text.lines.text, place.line, place.column)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told)) if told else None


def serve(language: str) -> None:
    """Serve the editor at standard input and output until it has enough."""
    server = Server(language)

    _follow(server)
    kinds = [types.CodeActionKind.QuickFix, _FIX_ALL_KIND]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds))
    def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        return list(server.actions(params))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def _(params: types.HoverParams) -> types.Hover | None:
        return server.hover(params)

    server.start_io(stdout=os.fdopen(os.dup(sys.stdout.fileno()), "wb"))  # it closes what it is given


def _follow(server: Server) -> None:
    """Have a server follow what happens to texts and files."""

    @server.feature(types.INITIALIZE)
    def _(params: types.InitializeParams) -> None:
        options = params.initialization_options
        chosen = options.get("language") if isinstance(options, dict) else None
        if chosen in ("zh", "en"):
            server.desk.language = chosen

    @server.feature(types.INITIALIZED)
    def _(_params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _(params: types.DidOpenTextDocumentParams) -> None:
        server.schedule(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _(params: types.DidChangeTextDocumentParams) -> None:
        server.schedule(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _(params: types.DidSaveTextDocumentParams) -> None:
        uri = params.text_document.uri
        if kind_of(_path(uri)) == "draft":
            server.schedule(uri, 0)
        else:
            server.again(uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def _(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            server.again(change.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def _(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)


def _path(uri: str) -> Path:
    """Return the path of a document; one that has no file yet is in the current folder."""
    path = uris.to_fs_path(uri) if uri.startswith("file:") else None
    return Path(os.path.abspath(path or uri.rpartition("/")[2].rpartition(":")[2] or "untitled"))  # noqa: PTH100


def _asked(kind: str, wanted: Sequence[str] | None) -> bool:
    return not wanted or any(kind == one or kind.startswith(f"{one}.") for one in wanted)


def _edit(text: Text, fixes: list[ReportedFix]) -> types.WorkspaceEdit:
    edits = [
        types.TextEdit(text.range(SourceSpan(edit.span.start.offset, edit.span.end.offset)), edit.replacement)
        for fix in fixes
        for edit in fix.edits
    ]
    return types.WorkspaceEdit({text.uri: edits})


def _apart(fixes: list[ReportedFix]) -> list[ReportedFix]:
    """Return those fixes that do not meet one before them."""
    taken: list[tuple[int, int]] = []
    kept: list[ReportedFix] = []
    for fix in fixes:
        spans = [(edit.span.start.offset, edit.span.end.offset) for edit in fix.edits]
        if not any(
            start <= other_end and other_start <= end for start, end in spans for other_start, other_end in taken
        ):
            taken += spans
            kept.append(fix)
    return kept
