"""The public API: few names, fetched when asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import reportlint
from reportlint import Finding, Linter, Settings, Severity, check_file, check_text, load_pack
from reportlint.errors import UsageError

DRAFT = "一、概述\n截止2016年12月31日，各项工作平稳。\n三、打算\n继续努力。\n"
WORDING = Settings(pack="official-writing")


def test_the_names_are_those_promised() -> None:
    assert sorted(reportlint.__all__) == [
        "FileResult", "Finding", "Linter", "Settings", "Severity", "__version__", "check_file", "check_text", "load_pack",
    ]  # fmt: skip
    assert all(hasattr(reportlint, name) for name in reportlint.__all__)
    assert set(reportlint.__all__) <= set(dir(reportlint))
    with pytest.raises(AttributeError, match="no attribute 'lint'"):
        reportlint.lint  # noqa: B018


def test_a_text() -> None:
    result = check_text(DRAFT, WORDING)
    assert (result.path, result.pack, result.failure) == ("draft.txt", "official-writing", None)
    assert all(isinstance(finding, Finding) for finding in result.findings)
    found = [(finding.rule.partition("/")[2], finding.severity) for finding in result.findings]
    assert found == [("preferred-wording", Severity.INFO), ("heading-numbering", Severity.ERROR)]


@pytest.mark.parametrize("text", [DRAFT, "\ufeff" + DRAFT, "𠮷林\n" + DRAFT, DRAFT.replace("\n", "\r\n")])
def test_offsets_count_the_characters_of_the_text(text: str) -> None:
    span = check_text(text, WORDING).findings[0].span
    assert span is not None
    assert text[span.start.offset : span.end.offset] == "截止"


@pytest.mark.parametrize("text", ["", " \n", "\ud800", "一\0二"])
def test_a_text_that_cannot_be_checked_is_a_failure(text: str) -> None:
    result = check_text(text, path="空.txt")
    assert (result.path, result.findings) == ("空.txt", ())
    assert result.failure


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(DRAFT.encode("gb18030"))
    result = check_file(path, WORDING)
    assert (result.path, result.encoding) == (str(path), "gb18030")
    assert len(result.findings) == 2
    assert check_file(tmp_path / "没有.txt").failure
    assert check_file(tmp_path).failure


def test_a_linter_checks_many_drafts_alike() -> None:
    linter = Linter(WORDING)
    first, second = (linter.check(f"{n}.txt", DRAFT.encode()) for n in (1, 2))
    assert first.findings == second.findings


def test_wrong_names_are_refused() -> None:
    with pytest.raises(UsageError, match="没有规则包"):
        check_text(DRAFT, Settings(pack="no-such-pack"))
    with pytest.raises(UsageError):
        load_pack("no-such-pack")
    assert load_pack("official-writing").rules


def test_importing_the_package_loads_nothing() -> None:
    program = "import sys, reportlint; print([m for m in sys.modules if m.startswith('reportlint.') or m == 'msgspec'])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_the_build_can_read_the_version() -> None:
    source = Path(reportlint.__file__).read_text("utf-8")
    assert f'\n__version__ = "{reportlint.__version__}"\n' in source
