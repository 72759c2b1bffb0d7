import pytest

from reportlint.finding import NotAssessed

CLEAN = (
    "本街道坚持把窗口前移到社区，安排专人收集居民来信，逐条登记、逐条回访，并在月底向全体居民通报进度；"
    "对办理不力的科室，由纪检干部约谈负责人，限期整改，整改情况张贴在公开栏，居民可以随时查看、随时评议，"
    "评议结果作为年底考核的依据，与评优评先直接挂钩。"
)


def test_characters_that_only_one_copy_has(expect) -> None:
    (seen,) = expect("clean_twin", CLEAN.replace("社区", "社【翎匙】区") + "\n甲。\n" + CLEAN)
    assert not seen.fix.safe
    assert seen.fix.edits[0].replacement == ""


def test_it_does_not_matter_which_copy_has_them(expect) -> None:
    expect("clean_twin", CLEAN + "\n甲。\n" + CLEAN.replace("通报", "通【翎匙】报"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("社区", "社区服务站"),
        ("月底", "季末"),
        ("安排专人", "专门安排专人"),
        ("月底", "月1底"),
        ("登记", "登翎匙垭榫镞簪缶记"),
    ],
)
def test_an_edit_is_no_junk(check, old, new) -> None:
    assert check("clean_twin", CLEAN.replace(old, new) + "\n甲。\n" + CLEAN) == []


def test_short_passages_tell_nothing(check) -> None:
    line = CLEAN.split("；")[0] + "。"
    assert check("clean_twin", line.replace("社区", "社翎匙区") + "\n甲。\n" + line) == []


def test_without_a_twin_nothing_is_assessed(check) -> None:
    (seen,) = check("clean_twin", CLEAN.replace("社区", "社翎匙区"))
    assert isinstance(seen, NotAssessed)
