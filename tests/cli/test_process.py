"""The program as a process: pipes that close, and what is not imported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
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
sys.exit(cli.main(["check", "--no-cache", cli.__file__]))
"""
    with _python(program) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
        assert process.wait(20) == 130


_REAL = [sys.executable, "-m", "reportlint"]


def _shell(line: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which `$R` is the real program."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "R": " ".join(_REAL), **variables}
    return subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
@pytest.mark.parametrize(
    ("line", "statuses", "says"),
    [
        ("$R check a.txt >&-", {2}, "无法写入标准输出"),
        ("$R rules list >&-", {2}, "无法写入标准输出"),
        ("$R check a.txt 2>&-", {0, 1}, ""),
        ("$R check a.txt nowhere 2>&-", {2}, ""),
        ("$R check nowhere 2>&-", {2}, ""),
        ("$R check - <&-", {2}, ""),
        ("$R facts - <&-", {2}, "标准输入已关闭"),
        ("$R check a.txt >&- 2>&- <&-", {2}, ""),
        ("$R check ''", {2}, "路径为空"),
        ("$R facts ''", {2}, "路径为空"),
        ("$R check a.txt --pack ''", {2}, "名称为空"),
        ("$R explain title --pack ''", {2}, "名称为空"),
        ("$R check a.txt --select ''", {2}, "规则名为空"),
        ("$R check a.txt --ignore ''", {2}, "规则名为空"),
        ("$R check a.txt --format json=", {2}, "缺少文件名"),
        ("$R check a.txt --format json=x --format github=./x", {2}, "同一文件"),
        ("$R check a.txt --select staff-by-duty", {2}, "没有用上任何规则"),
        ("$R check a.txt --lang en --select staff-by-duti", {2}, "no such rule"),
        ("$R check a.txt --lang en --pack nonesuch", {2}, "no such pack"),
        ("$R rules lsit", {2}, "没有命令“lsit”"),
        ("$R check a.txt nowhere --format concise", {2}, ""),
    ],
)
def test_what_goes_wrong_outside_is_said_plainly(line: str, statuses: set[int], says: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("青石县工作情况\n工作正常，没有问题，有关事项已经办结，请领导审阅。\n", "utf-8")
    done = _shell(line, tmp_path)
    assert done.returncode in statuses
    err = done.stderr.decode()
    assert says in err
    assert "Traceback" not in err
    assert not says or len(err.splitlines()) <= 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "command", ["check a.txt", "facts a.txt", "rules list", "packs list", "explain wrong-percentage"]
)
def test_a_full_disk_is_one_line(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("青石县工作情况\n工作正常，没有问题，有关事项已经办结，请领导审阅。\n", "utf-8")
    done = _shell(f"$R {command} > /dev/full", tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("无法写入标准输出")
    assert len(done.stderr.splitlines()) == 1
    assert _shell(f"$R {command} > /dev/full 2> /dev/full", tmp_path).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM is for POSIX")
def test_a_terminated_check_leaves_no_part_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("草稿", "utf-8")
    os.mkfifo(tmp_path / "b.txt")
    command = [*_REAL, "check", "a.txt", "b.txt", "--format", "json=out.json"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE) as process:
        for _ in range(400):
            if list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part")):
                break
            time.sleep(0.05)
        process.terminate()
        assert process.wait(20) == 143
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see the workers")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda ending: ending.name)
def test_workers_end_with_the_program(tmp_path: Path, ending: signal.Signals) -> None:
    text = (TESTS.parent / "examples/drafts/qingshi-2016.txt").read_text("utf-8")
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(f"{text}{number}\n", "utf-8")
    command = [*_REAL, "check", str(tmp_path), "--workers", "2", "--no-cache", "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers: list[str] = []
    until = time.monotonic() + 60
    while len(workers) < 2 and time.monotonic() < until:
        workers = children.read_text().split()
        time.sleep(0.02)
    assert len(workers) == 2
    process.send_signal(ending)
    process.wait(60)
    while any(_runs(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(_runs(worker) for worker in workers)


def _runs(pid: str) -> bool:
    """Tell whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
