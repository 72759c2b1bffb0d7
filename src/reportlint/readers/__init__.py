"""The readers of drafts, one module a format; the module's name is the name of the format.

A reader module offers two names:

* `SUFFIXES`: the lower-case file suffixes it reads, as a literal tuple, so that it is known without an import;
* `read(path, data)`: bytes to `Draft`, raising `ReadError` for whatever it cannot read.

A path without a known suffix is plain text, unless the suffix is that of a format nobody reads yet.
"""

from __future__ import annotations

import ast
import importlib
import re
from functools import cache
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, cast

from reportlint.errors import ReadError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportlint.draft.draft import Draft

_DECLARATION: Final = re.compile(r"^SUFFIXES\b[^=\n]*=\s*(\([^)]*\))", re.MULTILINE)

# Documents that are not text: to decode them would only blame their bytes.
_DOCUMENTS: Final = frozenset({
    ".dot", ".dotx", ".odt", ".rtf", ".wpt",
    ".xlsb", ".ppt", ".pptx",
    ".jpeg", ".jpg", ".png", ".tif", ".tiff",
    ".7z", ".rar", ".zip",
})  # fmt: skip

_DOCUMENT: Final = Sentence(
    "还不能读取 {suffix} 文件；请另存为纯文本（.txt）再检查",
    "{suffix} files cannot be read yet; save the draft as plain text (.txt)",
)


class Reader(Protocol):
    """A reader module."""

    SUFFIXES: tuple[str, ...]

    def read(self, path: str, data: bytes) -> Draft:
        """Read one draft."""


@cache
def suffixes() -> Mapping[str, str]:
    """Return which format reads which suffix, without importing a reader."""
    known: dict[str, str] = {}
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        declaration = _DECLARATION.search(file.read_text("utf-8"))
        if declaration is None:
            raise RuntimeError(f"{file} declares no SUFFIXES")
        known |= dict.fromkeys(ast.literal_eval(declaration[1]), file.stem)
    return MappingProxyType(known)


def find(name: str) -> Reader:
    """Import one reader; the name must be a format of `suffixes()`."""
    return cast("Reader", importlib.import_module(f"{__name__}.{name}"))


def read(path: str, data: bytes) -> Draft:
    """Read one draft; the suffix of its path chooses the reader.

    Raises ReadError when no reader knows the format, or when the reader cannot read the data.
    """
    suffix = PurePath(path).suffix.lower()
    known = suffixes()
    if suffix not in known and suffix in _DOCUMENTS:
        raise ReadError(path, _DOCUMENT(suffix=suffix))
    return find(known.get(suffix, "text")).read(path, data)
