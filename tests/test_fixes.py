"""Mending a draft: what is fixed is not found again, and nothing else changes by a byte."""

from __future__ import annotations

import codecs
import importlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportlint import Linter, fixes, readers
from reportlint.errors import ReadError
from reportlint.fixes import fixable, mend
from reportlint.positions import Change

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(str(Path(__file__).parent.parent / "benchmarks"))
    faults = importlib.import_module("_text_faults")
    accuracy, reports = importlib.import_module("accuracy"), importlib.import_module("reports")

LINTER = Linter()
DRAFT = """青石县2016年政府信息公开工作年度报告
一、概述
截止2016年12月31日,全县公开信息30条。。根据市政办发[2016]8号文件,推进（公开）公开的的工作。
"""
MENDED = """青石县2016年政府信息公开工作年度报告
一、概述
截至2016年12月31日，全县公开信息30条。根据市政办发〔2016〕8号文件，推进（公开）公开的的工作。
"""
ENCODERS = {
    "utf-8": str.encode,
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-16-le": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16-be": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "gb18030": lambda text: text.encode("gb18030"),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ENCODERS)
def test_encoding_and_line_ends_stay(encoding: str, end: str) -> None:
    encode = ENCODERS[encoding]
    mended = mend(LINTER, "a.txt", encode(DRAFT.replace("\n", end)))
    assert mended.data == encode(MENDED.replace("\n", end))
    assert mended.applied["official-writing/document-number-format"] == 1


def test_mending_twice_changes_nothing_more() -> None:
    once = mend(LINTER, "a.txt", DRAFT.encode(), unsafe=True)
    twice = mend(LINTER, "a.txt", once.data, unsafe=True)
    assert (twice.data, dict(twice.applied)) == (once.data, {})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.sampled_from(sorted(faults.CLASSES)), st.booleans())
def test_what_was_fixed_is_not_found_again(seed: int, name: str, unsafe: bool) -> None:
    report = reports.make_report(2021, 2022, seed, "county")
    fault = faults.CLASSES[name](report, random.Random(seed))
    if fault is None:
        return
    data = reports.render(fault.report, "text_pipe").encode()
    mended = mend(LINTER, "a.txt", data, unsafe=unsafe)
    assert mend(LINTER, "a.txt", mended.data, unsafe=unsafe).data == mended.data
    assert not fixable(mended.result.findings, unsafe=unsafe)


def test_nothing_outside_the_edits_changes() -> None:
    before, after = DRAFT.splitlines(), mend(LINTER, "a.txt", DRAFT.encode()).data.decode().splitlines()
    assert before[:2] == after[:2]
    assert len(before) == len(after)


def test_a_wrong_cell_is_mended_only_when_asked_for() -> None:
    report = reports.make_report(2021, 2023, seed=5, kind="county")
    right = reports.render(report, "text_pipe")
    wrong = reports.render(report.with_cell("requests", "closed", "total", "987654"), "text_pipe")
    assert mend(LINTER, "a.txt", wrong.encode()).data == wrong.encode()
    assert mend(LINTER, "a.txt", wrong.encode(), unsafe=True).data == right.encode()


def test_markdown_keeps_its_markup() -> None:
    text = "# 青石县2016年政府信息公开工作年度报告\n\n## 一、概述\n\n**截止2016年12月31日**，据[通知](a.md)（市政办发[2016]8号）。\n"
    mended = mend(LINTER, "a.md", text.encode()).data.decode()
    assert mended == text.replace("截止", "截至").replace("[2016]8号", "〔2016〕8号")


def test_fixes_that_meet_are_made_in_turn() -> None:
    edits = Change(3, 5, ""), Change(5, 6, "")
    assert not fixes._meet(*edits)
    assert fixes._meet(Change(3, 5, ""), Change(4, 4, "x"))
    assert fixes._meet(Change(3, 5, ""), Change(4, 9, ""))


def test_a_format_that_cannot_be_mended_is_said_to_be_one() -> None:
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in DRAFT.splitlines())}</body></html>"
    with pytest.raises(ReadError, match="就地修改"):
        mend(LINTER, "a.html", page.encode())


def test_a_character_that_the_encoding_lacks_leaves_the_file_alone() -> None:
    data = "青石縣公開信息三十條，工作平穩，成效明顯。".encode("big5")
    file = fixes._TextFile.read("a.txt", data, readers.read("a.txt", data))
    with pytest.raises(ReadError, match="big5"):
        file.changed([Change(0, 1, "镕")])


def test_bytes_that_cannot_be_written_back_are_left_alone() -> None:
    data = codecs.BOM_UTF32_BE + DRAFT.encode("utf-32-be")
    with pytest.raises(ReadError, match="写回"):
        mend(LINTER, "a.txt", data)


def test_personal_data_do_not_show_in_the_texts_to_compare() -> None:
    text = DRAFT + "申请人王小明（手机13900001234）已答复。\n"
    mended = mend(LINTER, "a.txt", text.encode())
    assert "13900001234" in mended.data.decode()
    assert "13900001234" not in mended.before + mended.after
    assert "王小明" not in mended.before + mended.after
