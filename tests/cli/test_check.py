"""`reportlint check`: exit status, streams, formats, options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("drafts", "engine")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["净.txt"], 0),
        (["错.txt"], 1),
        (["疑.txt"], 0),
        (["注.txt"], 0),
        (["免.txt"], 0),
        (["疑.txt", "--fail-on", "warning"], 1),
        (["错.txt", "--fail-on", "warning"], 1),
        (["注.txt", "--fail-on", "warning"], 0),
        (["注.txt", "--fail-on", "info"], 1),
        (["净.txt", "--fail-on", "info"], 0),
        (["错.txt", "--fail-on", "never"], 0),
        (["坏.txt"], 2),
        (["错.txt", "坏.txt"], 2),
        (["坏.txt", "错.txt"], 2),
        (["坏.txt", "--fail-on", "never"], 2),
    ],
)
@pytest.mark.parametrize("form", ["human", "concise", "json", "github"])
def test_exit_status_does_not_depend_on_the_format(run, arguments: list[str], status: int, form: str) -> None:
    assert run("check", *arguments, "--format", form).status == status


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.txt"], "nowhere.txt"),
        (["净.txt", "--pack", "unknown"], "没有规则包 unknown"),
        (["净.txt", "--format", "xml"], "没有输出格式“xml”"),
        (["净.txt", "--format", "human", "--format", "json"], "human json"),
        (["净.txt", "--format", "json=a", "--format", "github=a"], "a"),
        (["净.txt", "--format", "json=nowhere/a.json"], "nowhere/a.json"),
        (["净.txt", "--fail-on", "fatal"], "--fail-on 不能是“fatal”，可用：error warning info never"),
        (["净.txt", "--formt", "json"], "没有选项 --formt，是不是 --format？"),
        (["净.txt", "--format"], "选项 --format 缺少值"),
        ([], "缺少 PATH..."),
    ],
)
def test_what_cannot_be_done_is_said_on_stderr(run, arguments: list[str], says: str) -> None:
    status, out, err = run("check", *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


def test_unknown_command_and_empty_command_line(run) -> None:
    assert run("chek")[:2] == (2, "")
    assert "是不是 check" in run("chek").err
    status, out, err = run()
    assert (status, out) == (2, "")
    assert "explain" in err


def test_options_reach_the_engine(run, engine) -> None:
    run("check", "净.txt", "--pack", "p", "--select", "a", "--select", "b", "--ignore", "c", "--lang", "en")
    settings = engine.settings[0]
    assert settings == type(settings)("p", ("a", "b"), ("c",), "en")


def test_drafts_are_checked_in_order_once(run, engine) -> None:
    run("check", ".", "错.txt", "*.txt")
    assert engine.checked == sorted(["错.txt", "疑.txt", "注.txt", "净.txt", "免.txt", "坏.txt"])


def test_standard_input(run, engine, stdin) -> None:
    stdin("这里错了".encode())
    status, out, _ = run("check", "-", "--stdin-filename", "草稿.md", "--format", "concise")
    assert status == 1
    assert out == "草稿.md:1:3: error sample/错 这里有“错”。\n"


def test_results_on_stdout_only(run) -> None:
    assert run("check", "错.txt", "--format", "concise")[1:] == ("错.txt:2:3: error sample/错 这里有“错”。\n", "")


def test_several_formats_say_the_same(run) -> None:
    status, out, _ = run("check", "错.txt", "疑.txt", "--format", "concise", "--format", "json=结果.json",
                         "--format", "github=g.txt")  # fmt: skip
    document = json.loads(Path("结果.json").read_text(encoding="utf-8"))
    assert status == 1
    assert len(out.splitlines()) == 2
    assert document["summary"] == {"files": 2, "failures": 0, "error": 1, "warning": 1, "info": 0}
    assert Path("g.txt").read_text(encoding="utf-8").count("::") == 4
    assert {path.name for path in Path().iterdir()} == {
        "结果.json",
        "g.txt",
        "错.txt",
        "疑.txt",
        "注.txt",
        "净.txt",
        "免.txt",
        "坏.txt",
    }


def test_a_result_file_is_complete_or_as_it_was(run, engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(path: str, data: bytes) -> None:
        raise RuntimeError(path)

    Path("r.json").write_text("before", encoding="utf-8")
    monkeypatch.setattr(engine, "check", crash)
    status, _, err = run("check", "错.txt", "--format", "json=r.json")
    assert status == 2, "a crash must not read as findings"
    assert "RuntimeError" in err
    assert Path("r.json").read_text(encoding="utf-8") == "before"
    assert not list(Path().glob(".r.json*"))


def test_a_device_is_written_not_replaced(run) -> None:
    assert run("check", "错.txt", "--format", "json=/dev/null").status == 1
    assert not Path("/dev/null").is_file()


def test_a_draft_that_cannot_be_read_is_a_failure_among_results(run, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "疑.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    status, out, _ = run("check", "错.txt", "疑.txt", "--format", "concise")
    assert status == 2
    assert "疑.txt: failure: 读不了文件：Permission denied\n" in out
    assert "错.txt:2:3: error" in out


def test_color(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check", "错.txt").out
    assert "\x1b[1;31m" in run("check", "错.txt", "--color", "always").out


def test_results_come_as_they_are_found(run, engine, monkeypatch: pytest.MonkeyPatch) -> None:
    check = engine.check

    def crash_at_second(path: str, data: bytes):
        if path.startswith("错"):
            raise RuntimeError(path)
        return check(path, data)

    monkeypatch.setattr(engine, "check", crash_at_second)
    assert "净.txt" in run("check", "净.txt", "错.txt").out


def test_interrupt_is_quiet(run, engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(path: str, data: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "check", interrupt)
    status, _, err = run("check", "错.txt")
    assert status == 130
    assert "Traceback" not in err


def test_english(run) -> None:
    assert "1 draft(s): 1 error(s)" in run("check", "错.txt", "--lang", "en").out
    assert "1 draft(s): 1 error(s)" in run("--lang=en", "check", "错.txt").out
    assert "no such file" in run("check", "nowhere", "--lang", "en").err
    assert "Check drafts" in run("check", "--help", "--lang", "en").out
    assert "检查草稿" in run("check", "--help").out


def test_help_has_both_languages_everywhere(run) -> None:
    for command in (
        "check",
        "explain",
        "facts",
        "packs",
        "packs list",
        "packs show",
        "rules",
        "rules list",
        "rules test",
    ):
        chinese = run(*command.split(), "--help").out
        english = run("--lang", "en", *command.split(), "--help").out
        own = english.replace("Show this message and exit.", "")
        assert "\x1f" not in chinese + english
        assert not [character for character in own if "\u4e00" <= character <= "\u9fff"], command
        assert chinese != english


def test_version(run) -> None:
    from reportlint import __version__

    assert run("--version")[:2] == (0, f"reportlint {__version__}\n")


def test_messages_cannot_steer_the_terminal(run) -> None:
    assert "\x1b" not in run("check", "no\x1b[2Jwhere").err
