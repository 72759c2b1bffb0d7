"""From YAML nodes to typed values, with every fault at its place, in words that a rule author can act on.

One walk over nodes and type annotations side by side. Unlike msgspec, which does the final conversion, it does not
stop at the first fault. It knows types only; what names refer to is verified in `references`.
"""

from __future__ import annotations

import difflib
import re
import types
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec

from reportlint.draft.forms import RowForm
from reportlint.packs.analysis import analyse
from reportlint.packs.schema import Example, Examples
from reportlint.text.patterns import YEARS, Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.errors import Fault
    from reportlint.packs.yaml import Node

T = TypeVar("T")

SHORT = {Example: "text", RowForm: "label"}  # what may be written as its text alone
GLOSSARY = {
    "basis": "法律依据", "title": "标题", "severity": "级别", "examples": "示例", "why": "理由", "check": "检查方法",
    "id": "编号", "pack": "规则包名", "version": "版本", "years": "年度", "good": "正例", "bad": "反例",
    "label": "名称", "columns": "栏目", "rows": "行", "outline": "提纲", "message": "提示语", "patterns": "模式",
    "text": "文字",
}  # fmt: skip

_KINDS = {
    bool: "true 或 false", int: "整数", float: "数", str: "文字", tuple: "列表", list: "列表", frozenset: "列表",
    set: "列表", dict: "映射（键: 值）", type(None): "空",
}  # fmt: skip
_YEARS = re.compile(r"(?=.)((?:19|20)\d\d)?(?:-((?:19|20)\d\d)?)?")
_BRACES = re.compile(r"(?<!\\)\{[^\W\d]\w*\}")  # {name}; not a repetition, not an escaped brace
_MISSING: Any = object()


class Scope(NamedTuple):
    """How a subtree is read. subject: begins every message. folded: patterns are matched on folded text.

    by_year: patterns may name the report year.
    """

    subject: str
    folded: bool = True
    by_year: bool = False


