from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.draft.quantities import CellKind, CellValue, Quantity, cell_value, quantities
from reportlint.positions import Span
from reportlint.text.intervals import INFINITY, Interval


def marked(text: str) -> tuple[str, list[str]]:
    """Return a text without its 【】 marks, and what stands between them."""
    pieces = text.replace("】", "【").split("【")
    return "".join(pieces), pieces[1::2]


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


def between(low: object, high: object) -> Interval:
    return Interval(Decimal(str(low)), Decimal(str(high)))


@pytest.mark.parametrize(
    "text",
    [
        "全年发布信息【29981条】，其中网站【1,130,070条】。",
        "回应群众【201361人/次】，受理【79597件次】，救助【近3万人次】。",
        "办结率【97.25%】，较上年提高【1.2个百分点】，增长【2.5倍】。",
        "支出【529.35万元】，节约【近700万元】。",
        "时限由【20个工作日】压缩到【5个工作日】。",
        "发放宣传单【6000余张】，接待【约1500多人】、【100多万人次】。",
        "共办结申请【十二件】，清单【两项】，培训【三十余次】。",
        "满意率达【百分之九十七点五】，差错率【千分之三】。",
        "收取的费用为【零】。",
        "收到申请【一件】，全部办结。",
        "公开目录【几十类】，走访【近百户】，接听【数千次】，培训【十几场】。",
        "同比【+36%】，环比【-2.5%】，增长率【+3%】。",
        "较上年由【21件】增至【302件】。",
        "申请【12件】、【15件】；分别为【3】、【4】、【5】。",
        "平均分【5.08分】。",
        "权重【不低于4%】，人数【不超过20人】，【60岁以上】，【3个月以内】，【100件左右】。",
        "设查阅点【25个】（含镇街【8个】）",
        "答复文件《第3号清单》【2份】",
        "共【3个】批次【1,234】",
        "预约【3次】，最近【3天】，达不到【5次】，网上【3次】",
    ],
)
def test_what_counts(text: str) -> None:
    plain, expected = marked(text)
    assert [plain[q.span.start : q.span.end] for q in quantities(plain)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "2018年1月1日至12月31日，1-12月，2018-03-15，2018.12.31，2018年度",
        "二〇一八年三月十九日",
        "9:30开始，上午9时30分，下午3点20分结束",
        "（甲办发〔2016〕8号、乙办[2017]12号、第492号令）",
        "第3次会议、第一时间、第二批、第十二条、第（3）项",
        "一是加强学习。二是加强宣传。",
        "1.公开目录\n2、公开指南。3、公开制度\n（4）公开平台",
        "一、概况\n（一）做法",
        "十九大、二中全会、十六届一次会议、十三届二次会议、“七五”普法、十三五",
        "电话：88779005、88779006，传真：0731—56768112，邮编：130011，手机13900001111",
        "拨打12345热线，“8890”服务平台，12345政府服务热线",
        "http://www.example.gov.cn/2018/3.html 与 a12@b3.cn、IPv6、5G网络、7×24小时不打烊的4K屏",
        "《关于3项清单5条措施的意见》",
        "“一门式”“一张网”、一站式、一批、一个窗口、最多跑一次、进一步、统一、一方面、一体化",
        "十分重要，一起推进，三级联动，零件，千家万户，百家争鸣，万元",
        "三分之一、四分之三、二三十件、三五件",
        "3—5个，20至30件，10～20天，1+3模式",
        "图1\n表2：统计\n附件3",
        "号码为4006000、证号110101200001010000、代码：11320000",
        "甲政发2021〕30号",
        "收到申请数\n1．当面申请\n2．信函申请",
        "打通“最后一公里”，破解“两张皮”",
        "2018\n",
        "2016、2017年和2018年",
        "普阳街3177号",
        "123456789012345678901234567890件",
        "其他,12",
    ],
)
def test_what_does_not_count(text: str) -> None:
    found = [text[q.span.start : q.span.end] for q in quantities(text)]
    assert found == (["12"] if text == "其他,12" else [])


