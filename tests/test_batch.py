"""Many drafts: the same results in the same order, whatever the workers and whatever is kept from before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportlint import Settings, batch
from reportlint.batch import Job, Linters, check_all, check_one

SETTINGS = Settings()


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = []
    for number in range(40):
        file = tmp_path / f"{number:02}.txt"
        file.write_text(f"青石县{number}号工作总结\n截止{number % 12 + 1}月，公开{number}条。\n", "utf-8")
        made.append(Job(str(file), file.name, SETTINGS))
    (tmp_path / "13.txt").write_bytes(b"\0\1\2")
    (tmp_path / "14.txt").unlink()
    return made


def test_one_and_several_workers_kept_and_not(jobs: list[Job]) -> None:
    plain = list(check_all(jobs, workers=1, keep=False))
    assert [result.path for result in plain] == [job.name for job in jobs]
    assert [result.path for result in plain if result.failure] == ["13.txt", "14.txt"]
    assert list(check_all(jobs, workers=3, keep=False)) == plain
    assert list(check_all(jobs, workers=1)) == plain
    assert list(check_all(jobs, workers=1)) == plain  # from what was kept
    assert list(check_all(jobs, workers=2)) == plain


def test_what_is_kept_is_used_and_depends_on_content_and_settings(
    jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = jobs[0]
    first = check_one(job, Linters())
    monkeypatch.setattr(Linters, "of", None)
    assert check_one(job, Linters()) == first
    assert check_one(job._replace(name="b.txt"), Linters()).path == "b.txt"
    for other in (
        job._replace(settings=Settings(ignore=("preferred-wording",))),
        job._replace(data=b"\xe7\x94\xb2"),
        job._replace(name="0.md"),
        job._replace(settings=Settings(previous="x")),
    ):
        with pytest.raises(TypeError):
            check_one(other, Linters())


def test_a_damaged_entry_is_none(jobs: list[Job]) -> None:
    first = check_one(jobs[0], Linters())
    for file in (Path(os.environ["XDG_CACHE_HOME"]) / "reportlint/results").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-3])
    assert check_one(jobs[0], Linters()) == first


def test_a_full_folder_loses_its_oldest(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / str(number)).write_bytes(b"")
        os.utime(tmp_path / str(number), (number, number))
    batch.cache.trim(tmp_path, 8)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["6", "7", "8", "9"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")
def test_a_draft_that_kills_its_worker_stops_no_other(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = list(check_all(jobs, workers=1, keep=False))

    def deadly(job: Job, linters: Linters, *, keep: bool = True):
        if job.name == "05.txt":
            os._exit(9)
        return check_one(job, linters, keep=keep)

    monkeypatch.setattr(batch, "check_one", deadly)
    results = list(check_all(jobs, workers=2, keep=False))
    assert results[5].failure == "检查进程中途退出，这份草稿没有检查"
    assert results[:5] + results[6:] == plain[:5] + plain[6:]


def test_who_stops_reading_leaves_no_worker(jobs: list[Job]) -> None:
    results = check_all(jobs, workers=2, keep=False)
    next(results)
    results.close()
