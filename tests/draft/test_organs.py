import pytest

from reportlint.draft.organs import Organ, organ_named


@pytest.mark.parametrize(
    ("name", "places", "body"),
    [
        ("佳木斯市前进区教育局", ("佳木斯市", "前进区"), "教育局"),
        ("青石县人民政府办公室", ("青石县",), ""),
        ("青石县市场监督管理局", ("青石县",), "市场监督管理局"),
        ("衢州市商务局", ("衢州市",), "商务局"),
        ("大理白族自治州漾濞彝族自治县水务局", ("大理白族自治州", "漾濞彝族自治县"), "水务局"),
        ("青石县柳汀镇人民政府", ("青石县", "柳汀镇"), ""),
        ("迎宾路街道办事处", ("迎宾路街道",), ""),
        ("前进区城市管理局", ("前进区",), "城市管理局"),
        ("青石市住房和城乡建设局", ("青石市",), "住房和城乡建设局"),
        ("教育部", (), "教育部"),
        ("", (), ""),
    ],
)
def test_places_and_body(name: str, places: tuple[str, ...], body: str) -> None:
    assert organ_named(name) == Organ(places, body)