@pytest.mark.parametrize(
    ("text", "value", "unit", "unit_text"),
    [
        ("29981条", between(29981, 29981), "条", "条"),
        ("1,130,070", between(1130070, 1130070), "", ""),
        ("70.2万件", between(701500, 702500), "件", "件"),
        ("113万", between(1125000, 1135000), "", ""),
        ("113万余条", between(1130000, 1140000), "条", "条"),
        ("1000余人次", between(1000, 2000), "人次", "人次"),
        ("755多户", between(755, 756), "户", "户"),
        ("约14341条", between(14340, 14342), "条", "条"),
        ("约110次", between(100, 120), "次", "次"),
        ("约113万余条", between(1120000, 1140000), "条", "条"),
        ("近3万人次", between(20000, 30000), "人次", "人次"),
        ("不足5件", between(4, 5), "件", "件"),
        ("超过90%", between(90, 100), "%", "%"),
        ("500人以上", Interval(Decimal(500), INFINITY), "人", "人"),
        ("不少于2次", Interval(Decimal(2), INFINITY), "次", "次"),
        ("不超过20个", between(0, 20), "个", "个"),
        ("100多万次", between(1000000, 2000000), "次", "次"),
        ("97.25%", between("97.245", "97.255"), "%", "%"),
        ("97%", between("96.5", "97.5"), "%", "%"),
        ("100%", between(100, 100), "%", "%"),
        ("百分之百", between(100, 100), "%", "百分之"),
        ("百分之三点五", between("3.45", "3.55"), "%", "百分之"),
        ("千分之零点五", between("0.45", "0.55"), "‰", "千分之"),
        ("529.35万元", between(5293450, 5293550), "元", "万元"),
        ("近700万元", between(6000000, 7000000), "元", "万元"),
        ("3亿余元", between(300000000, 400000000), "元", "元"),
        ("2.50分", between("2.495", "2.505"), "分", "分"),
        ("1.2百分点", between("1.15", "1.25"), "个百分点", "百分点"),
        ("201361人/次", between(201361, 201361), "人/次", "人/次"),
        ("十二件", between(12, 12), "件", "件"),
        ("三万件", between(25000, 35000), "件", "件"),
        ("三点五万件", between(34500, 35500), "件", "件"),
        ("二十余件", between(20, 30), "件", "件"),
        ("千余件", between(1000, 2000), "件", "件"),
        ("上百件", between(100, 200), "件", "件"),
        ("几十件", between(20, 90), "件", "件"),
        ("十几件", between(11, 19), "件", "件"),
        ("0件", between(0, 0), "件", "件"),
        ("约3件", between(2, 4), "件", "件"),
    ],
)
def test_values_and_units(text: str, value: Interval, unit: str, unit_text: str) -> None:
    quantity = only(text)
    assert quantity.span == Span(0, len(text))
    assert (quantity.value, quantity.unit, quantity.unit_text) == (value, unit, unit_text)


@pytest.mark.parametrize(
    ("text", "number", "printed", "approximate", "doubly"),
    [
        ("约113万余条", "113万", 1130000, True, True),
        ("约1500多件", "1500", 1500, True, True),
        ("约30件左右", "30", 30, True, True),
        ("近二十余件", "二十", 20, True, True),
        ("约1,200件", "1,200", 1200, True, False),
        ("600余个", "600", 600, True, False),
        ("70.2万件", "70.2万", 702000, False, False),
        ("率-2.5%", "2.5", "-2.5", False, False),
        ("几十件", "几十", 20, True, False),
        ("百分之九十七", "百分之九十七", 97, False, False),
    ],
)
def test_numbers_as_printed(text: str, number: str, printed: object, approximate: bool, doubly: bool) -> None:
    quantity = only(text)
    assert text[quantity.number.start : quantity.number.end] == number
    assert quantity.printed == Decimal(str(printed))
    assert (quantity.approximate, quantity.doubly) == (approximate, doubly)


def test_a_sign_turns_the_value() -> None:
    text = "同比-2.5%"
    quantity = only(text)
    assert quantity.value == between("-2.55", "-2.45")
    assert text[quantity.span.start : quantity.span.end] == "-2.5%"
    assert only("互联网+3项").printed == 3
    assert not quantities("甲区-3号")


def test_lookup_by_place() -> None:
    text = "收到约12件，办结9件，结转3件。"
    found = quantities(text)
    at = found.at(text.index("12"))
    assert at is not None
    assert at.printed == 12
    assert found.at(text.index("约")) is None
    assert [q.printed for q in found.inside(Span(text.index("，"), len(text)))] == [9, 3]
    assert found.inside(Span(text.index("1"), text.index("，"))) == ()
    assert len(found) == 3


