import pytest

from reportlint.draft.divisions import autonomous, division_ending_at, divisions, named_by, related


def test_provinces_prefectures_counties() -> None:
    assert divisions()["浙江省"] == (("浙江省",),)
    assert divisions()["杭州市"] == (("浙江省", "杭州市"),)
    assert ("河南省", "", "济源市") in divisions()["济源市"]
    assert len(divisions()["鼓楼区"]) > 1
    assert 3000 < sum(map(len, divisions().values())) < 4000


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("佳木斯市前进区教育局", [("黑龙江省", "佳木斯市", "前进区")]),
        ("浙江省杭州市西湖区", [("浙江省", "杭州市", "西湖区")]),
        ("青石县水务局", []),
        ("教育局", []),
        ("杭州市黄浦区教育局", []),
    ],
)
def test_what_a_name_may_mean(name: str, meant: list[tuple[str, ...]]) -> None:
    assert list(named_by(name)) == meant


def test_above_below_and_beside() -> None:
    west_lake = named_by("杭州市西湖区")
    assert related(("浙江省",), west_lake)
    assert related(("浙江省", "杭州市"), west_lake)
    assert not related(("浙江省", "宁波市"), west_lake)
    assert related(("浙江省", "杭州市", "西湖区"), named_by("浙江省"))


def test_autonomous_regions() -> None:
    assert autonomous(named_by("宾阳县"))
    assert not autonomous(named_by("西湖区"))
    assert not autonomous(())


def test_short_names_are_not_told_from_other_words() -> None:
    assert division_ending_at("市和县", 3) == ""
    assert division_ending_at("湖南省长沙市", 6) == "长沙市"
    assert division_ending_at("", 0) == ""
