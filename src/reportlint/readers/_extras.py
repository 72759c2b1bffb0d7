"""What every reader of a document needs: libraries that are imported only when met, and limits on what is opened."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from reportlint.errors import ReadError
from reportlint.finding import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportlint.finding import Message

MIB: Final = 1024 * 1024
SIZE_LIMIT: Final = 64 * MIB
"""The largest document that is opened, in bytes: reports with pictures reach some tens of MiB."""

UNPACKED_LIMIT: Final = 256 * MIB
"""The most bytes that one part of a compressed document may unpack to."""

MISSING: Final = Sentence(
    '读取 {suffix} 文件需要安装 {library}：pip install "reportlint[{extra}]"；或另存为纯文本（.txt）再检查',
    '{suffix} files need {library}: pip install "reportlint[{extra}]", or save the draft as plain text (.txt)',
)
TOO_LARGE: Final = Sentence(
    "文件太大（{size} MiB），最大 {limit} MiB；请确认这是一份报告",
    "the file is too large ({size} MiB, the limit is {limit} MiB); is it a report?",
)
UNPACKED: Final = Sentence(
    "文件解压后超过 {limit} MiB，不像一份报告，没有读取",
    "the file unpacks to more than {limit} MiB: not a report, not read",
)
DAMAGED: Final = Sentence(
    "文件已损坏或不是 {suffix} 格式：{reason}；请重新保存一份再检查",
    "the file is damaged or is no {suffix} file: {reason}; save it anew and check again",
)
ENCRYPTED: Final = Sentence(
    "文件加了密码，不能读取；请去掉密码再检查", "the file is protected by a password; remove it and check again"
)
BROKEN: Final = Sentence("内容不完整", "its content is broken off or garbled")
ABSENT: Final = Sentence("缺少 {name}", "{name} is missing")
EMPTY: Final = Sentence("文件里没有文字，没有可检查的内容", "the file holds no text, there is nothing to check")


def library(name: str, extra: str, path: str, suffix: str) -> Any:
    """Import a library that an extra brings; raises `ReadError` with a hint where it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        raise ReadError(path, MISSING(suffix=suffix, library=package, extra=extra)) from error


def limit_size(path: str, data: bytes) -> None:
    """Raise `ReadError` when a document is larger than `SIZE_LIMIT`, or has no bytes at all."""
    if not data:
        raise ReadError(path, EMPTY())
    if len(data) > SIZE_LIMIT:
        raise ReadError(path, TOO_LARGE(size=-(-len(data) // MIB), limit=SIZE_LIMIT // MIB))


def damaged(path: str, suffix: str, reason: Message) -> ReadError:
    """Return the error for a document that does not hold together."""
    return ReadError(path, DAMAGED(suffix=suffix, reason=reason))


def unzipped(path: str, suffix: str, data: bytes, wanted: Mapping[str, bool]) -> dict[str, bytes]:
    """Return members of a zip file by name, each unpacked no further than `UNPACKED_LIMIT`, all together too.

    wanted: member name to whether it must be there. Raises `ReadError` for damage, encryption and bombs.
    """
    import io
    import zipfile
    import zlib

    found: dict[str, bytes] = {}
    budget = UNPACKED_LIMIT
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name, required in wanted.items():
                try:
                    info = archive.getinfo(name)
                except KeyError:
                    if required:
                        raise damaged(path, suffix, ABSENT(name=name)) from None
                    continue
                if info.flag_bits & 1:
                    raise ReadError(path, ENCRYPTED())
                if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # all that these formats use
                    raise NotImplementedError(f"compression method {info.compress_type}")
                with archive.open(info) as member:
                    content = member.read(budget + 1)
                if len(content) > budget:
                    raise ReadError(path, UNPACKED(limit=UNPACKED_LIMIT // MIB))
                budget -= len(content)
                found[name] = content
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise damaged(path, suffix, BROKEN()) from error
    return found
