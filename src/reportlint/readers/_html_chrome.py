"""Tells the report from what surrounds it on a web page: navigation, share buttons, footers.

The evidence is general: elements made for navigation, runs of links, the words of page furniture, and where the
running text and the data tables begin and end. To lose a line of the report is worse than to keep one of the
furniture, so what stands between the first and the last running text stays unless it is evidently furniture, and a
short line outside stays until evident furniture parts it from the text. Nothing here knows a site or a report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reportlint.readers._html_pieces import Line, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.readers._html_pieces import Piece

_RUN: Final = 3  # links in a row that are navigation; fewer may be the annexes of a report
_LEAST_NUMBERS: Final = 3  # cells with a number that make a table part of the text
_LEAST_TITLE: Final = 6  # characters
_LONGEST_TITLE: Final = 60
_LONGEST_FURNITURE: Final = 400
_FURNITURE: Final = 1
_NAVIGATION: Final = 2  # stronger: it parts the text from what stands before it

# One thing a reader of the page can do, or one place to go to; a line of nothing else is furniture.
_ACTION: Final = (
    r"打印(?:本页|此页|本文|文章)?|友善列印|列印|關閉(?:視窗)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|上页|列表)?"
    r"|回到?(?:顶部|首页|上頁|首頁)|字[体号體號](?:大小)?|[大中小特]|收藏(?:本页|此页)?|纠错|朗读|分享[到至]?|转发|推荐"
    r"|下载(?:本页)?|上一[篇条页]|下一[篇条页]|更多|首页|首頁|微信|微博|QQ空间|网站地图|網站地圖|联系我们|關於我們|关于我们"
    r"|登录|注册|简体|繁体|繁體|English|无障碍(?:浏览|阅读)?|长者(?:模式|版)|设为首页|加入收藏"
)
_BETWEEN: Final = r"[\s\[\]【】（）()|｜·•>»/:：]*+"
_ACTIONS: Final = re.compile(rf"{_BETWEEN}(?>(?:{_ACTION}){_BETWEEN})++", re.IGNORECASE)

# Words that stand in page furniture; a line with one of them is furniture when it is no sentence.
_WORDS: Final = re.compile(
    r"版[权權]所有|备案[号序]|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP|公网安备|网站标识码|技术支持|技術支援"
    r"|网站地图|網站地圖|浏览次数|瀏覽次數|阅读次数|点击(?:次数|数|量|率)[:：]|[访訪][问問]量[:：]|当前位置|[您你](?:现在|当前)?(?:所在)?的位置"
    r"|[您你]是第.{0,12}(?:位|个)|今天是|[一-龥]+浏览器|最佳分辨率|扫一扫|Copyright|All Rights Reserved|©",
    re.IGNORECASE,
)
_IMPRINT: Final = re.compile(r"版[权權]所有|公网安备|网站标识码")
_TRAIL: Final = re.compile(r"(?:[^>»›]{1,20}[>»›]){2,}[^>»›]{0,80}")  # 首页 > 公开 > 年报
_SAID: Final = re.compile(
    r"。\s*\Z|\A\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)  # also short ones
_YEAR: Final = re.compile(r"(?:19|20)\d\d\s?年(?!\s*\d{1,2}\s*月)")


def divide(pieces: Sequence[Piece], title: str) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of the report, and those around it.

    title: that of the page, which mostly holds the title of the report.
    """
    evidence = _evidence(pieces, by_element=True)
    core = [index for index, piece in enumerate(pieces) if _is_text(piece)]
    kept = [index for index in core if not evidence[index]]
    if 2 * _weight(pieces, kept) < _weight(pieces, core):  # the page is written in elements made for something else
        evidence = _evidence(pieces, by_element=False)
        kept = [index for index in core if not evidence[index]]
    report = [grade == 0 for grade in evidence]
    if kept:
        _drop_before(pieces, evidence, report, kept[0], "".join(title.split()))
        behind = False
        for index in range(kept[-1] + 1, len(pieces)):
            behind = behind or evidence[index] > 0
            report[index] = not behind
    if not any(report):
        report = [True] * len(pieces)
    return (
        [piece for piece, keep in zip(pieces, report, strict=True) if keep],
        [piece for piece, keep in zip(pieces, report, strict=True) if not keep],
    )


def _drop_before(pieces: Sequence[Piece], evidence: Sequence[int], report: list[bool], first: int, title: str) -> None:
    """Drop what navigation parts from the first text, except what may be the title."""
    behind = False
    for index in range(first - 1, -1, -1):
        piece = pieces[index]
        behind = behind or evidence[index] == _NAVIGATION
        if isinstance(piece, Line) and evidence[index] != _FURNITURE and _may_be_title(piece, title):
            report[index] = True
        elif behind:
            report[index] = False


def _may_be_title(line: Line, title: str) -> bool:
    text = "".join(line.text.split())
    if not _LEAST_TITLE <= len(text) <= _LONGEST_TITLE or line.links:
        return False
    return line.level == 1 or text in title or (_YEAR.search(text) is not None and not line.chrome)


def _is_text(piece: Piece) -> bool:
    if isinstance(piece, Line):
        said = piece.running or (not piece.links and _SAID.search(piece.text) is not None)
        return said and not _is_furniture(piece)
    return piece.numbers >= _LEAST_NUMBERS and not _is_link_table(piece)


def _weight(pieces: Sequence[Piece], indices: Sequence[int]) -> int:
    sizes = (pieces[index] for index in indices)
    return sum(len(piece.text) if isinstance(piece, Line) else 4 * len(piece.cells) for piece in sizes)


def _evidence(pieces: Sequence[Piece], *, by_element: bool) -> list[int]:
    """Tell for each piece whether it is navigation (by its element, its links, a run of links), or furniture."""
    evidence = [_grade(piece, by_element=by_element) for piece in pieces]
    start = 0
    for index in range(len(pieces) + 1):
        piece = pieces[index] if index < len(pieces) else None
        in_run = isinstance(piece, Line) and piece.all_link and not piece.running and piece.level is None
        if in_run and evidence[index] != _FURNITURE:
            continue
        if sum(one.links for one in pieces[start:index]) >= _RUN:
            evidence[start:index] = [_NAVIGATION] * (index - start)
        start = index + 1
    return evidence


def _grade(piece: Piece, *, by_element: bool) -> int:
    if by_element and piece.chrome:
        return _NAVIGATION
    if _is_furniture(piece):
        return _NAVIGATION if piece.links >= _RUN else _FURNITURE
    return 0


def _is_furniture(piece: Piece) -> bool:
    if isinstance(piece, Table):
        return _is_link_table(piece)
    text = piece.text.strip()
    if piece.running and not _IMPRINT.search(text):
        return False
    return len(text) <= _LONGEST_FURNITURE and (
        _ACTIONS.fullmatch(text) is not None
        or _TRAIL.fullmatch(text) is not None
        or (piece.level is None and _WORDS.search(text) is not None)
    )


def _is_link_table(table: Table) -> bool:
    length = sum(len(cell.text) for cell in table.cells)
    return table.links >= _RUN and 10 * table.linked >= 7 * length
