"""Facts from prose: which number belongs to which statistic, in which unit, and of what it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import content_of

if TYPE_CHECKING:
    from reportlint.draft.facts import Fact

HEAD = "青石县2016年政府信息公开工作年度报告\n一、概述\n"


def facts(text: str) -> list[Fact]:
    return list(content_of(HEAD + text, pack="annual-report-2014").facts.all)


def only(text: str) -> Fact:
    (fact,) = facts(text)
    return fact


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("全年收到申请25件。", "requests.received", "25"),
        ("全年共受理政府信息公开申请1,025件。", "requests.received", "1025"),
        ("全年收到申请三十件。", "requests.received", "30"),
        ("全年收到申请約30件。", "requests.received", "20～40"),
        ("全年收到申请30余件。", "requests.received", "30～40"),
        ("全年主动公开政府信息1.2万条。", "disclosed", "11500～12500"),
        ("收取的费用0.5万元。", "fee", "0.45～0.55"),
        ("收取费用3500元。", "fee", "0.35"),
        ("收取费用1.2亿元。", "fee", "11500～12500"),
    ],
)
def test_a_number_in_its_unit(text: str, name: str, value: str) -> None:
    fact = only(text)
    assert (fact.name, str(fact.value), fact.origin) == (name, value, "prose")
    assert fact.scope.current


@pytest.mark.parametrize(
    "text",
    [
        "全年收到申请25%。",
        "全年收到申请25天内答复。",
        "收取的费用3件。",
        "全年收到复议申请3件。",
        "没有收到复议申请。",
        "通知申请人补正3次。",
        "青石县政府信息公开工作年度报告",
    ],
)
def test_what_is_no_fact(text: str) -> None:
    assert facts(text) == []


def test_the_context_names_the_statistic_and_the_span_is_the_number() -> None:
    content = content_of(f"{HEAD}全年共收到政府信息公开申请共计25件。", pack="annual-report-2014")
    (fact,) = content.facts.all
    assert content.text[slice(*fact.span)] == "25件"
    assert content.text[slice(*fact.context)] == "收到政府信息公开申请共计25件"


# ---------------------------------------------------------------- scope


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2016年收到申请30件。", None),
        ("2016年收到申请30件，比2015年增加5件。", None),
        ("比2015年增加5件，全年收到申请30件。", None),
        ("与2015年相比略有增加，收到申请30件。", None),
        ("2015年收到申请30件。", 2015),
        ("2015年平稳。全年收到申请30件。", None),
        ("上年收到申请30件。", 0),
        ("去年同期收到申请30件。", 0),
        ("较上年增加5件，收到申请30件。", None),
    ],
)
def test_the_year_a_number_speaks_of(text: str, year: int | None) -> None:
    fact = only(text)
    assert fact.scope.year == year
    assert fact.scope.current is (year is None)


def test_each_number_has_the_year_before_it() -> None:
    assert [fact.scope.year for fact in facts("2015年收到申请25件，2016年收到申请30件。")] == [2015, None]


@pytest.mark.parametrize("text", ["2017年计划收到申请30件。", "将收到申请30件。", "力争收到申请30件。"])
def test_a_plan_is_no_deed(text: str) -> None:
    assert only(text).scope.plan
    assert not only(text).scope.current


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("全县收到申请30件。", "area"),
        ("各部门收到申请30件。", "area"),
        ("县本级收到申请30件。", "own"),
        ("本机关收到申请30件。", "own"),
        ("收到申请30件。", ""),
        ("全县平稳。收到申请30件。", ""),
    ],
)
def test_whose_number_it_is(text: str, whose: str) -> None:
    assert only(text).scope.whose == whose


def test_a_part_behind_its_whole_is_dropped() -> None:
    assert str(only("全年收到申请30件，其中县政府收到申请5件。").value) == "30"


def test_a_part_without_its_whole_is_marked() -> None:
    fact = only("公开平稳，其中收到申请5件。")
    assert fact.scope.part


def test_a_whole_and_its_parts_of_other_statistics_stay() -> None:
    found = facts("从事政府信息公开工作人员12人，其中专职人员4人，兼职人员8人。")
    assert [(fact.name, str(fact.value)) for fact in found] == [
        ("staff", "12"), ("staff.full_time", "4"), ("staff.part_time", "8"),
    ]  # fmt: skip


# ---------------------------------------------------------------- claims


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全年未收到政府信息公开申请。", ["requests.received"]),
        ("全年没有收到政府信息公开申请。", ["requests.received"]),
        ("未发生因政府信息公开引起的行政复议、行政诉讼。", ["reviews", "lawsuits"]),
        ("没有收取任何费用。", ["fee"]),
        ("未收到申请人补正材料。", []),
    ],
)
def test_claims_of_none(text: str, names: list[str]) -> None:
    found = facts(text)
    assert [fact.name for fact in found] == names
    assert all(fact.origin == "claim" and str(fact.value) == "0" for fact in found)


def test_claims_may_be_left_out() -> None:
    told = content_of(f"{HEAD}未收到政府信息公开申请。\n收到申请3件。", pack="annual-report-2014").facts
    assert [fact.origin for fact in told.prose("requests.received")] == ["claim", "prose"]
    assert [fact.origin for fact in told.prose("requests.received", claims=False)] == ["prose"]


# ---------------------------------------------------------------- tables


def test_the_table_and_the_text_give_facts_of_the_same_name() -> None:
    told = content_of(
        f"{HEAD}全年收到申请3件。\n（一）收到申请数 件 4\n1．当面申请数 件 4", pack="annual-report-2014"
    ).facts
    assert told.table("requests.received").shown == "4"
    assert [fact.shown for fact in told.prose("requests.received")] == ["3"]
    assert told.label("requests.received") == "收到申请数"
    assert told.names() == ["requests.received", "requests.by.visit"]
    assert told.label("nothing.known") == "nothing.known"


def test_without_a_pack_there_are_no_facts() -> None:
    assert len(content_of(f"{HEAD}全年收到申请3件。").facts) == 0
