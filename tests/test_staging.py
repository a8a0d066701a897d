"""Whatever happens while a folder is written: it is whole, it is as it was, or it is not there.

Where a folder must stay what it is, because the command was called in it, a kill may leave part of
it; then no file says that it is whole, and the next run gives back what was there.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from netintl.atomic_files import PREFIX, uninterrupted, write_file, write_files
from netintl.errors import OutputError
from netintl.folders import whole_folder
from netintl.ingest.writing import write_tables
from netintl.report.building import _write
from netintl.staging import mend

from .faults import Killed, faults

ROOT = Path(__file__).parents[1]

MOST = 60  # changes of the longest of these jobs, at most
FIRST = {"kill": 1, "full": 2, "interrupt": 3}  # a disk that refuses is like another: every third
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")


def report(folder, word) -> None:
    outputs = {
        "report.md": word,
        "figures/a.svg": word,
        "tables/a.csv": word,
        "manifest.json": word,
    }
    _write(folder, {name: text.encode() for name, text in outputs.items()}, force=True)


def export(folder, word) -> None:
    with whole_folder(folder, "edges.csv", force=True) as fresh:
        for name in ("nodes.csv", "edges.csv", f"{word}.csv"):
            write_file(fresh / name, word)


def package(folder, word) -> None:
    frame = pd.DataFrame({"id": ["a"], "title": [word]})
    tables = {"sources": frame} | ({"media": frame} if word == "old" else {})
    write_tables(tables, folder, force=True)


DOORS = {"report": report, "export": export, "package": package}
LASTS = {"report": "manifest.json", "export": "edges.csv", "package": "datapackage.json"}
ENDS = {"full": (OutputError,), "interrupt": (KeyboardInterrupt,), "kill": (Killed,)}


def held(folder):
    """Return what a folder shows by name; None when it is not there."""
    if not folder.exists():
        return None
    shown = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name: p.read_bytes() for name, p in shown.items() if not name.startswith(PREFIX)}


def hidden(place) -> list[str]:
    return [path.name for path in place.rglob(f"{PREFIX}*")]


def scene(state, door, place):
    """Make a folder in a state; return it and the files in it that must stay."""
    folder, stays = place / "out", {}
    if state == "empty":
        folder.mkdir(parents=True)
    if state in ("old", "foreign", "within"):
        door(folder, "old")
    if state in ("foreign", "within"):
        (folder / "figures" / "deep").mkdir(parents=True, exist_ok=True)
        for name in ("mine.txt", "figures/mine.svg", "figures/deep/mine"):
            (folder / name).write_text("mine")
            stays[name] = b"mine"
    return folder, stays


@pytest.mark.parametrize("kind", ["full", "interrupt", "kill"])
@pytest.mark.parametrize("state", ["absent", "empty", "old", "foreign", "within"])
@pytest.mark.parametrize("door", DOORS)
def test_a_folder_is_whole_or_as_it_was(door, state, kind, tmp_path, monkeypatch) -> None:
    write = DOORS[door]
    write(tmp_path / "new", "new")
    ends = set()
    for place in range(FIRST[kind], MOST, 1 if kind == "kill" else 3):
        folder, stays = scene(state, write, tmp_path / str(place))
        if state == "within":
            monkeypatch.chdir(folder)
        before, after = held(folder), held(tmp_path / "new") | stays
        with faults.at(place, kind, tmp_path) as found, suppress(*ENDS[kind]):
            write(folder, "new")
        now = held(folder)
        ends.add(now == after)
        if kind == "kill" and now is not None and state == "within":
            assert now in (before, after) or LASTS[door] not in now
            assert stays.items() <= now.items()
        else:
            assert now in (before, after) or (kind == "kill" and now is None), place
        mend(folder)
        assert held(folder) in (before, after), place
        write(folder, "new")
        assert held(folder) == after, place
        assert hidden(folder.parent) == [], place
        if place > found.seen:
            break
    assert place > found.seen > 4
    assert ends == {True, False}


def test_a_process_that_is_gone_leaves_nothing_half_written(tmp_path) -> None:
    subprocess.run([sys.executable, "-c", DYING, tmp_path], check=True, cwd=ROOT, timeout=600)
    left = sorted(tmp_path.iterdir(), key=lambda place: int(place.name))
    assert any(hidden(place) for place in left)
    found = []
    for place in left:
        shown = held(place / "out")
        found.append(None if shown is None else {data.decode() for data in shown.values()})
        assert found[-1] in ({"old"}, {"new"}, None), place.name
        report(place / "out", "new")
        assert {data.decode() for data in held(place / "out").values()} == {"new"}
        assert not hidden(place), place.name
    assert found[-1] == {"new"} != found[0]


DYING = """
import os, sys
from pathlib import Path
from tests.faults import faults
from tests.test_staging import report

place = 1
while True:
    folder = Path(sys.argv[1]) / str(place) / "out"
    report(folder, "old")
    child = os.fork()
    if not child:
        with faults.at(place, "exit", sys.argv[1]):
            report(folder, "new")
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
    place += 1
"""


def test_the_stage_of_a_running_process_stays(tmp_path) -> None:
    with whole_folder(tmp_path / "out", "b.csv", force=False) as fresh:
        report(tmp_path / "out", "other")
        (fresh / "b.csv").write_text("b")
    assert held(tmp_path / "out").keys() > {"b.csv", "manifest.json"}
    assert hidden(tmp_path) == []


def test_a_folder_where_a_file_would_stand_is_refused_and_kept(tmp_path) -> None:
    report(tmp_path, "old")
    (tmp_path / "report.md").unlink()
    (tmp_path / "report.md").mkdir()
    (tmp_path / "report.md" / "mine").write_text("mine")
    before = held(tmp_path)
    with pytest.raises(OutputError, match="report.md was not written by netintl"):
        report(tmp_path, "new")
    assert held(tmp_path) == before


@pytest.mark.parametrize("kind", ["full", "interrupt", "kill"])
@pytest.mark.parametrize("before", [False, True])
def test_files_that_belong_together_come_together(tmp_path, kind, before) -> None:
    for place in range(1, MOST):
        folder = tmp_path / str(place)
        folder.mkdir()
        files = {folder / "n.net": "old", folder / "n.clu": "old"}
        if before:
            write_files(files)
        stood = held(folder)
        with faults.at(place, kind, tmp_path) as found, suppress(*ENDS[kind]):
            write_files(dict.fromkeys(files, "new"), force=True)
        whole = {"n.net": b"new", "n.clu": b"new"}
        assert held(folder) in (stood, whole) or kind == "kill", place
        assert all(data in (b"old", b"new") for data in held(folder).values())
        write_files(dict.fromkeys(files, "new"), force=True)
        assert held(folder) == whole
        assert hidden(folder) == []
        if place > found.seen:
            break
    assert place > found.seen > 3


def test_a_single_file_is_old_or_new_after_a_kill(tmp_path) -> None:
    file = tmp_path / "hubs.csv"
    write_file(file, "old")
    for place in (1, 2):
        with faults.at(place, "kill", tmp_path), suppress(Killed):
            write_file(file, "new", force=True)
        assert held(tmp_path) == {"hubs.csv": b"old"}
    assert hidden(tmp_path)
    write_file(file, "new", force=True)
    assert held(tmp_path) == {"hubs.csv": b"new"}
    assert not hidden(tmp_path)


def test_an_interrupt_waits_until_names_have_changed() -> None:
    done = []

    def rename() -> None:
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append("renamed")

    with pytest.raises(KeyboardInterrupt):
        rename()
    assert done == ["renamed"]
