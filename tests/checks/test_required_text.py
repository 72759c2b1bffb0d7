from __future__ import annotations

import pytest

from checks.conftest import parameters_of
from reportlint.checks import required_text
from reportlint.draft.forms import SectionForm
from reportlint.finding import NotAssessed
from reportlint.packs.schema import Pack
from support import content_of, pack_named

PACK = Pack("sample", "样例", "1.0.0", "样例", outline=(SectionForm("fees", "收费情况"),))
RULE = {"patterns": ["未收取", "收取[^。]{0,20}元"], "message": "没有说明收费情况"}


def test_any_of_the_patterns_will_do(check) -> None:
    assert check("required_text", "一、收费情况\n全年未收取费用。", **RULE) == []
    assert check("required_text", "一、收费情况\n全年收取费用50元。", **RULE) == []


def test_text_missing_everywhere_is_about_the_whole_draft(check) -> None:
    (seen,) = check("required_text", "一、收费情况\n按规定执行。", **RULE)
    assert seen.span is None
    assert seen.message.text() == "没有说明收费情况"


def test_text_missing_in_a_section_is_about_its_heading(check) -> None:
    text = "一、概述\n全年未收取费用。\n二、收费情况\n按规定执行。"
    (seen,) = check("required_text", text, where="fees", pack=PACK, **RULE)
    assert text[slice(*seen.span)] == "二、收费情况"


def test_no_such_section_is_not_assessed(check) -> None:
    (seen,) = check("required_text", "一、概述\n平稳。", where="fees", pack=PACK, **RULE)
    assert isinstance(seen, NotAssessed)


def test_the_head_ends_at_the_first_heading(check) -> None:
    assert check("required_text", "未收取费用。\n一、概述\n平稳。", where="head", **RULE) == []
    assert len(check("required_text", "平稳。\n一、概述\n未收取费用。", where="head", **RULE)) == 1


def test_an_unknown_year_is_not_assessed(check) -> None:
    (seen,) = check("required_text", "平稳。", patterns=["{year}年度"], message="没有写明年度")
    assert isinstance(seen, NotAssessed)


STAFF = "\n二、附表\n（三）从事政府信息公开工作人员数 人 {}\n1．专职人员数 人 1\n2．兼职人员数 人 1\n"


def conditional(text: str) -> list[object]:
    pack = pack_named("annual-report-2014")
    parameters = parameters_of("required_text", {**RULE, "when": "staff > 2"})
    return list(required_text.check(content_of(text, pack=pack), parameters, pack))


@pytest.mark.parametrize(("staff", "found"), [("3", 1), ("2", 0)])
def test_it_is_asked_for_only_where_the_condition_holds(staff: str, found: int) -> None:
    assert len(conditional("一、概述\n平稳。" + STAFF.format(staff))) == found


def test_a_condition_that_nothing_settles_is_not_assessed() -> None:
    (seen,) = conditional("一、概述\n平稳。")
    assert isinstance(seen, NotAssessed)
