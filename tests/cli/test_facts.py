"""`reportlint facts`: tables that a spreadsheet cannot be tricked by."""

from __future__ import annotations

import csv
import io
import json

import pytest

pytestmark = pytest.mark.usefixtures("drafts", "engine")


def test_csv_holds_no_formulas_and_leaves_numbers_alone(run) -> None:
    status, out, err = run("facts", "净.txt")
    assert (status, err) == (0, "")
    assert list(csv.reader(io.StringIO(out))) == [
        ["path", "label", "value", "excerpt"],
        ["净.txt", "'=1+1", "-3", "+36"],
        ["净.txt", "'＠宏", "1～2", "'-收到\n3 件"],
        ["净.txt", "新收", "97.25%", 'a"b'],
    ]


@pytest.mark.parametrize("text", ["=A1", "+A1", "-A1", "@A1", "\tx", "\nx", "＝A1", "-1+2", "+36-A1"])
def test_every_way_to_begin_a_formula(text: str) -> None:
    from reportlint.cli.facts import _cell

    assert _cell(text) == f"'{text}"


def test_json(run) -> None:
    document = json.loads(run("facts", "净.txt", "--format", "json").out)
    assert document["schema"] == 1
    assert document["facts"][0] == {"path": "净.txt", "label": "=1+1", "value": "-3", "excerpt": "+36"}


def test_unreadable_drafts_are_named_and_the_others_kept(run) -> None:
    status, out, err = run("facts", "坏.txt", "净.txt")
    assert status == 2
    assert err == "坏.txt: 二进制文件\n"
    assert out.count("净.txt") == 3


def test_a_carriage_return_starts_no_row() -> None:
    import csv
    import io

    from reportlint.cli.facts import _write_csv

    out = io.StringIO()
    _write_csv([{"text": "收到\r=1+1"}, {"text": "\r=1"}], ["text"], out)
    assert "\r" not in out.getvalue()
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [["text"], ["收到\n=1+1"], ["'\n=1"]]
