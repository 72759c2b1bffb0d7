from __future__ import annotations

import pytest
from sample_packs import CHECKS, HEADER, RULE, TABLE, Identity, Words, same, write

from reportlint.errors import PackError, UsageError
from reportlint.finding import Severity
from reportlint.packs import PackSummary, folders, installed, load
from reportlint.packs.schema import Applies, Pack


def rule(**keys: str) -> str:
    """Return a rules file with one sound rule, some keys of it replaced; an empty text leaves the key out."""
    entry = {
        "id": "r1", "check": "words", "severity": "error", "title": "标题", "basis": "依据", "patterns": "[错字]",
        "examples": "{good: [正], bad: [错]}",
    } | keys  # fmt: skip
    lines = [f"{key}: {value}" for key, value in entry.items() if value]
    return "rules:\n  - " + "\n    ".join(lines) + "\n"


def identity(expect: str, **keys: str) -> str:
    return rule(check="identity", patterns="", expect=expect, **keys)


# header, {file: text}, where, what is said. The keys of a rule stand on lines 2 (id) to 8 (examples), behind column 5.
FAULTY = {
    "missing basis": (HEADER, {"rules": rule(basis="")}, "rules:2:5", "规则 r1：缺少 basis（法律依据）"),
    "missing severity": (HEADER, {"rules": rule(severity="")}, "rules:2:5", "规则 r1：缺少 severity（级别）"),
    "missing id": (HEADER, {"rules": RULE.replace("id: sample-rule\n    ", "")}, "rules:2:5", "id（编号）缺少"),
    "empty title": (HEADER, {"rules": rule(title="''")}, "rules:5:12", "title（标题）是空的"),
    "blank basis": (HEADER, {"rules": rule(basis="' '")}, "rules:6:12", "basis（法律依据）是空的"),
    "unknown key": (HEADER, {"rules": rule(mesage="甲")}, "rules:9:5", "mesage，是否想写 message？"),
    "wrong type": (HEADER, {"rules": rule(patterns="错字")}, "rules:7:15", "patterns（模式）应为列表"),
    "number for text": (HEADER, {"rules": rule(title="2018")}, "rules:5:12", "应为文字（加引号）"),
    "text for number": (HEADER, {"rules": rule(at_least="许多")}, "rules:9:15", "at_least 应为整数"),
    "number too small": (HEADER, {"rules": rule(at_least="0")}, "rules:9:15", ">= 1"),
    "unknown severity": (HEADER, {"rules": rule(severity="eror")}, "rules:4:15", "是否想写 error？"),
    "unknown check": (HEADER, {"rules": rule(check="word")}, "rules:3:12", "没有检查方法 word，是否想写 words？"),
    "bad rule id": (HEADER, {"rules": rule(id="R_1")}, "rules:2:9", "小写字母"),
    "duplicate key": (HEADER, {"rules": rule() + "    title: 又\n"}, "rules:9:5", "重复的键 title（第 5 行已有）"),
    "duplicate rule": (HEADER, {"rules": rule(), "zz": rule()}, "zz:2:9", "规则 r1 重复"),
    "years reversed": (HEADER, {"rules": rule(years="2019-2014")}, "rules:9:12", "years（年度）应写作"),
    "no good example": (HEADER, {"rules": rule(examples="{good: [], bad: [错]}")}, "rules:8:22", "至少要有一个正例"),
    "no bad example": (HEADER, {"rules": rule(examples="{good: [正]}")}, "rules:8:15", "缺少 bad（反例）"),
    "a name for a condition": (
        HEADER,
        {"table": TABLE, "rules": identity("'received[total]'")},
        "rules:8:13",
        "应为条件",
    ),
    "a number for a condition": (HEADER, {"rules": identity("'5'")}, "rules:8:13", "应为条件"),
    "endless number": (HEADER + f"applies: {{sections: {'9' * 5000}}}\n", {"rules": RULE}, "pack:7:21", "应为整数"),
    "endless year": (
        HEADER,
        {"rules": rule(examples=f"{{good: [正], bad: [{{text: 错, year: {'9' * 30}}}]}}")},
        "rules:8:49",
        "year 应为整数",
    ),
    "negative sections": (HEADER + "applies: {sections: -1}\n", {"rules": RULE}, "pack:7:21", ">= 0"),
    "negative year": (
        HEADER,
        {"rules": rule(examples="{good: [正], bad: [{text: 错, year: -5}]}")},
        "rules:8:49",
        ">= 1900",
    ),
    "format specification": (HEADER, {"rules": rule(message="'{match:>99999999999}'")}, "rules:9:14", "只能写一个名字"),
    "conversion": (HEADER, {"rules": rule(message="'{match!r}'")}, "rules:9:14", "只能写一个名字"),
    "attribute": (HEADER, {"rules": rule(message="'{match.__class__}'")}, "rules:9:14", "只能写一个名字"),
    "single brace": (HEADER, {"rules": rule(message="'甲 { 乙'")}, "rules:9:14", "花括号不成对"),
    "no patterns": (HEADER, {"rules": rule(patterns="[]")}, "rules:7:15", "至少要有一项"),
    "unknown placeholder": (HEADER, {"rules": rule(patterns="['错字{foo}']")}, "rules:7:19", "没有 {foo}"),
    "numeral alone": (
        HEADER,
        {"table": TABLE.replace("'专职{n}名'", "'{n}'"), "rules": RULE},
        "table:14:35",
        "还要有文字",
    ),
    "rows of one label": (
        HEADER,
        {"table": TABLE.replace("不予公开", "予以公开"), "rules": RULE},
        "table:11:5",
        "同名",
    ),
    "header is no YAML": ("pack: [\n", {"rules": RULE}, "pack:2:1", "YAML 语法错误"),
    "repetition": (HEADER, {"rules": rule(patterns="['错{99999999999999}']")}, "rules:7:16", "次数太大"),
    "open mark": (HEADER, {"rules": rule(examples="{good: [正], bad: [错【字]}")}, "rules:8:34", "没有闭合"),
    "closed mark": (HEADER, {"rules": rule(examples="{good: [正], bad: [错字】]}")}, "rules:8:35", "】 之前没有 【"),
    "marked good example": (
        HEADER,
        {"rules": rule(examples="{good: [【正】], bad: [错]}")},
        "rules:8:23",
        "正例里不能有",
    ),
    "bad example year": (
        HEADER,
        {"rules": rule(examples="{good: [正], bad: [{text: 错, year: 去年}]}")},
        "rules:8:49",
        "year 应为整数",
    ),
    "pattern syntax": (HEADER, {"rules": rule(patterns="['错(字']")}, "rules:7:18", "缺少右括号"),
    "pattern with a year": (HEADER, {"rules": rule(patterns="[公开2018年]")}, "rules:7:18", "{year}"),
    "pattern cannot match": (HEADER, {"rules": rule(patterns="[資料]")}, "rules:7:16", "不可能匹配"),
    "pattern runs away": (HEADER, {"rules": rule(patterns="['(a+)+']")}, "rules:7:16", "失控"),
    "renamed parameter": (HEADER, {"rules": rule(**{"except": "[x*]"})}, "rules:9:14", "空串"),
    "formula syntax": (HEADER, {"rules": identity("staff.total = 1")}, "rules:8:25", "请写 =="),
    "formula name": (
        HEADER,
        {"table": TABLE, "rules": identity("staff.total == staff.ful")},
        "rules:8:28",
        "是否想写 staff.full？",
    ),
    "formula column": (HEADER, {"table": TABLE, "rules": identity("received[sum] == 1")}, "rules:8:13", "没有栏目 sum"),
    "formula group": (HEADER, {"table": TABLE, "rules": identity("results == 1")}, "rules:8:13", "没有数值"),
    "formula wildcard": (
        HEADER,
        {"table": TABLE, "rules": identity("1 == sum(closed.*)")},
        "rules:8:22",
        "没有行或指标",
    ),
    "formula alias": (
        HEADER,
        {"table": TABLE, "rules": identity("received.all == 1")},
        "rules:8:13",
        "请写 received[total]",
    ),
    "formula without column": (HEADER, {"table": TABLE, "rules": identity("closed == 1")}, "rules:8:13", "请写明栏目"),
    "formula without row": (HEADER, {"table": TABLE, "rules": identity("1 == [total]")}, "rules:8:18", "哪一行"),
    "formula unknown column": (
        HEADER,
        {"table": TABLE, "rules": identity("1 == [totl]", each="true")},
        "rules:8:18",
        "是否想写 total？",
    ),
    "dead section": (
        HEADER,
        {"table": TABLE, "rules": identity("closed[total] == 1", sections="[overvew]")},
        "rules:9:16",
        "是否想写 overview？",
    ),
    "dead table": (
        HEADER,
        {"table": TABLE, "rules": identity("closed[total] == 1", tables="[x]")},
        "rules:9:14",
        "没有表 x",
    ),
    "dead indicator": (
        HEADER,
        {"table": TABLE, "rules": identity("closed[total] == 1", indicators="[staff.full, y]")},
        "rules:9:30",
        "没有指标或行 y",
    ),
    "null for text": (HEADER, {"rules": rule(why="~")}, "rules:9:10", "why（理由）应为文字，这里是空的"),
    "table section": (
        HEADER,
        {"rules": RULE, "table": TABLE.replace("section: overview", "section: none")},
        "table:4:12",
        "没有栏目 none",
    ),
    "within unknown row": (
        HEADER,
        {"rules": RULE, "table": TABLE.replace("within: results", "within: result")},
        "table:8:33",
        "是否想写 results？",
    ),
    "bad cell": (
        HEADER,
        {"rules": RULE, "table": TABLE.replace("received[total]", "received[sum]")},
        "table:15:24",
        "没有栏目 sum",
    ),
    "cell without column": (
        HEADER,
        {"rules": RULE, "table": TABLE.replace("received[total]", "received")},
        "table:15:24",
        "请写明栏目",
    ),
    "indicator from nowhere": (
        HEADER,
        {"rules": RULE, "table": TABLE.replace("'专职{n}名'", "")},
        "table:14:15",
        "无处取值",
    ),
    "prose without number": (
        HEADER,
        {"rules": RULE, "table": TABLE.replace("专职{n}名", "专职")},
        "table:14:35",
        "一个 {n}",
    ),
    "year in a form": (
        HEADER,
        {"rules": RULE, "table": TABLE.replace("专职{n}名", "{year}专职{n}名")},
        "table:14:35",
        "只有规则里可以",
    ),
    "row of two tables": (
        HEADER,
        {
            "rules": RULE,
            "table": TABLE,
            "z": "tables:\n  - {id: z, title: 表, columns: {n: 数}, rows: {closed: 总计}}\n",
        },
        "z:2:47",
        "行 closed 重复",
    ),
    "table twice": (
        HEADER,
        {"rules": RULE, "table": TABLE, "z": "table: {id: requests, title: 表, columns: {n: 数}, rows: {a: 甲}}\n"},
        "z:1:13",
        "表 requests 重复",
    ),
    "missing columns": (
        HEADER,
        {"rules": RULE, "table": TABLE.replace("  columns: {natural: 自然人, legal: 法人, total: 总计}\n", "")},
        "table:2:3",
        "表 requests：缺少 columns（栏目）",
    ),
    "unknown file key": (HEADER, {"rules": RULE, "z": "indicator: {}\n"}, "z:1:1", "是否想写 indicators？"),
    "rules in the header": (HEADER + RULE, {"rules": RULE}, "pack:7:1", "另一个 .yaml 文件"),
    "unknown header key": (HEADER + "extend: []\n", {"rules": RULE}, "pack:7:1", "是否想写 extends？"),
    "missing version": (HEADER.replace('version: "1"\n', ""), {"rules": RULE}, "pack:1:1", "缺少 version（版本）"),
    "version as number": (HEADER.replace('"1"', "1.0"), {"rules": RULE}, "pack:3:10", "应为文字（加引号）"),
    "other name than folder": (
        HEADER.replace("pack: sample", "pack: other"),
        {"rules": RULE},
        "pack:1:7",
        "与文件夹同名（sample）",
    ),
    "duplicate section": (
        HEADER + "  - {id: overview, title: 又}\n",
        {"rules": RULE},
        "pack:7:10",
        "栏目 overview 重复",
    ),
    "bad years": (HEADER + "applies: {years: 21-}\n", {"rules": RULE}, "pack:7:18", "years（年度）应写作"),
    "unknown base": (HEADER + "extends: [nowhere]\n", {"rules": RULE}, "pack:7:11", "没有可继承的规则包 nowhere"),
    "base is itself": (HEADER + "extends: [sample]\n", {"rules": RULE}, "pack:7:11", "循环继承"),
    "dead override": (HEADER + "override: {sample-rul: off}\n", {"rules": RULE}, "pack:7:12", "被继承的规则包里没有"),
    "no rules": (HEADER, {"table": TABLE}, "pack:1:1", "一条规则也没有"),
    "empty file": (HEADER, {"rules": RULE, "z": "# 空\n"}, "z:1:1", "没有内容"),
    "not a mapping": (HEADER, {"rules": RULE, "z": "- 1\n"}, "z:1:1", "应为映射"),
    "rules not a list": (HEADER, {"rules": "rules: {a: 1}\n"}, "rules:1:8", "应为列表"),
    "tab": (HEADER, {"rules": RULE + "\tx: 1\n"}, "rules:9:1", "制表符"),
}


