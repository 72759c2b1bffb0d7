"""`reportlint lsp`: the language server, for editors."""

from __future__ import annotations

from reportlint.cli import SUCCESS
from reportlint.cli._frame import Lang, application, both
from reportlint.errors import UsageError
from reportlint.finding import Sentence

app = application()

_MISSING = Sentence(
    "编辑器服务需要另外安装：pip install 'reportlint[lsp]'",
    "the language server needs one more package: pip install 'reportlint[lsp]'",
)


@app.command(help=both("供编辑器调用的服务（LSP，标准输入输出）。", "Serve an editor (LSP on standard streams)."))
def lsp(lang: Lang = "zh") -> int:
    """Serve until the editor closes the connection."""
    try:
        from reportlint.lsp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs", "attr"):
            raise
        raise UsageError(_MISSING()) from error
    serve(lang)
    return SUCCESS
