"""A new pack, or one more rule in a pack: files that hold from the first moment, to be changed from there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportlint.cli import _schemas
from reportlint.cli._output import opened
from reportlint.cli._usage import perhaps
from reportlint.errors import PackError, UsageError
from reportlint.finding import Sentence
from reportlint.packs import folders, yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportlint.packs.schema import Pack, Rule
    from reportlint.packs.yaml import Node

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BAD_NAME = Sentence(
    "“{name}”不能用作名称：应为小写字母、数字和连字符，如 our-county",
    "{name} is no name: lower-case letters, digits and hyphens, as in our-county",
)
_NOT_EMPTY = Sentence(
    "{folder} 里已有文件，但不是规则包；请另选一个文件夹",
    "{folder} has files but is no pack; choose another folder",
)
_NO_BASE = Sentence("请用 --extends 指明在哪个规则包上添加：{names}", "name the pack to add to with --extends: {names}")
_UNKNOWN_BASE = Sentence("没有规则包 {name}{hint}", "no such pack: {name}{hint}")
_TAKEN = Sentence("规则 {name} 已经有了", "there is a rule {name} already")
_EXTENDS_LATER = Sentence(
    "{folder} 已是规则包，--extends 只用于新建", "{folder} is a pack already; --extends is for new ones"
)
_NO_SOURCE = Sentence("找不到规则 {name} 的原文", "the text of the rule {name} is not to be found")

_HEADER = """\
# 规则包的说明。写法见 reportlint 的 docs/packs.md
pack: {name}
title: {title}
version: 0.1.0
basis: 请写明依据的文件名称和文号
extends: [{base}]
applies:
  years: {years}

# 改动继承来的规则：级别，或者关闭。
# override:
#   preferred-wording: off
#   duplicate-passage: {{severity: warning}}
"""
_RULE = """\
  - id: {name}
    check: pattern
    severity: warning
    title: 请写这条规则的标题
    why: 请写为什么要查
    basis: 请写依据的文件和条款
    patterns: ['县直各部门']
    message: “{{match}}”应写作“县政府各部门”
    examples:
      good: ['县政府各部门报送了材料。']
      bad: ['【县直各部门】报送了材料。']
"""


def new(folder: Path, rule: str, base: str, model: Rule | None, known: list[Pack]) -> Iterator[Path]:
    """Write a pack with one rule, or add a rule to the pack that is there; yield the files written.

    rule: its id. base: the pack that a new one extends. model: the rule to copy; None for a simple pattern. known: the
    packs that come with the tool. Raises UsageError, and PackError for a pack with faults.
    """
    if not _NAME.fullmatch(rule):
        raise UsageError(_BAD_NAME(name=rule))
    text = _RULE.format(name=rule) if model is None else _copied(model, rule)
    if (folder / folders.HEADER).is_file():
        if base:
            raise UsageError(_EXTENDS_LATER(folder=folder))
        yield _added(folder, rule, text)
        return
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(_NOT_EMPTY(folder=folder))
    name = folder.resolve().name
    if not _NAME.fullmatch(name):
        raise UsageError(_BAD_NAME(name=name))
    pack = _base(base, known)
    folder.mkdir(parents=True, exist_ok=True)
    yield from _schemas.write(folder, "pack", "rules")
    header = _HEADER.format(name=name, title=f"{pack.title}——补充要求", base=base, years=pack.applies.years or '""')
    for file, content in (
        (folder / folders.HEADER, _schemas.line("pack") + header),
        (folder / "rules.yaml", f"{_schemas.line('rules')}rules:\n{text}"),
    ):
        with opened(str(file)) as out:
            out.write(content)
        yield file


def _base(name: str, known: list[Pack]) -> Pack:
    names = [pack.name for pack in known]
    if not name:
        raise UsageError(_NO_BASE(names=" ".join(names)))
    for pack in known:
        if pack.name == name:
            return pack
    raise UsageError(_UNKNOWN_BASE(name=name, hint=perhaps(name, names)))


def _added(folder: Path, rule: str, text: str) -> Path:
    """Add a rule behind the last one of a pack, in the file that has it."""
    last: Node | None = None
    file = folder / "rules.yaml"
    for part in folders.files(folder)[1:]:
        node, faults = yaml.read(part, folders.shown(part))
        if node is None and part.read_text("utf-8", "replace").strip():
            raise PackError(faults)
        rules = node.mapping.get("rules") if node else None
        for item in rules.items if rules else ():
            if "id" in item.mapping and item.mapping["id"].value == rule:
                raise UsageError(_TAKEN(name=f"{folder.resolve().name}/{rule}"))
        if rules is not None and rules.items:
            file, last = part, rules.items[-1]
    lines = file.read_text("utf-8").splitlines() if file.is_file() else [_schemas.line("rules").rstrip()]
    if last is None:
        lines.append("rules:")
        at, indent = len(lines), 2
    else:
        at = max(node.line for node in last.walk())
        at = next((end for end in range(at, len(lines)) if _outside(lines[end], last.column)), len(lines))
        while not lines[at - 1].strip():
            at -= 1
        indent = last.column - 3
    shifted = [f"{'':{indent}}{line[2:]}" if line.strip() else "" for line in text.splitlines()]
    with opened(str(file)) as out:
        out.write("\n".join([*lines[:at], "", *shifted, *lines[at:]]).rstrip("\n") + "\n")
    return file


def _outside(line: str, column: int) -> bool:
    """Tell whether a line of YAML stands outside the item whose keys begin at a column."""
    return bool(line.strip()) and len(line) - len(line.lstrip()) < column - 1


def _copied(model: Rule, name: str) -> str:
    """Return the YAML of a rule under another name, as an item indented by two."""
    homes = dict.fromkeys((model.pack, *reversed(folders.names())))  # one taken over stands in the pack it came from
    for file in (file for home in homes for file in folders.files(folders.home() / home)):
        node, _ = yaml.read(file, folders.shown(file))
        rules = node.mapping.get("rules") if node else None
        for item in rules.items if rules else ():
            if item.mapping["id"].value == model.id:
                lines = file.read_text("utf-8").splitlines()
                end = next((at for at in range(item.line, len(lines)) if _outside(lines[at], item.column)), len(lines))
                text = "\n".join(line[item.column - 5 :] for line in lines[item.line - 1 : end]).rstrip() + "\n"
                return re.sub(r"(?m)^( *(?:- )?id: ).*$", rf"\g<1>{name}", text, count=1)
    raise UsageError(_NO_SOURCE(name=model.name))
