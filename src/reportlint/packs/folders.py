"""Where packs are: folders with a `pack.yaml`, installed with the tool or anywhere else. Reads no YAML."""

from __future__ import annotations

import os
from pathlib import Path

from reportlint.errors import UsageError
from reportlint.finding import Sentence

HEADER = "pack.yaml"

_EMPTY = Sentence("规则包的名称为空", "the name of the pack is empty")
_NO_HEADER = Sentence(
    "{name}：这个文件夹里没有 {header}，不是规则包", "{name}: no pack, for the folder has no {header}"
)
_UNKNOWN = Sentence(
    "没有规则包 {name}；可用的有：{names}，或写规则包所在的文件夹",
    "no such pack: {name} (packs: {names}, or the folder of one)",
)

_PACKAGE = Path(__file__).resolve().parents[1]


def home() -> Path:
    """Return the folder of the packs that come with the tool: inside the package, or `rules/` of a checkout."""
    inside = _PACKAGE / "rules"
    checkout = _PACKAGE.parent.parent / "rules"
    return checkout if not inside.is_dir() and _PACKAGE.parent.name == "src" and checkout.is_dir() else inside


def names() -> list[str]:
    """Return the names of the packs that come with the tool, sorted."""
    return sorted(header.parent.name for header in home().glob(f"*/{HEADER}"))


def find(name_or_folder: str) -> Path:
    """Return the folder of a pack: one that comes with the tool, or any other; raises `UsageError`."""
    if not name_or_folder.strip():
        raise UsageError(_EMPTY())
    if name_or_folder in names():
        return home() / name_or_folder
    folder = Path(name_or_folder)
    if (folder / HEADER).is_file():
        return folder.resolve()
    if folder.is_dir():
        raise UsageError(_NO_HEADER(name=name_or_folder, header=HEADER))
    raise UsageError(_UNKNOWN(name=name_or_folder, names=" ".join(names()) or "-"))


def base(name: str, folder: Path) -> Path | None:
    """Return the folder of a pack that the one in `folder` extends: beside it, or one that comes with the tool."""
    for place in (folder.parent, home()):
        if (place / name / HEADER).is_file():
            return place / name
    return None


def files(folder: Path) -> list[Path]:
    """Return the YAML files of a pack: the header, then the others by name."""
    others = sorted(file for file in folder.iterdir() if file.suffix in (".yaml", ".yml") and file.name != HEADER)
    return [folder / HEADER, *others]


def shown(file: Path) -> str:
    """Return a path as users know it: relative to where they are, when it lies below."""
    path = os.path.relpath(file) if file.is_relative_to(Path.cwd()) else str(file)
    return path.replace(os.sep, "/")
