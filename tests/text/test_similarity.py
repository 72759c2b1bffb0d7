from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.positions import Span
from reportlint.text import similarity
from reportlint.text.similarity import Passage, closest, repeated_passages

PARAGRAPH = "本街道坚持把窗口前移到社区，安排专人收集居民来信，逐条登记、逐条回访，并在月底向全体居民通报进度。"
OTHER = "下一年度将更换老旧的阅览设备，延长周末开放时间，邀请志愿者担任讲解，欢迎各界继续监督。"


def cut(text: str, span: Span) -> str:
    return text[span.start : span.end]


def only(text: str, **options: int) -> Passage:
    passages = repeated_passages(text, **options)
    assert len(passages) == 1
    return passages[0]


def test_a_paragraph_pasted_behind_itself() -> None:
    text = f"一、概况\n{PARAGRAPH}\n{PARAGRAPH}\n{OTHER}"
    passage = only(text)
    assert cut(text, passage.first) == cut(text, passage.second) == PARAGRAPH
    assert passage.similarity == 1
    assert passage.differences == ()
    assert passage.second.start == passage.first.end + 1


def test_a_paragraph_pasted_behind_itself_after_one_that_ends_alike() -> None:
    paragraph = "（五）监督保障。把公开纳入年度考核，委托第三方开展评议，没有发生责任追究，监督有了抓手。\n"
    text = f"（四）平台建设。统筹网站和查阅场所，新来的同事很快上手。\n{paragraph}{paragraph}\n二、其他\n"
    (found,) = repeated_passages(text)
    assert text[slice(*found.first)] == text[slice(*found.second)] == paragraph.strip()


def test_a_block_of_many_lines_is_one_passage() -> None:
    block = "\n".join(
        f"{n}．公开{chr(0x4E00 + 37 * n)}{chr(0x5E00 + 53 * n)}类事项信息{n * 7}条。" for n in range(1, 51)
    )
    text = f"{OTHER}\n{block}\n中间一段不同的话。\n{block}\n"
    passage = only(text)
    assert cut(text, passage.first) == cut(text, passage.second) == block


def test_junk_in_one_copy_is_a_difference() -> None:
    broken = PARAGRAPH.replace("收集居民", "收集朕崭寞居民")
    text = f"{broken}\n{OTHER}\n{PARAGRAPH}"
    passage = only(text)
    assert cut(text, passage.first) == broken
    assert cut(text, passage.second) == PARAGRAPH
    ((extra, nothing),) = passage.differences
    assert cut(text, extra) == "朕崭寞"
    assert nothing.start == nothing.end == text.rindex("居民来信")
    assert 0.9 < passage.similarity < 1


def test_a_replaced_word_is_a_difference() -> None:
    changed = PARAGRAPH.replace("月底", "年中")
    text = f"{PARAGRAPH}\n{OTHER}\n{changed}"
    assert [(cut(text, a), cut(text, b)) for a, b in only(text).differences] == [("月底", "年中")]


def test_a_third_copy_is_a_second_passage() -> None:
    text = "\n".join([PARAGRAPH, OTHER, PARAGRAPH, "另起一段作为间隔。", PARAGRAPH])
    first, second = repeated_passages(text)
    assert first.first == second.first
    assert first.second.start < second.second.start


def test_equal_neighbours_are_cut_off() -> None:
    text = f"共有十条信息。\n{PARAGRAPH}\n{OTHER}也有信息。\n{PARAGRAPH}\n此后各段不再相同。"
    assert cut(text, only(text).first) == PARAGRAPH


def test_marks_and_spaces_are_not_compared() -> None:
    text = f"{PARAGRAPH}\n{OTHER}\n{PARAGRAPH.replace('，', '；')}"
    passage = only(text)
    assert passage.similarity == 1
    assert cut(text, passage.first) == PARAGRAPH


