import msgspec
import pytest

PAIRS = ["“”", "‘’", "《》", "（）"]


@pytest.mark.parametrize(
    "text",
    [
        "按照【“】谁公开、谁负责的原则。",
        "推进“放管服”改革【”】。",
        "修订《办法【（】试行》。",
        "共3项【）】，印发【《】通知。",
        "建设中的【“】一条街“全省首家。",
    ],
)
def test_a_mark_without_its_partner(expect, text) -> None:
    expect("marks", text, pairs=PAIRS)


@pytest.mark.parametrize(
    "text",
    [
        "按照“谁公开、谁负责”的原则，修订《办法（试行）》（含附件（一）、（二）和附件1）。",
        "主要有：1）网站；2）公众号。\n3）公报。\na）其他。",
        "会议指出：“坚持公开为常态。\n“坚持便民。\n“坚持依法。”",
        "根据《格式》（国办公开办函\n〔2000〕3号）要求。",
        "举办’98音乐会，it’s 2000人参加。",
    ],
)
def test_pairs_labels_and_apostrophes(check, text) -> None:
    assert check("marks", text, pairs=PAIRS) == []


def test_one_observation_a_paragraph_and_pair(expect) -> None:
    expect("marks", "甲【（】乙（丙《丁》。\n【（】戊。", pairs=PAIRS)


def test_tables_are_left_alone(check) -> None:
    assert check("marks", "| （一 | 1 | 2 |\n" * 4, pairs=PAIRS) == []


@pytest.mark.parametrize("pair", ["“", "““", "“”‘"])
def test_what_is_no_pair_is_refused(parameters, pair) -> None:
    with pytest.raises(msgspec.ValidationError):
        parameters("marks", {"pairs": [pair]})