def test_skipped_spans_hold_no_quantity() -> None:
    text = "前3件\n12\n34\n后5件"
    table = Span(text.index("12"), text.index("\n后"))
    assert [q.printed for q in quantities(text, [table])] == [3, 5]


@given(st.integers(0, 10**15), st.sampled_from(["件", "条", "人次", "户次", "个工作日", "元"]), st.booleans())
def test_a_printed_integer_is_exact(number: int, unit: str, separated: bool) -> None:
    digits = f"{number:,}" if separated else str(number)
    quantity = only(f"共{digits}{unit}。")
    assert quantity.value == Interval.exact(number)
    assert quantity.printed == number
    assert quantity.unit == unit
    assert quantity.number == Span(1, 1 + len(digits))


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["万件", "亿元", "%", "倍"]))
def test_rounding_keeps_every_number_that_would_be_printed_so(number: Decimal, unit: str) -> None:
    quantity = only(f"为{number}{unit}")
    assert quantity.printed in quantity.value
    scale = {"万件": 10**4, "亿元": 10**8}.get(unit, 1)
    assert quantity.value.high - quantity.value.low == Decimal("0.01") * scale


pieces = st.sampled_from(
    [
        "12",
        "3.5",
        "1,234",
        "约",
        "近",
        "余",
        "多",
        "万",
        "亿",
        "件",
        "条",
        "%",
        "十",
        "百",
        "二",
        "一",
        "几",
        "数",
        "分之",
        "第",
        "年",
        "月",
        "至",
        "以上",
        "左右",
        "a",
        "区",
        "点",
        *list("，。、\n《》（）〔〕-+—.:"),
    ]
)


@given(st.lists(pieces, max_size=40).map("".join))
def test_spans_are_sorted_and_disjoint(text: str) -> None:
    found = list(quantities(text))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for quantity in found:
        assert quantity.span.covers(quantity.number)
        assert quantity.number.start < quantity.number.end
        assert quantity.printed in quantity.value
        assert quantities(text).at(quantity.number.start) == quantity


@pytest.mark.parametrize("piece", ["9", "一", "万", "《", "9,", "1-", "a", "几"])
def test_endless_runs_hold_no_quantity(piece: str) -> None:
    assert len(quantities(piece * 100_000)) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", CellKind.BLANK),
        ("  ", CellKind.BLANK),
        ("/", CellKind.SLASH),
        ("—", CellKind.DASH),
        ("-", CellKind.DASH),
        ("——", CellKind.DASH),
        ("无", CellKind.NONE),
        ("0", CellKind.NUMBER),
        ("零", CellKind.NUMBER),
        ("2018年", CellKind.TEXT),
        ("1.属于国家秘密", CellKind.TEXT),
        ("（一）予以公开", CellKind.TEXT),
        ("12 34", CellKind.TEXT),
        ("一", CellKind.TEXT),
        ("+", CellKind.TEXT),
        ("3/4", CellKind.TEXT),
        ("9" * 40, CellKind.TEXT),
    ],
)
def test_kinds_of_cells(text: str, kind: CellKind) -> None:
    assert cell_value(text).kind is kind


@pytest.mark.parametrize(
    ("text", "printed", "unit", "note"),
    [
        ("12", 12, "", ""),
        (" 1,234 ", 1234, "", ""),
        ("251000元", 251000, "元", ""),
        ("25.1万元", 251000, "元", ""),
        ("增3", 3, "", ""),
        ("减2", -2, "", ""),
        ("减少2件", -2, "件", ""),
        ("+36", 36, "", ""),
        ("-2", -2, "", ""),
        ("约110", 110, "", ""),
        ("97.5%", "97.5", "%", ""),
        ("12件（含上年结转3件）", 12, "件", "（含上年结转3件）"),
        ("12*", 12, "", "*"),
        ("零", 0, "", ""),
    ],
)
def test_numbers_in_cells(text: str, printed: object, unit: str, note: str) -> None:
    cell = cell_value(text)
    number = Decimal(str(printed))
    assert (cell.kind, cell.printed, cell.unit, cell.note) == (CellKind.NUMBER, number, unit, note)
    assert cell.value is not None
    assert number in cell.value
    assert cell.negative == (number < 0)
    assert cell.integral == (number % 1 == 0)


def test_a_cell_keeps_its_interval() -> None:
    assert cell_value("约110").value == between(100, 120)
    assert cell_value("12").value == Interval.exact(12)
    assert cell_value("减2").value == Interval.exact(-2)
    assert CellValue(CellKind.TEXT).integral is False
