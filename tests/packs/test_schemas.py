from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportlint import checks
from reportlint.config import Config
from reportlint.packs import schemas, yaml
from reportlint.waivers import Waivers

jsonschema_rs = pytest.importorskip("jsonschema_rs")

ROOT = Path(__file__).parent.parent.parent
FILES = sorted([*(ROOT / "rules").rglob("*.yaml"), *(ROOT / "examples/packs").rglob("*.yaml")])


def errors(schema: dict[str, Any], value: Any) -> list[str]:
    return [error.message for error in jsonschema_rs.validator_for(schema).iter_errors(value)]


@pytest.fixture(scope="module")
def part() -> dict[str, Any]:
    return schemas.of_part(checks)


@pytest.mark.parametrize("kind", [Config, Waivers])
def test_schemas_are_schemas(kind: type, part: dict[str, Any]) -> None:
    for schema in (schemas.of(kind), schemas.of_header(), part):
        jsonschema_rs.meta.validate(schema)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_pack_there_is_fits(file: Path, part: dict[str, Any]) -> None:
    node, faults = yaml.read(file, file.name)
    assert node is not None
    assert not faults
    assert errors(schemas.of_header() if file.name == "pack.yaml" else part, node.plain()) == []


RULE = {
    "id": "a",
    "check": "pattern",
    "severity": "error",
    "title": "题",
    "basis": "据",
    "patterns": ["甲"],
    "message": "错",
    "examples": {"good": ["乙"], "bad": [{"text": "甲", "year": 2020}]},
}


@pytest.mark.parametrize(
    "change",
    [{"severity": "eror"}, {"check": "patern"}, {"patterns": None}, {"expect": "a == b"}, {"examples": {"good": []}}],
)
def test_what_the_loader_refuses_does_not_fit(change: dict[str, Any], part: dict[str, Any]) -> None:
    assert errors(part, {"rules": [RULE]}) == []
    assert errors(part, {"rules": [RULE | change]})


def test_a_required_parameter_is_required(part: dict[str, Any]) -> None:
    rule = {key: value for key, value in RULE.items() if key != "message"}
    assert errors(part, {"rules": [rule]})


def test_keys_are_explained() -> None:
    schema = schemas.of(Config)
    assert schema["properties"]["extends"]["description"].startswith("another file of this kind")
    assert schema["properties"]["select"]["description"]
    files = schema["definitions"]["Files"]["properties"]
    assert files["paths"]["description"].startswith("patterns as in")
    assert files["issuer"]["description"]
