"""`reportlint init`: write a configuration to begin with, every key explained."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reportlint.cli import SUCCESS, _schemas
from reportlint.cli._frame import Lang, application, both
from reportlint.cli._output import opened
from reportlint.config import NAME
from reportlint.errors import UsageError
from reportlint.finding import Sentence
from reportlint.terminal import visible

app = application()

_EXISTS = Sentence("{file} 已经有了，没有改动", "{file} is there already, nothing was changed")
_NO_FOLDER = Sentence("没有文件夹 {folder}", "no such folder: {folder}")
_WRITTEN = Sentence("已写好 {file}；去掉行首的 # 即可启用", "wrote {file}; take the # away to use a line")

TEMPLATE = """\
# reportlint 的配置。离草稿最近的一份起作用，上层文件夹的不再合并（要用请写 extends）。
# 去掉行首的“# ”即可启用。查看实际生效的设置：reportlint check --show-config 草稿

# extends: ../reportlint.yaml

# 规则包：auto 按题名、表格、年度自动选用；也可写名称或文件夹。
# pack: auto

# 自己的规则包（文件夹）。继承了自带规则包的，替它用于本地的草稿。
# packs: [rules/our-province-2021]

# 只用这些规则；不用这些规则。
# select: []
# ignore: [preferred-wording]

# 改规则的级别：error 错误、warning 警告、info 提示、off 不用。
# severity:
#   duplicate-passage: warning

# 机关类别（默认看题名）：ministry province prefecture county township department
# issuer: county

# 本地的公布期限（月-日），按机关类别。
# deadlines:
#   township: 01-20

# 存有上年报告的文件夹，用来核对上年结转等。
# previous: ../2023

# 文件夹里不检查的草稿（写法同 .gitignore）。
# exclude: [存档/]

# 达到此级别时退出码为 1：error warning info never
# fail_on: error

# 豁免与基线文件（默认为旁边的 reportlint-waivers.yaml、reportlint-baseline.json）。
# waivers: reportlint-waivers.yaml
# baseline: reportlint-baseline.json

# 部分草稿另行设置，后面的优先。
# files:
#   - paths: [乡镇/**]
#     issuer: township
#     ignore: [missing-aspect]
"""


@app.command(help=both("写一份带说明的配置文件。", "Write a commented configuration."))
def init(
    folder: Annotated[
        str, typer.Argument(metavar="[DIR]", help=both("文件夹（默认当前的）。", "Folder (by default, this one)."))
    ] = ".",
    lang: Lang = "zh",
) -> int:
    """Write the file; one that is there is left alone."""
    if not Path(folder).is_dir():
        raise UsageError(_NO_FOLDER(folder=folder))
    file = Path(folder) / NAME
    if file.exists():
        raise UsageError(_EXISTS(file=file))
    with opened(str(file)) as out:
        out.write(_schemas.line("config") + TEMPLATE)
    list(_schemas.write(Path(folder), "config"))
    sys.stderr.write(visible(_WRITTEN(file=file).text(lang)) + "\n")
    return SUCCESS
