"""What names in a pack refer to: every section, table, row, column, cell, indicator and formula name must exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reportlint.packs import grammar
from reportlint.packs.formula import matching, operands
from reportlint.packs.reading import Scope, suggestion
from reportlint.packs.terms import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reportlint.draft.forms import Indicator, RowForm, SectionForm, TableForm
    from reportlint.packs.terms import Formula
    from reportlint.packs.yaml import Node

_CELL = re.compile(r"(?P<row>[^\[\]]+)(?:\[(?P<column>[^\[\]]+)\])?")  # row, or row[column]


class Problem(NamedTuple):
    """A name that refers to nothing: where, as which text, what is wrong, and the offset inside that text."""

    node: Node
    scope: Scope
    message: str
    offset: int = 0


@dataclass(frozen=True)
class Forms:
    """Everything a pack offers names for, base packs included."""

    sections: Mapping[str, SectionForm]
    tables: Mapping[str, TableForm]
    indicators: Mapping[str, Indicator]

    @cached_property
    def rows(self) -> dict[str, tuple[TableForm, RowForm]]:
        """Return every row with its table."""
        return {name: (table, row) for table in self.tables.values() for name, row in table.rows.items()}

    def table(self, table: TableForm, node: Node) -> Iterator[Problem]:
        """Verify what a table refers to."""
        scope = Scope(f"表 {table.id}")
        if table.section and table.section not in self.sections:
            place = node.mapping.get("section", node)
            yield Problem(place, scope, f"没有栏目 {table.section}{suggestion(table.section, self.sections)}")
        rows = node.mapping["rows"].mapping
        for name, row in table.rows.items():
            if row.within and row.within not in table.rows:
                place = rows[name].mapping.get("within", node)
                yield Problem(place, scope, f"行 {name} 的 within 指向不存在的行 {row.within}"
                              f"{suggestion(row.within, table.rows)}")  # fmt: skip
            elif row.within and _circular(table, name):
                yield Problem(rows[name].mapping.get("within", node), scope, f"行 {name} 的 within 绕回了自己")
            for column in row.columns:
                if column not in table.columns:
                    place = rows[name].mapping.get("columns", node)
                    yield Problem(place, scope, f"行 {name} 没有栏目 {column}{suggestion(column, table.columns)}")

    def indicator(self, name: str, indicator: Indicator, node: Node) -> Iterator[Problem]:
        """Verify where an indicator takes its values from."""
        scope = Scope(f"指标 {name}")
        row = (_CELL.fullmatch(name) or {"row": ""})["row"]
        if indicator.cell or row in self.rows:
            message = self._cell(indicator.cell or name)
            if message:
                yield Problem(node.mapping.get("cell", node), scope, message)
        elif not indicator.prose and not indicator.none:
            yield Problem(node, scope, "没有 cell，也没有 prose：无处取值")
        if indicator.of and indicator.cell:
            yield Problem(node.mapping["of"], scope, "cell 和 of 只写一个")
        for part in node.mapping["of"].items if indicator.of else ():
            for message, offset in self._formula(f"{part.text} == 0", open_=False):
                yield Problem(part, scope, message, offset)
        prose = node.mapping.get("prose")
        for pattern in prose.items if prose else ():
            if pattern.text.count("{n}") != 1:
                yield Problem(pattern, scope, "prose 的模式要有且只有一个 {n}（数字所在处）")
            elif pattern.text.strip() == "{n}":
                yield Problem(pattern, scope, "prose 的模式除 {n} 外还要有文字，否则每个数都是它")

    def _cell(self, cell: str) -> str:
        """Return what is wrong with `row` or `row[column]` as one cell; "" when nothing."""
        match = _CELL.fullmatch(cell)
        if not match or match["row"] not in self.rows:
            return f"没有单元格 {cell}{suggestion(cell, self._cells())}"
        table, row = self.rows[match["row"]]
        if row.type == "group":
            return f"行 {match['row']} 是分组标题，没有数值"
        if len(table.columns) > 1 and not match["column"]:
            return f"表 {table.id} 有多栏，请写明栏目，如 {match['row']}[{next(iter(table.columns))}]"
        if match["column"] and row.columns and match["column"] not in row.columns:
            return f"行 {match['row']} 没有栏目 {match['column']}{suggestion(match['column'], row.columns)}"
        return self._column(table, match["column"] or "")

    def _column(self, table: TableForm, column: str) -> str:
        if column and len(table.columns) == 1:
            return f"表 {table.id} 只有一栏，不写 [{column}]"
        if column and column not in table.columns:
            return f"表 {table.id} 没有栏目 {column}{suggestion(column, table.columns)}"
        return ""

    def _cells(self) -> list[str]:
        return [
            f"{name}[{column}]" if len(table.columns) > 1 else name
            for name, (table, _) in self.rows.items()
            for column in table.columns_of(name)
        ]

    # ------------------------------------------------------------ rules

    def rule(self, references: Iterable[tuple[str, str, str]], node: Node, scope: Scope) -> Iterator[Problem]:
        """Verify what a rule's parameters refer to: (kind, name, field); kinds as in `verify`."""
        for kind, name, field in references:
            value = node.mapping.get(field.partition(".")[0], node)
            place = next((part for part in value.walk() if part.value == name), value)
            for message, offset in self.verify(kind, name):
                yield Problem(place, scope, message, offset)

    def verify(self, kind: str, name: str) -> Iterator[tuple[str, int]]:
        """Yield what is wrong with a reference, and the offset inside it.

        kind: `section`, `table`, `indicator` (also a row or cell), `column`, or `formula` (a condition) whose
        names may leave the row or the column open, or `values`, a formula whose names are one value each.
        """
        columns = {column for table in self.tables.values() for column in table.columns}
        known: dict[str, tuple[str, Iterable[str]]] = {
            "section": ("栏目", self.sections), "table": ("表", self.tables), "column": ("表栏", columns),
        }  # fmt: skip
        if kind in known:
            word, names = known[kind]
            if name not in names:
                yield f"没有{word} {name}{suggestion(name, names)}", 0
        elif kind == "indicator":
            base, _, column = name.removeprefix("previous.").partition("[")
            for message in filter(None, [self._name(Name(base, column.rstrip("]")), alias=True)]):
                yield message, 0
        elif kind in ("formula", "values"):
            yield from self._formula(name, open_=kind == "formula")
        else:
            raise ValueError(f"unknown kind of reference: {kind}")

    def _formula(self, text: str, *, open_: bool) -> Iterator[tuple[str, int]]:
        try:
            formula: Formula = grammar.parse(text)
        except grammar.FormulaError as error:
            yield f"公式写错了：{error.message}", error.column - 1
            return
        for name in operands(formula):
            message = self._name(name) or ("" if open_ else self._one(name))
            if message:
                yield message, max(name.offset, 0)

    def _one(self, name: Name) -> str:
        """Return what keeps an existing name from being one value; "" when it is one."""
        if not name.name:
            return f"[{name.column}] 没有说明是哪一行"
        if str(Name(name.name, name.column)) in self.indicators or name.is_wildcard:
            return ""
        return self._cell(str(Name(name.name, name.column)))

    def _name(self, name: Name, *, alias: bool = False) -> str:
        """Return what is wrong with one name; "" when it exists. alias: an indicator that stands for a cell will do."""
        written = str(Name(name.name, name.column))
        if name.is_wildcard:
            values = [row for row, (_, form) in self.rows.items() if form.type != "group"]
            return "" if matching(name, [*values, *self.indicators]) else f"没有行或指标符合 {name.name}"
        if not name.name:
            columns = {column for table in self.tables.values() for column in table.columns}
            return "" if name.column in columns else f"没有表栏 {name.column}{suggestion(name.column, columns)}"
        indicator = self.indicators.get(written)
        if indicator and indicator.cell not in ("", written) and not alias:
            return f"指标 {written} 取自单元格 {indicator.cell}，公式里请写 {indicator.cell}"
        if indicator:
            return ""
        if name.name in self.rows:
            table, row = self.rows[name.name]
            return f"行 {name.name} 是分组标题，没有数值" if row.type == "group" else self._column(table, name.column)
        return f"没有指标或行 {name.name}{suggestion(name.name, [*self.rows, *self.indicators])}"


def _circular(table: TableForm, row: str) -> bool:
    """Tell whether following `within` from a row leads back to a row already seen."""
    seen: set[str] = set()
    while row in table.rows and row not in seen:
        seen.add(row)
        row = table.rows[row].within
    return row in seen
