import pytest

from reportlint import Settings, check_text
from reportlint.finding import NotAssessed

TITLE = "{}2022年政府信息公开工作年度报告\n一、总体情况\n"


def told(issuer: str, text: str) -> list[str]:
    result = check_text(TITLE.format(issuer) + text + "\n", Settings(select=("foreign-name",)))
    assert result.failure is None
    lines = (TITLE.format(issuer) + text).splitlines()
    return [
        lines[finding.span.start.line - 1][finding.span.start.column - 1 : finding.span.end.column - 1]
        for finding in result.findings
    ]


@pytest.mark.parametrize(
    ("issuer", "text", "names"),
    [
        ("青石县水务局", "我市高度重视，我县、我省、我局落实。", ["我市"]),
        ("青石市水务局", "我县高度重视，我市落实。", ["我县"]),
        ("佳木斯市前进区教育局", "我市、我区重视，我县落实。", ["我县"]),
        ("浙江省人民政府", "我省重视，我市落实。", ["我市"]),
        ("青石县柳汀镇人民政府", "我镇、我县重视，我乡落实。", ["我乡"]),
        ("宾阳县水务局", "我区、我县重视。", []),  # our autonomous region
        ("青石县水务局", "我中心、本委、我局重视，本办法、本中心任务、本局域网不算。", ["我中心", "本委"]),
        ("青石县柳汀镇人民政府", "我办重视。", ["我办"]),
        ("云汐市章丘路文化站", "我局、我站重视。", []),  # a station may speak for its bureau
        ("教育局", "我市、我县重视。", []),
    ],
)
def test_what_an_organ_calls_itself(issuer: str, text: str, names: list[str]) -> None:
    assert told(issuer, text) == names


@pytest.mark.parametrize(
    ("issuer", "text", "names"),
    [
        ("青石县水务局", "本报告由云溪县水务局编制。", ["云溪县水务局"]),
        ("青石县水务局", "本报告由青石县教育局根据条例编制。", ["青石县教育局"]),
        ("青石县水务局", "本报告由青石县水务局办公室编制，登录青石县人民政府门户网站查阅。", []),
        ("青石县市场监督管理局", "本报告由青石县市场监管局编制。", []),
        ("青石县人民政府", "本报告由青石县政务服务管理局编制。", []),
        ("青石县水务局", "请登录云溪县人民政府网站查阅。", ["云溪县人民政府"]),
        ("青石县水务局", "请登录青石市人民政府网站查阅，如有疑问请与青石县水务局联系。", []),
    ],
)
def test_who_issues_the_report(issuer: str, text: str, names: list[str]) -> None:
    assert told(issuer, text) == names


@pytest.mark.parametrize(
    ("issuer", "text", "names"),
    [
        ("长沙市岳麓区教育局", "武汉市教育局坚持公开。", ["武汉市教育局"]),
        ("长沙市岳麓区教育局", "长沙市教育局、湖南省教育厅要求公开。", []),
        ("长沙市岳麓区教育局", "赴武汉市教育局学习考察。", []),
        ("长沙市人民政府", "岳麓区教育局、浏阳市人民政府公开。", []),
        ("长沙市人民政府", "东方市场监督委员会、市和县政府公开。", []),
        ("青石县水务局", "西湖区水务局、正定县水务局推进公开。", ["西湖区水务局", "正定县水务局"]),
        ("青石县水务局", "杭州市水务局要求公开。", []),  # may be above a county that is not known
    ],
)
def test_other_places(issuer: str, text: str, names: list[str]) -> None:
    assert told(issuer, text) == names


def test_one_character_off_and_said_once() -> None:
    assert told("青石县水务局", "青右县水务局公开。青石县水务局公开。青右县水务局又公开。") == ["青右县水务局"]
    assert told("青石县第一中学教育中心", "青石县第二中学教育中心。") == []
    assert told("青石县司法局", "“青石县司法发布”公众号推送，青石县司法居公开。") == ["青石县司法居"]


def test_quoted_titles_are_left_alone() -> None:
    assert told("青石县水务局", "转发《我市公开办法》《武汉市水务局通知》。") == []


def test_without_an_issuer_nothing_is_assessed(check) -> None:
    (seen,) = check("foreign_name", "我市高度重视。", organs={"局": ["局"]})
    assert isinstance(seen, NotAssessed)
