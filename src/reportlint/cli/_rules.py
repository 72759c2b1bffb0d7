"""Finding a rule by what a user calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint import checks, packs
from reportlint.cli._usage import perhaps
from reportlint.errors import UsageError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from reportlint.packs.schema import Pack, Rule

_UNKNOWN = Sentence("没有规则“{name}”{hint}", "no such rule: {name}{hint}")
_AMBIGUOUS = Sentence(
    "“{name}”不止一条，请写全名：{names}", "{name} stands for several rules, give the full name: {names}"
)


def all_packs(names: list[str]) -> list[Pack]:
    """Load the packs named (installed ones or folders), or all installed ones; raises PackError and UsageError."""
    return [packs.load(name, checks=checks) for name in names] if names else packs.load_all(checks=checks)


def find_rule(name: str, loaded: list[Pack]) -> Rule:
    """Return the rule with this full name (`pack/id`) or, where only one has it, this id; raises UsageError."""
    rules = {rule.name: rule for pack in loaded for rule in pack.rules}
    found = [rule for rule in rules.values() if name in (rule.name, rule.id)]
    if len(found) == 1:
        return found[0]
    if found:
        names = " ".join(rule.name for rule in found)
        raise UsageError(_AMBIGUOUS(name=name, names=names))
    known = [*rules, *(rule.id for rule in rules.values())]
    raise UsageError(_UNKNOWN(name=name, hint=perhaps(name, known)))
