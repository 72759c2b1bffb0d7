"""Folded text: what becomes of each kind of character, and the exact way back."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.positions import SourceSpan, Span
from reportlint.text.lexicon import PHRASES
from reportlint.text.variants import Folded, fold


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        pytest.param("２０１８年Ａ类占９７％", "2018年A类占97%", id="full-width letters and digits"),
        pytest.param("收费０．５万元", "收费0.5万元", id="full-width point"),
        pytest.param("增长＋３－１＝２＃＆＠／", "增长+3-1=2#&@/", id="full-width signs"),
        pytest.param("⽂件、⻓期、⻔户、⻚面", "文件、长期、门户、页面", id="radicals"),
        pytest.param("\uf9e4\uf9dd\ufa0a", "理利见", id="compatibility ideographs"),
        pytest.param("甲﹐乙﹔丙﹕丁﹖﹙戊﹚｡", "甲，乙；丙：丁？（戊）。", id="small forms"),
        pytest.param("甲\x00乙\ud800丙", "甲\ufffd乙\ufffd丙", id="NUL and lone surrogate"),
        pytest.param("甲\x00乙計畫\ud800丙數", "甲\ufffd乙计划\ufffd丙数", id="NUL and surrogate before OpenCC"),
        pytest.param("甲\v乙\f丙\x85丁\u2028戊\u2029己", "甲\n乙\n丙\n丁\n戊\n己", id="line ends"),
        pytest.param("甲,乙;丙:丁?戊!(己)", "甲，乙；丙：丁？戊！（己）", id="half-width marks"),
        pytest.param("受理1,130,070件,办结12,345件", "受理1,130,070件，办结12,345件", id="thousands"),
        pytest.param("共1，130，070件", "共1,130,070件", id="full-width commas in thousands"),
        pytest.param("共12，345条", "共12，345条", id="one full-width comma is two numbers as likely"),
        pytest.param("2016,2017,2018年", "2016，2017，2018年", id="years are no thousands"),
        pytest.param("1,23和0,123和1,2345", "1，23和0，123和1，2345", id="groups of other sizes"),
        pytest.param("9:30至１０：００,时间:下午", "9:30至10:00，时间：下午", id="colons in times"),
        pytest.param("见(http://a.gov.cn/x?y=1:2,3),电话:1", "见（http://a.gov.cn/x?y=1:2,3），电话：1", id="address"),
        pytest.param("http：//a.gov.cn下载", "http://a.gov.cn下载", id="full-width colon in an address"),
        pytest.param("(www.a.gov.cn:8080),邮箱:b@a.cn;", "（www.a.gov.cn:8080），邮箱：b@a.cn；", id="port and e-mail"),
        pytest.param("http://a.cn,http://b.cn,www.c.cn", "http://a.cn，http://b.cn，www.c.cn", id="two addresses"),
        pytest.param("〔2021〕﹝8﹞[2016]【甲】", "〔2021〕﹝8﹞[2016]【甲】", id="brackets stay"),
        pytest.param("“甲”「乙」3～5—", "“甲”「乙」3～5—", id="quotation marks, wave dash stay"),
        pytest.param("概 述\u30002018 年 10\u00a0条 ，\t共", "概述2018年10条，共", id="spaces beside Chinese"),
        pytest.param("a  b \t 1 \u2003 2", "a b 1 2", id="runs of spaces"),
        pytest.param("  甲  \n\u3000\u3000乙 \n\n a\t", "甲\n乙\n\na", id="spaces at line edges"),
        pytest.param("政\u200b府\ufeff信\u00ad息\u202e公\u2060开", "政府信息公开", id="invisible characters"),
        pytest.param("a \u200b b\u200b \u200bc", "a b c", id="invisible characters among spaces"),
        pytest.param("甲\r\n乙\r丙\n丁", "甲\n乙\n丙\n丁", id="CRLF and CR"),
        pytest.param("甲\r\u2028乙", "甲\n\n乙", id="CR before another line end"),
    ],
)
def test_characters(source: str, folded: str) -> None:
    assert fold(source).text == folded


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        pytest.param("答覆與答復、回覆、批覆、反覆", "答复与答复、回复、批复、反复", id="覆 that answers or repeats"),
        pytest.param("行政複議、行政復議、覆議", "行政复议、行政复议、复议", id="复议"),
        pytest.param("全覆蓋、覆蓋、顛覆", "全覆盖、覆盖、颠覆", id="覆 that covers"),
        pytest.param("後勤與以後、皇后", "后勤与以后、皇后", id="后"),
        pytest.param("今後公布於此", "今后公布于此", id="Traditional characters that GB/T 2312 holds"),
        pytest.param("里程、館裡、館裏", "里程、馆里、馆里", id="里"),
        pytest.param("平臺、平台、檯賬", "平台、平台、台账", id="台"),
        pytest.param("爲羣衆覈對祕密", "为群众核对秘密", id="shapes of other standards"),
        pytest.param("公衆衞生與査証、汚染", "公众卫生与查证、污染", id="old shapes"),
        pytest.param("著力、顯著、編著、專著", "着力、显著、编著、专著", id="著"),
        pytest.param("網際網路與移動網際網路", "互联网与移动互联网", id="internet"),
        pytest.param("入口網站最佳化欄目設定", "门户网站优化栏目设置", id="mirror-site wording"),
        pytest.param("方便人民民眾，民眾滿意", "方便人民群众，群众满意", id="群众"),
        pytest.param(
            "發佈政府檔案，縣檔案館、檔案局、《檔案法》", "发布政府文件，县档案馆、档案局、《档案法》", id="档案"
        ),
        pytest.param("規範性檔案與綜合性檔案館", "规范性文件与综合性档案馆", id="文件 and 档案馆"),
        pytest.param("與政府檔案館核對", "与政府档案馆核对", id="档案馆 after 政府"),
        pytest.param("官網路徑與網路安全", "官网路径与网络安全", id="网路 across words"),
        pytest.param("審批程式化繁為簡", "审批程式化繁为简", id="a protected entry wins"),
        pytest.param("工作計畫、辦事視窗、法定程式", "工作计划、办事窗口、法定程序", id="equal lengths"),
        pytest.param("推進“網際\u3000網路+”", "推进“互联网+”", id="a phrase with a space in it"),
        pytest.param("目標設定與線上線下", "目标设定与线上线下", id="ordinary words stay"),
    ],
)
def test_script(source: str, folded: str) -> None:
    assert fold(source).text == folded


@pytest.mark.parametrize(
    "text",
    [
        "成效显著，编著《乾安县志》，怎么办，藉此瞭望",
        "实现效益最佳化，应用程式，网路",
        "整合资源，建立程序，最佳化",
        "朱镕基、陶喆著书立说",
    ],
)
def test_simplified_text_is_left_alone(text: str) -> None:
    assert fold(text).text == text


def test_phrases_alike_in_both_scripts_follow_the_words_around() -> None:
    assert fold("服務最佳化").text == "服务优化"
    far = "服務群衆" + "的" * 60 + "最佳化"
    assert fold(far).text.endswith("的最佳化")


def test_every_phrase_is_undone_and_stays_undone() -> None:
    for phrase, wording in PHRASES.items():
        assert fold(f"數據、{phrase}、統計").text == f"数据、{wording}、统计"
        assert fold(wording).text == wording


def test_simplified_drafts_do_not_load_opencc() -> None:
    code = "import sys; from reportlint.text.variants import fold; fold({!r}); sys.exit('opencc' in sys.modules)"
    for text, loaded in (("公开信息，〇、①", 0), ("公開", 1)):
        assert subprocess.run([sys.executable, "-c", code.format(text)], check=False).returncode == loaded


# ---------------------------------------------------------------- soft breaks


def test_soft_breaks_vanish_with_the_indentation_after_them() -> None:
    source = "共00 \n  00件\n续"
    folded = fold(source, [source.index("\n")])
    assert folded.text == "共0000件\n续"
    assert folded.to_source(Span(1, 5)) == SourceSpan(1, source.index("件"))


def test_soft_break_inside_a_phrase() -> None:
    source = "發展網際\r\n網路經濟"
    folded = fold(source, [4])
    assert folded.text == "发展互联网经济"
    assert source[slice(*folded.to_source(Span(2, 5)))] == "網際\r\n網路"


@pytest.mark.parametrize("offset", [0, 2, 3, 99])
def test_only_line_breaks_can_be_soft(offset: int) -> None:
    with pytest.raises(ValueError, match=f"offset {offset}"):
        fold("甲\n乙", [offset])


# ---------------------------------------------------------------- the way back, by example


def found(folded: Folded, words: str) -> str:
    start = folded.text.index(words)
    return folded.source[slice(*folded.to_source(Span(start, start + len(words))))]


def test_spans_lead_back_to_the_words_of_the_draft() -> None:
    folded = fold("　　深化“網際網路+政務 服務”, 受理 １２ 件　\r\n民眾滿意")
    assert folded.text == "深化“互联网+政务服务”，受理12件\n群众满意"
    assert found(folded, "互联网") == "網際網路"
    assert found(folded, "联") == "網際網路"
    assert found(folded, "政务服务") == "政務 服務"
    assert found(folded, "12件") == "１２ 件"
    assert found(folded, "化“互") == "化“網際網路"
    assert found(folded, "件\n群众") == "件　\r\n民眾"


def test_spans_lead_forth_to_the_words_of_the_folded_text() -> None:
    source = "推 進網際網路 +"
    folded = fold(source)
    assert folded.text == "推进互联网+"

    def forth(words: str) -> str:
        start = source.index(words)
        return folded.text[slice(*folded.to_folded(SourceSpan(start, start + len(words))))]

    assert forth("際") == "互联网"
    assert forth("進網") == "进互联网"
    assert forth("推 ") == "推"
    assert folded.to_folded(SourceSpan(1, 2)) == Span(1, 1)
    assert folded.to_folded(SourceSpan(7, 8)) == Span(5, 5)
    assert folded.to_folded(SourceSpan(len(source), len(source))) == Span(6, 6)


def test_insertions_keep_clear_of_indentation_and_trailing_spaces() -> None:
    source = "  甲  \n  乙  "
    folded = fold(source)
    assert folded.text == "甲\n乙"
    places = [folded.to_source(Span(offset, offset)).start for offset in range(4)]
    assert places == [source.index("甲"), source.index("甲") + 1, source.index("乙"), source.index("乙") + 1]


def test_a_text_of_nothing_but_deletions() -> None:
    folded = fold(" \u200b ")
    assert folded.text == ""
    assert folded.to_source(Span(0, 0)) == SourceSpan(0, 0)
    assert folded.to_folded(SourceSpan(0, 3)) == Span(0, 0)


# ---------------------------------------------------------------- the way back, always

_PIECES = [
    *"政府开一，。：；（）“”…、 \n\t()[],.:;!?12aZ|-年條後么著",
    *"\u3000\u00a0\u200b\ufeff\u00ad\x00\ufdd0Ａ９．⽂\ufa0a\U00020000\U0002f800\ud834\u2028\f",
    *("\r\n", "\r", "  ", "1,234", "，567", "9:30", "http://a.cn/b?c=1,2", "www.", "概 述"),
    *PHRASES,
]
texts = st.lists(st.sampled_from(_PIECES) | st.characters(), max_size=40).map("".join)


@st.composite
def folded_texts(draw: st.DrawFn) -> tuple[Folded, set[int]]:
    """Draw a folded text and the source offsets of its soft line breaks."""
    source = draw(texts)
    breaks = [match.span() for match in re.finditer("\r\n|\r|\n", source)]
    soft = [span for span in breaks if draw(st.booleans())]
    return fold(source, [start for start, _ in soft]), {offset for span in soft for offset in range(*span)}


def deletable(char: str) -> bool:
    return char == "\r" or char.isspace() or unicodedata.category(char) in {"Cf", "Mn"}


@given(folded_texts(), st.data())
def test_spans_come_from_exactly_what_their_characters_come_from(
    drawn: tuple[Folded, set[int]], data: st.DataObject
) -> None:
    folded, _ = drawn
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    pieces = [folded.to_source(Span(offset, offset + 1)) for offset in range(start, end)]
    span = folded.to_source(Span(start, end))
    assert 0 <= span.start <= span.end <= len(folded.source)
    assert all(piece.start < piece.end for piece in pieces)
    assert all(before <= after and (before == after or before.end <= after.start) for before, after in pairwise(pieces))
    if pieces:
        assert span == (pieces[0].start, pieces[-1].end)
        assert folded.to_folded(span).covers(Span(start, end))
    else:
        assert span.start == span.end


@given(folded_texts())
def test_no_source_character_is_lost(drawn: tuple[Folded, set[int]]) -> None:
    folded, soft = drawn
    kept = {offset for index in range(len(folded.text)) for offset in range(*folded.to_source(Span(index, index + 1)))}
    for offset, char in enumerate(folded.source):
        forth = folded.to_folded(SourceSpan(offset, offset + 1))
        if offset not in kept:
            assert deletable(char) or offset in soft
            assert forth.start == forth.end
        elif forth.start < forth.end:
            assert SourceSpan(*folded.to_source(forth)).start <= offset < folded.to_source(forth).end
        else:
            assert deletable(char) or offset in soft  # a space inside a phrase of the lexicon


@given(folded_texts())
def test_both_ways_keep_the_order(drawn: tuple[Folded, set[int]]) -> None:
    folded, _ = drawn
    back = [folded.to_source(Span(offset, offset)).start for offset in range(len(folded.text) + 1)]
    forth = [folded.to_folded(SourceSpan(offset, offset)).start for offset in range(len(folded.source) + 1)]
    assert back == sorted(back)
    assert forth == sorted(forth)
    assert forth[-1] == len(folded.text)


@given(folded_texts())
def test_the_whole_is_the_whole_without_its_deleted_edges(drawn: tuple[Folded, set[int]]) -> None:
    folded, soft = drawn
    everything = Span(0, len(folded.text))
    assert folded.to_folded(SourceSpan(0, len(folded.source))) == everything
    if folded.text:
        start, end = folded.to_source(everything)
        edges = (*range(start), *range(end, len(folded.source)))
        assert all(deletable(folded.source[offset]) or offset in soft for offset in edges)


@given(st.text("政府信息公开工作年度报告，。 \u3000\n\u200b12", max_size=60))
def test_what_is_not_folded_is_found_at_its_own_place(source: str) -> None:
    folded = fold(source)
    for offset, char in enumerate(folded.text):
        origin = folded.source[slice(*folded.to_source(Span(offset, offset + 1)))]
        assert char in origin.replace("\u3000", " ") if char == " " else char == origin


@given(texts.map(lambda text: text.replace("\r", "")), st.data())
def test_line_endings_do_not_matter(source: str, data: st.DataObject) -> None:
    soft = [number for number in range(source.count("\n")) if data.draw(st.booleans())]
    results = set()
    for line_break in ("\n", "\r\n", "\r"):
        variant = source.replace("\n", line_break)
        starts = [match.start() for match in re.finditer(line_break, variant)]
        results.add(fold(variant, [starts[number] for number in soft]).text)
    assert len(results) == 1
