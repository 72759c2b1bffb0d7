"""Totals and their parts in prose; each text is the body of one section."""

from __future__ import annotations

import pytest

from reportlint.finding import Severity
from support import check_text, expect, run_rule

RULE = "breakdown-total"


def found(text: str):
    (finding,) = expect(f"一、概述\n{text}", RULE)
    return finding


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("发布信息【100条】，其中通知30条、公告20条、其他45条。", "100", "95"),
        ("发布信息【100条】，其中通知30条、公告20条、其余55条。", "100", "105"),
        ("发布信息【100条】，其中：通知30条；公告20条；其他45条。", "100", "95"),
        ("发布信息【100条】。其中，通知30条，公告20条，其他45条。", "100", "95"),
        ("发布信息【100条】，包括通知30条、公告20条、其他45条。", "100", "95"),
        ("发布信息【100条】：通知30条、公告20条、其他45条。", "100", "95"),
        ("发布信息【100条】（通知30条、公告20条、其他45条），平稳。", "100", "95"),
        ("发布信息【100条】（其中：通知30条、公告20条、其他45条）。", "100", "95"),
        ("发布信息【100条】，其中通知30条，占30%，公告20条，占20%，其他45条，占45%。", "100", "95"),
        ("发布信息【十二条】，其中通知三条、公告四条、其他六条。", "12", "13"),
        ("发布信息【1,130,070条】，其中甲类959,223条、乙类1,238条、其他170,609条。", "1130070", "1131070"),
        ("公开信息【约113万余条】，其中甲类959223条、乙类1238条、其他300000条。", "1120000～1140000", "1260461"),
        ("发布信息【20条】，分别为通知8条、公告10条。", "20", "18"),
        ("受理申请【20件】，分别为信函8件、网络10件。", "20", "18"),
        ("主动公开政府信息【100条】，其中甲类30条、乙类20条、其他45条。", "100", "95"),
    ],
)
def test_an_exhaustive_list_must_meet_its_total(text: str, left: str, right: str) -> None:
    finding = found(text)
    assert finding.severity is Severity.ERROR
    assert (finding.evidence.left, finding.evidence.right) == (left, right)


@pytest.mark.parametrize(
    "text",
    [
        "受理申请【20件】，其中甲类8件、乙类15件。",
        "受理申请【20件】，其中信函8件、网络15件。",
        "受理事项【20件】，其中甲类8件、乙类15件等。",
    ],
)
def test_no_list_may_exceed_its_total(text: str) -> None:
    finding = found(text)
    assert finding.severity is Severity.ERROR
    assert "超过" in finding.message


def test_a_list_that_stops_just_short_is_asked_about() -> None:
    finding = found("受理事项【200件】，其中甲类108件、乙类90件。")
    assert finding.severity is Severity.WARNING
    assert "？" in finding.message


def test_every_part_is_named_with_its_place() -> None:
    finding = found("发布信息【100条】，其中通知30条、公告20条、其他45条。")
    assert [note.message for note in finding.related] == ["分项 通知30条", "分项 公告20条", "分项 其他45条"]
    assert [value.value for value in finding.evidence.values] == ["100", "30", "20", "45"]
    assert "相差 5" in finding.message


def test_the_inner_list_in_brackets_is_judged_by_itself() -> None:
    found("发布信息50条，其中专栏【30条】（包括指南10条、法规15条、其他6条），平台20条。")
    assert check_text("一、概述\n发布信息50条，其中专栏30条（包括指南10条、其他20条），平台20条。", RULE) == []


def test_the_inner_list_behind_a_second_of_which_is_judged_by_itself() -> None:
    found("发布信息100条，其中文件【50条】，其中通知20条、其他20条；公告50条。")
    assert check_text("一、概述\n发布信息100条，其中文件50条，其中通知20条、其他30条；公告50条。", RULE) == []


def test_both_totals_of_one_sentence_are_judged() -> None:
    expect("一、概述\n共【50条】，其中甲10条、其他30条；共【60条】，其中乙10条、其他30条。", RULE)


