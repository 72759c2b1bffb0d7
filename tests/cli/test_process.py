"""The program as a process: pipes that close, and what is not imported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import reportlint

_SAMPLE = """
import sys
sys.path[:0] = [{tests!r}, {source!r}]
from reportlint import cli, writers
from writers.sample import SAMPLE
"""
TESTS = Path(__file__).parents[1]
SOURCE = Path(reportlint.__file__).parents[1]


def _python(program: str, **options: object) -> subprocess.Popen[bytes]:
    code = _SAMPLE.format(tests=str(TESTS), source=str(SOURCE)) + program
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGPIPE is for POSIX")
def test_a_reader_that_leaves_is_no_error() -> None:
    program = """
import typer
from types import ModuleType
from reportlint.cli._frame import application
module = ModuleType("reportlint.cli.facts")
module.app = application()
@module.app.command()
def flood() -> int:
    while True:
        sys.stdout.write("x" * 65536)
sys.modules["reportlint.cli.facts"] = module
sys.exit(cli.main(["facts"]))
"""
    with _python(program) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 141


def test_the_way_to_results_imports_nothing_heavy() -> None:
    program = """
import reportlint.cli.check, reportlint.discovery, io
for name in writers.names():
    writers.find(name).write(SAMPLE, io.StringIO(), writers.Options(color=True))
heavy = {"rich.console", "rich.table", "yaml", "opencc", "regex", "pathspec", "asyncio", "multiprocessing"}
print(sorted(heavy & sys.modules.keys()))
"""
    with _python(program) as process:
        out, err = process.communicate(timeout=20)
    assert (out.strip(), err) == (b"[]", b"")


def test_chinese_is_printed_under_the_c_locale() -> None:
    program = """
from types import ModuleType
sys.modules["reportlint.engine"] = ModuleType("reportlint.engine")
sys.modules["reportlint.engine"].Linter = sys.modules["reportlint.engine"].Settings = lambda *_, **__: None
sys.exit(cli.main(["check", "nowhere"]))
"""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    with _python(program, env=environment) as process:
        _, err = process.communicate(timeout=20)
    assert process.returncode == 2
    assert err.decode("utf-8").splitlines() == ["找不到文件或文件夹：nowhere"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is for POSIX")
def test_an_interrupted_check_ends_quietly() -> None:
    program = """
from types import ModuleType
module = sys.modules["reportlint.engine"] = ModuleType("reportlint.engine")
class Linter:
    def __init__(self, settings): pass
    def check(self, path, data):
        print("ready", file=sys.stderr, flush=True)
        import time; time.sleep(20)
module.Linter, module.Settings = Linter, lambda **_: None
sys.exit(cli.main(["check", cli.__file__]))
"""
    with _python(program) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
        assert process.wait(20) == 130
