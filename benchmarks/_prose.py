"""The sentences of an invented report, with the place of every figure in them.

A template holds figures as `{received[total]}`, `{a+b}` for a sum, `{a/b}` for a percentage with one decimal, and words
of the report as `<year>`. No sentence is used twice in a report, so that no passage stands twice.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from _figures import Figures


class Mention(NamedTuple):
    """A figure in the prose: where its digits stand in the block, which fact it tells, and how.

    fact: the name of a value, `a+b` for a sum of values, `a/b` for the percentage that a is of b.
    """

    start: int
    end: int
    fact: str
    text: str


class Passage(NamedTuple):
    """Running text with the figures in it."""

    text: str
    mentions: tuple[Mention, ...] = ()

    def __add__(self, other: Passage) -> Passage:  # type: ignore[override]
        """Join two passages."""
        moved = (one._replace(start=one.start + len(self.text), end=one.end + len(self.text)) for one in other.mentions)
        return Passage(self.text + other.text, (*self.mentions, *moved))


_SLOT = re.compile(r"\{([^}]+)\}|<(\w+)>")


class Writer:
    """Writes the sentences of one report; draws each wording once."""

    def __init__(self, chance: random.Random, figures: Figures, words: dict[str, str], sentences: int) -> None:
        self.chance = chance
        self.figures = figures
        self.words = words
        self.sentences = sentences
        self._decks: dict[str, list[str]] = {}

    def write(self, *wordings: str) -> Passage:
        """Return one of several wordings with its figures and words."""
        template = self.chance.choice(wordings)
        text, mentions, at = "", [], 0
        for slot in _SLOT.finditer(template):
            text += template[at : slot.start()]
            filled = self._figure(slot[1]) if slot[1] else self.words[slot[2]]
            if slot[1]:
                mentions.append(Mention(len(text), len(text) + len(filled), slot[1], filled))
            text += filled
            at = slot.end()
        return Passage(text + template[at:], tuple(mentions))

    def parts(self, lead: str, parts: Sequence[tuple[str, str]], unit: str) -> Passage:
        """Return a total with those of its parts that are not zero: the list is complete."""
        told = [(label, name) for label, name in parts if self.figures[name]]
        if len(told) < 2:
            return self.write(f"{lead}。")
        return self.write(f"{lead}，其中" + "，".join(f"{label}{{{name}}}{unit}" for label, name in told) + "。")

    def filler(self, topic: str, sentences: int | None = None) -> Passage:
        """Return sentences without figures; sentences: how many, the report's usual number when not told."""
        return self.write(
            "".join(
                f"{self._draw('_when', _WHEN)}，{self._draw(topic, TOPICS[topic])}，{self._draw('_so', _SO)}。"
                for _ in range(self.sentences if sentences is None else sentences)
            )
        )

    def draw(self, name: str, wordings: Sequence[str], count: int) -> list[str]:
        """Return some of the wordings that were not drawn before."""
        return [self._draw(name, wordings) for _ in range(count)]

    def value(self, fact: str) -> int | Decimal:
        """Return a value, or the sum of several."""
        return sum(self.figures[name] for name in fact.split("+"))

    def _draw(self, name: str, wordings: Sequence[str]) -> str:
        deck = self._decks.get(name)
        if not deck:
            deck = self._decks[name] = list(wordings)
            self.chance.shuffle(deck)
        return deck.pop()

    def _figure(self, fact: str) -> str:
        part, slash, whole = fact.partition("/")
        if not slash:
            return str(self.value(fact))
        share = Decimal(100) * self.value(part) / self.value(whole)
        printed = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"{int(printed) if printed == int(printed) else printed}%"


# ---------------------------------------------------------------- words

_WHEN = (
    "年初", "入夏以前", "对照上级要求", "结合岗位实际", "依托值班制度", "针对来信来访中的提问", "按照既定分工", "借助办事大厅的屏幕",
    "参照先行单位的做法", "围绕民生实事", "根据问卷的结果", "机构调整以后", "网站改版期间", "会同档案管理人员", "利用午间的空档",
    "经集体讨论", "在集市日", "听取服务对象的看法后", "从细处着手", "本着便民的想法", "抓住办文的源头", "为减少往返", "趁台账更新之机",
    "年中复盘时", "入冬之后", "以案例作教材", "逢月末例会", "借同行互评的机会", "着眼于看得懂、用得上", "依照目录",
)  # fmt: skip

