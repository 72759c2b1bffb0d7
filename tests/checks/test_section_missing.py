from __future__ import annotations

import pytest

from reportlint.checks import section_missing
from reportlint.draft.forms import SectionForm
from reportlint.finding import Severity
from reportlint.packs.schema import Pack
from support import check_text, content_of, expect, run_rule

RULE = "missing-section"
WHOLE = {
    "主动公开": "一、主动公开情况\n主动公开政府信息30条。\n",
    "依申请公开": "二、依申请公开情况\n收到申请2件。\n",
    "收费": "三、收费及减免情况\n没有收取费用。\n",
    "复议": "四、行政复议和行政诉讼情况\n没有发生。\n",
    "问题": "五、存在的问题及改进措施\n公开不够及时。\n",
    "其他": "六、其他需要报告的事项\n无。\n",
}


def missing(text: str) -> list[tuple[str, Severity]]:
    return [(finding.message, finding.severity) for finding in check_text(text, RULE)]


def test_a_whole_report_misses_nothing() -> None:
    assert missing("".join(WHOLE.values())) == []


@pytest.mark.parametrize(
    ("left_out", "title"),
    [
        ("主动公开", "主动公开政府信息的情况"),
        ("收费", "政府信息公开的收费及减免情况"),
        ("复议", "因政府信息公开申请行政复议、提起行政诉讼的情况"),
        ("问题", "政府信息公开工作存在的主要问题及改进情况"),
    ],
)
def test_a_statutory_section_is_an_error(left_out: str, title: str) -> None:
    ((message, severity),) = missing("".join(text for name, text in WHOLE.items() if name != left_out))
    assert f"“{title}”" in message
    assert "条例第三十二条" in message
    assert severity is Severity.ERROR


def test_a_customary_section_is_a_warning() -> None:
    ((message, severity),) = missing("".join(text for name, text in WHOLE.items() if name != "其他"))
    assert "其他需要报告的事项" in message
    assert severity is Severity.WARNING


def test_a_paragraph_will_do() -> None:
    text = WHOLE | {"收费": "", "复议": "四、办理情况\n未收取任何费用，没有发生行政复议、行政诉讼。\n"}
    assert missing("".join(text.values())) == []


def test_what_the_preamble_announces_does_not_count() -> None:
    text = "本报告包括主动公开、收费及减免等部分，未收取费用。\n" + "".join(WHOLE.values()).replace(WHOLE["收费"], "")
    assert len(missing(text)) == 1


def test_the_finding_is_about_the_whole_draft() -> None:
    (finding,) = expect("".join(WHOLE.values()).replace(WHOLE["收费"], ""), RULE)
    assert finding.span is None
    assert finding.excerpt == ""


def test_a_pack_without_an_outline_is_not_assessed(check) -> None:
    (outcome,) = check("section_missing", "平稳。")
    assert "提纲" in outcome.reason.text()


def test_the_rule_is_accounted_for() -> None:
    _, assessment = run_rule("".join(WHOLE.values()), RULE)
    assert assessment.passed == (f"annual-report-2014/{RULE}",)


def test_headings_without_numbers_are_headings() -> None:
    assert missing("".join(section[2:] for section in WHOLE.values())) == []


def test_one_heading_may_name_several_sections() -> None:
    joint = "二、依申请公开、收费、复议和诉讼情况\n没有发生。\n"
    assert missing(WHOLE["主动公开"] + joint + WHOLE["问题"] + WHOLE["其他"]) == []


def test_a_draft_without_headings_is_searched_whole() -> None:
    text = "全年主动公开政府信息30条，收到申请2件。未收取费用，没有发生行政复议。公开还存在不及时的问题。"
    assert [severity for _, severity in missing(text)] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("section", "title"),
    [
        ("主动公开", "政府信息主动公开的基本情况"),
        ("主动公开", "信息公开的内容与形式"),
        ("收费", "政府信息公开费用收取和免除情况"),
        ("问题", "薄弱环节与下步措施"),
        ("问题", "工作中的困难与下一步打算"),
        ("其他", "其他需说明的情况"),
        ("其他", "备注"),
    ],
)
def test_headings_by_meaning(section: str, title: str) -> None:
    whole = WHOLE | {section: f"一、{title}\n有关工作平稳。\n"}
    assert missing("".join(whole.values())) == []


def section(name: str, title: str) -> SectionForm:
    return SectionForm(name, title, required="statutory")


def test_where_it_belongs_is_shown_and_what_its_absence_shows_in_is_explained() -> None:
    report = "报告\n本报告由概述、主动公开情况、收费情况组成。\n一、主动公开情况\n有。\n三、收费情况\n有。"
    forms = (section("a", "主动公开情况"), section("b", "依申请公开情况"), section("c", "收费情况"))
    content = content_of(report)
    (seen,) = section_missing.check(content, section_missing.Parameters(), Pack("样", "样", "1", "样", outline=forms))
    assert [note.message.text() for note in seen.notes] == ["应在“收费情况”之前"]
    assert [content.text[span.start : span.end] for span in seen.explains] == ["三、"]


def test_the_only_stranger_at_its_place_may_be_it() -> None:
    forms = (section("a", "甲情况"), section("b", "乙情况"), section("c", "丙情况"))
    content = content_of("一、甲情况\n有。\n二、丁\n有。\n三、丙情况\n有。")
    (seen,) = section_missing.check(content, section_missing.Parameters(), Pack("样", "样", "1", "样", outline=forms))
    assert "“丁”" in seen.notes[-1].message.text()
    assert any(content.text[span.start : span.end] == "二、丁" for span in seen.explains)
