"""The units that official reports count in, and words that only look as if they began with one.

Data for `reportlint.draft.quantities`, nothing else.
"""

from __future__ import annotations

import re

_OF_TIMES = "人件条场户批家项个份篇班车频"  # 人次, and 人/次 as some reports write it

UNITS: tuple[str, ...] = (
    *(f"{first}次" for first in _OF_TIMES),
    *(f"{first}/次" for first in _OF_TIMES),
    *"件条篇份次个人名户家项宗例起期部册类种级页张块处所场批位封本台套支座间组节幅则票字",
    *("个工作日", "工作日", "个月", "个小时", "小时", "分钟", "秒", "天", "周", "课时", "学时", "岁"),
    *("元", "美元", "港元", "分", "倍", "%", "‰", "个百分点", "百分点"),
    *("平方公里", "平方米", "立方米", "公里", "米", "公顷", "亩", "吨", "公斤"),
)
"""Every unit as it is written behind a number; 万, 亿 and 千 belong to the number."""

CANONICAL = {"百分点": "个百分点", "个小时": "小时", "工作日": "个工作日"}

# What may not follow a unit, because the two would be another word: 12人大 is no 12人, 3月次年 no 次.
_OTHER_WORDS = {
    "次": "日年月要生", "个": "别性案", "人": "民大口均工社才士事", "名": "称单录义额誉", "户": "籍口外型均主",
    "家": "庭属具", "例": "如外行会证", "起": "草诉步来见", "期": "间限待刊", "部": "门署委级分队长",
    "类": "别似型", "种": "类植子", "级": "别", "页": "面", "张": "贴家皮", "块": "链", "处": "理室长置罚",
    "所": "有需以属在", "场": "所景馆", "批": "准复示文评发", "位": "一居于列置", "封": "闭面",
    "本": "级市区县省地州镇乡年报月季单机部局办府厅", "台": "湾账风州", "套": "餐", "支": "出持付撑", "座": "谈",
    "间": "隔", "组": "织成长", "节": "能约假", "则": "是", "字": "号段", "条": "例", "份": "额", "篇": "章幅",
    "宗": "旨教", "天": "津", "周": "年边", "元": "旦素件化", "分": "点别类管之公局析级享为发布成", "亩": "产",
}  # fmt: skip


def _pattern() -> str:
    """Return a pattern for any unit, the longest first."""
    branches = []
    for unit in sorted(UNITS, key=len, reverse=True):
        others = _OTHER_WORDS.get(unit) or (_OTHER_WORDS["次"] if unit.endswith("次") else "")
        branches.append(re.escape(unit) + (f"(?![{others}])" if others else ""))
    return f"(?:{'|'.join(branches)})"


PATTERN = _pattern()
"""Matches one unit; source of a regular expression without groups."""