class Reader:
    """Reads nodes and gathers what is wrong with them in `faults`."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def struct(self, node: Node, kind: type[T], scope: Scope) -> T | None:
        """Return one struct; None when it has a fault of any kind."""
        before = len(self.faults)
        data = self.value(node, kind, scope)
        if len(self.faults) > before:
            return None
        try:
            return msgspec.convert(data, kind, dec_hook=_keep)
        except (msgspec.ValidationError, ValueError) as error:  # what the struct itself refuses
            key = str(error).partition(" ")[0]  # such errors begin with the key they are about
            self.fault(node.mapping.get(key, node), scope, str(error))
            return None

    def fault(self, node: Node, scope: Scope, message: str, offset: int = 0) -> None:
        """Record a fault at a value."""
        self.faults.append(node.fault(f"{scope.subject}：{message}" if scope.subject else message, offset))

    def unknown(self, node: Node, scope: Scope, key: str, known: Iterable[str]) -> None:
        """Record a fault at a key that has no meaning here."""
        message = f"不认识的键 {key}{suggestion(key, known)}"
        self.faults.append(node.key_fault(f"{scope.subject}：{message}" if scope.subject else message))

    def value(self, node: Node, kind: Any, scope: Scope, name: str = "") -> Any:
        """Return plain data (and patterns) for one node, as `msgspec.convert` takes it; faults are recorded."""
        origin = get_origin(kind) or kind
        if origin is Annotated:
            return self._leaf(node, kind, scope, name)
        if origin in (Union, types.UnionType):
            return self._union(node, get_args(kind), scope, name)
        if origin in (tuple, list, frozenset, set):
            return self._list(node, kind, scope, name)
        if origin is dict or getattr(origin, "__name__", "") == "Mapping":
            return self._mapping(node, kind, scope, name)
        if kind is Pattern:
            return self._pattern(node, scope, name)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self._fields(node, kind, scope, name)
        return self._leaf(node, kind, scope, name)

    def _fields(self, node: Node, kind: type[msgspec.Struct], scope: Scope, name: str) -> Any:
        short = SHORT.get(kind)
        if short and isinstance(node.value, str):
            return {short: self._text(node, scope, name or short)}
        if not isinstance(node.value, dict):
            return self._wrong(node, dict, scope, name)
        fields = fields_of(kind)
        result: dict[str, Any] = {}
        for key, child in node.value.items():
            field = fields.get(key)
            if field is None:
                self.unknown(child, scope, key, fields)
            elif key in ("years", "lenient") and field.type is str:
                result[key] = self._years(child, scope)
            elif field.required and field.type is str:
                result[key] = self._text(child, scope, key)
            else:
                result[key] = self.value(child, field.type, scope, key)
            if field is not None and field.required and child.value == [] and kind is not Examples:
                self.fault(child, scope, f"{named(key)}至少要有一项")
        for key, field in fields.items():
            if field.required and key not in node.value:
                self.fault(node, scope, f"缺少 {named(key).rstrip()}" + (f"，在 {named(name)}里" if name else ""))
        return result

    def _text(self, node: Node, scope: Scope, name: str) -> Any:
        """Return a text that must say something."""
        if node.value is None or node.value == "" or (isinstance(node.value, str) and not node.value.strip()):
            self.fault(node, scope, f"{named(name)}是空的")
            return _MISSING
        return self._leaf(node, str, scope, name)

    def _years(self, node: Node, scope: Scope) -> Any:
        text = node.written if isinstance(node.value, int) else node.text
        match = _YEARS.fullmatch(text)
        if not match or text == "-" or (match[1] and match[2] and match[1] > match[2]):
            self.fault(node, scope, "years（年度）应写作 2014-2018、2021-、-2013 或 2019")
            return _MISSING
        return text

    def _list(self, node: Node, kind: Any, scope: Scope, name: str) -> Any:
        if not isinstance(node.value, list):
            return self._wrong(node, list, scope, name)
        arguments = [argument for argument in get_args(kind) if argument is not Ellipsis]
        inner = arguments[0] if len(arguments) == 1 else Any
        fixed = arguments if len(arguments) > 1 and len(arguments) == len(node.value) else [inner] * len(node.value)
        return [self.value(item, part, scope, name) for item, part in zip(node.value, fixed, strict=True)]

    def _mapping(self, node: Node, kind: Any, scope: Scope, name: str) -> Any:
        if not isinstance(node.value, dict):
            return self._wrong(node, dict, scope, name)
        of_keys, inner = (*get_args(kind), Any, Any)[:2]
        choices = get_args(of_keys) if get_origin(of_keys) is Literal else ()
        for key, child in node.value.items():
            if choices and key not in choices:
                self.unknown(child, scope, key, choices)
        return {key: self.value(child, inner, scope, f"{name}.{key}") for key, child in node.value.items()}

    def _union(self, node: Node, kinds: tuple[Any, ...], scope: Scope, name: str) -> Any:
        """Read as the first kind that fits; where none does, report what the closest one lacks."""
        if node.value is None and type(None) in kinds:
            return None
        tries: list[tuple[int, Any, Reader]] = []
        for kind in kinds:
            if kind is not type(None):
                reader = Reader()
                tries.append((len(tries), reader.value(node, kind, scope, name), reader))
                if not reader.faults:
                    break
        _, data, reader = min(tries, key=lambda item: (_mismatch(node, kinds[item[0]]), len(item[2].faults)))
        self.faults += reader.faults
        return data

    def _pattern(self, node: Node, scope: Scope, name: str) -> Any:
        if not isinstance(node.value, str):
            return self._wrong(node, str, scope, name)
        literals, flaws = analyse(node.value, folded=scope.folded)
        for flaw in flaws:
            self.fault(node, scope, flaw.message, flaw.offset)
        pattern = Pattern(node.value, literals)
        for odd in _BRACES.finditer(node.value):
            if odd[0] not in ("{n}", *YEARS):
                known = "、".join(("{n}", *YEARS))
                self.fault(node, scope, f"模式里没有 {odd[0]} 这种写法，可用 {known}；花括号本身写作 \\{{", odd.start())
        if pattern.needs_year and not scope.by_year:
            self.fault(node, scope, "这里的模式不能用 {year}、{last_year}、{next_year}，只有规则里可以")
        return pattern

    def _leaf(self, node: Node, kind: Any, scope: Scope, name: str) -> Any:
        if kind is Any:
            return node.plain()
        choices = get_args(kind) if get_origin(kind) is Literal else ()
        if isinstance(kind, type) and issubclass(kind, Enum):
            choices = tuple(member.value for member in kind)
        if choices:
            if node.value not in choices:
                texts = [str(choice) for choice in choices]
                shown = "、".join(filter(None, texts))
                hint = suggestion(str(node.value), texts)
                self.fault(node, scope, f"{named(name)}应为 {shown} 之一，这里是 {_shown(node)}{hint}")
            return node.value
        try:
            msgspec.convert(node.plain(), kind, dec_hook=_keep)
        except msgspec.ValidationError as error:
            base = get_args(kind)[0] if get_origin(kind) is Annotated else kind
            if base in _KINDS and type(node.value) is not base:
                return self._wrong(node, base, scope, name)
            self.fault(node, scope, f"{named(name)}的值 {_shown(node)} 不对：{str(error).replace('Expected', '应为')}")
        return node.plain()

    def _wrong(self, node: Node, kind: type, scope: Scope, name: str) -> Any:
        quote = "（加引号）" if kind is str and isinstance(node.value, int | float) else ""
        shown = "空的" if node.value is None else f"{_KINDS[type(node.value)]} {_shown(node)}".rstrip()
        self.fault(node, scope, f"{named(name) or '这里'}应为{_KINDS[kind]}{quote}，这里是{shown}")
        return _MISSING


@cache
def fields_of(kind: type) -> dict[str, msgspec.structs.FieldInfo]:
    """Return the fields of a struct type by the names that YAML uses."""
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return “，是否想写 …？” when a known word is close, else ""."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"，是否想写 {close[0]}？" if close else ""


def named(name: str) -> str:
    """Return a key with what it means, ready for Chinese to follow: `basis（法律依据）`, `limit `."""
    return f"{name}（{GLOSSARY[name]}）" if name in GLOSSARY else f"{name} " if name else ""


def _mismatch(node: Node, kind: Any) -> bool:
    """Tell whether a node has not even the shape of a kind: mapping, list or scalar."""
    origin = get_origin(kind) or kind
    struct = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    shape = dict if struct or origin is dict else list if origin in (tuple, list, frozenset, set) else None
    return not isinstance(node.value, shape) if shape else isinstance(node.value, dict | list)


def _shown(node: Node) -> str:
    return "" if isinstance(node.value, dict | list) else str(node.value)


def _keep(kind: type, value: Any) -> Any:
    if isinstance(value, kind):
        return value
    raise NotImplementedError(kind)
