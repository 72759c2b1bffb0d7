"""The issuer that a title names; the places are invented, but for the four cities and the organs that there are once."""

from __future__ import annotations

import pytest

from reportlint.draft.issuer import Issuer, issuer_of

REPORT = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (f"青石县水务局2023年{REPORT}", "青石县水务局"),
        (f"青石县水务局2023年度{REPORT}", "青石县水务局"),
        (f"2022年青石市{REPORT}", "青石市"),
        (f"2022年度青石市市场监督管理局{REPORT}", "青石市市场监督管理局"),
        (f"青石市人民政府办公室关于2023年{REPORT}", "青石市人民政府办公室"),
        (f"关于青石县教育局2023年{REPORT}", "青石县教育局"),
        (f"青石县政府2023年{REPORT}", "青石县"),
        (f"2023年青石县政府{REPORT}", "青石县"),
        (f"青石县{REPORT}（2023年度）", "青石县"),
        (f"青石县（本级）2023年{REPORT}", "青石县"),
        ("青石县政府信息公开2023年工作年度报告", "青石县"),
        (f"青石县二〇二三年{REPORT}", "青石县"),
        ("青石县白杉镇人民政府2023年政务公开工作年度报告", "青石县白杉镇人民政府"),
        (f"2023年{REPORT}", ""),
        (f"2023年全市{REPORT}", ""),
        (f"2023年部门{REPORT}", ""),
        (REPORT, ""),
        ("", ""),
    ],
)
def test_the_name_is_parted_from_what_the_report_is_called(title: str, name: str) -> None:
    assert issuer_of(title).name == name


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            "ministry",
            """教育部 文化和旅游部 住房和城乡建设部 人力资源和社会保障部 国家发展和改革委员会 国家市场监督管理总局 审计署 海关总署
            国家税务总局 国务院办公厅 中国地震局 中国人民银行 中国证券监督管理委员会 中华人民共和国财政部 国家公务员局""",
        ),
        ("province", "青石省 青石省人民政府 青石自治区 青石壮族自治区人民政府 北京市 重庆市人民政府"),
        (
            "prefecture",
            "青石市 青石市人民政府 杉州市 青石省杉州市 青石自治州 青石地区行政公署 青石盟 青石盟行政公署 青石州",
        ),
        (
            "county",
            """青石县 青石县人民政府 滑县 青石区 青石自治县 青石旗 青石自治旗 白云市青石区 北京市白杉区 白云市青石市 青石自治州白杉市
            上海市浦东新区 青石林区""",
        ),
        (
            "township",
            """白杉镇 白杉镇人民政府 青石县白杉乡 白杉民族乡人民政府 白杉街道 青石街道办事处 白云市青石区白杉街道办 白杉苏木
            白杉镇人民政府办公室 白杉街道党政办公室 白杉镇党政办""",
        ),
        (
            "department",
            """青石县水务局 青石省教育厅 青石市发展和改革委员会 青石县人民政府办公室 青石区政府办 青石县府办 青石县供销社
            青石市公安局白杉分局 国家税务总局青石省税务局 国家统计局青石调查队 中国人民银行青石市分行 青石海关 青石县融媒体中心
            审计署驻青石办事处 青石市残疾人联合会 青石市残联 白杉文化站 白杉派出所 青石市白杉区委宣传部 国家能源局青石监管局 青石市公积金管理中心""",
        ),
        (
            "",
            """青石经济开发区 青石经济技术开发区管委会 青石开发区管理委员会 青石新区 白杉管理区 白杉风景区管委会 青石大学 青石学院
            青石水务集团 青石供水公司 白杉工业园区 青石县人民医院 白杉社区
            青石省人民政府办公厅 青石市人民政府办公室 上海市人民政府办公厅 青石自治州府办""",
        ),
    ],
)
def test_the_kind_follows_from_the_name(kind: str, names: str) -> None:
    found = {name: issuer_of(f"{name}2023年{REPORT}") for name in names.split()}
    assert found == {name: Issuer(name, kind) for name in names.split()}


@pytest.mark.parametrize("title", [f"青石市林场2023年{REPORT}", f"2023年青石市林场{REPORT}"])
def test_an_organ_is_not_taken_for_the_place_in_its_name(title: str) -> None:
    assert issuer_of(title) == Issuer("青石市林场", "")


def test_without_a_name_there_is_no_kind() -> None:
    assert issuer_of(f"2023年{REPORT}") == Issuer()
