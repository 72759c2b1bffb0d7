"""Every example of every rule that comes with the tool, and what every rule, pack and check must have."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from reportlint import checks, engine
from reportlint.finding import Sentence
from reportlint.packs import folders
from reportlint.positions import SourceSpan
from support import all_packs, marked, pack_named

if TYPE_CHECKING:
    from reportlint.packs.schema import Example, Rule

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "reportlint"
TESTS = ROOT / "tests"

OWN = [(pack, rule) for pack in all_packs() for rule in pack.rules if rule.pack == pack.name and rule.status == "on"]
EXAMPLES = [
    pytest.param(pack.name, rule, kind, example, id=f"{rule.name}/{kind}-{number}")
    for pack, rule in OWN
    for kind, examples in (("good", rule.examples.good), ("bad", rule.examples.bad))
    for number, example in enumerate(examples, 1)
]
RULES = [pytest.param(rule, id=rule.name) for _, rule in OWN]


@pytest.mark.parametrize(("pack", "rule", "kind", "example"), EXAMPLES)
def test_example(pack: str, rule: Rule, kind: str, example: Example) -> None:
    plain, spans = marked(example.text)
    found = engine.try_rule(plain, pack_named(pack), rule.name, example)
    if kind == "good":
        assert [finding.message for finding in found] == []
        return
    assert found
    places = [
        SourceSpan(place.start.offset, place.end.offset)
        for finding in found
        for place in (finding.span, *(related.span for related in finding.related))
        if place
    ]
    missed = [plain[slice(*span)] for span in spans if not any(_touch(span, place) for place in places)]
    assert missed == []
    assert all(finding.rule == rule.name for finding in found)


def _touch(mark: SourceSpan, place: SourceSpan) -> bool:
    if mark.start == mark.end or place.start == place.end:
        return mark.start <= place.end and place.start <= mark.end
    return mark.start < place.end and place.start < mark.end


def test_every_pack_of_the_folder_is_tried() -> None:
    assert {pack.name for pack in all_packs()} == set(folders.names())
    assert {pack.name for pack, _ in OWN} == set(folders.names())


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_why_and_on_what_basis_and_shows_both_kinds_of_example(rule: Rule) -> None:
    assert rule.title.strip()
    assert rule.why.strip()
    assert rule.basis.strip()
    assert rule.examples.good
    assert rule.examples.bad


@pytest.mark.parametrize("rule", RULES)
def test_ids_are_kebab_case(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", rule.id)


def test_ids_are_unique_in_a_pack() -> None:
    for pack in all_packs():
        ids = [rule.id for rule in pack.rules if rule.pack == pack.name and rule.status == "on"]
        assert sorted(ids) == sorted(set(ids)), pack.name


# ---------------------------------------------------------------- checks


@pytest.mark.parametrize("name", checks.names())
def test_a_check_is_documented_and_tested(name: str) -> None:
    module = checks.find(name)
    assert (module.__doc__ or "").strip()
    assert (module.Parameters.__doc__ or "").strip()
    assert (module.check.__doc__ or "").strip()
    assert module.Parameters.__struct_config__.frozen
    assert module.Parameters.__struct_config__.forbid_unknown_fields
    assert (TESTS / "checks" / f"test_{name}.py").exists(), f"tests/checks/test_{name}.py is missing"


# checks for formats whose packs are still to come, tried by their own tests only
UNUSED = {"required_text", "section_extra", "section_order", "section_title"}


def test_every_check_is_used_by_a_rule() -> None:
    used = {rule.check for _, rule in OWN}
    assert set(checks.names()) - used <= UNUSED
    assert used <= set(checks.names())


def test_every_parameter_is_described() -> None:
    for name in checks.names():
        kind = checks.find(name).Parameters
        for field in msgspec.structs.fields(kind):
            described = f"{kind.__doc__} {checks.find(name).__doc__}"
            assert field.encode_name in described, f"{name}: {field.encode_name} is not in the docstring"


# ---------------------------------------------------------------- sentences


def _sentences() -> list[object]:
    """Find every `Sentence(…)` in the source, with whatever it is made of."""
    found: list[object] = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Sentence":
                parts = [*node.args, *(keyword.value for keyword in node.keywords)]
                texts = [part.value for part in parts if isinstance(part, ast.Constant)]
                name = f"{path.relative_to(SOURCE)}:{node.lineno}"
                found.append(
                    pytest.param(Sentence(*texts), id=name) if len(texts) == 2 else pytest.param(None, id=name)
                )
    return found


@pytest.mark.parametrize("sentence", _sentences())
def test_a_sentence_says_the_same_in_both_languages(sentence: Sentence | None) -> None:
    assert sentence is not None, "a sentence must be written out in both languages"
    assert sentence.zh.strip()
    assert sentence.en.strip()
    zh, en = (_placeholders(text) for text in sentence)
    assert {name.removesuffix("_en") for name in en} - WORDED == zh - WORDED


# placeholders whose words differ by language: one name in Chinese, another in English
WORDED = {"relation", "sign", "due", "due_year", "month", "day"}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_there_are_sentences() -> None:
    assert len(_sentences()) > 100
