from __future__ import annotations

import pytest

from reportlint.packs import yaml

FAULTY = [
    ("a: 1\nb: 2\na: 3\n", "3:1", "重复的键 a（第 1 行已有）"),
    ("a: &x 1\n", "1:4", "锚点 &x"),
    ("a: &x [1]\nb: *x\n", "2:4", "别名 *x"),
    ("a: &x [*x]\n", "1:8", "别名 *x"),
    ("a: {b: 1}\nc:\n  <<: {d: 1}\n", "3:3", "合并键"),
    ("a: !!str 5\n", "1:4", "标签"),
    ("a: !python/object:os.system x\n", "1:4", "标签"),
    ("a: 1\nb:\n\tc: 2\n", "3:1", "制表符"),
    ("a: 一\x07二\n", "1:5", "U+0007"),
    ("a: 一\u200b二\n", "1:5", "U+200B"),
    ("a: b: c\n", "1:5", "语法错误"),
    ("a: [1\nb: 2\n", "2:2", "语法错误"),
    ("a: 'x\n", "2:1", "引号没有成对"),
    ("a: @x\n", "1:4", "请加引号"),
    ("a: 1\n---\nb: 2\n", "3:1", "只能有一个"),
    ("? [1]\n: 2\n", "1:3", "键应为文字"),
    ("# 空\n", "1:1", "没有内容"),
    ("[" * 500 + "]" * 500, "1:21", "嵌套"),
    ("- " * 500, "1:41", "嵌套"),
]


@pytest.mark.parametrize(("text", "place", "message"), FAULTY, ids=range(len(FAULTY)))
def test_fault(text: str, place: str, message: str) -> None:
    _, faults = yaml.parse(text, "p.yaml")
    assert [fault for fault in faults if f"{fault.line}:{fault.column}" == place and message in fault.message], faults


@pytest.mark.parametrize("text", ["[" * 500_000, "- " * 300_000], ids=["brackets", "dashes"])
def test_nesting_without_end(text: str) -> None:
    """Where the parser itself gives up depends on its version."""
    assert "嵌套" in yaml.parse(text, "p.yaml")[1][0].message


def test_all_faults_are_collected() -> None:
    _, faults = yaml.parse("a: &x 1\na: *x\nb: !t 2\n<<: 3\nc: \x01\n", "p.yaml")
    assert len(faults) == 6


def test_tabs_in_text_are_no_fault() -> None:
    node, faults = yaml.parse("a: 一\t二\n", "p.yaml")
    assert node
    assert (node.plain(), faults) == ({"a": "一\t二"}, [])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("on", "on"), ("off", "off"), ("yes", "yes"), ("2018-12-31", "2018-12-31"), ("12:30", "12:30"),
        ("0777", "0777"), ("0x1F", "0x1F"), ("1_000", "1_000"), ("1e3", "1e3"), (".inf", ".inf"), ("2021-", "2021-"),
        ("12", 12), ("-3", -3), ("0.5", 0.5), ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        ("'12'", "12"), ('"true"', "true"), ("二〇一八", "二〇一八"),
    ],
)  # fmt: skip
def test_scalars(written: str, value: object) -> None:
    node, faults = yaml.parse(f"a: {written}\n", "p.yaml")
    assert node
    assert not faults
    assert node.plain() == {"a": value}
    assert type(node.plain()["a"]) is type(value)


@pytest.mark.parametrize(
    ("text", "offset", "column"),
    [
        ("a: 一二三\n", 2, 6), ("a: '一二三'\n", 2, 7), ("a: 'it''s三'\n", 4, 10), ('a: "一二三"\n', 2, 7),
        ('a: "一\\u4e8c三"\n', 2, 4), ("a: >\n  一二三\n", 2, 4), ("a: '一\n  二'\n", 2, 4),
    ],
)  # fmt: skip
def test_column_inside_a_scalar(text: str, offset: int, column: int) -> None:
    node, _ = yaml.parse(text, "p.yaml")
    assert node
    assert node.mapping["a"].fault("x", offset).column == column


def test_positions_count_characters_with_any_line_end() -> None:
    node, _ = yaml.parse("\ufeff甲: 乙\r\n列表:\r\n  - {丙: 丁}\r\n", "p.yaml")
    assert node
    inner = node.mapping["列表"].items[0].mapping["丙"]
    assert (inner.line, inner.column, inner.key) == (3, 9, (3, 6))


def test_files(tmp_path) -> None:
    file = tmp_path / "a.yaml"
    assert "读不了" in yaml.read(file, "a.yaml")[1][0].message
    file.write_bytes("甲: 1\n乙: \xff".encode("latin-1", "replace"))
    assert yaml.read(file, "a.yaml")[1][0] == ("a.yaml", 2, 1, "不是 UTF-8 编码")
    file.write_bytes(b"a: " + b"x" * yaml.MAX_BYTES)
    assert "超过" in yaml.read(file, "a.yaml")[1][0].message
