from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.insertions import insertions

SENTENCE = "全年通过政府网站主动公开信息，充分利用新媒体发布解读材料，方便群众查询办事指南。"


@pytest.mark.parametrize("junk", ["击谅枣", "乌匙", "她誉狱", "阀糊钻棱", "膠巴阿驼棱"])
@pytest.mark.parametrize("at", [3, 9, 21])
def test_characters_that_do_not_belong(junk: str, at: int) -> None:
    (found,) = insertions(SENTENCE[:at] + junk + SENTENCE[at:], 1.0)
    assert found.span.start <= at + 1
    assert found.span.end >= at + len(junk) - 1


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "坚持谁建谁管谁所有，做到应公开尽公开、应上网尽上网。",
        "由王小虎、欧阳锋负责政务微信、政务微博。",
        "如有疑问，请联系柳汀镇办公室（地址：柳汀镇琅琊路）。",
        "旧账新账分得清，说得明。",
        "",
        "甲",
        "。。。",
    ],
)
def test_what_a_writer_wrote(text: str) -> None:
    assert insertions(text, 4.0) == []


def test_at_most_as_many_characters_as_asked_for() -> None:
    text = SENTENCE[:21] + "击谅枣钻棱" + SENTENCE[21:]
    assert all(one.span.end - one.span.start <= 2 for one in insertions(text, 1.0, maximum=2))


@given(st.text(alphabet="政府公开信息击谅枣。1a\n", max_size=200))
def test_insertions_are_disjoint_in_order_and_han(text: str) -> None:
    found = insertions(text, 0.0)
    assert all(one.span.end < other.span.start for one, other in pairwise(found))
    assert all("\u4e00" <= char <= "\u9fff" for one in found for char in text[slice(*one.span)])
