"""Correct sentences of ordinary reports that speak of something else than the statistics: none may raise an alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint import Linter
from reportlint.finding import Severity

CLEAN = (Path(__file__).parent.parent / "examples" / "drafts" / "qingshi-2016-clean.txt").read_text("utf-8")

SENTENCES = (
    "行政服务中心全年受理行政许可申请12056件，办结12050件。",
    "全年受理低保申请326件，按时办结326件。",
    "收到补正申请3件。",
    "办理网民留言信件508件。",
    "网络问政平台受理诉求1862件，其中网络1203件。",
    "答复书其中邮寄9件、网上14件。",
    "县法制办全年共办理行政复议案件65件、行政诉讼案件23件，与政府信息公开无关。",
    "因行政处罚引发的行政诉讼5件。",
    "建议提案办理结果58件，予以公开45件。",
    "216件文件中，主动公开198件，不予公开18件。",
    "举办安全生产培训班6期，培训820人次。",
    "县人社局举办就业培训班12期，培训人员2600人次。",
    "县政府网站专职人员2名，公报室兼职人员1名。",
    "政务服务专职人员86人。",
    "新增专职人员2人，撤换兼职人员3人。",
    "通过微信等方式公开政府信息486条。",
    "通过网络方式公开政府信息3652条。",
    "围绕扶贫领域，主动公开政府信息86条。",
    "其中，1至6月主动公开政府信息2011条，7至12月主动公开政府信息2175条。",
    "县教育局主动公开政府信息312条，县卫计局主动公开政府信息287条。",
    "就环境保护工作召开新闻发布会1次。",
    "与2015年主动公开政府信息3720条相比，增加466条。",
    "比2015年的主动公开政府信息3720条增长12.5%。",
    "较2015年收到申请31件有所减少。",
    "相比2015年收到申请31件有所减少。",
    "累计主动公开政府信息2.6万余条。",
    "自《条例》施行以来，全县累计主动公开政府信息10.3万余条。",
    "《条例》实施以来，已主动公开政府信息26310条。",
    "自《条例》实施以来，累计发生行政复议18件、行政诉讼6件。",
    "近三年共举办培训班9期，培训人员560人次。",
    "力争政府网站公开信息达到4000条以上，举办培训班4次，培训人员200人次。",
    "四是加强培训。明年举办培训班4次，培训人员200人次以上。",
    "未收到传真申请和口头申请。",
    "未收到涉及国家秘密的申请。",
    "没有收到减免费用的申请。",
    "没有收到要求公开“三公”经费的申请。",
    "未收到申请人要求更正与其自身相关信息的申请。",
    "除上述23件外，没有收到其他申请。",
    "上半年没有收到申请。",
    "没有收到群众对公开内容的投诉申请。",
    "没有发生被责令重新答复的行政复议、行政诉讼案件。",
    "没有发生因超期答复引起的行政复议。",
    "除此之外，没有发生其他行政复议、行政诉讼。",
    "乡镇未发生行政复议、行政诉讼。",
    "未收取其他费用。",
    "未收取检索费用。",
    "按规定应收取费用118元，全部予以减免。",
)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_about_something_else_is_left_alone(linter: Linter, sentence: str) -> None:
    place = CLEAN.index("\n二、")
    result = linter.check("draft.txt", f"{CLEAN[:place]}\n{sentence}{CLEAN[place:]}".encode())
    loud = [finding for finding in result.findings if finding.severity is not Severity.INFO]
    assert [(finding.rule, finding.message) for finding in loud] == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("全年共收到公民、法人和其他组织提出的政府信息公开申请32件。", "text-table-mismatch"),
        ("全年主动公开政府信息4168条。", "text-table-mismatch"),
        ("全年未收到公民、法人或者其他组织提出的政府信息公开申请。", "contradicted-claim"),
        ("全年未发生因政府信息公开申请行政复议、提起行政诉讼的情况，没有行政复议。", "contradicted-claim"),
    ],
)
def test_the_same_sentences_about_the_statistics_are_compared(linter: Linter, sentence: str, rule: str) -> None:
    place = CLEAN.index("\n二、")
    result = linter.check("draft.txt", f"{CLEAN[:place]}\n{sentence}{CLEAN[place:]}".encode())
    assert rule in {finding.rule.partition("/")[2] for finding in result.findings}
