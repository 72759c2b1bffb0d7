"""JSON Schemas for editors, kept in a folder beside the YAML that they are for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal

from reportlint.cli._output import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER: Final = ".reportlint"

Kind = Literal["pack", "rules", "config", "waivers"]


def line(kind: Kind) -> str:
    """Return the comment that tells an editor which schema a file has."""
    return f"# yaml-language-server: $schema={FOLDER}/{_name(kind)}\n"


def write(folder: Path, *kinds: Kind) -> Iterator[Path]:
    """Write schemas below a folder, all of them by default, and yield their files."""
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for kind in kinds or ("pack", "rules", "config", "waivers"):
        with opened(str(target / _name(kind))) as out:
            json.dump(_schema(kind), out, ensure_ascii=False, indent=1)
            out.write("\n")
        yield target / _name(kind)


def _name(kind: Kind) -> str:
    return f"{kind}.schema.json"


def _schema(kind: Kind) -> dict[str, Any]:
    from reportlint import checks, config, waivers
    from reportlint.packs import schemas

    match kind:
        case "pack":
            return schemas.of_header()
        case "rules":
            return schemas.of_part(checks)
        case "config":
            return schemas.of(config.Config)
        case "waivers":
            return schemas.of(waivers.Waivers)
