from __future__ import annotations

import pytest
from msgspec.structs import replace

from reportlint.checks import section_length
from reportlint.draft.forms import SectionForm
from reportlint.finding import NotAssessed, Observation, Severity
from reportlint.packs.schema import Pack
from support import content_of, words

PACK = Pack("sample", "样例", "1.0.0", "样例", outline=(SectionForm("a", "总况"),))
PARAMETERS = section_length.Parameters("a", maximum=10, aggregating=("county", ""), aggregating_maximum=15)


def run(body: str, kind: str) -> tuple[list[str], list[Observation | NotAssessed]]:
    content = content_of(f"一、总况\n{body}\n二、其他\n{'此处不算在内' * 9}。")
    content = replace(content, issuer=replace(content.issuer, kind=kind))
    outcomes = list(section_length.check(content, PARAMETERS, PACK))
    return words(content, outcomes), outcomes


@pytest.mark.parametrize(("count", "kind"), [(10, "department"), (15, "county"), (15, "")])
def test_as_long_as_it_may_be(count: int, kind: str) -> None:
    assert run("文" * count + "，2023。", kind) == ([], [])


@pytest.mark.parametrize(
    ("count", "kind", "limit"), [(11, "department", None), (16, "county", Severity.INFO), (16, "", Severity.INFO)]
)
def test_longer_than_that(count: int, kind: str, limit: Severity | None) -> None:
    found, (seen,) = run("文" * count + "，2023。", kind)
    assert found == ["一、总况"]
    assert f"{count}个汉字" in seen.message.text()
    assert seen.at_most is limit


def test_text_under_sub_headings_counts_and_tables_do_not() -> None:
    assert run("（一）发布\n（二）申请\n文字，文字。\n" + "| 甲乙 | 1 |\n" * 9, "department") == ([], [])
    assert run("（一）发布\n好。\n（二）申请\n很好的。", "department")[0] == []
    assert run("（一）发布\n好。\n（二）申请\n也很好的。", "department")[0] == ["一、总况"]


def test_no_section_is_not_assessed() -> None:
    (seen,) = section_length.check(content_of("一、另外\n平稳。"), PARAMETERS, PACK)
    assert isinstance(seen, NotAssessed)