TABLE = "\n二、附表\n（一）收到申请数 件 35\n1．当面申请数 件 {}\n2．传真申请数 件 2\n3．网络申请数 件 20\n4．信函申请数 件 8\n"


def test_parts_that_the_list_leaves_out_come_from_the_table() -> None:
    text = "一、概述\n全年收到申请{}，其中网络申请20件、信函申请8件。"
    assert check_text(text.format("35件") + TABLE.format(5), RULE) == []
    (finding,) = expect(text.format("【35件】") + TABLE.format(9), RULE)
    assert finding.evidence.left == "35"
    assert finding.severity is Severity.ERROR


def test_without_the_table_the_missing_parts_are_not_guessed() -> None:
    assert check_text("一、概述\n全年收到申请35件，其中网络申请20件、信函申请8件。", RULE) == []


@pytest.mark.parametrize(
    "text",
    [
        "公开信息100条，其中网站90条、微信60条。",
        "公开信息100条，其中网站90条、微信60条、其他方式50条。",
        "主动公开政府信息100条，其中网站公开政府信息90条、微博公开信息60条、其他20条。",
        "主动公开政府信息100条，其中网站公开政府信息90条、编印简报60条。",
    ],
)
def test_channels_may_overlap(text: str) -> None:
    assert [f for f in check_text(f"一、概述\n{text}", RULE) if f.severity is not Severity.INFO] == []


@pytest.mark.parametrize(
    "text",
    [
        "发布信息100条，其中通知30条、公告20条、其他50条。",
        "发布信息100条，其中通知30条、公告20条等。",
        "收到申请20件，延期办结8件，其中信函12件、网络8件。",
        "发布信息100条，其中通知30条、公告20条。",
        "收到申请20件，其中信函8件、网络12件，办结18件，结转2件。",
        "收到申请16件，其中信函14件、网络2件；办结13件，结转下年度3件。",
        "收到申请100件，其中网络60件、信函40件；按期答复95件，其他5件正在办理。",
        "发布信息100条，较上年增加20条，其中通知30条。",
        "发布信息100条，其中甲占30%、乙占50%、其他占10%。",
        "发布信息约100条，其中甲33条、乙33条、其他33条。",
        "发布信息2000余条，其中甲1200条、乙500条、其他350条。",
        "发布信息近2000条，其中甲1200条、乙500条、其他280条。",
        "经费12.5万元，其中宣传5.2万元、培训3.1万元、其他4.2万元。",
        "经费1.25亿元，其中宣传5200万元、培训3100万元、其他4200万元。",
        "培训2期，分别为第一期50人、第二期60人。",
        "全年召开会议3次，分别为1月、3月和5月。",
        "全县9个乡镇、12个部门，其中乡镇公开200条、部门公开300条。",
        "更新栏目30个，其中一级栏目5个、二级栏目25个，发布其他信息300条。",
        "发布信息100条，其中通知30条、公告20条，另有其他部门公开60条。",
        "发布信息100条，其中通知40条、公告60条，共解读其他文件20件。",
        "收到申请10件，其中属于已公开3件、同意公开5件，其余2件正在办理。",
        "发布信息100条，其中：1.通知10条；2.公告20条；3.其他70条。",
        "制定制度2项，包括《甲制度》1项、《乙制度》1项、其他配套文件3件。",
        "召开会议5次、培训3次、其他活动2次。",
        "收到申请20件，办结18件，其他2件。",
        "发布信息一百条，其中通知三十条、其他七十条。",
    ],
)
def test_traps(text: str) -> None:
    assert check_text(f"一、概述\n{text}", RULE) == []


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        (
            "公开【7652条】，比上年增加1023条，增长15.4%。其中政策361条，动态4280条，公告1506条，其他1550条。",
            "7652",
            "7697",
        ),
        ("收到申请【86件】（含上年结转4件），其中个人79件、法人17件。", "86", "96"),
        ("收到申请【21件】，无超期答复，其中网络16件、信函3件、当面3件。", "21", "22"),
        ("公开信息【312条】。按信息内容分：机构8条，政策25条，动态244条，其他45条。", "312", "322"),
        (
            "收到申请【1562件】，同比增长35.6%。其中，市里收到974件，县里收到588件。从申请人看，公民1390件，法人182件。",
            "1562",
            "1572",
        ),
        (
            "发生行政复议【19件】、行政诉讼7件。行政复议中，维持14件，撤销1件，终止5件；行政诉讼中，驳回5件，撤诉2件。",
            "19",
            "20",
        ),
        ("市里收到的【56件】申请中，网络32件、信函26件。", "56", "58"),
        ("动态类9970条，概况类213条，服务类4965条，以上三类共计【15248条】。", "15248", "15148"),
        ("动态类9970条，概况类213条，服务类4965条。以上三类共【15248条】。", "15248", "15148"),
        ("有专职人员183名，兼职人员1267名，合计【1540名】。", "1540", "1450"),
    ],
)
def test_totals_that_do_not_stand_right_before_the_list(text: str, left: str, right: str) -> None:
    finding = found(text)
    assert (finding.evidence.left, finding.evidence.right) == (left, right)


