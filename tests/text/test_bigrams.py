import pytest

from reportlint.text.bigrams import frequency, likelihood, line_of


def test_words_are_likely_and_other_pairs_are_not() -> None:
    assert likelihood("政", "府") > likelihood("政", "纪") > 0
    assert likelihood("府", "乌") == 0
    assert frequency("一") > frequency("府") > frequency("匙") > 0


@pytest.mark.parametrize("char", ["A", "1", ".", "\U00020000", "#", ""])
def test_what_is_no_common_han_character_is_unknown(char: str) -> None:
    assert frequency(char) == 0
    assert likelihood(char, "府") == 0
    assert likelihood("政", char or "?") == 0


def test_a_line_keeps_the_order_of_what_it_was_made_of() -> None:
    line = line_of("政", 0.001, {"府": 0.5, "法": 0.01, "务": 0.3})
    assert line.startswith("政69")
    assert line.index("府") < line.index("务") < line.index("法")
