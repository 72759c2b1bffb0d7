"""How fast reportlint is, as ratios to what the same machine needs for less in the same minute.

    python benchmarks/speed.py [--small] [--write]

Cold start: one `reportlint check --format json DRAFT` in a process of its own, in turn with a process that only imports
the five libraries the tool stands on, and with one that does nothing. Throughput: 1,000 invented drafts of about 14 KB
in one process, beside decoding and folding the same bytes. Scaling: one draft of 10 KB, 100 KB, 1 MB and 10 MB.

`--small` runs all of it at the size of a test. `--write` puts the tables into docs/performance.md. Absolute times say
little, machines differ and are never idle: compare ratios.
"""

from __future__ import annotations

import argparse
import compileall
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import texts

import reportlint
from reportlint.text.variants import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIBRARIES = "typer, rich, opencc, yaml, regex"
PAGE = Path(__file__).resolve().parent.parent / "docs/performance.md"
MIB = 1024 * 1024


class Sizes(NamedTuple):
    """What a run measures. cold: rounds; drafts: of the throughput; scaling: bytes; rounds: of throughput, scaling."""

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
    options = parser.parse_args()
    tables = []
    for table in measure(SMALL if options.small else FULL):
        print(f"{table}\n", flush=True)
        tables.append(table)
    if options.write:
        PAGE.write_text(page(tables), "utf-8")


def measure(sizes: Sizes) -> Iterator[Table]:
    """Measure everything, table by table; the packs compiled on the way are kept in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder, "cache"))
        yield cold_start(Path(folder), sizes)
        yield throughput(sizes)
        yield scaling(sizes)


# ---------------------------------------------------------------- cold start


def cold_start(folder: Path, sizes: Sizes) -> Table:
    """Time whole processes in turn, so that whatever else the machine does meets all of them."""
    draft = folder / "draft.txt"
    draft.write_text(texts.defective(7), "utf-8")
    check = [*_command(), "check", "--format", "json", str(draft)]
    commands = {
        "nothing": [sys.executable, "-c", "pass"],
        "five": [sys.executable, "-c", f"import {LIBRARIES}"],
        "check": check,
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
        ("`reportlint check --format json DRAFT`", times["check"]),
        ("the same, no packs in the cache", unpacked),
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
* A cold check is mostly imports: typer, msgspec and regex. Rich, OpenCC, PyYAML and rapidfuzz are imported only when a
  draft or an output format needs them. Packs are compiled from YAML once and kept in the cache, and so are their regular
  expressions: compiling both costs more than twice as much as everything else. The program searches for garbage
  rarely and ends without taking apart what it built.
* A commit hook and a folder of drafts start one process for all files: the price of the start is paid once.
* A draft of 14 KB spends a tenth of its time on folding and the rest in many small steps; the largest is the search for
  repeated passages. In very long drafts that search takes over: the more phrases stand twice, the more places are
  compared, up to four for each. Where that is reached the cost grows with the draft again.
* No step may cost more than in proportion to the draft. What could (lists of numbers in one endless paragraph, say) has
  a bound, and a rule that reaches it is reported as not assessed. `tests/test_hostile.py` has such drafts.
"""


if __name__ == "__main__":
    main()
