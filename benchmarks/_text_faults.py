"""Mistakes of wording, marks, copying and care that drafters make, one put into a correct report at a time.

As in `_faults`, a maker returns None where the report has no place for its mistake.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from _faults import Fault
from bigrams import common_characters

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from reports import Report

_LEAST = 30  # characters of a paragraph that something is put into
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _paragraphs(report: Report) -> list[int]:
    return [at for at, block in enumerate(report.blocks) if block.kind == "paragraph" and len(block.text) >= _LEAST]


def in_text(
    change: Callable[[str, random.Random], str | None], *rules: str
) -> Callable[[Report, random.Random], Fault | None]:
    """Return a maker that changes the text of one paragraph."""

    def make(report: Report, chance: random.Random) -> Fault | None:
        places = _paragraphs(report)
        chance.shuffle(places)
        for at in places:
            block = report.blocks[at]
            text = change(block.text, chance)
            if text is not None and text != block.text:
                return Fault(report.with_block(at, block._replace(text=text, mentions=())), frozenset(rules))
        return None

    return make


def anywhere(
    change: Callable[[str, random.Random], str | None], *rules: str
) -> Callable[[Report, random.Random], Fault | None]:
    """Return a maker that changes the text of a paragraph or of the preamble."""

    def make(report: Report, chance: random.Random) -> Fault | None:
        places = [at for at, block in enumerate(report.blocks) if block.kind in ("paragraph", "preamble")]
        chance.shuffle(places)
        for at in places:
            block = report.blocks[at]
            text = change(block.text, chance)
            if text is not None and text != block.text:
                return Fault(report.with_block(at, block._replace(text=text, mentions=())), frozenset(rules))
        return None

    return make


def line(texts: Sequence[str], *rules: str) -> Callable[[Report, random.Random], Fault | None]:
    """Return a maker that puts a line of its own behind a paragraph."""

    def make(report: Report, chance: random.Random) -> Fault | None:
        places = _paragraphs(report)
        if not places:
            return None
        at = chance.choice(places)
        block = report.blocks[at]
        extra = block._replace(text=chance.choice(texts), mentions=())
        return Fault(report.with_block(at, block, extra), frozenset(rules))

    return make


def _ends(text: str) -> list[int]:
    """Return the offsets behind the sentences of a text."""
    return [match.end() for match in re.finditer("。", text)]


def _inserted(text: str, chance: random.Random, words: str) -> str | None:
    ends = _ends(text)
    if not ends:
        return None
    at = chance.choice(ends)
    return text[:at] + words + text[at:]


def identity_number(text: str, chance: random.Random) -> str | None:
    """Name an applicant's identity number, in the words of a sentence or bare."""
    day = f"{chance.randint(1950, 2003)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    digits = f"{chance.randint(110101, 659000)}{day}{chance.randint(0, 999):03}"
    check = "10X98765432"[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]
    lead = chance.choice(["张某（身份证号{}）申请1件。", "申请人证件{}已核验。", "李某某，{}，申请已答复。"])
    return _inserted(text, chance, lead.format(digits + check))


def mobile_number(text: str, chance: random.Random) -> str | None:
    """Name an applicant's telephone number."""
    number = f"1{chance.randint(3, 9)}{chance.randint(0, 999999999):09}"
    lead = chance.choice(["申请人（手机{}）已收到答复。", "王某（{}）来电咨询。", "已电话（{}）告知申请人。"])
    return _inserted(text, chance, lead.format(number))


def applicant(text: str, chance: random.Random) -> str | None:
    """Name an applicant."""
    name = chance.choice("王李张刘陈杨赵吴徐孙") + chance.choice(["建国", "小梅", "海", "文静", "志强"])
    lead = chance.choice(["申请人{}不服答复。", "原告{}、第三人某公司到庭。", "申请人：{}，已答复。"])
    return _inserted(text, chance, lead.format(name))


def half_width(text: str, chance: random.Random) -> str | None:  # noqa: ARG001
    """Write the commas of a paragraph half-width."""
    return text.replace("，", ",")


def traditional(text: str, chance: random.Random) -> str | None:
    """Copy a sentence from a Traditional text."""
    import opencc

    sentence = chance.choice([part for part in text.split("。") if part])
    return text.replace(sentence, opencc.OpenCC("s2t").convert(sentence), 1)


def doubled_word(text: str, chance: random.Random) -> str | None:
    """Write a particle, or a word at the end of a clause, twice."""
    places = [match.span() for match in re.finditer("的(?=[一-鿿])|(?<=[一-鿿])[一-鿿]{2}(?=[，。；])", text)]
    if not places:
        return None
    start, end = chance.choice(places)
    return text[:end] + text[start:end] + text[end:]


def doubled_mark(text: str, chance: random.Random) -> str | None:
    """Write a mark twice, or another one behind it."""
    places = [match.start() for match in re.finditer("[，。；]", text)]
    at = chance.choice(places) if places else 0
    return text[: at + 1] + chance.choice("，。；") + text[at + 1 :] if places else None


def lost_mark(text: str, chance: random.Random) -> str | None:
    """Lose one half of a pair of brackets or quotes."""
    places = [match.start() for match in re.finditer("[《》（）“”]", text) if not text[:2].startswith("（")]
    at = chance.choice(places) if places else 0
    return text[:at] + text[at + 1 :] if places else None


def document_number(text: str, chance: random.Random) -> str | None:
    """Write the number of a document in another form."""
    forms = ["[{}]{}号", "（{}）{}号", "〔{}〕第{}号", "〔{}〕0{}号", "【{}】{}号"]
    form = chance.choice(forms)
    return re.sub(r"〔(\d{4})〕(\d+)号", lambda match: form.format(match[1], match[2]), text, count=1)


