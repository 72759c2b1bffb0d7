from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reportlint import cli

if TYPE_CHECKING:
    import pytest


def test_without_the_library_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("reportlint.lsp.server")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    assert cli.main(["lsp"]) == 2
    assert "pip install 'reportlint[lsp]'" in capsys.readouterr().err
    assert cli.main(["lsp", "--lang", "en"]) == 2
    assert "needs one more package" in capsys.readouterr().err
