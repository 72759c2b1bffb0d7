import itertools

import pytest

from support import content_of

ROWS = "".join(f"某某{row}\n{row}\n" for row in range(8))


def blocks(text: str) -> list[str]:
    content = content_of(text)
    return [content.text[slice(*block)] for block in content.blocks]


@pytest.mark.parametrize(
    "table",
    [
        "".join(f"| 某某{row} | {row} |\n" for row in range(8)),
        "".join(f"某某{row}\t{row}\n" for row in range(8)),
        "".join(f"某某{row}    {row}\n" for row in range(8)),
        ROWS,
    ],
)
def test_an_unknown_table_is_a_block_and_prose_is_not(table: str) -> None:
    (block,) = blocks(f"工作平稳。\n{table}继续努力。")
    assert block.startswith("某某0")
    assert block.endswith("7")


@pytest.mark.parametrize(
    "text",
    ["一、概述\n平稳。\n二、其他\n无。", "青石县人民政府\n某某局\n办公室\n2017年3月1日", "1\n2\n3", "共3件。\n" * 9],
)
def test_short_lines_alone_are_no_table(text: str) -> None:
    assert blocks(text) == []


def test_a_heading_between_two_tables_stays_prose() -> None:
    content = content_of(f"一、甲表\n见表。\n{ROWS}二、乙表\n见表。\n{ROWS}三、其他\n无。")
    assert [section.text for section in content.outline.top()] == ["甲表", "乙表", "其他"]
    assert len(content.blocks) == 2


def test_a_known_table_is_a_block_with_its_caption() -> None:
    (block,) = blocks("见下。\n政府信息公开情况统计表\n（一）收到申请数 件 3\n1．当面申请数 件 3\n完毕。")
    assert block.startswith("政府信息公开情况统计表\n")
    assert block.endswith("3")


def test_blocks_are_sorted_and_disjoint() -> None:
    content = content_of(f"甲。\n{ROWS}乙。\n政府信息公开情况统计表\n收到申请数 件 3\n当面申请数 件 3\n丙。\n{ROWS}")
    spans = list(content.blocks)
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


def test_numbers_in_a_block_are_no_quantities_of_the_prose() -> None:
    content = content_of(f"共12件。\n{ROWS}")
    assert [content.text[slice(*q.span)] for q in content.quantities] == ["12件"]
