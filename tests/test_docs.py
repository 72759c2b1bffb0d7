"""The documentation agrees with the program: generated pages, links, commands and options, the examples it names."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from reportlint import Severity, check_file, checks, cli, packs, writers
from reportlint.packs import schema

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\)")
_FENCED = re.compile(r"^(```|~~~).*?^\1\s*$", re.DOTALL | re.MULTILINE)


def _generated() -> dict[Path, str]:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


def _headings(page: Path) -> set[str]:
    """Return the anchors of a page, as GitHub makes them."""
    text = _FENCED.sub("", page.read_text("utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


# ---------------------------------------------------------------- pages


def test_generated_pages_are_up_to_date() -> None:
    for page, text in _generated().items():
        assert page.read_text("utf-8") == text, "run: python docs/generate.py"


def test_every_check_and_rule_has_a_heading() -> None:
    assert set(checks.names()) <= _headings(ROOT / "docs/checks.md")
    rules = {rule.name.replace("/", "") for pack in packs.load_all(checks=checks) for rule in pack.rules}
    assert rules <= _headings(ROOT / "docs/rules.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in _LINK.findall(_FENCED.sub("", page.read_text("utf-8"))):
        place = (page.parent / target).resolve() if target else page
        assert place.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in _headings(place), f"{page.name}: {target}#{anchor}"


# ---------------------------------------------------------------- docs/cli.md


def _commands() -> dict[str, str]:
    """Return the sections of docs/cli.md by command."""
    text = (ROOT / "docs/cli.md").read_text("utf-8")
    parts = re.split(r"^## reportlint (.+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_command_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    listed = re.findall(r"^  (\w+) ", capsys.readouterr().out.partition("Commands:")[2], re.MULTILINE)
    assert {command.split()[0] for command in _commands()} == set(listed)


@pytest.mark.parametrize("command", _commands())
def test_the_options_of_a_command_are_those_described(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*command.split(), "--help", "--lang", "en"]) == 0
    usage = capsys.readouterr().out.partition("Options:")[2]
    options = set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", usage, re.MULTILINE)) - {"--help"}
    table = "\n".join(line for line in _commands()[command].splitlines() if line.startswith("|"))
    assert set(re.findall(r"^\|[^|]*?(--[a-z][\w-]*)", table, re.MULTILINE)) == options


def test_formats_and_severities_are_those_described() -> None:
    section = _commands()["check"]
    assert all(f"`{name}`" in section for name in writers.names())
    assert all(f"`{level}`" in section for level in Severity)


# ---------------------------------------------------------------- docs/packs.md, docs/json.md


@pytest.mark.parametrize("kind", [schema.Header, schema.Applies, schema.Part, schema.Entry, schema.Examples])
def test_every_key_of_a_pack_is_described(kind: type) -> None:
    text = (ROOT / "docs/packs.md").read_text("utf-8")
    for field in msgspec.structs.fields(kind):
        assert f"`{field.encode_name}`" in text or f"`{field.encode_name}:`" in text, field.encode_name


@pytest.mark.parametrize("part", ["SectionForm", "RowForm", "TableForm", "Indicator"])
def test_every_key_of_a_form_is_described(part: str) -> None:
    from reportlint.draft import forms

    text = (ROOT / "docs/packs.md").read_text("utf-8")
    for field in msgspec.structs.fields(getattr(forms, part)):
        assert f"`{field.encode_name}`" in text, field.encode_name


def test_the_header_shown_is_that_of_the_example_pack() -> None:
    shown = re.search(r"```yaml\n(pack: county\n.*?)```", (ROOT / "docs/packs.md").read_text("utf-8"), re.DOTALL)
    assert shown
    for line in (ROOT / "examples/packs/county/pack.yaml").read_text("utf-8").splitlines():
        assert line in shown[1].splitlines()


def test_every_key_of_the_json_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    draft = str(ROOT / "examples/drafts/qingshi-2016.txt")
    assert cli.main(["check", draft, "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    text = (ROOT / "docs/json.md").read_text("utf-8")
    missing = {key for key in _keys(document) if f"`{key}`" not in text and f'"{key}"' not in text}
    assert not missing


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def test_the_evidence_shown_is_that_of_the_example() -> None:
    shown = re.search(r"<!-- evidence -->\n```json\n(.*?)```", (ROOT / "docs/json.md").read_text("utf-8"), re.DOTALL)
    assert shown
    evidence = check_file(ROOT / "examples/drafts/qingshi-2016.txt").findings[-1].evidence
    assert evidence is not None
    values = [{"indicator": value.indicator, "value": value.value} for value in evidence.values]
    suspects = [
        {"indicator": s.indicator, "value": s.value, "expected": s.expected, "reason": s.reason}
        for s in evidence.suspects
    ]
    assert json.loads(shown[1]) == {
        "left": evidence.left, "right": evidence.right, "formula": evidence.formula, "values": values,
        "suspects": suspects,
    }  # fmt: skip


# ---------------------------------------------------------------- examples


def test_the_example_pack_is_valid_and_its_examples_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "test", str(ROOT / "examples/packs/county")]) == 0, capsys.readouterr().out


def test_the_script_counts_the_findings_of_a_folder() -> None:
    script = [sys.executable, str(ROOT / "examples/api/check_folder.py"), str(ROOT / "examples/drafts")]
    done = subprocess.run(script, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode("utf-8").splitlines()
    assert "qingshi-2016.txt annual-report-2014 error=4 warning=1 info=1" in lines
    assert len(lines) == len(list((ROOT / "examples/drafts").glob("*.txt")))
