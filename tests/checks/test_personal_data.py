from __future__ import annotations

import io
import json

import pytest

from reportlint import Settings
from reportlint import check_text as check
from reportlint.writers import Options, concise, human
from reportlint.writers import json as as_json
from support import check_text, expect

RULE = "personal-data"
NUMBER = "11010119900307889X"


@pytest.mark.parametrize(
    "text",
    [
        f"证件号为【{NUMBER}】。",
        "代理人【11010119900307889x】到场。",
        "代理人【１１０１０１１９９００３０７８８９Ｘ】到场。",
        "身份证号：【110101199003078890】，",
        "身份证【110101900307889】。",
        "申请人电话【13900001234】。",
        "张某 【139-0000-1234】",
        "（+86 【13900001234】）",
        "申请人联系电话：【13900001234】。",
        "卡号【6222021234567890128】。",
        "账号【6222 0212 3456 7890 128】。",
        "申请人【王小明】、李某申请2件。",
        "原告【欧阳青】诉本机关。",
        "申请人：【刘芳】等3人要求公开。",
    ],
)
def test_what_must_not_be_published(text: str) -> None:
    expect(text, RULE)


@pytest.mark.parametrize(
    "text",
    [
        "流水110101199003078890件。",  # no label, and the check digit is wrong
        "代理人110101199013078890到场。",  # no such month
        "联系电话：13900001234。",
        "监督电话13900001234，",
        "订单号：13900001234。",
        "编号139000012345。",
        "增长13.900001234。",
        "网址http://www.example.gov.cn/13900001234.html。",
        "财政专户账号6222021234567890128。",
        "卡号6222021234567890129。",
        "共6222021234567890128次。",
        "申请人王某、李某某、刘×申请3件。",
        "申请人张贴公告，申请人郑重声明，申请人范围，原告陈述，",
        "申请人高度认可，申请人满意，",
    ],
)
def test_what_may(text: str) -> None:
    assert check_text(text, RULE) == []


DRAFT = (
    "青石县民政局2023年政府信息公开工作年度报告\n一、总体情况\n"
    f"申请人王小明（身份证号{NUMBER}，手机 139-0000-1234）申请1件，截止目前已答复。\n"
)


@pytest.mark.parametrize("writer", [human, concise, as_json])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_output_shows_them(writer: object, language: str) -> None:
    result = check(DRAFT, Settings(language=language))
    found = [finding for finding in result.findings if finding.check == "personal_data"]
    assert len(found) == 3
    out = io.StringIO()
    writer.write([result], out, Options(language=language))
    assert "1[39]" not in out.getvalue()
    for secret in (NUMBER, "139-0000-1234", "王小明", NUMBER[6:14]):
        assert secret not in out.getvalue()
    assert "110*************9X" in out.getvalue()


def test_other_findings_on_the_line_do_not_show_them_either() -> None:
    text = DRAFT.replace("申请人王小明", "截止申请人王小明")
    twice = text + text.splitlines(keepends=True)[2]
    result = check(twice)
    assert {"personal_data", "duplicate_passage"} <= {finding.check for finding in result.findings}
    shown = json.dumps([str(finding) for finding in result.findings], ensure_ascii=False) + result.text
    assert NUMBER not in shown
    assert "王小明" not in shown


def test_places_stay_where_they_are() -> None:
    result = check(DRAFT)
    assert len(result.text) == len(DRAFT)
    (number,) = [finding for finding in result.findings if "身份证" in finding.message]
    assert DRAFT[number.span.start.offset : number.span.end.offset] == NUMBER
