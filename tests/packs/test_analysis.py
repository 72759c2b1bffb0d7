from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reportlint.packs.analysis import analyse
from reportlint.text import patterns
from reportlint.text.patterns import Pattern, PatternTimeout, decode, encode, expanded

LITERALS = [
    ("公开信息", {"公开信息"}),
    ("收到.{0,9}申请", {"收到"}),
    ("(?:收到|受理)申请", {"收到申请", "受理申请"}),
    ("收到(?:[0-9]+|若干)件申请", {"件申请"}),
    ("(?:公开|[0-9]+)", set()),
    ("[0-9]+件", {"件"}),
    ("(?:公开){1,2}", {"公开"}),
    ("(?:公开)*政府", {"政府"}),
    ("公开?", {"公"}),
    ("(?:不|未)?予公开", {"予公开"}),
    ("(?<=未)公开(?!指南)", {"公开"}),
    ("新收申请{n}件", {"新收申请"}),
    ("{year}年度", {"年度"}),
    ("[甲-龟]", set()),
    ("|".join("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午"[n] + "词" for n in range(17)), set()),
]
CLEAN = [
    "新收(?:政府信息公开)?申请{n}件", r"20\d\d年", "20[0-9]{2}年", "〔2019〕60号", "2019年4月3日", "{year}年",
    r"\d:\d\d", r"\d,\d{3}", "[,，]公开", "[资資]料", "(?m)^公开$", r"(?:\d+,)*\d+", "(?:[^。]+。)+", "[^。]{0,40}{n}件", "公开.*",
    "(?:[一二三]{1,3}、)*件", "第[一二三四五六七八九十]+条", r"[\s\S]*?公开", "公开：{n}", "(?:a++)+公开", r"No\. \d",
]  # fmt: skip
FLAWED = [
    ("公开(", 2, "缺少右括号"),
    ("{n}件(公开", 4, "缺少右括号"),
    ("a{n}{n}", 4, "组名重复"),
    (r"公\p{Han}", 1, "转义"),
    ("公开**", 3, "连写"),
    ("a^b", 0, "不可能匹配"),
    ("公开$。", 0, "不可能匹配"),
    ("x*", 0, "空串"),
    ("(?=公开)", 0, "空串"),
    ("政府資訊", 2, "“资”"),
    ("第１条", 1, "“1”"),
    ("公开(?:资料|資料)", 8, "“资”"),
    ("政府:信息", 0, "政府：信息"),
    (r"\(公开\)", 1, "（"),
    ("政府 信息", 0, "政府信息"),
    ("公\u200b开", 1, "U+200B"),
    ("公开\u3000", 2, "U+3000"),
    ("(a+)+", 0, "重复里套着重复"),
    ("(?:a{0,40})*b", 0, "重复里套着重复"),
    ("(.*)*公", 0, "重复里套着重复"),
    (".*公开.*", 0, "只许出现一处"),
    ("[^。]*、[^。]*", 0, "相邻两处"),
    (r"公\d+\d+", 0, "相邻两处"),
    ("公开2018年", 2, "{year}"),
    ("202[3-5]年", 0, "{year}"),
    ("(?:2018|2019)年", 3, "{year}"),
    (r"202\d年", 0, "{year}"),
    ("二〇一八年", 0, "{year}"),
    ("公" * 3000, 0, "超过"),
]


@pytest.mark.parametrize(("source", "literals"), LITERALS, ids=[source for source, _ in LITERALS])
def test_literals(source: str, literals: set[str]) -> None:
    assert set(analyse(source)[0]) == literals


@pytest.mark.parametrize("source", CLEAN)
def test_clean(source: str) -> None:
    assert analyse(source)[1] == ()


@pytest.mark.parametrize(("source", "offset", "message"), FLAWED, ids=[source[:20] for source, _, _ in FLAWED])
def test_flawed(source: str, offset: int, message: str) -> None:
    flaws = analyse(source)[1]
    assert [flaw for flaw in flaws if flaw.offset == offset and message in flaw.message], flaws


@pytest.mark.parametrize("source", ["１２", "政府資訊", r"\(公开\)"])
def test_patterns_on_the_source_may_name_what_folding_removes(source: str) -> None:
    assert analyse(source, folded=False)[1] == ()
    assert analyse(source, folded=True)[1] != ()


_PIECES = st.sampled_from(
    [*"公开政府ab01", ".", "[公开]", "[^公]", r"\d", "(?:公开|政府)", "(?:a|公)?", "{n}", "^", "$"]
)
_REPEATS = st.sampled_from(["", "", "?", "*", "+", "{2}", "{0,3}", "*?"])


@st.composite
def sources(draw, depth: int = 2) -> str:
    pieces = st.tuples(_PIECES, _REPEATS).map(lambda pair: pair[0] + (pair[1] if pair[0] not in "^$" else ""))
    if depth:
        inner = sources(depth - 1)
        pieces |= st.tuples(inner, inner, _REPEATS).map(lambda triple: f"(?:{triple[0]}|{triple[1]}){triple[2]}")
    return "".join(draw(st.lists(pieces, min_size=1, max_size=4)))


@given(sources(), st.text("公开政府ab01件\n", max_size=20))
def test_every_match_holds_a_literal(source: str, text: str) -> None:
    literals, flaws = analyse(source)
    if any("写错" in flaw.message for flaw in flaws):
        return
    match = regex.compile(expanded(source)).search(text)
    if match and literals:
        assert any(literal in text for literal in literals)
    if match and not match[0]:
        assert any("空串" in flaw.message for flaw in flaws)


@given(st.text("()[]{}|*+?^$\\dn公a,-1<>=!:P", max_size=25))
def test_analysis_never_crashes(source: str) -> None:
    analyse(source)


def test_year_patterns() -> None:
    pattern = Pattern("{last_year}年收到", ("年收到",))
    assert pattern.needs_year
    assert not Pattern("收到{n}件").needs_year
    with pytest.raises(ValueError, match="for_year"):
        pattern.search("2017年收到")
    dated = pattern.for_year(2018)
    assert dated is pattern.for_year(2018)
    assert dated.literals == pattern.literals
    assert dated.search("在2017年收到")
    assert dated.search("二〇一七年收到")
    assert not dated.search("2018年收到")
    assert not dated.search("12017年收到")


def test_runaway_is_an_error_of_the_user(monkeypatch) -> None:
    monkeypatch.setattr("reportlint.text.patterns.TIMEOUT", 0.05)
    pattern = Pattern("(a|aa)+[bc]")
    with pytest.raises(PatternTimeout, match=r"\(a\|aa\)\+"):
        pattern.search("a" * 40)
    with pytest.raises(PatternTimeout):
        list(pattern.finditer("a" * 40))


def test_a_timeout_is_told_to_drafters_and_long_texts_have_longer() -> None:
    error = PatternTimeout("甲" * 100)
    assert "是否缺少换行" in str(error)
    assert "甲" * 41 not in str(error)
    assert "line breaks" in error.text("en")
    assert patterns._timeout("甲") == patterns.TIMEOUT
    assert patterns._timeout("甲" * 3_000_000) == 3 * patterns.TIMEOUT


def test_literals_spare_compiling() -> None:
    pattern = Pattern("[", ("公开",))  # would not compile
    assert list(pattern.finditer("政府信息")) == []
    assert pattern.search("政府信息") is None
    assert pattern.may_match("公开")
    assert not pattern.may_match("公开", 1)


def test_round_trip() -> None:
    pattern = Pattern("公开{n}", ("公开",))
    copy = decode(encode(pattern), Pattern)
    assert (copy, copy.literals) == (pattern, pattern.literals)
