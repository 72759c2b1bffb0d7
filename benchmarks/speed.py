"""How fast reportlint is, as ratios to what the same machine needs for less in the same minute.

    python benchmarks/speed.py [--small] [--peers FOLDER] [--write]

Cold start: one `reportlint check --format json DRAFT` in a process of its own, in turn with a process that only imports
the five libraries the tool stands on, and with one that does nothing. Throughput: 1,000 invented drafts of about 14 KB
in one process, beside decoding and folding the same bytes. Many drafts: the command on a folder of them, with one and two
workers, with and without kept results. Scaling: by the size of a draft (10 KB to 10 MB) and by the number of drafts.
Hostile drafts: what must neither hang nor crash.

`--peers FOLDER` also installs other linters into a folder, from npm and PyPI, and runs them in turn with the command.

`--small` runs all of it at the size of a test. `--write` puts the tables into docs/performance.md. Absolute times say
little, machines differ and are never idle: compare ratios.
"""

from __future__ import annotations

import argparse
import compileall
import math
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import _peers
import texts

import reportlint
from reportlint.text.variants import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIBRARIES = "typer, rich, opencc, yaml, regex"
PAGE = Path(__file__).resolve().parent.parent / "docs/performance.md"
MIB = 1024 * 1024


class Sizes(NamedTuple):
    """What a run measures. cold: rounds; drafts: of the throughput; scaling: bytes; rounds: of everything else."""

    cold: int
    drafts: int
    scaling: tuple[int, ...]
    rounds: int


FULL = Sizes(cold=40, drafts=1000, scaling=(10_000, 100_000, 1_000_000, 10_000_000), rounds=3)
SMALL = Sizes(cold=3, drafts=20, scaling=(10_000, 100_000), rounds=1)