def faults(folder: str) -> list[str]:
    """Return the faults of a pack as `file:line:column: message`, without folder and suffix."""
    with pytest.raises(PackError) as error:
        load(folder, checks=CHECKS, use_cache=False)
    return [
        str(fault._replace(file=fault.file.rpartition("/")[2].removesuffix(".yaml"))) for fault in error.value.faults
    ]


@pytest.mark.parametrize("name", FAULTY)
def test_fault(name: str, tmp_path) -> None:
    header, parts, place, message = FAULTY[name]
    found = faults(write(tmp_path / "sample", header, **parts))
    assert [fault for fault in found if fault.startswith(f"{place}: ") and message in fault], found


@pytest.mark.parametrize("name", [name for name in FAULTY if name not in {"table twice"}])
def test_one_mistake_is_one_fault(name: str, tmp_path) -> None:
    header, parts, _, _ = FAULTY[name]
    assert len(faults(write(tmp_path / "sample", header, **parts))) == 1


def test_all_faults_of_all_files_at_once(tmp_path) -> None:
    found = faults(
        write(
            tmp_path / "sample",
            HEADER.replace("basis: 样例依据\n", ""),
            a=rule(basis="", patterns="['(', 資料]"),
            b=rule(id="r2", severity="bad", title="''", colour="红"),
            c=identity("nothing == 1", id="r3", sections="[none]"),
        )
    )
    assert [fault.partition(": ")[0] for fault in found] == [
        "a:2:5", "a:6:16", "a:6:21", "b:4:15", "b:5:12", "b:9:5", "c:8:13", "c:9:16", "pack:1:1",
    ]  # fmt: skip


