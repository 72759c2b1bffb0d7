import msgspec
import pytest

TERMS = {"截止": "截至", "截止到": "截至", "二个": "两个", "其它": "其他", "帐户": "账户"}
RULE = {"terms": TERMS, "followed_by": {"截止": ["1", "2", "目前"]}, "except": {"二个": ["十二个", "第二个"]}}


def test_the_right_word_is_named_and_written(expect) -> None:
    (seen,) = expect("wording", "【其它】情形3件。", **RULE)
    assert seen.message.text() == "“其它”应为“其他”"
    assert seen.fix.safe
    assert seen.fix.edits[0].replacement == "其他"


def test_the_longest_term_wins(expect) -> None:
    (seen,) = expect("wording", "【截止到】2018年底。", **RULE)
    assert seen.fix.edits[0].replacement == "截至"


def test_a_term_may_depend_on_what_follows(expect) -> None:
    expect("wording", "截止日期为9月30日，【截止】目前未到，至12月31日截止。", **RULE)


def test_longer_right_words_are_spared(expect) -> None:
    expect("wording", "十二个方面、第二个部门、【二个】问题。", **RULE)


def test_titles_and_tables_are_left_alone(expect) -> None:
    expect("wording", "印发《其它规定》。\n" + "| 其它 | 1 | 2 |\n" * 4, **RULE)


def test_what_only_folding_makes_wrong_is_right(check) -> None:
    assert check("wording", "開立銀行帳戶。", **RULE) == []


def test_traditional_text_is_not_mended_with_simplified_characters(check) -> None:
    (seen,) = check("wording", "其它情況說明。", **RULE)
    assert seen.fix is None


@pytest.mark.parametrize(
    "values",
    [
        {"terms": {"其它": "其他"}, "except": {"撤消": ["撤消失"]}},
        {"terms": {"其它": "其他"}, "except": {"其它": ["其他们"]}},
        {"terms": {"其它": "其他"}, "followed_by": {"撤消": ["了"]}},
    ],
)
def test_entries_that_could_never_apply_are_refused(parameters, values) -> None:
    with pytest.raises(msgspec.ValidationError):
        parameters("wording", values)
