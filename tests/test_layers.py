"""The layers of the design: imports run downwards only, and third-party names appear in one place each."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "reportlint"

# what each layer may import; a layer is a top-level module or folder of the package
BASE = {"positions", "errors", "finding", "digests", "cache"}
TEXT = BASE | {"text"}
DRAFT = TEXT | {"draft"}
PACKS = DRAFT | {"packs"}
ALLOWED = {
    "digests": set(),
    "cache": {"digests"},
    "positions": {"errors"},
    "errors": set(),
    "finding": {"positions"},
    "text": TEXT,
    "draft": DRAFT,
    "readers": DRAFT | {"readers"},
    "packs": PACKS,
    "repairs": TEXT | {"repairs"},
    "localize": PACKS | {"repairs"},
    "consequences": PACKS,
    "masking": TEXT,
    "checks": PACKS | {"repairs", "localize", "checks"},
    "previous": PACKS | {"readers", "discovery"},
    "config": PACKS | {"engine"},
    "waivers": PACKS,
    "baseline": BASE,
    "acceptance": BASE | {"config", "waivers", "baseline"},
    "batch": PACKS | {"engine"},
    "lsp": PACKS | {"baseline", "config", "acceptance", "batch", "checks", "engine", "waivers", "readers", "lsp"},
    "revisions": DRAFT | {"readers"},
    "fixes": PACKS | {"engine", "readers", "revisions"},
    "engine": PACKS | {"localize", "consequences", "masking", "checks", "readers", "previous", "engine"},
    "terminal": BASE | {"terminal"},
    "writers": BASE | {"terminal", "writers"},
    "discovery": BASE | {"readers"},
    "cli": None,  # may import everything
    "__init__": None,
    "__main__": None,
}

# third-party packages, and the only layers that may name them
THIRD_PARTY = {
    "typer": {"cli"},
    "rich": {"terminal"},
    "opencc": {"text"},
    "yaml": {"packs"},
    "regex": {"text"},
    "msgspec": set(ALLOWED),
    "rapidfuzz": {"text"},
    "pathspec": {"discovery", "config", "waivers"},
    "lxml": {"readers"},
    "olefile": {"readers"},
    "python_calamine": {"readers"},
    "pypdfium2": {"readers"},
    "pdfplumber": {"readers"},
    "markdown_it": {"readers"},
    "pygls": {"lsp"},
    "lsprotocol": {"lsp"},
}


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def _layer(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    layer = _layer(path)
    allowed = ALLOWED[layer]
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "reportlint" and len(parts) > 1 and allowed is not None and parts[1] != "__version__":
            assert parts[1] in allowed, f"{layer} must not import {name}"
        if parts[0] in THIRD_PARTY:
            assert layer in THIRD_PARTY[parts[0]], f"{parts[0]} belongs to {THIRD_PARTY[parts[0]]}, not to {layer}"


def test_every_layer_of_the_table_exists() -> None:
    layers = {_layer(path) for path in _modules()}
    assert layers <= set(ALLOWED)


def test_no_relative_imports() -> None:
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), f"{path}: relative import"


# words that name one format's sections, rows or statistics; Python knows checks, not reports
FORMAT_WORDS = (
    "主动公开", "依申请公开", "收到申请", "行政复议", "行政诉讼", "统计指标", "专职人员", "兼职人员", "政府公报", "规范性文件",
    "新闻发布会", "在线访谈", "信息公开情况统计表", "年度报告", "总体情况", "存在的主要问题", "收费及减免",
)  # fmt: skip


DATA = SOURCE / "text" / "lexicon.py"  # phrases of mirror sites, from whatever they mirror


@pytest.mark.parametrize(
    "path", [path for path in _modules() if path != DATA], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_no_report_is_known_to_python(path: Path) -> None:
    """Docstrings may give examples; code may not name a section, a label or a statistic."""
    tree = ast.parse(path.read_text("utf8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            for word in FORMAT_WORDS:
                assert word not in node.value, f"{path.name}:{node.lineno}: {word}"