def test_faults_in_forms_do_not_make_dead_references(tmp_path) -> None:
    broken = TABLE.replace("title: 申请情况", "titel: 申请情况")
    found = faults(write(tmp_path / "sample", table=broken, rules=identity("received[total] == staff.total")))
    assert len(found) == 2
    assert all("表 requests" in fault for fault in found)


def test_yml_is_not_silently_ignored(tmp_path) -> None:
    folder = write(tmp_path / "sample", rules=RULE)
    (tmp_path / "sample" / "more.yml").write_text(RULE, encoding="utf-8")
    assert "应以 .yaml 结尾" in faults(folder)[0]


# ---------------------------------------------------------------- sound packs


def sound(folder: str) -> Pack:
    return load(folder, checks=CHECKS, use_cache=False)


def test_everything_arrives(tmp_path) -> None:
    pack = sound(
        write(
            tmp_path / "sample",
            HEADER + "applies: {title: [政府信息公开], years: 2021-}\n",
            table=TABLE,
            rules=rule(where="source", patterns="['１', '{year}年']", years="2019",
                       examples="{good: [{text: 正, year: 2020}], bad: [错]}"),
            z=identity("sum(results.*) == closed", id="r2", severity="info", status="off", each="true"),
        )
    )  # fmt: skip
    words, balance = pack.rules
    assert (pack.name, pack.outline[0].title, pack.tables[0].rows["closed"].label) == ("sample", "总体情况", "总计")
    assert pack.applies == Applies(pack.applies.title, years="2021-")
    assert pack.indicators["staff.total"].prose[0].literals == ("工作人员",)
    assert (words.name, words.severity, words.years, words.status) == ("sample/r1", Severity.ERROR, "2019", "on")
    assert words.examples.good[0].year == 2020
    parameters = words.parameters_as(Words)
    assert [pattern.source for pattern in parameters.patterns] == ["１", "{year}年"]
    assert balance.status == "off"
    assert balance.parameters_as(Identity) == Identity("sum(results.*) == closed", each=True)


