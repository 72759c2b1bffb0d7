"""Strict YAML with positions: a tree of `Node`s, each of which knows its file, line and column.

Less than YAML on purpose: plain mappings, lists and scalars. No anchors, aliases, merge keys, tags or second
documents, no dates, no yes/no booleans, no octal or base-60 numbers: `no`, `2018-12-31` and `0777` are text. Every
problem of a file is reported, not only the first. The tree is built from parser events, so that no nesting of the
input can exhaust the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import yaml

from reportlint.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")  # 12, -3; not 007, not 1_000; what fits no 64 bits is text
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")  # 0.5; not .5, not 1e3
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

# What YAML cannot hold, and what nobody sees: control, zero-width and direction characters, a byte order mark inside.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\uffff]")
_TAB_INDENT = re.compile(r"^ *(\t)[ \t]*", re.MULTILINE)  # a tab among the spaces that begin a line

_PROBLEMS = {
    "mapping values are not allowed in this context": "这里不能有“: ”；含冒号的文字请加引号",
    "found unexpected end of stream": "引号没有成对",
    "found character that cannot start any token": "以 @ ` % 等符号开头的文字请加引号",
    "found a tab character that violates indentation": "缩进不能用制表符",
    "found character '\\t(TAB)' that cannot start any token": "缩进不能用制表符",
    "could not find expected ':'": "缺少“: ”",
    "did not find expected key": "缩进不一致，或上一行没有写完",
    "did not find expected '-' indicator": "缩进不一致：列表项应以“- ”开头",
    "did not find expected ',' or ']'": "方括号里缺少“,”或“]”",
    "did not find expected ',' or '}'": "花括号里缺少“,”或“}”",
    "did not find expected node content": "这里缺少内容",
    "exceeded maximum nesting depth": "嵌套太深",
}

Scalar = str | int | float | bool | None


@dataclass(slots=True)
class Node:
    """One value of a YAML file: a scalar, a list of nodes, or a mapping of nodes.

    line, column: where the value starts, 1-based, in code points. key: line and column of the key before it, in a
    mapping. written: the scalar as it stands in the file when it stands on one line, else "".
    """

    value: Scalar | list[Node] | dict[str, Node]
    file: str
    line: int
    column: int
    key: tuple[int, int] | None = None
    written: str = ""
    quoted: bool = field(default=False)

    @property
    def mapping(self) -> dict[str, Node]:
        """Return the children by key; empty for anything but a mapping."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Node]:
        """Return the children of a list; empty for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str:
        """Return the text of a string; empty for anything else."""
        return self.value if isinstance(self.value, str) else ""

    def plain(self) -> Any:
        """Return the value without positions."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def walk(self) -> Iterator[Node]:
        """Yield this node and everything under it."""
        yield self
        for node in (*self.mapping.values(), *self.items):
            yield from node.walk()

    def fault(self, message: str, offset: int = 0) -> Fault:
        """Return a fault at this value, or at a later character of it where the scalar stands on one line."""
        return Fault(self.file, self.line, self.column + self.inside(offset), message)

    def key_fault(self, message: str) -> Fault:
        """Return a fault at the key before this value."""
        line, column = self.key or (self.line, self.column)
        return Fault(self.file, line, column, message)

    def inside(self, offset: int) -> int:
        """Return how far behind the start of the scalar its character `offset` is written."""
        if offset == 0 or self.written == self.value:
            return offset
        inner = self.written[1:-1]
        if self.written[:1] == '"' and inner == self.value:
            return offset + 1
        if self.written[:1] == "'" and inner.replace("''", "'") == self.value:
            return offset + 1 + self.text[:offset].count("'")
        return 0


