"""JSON Schemas of the YAML that people write, for editors: packs, and whatever else is made of msgspec structs.

They say what `reading` demands, as far as a schema can; what names refer to only the loader knows.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from reportlint.packs.reading import SHORT
from reportlint.packs.schema import Entry, Header, Part
from reportlint.text.patterns import Pattern

if TYPE_CHECKING:
    from reportlint.packs.compiler import Checks

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
"""The version that YAML editors know best."""

_NAMES = re.compile(r"(?<!\S)((?:[a-z_]+, )*[a-z_]+): ")  # what a docstring explains: `good, bad: …`


def of_header() -> dict[str, Any]:
    """Return the schema of `pack.yaml`."""
    return of(Header)


def of_part(checks: Checks) -> dict[str, Any]:
    """Return the schema of the other files of a pack; what a rule may say depends on its check."""
    names = checks.names()
    part, entry, *parameters, definitions = _components(Part, Entry, *(checks.find(name).Parameters for name in names))
    entry["properties"]["check"]["enum"] = list(names)
    del entry["additionalProperties"]
    cases = [
        {
            "if": {"properties": {"check": {"const": name}}, "required": ["check"]},
            "then": {
                "properties": {**dict.fromkeys(entry["properties"], True), **own["properties"]},
                "required": own["required"],
                "additionalProperties": False,
            },
        }
        for name, own in zip(names, parameters, strict=True)
    ]
    part["properties"]["rules"]["items"] = {**entry, "allOf": cases}
    return {"$schema": DIALECT, **part, "definitions": definitions}


def of(kind: type) -> dict[str, Any]:
    """Return the schema of a struct."""
    schema, definitions = _components(kind)
    return {"$schema": DIALECT, **schema, "definitions": definitions}


def _components(*kinds: type) -> list[dict[str, Any]]:
    """Return the schemas of structs, and behind them the definitions that they refer to, by name."""
    references, definitions = msgspec.json.schema_components(
        kinds, schema_hook=_hook, ref_template="#/definitions/{name}"
    )
    above: dict[str, str] = {}
    for kind in kinds:
        for base in kind.__mro__[1:]:
            above |= explained(inspect.getdoc(base) or "") if issubclass(base, msgspec.Struct) else {}
    for schema in definitions.values():
        _document(schema, above)
    for struct, text in SHORT.items():
        if struct.__name__ in definitions:
            long = definitions[struct.__name__]
            definitions[struct.__name__] = {"anyOf": [long["properties"][text], long]}
    names = [reference["$ref"].rpartition("/")[2] for reference in references]
    rest = {name: schema for name, schema in definitions.items() if name not in names}
    return [*(definitions[name] for name in names), rest]


def _document(schema: dict[str, Any], above: dict[str, str]) -> None:
    """Put what a docstring says of its fields beside them; what a default or a year may be, too."""
    texts = above | explained(inspect.cleandoc(schema.get("description", "")))
    for name, field in schema.get("properties", {}).items():
        if name in texts:
            field["description"] = texts[name]
        if name in ("years", "lenient"):
            field["type"] = ["string", "integer"]
        if "$ref" in field:
            schema["properties"][name] = {"allOf": [{"$ref": field.pop("$ref")}], **field}
        if field.get("default") in ("", [], {}):
            del field["default"]


def explained(text: str) -> dict[str, str]:
    """Return what a docstring says of each name: `good, bad: texts that …`."""
    marks = list(_NAMES.finditer(text))
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    return {
        name: " ".join(text[mark.end() : end].split())
        for mark, end in zip(marks, ends, strict=True)
        for name in mark[1].split(", ")
    }


def _hook(kind: type) -> dict[str, Any]:
    if kind is Pattern:
        return {"type": "string"}
    raise NotImplementedError(kind)