def wrong_word(text: str, chance: random.Random) -> str | None:
    """Use a word that is often confused with the right one."""
    pairs = [("其他", "其它"), ("截至", "截止"), ("作为", "做为"), ("部署", "布署"), ("撤销", "撤消"), ("反映", "反应")]
    standing = [pair for pair in pairs if pair[0] in text]
    return text.replace(*chance.choice(standing), 1) if standing else None


def number_lost(text: str, chance: random.Random) -> str | None:
    """Lose the number of a count, or leave a place-holder."""
    places = [match.span() for match in re.finditer(r"(?<=[一-鿿])\d+(?=[条件篇次])", text)]
    if not places:
        return None
    start, end = chance.choice(places)
    return text[:start] + chance.choice(["", "××", "***", "XX"]) + text[end:]


def approximate_twice(text: str, chance: random.Random) -> str | None:
    """Say twice that a number is round."""
    places = [match.span() for match in re.finditer(r"(?<=[一-鿿])\d+(?=[条件篇])", text)]
    start, end = chance.choice(places) if places else (0, 0)
    return f"{text[:start]}约{text[start:end]}余{text[end:]}" if places else None


def cut_short(text: str, chance: random.Random) -> str | None:
    """Lose the end of a paragraph."""
    places = [match.end() for match in re.finditer("，", text) if match.end() > _LEAST]
    return text[: chance.choice(places)] if places else None


def junk(text: str, chance: random.Random) -> str | None:
    """Put two to four characters of a common stock into the middle of a sentence."""
    places = [match.start() + 2 for match in re.finditer("(?=[一-鿿]{4})", text)]
    at = chance.choice(places) if places else 0
    characters = "".join(chance.choices(common_characters(), k=chance.randint(2, 4)))
    return f"{text[:at]}{characters}{text[at:]}" if places else None


_OTHERS = {"province": "我市", "prefecture": "我县", "county": "我市", "township": "我办", "department": "我中心"}
_URBAN = {"county": "我县", "township": "我镇"}  # a district may speak of its city, and a sub-district is an office


def called_otherwise(report: Report, chance: random.Random) -> Fault | None:
    """Let the issuer call itself what it is not."""
    urban = report.issuer.endswith(("区", "街道"))
    word = (_URBAN if urban else _OTHERS).get(report.kind)
    add = in_text(lambda text, chance: _inserted(text, chance, f"{word}对此高度重视。"), "foreign-name")
    return add(report, chance) if word else None


def another_issuer(report: Report, chance: random.Random) -> Fault | None:
    """Let a sentence name an organ of a place far away, or one whose name is one character off."""
    other = report.issuer.replace(report.issuer[1], "榈", 1)
    words = chance.choice(["正定县人民政府坚持把公开作为常态。", "义乌市人民政府狠抓落实。", f"{other}带头落实。"])
    fits = len(other) >= 5 if words.startswith(other) else report.kind == "county"
    return (
        in_text(lambda text, chance: _inserted(text, chance, words), "foreign-name")(report, chance) if fits else None
    )


def changed_copy(report: Report, chance: random.Random) -> Fault | None:
    """Let a paragraph stand twice, with two characters of the copy changed."""
    long = [at for at in _paragraphs(report) if len(report.blocks[at].text) >= 60 and report.blocks[at].text[0] != "（"]
    if not long:
        return None
    block = report.blocks[chance.choice(long)]
    text = block.text
    for _ in range(2):
        at = chance.randrange(10, len(text) - 10)
        text = text[:at] + chance.choice("新再更大好") + text[at + 1 :]
    at = chance.choice(_paragraphs(report))
    faulty = report.with_block(at, report.blocks[at], block._replace(text=text, mentions=()))
    return Fault(faulty, frozenset({"duplicate-passage"}))


SECRECY = ("秘密★5年", "机密★", "内部资料，注意保存")
RESIDUE = (
    "打印本页",
    "【字体：大 中 小】",
    "分享到：微信 微博",
    "上一篇：关于开展检查的通知",
    "责任编辑：办公室",
    "扫一扫在手机打开当前页",
)

CLASSES = {
    "identity number given": in_text(identity_number, "personal-data"),
    "mobile number given": in_text(mobile_number, "personal-data"),
    "applicant named": in_text(applicant, "personal-data"),
    "half-width commas": in_text(half_width, "halfwidth-marks"),
    "sentence in Traditional characters": in_text(traditional, "mixed-script"),
    "word written twice": in_text(doubled_word, "repeated-words"),
    "mark written twice": in_text(doubled_mark, "doubled-marks"),
    "half of a pair lost": anywhere(lost_mark, "unbalanced-marks"),
    "document number in another form": anywhere(document_number, "document-number-format", "stale-citation"),
    "word confused": anywhere(wrong_word, "preferred-wording"),
    "number lost or left open": in_text(number_lost, "missing-number", "masked-text"),
    "approximate twice": in_text(approximate_twice, "double-approximation"),
    "paragraph cut short": in_text(cut_short, "clause-left-open"),
    "paragraph copied and changed": changed_copy,
    "characters of junk": in_text(junk, "garbled-text"),
    "called what it is not": called_otherwise,
    "organ of another place": another_issuer,
    "secrecy mark": line(SECRECY, "secrecy-mark"),
    "line of a web page": line(RESIDUE, "web-page-residue"),
}
