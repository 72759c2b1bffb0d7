from __future__ import annotations

from reportlint.checks import report_kind
from reportlint.finding import NotAssessed, Observation
from support import content_of, pack_named

PACK = pack_named("work-summary")
PARAMETERS = report_kind.Parameters("政府信息公开工作年度报告")
TEXT = "青石县2016年政务公开工作总结\n一、做法\n有。"


def test_a_pack_that_the_draft_chose() -> None:
    content = content_of(TEXT, pack=PACK)
    (seen,) = report_kind.check(content, PARAMETERS, PACK)
    assert isinstance(seen, Observation)
    assert content.text[slice(*seen.span)] == "青石县2016年政务公开工作总结"
    assert "不是政府信息公开工作年度报告" in seen.message.text()
    assert "--pack work-summary" in seen.message.text("en")


def test_a_pack_that_the_user_named_is_never_questioned() -> None:
    (seen,) = report_kind.check(content_of(TEXT, pack=PACK, named=True), PARAMETERS, PACK)
    assert isinstance(seen, NotAssessed)


def test_without_a_title_the_first_line_is_shown() -> None:
    content = content_of("现将有关情况汇报如下。\n一、做法\n有。", pack=PACK)
    (seen,) = report_kind.check(content, PARAMETERS, PACK)
    assert content.text[slice(*seen.span)] == "现将有关情况汇报如下。"
