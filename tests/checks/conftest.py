"""Drafts with 【】 marks where observations are expected, run through one check."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from reportlint import checks, readers
from reportlint.draft.content import Content
from reportlint.draft.understand import understand
from reportlint.finding import NotAssessed, Observation
from reportlint.packs.examples import parse_marks
from reportlint.packs.schema import Pack
from reportlint.positions import SourceSpan
from reportlint.text.patterns import Pattern

PACK = Pack("sample", "样例", "1.0.0", "样例")

Outcome = Observation | NotAssessed
Run = Callable[..., list[Outcome]]


def content_of(text: str, *, format: str = "text") -> Content:  # noqa: A002
    draft = readers.read("sample.txt", text.encode())
    return understand(msgspec.structs.replace(draft, format=format), (), ())


def parameters_of(name: str, values: dict[str, Any]) -> Any:
    kind = checks.find(name).Parameters
    return msgspec.convert(values, kind, dec_hook=lambda kind, value: Pattern(value) if kind is Pattern else value)


def run(name: str, text: str, *, format: str = "text", pack: Pack = PACK, **values: Any) -> list[Outcome]:  # noqa: A002
    """Run one check on a text; parameters as YAML has them (`except_` for the key `except`)."""
    values = {key.rstrip("_"): value for key, value in values.items()}
    return list(checks.find(name).check(content_of(text, format=format), parameters_of(name, values), pack))


def spans(content: Content, outcomes: list[Outcome]) -> list[SourceSpan]:
    """Return where the observations are, in the draft as written."""
    found = [outcome.span for outcome in outcomes if isinstance(outcome, Observation) and outcome.span is not None]
    return sorted(span if isinstance(span, SourceSpan) else content.folded.to_source(span) for span in found)


@pytest.fixture
def check() -> Run:
    return run


@pytest.fixture
def parameters() -> Callable[[str, dict[str, Any]], Any]:
    """Turn what YAML says into a check's parameters; raises `msgspec.ValidationError`."""
    return parameters_of


@pytest.fixture
def expect() -> Callable[..., list[Outcome]]:
    """Run one check and assert that it observes exactly what stands in 【】."""

    def verify(name: str, marked: str, **values: Any) -> list[Outcome]:
        text, marks = parse_marks(marked)
        outcomes = run(name, text, **values)
        found = spans(content_of(text), outcomes)
        assert [text[slice(*span)] for span in found] == [text[slice(*mark)] for mark in marks]
        assert found == marks
        return outcomes

    return verify