_SO = (
    "来人一看便知该找谁", "咨询电话明显减少", "经办人员心里有数", "老人也能看得明白", "查找起来省力不少", "过去含糊的地方说清楚了",
    "责任落到了具体岗位", "新来的同事很快上手", "误传的说法自然平息", "各科室的口径趋于一致", "外出的人也能及时知道", "旧账新账分得清",
    "质疑得到了正面回应", "监督有了抓手", "资料不再散落各处", "企业少走了弯路", "办理的节奏更加稳当", "窗口排队的时间短了",
    "得到了服务对象的肯定", "形成了前后衔接的流程", "漏项得以及时补上", "文字比过去浅白", "评议的分数稳中有升", "遇事有章可循",
    "差错比以往少", "衔接更加顺畅", "边远的村居也能同步看到", "留下了可以复查的记录", "大家的主动性更足了", "问题不过夜",
)  # fmt: skip

TOPICS: dict[str, tuple[str, ...]] = {
    "disclosure": (
        "把政策原文与解读放在同一页面", "逐项核对财政信息的公开时间", "补发了供水供热的检修安排", "细化重点工程的进展说明",
        "给惠企政策配上办事指南", "公布救助事项的标准和电话", "用图表说明收费依据", "将招生入学的办法提前发布",
        "录制了讲解短片并配上字幕", "更新了岗位招聘和技能培训的消息", "把会议议定的事项摘要上网", "标明每份文件的效力状态",
    ),
    "requests": (
        "完善登记、审核、答复、送达的流程", "对补正告知书的用语逐句推敲", "与申请人电话沟通弄清所需内容", "请法律顾问参与疑难件会商",
        "统一了答复文书的格式", "建立办理时限的提醒表", "开放查询进度的渠道", "把常被申请的内容转为主动发布",
        "对相近的申请集中研究", "在大厅备好纸质表格和样本", "编写受理人员的问答手册", "按月复核归档的卷宗",
    ),
    "management": (
        "在拟稿环节同步注明公开属性", "清理标题与正文不符的页面", "为存量文件补录文号和日期", "规范了转载内容的来源标注",
        "实行先审查、后发布的三道签字", "把失效文件移入历史库", "统一附件的命名方法", "对敏感信息作遮盖处理",
        "建立文件的动态调整机制", "将目录与档案编号对应起来", "登记每次改动的缘由", "抽查了各栏目的更新记录",
    ),
    "platform": (
        "调整首页的栏目次序", "修复打不开的链接", "优化站内检索的结果排序", "为手机访问简化版面", "设置大字号的阅读方式",
        "合并内容相近的栏目", "增添留言答复的公示页", "做好政务新媒体的备案和日常巡查", "在便民大厅设置查阅角", "演练了系统故障的处置",
        "加固账号和口令的管理", "把下载的附件换成通用格式",
    ),
    "supervision": (
        "将公开工作列入年度工作考核", "聘请社会监督员参与评议", "通报了抽查发现的问题", "组织业务骨干交流心得", "明确分管负责人和联络员",
        "开展面向来访人员的满意度测评", "按季检查栏目的更新", "约谈进度落后的单位", "把公开条例列为学习内容", "开设意见箱并逐条回复",
        "年末对各岗位的履职情况打分", "整理了常见差错的清单",
    ),
}  # fmt: skip

PROBLEMS = (
    ("解读的形式还较单一，文字多、图表少", "增加图解和短片，请受众先看样稿再发布"),
    ("个别栏目更新不够均衡", "给每个栏目确定更新周期和责任人，到期自动提醒"),
    ("基层经办人员更替较快，业务不够熟练", "编印上手手册，由熟手带新手办理满十件"),
    ("站内检索的准确度有待提高", "改进标题和关键词的著录，剔除重复页面"),
    ("与申请人的当面沟通做得偏少", "疑难件先通话、再答复，并记录沟通要点"),
    ("公开目录的颗粒度偏粗", "把目录细分到事项，写明时限、方式和岗位"),
    ("对历史文件的整理进展较慢", "分年度清点存量文件，每季度公布一批"),
    ("公众参与的渠道不够便捷", "在办事窗口和村居公示栏放置意见表，线上线下一并收集"),
    ("部分答复的说理不够充分", "编写说理示例，集体讨论后再发出"),
    ("数据发布的时效还不理想", "缩短审签的环节，统计结果形成后五个工作日内上网"),
)

PROGRESS = (
    "对上一年度报告所列的不足，已逐条落实整改", "上年查出的栏目空缺问题已经解决", "此前反映的附件打不开的情况已全部修复",
    "上年提出的培训计划已经完成",
)  # fmt: skip