@pytest.mark.parametrize(
    ("years", "covered", "not_covered"),
    [("2014-2018", [2014, 2018], [2013, 2019]), ("2021-", [2021, 2050], [2020]), ("-2013", [2008, 2013], [2014]),
     ("2019", [2019], [2018, 2020]), ('"2019"', [2019], [2018]), ("''", [1990, 2050], [])],
)  # fmt: skip
def test_years(years: str, covered: list[int], not_covered: list[int], tmp_path) -> None:
    if years == "''":
        applies = Applies()
    else:
        applies = sound(write(tmp_path / "sample", HEADER + f"applies: {{years: {years}}}\n", rules=RULE)).applies
    assert all(map(applies.covers, covered))
    assert not any(map(applies.covers, not_covered))


def family(tmp_path, override: str = "{}") -> str:
    """Write grandparent, two parents and a child; return the child's folder."""
    base = HEADER.replace("样例", "祖")
    write(
        tmp_path / "elder",
        base.replace("pack: sample", "pack: elder"),
        table=TABLE,
        rules=rule(id="shared") + rule(id="same")[7:],
    )
    for name in ("left", "right"):
        header = HEADER.replace("pack: sample", f"pack: {name}") + "extends: [elder]\n"
        write(tmp_path / name, header, rules=rule(id="same"))
    header = HEADER.replace("title: 总体情况", "title: 总的情况") + "  - {id: more, title: 其他}\n"
    return write(
        tmp_path / "sample",
        header + f"extends: [left, right]\noverride: {override}\n",
        rules=rule(id="own"),
        z="indicators:\n  staff.full: {label: 全职, prose: ['全职{n}名']}\n",
    )


