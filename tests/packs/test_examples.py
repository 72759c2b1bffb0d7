from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_packs import CHECKS, RULE, Words, write

from reportlint.finding import Finding, Related, Severity
from reportlint.packs import load, yaml
from reportlint.packs.examples import MarkError, offset_written, parse_marks, run, written
from reportlint.positions import Lines, Range, SourceSpan

if TYPE_CHECKING:
    from reportlint.packs.schema import Example


@pytest.mark.parametrize(
    ("text", "plain", "marked"),
    [
        ("甲【乙】丙", "甲乙丙", ["乙"]),
        ("【甲】乙【丙】", "甲乙丙", ["甲", "丙"]),
        ("甲【】乙", "甲乙", [""]),
        ("【【甲】】", "【甲】", []),
        ("【甲【【乙】", "甲【乙", ["甲【乙"]),
        ("甲", "甲", []),
    ],
)
def test_marks(text: str, plain: str, marked: list[str]) -> None:
    found, spans = parse_marks(text)
    assert (found, [found[start:end] for start, end in spans]) == (plain, marked)


@pytest.mark.parametrize(("text", "offset"), [("甲【乙", 1), ("甲】乙", 1), ("【甲【乙】", 2), ("【甲】乙】", 4)])
def test_odd_marks(text: str, offset: int) -> None:
    with pytest.raises(MarkError) as error:
        parse_marks(text)
    assert error.value.offset == offset


@given(st.lists(st.tuples(st.text("甲乙【】", max_size=4), st.text("丙丁", min_size=1, max_size=4)), max_size=4))
def test_marks_round_trip(pieces: list[tuple[str, str]]) -> None:
    def doubled(text: str) -> str:
        return text.replace("【", "【【").replace("】", "】】")

    text = "".join(f"{doubled(outside)}、【{inside}】、" for outside, inside in pieces)
    plain, spans = parse_marks(text)
    assert plain == "".join(f"{outside}、{inside}、" for outside, inside in pieces)
    assert [plain[start:end] for start, end in spans] == [inside for _, inside in pieces]


def finding(text: str, *words: str) -> Finding:
    """Return a finding on the first word, related to the others; no word: about the whole draft."""
    ranges: list[Range | None] = [
        Lines(text).range(SourceSpan(text.index(word), text.index(word) + len(word))) for word in words
    ]
    related = tuple(Related("又见", place) for place in ranges[1:])
    return Finding("sample/r", "words", Severity.ERROR, "题", "错了", ranges[0] if ranges else None, "", "", related)


def outcome(tmp_path, bad: str, found: list[tuple[str, ...]]) -> tuple[bool, str]:
    """Try one bad example against a lint that finds the given words; return ok and message."""
    pack = load(
        write(tmp_path / "sample", rules=RULE.replace("'【错字】'", f"'{bad}'")), checks=CHECKS, use_cache=False
    )

    def lint(text: str, *_: object) -> list[Finding]:
        return [] if text == "正字" else [finding(text, *words) for words in found]

    (result,) = [one for one in run([pack], lint) if one.kind == "bad"]
    return result.ok, result.message


@pytest.mark.parametrize(
    ("bad", "found", "message"),
    [
        ("【甲】乙", [("甲",)], ""),
        ("【甲】乙", [("甲乙",)], ""),
        ("【甲】乙", [("乙",)], "漏报：“甲”"),
        ("【甲】乙【丙】", [("甲",)], "漏报：“丙”"),
        ("【甲】乙【丙】", [("甲", "丙")], ""),
        ("【甲】乙【丙】", [("甲",), ("丙",)], ""),
        ("【甲】乙", [()], "漏报：“甲”"),
        ("甲乙", [()], ""),
        ("甲乙", [], "漏报：没有任何发现"),
        ("甲【】乙", [("甲",)], ""),
        ("甲乙【】", [("甲",)], "漏报：“”"),
    ],
)
def test_bad_examples(tmp_path, bad: str, found: list[tuple[str, ...]], message: str) -> None:
    assert outcome(tmp_path, bad, found) == (not message, message)


def test_good_examples_and_what_lint_is_given(tmp_path) -> None:
    text = RULE.replace("good: [正字]", "good: [正字, {text: 错字, year: 2019}]")
    other = text.replace("id: sample-rule", "id: idle\n    status: off")[len("rules:\n") :]
    pack = load(write(tmp_path / "sample", rules=text + other), checks=CHECKS, use_cache=False)
    calls = []

    def lint(text: str, pack, rule: str, example: Example) -> list[Finding]:
        calls.append((text, rule, example.year))
        pattern = pack.rules[0].parameters_as(Words).patterns[0]
        return [finding(text, match[0]) for match in pattern.finditer(text)]

    results = list(run([pack, pack], lint))
    assert calls == [
        ("正字", "sample/sample-rule", None),
        ("错字", "sample/sample-rule", 2019),
        ("错字", "sample/sample-rule", None),
    ]  # fmt: skip
    assert [(one.kind, one.number, one.ok, one.message) for one in results] == [
        ("good", 1, True, ""), ("good", 2, False, "多报：错了"), ("bad", 1, True, ""),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.text("甲乙【】", max_size=4), st.text("丙丁【】", max_size=3)), max_size=4))
def test_every_character_is_found_where_it_is_written(pieces: list[tuple[str, str]]) -> None:
    def doubled(text: str) -> str:
        return text.replace("【", "【【").replace("】", "】】")

    written = "".join(f"{doubled(outside)}、【、{doubled(inside)}、】、" for outside, inside in pieces)
    plain, _ = parse_marks(written)
    for offset, char in enumerate(plain):
        assert written[offset_written(written, offset)] == char


def test_spans_of_what_was_missed_and_found_too_much(tmp_path) -> None:
    text = RULE.replace("good: [正字]", "good: [正字错]").replace("'【错字】'", "'正【字】'")
    pack = load(write(tmp_path / "sample", rules=text), checks=CHECKS, use_cache=False)

    def lint(text: str, *_: object) -> list[Finding]:
        return [finding(text, "正")]

    good, bad = run([pack], lint)
    assert (good.ok, good.spans) == (False, (SourceSpan(0, 1),))
    assert (bad.ok, bad.spans) == (False, (SourceSpan(1, 2),))
    assert list(run([pack], lint, only={"sample/other"})) == []


@pytest.mark.parametrize(("kind", "number", "text"), [("good", 1, "正字"), ("bad", 1, "【错字】"), ("bad", 2, None)])
def test_where_an_example_is_written(kind: str, number: int, text: str | None) -> None:
    root, _ = yaml.parse(RULE, "rules.yaml")
    assert root is not None
    node = written(root, "sample-rule", kind, number)
    assert (node.text if node else None) == text
