"""Annual reports of an invented county, cut down to what is compared with the year before, and rules applied to two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from reportlint import engine, readers
from support import content_of, pack_named

if TYPE_CHECKING:
    from reportlint.finding import Assessment, Finding

DRAFT = """{title}

一、总体情况
{overview}

二、主动公开政府信息情况
| 第二十条第（一）项 |
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | {made} | {repealed} | {in_force} |

三、收到和处理政府信息公开申请情况
| 申请人情况 |
| 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| 一、本年新收政府信息公开申请数量 | 20 | 0 | 0 | 0 | 0 | 0 | 20 |
| 二、上年结转政府信息公开申请数量 | {carried_in} | 0 | 0 | 0 | 0 | 0 | {carried_in} |
| （七）总计 | 19 | 0 | 0 | 0 | 0 | 0 | 19 |
| 四、结转下年度继续办理 | {carried_out} | 0 | 0 | 0 | 0 | 0 | {carried_out} |

五、存在的主要问题及改进情况
{problems}
"""


def report(year: int, name: str = "青石县人民政府", *, title: str = "", **values: object) -> str:
    """Return a report; keywords: overview, problems, made, repealed, in_force, carried_in, carried_out."""
    given = {
        "title": title or f"{name}{year}年政府信息公开工作年度报告",
        "overview": f"{year}年，县政府办公室按年初要点开展工作。",
        "problems": "无。",
        "made": 0, "repealed": 0, "in_force": 0, "carried_in": 0, "carried_out": 0,
    }  # fmt: skip
    return DRAFT.format(**given | values)


def run(
    draft: str,
    previous: str,
    rule: str,
    *,
    pack: str = "annual-report-2021",
    years: tuple[int, int] | None = None,
    language: str = "zh",
) -> tuple[list[Finding], Assessment]:
    """Apply one rule to a draft beside last year's report, both given as text."""
    chosen = pack_named(pack)
    year, before = years or (None, None)
    earlier = content_of(readers.read("reports/2023.txt", previous.encode()), pack=chosen, year=before)
    content = replace(content_of(readers.read("2024.txt", draft.encode()), pack=chosen, year=year), previous=earlier)
    return engine.apply([one for one in chosen.rules if one.id == rule], content, chosen, language)
