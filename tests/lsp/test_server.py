"""The language server, driven over standard streams as an editor drives it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest.importorskip("pygls", reason="needs pygls")

WAIT = 20  # seconds until the test gives up

DRAFT = """\
青石县2016年政府信息公开工作年度报告
𠮷林路办事处截止2016年12月31日公开信息12条，全年收到政府信息公开申请23件。
附件
青石县政府信息公开情况统计表
（2016年度）
（一）收到申请数 | 件 | {received}
1．当面申请数 | 件 | 4
2．传真申请数 | 件 | 0
3．网络申请数 | 件 | 12
4．信函申请数 | 件 | 7
"""
PACK = """\
pack: ours
title: 补充要求
version: 1.0.0
basis: 要求
extends: [official-writing]
"""
RULES = """\
rules:
  - id: bureau
    check: pattern
    severity: warning
    title: 简称
    basis: 要求第一条
    patterns: [县办]
    message: 应写全称
    examples:
      good: [县政府办公室]
      bad:
        - |
          第一行
          请【县办】和【局办】办理
"""


class Editor:
    """Speaks the protocol; keeps what the server publishes."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reportlint", "lsp"],
            cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._messages: Queue[dict[str, Any]] = Queue()
        self._number = 0
        self.published: list[dict[str, Any]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        length = 0
        while header := self.process.stdout.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
            elif not header.strip():
                self._messages.put(json.loads(self.process.stdout.read(length)))

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        reply = self._until(lambda message: message.get("id") == self._number and "method" not in message)
        assert "error" not in reply, reply
        return reply["result"]

    def diagnostics(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """Wait for what is said of a document in its present version."""

        def it(message: dict[str, Any]) -> bool:
            params = message.get("params") or {}
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and params["uri"] == uri
                and (version is None or params.get("version") == version)
            )

        found = self._until(it)["params"]["diagnostics"]
        assert isinstance(found, list)
        return found

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            try:
                message = self._messages.get(timeout=WAIT)
            except Empty:
                pytest.fail("the server says nothing")
            if wanted(message):
                return message

    def start(self, *encodings: str, **options: Any) -> dict[str, Any]:
        capabilities = {"general": {"positionEncodings": list(encodings)}} if encodings else {}
        result = self.ask(
            "initialize", processId=None, rootUri=None, capabilities=capabilities, initializationOptions=options
        )
        self.notify("initialized")
        assert isinstance(result, dict)
        return result

    def open(self, path: Path, text: str, language: str = "plaintext") -> str:
        uri = path.as_uri()
        self.notify(
            "textDocument/didOpen", textDocument={"uri": uri, "languageId": language, "version": 1, "text": text}
        )
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        self.notify(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": version},
            contentChanges=[{"text": text}],
        )


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    one = Editor(tmp_path)
    try:
        yield one
        one.ask("shutdown")
        one.notify("exit")
        assert one.process.wait(WAIT) == 0
    finally:
        one.process.kill()
        one.process.communicate()


def _codes(diagnostics: list[dict[str, Any]]) -> set[str]:
    return {one.get("code", "") for one in diagnostics}


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 19), ("utf-16", 7), ("utf-32", 6)])
def test_columns_count_what_was_agreed(editor: Editor, tmp_path: Path, encoding: str, column: int) -> None:
    told = editor.start(encoding)
    assert told["capabilities"]["positionEncoding"] == encoding
    uri = editor.open(tmp_path / "a.txt", DRAFT.format(received=23))
    (wording,) = [one for one in editor.diagnostics(uri) if one["code"] == "official-writing/preferred-wording"]
    assert wording["range"]["start"] == {"line": 1, "character": column}


def test_a_client_that_names_no_encoding_counts_utf_16(editor: Editor, tmp_path: Path) -> None:
    assert editor.start()["capabilities"]["positionEncoding"] == "utf-16"


def test_diagnostics_follow_what_is_typed(editor: Editor, tmp_path: Path) -> None:
    editor.start("utf-32")
    uri = editor.open(tmp_path / "a.txt", DRAFT.format(received=24))
    first = editor.diagnostics(uri, 1)
    (total,) = [one for one in first if one["code"] == "annual-report-2014/requests-by-channel"]
    assert (total["severity"], total["source"]) == (1, "reportlint")
    assert total["range"]["start"]["line"] == 5
    assert {note["location"]["uri"] for note in total["relatedInformation"]} == {uri}
    editor.change(uri, 2, DRAFT.format(received=2))
    editor.change(uri, 3, DRAFT.format(received=23))
    assert "annual-report-2014/requests-by-channel" not in _codes(editor.diagnostics(uri, 3))
    editor.notify("textDocument/didClose", textDocument={"uri": uri})
    assert editor.diagnostics(uri) == []


