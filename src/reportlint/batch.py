"""Check many drafts: in worker processes, with results kept between runs, in the order of the drafts whatever happens.

A result is kept under a digest of the draft's bytes, of the tool, of its packs and of the settings, so that a kept one
is the one that a new check would give. A draft that kills its worker is a failure of that draft; the others go on.
"""

from __future__ import annotations

import os
from collections import deque
from functools import cache as remembered
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec
from msgspec.structs import replace

from reportlint import cache
from reportlint.digests import blake2b
from reportlint.errors import ReadError
from reportlint.finding import FileResult, Sentence
from reportlint.packs import folders

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from reportlint.engine import Linter, Settings

FEW: Final = 24
"""Drafts for which starting workers costs more than it saves."""

_CHUNK: Final = 8  # drafts a worker gets at a time
_SHARD: Final = 64  # results that a folder of the cache keeps, of 256 folders
_DIED: Final = Sentence(
    "检查进程中途退出，这份草稿没有检查", "the process that checked it died; this draft was not checked"
)
_UNREADABLE: Final = Sentence("读不了文件：{reason}", "cannot read the file: {reason}")


class Job(NamedTuple):
    """One draft to check. name: what the result calls it, and how its suffix says to read it."""

    path: str
    name: str
    settings: Settings
    data: bytes | None = None


def check_all(
    jobs: Sequence[Job], *, workers: int = 0, keep: bool = True, clock: Counter[str] | None = None
) -> Iterator[FileResult]:
    """Check drafts and yield their results in the same order.

    workers: processes; 0 takes one for each processor when there is enough to do. keep: use and fill the cache of
    results. clock: where the time of each rule is added up; then one process checks all anew. Raises what `Linter` raises for settings that cannot be.
    """
    if clock is not None:
        linters = Linters(clock)
        yield from (check_one(job, linters, keep=False) for job in jobs)
        return
    count = workers or (1 if len(jobs) < FEW else _processors())
    if min(count, len(jobs)) <= 1:
        linters = Linters()
        for job in jobs:
            yield check_one(job, linters, keep=keep)
    else:
        yield from _Pool(count, keep).results(jobs)


class Linters:
    """The linters of one run, one for each settings, made when first needed."""

    def __init__(self, clock: Counter[str] | None = None) -> None:
        self._made: dict[Settings, Linter] = {}
        self._clock = clock

    def of(self, settings: Settings) -> Linter:
        """Return the linter for some settings; raises what `Linter` raises."""
        from reportlint.engine import Linter

        if settings not in self._made:
            self._made[settings] = Linter(settings)
            self._made[settings].clock = self._clock
        return self._made[settings]


def check_one(job: Job, linters: Linters, *, keep: bool = True) -> FileResult:
    """Check one draft, or return the result of an earlier check of the same."""
    try:
        data = job.data if job.data is not None else Path(job.path).read_bytes()
    except OSError as error:
        reason = _UNREADABLE(reason=error.strerror)
        return FileResult(job.name, failure=ReadError(job.path, reason).reason(job.settings.language))
    if not keep or job.settings.previous:  # last year's report may change
        return linters.of(job.settings).check(job.name, data)
    entry = _entry(job, data)
    kept = _kept(entry)
    if kept is not None:
        return replace(kept, path=job.name)
    result = linters.of(job.settings).check(job.name, data)
    _keep(entry, result)
    return result


# ---------------------------------------------------------------- results kept between runs


def _entry(job: Job, data: bytes) -> Path:
    """Return the file of the cache for a draft; two drafts never share one."""
    digest = blake2b(_base(job.settings), digest_size=20)
    digest.update(Path(job.name).suffix.lower().encode("utf-8", "surrogatepass") + b"\0")
    digest.update(data)
    name = digest.hexdigest()
    return cache.home() / "results" / name[:2] / name[2:]


