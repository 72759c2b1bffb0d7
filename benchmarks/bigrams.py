"""Make the table of character pairs that `garbled-text` stands on, and measure what is found with it.

    python benchmarks/bigrams.py --make DICT      DICT: jieba/dict.txt of `pip download --no-binary :all: jieba==0.42.1`
    python benchmarks/bigrams.py --measure PATH…  clean drafts of one's own, beside examples/clean

Measured are reports into which characters are put at random: how many insertions are found, by length, and how often
something is found where nothing was put in. Nothing was tuned on these reports.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

from reportlint.checks.stray_characters import Parameters, strays
from reportlint.text.bigrams import line_of
from reportlint.text.variants import fold

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/reportlint/text/bigrams.txt"
LEAST_LIKELY = 1e-4  # of a pair in the table
LEAST_FREQUENT = 2e-8
STOCK = 3500  # characters that junk is taken from
RUNS = (1, 2, 3, 4, 5, 6)
HEADER = """\
# How often Han characters follow each other inside words; made by benchmarks/bigrams.py, read by bigrams.py.
# Source: the word list of jieba 0.42.1, https://github.com/fxsjy/jieba, under the MIT License:
# Copyright (c) 2013 Sun Junyi
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
# rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
# persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice
# and this permission notice shall be included in all copies or substantial portions of the Software.
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def table(dictionary: str) -> str:
    """Return the table made of the lines `word frequency …` of a dictionary; words that are not all Han do not count."""
    chars: Counter[str] = Counter()
    pairs: dict[str, Counter[str]] = {}
    for line in dictionary.splitlines():
        word, times = line.split(" ")[:2]
        if not all("\u4e00" <= char <= "\u9fff" for char in word):
            continue
        for char in word:
            chars[char] += int(times)
        for first, second in pairwise(word):
            pairs.setdefault(first, Counter())[second] += int(times)
    total = chars.total()
    lines = []
    for char, times in sorted(chars.items(), key=lambda item: (-item[1], item[0])):
        if times / total >= LEAST_FREQUENT:
            behind = pairs.get(char, Counter())
            shares = {other: seen / behind.total() for other, seen in behind.items() if seen}
            likely = {other: share for other, share in shares.items() if share >= LEAST_LIKELY}
            lines.append(line_of(char, times / total, likely))
    return HEADER + "\n".join(lines) + "\n"


@cache
def common_characters() -> list[str]:
    """Return the characters that junk is taken from, the commonest of written Chinese."""
    return [line[0] for line in TABLE.read_text("utf-8").splitlines() if line[0] != "#"][:STOCK]


def measure(drafts: dict[str, str], seed: int = 1, each: int = 40) -> list[tuple[str, ...]]:
    """Return a row for each length of junk and one for untouched drafts: cases, found, found with the exact span."""
    stock = common_characters()
    rows = []
    for length in RUNS:
        for how, places in (("alone in a draft", 1), ("ten in a draft", 10)):
            draw = random.Random(f"{seed} {length}")
            cases = found = exact = 0
            for text in drafts.values():
                for _ in range(each // places):
                    changed, spans = injected(text, length, places, stock, draw)
                    seen = [span for span, _ in strays(changed, Parameters())]
                    cases += len(spans)
                    found += sum(any(one.start < end and start < one.end for one in seen) for start, end in spans)
                    exact += sum((start, end) in seen for start, end in spans)
            rows.append((str(length), how, str(cases), f"{found / cases:.0%}", f"{exact / cases:.0%}"))
    alarms = sum(len(strays(text, Parameters())) for text in drafts.values())
    rows.append(("0", f"{len(drafts)} clean drafts", "", f"{alarms} false alarms", ""))
    return rows


def injected(
    text: str, length: int, places: int, stock: list[str], draw: random.Random
) -> tuple[str, list[tuple[int, int]]]:
    """Put random characters between Han characters at random places."""
    spots = [match.start() + 2 for match in re.finditer("(?=[\u4e00-\u9fff]{4})", text)]
    parts, spans, last = [], [], 0
    for at in sorted(draw.sample(spots, places)):
        parts += [text[last:at], "".join(draw.choices(stock, k=length))]
        end = sum(map(len, parts))
        spans.append((end - length, end))
        last = at
    return "".join(parts) + text[last:], spans


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--make", type=Path, metavar="DICT")
    parser.add_argument("--measure", type=Path, nargs="*", metavar="PATH")
    options = parser.parse_args()
    if options.make:
        TABLE.write_text(table(options.make.read_text("utf-8")), "utf-8")
    if options.measure is not None:
        files = [*sorted((ROOT / "examples/clean").glob("*.txt")), *options.measure]
        for row in measure({str(file): fold(file.read_text("utf-8")).text for file in files}):
            print(" | ".join(row))


if __name__ == "__main__":
    main()
