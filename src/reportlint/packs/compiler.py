"""From folders of YAML to one `Pack`: base packs merged in, every fault of every file reported together.

Runs when a pack is new or has changed; afterwards `loader` takes the result from the cache.
"""

from __future__ import annotations

import re
from dataclasses import replace
from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from msgspec import structs

from reportlint.draft.forms import Indicator, SectionForm, TableForm
from reportlint.errors import Fault, PackError
from reportlint.packs import folders, yaml
from reportlint.packs.examples import MarkError, parse_marks
from reportlint.packs.reading import Reader, Scope, fields_of, named, suggestion
from reportlint.packs.references import Forms
from reportlint.packs.schema import Entry, Header, Pack, Part, Rule
from reportlint.packs.yaml import Node
from reportlint.text.patterns import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from reportlint.packs.references import Problem

_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # rule and pack names: staff-by-duty
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*(?:\[[^\W\d]\w*\])?")  # rows and indicators: requests.received
_TEMPLATES = frozenset({"message", "message_en", "replace"})  # parameters that are filled in
_COMMON = frozenset(fields_of(Entry))


class Checks(Protocol):
    """The checks there are; `reportlint.checks` is one."""

    def names(self) -> Sequence[str]:
        """Return the names of all checks."""

    def find(self, name: str) -> Any:
        """Return a check: something with a struct type `Parameters`."""


class _Source(NamedTuple):
    """The YAML of one pack folder."""

    name: str
    folder: Path
    header: Node
    parts: tuple[Node, ...]


class _Raw(NamedTuple):
    """A rule before it is read: the pack that defines it, and its keys after every override."""

    pack: str
    node: Node


def compile_pack(
    folder: Path, checks: Checks, unsaved: Mapping[Path, str] | None = None
) -> tuple[Pack, tuple[Path, ...]]:
    """Return the pack in a folder and the folders it was made from; raises `PackError` with every fault.

    unsaved: what stands in some files instead of what is on disk.
    """
    compiler = _Compiler(checks, unsaved or {})
    sources = compiler.gather(folder)
    pack = compiler.merge(sources) if sources else None
    if compiler.reader.faults or pack is None:
        raise PackError(compiler.reader.faults)
    return pack, tuple(source.folder for source in sources)