@remembered
def _base(settings: Settings) -> bytes:
    """Return a digest of all but the draft that a result depends on."""
    digest = blake2b(msgspec.msgpack.encode(settings), digest_size=20)
    package = Path(__file__).parent
    for file in sorted(package.rglob("*.py")):
        status = file.stat()
        digest.update(f"{file.name} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
    for pack in (*settings.packs, *_folder(settings.pack)):
        beside = sorted(
            header.parent for header in Path(pack).resolve().parent.glob("*/pack.yaml")
        )  # it may extend them
        digest.update(_digest(beside))
    return bytes(digest.digest()) + _digest([folders.home() / name for name in folders.names()])


def _folder(pack: str) -> tuple[str, ...]:
    return (pack,) if Path(pack).is_dir() else ()


def _digest(packs: Iterable[Path]) -> bytes:
    """Return a digest of the content of some packs."""
    digest = blake2b(digest_size=20)
    for folder in packs:
        for file in folders.files(folder):
            digest.update(str(file).encode("utf-8", "surrogatepass") + b"\0" + blake2b(file.read_bytes()).digest())
    return bytes(digest.digest())


def _kept(entry: Path) -> FileResult | None:
    data = cache.read(entry)
    if not data:
        return None
    try:
        return msgspec.msgpack.decode(data, type=FileResult)
    except msgspec.MsgspecError:
        return None


def _keep(entry: Path, result: FileResult) -> None:
    """Keep a result; a folder of the cache that is full loses its oldest ones."""
    if any(0xD800 <= ord(char) < 0xE000 for char in result.text):
        return
    cache.write(entry, msgspec.msgpack.encode(result))
    cache.trim(entry.parent, _SHARD)


# ---------------------------------------------------------------- worker processes


class _Pool:
    """Worker processes that take drafts by the handful."""

    def __init__(self, count: int, keep: bool) -> None:
        self._count = count
        self._keep = keep

    def results(self, jobs: Sequence[Job]) -> Iterator[FileResult]:
        """Yield the results in order; what comes early waits, a few handfuls at most."""
        from concurrent.futures.process import BrokenProcessPool  # one draft needs none of it

        chunks = deque(_handfuls(jobs))
        waiting: deque[tuple[list[Job], Future[list[bytes]]]] = deque()
        pool = self._started()
        try:
            while chunks or waiting:
                while chunks and len(waiting) < 4 * self._count:
                    chunk = chunks.popleft()
                    waiting.append((chunk, pool.submit(_work, chunk, self._keep)))
                chunk, future = waiting.popleft()
                try:
                    done = future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    chunks.extendleft(reversed([again for again, _ in waiting]))
                    waiting.clear()
                    yield from self._one_by_one(chunk)
                    pool = self._started()
                    continue
                for data in done:
                    yield _unpacked(data)
        finally:
            for process in list((getattr(pool, "_processes", None) or {}).values()):
                if waiting:  # the user has had enough
                    process.terminate()
            pool.shutdown(wait=not waiting, cancel_futures=True)

    def _one_by_one(self, jobs: Iterable[Job]) -> Iterator[FileResult]:
        """Check drafts each in a process of its own, to tell which of them kills it."""
        from concurrent.futures.process import BrokenProcessPool

        for job in jobs:
            with self._started(1) as alone:
                try:
                    yield _unpacked(alone.submit(_work, [job], self._keep).result()[0])
                except BrokenProcessPool:
                    yield FileResult(job.name, failure=_DIED().text(job.settings.language))

    def _started(self, count: int = 0) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_all_start_methods, get_context

        method = "fork" if "fork" in get_all_start_methods() else None
        return ProcessPoolExecutor(count or self._count, get_context(method), _begin)


def _begin() -> None:
    """Leave the interrupt key to the process that started the workers, and end with it, however it ends."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@remembered
def _own_linters() -> Linters:
    """Return the linters of this worker."""
    return Linters()


def _work(jobs: Sequence[Job], keep: bool) -> list[bytes]:
    return [msgspec.msgpack.encode(_Packed.of(check_one(job, _own_linters(), keep=keep))) for job in jobs]


class _Packed(msgspec.Struct, frozen=True):
    """A result on its way between processes; a text that UTF-8 cannot hold travels as bytes."""

    result: FileResult
    text: bytes = b""

    @classmethod
    def of(cls, result: FileResult) -> _Packed:
        return cls(replace(result, text=""), result.text.encode("utf-8", "surrogatepass"))


def _unpacked(data: bytes) -> FileResult:
    packed = msgspec.msgpack.decode(data, type=_Packed)
    return replace(packed.result, text=packed.text.decode("utf-8", "surrogatepass"))


def _handfuls(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    for start in range(0, len(jobs), _CHUNK):
        yield list(jobs[start : start + _CHUNK])


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