class Table(NamedTuple):
    """One table of the output; the first row is the head."""

    title: str
    rows: list[Sequence[str]]
    note: str = ""

    def __str__(self) -> str:
        """Return the table in Markdown."""
        head, *rows = ("| " + " | ".join(row) + " |" for row in self.rows)
        rule = "|" + "---|" + "--:|" * (len(self.rows[0]) - 1)
        return "\n".join([f"## {self.title}", "", *([self.note, ""] if self.note else []), head, rule, *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="few drafts, few rounds: a test that all of it works")
    parser.add_argument("--write", action="store_true", help=f"write the tables to {PAGE.parent.name}/{PAGE.name}")
    parser.add_argument("--peers", metavar="FOLDER", type=Path, help="install other linters there, and time them, too")
    options = parser.parse_args()
    tables = []
    for table in measure(SMALL if options.small else FULL, options.peers):
        print(f"{table}\n", flush=True)
        tables.append(table)
    if options.write:
        PAGE.write_text(page(tables), "utf-8")


def measure(sizes: Sizes, peers: Path | None) -> Iterator[Table]:
    """Measure everything, table by table; the packs compiled on the way are kept in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder, "cache"))
        yield cold_start(Path(folder), sizes)
        yield start_up(Path(folder), sizes)
        if peers:
            yield from beside_others(Path(folder), peers.resolve(), sizes)
        yield throughput(sizes)
        yield stages(sizes)
        yield many_drafts(Path(folder), sizes)
        yield scaling(sizes)
        yield word_reports(Path(folder), sizes)
        yield hostile(sizes)


# ---------------------------------------------------------------- cold start


def cold_start(folder: Path, sizes: Sizes) -> Table:
    """Time whole processes in turn, so that whatever else the machine does meets all of them."""
    draft = folder / "draft.txt"
    draft.write_text(texts.defective(7), "utf-8")
    kept = [*_command(), "check", "--format", "json", str(draft)]
    check = [*kept, "--no-cache"]
    commands = {
        "nothing": [sys.executable, "-c", "pass"],
        "five": [sys.executable, "-c", f"import {LIBRARIES}"],
        "check": check,
        "kept": kept,
    }
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    compileall.compile_dir(str(Path(reportlint.__file__).parent), quiet=2)
    unpacked = [
        _run(check, {**environment, "XDG_CACHE_HOME": str(folder / f"new-{number}")})
        for number in range(min(5, sizes.cold))
    ]
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(sizes.cold + 1):
        for name, command in commands.items():
            seconds = _run(command, environment)
            if number:  # the first round fills the caches
                times[name].append(seconds)
    floor = times["five"]
    rows = [("process", "least, ms", "median, ms", "least / floor", "median / floor")]
    for title, taken in (
        ("`python -c pass`", times["nothing"]),
        (f"`import {LIBRARIES}` (the floor)", floor),
        ("`reportlint check --format json --no-cache DRAFT`", times["check"]),
        ("the same with its result kept from an earlier run", times["kept"]),
        ("the very first check, packs still to be compiled", unpacked),
    ):
        rows.append(
            (
                title,
                f"{1000 * min(taken):.0f}",
                f"{1000 * statistics.median(taken):.0f}",
                f"{min(taken) / min(floor):.2f}",
                f"{statistics.median(taken) / statistics.median(floor):.2f}",
            )
        )
    size = f"{draft.stat().st_size / 1000:.1f}"
    note = f"One draft of {size} KB with mistakes, {sizes.cold} rounds in turn, byte code compiled."
    return Table("Cold start", list(rows), note)


def start_up(folder: Path, sizes: Sizes) -> Table:
    """Tell what a cold check is spent on: the modules it imports, by their own time, and the rest."""
    command = [sys.executable, "-X", "importtime", "-m", "reportlint", "check", "--format", "json", "--no-cache"]
    runs = [_imports([*command, str(folder / "draft.txt")]) for _ in range(max(3, sizes.cold // 4))]
    least = min(runs, key=lambda run: run[0])
    total, spent = least
    rows = [("", "ms", "share")]
    rows += [
        (name, f"{spent[name]:.0f}", f"{spent[name] / total:.0%}")
        for name in ("Python and its library", "typer", "msgspec", "regex", "reportlint")
    ]
    others = total - sum(spent.values())
    rows.append(
        ("starting Python, unpacking packs, the check itself, writing", f"{others:.0f}", f"{others / total:.0%}")
    )
    return Table(
        "What a cold check is spent on", list(rows), "Import times of the quickest run; measuring them slows it down."
    )


def _imports(command: Sequence[str]) -> tuple[float, Counter[str]]:
    """Return the milliseconds of a run, and those that importing each package took by itself."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    total = 1000 * (time.perf_counter() - start)
    spent: Counter[str] = Counter()
    for own, name in re.findall(r"import time: +(\d+) \| +\d+ \| +(\S+)", done.stderr.decode()):
        package = name.partition(".")[0].lstrip("_")
        known = package in ("typer", "msgspec", "regex", "reportlint")
        spent[package if known else "Python and its library"] += int(own) / 1000
    return total, spent


def _command() -> list[str]:
    """Return the installed command, or the module where there is none beside the interpreter."""
    script = Path(sys.executable).with_name("reportlint")
    return [str(script)] if script.exists() else [sys.executable, "-m", "reportlint"]


def _run(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the seconds that a command takes; it must neither crash nor complain."""
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1) or done.stderr:
        raise SystemExit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr.decode()}")
    return seconds


# ---------------------------------------------------------------- other linters


def beside_others(folder: Path, installed: Path, sizes: Sizes) -> Iterator[Table]:
    """Time other linters and the command in turn: one draft, then many."""
    tools = _peers.installed(installed)
    check = [*_command(), "check", "--isolated", "--no-cache", "--format", "json"]
    ours = [
        _peers.Tool("**reportlint check**", [*check, "--workers", "1"]),
        _peers.Tool("**reportlint check**, 2 workers", [*check, "--workers", "2"]),
    ]
    drafts = _folder_of(folder / "peers", sizes.drafts)
    one = folder / "draft.txt"
    size = sum(file.stat().st_size for file in drafts.iterdir()) / 1e6
    yield _compared(
        "Beside others: one draft", [*tools, *ours[:1]], one, max(3, sizes.cold // 4), one.stat().st_size / 1e6
    )
    yield _compared(f"Beside others: {sizes.drafts:,} drafts", [*tools, *ours], drafts, max(1, sizes.rounds - 1), size)


def _compared(title: str, tools: Sequence[_peers.Tool], drafts: Path, rounds: int, size: float) -> Table:
    costs: dict[str, list[_peers.Cost]] = {tool.name: [] for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            costs[tool.name].append(_peers.cost(tool, drafts))
    rows = [("", "CPU, s", "wall, s", "MiB", "reportlint's CPU to it", "reportlint's wall to it")]
    ours = costs["**reportlint check**"]
    for name, taken in costs.items():
        cpu, wall = min(one.cpu for one in taken), min(one.wall for one in taken)
        rows.append(
            (
                name, f"{cpu:.2f}", f"{wall:.2f}", f"{max(one.memory for one in taken):.0f}",
                f"{min(one.cpu for one in ours) / cpu:.2f}", f"{min(one.wall for one in ours) / wall:.2f}",
            )
        )  # fmt: skip
    return Table(title, list(rows), f"{size:.3g} MB, the least of {rounds} round(s) in turn.")


def _folder_of(folder: Path, count: int) -> Path:
    """Return a folder of different drafts, with mistakes."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts.drafts(count)):
        (folder / f"draft-{number:05}.txt").write_text(text, "utf-8")
    return folder


# ---------------------------------------------------------------- throughput


def throughput(sizes: Sizes) -> Table:
    """Check many drafts in this process; the rounds' least CPU time counts."""
    drafts = [text.encode() for text in texts.drafts(sizes.drafts)]
    decoded = [draft.decode() for draft in drafts]
    linter = _linter()
    before = _peak()
    checked, wall = _least(sizes.rounds, lambda: [linter.check("draft.txt", draft) for draft in drafts])
    grown = _peak() - before
    folded, _ = _least(sizes.rounds, lambda: [fold(text) for text in decoded])
    decoding, _ = _least(sizes.rounds, lambda: [draft.decode() for draft in drafts])
    size = sum(map(len, drafts)) / 1e6
    rows = [
        ("", "CPU, s", "ms a draft", "drafts/s", "MB/s", "to decoding", "to folding"),
        *(
            (
                title, f"{cpu:.3f}", f"{1000 * cpu / len(drafts):.3f}", f"{len(drafts) / cpu:,.0f}",
                f"{size / cpu:,.1f}", f"{cpu / decoding:,.0f}×", f"{cpu / folded:.1f}×",
            )
            for title, cpu in (("decoding", decoding), ("folding", folded), ("checking", checked))
        ),
    ]  # fmt: skip
    note = (
        f"{len(drafts):,} drafts, {size:.1f} MB, one process, {wall:.1f} s of wall time. Peak memory {_peak() / MIB:.0f} MiB"
        f" with all drafts and results in memory, {before / MIB:.0f} MiB before the first check ({grown / MIB:+.0f})."
    )
    return Table("Throughput", list(rows), note)


def _linter() -> reportlint.Linter:
    """Return a linter that has its expressions compiled."""
    linter = reportlint.Linter()
    for number in range(10):
        linter.check("draft.txt", texts.defective(number).encode())
    return linter


def _least(rounds: int, work) -> tuple[float, float]:
    """Return the least CPU and wall time of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        times.append((time.process_time() - cpu, time.perf_counter() - wall))
    return min(cpu for cpu, _ in times), min(wall for _, wall in times)


def _peak() -> int:
    """Return the most memory that this process ever had, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def stages(sizes: Sizes) -> Table:
    """Tell what checking many drafts is spent on, stage by stage and rule by rule."""
    linter = _linter()
    linter.clock = Counter()
    for text in texts.drafts(min(sizes.drafts, 200)):
        linter.check("draft.txt", text.encode())
    total = linter.clock.total()
    rows = [("", "share")]
    shown = linter.clock.most_common(16)
    rows += [(f"`{name}`", f"{taken / total:.1%}") for name, taken in shown]
    rest = len(linter.clock) - len(shown)
    rows.append((f"{rest} other rules", f"{1 - sum(taken for _, taken in shown) / total:.1%}"))
    note = "What several rules share (repeated passages, quantities, sentences) counts for the first that asks for it."
    return Table("What a check is spent on", list(rows), note)


def many_drafts(folder: Path, sizes: Sizes) -> Table:
    """Check folders of drafts with the command: by number of drafts, workers, and kept results."""
    check = [*_command(), "check", "--isolated", "--format", "json"]
    rows = [("drafts", "workers", "kept results", "wall, s", "CPU, s", "drafts/s", "MiB")]
    for count in (sizes.drafts // 4, sizes.drafts):
        drafts = _folder_of(folder / f"many-{count}", count)
        for workers, kept in ((1, False), (2, False), (1, True)):
            tool = _peers.Tool("", [*check, "--workers", str(workers), *([] if kept else ["--no-cache"])])
            if kept:
                _peers.cost(tool, drafts)
            taken = [_peers.cost(tool, drafts) for _ in range(sizes.rounds)]
            wall, cpu = min(one.wall for one in taken), min(one.cpu for one in taken)
            memory = max(one.memory for one in taken)
            rows.append(
                (
                    f"{count:,}", str(workers), "all" if kept else "none", f"{wall:.2f}", f"{cpu:.2f}",
                    f"{count / wall:,.0f}", f"{memory:.0f}",
                )
            )  # fmt: skip
    note = "The whole command, start-up and JSON included; memory is that of the largest process."
    return Table("Many drafts", list(rows), note)


# ---------------------------------------------------------------- scaling


def scaling(sizes: Sizes) -> Table:
    """Check ever longer drafts; the exponent is that of the step before: 1 is linear."""
    linter = _linter()
    rows = [("bytes", "CPU, s", "MB/s", "exponent")]
    before: tuple[int, float] | None = None
    for size in sizes.scaling:
        draft = texts.long_draft(size).encode()
        cpu, _ = _least(sizes.rounds if size < 5_000_000 else 1, lambda draft=draft: linter.check("draft.txt", draft))
        growth = f"{math.log(cpu / before[1]) / math.log(len(draft) / before[0]):.2f}" if before else ""
        rows.append((f"{len(draft):,}", f"{cpu:.3f}", f"{len(draft) / 1e6 / cpu:.1f}", growth))
        before = len(draft), cpu
    return Table("Scaling", list(rows), "One draft whose prose grows.")


def word_reports(folder: Path, sizes: Sizes) -> Table:
    """Check ever longer Word documents with the command: 600 paragraphs and 30 tables are about 40 pages."""
    from docx import Document

    rows = [("paragraphs", "tables", "KB", "wall, s", "MiB", "exponent")]
    tool = _peers.Tool("", [*_command(), "check", "--isolated", "--no-cache", "--format", "json"])
    before: tuple[int, float] | None = None
    for times in (1, 2, 4) if sizes.rounds > 1 else (1,):
        document = Document()
        document.add_paragraph("青石县2016年政府信息公开工作年度报告", style="Title")
        lines = [line for line in texts.long_draft(200_000).split("\n") if len(line) > 20 and "|" not in line]
        for number in range(600 * times):
            document.add_paragraph(f"{lines[number % len(lines)][:100]}（{number}）。")
            if number % 20 == 0:
                grid = document.add_table(8, 4, style="Table Grid")
                for place, cell in enumerate(grid._cells):  # noqa: SLF001
                    cell.text = str(place * number % 97) if place % 4 else f"第{place}项指标"
        file = folder / f"report-{times}.docx"
        document.save(str(file))
        taken = [_peers.cost(tool, file) for _ in range(sizes.rounds)]
        wall = min(one.wall for one in taken)
        growth = f"{math.log(wall / before[1]) / math.log(times / before[0]):.2f}" if before else ""
        kilobytes, memory = file.stat().st_size / 1000, max(one.memory for one in taken)
        rows.append((f"{600 * times:,}", str(30 * times), f"{kilobytes:.0f}", f"{wall:.2f}", f"{memory:.0f}", growth))
        before = times, wall
    return Table("Word documents", list(rows), "The whole command, start-up included.")


# ---------------------------------------------------------------- hostile drafts


def hostile(sizes: Sizes) -> Table:
    """Check what nobody writes: it must neither hang nor crash, and cost no more than its size."""
    length = sizes.scaling[-2]
    title = "青石县2016年政府信息公开工作年度报告\n"
    drafts = {
        "one character": title + "公" * length,
        "digits": title + "1" * length,
        "opening brackets": title + "（" * length,
        "one line of numbers": title + "12，" * (length // 3),
        "one sentence again and again": title + "主动公开政府信息12条。" * (length // 12),
        "bars": title + "|" * length,
        "line breaks": title + "\n" * length,
        "headings": title + "一、\n" * (length // 3),
        "table rows": title + "（一）收到申请数 | 件 | 23\n" * (length // 18),
        "mistakes": title + "截止目前，，公开12条。\n" * (length // 13),
    }
    linter = _linter()
    rows = [("draft", "characters", "CPU, s", "findings", "rules not assessed")]
    for name, text in drafts.items():
        results: list[reportlint.FileResult] = []
        data = text.encode()
        cpu, _ = _least(1, lambda data=data, results=results: results.append(linter.check("draft.txt", data)))
        result = results[-1]
        told = result.failure or f"{len(result.findings):,}"
        rows.append((name, f"{len(text):,}", f"{cpu:.2f}", told, str(len(result.assessment.not_assessed))))
    return Table("Hostile drafts", list(rows))


# ---------------------------------------------------------------- the page


def page(tables: Sequence[Table]) -> str:
    """Return docs/performance.md."""
    machine = f"{os.cpu_count()} CPUs, {platform.system()}, Python {platform.python_version()}"
    return "\n\n".join([
        "# Performance",
        "<!-- written by benchmarks/speed.py --write -->",
        (f"Measured with `python benchmarks/speed.py --write` on one machine ({machine}) that was doing other work too. "
        "Times are of that machine; ratios travel better. Every ratio compares what ran in turn in the same minutes."),
        *map(str, tables),
        "## Where the time goes",
        NOTES,
    ])  # fmt: skip


NOTES = """\
What was aimed at, and what stands in the way:

* **Cold start**: the five libraries that the tool stands on take as long to import as the tool may take as a whole. It
  imports two of them (typer, regex) and msgspec; rich, OpenCC, PyYAML and rapidfuzz only when a draft or a format needs
  them. The rest is its own modules, unpacking packs and expressions, and the check. Packs are compiled from YAML once and kept, and so are
  the expressions: compiling both costs several times everything else. The program searches for garbage rarely and ends
  without taking apart what it built.
* **Many drafts**: autocorrect is compiled, and looks for terms and spacing. A check here reads the outline, recognizes
  tables, turns every number into a fact, compares all of them, searches for repeated passages and weighs every pair of
  characters: some 70,000 calls of Python functions a draft, none of them dominant (the table above). The search for words alone is
  a hundredth of it. What might help is a core for folding, cells and pairs of characters in a compiled language; that was not tried,
  as the package would no longer be pure Python. Expressions run on `re`, which is two to four times as fast as `regex`; only what packs write runs
  on `regex`, for its time limit. What drafts of one format share (pairs of characters, headings, labels) is worked out once a process.
* A commit hook and a folder of drafts start one process for all files: the price of the start is paid once. Unchanged
  drafts are not checked again.
* **Long drafts**: no step may cost more than in proportion to the draft. What could (lists of numbers in one endless
  paragraph, say) has a bound, and a rule that reaches it is reported as not assessed. `tests/test_hostile.py` has such drafts.
  Every rule takes ten times as long for ten times the text but one, the search for repeated passages: what is invented
  here repeats itself the more, the longer it is (44 % of the characters of 1 MB stand in a phrase that stood before, 76 % of
  10 MB), and each such place is looked at.
"""


if __name__ == "__main__":
    main()