@pytest.mark.parametrize("length", [20, 29])
def test_short_repeats_are_ignored(length: int) -> None:
    piece = "".join(c for c in PARAGRAPH if c.isalnum())[:length]
    text = f"{piece}甲。{OTHER}{piece}乙。"
    assert repeated_passages(text) == []
    assert len(repeated_passages(text, minimum=length)) == 1


def test_skipped_text_is_not_compared() -> None:
    text = f"{PARAGRAPH}\n{OTHER}\n{PARAGRAPH}"
    assert repeated_passages(text, skip=[Span(0, len(PARAGRAPH))]) == []
    assert only(text, skip=[Span(len(PARAGRAPH), len(PARAGRAPH) + len(OTHER))]).second.end == len(text)


def test_unlike_text_has_no_passage() -> None:
    assert repeated_passages(PARAGRAPH + "\n" + OTHER) == []
    assert repeated_passages("") == []


han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@given(st.text(han, min_size=40, max_size=80), st.text(han, max_size=60), st.text(han, max_size=30))
def test_every_exact_repeat_is_found(block: str, between: str, before: str) -> None:
    text = f"{before}\n{block}\n{between}\n{block}"
    shifted = before[-1:] == block[-1:]  # then the repeat that begins one character before is as long
    if len(set(block)) == len(block) and not shifted:  # a block that repeats itself may be told in other words
        assert any(
            passage.second.end == len(text) and passage.second.start <= len(text) - 30
            for passage in repeated_passages(text)
        )


@given(st.text(alphabet="甲乙丙丁，。\n", max_size=400))
def test_copies_are_apart_and_differences_inside(text: str) -> None:
    for passage in repeated_passages(text, minimum=12):
        assert passage.first.end <= passage.second.start
        assert passage.second.end <= len(text)
        assert 0.85 <= passage.similarity <= 1
        assert all(passage.first.covers(a) and passage.second.covers(b) for a, b in passage.differences)


def work(text: str) -> tuple[int, int]:
    """Return how many characters and runs the search looks at, and how many passages it finds."""
    steps = 0
    original = similarity._common

    def counted(compared: str, first: int, second: int, first_limit: int, second_limit: int) -> int:
        nonlocal steps
        length = original(compared, first, second, first_limit, second_limit)
        steps += 1 + length
        return length

    with patch.object(similarity, "_common", counted):
        passages = repeated_passages(text)
    return steps, len(passages)


@pytest.mark.parametrize("unit", ["一", "甲乙", "零件0"], ids=["one", "two", "three"])
def test_endless_filler_is_no_passage(unit: str) -> None:
    assert work(unit * 20_000) == (0, 0)


@pytest.mark.parametrize(
    "unit", ["春夏秋冬晴", "子丑寅卯辰巳午未申酉戌亥", PARAGRAPH], ids=["five", "twelve", "paragraph"]
)
@pytest.mark.parametrize("size", [20_000, 80_000])
def test_endless_repetition_is_read_over_a_few_times(unit: str, size: int) -> None:
    steps, passages = work(unit * (size // len(unit)))
    assert steps <= 5 * size
    assert 0 < passages <= 12


@pytest.mark.parametrize("size", [20_000, 80_000])
def test_phrases_below_the_minimum_cost_little(size: int) -> None:
    chance = Random(3)
    phrases = [PARAGRAPH[start : start + 17] for start in range(0, 30, 3)]
    words = ("".join(chr(chance.randrange(0x4E00, 0x7000)) for _ in range(6)) for _ in range(size // 23))
    steps, _ = work("".join(chance.choice(phrases) + word for word in words))
    assert steps <= 14 * size


def test_closest_label() -> None:
    labels = ["收到申请数", "申请办结数", "按时办结数"]
    assert closest("申请办结数", labels, 2) == ("申请办结数", 0)
    assert closest("申请结办数", labels, 2) == ("申请办结数", 1)  # two neighbours swapped are one edit
    assert closest("收到的申请数", labels, 2) == ("收到申请数", 1)
    assert closest("会议次数", labels, 2) is None
    assert closest("任何", [], 9) is None
