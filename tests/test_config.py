"""Which settings hold for a draft, and what a wrong configuration is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint import Settings
from reportlint.config import Projects, described, load
from reportlint.errors import PackError, UsageError


def settings(draft: str, given: Settings | None = None, file: str = "", **options) -> Settings:
    return Projects(file, **options).of(draft).settings(draft, given or Settings())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a/b").mkdir(parents=True)
    return tmp_path


def test_the_closest_file_counts_and_it_alone() -> None:
    Path("reportlint.yaml").write_text("ignore: [x]\nissuer: county\n", "utf-8")
    Path("a/reportlint.yaml").write_text("issuer: township\n", "utf-8")
    assert settings("c.txt").issuer == "county"
    assert settings("a/b/c.txt").issuer == "township"
    assert settings("a/b/c.txt").ignore == ()
    assert settings("c.txt", isolated=True) == Settings()
    assert settings("c.txt", file="a/reportlint.yaml").issuer == "township"


def test_extends_adds_and_overrides_and_keeps_places() -> None:
    Path("packs/own").mkdir(parents=True)
    Path("packs/own/pack.yaml").write_text("", "utf-8")
    Path("2023").mkdir()
    Path("reportlint.yaml").write_text(
        "ignore: [x]\nissuer: county\npacks: [packs/own]\nprevious: '2023'\nseverity: {p: info, q: error}\n", "utf-8"
    )
    Path("a/reportlint.yaml").write_text("extends: ../reportlint.yaml\nignore: [y]\nseverity: {q: off}\n", "utf-8")
    found = settings("a/c.txt")
    assert (found.issuer, found.ignore) == ("county", ("x", "y"))
    assert dict(found.severity) == {"p": "info", "q": "off"}
    assert Path(found.packs[0]).resolve() == Path("packs/own").resolve()
    assert Path(found.previous).resolve() == Path("2023").resolve()


def test_settings_of_some_drafts_and_what_the_command_line_gives() -> None:
    Path("reportlint.yaml").write_text(
        "pack: work-summary\nselect: [s]\nfiles:\n  - paths: [a/**]\n    pack: official-writing\n    ignore: [x]\n"
        "  - paths: ['*.md']\n    issuer: township\n",
        "utf-8",
    )
    assert settings("c.txt").pack == "work-summary"
    assert settings("a/b/c.txt").pack == "official-writing"
    assert settings("a/c.md").issuer == "township"
    given = settings("a/c.md", Settings(pack="annual-report-2021", select=("t",), ignore=("z",), issuer="county"))
    assert (given.pack, given.select, given.issuer) == ("annual-report-2021", ("t",), "county")
    assert given.ignore == ("x", "z")


def test_pyproject() -> None:
    Path("pyproject.toml").write_text("[tool.other]\n", "utf-8")
    Path("a/pyproject.toml").write_text(
        '[tool.reportlint]\nissuer = "county"\n[tool.reportlint.severity]\nx = "off"\n', "utf-8"
    )
    assert settings("c.txt") == Settings()
    assert settings("a/c.txt").issuer == "county"
    assert settings("a/c.txt").severity == (("x", "off"),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("selct: []", "1:1: 不认识的键 selct，是否想写 select？"),
        ("severity:\n  a: errr", "2:6: severity.a 应为 error、warning、info、off 之一，这里是 errr，是否想写 error？"),
        ("issuer: city", "1:9: issuer 应为"),
        ("deadlines: {county: 1-2}", "1:21: 期限“1-2”应写成 月-日，如 03-31"),
        ("deadlines: {city: 03-31}", "1:13: 不认识的键 city，是否想写 county？"),
        ("packs: [nowhere]", "1:9: nowhere 里没有 pack.yaml，不是规则包"),
        ("extends: nowhere.yaml", "1:10: 找不到文件 nowhere.yaml"),
        ("extends: reportlint.yaml", "1:10: extends 绕了一圈，又回到这个文件"),
        ("previous: nowhere", "1:11: 找不到 nowhere"),
        ("files:\n  - ignore: [x]", "2:5: 缺少 paths"),
        ("ignore: x", "1:9: ignore 应为列表，这里是文字 x"),
        ("a: [", "YAML 语法错误"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, fault: str) -> None:
    Path("reportlint.yaml").write_text(text, "utf-8")
    with pytest.raises(PackError) as caught:
        settings("c.txt")
    assert fault in str(caught.value)
    assert str(caught.value).startswith("reportlint.yaml:")


def test_faults_of_a_pyproject_name_the_line() -> None:
    Path("pyproject.toml").write_text('[project]\nname = "a"\n\n[tool.reportlint]\nissuer = "x"\n', "utf-8")
    with pytest.raises(PackError, match=r"pyproject\.toml:5:1: issuer"):
        settings("c.txt")
    Path("pyproject.toml").write_text("[tool.reportlint]\nissuer = \n", "utf-8")
    with pytest.raises(PackError, match="TOML 语法错误"):
        settings("c.txt")


def test_an_empty_file_is_a_configuration_and_a_missing_one_is_none() -> None:
    Path("reportlint.yaml").write_text("# nothing\n", "utf-8")
    assert settings("c.txt") == Settings(packs=())
    with pytest.raises(UsageError, match="找不到配置文件 nowhere"):
        Projects("nowhere.yaml")


def test_exclusion_and_description() -> None:
    Path("reportlint.yaml").write_text("exclude: [old/, '*.bak.txt']\nissuer: county\n", "utf-8")
    config = load(Path("reportlint.yaml").resolve())
    assert config.excludes("old/a.txt")
    assert config.excludes("a.bak.txt")
    assert not config.excludes("a.txt")
    project = Projects().of("c.txt")
    lines = list(described(project, project.settings("c.txt", Settings())))
    assert 'issuer: "county"' in lines
    assert lines[0].endswith('reportlint.yaml"')
