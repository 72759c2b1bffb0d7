import re

from reportlint.text.variants import fold
from reportlint.text.words import words


def test_every_entry_is_two_han_characters() -> None:
    assert [word for word in words() if not re.fullmatch("[\u4e00-\u9fff]{2}", word)] == []


def test_every_entry_can_stand_in_folded_text() -> None:
    assert [word for word in words() if fold(word).text != word] == []


def test_common_words_are_known() -> None:
    assert {"政府", "信息", "公开", "督查"} <= words()
    assert "督督" not in words()