def test_quick_fixes_and_the_fix_of_all(editor: Editor, tmp_path: Path) -> None:
    editor.start("utf-32")
    text = DRAFT.format(received=24)
    uri = editor.open(tmp_path / "a.md", text, "markdown")
    (total,) = [one for one in editor.diagnostics(uri, 1) if one["code"].endswith("/requests-by-channel")]
    context = {"diagnostics": [total]}
    actions = editor.ask("textDocument/codeAction", textDocument={"uri": uri}, range=total["range"], context=context)
    quick = [one for one in actions if one["kind"] == "quickfix"]
    assert [edit["newText"] for edit in quick[0]["edit"]["changes"][uri]] == ["23"]
    assert quick[0]["isPreferred"] is False
    (every,) = [one for one in actions if one["kind"] == "source.fixAll.reportlint"]
    (edit,) = every["edit"]["changes"][uri]
    assert (edit["newText"], edit["range"]["start"]["line"]) == ("截至", 1)
    context = {"diagnostics": [], "only": ["source.fixAll"]}
    only = editor.ask("textDocument/codeAction", textDocument={"uri": uri}, range=total["range"], context=context)
    assert [one["kind"] for one in only] == ["source.fixAll.reportlint"]


def test_hover_tells_the_rule_and_its_basis(editor: Editor, tmp_path: Path) -> None:
    editor.start("utf-32")
    uri = editor.open(tmp_path / "a.txt", DRAFT.format(received=24))
    editor.diagnostics(uri, 1)
    told = editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 1, "character": 8})
    assert "official-writing/preferred-wording" in told["contents"]["value"]
    assert "依据：" in told["contents"]["value"]
    assert editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 99, "character": 9}) is None


def test_english_on_request(editor: Editor, tmp_path: Path) -> None:
    editor.start("utf-32", language="en")
    uri = editor.open(tmp_path / "a.txt", DRAFT.format(received=24))
    (total,) = [one for one in editor.diagnostics(uri, 1) if one["code"].endswith("/requests-by-channel")]
    assert "does not" in total["message"] or "is not" in total["message"] or "should" in total["message"]


def test_a_pack_shows_its_faults_and_how_its_examples_fare(editor: Editor, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "rules.yaml").write_text(RULES, "utf-8")
    editor.start("utf-32")
    uri = editor.open(folder / "rules.yaml", RULES, "yaml")
    (missed,) = editor.diagnostics(uri, 1)
    assert missed["code"] == "ours/bureau"
    assert "missing" in missed["message"]
    assert missed["range"] == {"start": {"line": 13, "character": 17}, "end": {"line": 13, "character": 19}}
    editor.change(uri, 2, RULES.replace("severity: warning", "severity: warnin"))
    (fault,) = editor.diagnostics(uri, 2)
    assert "是否想写 warning" in fault["message"]
    assert fault["range"] == {"start": {"line": 3, "character": 14}, "end": {"line": 3, "character": 20}}
    editor.change(uri, 3, RULES.replace("【局办】", "局办"))
    assert editor.diagnostics(uri, 3) == []
    told = editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 6, "character": 6})
    assert "`patterns`" in told["contents"]["value"]
    told = editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 2, "character": 14})
    assert "must not occur" in told["contents"]["value"]


def test_settings_of_the_project_and_their_faults(editor: Editor, tmp_path: Path) -> None:
    settings = tmp_path / "reportlint.yaml"
    settings.write_text("ignore: [preferred-wording]\n", "utf-8")
    editor.start("utf-32")
    uri = editor.open(tmp_path / "a.txt", DRAFT.format(received=23))
    assert "official-writing/preferred-wording" not in _codes(editor.diagnostics(uri, 1))
    config = editor.open(settings, "ignor: [preferred-wording]\n", "yaml")
    (fault,) = editor.diagnostics(config, 1)
    assert fault["range"]["start"] == {"line": 0, "character": 0}
    settings.write_text("{}\n", "utf-8")
    editor.notify("textDocument/didSave", textDocument={"uri": config})
    assert "official-writing/preferred-wording" in _codes(editor.diagnostics(uri, 1))


def test_a_text_that_is_no_report_is_left_alone(editor: Editor, tmp_path: Path) -> None:
    editor.start("utf-32")
    assert editor.diagnostics(editor.open(tmp_path / "README.md", "# 说明\n\n截止今天，，没有。\n", "markdown")) == []
    assert editor.diagnostics(editor.open(tmp_path / "empty.txt", "")) == []
