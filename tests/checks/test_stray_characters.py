import pytest

CLEAN = (
    "本街道坚持把窗口前移到社区，安排专人收集居民来信，逐条登记、逐条回访，并在月底向全体居民通报进度；"
    "对办理不力的科室，由纪检干部约谈负责人，限期整改，整改情况张贴在公开栏，居民可以随时查看、随时评议，"
    "评议结果作为年底考核的依据，与评优评先直接挂钩。"
)


def test_characters_that_only_one_copy_has(expect) -> None:
    (seen,) = expect("stray_characters", CLEAN.replace("社区", "社【翎匙】区") + "\n甲。\n" + CLEAN)
    assert not seen.fix.safe
    assert seen.fix.edits[0].replacement == ""


def test_it_does_not_matter_which_copy_has_them(expect) -> None:
    expect("stray_characters", CLEAN + "\n甲。\n" + CLEAN.replace("通报", "通【翎匙】报"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("社区", "社区服务站"),
        ("月底", "季末"),
        ("安排专人", "专门安排专人"),
        ("月底", "月1底"),
    ],
)
def test_an_edit_is_no_junk(check, old, new) -> None:
    assert check("stray_characters", CLEAN.replace(old, new) + "\n甲。\n" + CLEAN) == []


def test_without_a_twin_the_pairs_of_characters_tell(expect) -> None:
    (seen,) = expect("stray_characters", "充分利用新媒【击谅枣】体、公开栏等发布信息。")
    assert "不成词" in seen.message.zh


def test_a_certain_one_makes_others_likelier(check, expect) -> None:
    weak = "公开土地{}信息，便民利民。"
    assert check("stray_characters", weak.format("只钻才签")) == []
    expect("stray_characters", "充分利用新媒【击谅枣】体发布信息。\n" + weak.format("【只钻才签】"))


@pytest.mark.parametrize("letters", ["ж", "ノ", "qz", "가"])
def test_letters_inside_a_word(expect, letters) -> None:
    expect("stray_characters", f"各科室分工【{letters}】作，按时报送。")


@pytest.mark.parametrize(
    "text", ["建设5A级景区、A级旅游厕所。", "开通“政e通”。", "通过政务APP和OA系统办理。", "加强与b组联系。"]
)
def test_letters_that_belong_there(check, text) -> None:
    assert check("stray_characters", text) == []