def test_digits_that_changed_places_are_asked_about() -> None:
    finding = found("公开政府信息【约286万条】，其中省级24.5万条、市县216.5万条。")
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "开展在线访谈12次，其中主要负责同志参加4次；发布稿件87篇，其他10次。",
        "举办发布会9次，其中领导参加3次；开展访谈12次，其中领导参加4次；解读稿件87篇，微博回应46次，其他方式回应9次。",
        "召开会议3次，其中全体会议1次，开展培训5次，其他活动8次。",
        "收到申请100件，其中网络60件、信函30件；按期答复95件，其他5件正在办理。",
        "全年公开信息500条，比上年增加100条，其中网站增加60条、微信增加50条。",
        "全年公开信息500条。按公开渠道分，网站450条，微信300条，其他50条。",
        "公开信息500条。从内容看，政策300条，动态250条（部分信息同时计入两类）。",
        "收到申请128件，办结120件。从申请方式看，网络80件，信函50件。",
        "从严把关，审查信息30条，退回2条，其他3条。",
        "有专职人员3名，兼职人员8名，培训30人次，合计投入5万元。",
        "全年公开信息100条，其中政策文件20条，通知公告40条，两类合计60条。",
        "办理建议46件、提案58件，合计104件。",
        "召开会议3次，组织检查2次，以上三项共7次。",
        "公开政府信息约286万条，其中省级24.5万条、市县116.5万条。",
    ],
)
def test_what_is_no_list_of_the_total(text: str) -> None:
    assert check_text(f"一、概述\n{text}", RULE) == []


def test_a_list_in_few_other_units_is_still_judged() -> None:
    parts = "规划465条；统计40条；处罚219条；收费65条；审计18期；招标28条；"
    found(f"公开信息【1000条】，其中：文件53件；{parts}其他12条。")


def test_parts_of_a_narrower_scope_do_not_make_a_partition() -> None:
    table = "\n二、附表\n（一）收到申请数 件 35\n1．当面申请数 件 1\n2．传真申请数 件 2\n3．网络申请数 件 20\n4．信函申请数 件 8\n"
    text = "一、概述\n全年收到申请{}，其中{}网络申请20件、信函申请8件。"
    expect(text.format("【35件】", "") + table, RULE)
    assert check_text(text.format("35件", "县直部门") + table, RULE) == []
    assert check_text("一、概述\n全县工作人员12人，其中县直部门专职人员3人、兼职5人。", RULE) == []


def test_without_a_list_nothing_is_assessed() -> None:
    _, assessment = run_rule("一、概述\n全年收到申请20件。", RULE)
    assert len(assessment.not_assessed) == 1


def test_the_second_copy_of_a_passage_is_left_out() -> None:
    line = "全年发布信息{}，其中通知公告30条、工作动态20条、其他各类信息45条，内容更加全面，程序更加规范。"
    expect(f"一、概述\n{line.format('【100条】')}\n二、其他\n{line.format('100条')}", RULE)
