"""Invented annual reports in which nothing is wrong, in the formats of 2014, 2019 and 2021, made from a seed.

    report = make_report(2021, 2023, seed=7, kind="county")
    report.text(), report.values["received[total]"], render(report, "docx")

Issuers, deeds and numbers are made up. Every identity of the tables holds, the prose tells the tables' figures, and
`mentions` says where. The same arguments always give the same report. `with_cell` and the other methods put a mistake
into a report; `values` stay those of the report before it. How a report becomes a file is told in `_render`.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Literal, NamedTuple

from _figures import Figures, figures
from _prose import PROBLEMS, PROGRESS, Mention, Passage, Writer
from _render import render
from _tables import Cell, Form, Table, forms, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

__all__ = ["FORMATS", "KINDS", "Block", "Cell", "Mention", "Report", "Table", "make_report", "render", "reports"]

Kind = Literal["ministry", "province", "prefecture", "county", "township", "department"]
Size = Literal["small", "medium", "large"]

FORMATS = {2014: range(2014, 2019), 2019: range(2019, 2021), 2021: range(2021, 2026)}
"""The formats, and the report years of each."""

KINDS: tuple[Kind, ...] = ("ministry", "province", "prefecture", "county", "township", "department")
_SENTENCES = {"small": 0, "medium": 1, "large": 3}


class Block(NamedTuple):
    """One piece of a report, in reading order.

    kind: title, preamble, heading, paragraph, signature, caption or table. section: the id of the pack's section.
    level: of a heading, 1 is highest. mentions: the figures in the text.
    """

    kind: str
    text: str = ""
    section: str = ""
    level: int = 0
    mentions: tuple[Mention, ...] = ()
    table: Table | None = None


class Report(NamedTuple):
    """One report. values: by fact (`received[total]`, in the 2014 format `requests.received`), None where left blank.

    Amounts of money are in 万元, fees for handling requests (`fee.*`) in 元.
    """

    format: int
    year: int
    seed: int
    issuer: str
    kind: Kind
    blocks: tuple[Block, ...]
    values: dict[str, int | Decimal | None]

    @property
    def pack(self) -> str:
        return f"annual-report-{self.format}"

    @property
    def mentions(self) -> list[tuple[int, Mention]]:
        """Return the figures of the prose with the index of their block."""
        return [(index, mention) for index, block in enumerate(self.blocks) for mention in block.mentions]

    @property
    def tables(self) -> dict[str, Table]:
        return {block.table.id: block.table for block in self.blocks if block.table}

    def text(self) -> str:
        """Return the prose, one paragraph a line, without the tables."""
        return "\n".join(block.text for block in self.blocks if not block.table)

    def with_cell(self, table_id: str, row_id: str, column_id: str, text: str) -> Report:
        """Return the report with another text in one cell (`label` and `unit` are columns, too)."""
        return self.with_table(self.tables[table_id].with_cell(row_id, column_id, text))

    def with_table(self, table: Table) -> Report:
        """Return the report with another version of one of its tables."""
        return self._replace(
            blocks=tuple(
                block._replace(table=table) if block.table and block.table.id == table.id else block
                for block in self.blocks
            )
        )

    def with_figure(self, index: int, mention: Mention, text: str) -> Report:
        """Return the report with another figure in the prose of one block."""
        block = self.blocks[index]
        grown = len(text) - len(mention.text)
        mentions = []
        for one in block.mentions:
            if one.start == mention.start:
                mentions.append(one._replace(end=one.end + grown, text=text))
            else:
                by = grown if one.start > mention.start else 0
                mentions.append(one._replace(start=one.start + by, end=one.end + by))
        edited = block.text[: mention.start] + text + block.text[mention.end :]
        return self.with_block(index, block._replace(text=edited, mentions=tuple(mentions)))

    def with_block(self, index: int, *blocks: Block) -> Report:
        """Return the report with one block replaced by others, or dropped."""
        return self._replace(blocks=(*self.blocks[:index], *blocks, *self.blocks[index + 1 :]))

    def without_section(self, section: str) -> Report:
        """Return the report without a section: its heading, its text, its table."""
        return self._replace(blocks=tuple(block for block in self.blocks if block.section != section))


def make_report(
    format: int,  # noqa: A002
    year: int,
    seed: int,
    kind: Kind,
    size: Size = "medium",
    *,
    blanks: bool = False,
) -> Report:
    """Return a report; blanks: leave cells empty where the number is zero, as careless issuers do."""
    if year not in FORMATS[format]:
        raise ValueError(f"no report of {year} has the format of {format}")
    chance = random.Random(f"{format} {year} {seed} {kind} {size}")
    return _Maker(chance, format, year, seed, kind, size, blanks=blanks).report()


def reports(count: int, size: Size = "medium") -> Iterator[Report]:
    """Yield reports of all formats, years and kinds in turn."""
    periods = [(first, year) for first, years in FORMATS.items() for year in years]
    for seed in range(count):
        first, year = periods[seed % len(periods)]
        yield make_report(first, year, seed, KINDS[seed // len(periods) % len(KINDS)], size)


# ---------------------------------------------------------------- issuers

_PLACES = [one + other for one in "砚茗棠岚榆苇霜芦澄墨柘鹤" for other in "坪渚杉汀岗禾"]
_OFFICES = ("教育", "水利", "民政", "审计", "统计", "司法", "财政", "交通运输")
_NATIONAL = ("国家苇业局", "国家梯田管理局", "国家堤岸管理局", "国家湖塘保护局", "国家竹木标准局")


class _Issuer(NamedTuple):
    """name: in the title; signs: under the report; we, whole: how it speaks of itself and of all it answers for."""

    name: str
    signs: str
    we: str
    whole: str
    government: bool


def _issuer(chance: random.Random, kind: Kind) -> _Issuer:
    place, above = chance.sample(_PLACES, 2)
    match kind:
        case "ministry":
            name = chance.choice(_NATIONAL)
            return _Issuer(name, name, "我局", "全系统", government=False)
        case "department":
            level = chance.choice("省市县区")
            name = f"{place}{level}{chance.choice(_OFFICES)}{'厅' if level == '省' else '局'}"
            return _Issuer(name, name, f"我{name[-1]}", f"全{name[-1]}", government=False)
        case "township":
            unit = chance.choice(("镇", "乡", "街道"))
            name = f"{above}{chance.choice('县区')}{place}{unit}"
            signs = f"{name}办事处" if unit == "街道" else f"{name}人民政府"
            return _Issuer(name, signs, f"我{unit}", f"全{unit}", government=True)
        case _:
            unit = {"province": "省", "prefecture": "市"}.get(kind) or chance.choice("县区")
            name = f"{place}{unit}"
            return _Issuer(name, f"{name}人民政府", f"我{unit}", f"全{unit}", government=True)


# ---------------------------------------------------------------- the report

_SECTIONS_2019 = (
    ("overview", "总体情况"),
    ("disclosure", "主动公开政府信息情况"),
    ("requests", "收到和处理政府信息公开申请情况"),
    ("disputes", "政府信息公开行政复议、行政诉讼情况"),
    ("problems", "存在的主要问题及改进情况"),
    ("other", "其他需要报告的事项"),
)
_SECTIONS_2014 = (
    ("overview", "概述"),
    ("disclosure", "主动公开政府信息情况"),
    ("requests", "依申请公开政府信息和不予公开政府信息情况"),
    ("fees", "政府信息公开的收费及减免情况"),
    ("disputes", "因政府信息公开申请行政复议、提起行政诉讼情况"),
    ("problems", "存在的主要问题及改进情况"),
    ("other", "其他需要报告的事项"),
)
_BASIS = {
    2019: "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
    2021: "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
}
_ASPECTS = (
    ("disclosure", "主动公开"),
    ("requests", "依申请公开"),
    ("management", "政府信息管理"),
    ("platform", "政府信息公开平台建设"),
    ("supervision", "监督保障"),
)
_OUTCOMES = (
    ("予以公开", "granted[total]"), ("部分公开", "partial[total]"), ("不予公开", "refused[total]"),
    ("无法提供", "unable[total]"), ("不予处理", "declined[total]"), ("其他处理", "settled[total]"),
)  # fmt: skip


class _Maker:
    """Puts one report together."""

    def __init__(
        self, chance: random.Random, period: int, year: int, seed: int, kind: Kind, size: Size, *, blanks: bool
    ) -> None:
        self.chance, self.period, self.year, self.seed, self.kind, self.blanks = (
            chance, period, year, seed, kind, blanks
        )  # fmt: skip
        self.issuer = _issuer(chance, kind)
        self.figures: Figures = figures(chance, period, kind)
        self.blank: set[str] = set()
        self.signed = chance.choice(("+-", "增减"))
        self.in_yuan = chance.random() < 0.5
        words = {"year": str(year), "next": str(year + 1), "we": self.issuer.we, "whole": self.issuer.whole}
        self.prose = Writer(chance, self.figures, words | {"name": self.issuer.name}, _SENTENCES[size])
        self.blocks: list[Block] = []
        self.section = ""

    def report(self) -> Report:
        name, year = self.issuer.name, self.year
        title = self.chance.choice((f"{name}{year}年", f"{year}年{name}")) + "政府信息公开工作年度报告"
        self.add("title", title)
        sections = _SECTIONS_2014 if self.period == 2014 else _SECTIONS_2019
        self.preamble([heading for _, heading in sections])
        for ordinal, (section, heading) in zip("一二三四五六七", sections, strict=False):
            self.section = section
            self.add("heading", f"{ordinal}、{heading}", level=1)
            getattr(self, f"{section}_{2014 if self.period == 2014 else 2019}")()
        self.section = ""
        self.signature()
        if self.period == 2014:
            self.section = "annex"
            self.add("caption", "附件")
            self.add("caption", f"{name}政府信息公开情况统计表")
            self.add("caption", f"（{year}年度）")
            self.table("statistics")
        values = {name: None if name in self.blank else value for name, value in self.figures.items()}
        return Report(self.period, year, self.seed, name, self.kind, tuple(self.blocks), values)

    def add(self, kind: str, said: Passage | str, level: int = 0) -> None:
        passage = Passage(said) if isinstance(said, str) else said
        self.blocks.append(Block(kind, passage.text, self.section, level, passage.mentions))

    def say(self, *passages: Passage) -> None:
        """Add a paragraph."""
        self.add("paragraph", sum(passages[1:], passages[0]))

    def part(self, number: int, heading: str, *passages: Passage) -> None:
        """Add a part of a section, its heading run in or on a line of its own, the same way all through a report."""
        head = f"（{'一二三四五六'[number]}）{heading}"
        if self.seed % 3 == 2:
            self.add("heading", head, level=2)
            self.say(*passages)
        else:
            self.say(Passage(f"{head}。"), *passages)

    def table(self, table_id: str) -> None:
        form = forms(f"annual-report-{self.period}")[table_id]
        table = lay_out(form, lambda row, column: self.printed(form, row, column), skewed=self.seed % 4 == 3)
        self.blocks.append(Block("table", "", self.section, table=table))

    def printed(self, form: Form, row: str, column: str) -> str:
        """Return what stands in a cell."""
        fact = row if form.id == "statistics" else f"{row}[{column}]"
        value = self.figures[fact]
        if self.blanks and not value and self.chance.random() < 0.5:
            self.blank.add(fact)
            return ""
        if column == "change" and value:
            return f"{self.signed[value < 0]}{abs(value)}"
        if column == "amount" and value:
            return f"{value * 10000}元" if self.in_yuan else f"{value}万元"
        return str(value)

    # ---------------------------------------------------------------- around the sections

    def preamble(self, headings: Sequence[str]) -> None:
        law = "《中华人民共和国政府信息公开条例》"
        basis = f"和{_BASIS[self.period]}要求" if self.period in _BASIS else "的规定"
        count = {6: "六", 7: "七"}[len(headings)]
        parts = f"全文包括{'、'.join(headings)}{count}个部分。"
        if self.period == 2014:
            parts = f"本报告由{'、'.join(headings)}{count}个部分组成，并附统计表。"
        period = self.chance.choice((
            "本报告所列数据的统计期限自<year>年1月1日起至<year>年12月31日止。",
            "所列数据的统计期限为<year>年1月1日至12月31日。",
        ))  # fmt: skip
        contact = self.chance.choice((
            "",
            "本报告的电子版可在政府网站（http://www.example.gov.cn）下载。",
            "对内容有疑问的，请与<name>办公室联系（电话：0000-8000000）。",
        ))  # fmt: skip
        announced = parts if self.chance.random() < 0.7 else ""
        opening = self.chance.choice((f"根据{law}{basis}，编制本报告。", f"本报告根据{law}{basis}编制。"))
        self.add("preamble", self.prose.write(f"{opening}{announced}{period}{contact}"))

    def signature(self) -> None:
        if self.chance.random() < 0.4:
            return
        month = self.chance.randint(1, 3) if self.issuer.government and self.kind != "township" else 1
        self.add("signature", self.issuer.signs)
        self.add("signature", f"{self.year + 1}年{month}月{self.chance.randint(8, 28)}日")

    # ---------------------------------------------------------------- the sections since 2019

    def overview_2019(self) -> None:
        write = self.prose.write
        self.say(
            write(
                "<year>年，<we>坚持以公开为常态、不公开为例外，各项公开任务按计划完成。",
                "<year>年，<we>落实条例要求，把公开贯穿于办文办事的全过程。",
                "一年来，<we>围绕群众关切，稳步推进政府信息公开。",
            )
        )
        for number, (topic, heading) in enumerate(_ASPECTS):
            self.part(number, heading, getattr(self, f"{topic}_aspect")(), self.prose.filler(topic))

    def disclosure_aspect(self) -> Passage:
        lead = self.chance.choice((
            "全年主动公开政府信息{disclosed}条", "<year>年，<whole>共主动公开政府信息{disclosed}条", "主动公开政府信息{disclosed}条"
        ))  # fmt: skip
        kinds = (("政策文件", "policy"), ("通知公告", "notices"), ("财政信息", "money"), ("其他信息", "rest"))
        told = self.prose.parts(lead, [(label, f"disclosed.{name}") for label, name in kinds], "条")
        told += self.prose.write("发布政策解读材料{articles}篇。", "配合重要文件推出解读材料{articles}篇。")
        if self.figures["licences[decisions]"]:
            told += self.prose.write(
                "全年作出行政许可决定{licences[decisions]}件、行政处罚决定{penalties[decisions]}件。",
                "作出行政处罚决定{penalties[decisions]}件，行政许可决定{licences[decisions]}件。",
            )
        return told

    def requests_aspect(self) -> Passage:
        write, n = self.prose.write, self.figures
        if not n["received[total]"] and not n["carried_in[total]"]:
            return write("全年未收到政府信息公开申请。", "<year>年没有收到政府信息公开申请，也没有上年结转的申请。")
        told = write(
            "全年新收政府信息公开申请{received[total]}件，上年结转{carried_in[total]}件。",
            "<year>年，<whole>新收政府信息公开申请{received[total]}件，另有上年结转{carried_in[total]}件。",
        )
        if n["received[natural]"] and n["received.organizations"]:
            told += write(
                "从申请人看，自然人申请{received[natural]}件，法人或其他组织申请{received.organizations}件。",
                "新收的申请中，自然人申请{received[natural]}件，占{received[natural]/received[total]}。",
            )
        told += self.prose.parts("全年办结{closed[total]}件", _OUTCOMES, "件")
        if n["closed[total]"] and n["granted[total]"]:
            told += write("", "予以公开的占办结总数的{granted[total]/closed[total]}。")
        return told + write(
            "结转下年度继续办理{carried_out[total]}件。", "年末结转下年度继续办理{carried_out[total]}件。"
        )

    def management_aspect(self) -> Passage:
        if self.period == 2019:
            return self.prose.write(
                "全年新制作规范性文件{normative[made]}件，新公开{normative[opened]}件，对外公开总数{normative[public]}件。",
                "本年新公开规范性文件{normative[opened]}件，累计对外公开{normative[public]}件。",
            )
        return self.prose.write(
            "全年制发行政规范性文件{normative[made]}件，废止{normative[repealed]}件，现行有效{normative[in_force]}件。",
            "本年制发行政规范性文件{normative[made]}件、废止{normative[repealed]}件，年末现行有效{normative[in_force]}件。",
        )

    def platform_aspect(self) -> Passage:
        return self.prose.write(
            "以政府网站为第一平台，统筹政务新媒体和线下查阅场所。",
            "网站、政务新媒体和查阅点各有分工，内容同源。",
            "对照检查指标，逐项梳理专栏的设置和更新。",
        )

    def supervision_aspect(self) -> Passage:
        return self.prose.write(
            "把政府信息公开纳入年度工作考核，委托第三方开展社会评议，未发生责任追究情形。",
            "工作考核、社会评议按计划进行，本年没有需要责任追究的情形。",
            "在工作考核中设置公开分值，社会评议结果良好，责任追究结果为零。",
        ) + self.prose.write(
            "组织业务培训{classes}次，培训{trainees}人次。", "全年举办培训班{classes}期，参加培训{trainees}人次。"
        )

    def disclosure_2019(self) -> None:
        self.table("disclosure")

    def requests_2019(self) -> None:
        self.table("requests")

    def disputes_2019(self) -> None:
        if self.seed % 2:
            self.say(self.disputes_told("disputes[review_total]"))
        self.table("disputes")

    def disputes_told(self, reviews: str) -> Passage:
        if not self.figures[reviews] and not self.figures["lawsuits"]:
            return self.prose.write(
                "<year>年，没有发生因政府信息公开引起的行政复议、行政诉讼。",
                "全年未发生涉及政府信息公开的行政复议和行政诉讼。",
            )
        lawsuits = "lawsuits" if self.period == 2014 else "disputes[direct_total]+disputes[after_total]"
        return self.prose.write(
            f"全年因政府信息公开发生行政复议{{{reviews}}}件，行政诉讼{{{lawsuits}}}件。",
            f"<year>年，涉及政府信息公开的行政复议{{{reviews}}}件、行政诉讼{{{lawsuits}}}件。",
        )

    def problems_2019(self) -> None:
        count = 2 + self.prose.sentences // 2
        pairs = self.chance.sample(PROBLEMS, count)
        numbers = "一二三四五"
        self.say(
            self.prose.write("存在的主要问题：", "<year>年的工作还存在以下问题：", "主要问题有：")
            + Passage("；".join(f"{numbers[at]}是{problem}" for at, (problem, _) in enumerate(pairs)) + "。")
        )
        self.say(
            self.prose.write(f"改进情况：{self.chance.choice(PROGRESS)}。", "")
            + self.prose.write("<next>年，<we>将着力抓好以下工作：", "针对上述问题，<next>年将从以下方面改进：")
            + Passage("；".join(f"{numbers[at]}是{remedy}" for at, (_, remedy) in enumerate(pairs)) + "。")
        )

    def other_2019(self) -> None:
        write = self.prose.write
        if self.period == 2019:
            self.say(write("<we>没有其他需要报告的事项。", "无其他需要报告的事项。"))
        elif self.figures["fee.notices"]:
            self.say(
                write(
                    "按照《政府信息公开信息处理费管理办法》，<year>年<whole>发出收费通知{fee.notices}件，总金额{fee.billed}元，实际收取{fee.collected}元。",
                    "<year>年，依据《政府信息公开信息处理费管理办法》发出收费通知{fee.notices}件，总金额{fee.billed}元，实际收取信息处理费{fee.collected}元。",
                )
            )
        else:
            self.say(
                write(
                    "按照《政府信息公开信息处理费管理办法》，<year>年未发出收费通知，未收取信息处理费。",
                    "<year>年，<we>没有发出收费通知，也没有收取信息处理费。除此之外，无其他需要报告的事项。",
                )
            )

    # ---------------------------------------------------------------- the sections of 2014

    def overview_2014(self) -> None:
        write = self.prose.write
        self.say(
            write(
                "<year>年，<we>坚持以公开为常态、不公开为例外，各项公开任务按计划完成。",
                "<year>年，<we>围绕群众关切，稳步推进政府信息公开工作。",
            ),
            self.prose.filler("supervision"),
        )
        staff = write(
            "从事政府信息公开工作人员{staff}人，其中专职人员{staff.full_time}人，兼职人员{staff.part_time}人。"
        )
        if self.figures["classes"]:
            staff += write("举办培训班{classes}次，接受培训人员{trainees}人次。")
        self.part(0, "队伍建设", staff, self.prose.filler("management"))
        self.part(1, "阵地建设", write("设置政府信息公开查阅点{reading_points}个。"), self.prose.filler("platform"))

    def disclosure_2014(self) -> None:
        write, n = self.prose.write, self.figures
        self.part(
            0,
            "公开数量",
            write(
                "全年主动公开政府信息{disclosed}条，其中主动公开规范性文件{documents.disclosed}条。",
                "截至<year>年12月31日，全年主动公开政府信息{disclosed}条。",
            ),
            write("制发规范性文件{documents.issued}件。"),
        )
        self.part(
            1,
            "公开渠道",
            write("政府网站公开政府信息{channels.website}条，政务微信公开政府信息{channels.wechat}条，"),
            write("政府公报公开政府信息{channels.gazette}条，政务微博公开政府信息{channels.microblog}条，"),
            write("其他方式公开政府信息{channels.other}条。"),
        )
        told = write("发布政策解读稿件{articles}篇。") if n["articles"] else Passage("")
        if n["press"] and n["interviews"]:
            told += write("参加或举办新闻发布会{press}次，开展在线访谈{interviews}次。")
        self.part(2, "解读回应", told, self.prose.filler("disclosure", self.prose.sentences + 1))

    def requests_2014(self) -> None:
        write, n = self.prose.write, self.figures
        if not n["requests.received"]:
            self.say(write("全年未收到政府信息公开申请。", "<year>年没有收到政府信息公开申请。"))
            return
        kinds = (("当面", "visit"), ("传真", "fax"), ("网络", "network"), ("信函", "letter"))
        lead = self.chance.choice((
            "全年收到政府信息公开申请{requests.received}件", "<year>年共收到政府信息公开申请{requests.received}件"
        ))  # fmt: skip
        by = [(f"{label}申请", f"requests.by.{name}") for label, name in kinds]
        self.part(0, "申请情况", self.prose.parts(lead, by, "件"))
        told = write("所收申请中，按时办结{requests.on_time}件，延期办结{requests.extended}件。")
        told += write("在答复的申请中，同意公开{answers.granted}件，不同意公开{answers.refused}件。", "")
        self.part(1, "办理情况", told, self.prose.filler("requests"))

    def fees_2014(self) -> None:
        self.say(
            self.prose.write(
                "全年未收取任何检索、复制、邮寄费用，也没有发生减免。",
                "<year>年，依申请提供政府信息未收取任何费用，没有减免情况。",
            )
        )

    def disputes_2014(self) -> None:
        self.say(self.disputes_told("reviews"))

    def problems_2014(self) -> None:
        self.problems_2019()

    def other_2014(self) -> None:
        self.say(self.prose.write("无其他需要报告的事项。", "<we>没有其他需要报告的事项。"))
