from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from sample_packs import CHECKS, HEADER, RULE, TABLE, same, write

from reportlint import cache as store
from reportlint.errors import PackError
from reportlint.packs import cache, compiler, folders, load, load_all


@pytest.fixture
def compiled(tmp_path, monkeypatch) -> list[str]:
    """Send the cache to a folder of its own; return the names of the packs compiled from now on."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "_stamp", list)  # sources may be edited while the tests run
    names: list[str] = []
    original = compiler.compile_pack

    def spy(folder, checks):
        names.append(folder.name)
        return original(folder, checks)

    monkeypatch.setattr(compiler, "compile_pack", spy)
    return names


def entries(tmp_path) -> list[Path]:
    return sorted((tmp_path / "cache" / "reportlint").glob("*"))


def test_second_load_is_the_same_and_not_compiled(tmp_path, compiled) -> None:
    folder = write(tmp_path / "sample", table=TABLE, rules=RULE)
    first, second = load(folder, checks=CHECKS), load(folder, checks=CHECKS)
    assert same(first, second)
    assert compiled == ["sample"]
    assert second.indicators["staff.full"].prose[0].literals == ("专职",)
    assert len(entries(tmp_path)) == 1


def test_without_cache(tmp_path, compiled) -> None:
    folder = write(tmp_path / "sample", rules=RULE)
    load(folder, checks=CHECKS, use_cache=False)
    load(folder, checks=CHECKS, use_cache=False)
    assert compiled == ["sample", "sample"]
    assert entries(tmp_path) == []


def test_every_change_is_seen(tmp_path, compiled) -> None:
    base = HEADER.replace("pack: sample", "pack: elder")
    write(tmp_path / "elder", base, rules=RULE.replace("sample-rule", "elder-rule"))
    folder = write(tmp_path / "sample", HEADER + "extends: [elder]\n", rules=RULE)
    changes = {
        "nothing before": lambda: None,
        "changed": lambda: write(
            tmp_path / "sample", HEADER + "extends: [elder]\n", rules=RULE.replace("错字", "别字")
        ),
        "added": lambda: write(
            tmp_path / "sample", HEADER + "extends: [elder]\n", more=RULE.replace("sample", "another")
        ),
        "removed": lambda: (tmp_path / "sample" / "more.yaml").unlink(),
        "base changed": lambda: write(tmp_path / "elder", base.replace("样例依据", "别的"), rules=RULE),
    }
    for number, change in enumerate(changes.values(), 1):
        change()
        pack = load(folder, checks=CHECKS)
        assert same(load(folder, checks=CHECKS), pack)
        assert len(compiled) == number
    write(tmp_path / "sample", HEADER, rules=RULE.replace("basis", "basi"))
    with pytest.raises(PackError):
        load(folder, checks=CHECKS)


def test_a_nearer_base_is_seen(tmp_path, compiled, monkeypatch) -> None:
    monkeypatch.setattr(folders, "home", lambda: tmp_path / "home")
    elder = HEADER.replace("pack: sample", "pack: elder")
    write(tmp_path / "home" / "elder", elder, rules=RULE.replace("sample-rule", "far"))
    folder = write(tmp_path / "mine" / "sample", HEADER + "extends: [elder]\n", rules=RULE)
    assert load(folder, checks=CHECKS).rules[0].id == "far"
    write(tmp_path / "mine" / "elder", elder, rules=RULE.replace("sample-rule", "near"))
    assert load(folder, checks=CHECKS).rules[0].id == "near"


def test_faulty_packs_are_not_kept(tmp_path, compiled) -> None:
    folder = write(tmp_path / "sample", rules=RULE.replace("title", "titel"))
    for _ in range(2):
        with pytest.raises(PackError):
            load(folder, checks=CHECKS)
    assert entries(tmp_path) == []


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\x80\x04\x95", b"\x93\xc0\xc0\xc0", None])
def test_damaged_entries_are_rebuilt(tmp_path, compiled, damage: bytes | None) -> None:
    folder = write(tmp_path / "sample", rules=RULE)
    pack = load(folder, checks=CHECKS)
    (entry,) = entries(tmp_path)
    content = entry.read_bytes()
    entry.write_bytes(content[: len(content) // 2] if damage is None else damage)
    assert same(load(folder, checks=CHECKS), pack)
    assert compiled == ["sample", "sample"]
    assert entry.read_bytes() == content


def test_a_cache_that_cannot_be_written_is_no_cache(tmp_path, compiled) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    folder = write(tmp_path / "sample", rules=RULE)
    assert same(load(folder, checks=CHECKS), load(folder, checks=CHECKS))
    assert compiled == ["sample", "sample"]


def test_other_tool_other_entry(tmp_path, compiled, monkeypatch) -> None:
    folder = write(tmp_path / "sample", rules=RULE)
    load(folder, checks=CHECKS)
    monkeypatch.setattr(cache, "__version__", "999")
    load(folder, checks=CHECKS)
    assert compiled == ["sample", "sample"]


def test_the_stamp_covers_what_decides_about_packs(tmp_path, compiled, monkeypatch) -> None:
    monkeypatch.undo()
    names = {name for name, _, _ in cache._stamp()}
    assert {"schema.py", "compiler.py", "analysis.py", "patterns.py", "forms.py"} <= names
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = write(tmp_path / "sample", rules=RULE)
    changed: list[Path] = []
    keep = cache.put
    monkeypatch.setattr(cache, "put", lambda *given: (changed.append(folder), keep(*given)))
    for time in (1, 2):
        monkeypatch.setattr(cache, "_stamp", lambda: [("schema.py", 100, time)])  # noqa: B023
        load(folder, checks=CHECKS)
        load(folder, checks=CHECKS)
    assert len(changed) == 2
    assert len(entries(tmp_path)) == 1


def test_load_all_reports_the_faults_of_all(tmp_path, compiled, monkeypatch) -> None:
    monkeypatch.setattr(folders, "home", lambda: tmp_path)
    for name in ("one", "two"):
        write(tmp_path / name, HEADER.replace("pack: sample", f"pack: {name}"), rules=RULE)
    assert [pack.name for pack in load_all(checks=CHECKS)] == ["one", "two"]
    for name in ("one", "two"):
        write(tmp_path / name, HEADER.replace("pack: sample", f"pack: {name}").replace("basis", "basi"))
    with pytest.raises(PackError) as error:
        load_all(checks=CHECKS)
    assert {fault.file.split("/")[-2] for fault in error.value.faults} == {"one", "two"}


def test_a_hit_imports_no_parser(tmp_path) -> None:
    folder = write(tmp_path / "sample", table=TABLE, rules=RULE)
    source = Path(cache.__file__).parents[2]
    environment = os.environ | {
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PYTHONPATH": os.pathsep.join([str(source), str(Path(__file__).parent)]),
    }
    program = (
        "import sys; from sample_packs import CHECKS; from reportlint.packs import cache, load; cache._stamp = list;"
        f"load({folder!r}, checks=CHECKS);"
        "print(*sorted({'yaml', 'opencc', 'reportlint.packs.analysis', 'reportlint.packs.yaml'} & sys.modules.keys()))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert "yaml" in outputs[0]
    assert outputs[1].strip() == ""


def test_a_flipped_bit_is_a_miss(tmp_path, compiled) -> None:
    folder = write(tmp_path / "sample", table=TABLE, rules=RULE)
    pack = load(folder, checks=CHECKS)
    (entry,) = entries(tmp_path)
    content = entry.read_bytes()
    bits = random.Random(1).sample(range(8 * len(content)), 200)
    for number, bit in enumerate(bits, 2):
        damaged = bytearray(content)
        damaged[bit // 8] ^= 1 << bit % 8
        entry.write_bytes(damaged)
        assert store.read(entry) == b""
        if number <= 20:  # compiling takes its time
            assert same(load(folder, checks=CHECKS), pack)
            assert len(compiled) == number
            assert entry.read_bytes() == content


def test_damaged_expressions_are_never_unpickled(tmp_path) -> None:
    file = tmp_path / "expressions"
    store.write(file, b"pickled")
    assert store.read(file) == b"pickled"
    content = file.read_bytes()
    for bit in range(8 * len(content)):
        damaged = bytearray(content)
        damaged[bit // 8] ^= 1 << bit % 8
        file.write_bytes(damaged)
        assert store.read(file) == b""
    file.write_bytes(b"")
    assert store.read(file) == b""