class _Compiler:
    """Merges sources, bases first; everything read stays beside the node it came from, for the faults."""

    def __init__(self, checks: Checks, unsaved: Mapping[Path, str]) -> None:
        self.checks = checks
        self.unsaved = unsaved
        self.reader = Reader()
        self.sections: dict[str, SectionForm] = {}
        self.tables: dict[str, tuple[TableForm, Node]] = {}
        self.indicators: dict[str, tuple[Indicator, Node]] = {}
        self.rules: dict[str, _Raw] = {}
        self.periods: set[str] = set()  # the packs for some years only
        self.gaps = False  # something that names may refer to could not be read: leave references alone

    # ------------------------------------------------------------ reading folders

    def gather(self, folder: Path, above: tuple[Path, ...] = ()) -> list[_Source]:
        """Return the sources of a pack and of all it extends, bases first, each once."""
        nodes: list[Node] = []
        for file in folders.files(folder):
            name = folders.shown(file)
            if file.suffix == ".yml":
                self.reader.faults.append(Fault(name, 1, 1, "文件名应以 .yaml 结尾，否则不会读取"))
                continue
            text = self.unsaved.get(file)
            node, faults = yaml.read(file, name) if text is None else yaml.parse(text, name)
            self.reader.faults += faults
            if node is not None and not isinstance(node.value, dict):
                self.reader.faults.append(node.fault("文件应为映射（键: 值）"))
            self.gaps |= node is None
            nodes.append(node if node is not None and node.mapping else Node(None, name, 1, 1))
        source = _Source(folder.name, folder, nodes[0], tuple(nodes[1:]))
        sources: list[_Source] = []
        extends = source.header.mapping.get("extends")
        for item in extends.items if extends else ():
            base = folders.base(item.text, folder) if _WORDS.fullmatch(item.text) else None
            if base is None:
                hint = suggestion(str(item.value), folders.names())
                self.reader.faults.append(item.fault(f"没有可继承的规则包 {item.value}{hint}"))
                self.gaps = True
            elif base in (*above, folder):
                self.reader.faults.append(item.fault(f"循环继承：{item.value} 最终又继承了 {folder.name}"))
            else:
                known = {one.folder for one in sources}
                sources += [one for one in self.gather(base, (*above, folder)) if one.folder not in known]
        return [*sources, source]

    # ------------------------------------------------------------ merging

    def merge(self, sources: list[_Source]) -> Pack | None:
        """Return the pack that the last source defines."""
        header: Header | None = None
        for source in sources:
            header = self._header(source)
            if header and header.applies.years:
                self._take_over(header)
            self._override(source)
            for part in source.parts:
                self._part(part)
            self._own_rules(source)
            if header and header.applies.years:
                self.periods.add(source.name)
        forms = Forms(
            self.sections,
            {name: table for name, (table, _) in self.tables.items()},
            {name: indicator for name, (indicator, _) in self.indicators.items()},
        )
        self._verify(forms)
        rules = [self._rule(raw, forms) for raw in self.rules.values()]
        if not self.rules and not self.reader.faults:
            self.reader.faults.append(sources[-1].header.fault("规则包里一条规则也没有"))
        if header is None or self.reader.faults:
            return None
        return Pack(
            header.pack, header.title, header.version, header.basis, header.extends, header.applies,
            tuple(forms.sections.values()), tuple(forms.tables.values()), dict(forms.indicators),
            tuple(rule for rule in rules if rule),
        )  # fmt: skip

    def _header(self, source: _Source) -> Header | None:
        if not isinstance(source.header.value, dict):
            return None  # reported already
        rest = {key: node for key, node in source.header.mapping.items() if key != "outline"}
        scope = Scope("")
        for key in [key for key in rest if key in _keys(Part)]:
            message = f"{key} 应写在本文件夹的另一个 .yaml 文件里"
            self.reader.faults.append(rest.pop(key).key_fault(message))
        header = self.reader.struct(replace(source.header, value=rest), Header, scope)
        name = source.header.mapping.get("pack")
        if name and name.text and (name.text != source.name or not _WORDS.fullmatch(name.text)):
            self.reader.fault(name, scope, f"pack 应与文件夹同名（{source.name}），用小写字母、数字和连字符")
        seen: set[str] = set()
        for item in self._list(source.header.mapping.get("outline"), "outline"):
            title = item.mapping.get("id")
            form = self.reader.struct(item, SectionForm, Scope(f"栏目 {title.text}" if title else "栏目"))
            if form:
                self._once(title or item, form.id, seen, "栏目")
                self.sections[form.id] = form
            self.gaps |= form is None
        return header

    def _part(self, part: Node) -> None:
        """Take the tables and indicators of one file."""
        scope = Scope("")
        for key, node in part.mapping.items():
            if key not in _keys(Part):
                self.reader.unknown(node, scope, key, _keys(Part))
        single = part.mapping.get("table")
        for node in (*((single,) if single else ()), *self._list(part.mapping.get("tables"), "tables")):
            name = node.mapping.get("id")
            table = self.reader.struct(node, TableForm, Scope(f"表 {name.text}" if name else "表"))
            if table:
                older = self.tables.get(table.id)
                if older and _folder(older[1]) == _folder(node):
                    self.reader.fault(name or node, scope, f"表 {table.id} 重复（{older[1].file} 已有）")
                self.tables[table.id] = (table, node)
            self.gaps |= table is None
        indicators = part.mapping.get("indicators")
        if indicators and not isinstance(indicators.value, dict):
            self.reader.fault(indicators, scope, "indicators 应为映射（键: 值）")
        for key, node in indicators.mapping.items() if indicators else ():
            if not _DOTTED.fullmatch(key):
                self.reader.faults.append(node.key_fault(f"指标编号 {key} 应为以 . 分隔的字母、汉字、数字和下划线"))
            indicator = self.reader.struct(node, Indicator, Scope(f"指标 {key}"))
            older_indicator = self.indicators.get(key)
            if older_indicator and _folder(older_indicator[1]) == _folder(node):
                self.reader.faults.append(node.key_fault(f"指标 {key} 重复（{older_indicator[1].file} 已有）"))
            if indicator:
                self.indicators[key] = (indicator, node)
            self.gaps |= indicator is None

    def _own_rules(self, source: _Source) -> None:
        seen: set[str] = set()
        for part in source.parts:
            for node in self._list(part.mapping.get("rules"), "rules"):
                name = node.mapping.get("id")
                if not isinstance(node.value, dict):
                    self.reader.fault(node, Scope(""), "规则应为映射（键: 值）")
                    continue
                if name is None or not _WORDS.fullmatch(name.text):
                    problem = f"{name.value} 应为小写字母、数字和连字符" if name else "缺少"
                    self.reader.fault(name or node, Scope("规则"), f"id（编号）{problem}")
                if name and name.text:
                    self._once(name, name.text, seen, "规则")
                full = f"{source.name}/{name.text if name else ''}"
                older = self.rules.get(full)
                own = older is not None and _folder(older.node) == _folder(node)
                self.rules[f"{full}:{len(self.rules)}" if own else full] = _Raw(source.name, node)

    def _take_over(self, header: Header) -> None:
        """Give a pack for some years the rules of the packs for other years that it extends: they are its own there.

        What it supersedes is replaced in their basis, and in that of the sections.
        """
        rules: dict[str, _Raw] = {}
        for name, raw in self.rules.items():
            if raw.pack in self.periods:
                rules[f"{header.pack}/{name.partition('/')[2]}"] = _Raw(
                    header.pack, _renewed(raw.node, header.supersedes)
                )
            else:
                rules[name] = raw
        self.rules = rules
        for name, form in self.sections.items():
            self.sections[name] = structs.replace(form, basis=_current(form.basis, header.supersedes))

    def _override(self, source: _Source) -> None:
        override = source.header.mapping.get("override")
        for key, node in override.mapping.items() if override else ():
            full = [name for name in self.rules if key in (name, name.partition("/")[2])]
            if not full and self.gaps:
                continue  # the base could not be read
            if len(full) != 1:
                shorts = [name.partition("/")[2] for name in self.rules]
                hint = f"被继承的规则包里没有{suggestion(key, [*self.rules, *shorts])}"
                if full:
                    hint = f"可以是 {'、'.join(full)}，请写全名"
                self.reader.faults.append(node.key_fault(f"override 的规则 {key}：{hint}"))
                continue
            for fixed in node.mapping.keys() & {"id", "check"}:
                self.reader.faults.append(node.mapping[fixed].key_fault(f"override 不能改 {fixed}"))
            raw = self.rules[full[0]]
            changes = {"status": replace(node, value="off")} if node.value == "off" else node.mapping
            self.rules[full[0]] = raw._replace(node=replace(raw.node, value={**raw.node.mapping, **changes}))

    def _list(self, node: Node | None, key: str) -> list[Node]:
        if node is not None and not isinstance(node.value, list):
            self.reader.fault(node, Scope(""), f"{named(key)}应为列表")
        return node.items if node is not None else []

    def _once(self, node: Node, name: str, seen: set[str], word: str) -> None:
        if name in seen:
            self.reader.fault(node, Scope(""), f"{word} {name} 重复")
        seen.add(name)

    # ------------------------------------------------------------ verifying

    def _verify(self, forms: Forms) -> None:
        owners: dict[str, str] = {}
        for table, node in self.tables.values():
            above = ""
            for row, place in node.mapping["rows"].mapping.items():
                if above and table.rows[above].label == table.rows[row].label:  # order tells the others apart
                    self.reader.faults.append(place.key_fault(f"行 {row} 与上一行 {above} 同名，无法区分"))
                above = row
                if not table.rows[row].label and len(table.rows) > 1:
                    self.reader.faults.append(place.key_fault(f"行 {row} 没有 label；只有一行的表才可以不写"))
                if not _DOTTED.fullmatch(row) or "[" in row:
                    self.reader.faults.append(place.key_fault(f"行编号 {row} 应为以 . 分隔的字母、汉字、数字和下划线"))
                if owners.setdefault(row, table.id) != table.id:
                    self.reader.faults.append(place.key_fault(f"行 {row} 重复（表 {owners[row]} 已有）"))
            self._report(forms.table(table, node))
        for name, (indicator, node) in self.indicators.items():
            self._report(forms.indicator(name, indicator, node))

    def _report(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            if not self.gaps:
                self.reader.fault(*problem)

    def _rule(self, raw: _Raw, forms: Forms) -> Rule | None:
        node = raw.node
        where = node.mapping.get("where")
        name = node.mapping.get("id")
        scope = Scope(f"规则 {name.text}" if name else "规则", not (where and where.value == "source"), by_year=True)
        common = {key: child for key, child in node.mapping.items() if key in _COMMON}
        if name is None:
            common["id"] = replace(node, value="?")  # reported already
        entry = self.reader.struct(replace(node, value=common), Entry, scope)
        if "examples" in node.mapping:
            self._examples(node.mapping["examples"], scope)
        parameters = self._parameters(node, scope, forms)
        if entry is None or parameters is None:
            return None
        return Rule(
            entry.id, raw.pack, entry.check, entry.severity, entry.title, entry.basis, entry.examples, parameters,
            entry.why, entry.years, entry.issuers, entry.lenient, entry.status,
        )  # fmt: skip

    def _parameters(self, node: Node, scope: Scope, forms: Forms) -> bytes | None:
        """Read a rule's parameters as its check wants them."""
        check = node.mapping.get("check")
        if check is None or check.text not in self.checks.names():
            if check is not None:
                hint = suggestion(str(check.value), self.checks.names())
                self.reader.fault(check, scope, f"没有检查方法 {check.value}{hint}")
            for key, child in node.mapping.items():  # may be parameters, unless they look like what is missing
                if key not in _COMMON and suggestion(key, _COMMON - node.mapping.keys()):
                    self.reader.unknown(child, scope, key, _COMMON)
            return None
        kind = self.checks.find(check.text).Parameters
        known = _keys(kind)
        if known & _COMMON:
            raise TypeError(f"parameters of check {check.text} have names that every rule has: {known & _COMMON}")
        given = {key: child for key, child in node.mapping.items() if key not in _COMMON}
        for key in [key for key in given if key not in known]:
            self.reader.unknown(given.pop(key), scope, key, known | _COMMON)
        before = len(self.reader.faults)
        for key in sorted(given.keys() & _TEMPLATES):
            self._template(given[key], scope, key, getattr(kind, "names_in_messages", None))
        if len(self.reader.faults) > before:
            return None
        parameters = self.reader.struct(replace(node, value=given), kind, scope)
        if parameters is None:
            return None
        references = getattr(parameters, "references", None)
        status = node.mapping.get("status")
        if references and not (status and status.value == "off"):  # what is off may speak of what is no longer there
            self._report(forms.rule(references(), node, scope))
        return encode(parameters)

    def _template(self, node: Node, scope: Scope, key: str, names: Iterable[str] | None) -> None:
        """Report what keeps a message from being filled in: only plain names in braces. names: those it may use."""
        try:
            parts = [part for part in Formatter().parse(node.text) if part[1] is not None]
        except ValueError:
            self.reader.fault(node, scope, f"{named(key)}里的花括号不成对；要写花括号本身，请写 {{{{ 或 }}}}")
            return
        for _, name, form, conversion in parts:
            if form or conversion or not (name and name.isidentifier()):
                self.reader.fault(node, scope, f"{named(key)}的花括号里只能写一个名字，如 {{match}}")
            elif names is not None and name not in names:
                shown = "、".join(f"{{{known}}}" for known in sorted(names)) or "（无）"
                self.reader.fault(node, scope, f"{named(key)}里没有 {{{name}}}，可用：{shown}")

    def _examples(self, node: Node, scope: Scope) -> None:
        for key, word in (("good", "正例"), ("bad", "反例")):
            examples = node.mapping.get(key)
            if examples is None:
                continue  # reported already
            if examples.value == []:
                self.reader.fault(examples, scope, f"至少要有一个{word}（examples.{key}）")
            for item in examples.items:
                text = item.mapping.get("text", item)
                try:
                    _, marks = parse_marks(text.text)
                except MarkError as error:
                    self.reader.fault(text, scope, str(error), error.offset)
                else:
                    if marks and key == "good":
                        self.reader.fault(text, scope, "正例里不能有 【】 标记（文字里的【写作【【）")


def _keys(kind: type) -> frozenset[str]:
    return frozenset(fields_of(kind))


def _renewed(rule: Node, supersedes: Mapping[str, str]) -> Node:
    """Return a rule with what is superseded replaced in its basis."""
    basis = rule.mapping.get("basis")
    if basis is None or not supersedes:
        return rule
    return replace(rule, value={**rule.mapping, "basis": replace(basis, value=_current(basis.text, supersedes))})


def _current(basis: str, supersedes: Mapping[str, str]) -> str:
    for old, new in supersedes.items():
        basis = basis.replace(old, new)
    return basis


def _folder(node: Node) -> str:
    return node.file.rpartition("/")[0]
