"""The JSON contract: keys, their order, counts, characters."""

from __future__ import annotations

import io
import json

import pytest
from msgspec.structs import replace

from reportlint import writers
from reportlint.finding import FileResult
from reportlint.writers import Options

from .sample import SAMPLE


def _document(*results: FileResult) -> dict:
    out = io.StringIO()
    writers.find("json").write(results, out, Options())
    return json.loads(out.getvalue())


def test_keys_stand_in_the_order_of_the_contract() -> None:
    document = _document(*SAMPLE)
    file = document["files"][0]
    finding = file["findings"][2]
    assert list(document) == ["schema", "tool", "positions", "files", "summary"]
    assert list(file) == [
        "path", "format", "encoding", "pack", "report_year", "notice", "failure", "findings", "assessed",
    ]  # fmt: skip
    assert list(finding) == [
        "rule", "check", "severity", "title", "message", "span", "location", "excerpt", "related", "evidence", "fix",
        "basis", "fingerprint", "waived", "baseline",
    ]  # fmt: skip
    assert list(finding["evidence"]) == ["left", "right", "formula", "values", "suspects"]
    assert list(finding["evidence"]["values"][0]) == ["indicator", "value", "span"]
    assert list(finding["evidence"]["suspects"][0]) == ["indicator", "value", "expected", "reason"]


def test_spans_point_at_the_excerpt() -> None:
    for finding in _document(*SAMPLE)["files"][0]["findings"]:
        if finding["span"]:
            start, end = (finding["span"][side]["offset"] for side in ("start", "end"))
            assert SAMPLE[0].text[start:end] == finding["excerpt"] != ""


def test_summary_counts_what_is_not_waived() -> None:
    assert _document(*SAMPLE)["summary"] == {"files": 3, "failures": 1, "error": 3, "warning": 3, "info": 1}


def test_assessed_lists_what_was_not() -> None:
    assert _document(*SAMPLE)["files"][0]["assessed"] == {
        "passed": 41,
        "found": 8,
        "not_assessed": [
            {"rule": "sample/fees", "reason": "草稿里没有收费情况表"},
            {"rule": "sample/carry-over", "reason": "没有给出上年报告"},
        ],
    }


def test_a_name_that_is_not_text_survives_the_stream() -> None:
    result = replace(SAMPLE[2], path="坏\udcff名.txt")
    data = io.BytesIO()
    out = io.TextIOWrapper(data, encoding="utf-8", errors="backslashreplace")
    writers.find("json").write([result], out, Options())
    out.flush()
    assert json.loads(data.getvalue())["files"][0]["path"] == "坏\udcff名.txt"


@pytest.mark.parametrize("form", ["json", "concise", "github"])
def test_a_notice_is_in_every_format(form: str) -> None:
    out = io.StringIO()
    writers.find(form).write([FileResult("a.txt", notice="只查文字")], out, Options())
    assert "只查文字" in out.getvalue()