def test_extends(tmp_path) -> None:
    pack = sound(family(tmp_path))
    assert [r.name for r in pack.rules] == ["elder/shared", "elder/same", "left/same", "right/same", "sample/own"]
    assert [(s.id, s.title) for s in pack.outline] == [("overview", "总的情况"), ("more", "其他")]
    assert [table.id for table in pack.tables] == ["requests"]
    assert {name: indicator.label for name, indicator in pack.indicators.items()} == {
        "staff.total": "工作人员", "staff.full": "全职", "received.all": "",
    }  # fmt: skip
    assert pack.extends == ("left", "right")


def test_override(tmp_path) -> None:
    pack = sound(family(tmp_path, "{shared: off, left/same: {severity: info, patterns: [别字], years: 2020-}}"))
    rules = {r.name: r for r in pack.rules}
    assert rules["elder/shared"].status == "off"
    assert (rules["left/same"].severity, rules["left/same"].years) == (Severity.INFO, "2020-")
    assert rules["left/same"].parameters_as(Words).patterns[0].source == "别字"
    assert rules["right/same"].severity is Severity.ERROR
    assert sound(str(tmp_path / "left")).rules[-1].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("override", "place", "message"),
    [
        ("{same: off}", "pack:9:12", "elder/same、left/same、right/same，请写全名"),
        ("{own: off}", "pack:9:12", "被继承的规则包里没有"),
        ("{shared: {id: x}}", "pack:9:21", "不能改 id"),
        ("{shared: {mesage: x}}", "pack:9:21", "是否想写 message？"),
        ("{shared: {patterns: ['(']}}", "pack:9:32", "缺少右括号"),
        ("{shared: on}", "pack:9:20", "off"),
    ],
)
def test_faulty_override(override: str, place: str, message: str, tmp_path) -> None:
    found = faults(family(tmp_path, override))
    assert [fault for fault in found if fault.startswith(f"{place}: ") and message in fault], found


def test_cycle(tmp_path) -> None:
    write(tmp_path / "other", HEADER.replace("pack: sample", "pack: other") + "extends: [sample]\n", rules=RULE)
    found = faults(write(tmp_path / "sample", HEADER + "extends: [other]\n", rules=RULE))
    assert any("循环继承：sample" in fault for fault in found)


# ---------------------------------------------------------------- finding packs


def test_packs_by_name(tmp_path, monkeypatch) -> None:
    write(tmp_path / "home" / "sample", rules=RULE)
    monkeypatch.setattr(folders, "home", lambda: tmp_path / "home")
    monkeypatch.chdir(tmp_path)
    assert folders.names() == ["sample"]
    assert sound("sample").name == "sample"
    assert same(sound("home/sample"), sound("sample"))
    (tmp_path / "empty").mkdir()
    for wrong, message in (("simple", "可用的有：sample"), ("empty", "没有 pack.yaml"), ("", "名称为空")):
        with pytest.raises(UsageError, match=message):
            sound(wrong)


def test_installed(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(folders, "home", lambda: tmp_path / "home")
    with pytest.raises(UsageError, match="没有找到任何规则包"):
        installed(checks=CHECKS)
    write(tmp_path / "home" / "sample", HEADER + "applies: {years: 2021-}\n", rules=RULE)
    assert installed(checks=CHECKS) == [PackSummary("sample", "样例", "1", "样例依据", "2021-", (), 1)]


def test_packs_of_the_checkout_are_found() -> None:
    assert folders.home().name == "rules"
    assert set(folders.names()) == {header.parent.name for header in folders.home().glob("*/pack.yaml")}
    assert folders.find("official-writing") == folders.home() / "official-writing"


def test_a_pack_that_cannot_be_read_is_no_crash(tmp_path, monkeypatch) -> None:
    def refuse(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    folder = write(tmp_path / "sample", rules=RULE)
    monkeypatch.setattr(folders, "files", refuse)
    with pytest.raises(UsageError, match=r"读不了规则包.*Permission denied"):
        load(folder, checks=CHECKS, use_cache=False)
