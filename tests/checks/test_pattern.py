import msgspec
import pytest

from reportlint.finding import NotAssessed, Observation

UNIT = {"patterns": ["(?P<unit>[人件])/次"], "message": "“{match}”应为“{unit}次”", "replace": "{unit}次"}


def test_every_match_is_one_observation_with_its_words(expect) -> None:
    first, second = expect("pattern", "回应热点20【人/次】，受理30【件/次】。", **UNIT)
    assert first.message.text() == "“人/次”应为“人次”"
    assert second.fix.edits[0].replacement == "件次"
    assert second.fix.safe


def test_overlapping_matches_are_one(expect) -> None:
    expect("pattern", "公开【信息信息】条。", patterns=["信息", "信息信息"], message="{match}")


def test_an_exception_spares_what_it_touches(expect) -> None:
    expect("pattern", "格式为“××县”，由【××】县负责。", patterns=["××"], message="{match}", except_=["“[^”]*”"])


def test_prose_leaves_tables_alone_and_all_does_not(expect) -> None:
    table = "".join(f"| 某某{row} | {row} |\n" for row in range(8))
    marked = "".join(f"| 【某某】{row} | {row} |\n" for row in range(8))
    expect("pattern", f"由【某某】局负责。\n{table}", patterns=["某某"], message="{match}")
    expect("pattern", f"由【某某】局负责。\n{marked}", patterns=["某某"], message="{match}", where="all")


def test_quoted_titles_and_addresses_are_skipped_unless_told(expect) -> None:
    expect("pattern", "印发《关于其它事项的通知》，【其它】另行通知。", patterns=["其它"], message="{match}")
    expect(
        "pattern",
        "印发《关于【其它】事项的通知》，【其它】另行通知。",
        patterns=["其它"],
        message="{match}",
        skip_zones=False,
    )


def test_headings_and_head(expect) -> None:
    text = "其它说明。\n一、【其它】情况\n其它没有。"
    expect("pattern", text, patterns=["其它"], message="{match}", where="headings")
    expect("pattern", "【其它】说明。\n一、其它情况\n其它没有。", patterns=["其它"], message="{match}", where="head")


def test_source_sees_what_folding_removes(expect) -> None:
    expect("pattern", "更新【１２】次，发布12条。", patterns=["[０-９]+"], message="{match}", where="source")
    expect("pattern", "更新１２次。", patterns=["[０-９]+"], message="{match}")


def test_once_gathers_the_others_as_notes(check) -> None:
    (seen,) = check("pattern", "其它" * 14, patterns=["其它"], message="{match}", once=True, replace="其他")
    assert seen.span == (0, 2)
    assert seen.message.text() == "其它（共14处）"
    assert len(seen.notes) == 10
    assert len(seen.fix.edits) == 14


def test_the_report_year(check) -> None:
    rule = {"patterns": ["{year}年将"], "message": "{match}"}
    (unknown,) = check("pattern", "平稳。", **rule)
    assert isinstance(unknown, NotAssessed)
    (seen,) = check("pattern", "统计期限为2019年1月1日至12月31日。2018年将。2019年将。", **rule)
    assert isinstance(seen, Observation)
    assert seen.message.text() == "2019年将"


def test_a_fix_never_writes_simplified_into_traditional_text(check) -> None:
    rule = {"patterns": ["撤消"], "message": "{match}", "replace": "撤销"}
    (simplified,) = check("pattern", "撤消决定。", **rule)
    (traditional,) = check("pattern", "撤消決定。", **rule)
    assert simplified.fix is not None
    assert traditional.fix is None


def test_messages_quote_the_draft_in_its_own_script(check) -> None:
    (seen,) = check("pattern", "政務公開。", patterns=["公开"], message="“{match}”")
    assert seen.message.text() == "“公開”"


def test_the_second_copy_of_a_passage_is_left_to_another_rule(expect) -> None:
    line = "加强业务学习和培训，注重横向联系、纵向指导，把其它各项任务落到实处，接受群众监督。"
    expect("pattern", line.replace("其它", "【其它】") + "\n" + line, patterns=["其它"], message="{match}")


def test_groups_in_look_arounds_quote_the_neighbours(check) -> None:
    rule = {
        "patterns": ["(?<=(?P<before>[^\\n]{0,2}))%(?=(?P<after>[^\\n]{0,2}))"],
        "message": "{before}{match}{after}",
    }
    (seen,) = check("pattern", "办结率%，均已。", **rule)
    assert seen.message.text() == "结率%，均"


def test_a_name_that_is_no_group_is_refused(parameters) -> None:
    with pytest.raises(msgspec.ValidationError, match="unit"):
        parameters("pattern", {"patterns": ["人/次"], "message": "{unit}"})