def read(file: Path, name: str) -> tuple[Node | None, list[Fault]]:
    """Read one file; `name` is what faults call it. The tree is None when nothing could be read."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return None, [Fault(name, 1, 1, f"读不了：{error.strerror}")]
    if len(data) > MAX_BYTES:
        return None, [Fault(name, 1, 1, f"文件超过 {MAX_BYTES} 字节")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [Fault(name, data.count(b"\n", 0, error.start) + 1, 1, "不是 UTF-8 编码")]
    return parse(text, name)


def parse(text: str, name: str) -> tuple[Node | None, list[Fault]]:
    """Parse YAML text; every fault is listed, and the tree is None when the text is not YAML or empty."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    faults = [_at(text, name, m.start(), f"看不见的字符 U+{ord(m[0]):04X}") for m in _UNSEEN.finditer(text)]
    text = _UNSEEN.sub(" ", text)
    tabs = [_at(text, name, m.start(1), "缩进不能用制表符，请用空格") for m in _TAB_INDENT.finditer(text)]
    if tabs:
        return None, faults + tabs
    builder = _Builder(name, text.split("\n"), faults)
    try:
        for event in yaml.parse(text, _LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        problem = _PROBLEMS.get(error.problem or "", f"这里的写法不合 YAML（{error.problem}）")
        faults.append(Fault(name, mark.line + 1, mark.column + 1, f"YAML 语法错误：{problem}"))
        return None, faults
    except _TooDeepError:
        return None, faults
    if builder.root is None and not faults:
        faults.append(Fault(name, 1, 1, "文件没有内容"))
    return builder.root, faults


def _at(text: str, name: str, offset: int, message: str) -> Fault:
    return Fault(name, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset), message)


class _TooDeepError(Exception):
    """The nesting is deeper than any pack needs."""


class _Builder:
    """Builds nodes from parser events, with a stack of its own."""

    def __init__(self, name: str, lines: list[str], faults: list[Fault]) -> None:
        self.name = name
        self.lines = lines
        self.faults = faults
        self.root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[Node | None] = []  # for each open mapping: the key that waits for its value

    def take(self, event: yaml.Event) -> None:
        """Add what one event says."""
        if isinstance(event, yaml.NodeEvent):
            node = self._node(event)
            self._attach(node)
            if isinstance(event, yaml.CollectionStartEvent):
                self._open.append(node)
                self._keys.append(None)
                if len(self._open) > MAX_DEPTH:
                    self.faults.append(node.fault(f"嵌套超过 {MAX_DEPTH} 层"))
                    raise _TooDeepError
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()

    def _node(self, event: yaml.NodeEvent) -> Node:
        start: Any = event.start_mark
        end: Any = event.end_mark
        node = Node(None, self.name, start.line + 1, start.column + 1)
        if isinstance(event, yaml.AliasEvent):
            self.faults.append(node.fault(f"不能用别名 *{event.anchor}：请把内容写全"))
        elif event.anchor:
            self.faults.append(node.fault(f"不能用锚点 &{event.anchor}"))
        elif getattr(event, "tag", None):
            self.faults.append(node.fault("不能用标签（!…）"))
        if isinstance(event, yaml.ScalarEvent):
            node.quoted = bool(event.style)  # "" or None for plain scalars
            node.value = event.value if node.quoted else _resolved(event.value)
            if start.line == end.line and event.style not in ("|", ">"):
                node.written = self.lines[start.line][start.column : end.column]
        elif isinstance(event, yaml.CollectionStartEvent):
            node.value = {} if isinstance(event, yaml.MappingStartEvent) else []
        return node

    def _attach(self, node: Node) -> None:
        """Put a node where it belongs: the root, the next item, a key, or the value of the key before."""
        if not self._open:
            if self.root is not None:
                self.faults.append(node.fault("一个文件只能有一个 YAML 文档"))
            self.root = node
            return
        parent = self._open[-1].value
        if isinstance(parent, list):
            parent.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = node
            return
        self._keys[-1] = None
        self._pair(cast("dict[str, Node]", parent), key, node)

    def _pair(self, parent: dict[str, Node], key: Node, node: Node) -> None:
        if isinstance(key.value, list | dict):
            self.faults.append(key.fault("键应为文字"))
            return
        name = key.text if key.quoted else key.written
        if name == "<<" and not key.quoted:
            self.faults.append(key.fault("不能用合并键 <<：请把内容写全"))
        elif name in parent:
            line = (parent[name].key or (0, 0))[0]
            self.faults.append(key.fault(f"重复的键 {name}（第 {line} 行已有）"))
        else:
            node.key = (key.line, key.column)
            parent[name] = node


def _resolved(text: str) -> Scalar:
    """Return what an unquoted scalar means: true, false, null, a whole number, a decimal number, or its text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
