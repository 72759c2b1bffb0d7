"""Invented drafts for the benchmarks: annual reports in the format of 2014, made from a seed, always the same.

Places, deeds and numbers are made up. A draft has about 14 KB: the prescribed sections in several hundred sentences'
worth of text, put together from phrases so that no passage stands twice, and the full statistics table in one of the
layouts in which tables reach a linter. The numbers satisfy every identity of the table, and the prose tells the
table's. `defective` breaks some of that on purpose.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Numbers = dict[str, int]

_PLACES = ("青石", "柳泉", "松月", "鹿鸣", "雁回", "梨川", "晴屏", "榆荫", "云杉", "麦湾", "石榆", "苇塘")
_YEARS = (2014, 2015, 2016, 2017, 2018)

_WHO = (
    "县政府办公室", "各乡镇便民服务中心", "城区各街道", "县信息中心", "教育部门", "卫生部门", "民政部门", "交通运输部门",
    "住房保障部门", "农业技术推广站", "安全生产监管部门", "食品检验机构", "县档案馆", "县图书馆", "公共资源交易中心",
    "不动产登记窗口", "社会保险经办机构", "林业工作站", "水务部门", "县统计部门", "环境监测站", "文化馆", "供销联社",
    "县法律援助中心", "广播电视台", "城市管理部门", "气象台", "粮食储备库", "县残疾人服务中心", "工业园区管理机构",
)  # fmt: skip
_WHEN = (
    "年初", "入汛以前", "春耕前后", "每逢月末", "秋收之前", "开学前夕", "机构调整以后", "网站改版期间", "新规施行之际",
    "接到群众来信后", "结合走访", "借助村级广播", "依托办事大厅", "通过流动服务车", "会同相邻单位", "对照上级要求",
    "参照先行地区的做法", "经集体讨论", "按照既定分工", "利用农闲时节", "在集市日", "配合专项检查", "根据问卷结果",
    "听取代表意见后", "围绕民生实事",
)  # fmt: skip
_DID = (
    "梳理审批事项的条件和材料", "重编便民手册的目录", "核对公示栏里的联系方式", "整理历年文件的电子文本", "公布水质检测的结果",
    "张贴低保对象的名单", "发布农机补贴的进度", "更新公交线路的图示", "说明学区划分的依据", "通报道路养护的安排",
    "介绍合作医疗的报销办法", "刊登招标项目的公告", "回复留言板上的提问", "录制政策讲解的短片", "绘制办事流程的图解",
    "清理失效的链接", "补充栏目的说明文字", "统一页面的版式", "登记来访者的诉求", "编写窗口人员的问答", "公开救灾物资的去向",
    "公示危房改造的名册", "汇总企业反映的难点", "展示规划方案的草图", "征集街巷命名的建议", "披露预算执行的明细",
    "解释收费标准的变化", "提示汛期出行的风险", "列出证照办理的时限", "标明档案查阅的地点", "刊发就业岗位的消息",
    "通报药品抽检的情况", "公布停水检修的时间", "说明拆迁补偿的算法", "介绍助学贷款的手续", "发布病虫防治的要领",
)  # fmt: skip
_THEN = (
    "逐项注明责任人和期限", "请村干部念给老人听", "抄送有关单位备查", "同步放到手机页面上", "印成单页分发到户",
    "在公告栏保留一个月", "附上经办人的电话", "配上通俗的例子", "交由专人校对文字", "按类别编号归档", "听取了住户的看法",
    "留出时间接受询问", "把疑难问题另行答复", "与上一版本逐条比较", "标出改动的地方", "请律师看过措辞",
    "用方言录了一遍", "张贴在人多的路口", "放进图书室的书架", "写入交接清单", "送到偏远的村组", "约定下次更新的日子",
    "注明数据的来处", "撤下了过期的内容", "替换了模糊的照片", "加上了检索的入口", "请志愿者试读", "核实了门牌和路名",
)  # fmt: skip
_SO_THAT = (
    "群众不必多跑一趟", "来人一看便知该找谁", "咨询的电话少了许多", "外出务工的人也能及时知道", "老人孩子都看得明白",
    "办事的人心里有数", "企业少走了弯路", "邻里之间少了误会", "窗口排队的时间短了", "村民代表表示赞成",
    "过去含糊的地方说清楚了", "经办人员有了依据", "监督有了抓手", "新来的同志很快上手", "查找起来省力不少",
    "旧账新账分得清", "来信反映的问题有了着落", "外地客商也能查到", "各单位口径趋于一致", "误传的说法自然平息",
    "住户可以放心安排", "资料不再散落各处", "责任落到了具体岗位", "质疑的声音得到回应",
)  # fmt: skip

_SECTIONS = (
    "概述",
    "主动公开政府信息情况",
    "依申请公开政府信息和不予公开政府信息情况",
    "政府信息公开的收费及减免情况",
    "因政府信息公开申请行政复议和提起行政诉讼情况",
    "存在的主要问题及改进措施",
    "其他需要报告的事项",
)

# label, unit, name of the number; no unit: the line heads the ones below it
_TABLE = (
    ("一、主动公开情况", "", ""),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "disclosed"),
    ("其中：主动公开规范性文件数", "条", "documents_disclosed"),
    ("制发规范性文件总数", "件", "documents"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "", ""),
    ("1．政府公报公开政府信息数", "条", "gazette"),
    ("2．政府网站公开政府信息数", "条", "website"),
    ("3．政务微博公开政府信息数", "条", "microblog"),
    ("4．政务微信公开政府信息数", "条", "wechat"),
    ("5．其他方式公开政府信息数", "条", "other"),
    ("二、回应解读情况", "", ""),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "responses"),
    ("（二）通过不同渠道和方式回应解读的情况", "", ""),
    ("1．参加或举办新闻发布会总次数", "次", "press"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "press_leader"),
    ("2．政府网站在线访谈次数", "次", "interviews"),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "interviews_leader"),
    ("3．政策解读稿件发布数", "篇", "articles"),
    ("4．微博微信回应事件数", "次", "replies"),
    ("5．其他方式回应事件数", "次", "other_replies"),
    ("三、依申请公开情况", "", ""),
    ("（一）收到申请数", "件", "received"),
    ("1．当面申请数", "件", "visit"),
    ("2．传真申请数", "件", "fax"),
    ("3．网络申请数", "件", "network"),
    ("4．信函申请数", "件", "letter"),
    ("（二）申请办结数", "件", "closed"),
    ("1．按时办结数", "件", "on_time"),
    ("2．延期办结数", "件", "extended"),
    ("（三）申请答复数", "件", "closed"),
    ("1．属于已主动公开范围数", "件", "public"),
    ("2．同意公开答复数", "件", "granted"),
    ("3．同意部分公开答复数", "件", "partly"),
    ("4．不同意公开答复数", "件", "refused"),
    ("其中：涉及国家秘密", "件", "secret"),
    ("涉及商业秘密", "件", "commercial"),
    ("涉及个人隐私", "件", "privacy"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", "security"),
    ("不是《条例》所指政府信息", "件", "no_information"),
    ("法律法规规定的其他情形", "件", "other_reason"),
    ("5．不属于本行政机关公开数", "件", "elsewhere"),
    ("6．申请信息不存在数", "件", "absent"),
    ("7．告知作出更改补充数", "件", "amend"),
    ("8．告知通过其他途径办理数", "件", "redirected"),
    ("四、行政复议数量", "件", "reviews"),
    ("（一）维持具体行政行为数", "件", "reviews_upheld"),
    ("（二）被依法纠错数", "件", "reviews_corrected"),
    ("（三）其他情形数", "件", "reviews_other"),
    ("五、行政诉讼数量", "件", "lawsuits"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "lawsuits_upheld"),
    ("（二）被依法纠错数", "件", "lawsuits_corrected"),
    ("（三）其他情形数", "件", "lawsuits_other"),
    ("六、举报投诉数量", "件", "complaints"),
    ("七、依申请公开信息收取的费用", "万元", "fee"),
    ("八、机构建设和保障经费情况", "", ""),
    ("（一）政府信息公开工作专门机构数", "个", "offices"),
    ("（二）设置政府信息公开查阅点数", "个", "reading_points"),
    ("（三）从事政府信息公开工作人员数", "人", "staff"),
    ("1．专职人员数（不包括政府公报及政府网站工作人员数）", "人", "full_time"),
    ("2．兼职人员数", "人", "part_time"),
    (
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
        "budget",
    ),
    ("九、政府信息公开会议和培训情况", "", ""),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "meetings"),
    ("（二）举办各类培训班数", "次", "classes"),
    ("（三）接受培训人员数", "人次", "trainees"),
)

_LAYOUTS: tuple[Callable[[str, str, str], str], ...] = (
    lambda label, unit, value: f"{label} | {unit} | {value}",
    lambda label, unit, value: f"|{label}|{unit}|{value}|",
    lambda label, unit, value: f"{label}\t{unit}\t{value}" if unit else label,
    lambda label, unit, value: f"{label}\n{unit}\n{value}" if unit else label,
    lambda label, unit, value: f"{label} {unit} {value}" if unit else label,
)


def clean(number: int) -> str:
    """Return draft `number`: nothing is wrong with it."""
    chance = random.Random(number)
    return _report(chance, _numbers(chance), _LAYOUTS[number % len(_LAYOUTS)])


def defective(number: int) -> str:
    """Return a draft with some of: a sum that is off, text unlike the table, wrong words and marks, a repeat."""
    chance = random.Random(number)
    numbers = _numbers(chance)
    text = _report(chance, numbers, _LAYOUTS[number % len(_LAYOUTS)], printed={"visit": numbers["visit"] + 9})
    text = text.replace(
        f"政府网站公开政府信息{numbers['website']}条", f"政府网站公开政府信息{numbers['website'] + 90}条", 1
    )
    lines = text.replace("截至", "截止", 1).split("\n")
    paragraph = max(range(len(lines)), key=lambda at: len(lines[at]))
    lines[paragraph] = lines[paragraph].replace("，", ",", 3)
    return "\n".join([*lines[: paragraph + 2], lines[paragraph], *lines[paragraph + 2 :]])


def drafts(count: int) -> Iterator[str]:
    """Yield drafts, one in twenty of them defective."""
    for number in range(count):
        yield defective(number) if number % 20 == 7 else clean(number)


def long_draft(size: int) -> str:
    """Return one clean draft of about `size` bytes of UTF-8; the table stays as it is, the prose grows."""
    chance = random.Random(size)
    numbers = _numbers(chance)
    bare = len(_report(chance, numbers, _LAYOUTS[0], sentences=0).encode())
    return _report(chance, numbers, _LAYOUTS[0], sentences=max(0, size - bare) // 153 // 5)


# ---------------------------------------------------------------- the report


def _report(
    chance: random.Random,
    numbers: Numbers,
    layout: Callable[[str, str, str], str],
    *,
    sentences: int = 10,
    printed: Numbers | None = None,
) -> str:
    """Return a report; sentences: how many of running text in each of five sections; printed: other table values."""
    place = chance.choice(_PLACES)
    year = chance.choice(_YEARS)
    lines = [f"{place}县{year}年政府信息公开工作年度报告", "", *_preamble(place, year)]
    for number, title in enumerate(_SECTIONS):
        lines += ["", f"{'一二三四五六七'[number]}、{title}"]
        lines += _body(chance, numbers, year, number, sentences)
    lines += ["", f"{place}县人民政府办公室", f"{year + 1}年3月{chance.randint(1, 28)}日", ""]
    lines += ["附件", f"{place}县政府信息公开情况统计表", f"（{year}年度）", layout("统计指标", "单位", "统计数")]
    values = numbers | (printed or {})
    lines += [layout(label, unit, str(values[name]) if name else "") for label, unit, name in _TABLE]
    return "\n".join(lines) + "\n"


def _preamble(place: str, year: int) -> Iterator[str]:
    yield (
        f"根据《中华人民共和国政府信息公开条例》（以下简称《条例》），由{place}县人民政府办公室综合各乡镇、各部门的材料编制。"
        f"本报告由{'、'.join(_SECTIONS)}七个部分组成，并附《政府信息公开情况统计表》。"
        f"本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    )


def _body(chance: random.Random, n: Numbers, year: int, section: int, sentences: int) -> Iterator[str]:
    """Yield the paragraphs of one section."""
    match section:
        case 0:
            yield f"{year}年，全县坚持以公开为常态、不公开为例外。{_prose(chance, sentences)}"
            yield (
                f"（一）队伍建设。从事政府信息公开工作人员{n['staff']}人，其中专职人员{n['full_time']}人，"
                f"兼职人员{n['part_time']}人。举办培训班{n['classes']}次，接受培训人员{n['trainees']}人次。"
            )
            yield f"（二）阵地建设。设置政府信息公开查阅点{n['reading_points']}个。{_prose(chance, 2)}"
        case 1:
            yield (
                f"（一）公开数量。截至{year}年12月31日，全年主动公开政府信息{n['disclosed']}条，其中主动公开规范性文件"
                f"{n['documents_disclosed']}条。制发规范性文件{n['documents']}件。"
            )
            yield (
                f"（二）公开渠道。政府网站公开政府信息{n['website']}条，政府公报公开政府信息{n['gazette']}条，"
                f"政务微博公开政府信息{n['microblog']}条，政务微信公开政府信息{n['wechat']}条，"
                f"其他方式公开政府信息{n['other']}条。"
            )
            yield f"（三）重点领域。{_prose(chance, sentences)}"
            yield (
                f"（四）解读回应。发布政策解读稿件{n['articles']}篇。参加或举办新闻发布会{n['press']}次，开展在线访谈"
                f"{n['interviews']}次。回应公众关注热点或重大舆情{n['responses']}次。"
            )
        case 2:
            yield (
                f"（一）申请情况。全年收到政府信息公开申请{n['received']}件，其中：当面申请{n['visit']}件，"
                f"传真申请{n['fax']}件，网络申请{n['network']}件，信函申请{n['letter']}件。"
            )
            yield (
                f"（二）办理情况。按时办结{n['on_time']}件，延期办结{n['extended']}件。属于已主动公开范围{n['public']}件，"
                f"同意公开{n['granted']}件，同意部分公开{n['partly']}件，不同意公开{n['refused']}件。"
            )
            yield f"（三）服务情况。{_prose(chance, sentences)}"
        case 3:
            yield "全年未收取任何检索、复制、邮寄费用，也没有发生减免。"
        case 4:
            yield (
                f"全年因政府信息公开发生行政复议{n['reviews']}件，行政诉讼{n['lawsuits']}件。"
                f"收到有关政府信息公开的举报投诉{n['complaints']}件，均已核实并答复当事人。"
            )
            yield _prose(chance, sentences)
        case 5:
            yield f"主要问题：{_prose(chance, sentences)}"
            yield f"{year + 1}年，将从以下两个方面改进：一是补齐短板，把公开要求写进岗位职责；二是做实解读，让文字更加浅白。"
        case _:
            yield "无其他需要报告的事项。"


def _prose(chance: random.Random, sentences: int) -> str:
    """Return sentences, in paragraphs of twelve."""
    told = [_sentence(chance) for _ in range(sentences)]
    return "\n".join("".join(told[at : at + 12]) for at in range(0, len(told), 12))


def _sentence(chance: random.Random) -> str:
    who, when, so_that = (chance.choice(words) for words in (_WHO, _WHEN, _SO_THAT))
    did, also = chance.sample(_DID, 2)
    return f"{who}{when}{did}，{chance.choice(_THEN)}，又{also}，{so_that}。"


# ---------------------------------------------------------------- the numbers


def _numbers(chance: random.Random) -> Numbers:
    """Return the numbers of a table, every identity satisfied."""
    up_to = lambda most: chance.randint(0, most)  # noqa: E731
    n: Numbers = {
        "fee": 0,
        "offices": 1,
        "reading_points": 1 + up_to(30),
        "budget": up_to(90),
        "meetings": 1 + up_to(9),
    }
    channels = {name: up_to(3000) for name in ("gazette", "microblog", "wechat", "other")}
    n |= channels | {"website": 3000 + up_to(9000)}
    n["disclosed"] = n["website"] + chance.randint(0, max(0, sum(channels.values()) - 1))
    n["documents"] = 1 + up_to(80)
    n["documents_disclosed"] = up_to(n["documents"])
    n |= {"press": 1 + up_to(20), "interviews": 1 + up_to(20), "articles": up_to(200)}
    n |= {"replies": up_to(90), "other_replies": up_to(20)}
    n |= {"press_leader": up_to(n["press"]), "interviews_leader": up_to(n["interviews"])}
    n["responses"] = up_to(n["press"] + n["interviews"])
    _parts(chance, n, ("secret", "commercial", "privacy", "security", "no_information", "other_reason"), "refused")
    answers = ("public", "granted", "partly", "refused", "elsewhere", "absent", "amend", "redirected")
    _parts(chance, n, answers, "closed")
    n["received"] = n["closed"]
    _divide(chance, n, "received", ("visit", "fax", "network", "letter"))
    _divide(chance, n, "closed", ("on_time", "extended"))
    _parts(chance, n, ("reviews_upheld", "reviews_corrected", "reviews_other"), "reviews")
    _parts(chance, n, ("lawsuits_upheld", "lawsuits_corrected", "lawsuits_other"), "lawsuits")
    _parts(chance, n, ("full_time", "part_time"), "staff")
    n["complaints"] = up_to(9)
    n["classes"] = 1 + up_to(12)
    n["trainees"] = n["classes"] * (5 + up_to(40))
    return n


def _parts(chance: random.Random, n: Numbers, names: tuple[str, ...], total: str) -> None:
    """Choose the parts of a total that have no value yet, and add them up."""
    for name in names:
        n.setdefault(name, 1 + chance.randint(0, 60))
    n[total] = sum(n[name] for name in names)


def _divide(chance: random.Random, n: Numbers, total: str, names: tuple[str, ...]) -> None:
    """Divide a total into parts."""
    cuts = sorted(chance.randint(0, n[total]) for _ in names[1:])
    for name, low, high in zip(names, [0, *cuts], [*cuts, n[total]], strict=True):
        n[name] = high - low
