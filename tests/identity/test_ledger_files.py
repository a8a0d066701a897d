"""Two who judge at the same time lose nothing, and whoever died while judging hinders nobody."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys

import pandas as pd
import pytest

from netintl.atomic_files import alone_in
from netintl.errors import OutputError
from netintl.identity.ledger_files import LedgerFile, Line, read_lines

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")
WRITER = """
import sys
from pathlib import Path
import pandas as pd
from netintl.identity.ledger_files import LedgerFile, Line

place, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
tables = {"organizations": pd.DataFrame({"id": [f"{w}{n}" for w in "ab" for n in range(count)]})}
ledger = LedgerFile(place)
print("ready", flush=True)
sys.stdin.readline()
for n in range(count):
    ledger.judge(tables, Line(f"{who}{n}", "x", "different", who, "2026-01-01"))
"""
HOLDER = """
import sys
from pathlib import Path
from netintl.atomic_files import alone_in

with alone_in(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def started(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_who_judge_at_the_same_time_lose_no_line(tmp_path):
    count = 200
    writers = [started(WRITER, tmp_path, who, count) for who in "ab"]
    assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * 2
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=300)
        assert writer.returncode == 0
    with (tmp_path / "judgements.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["left", "right", "verdict", "by", "at", "note"]
    for who in "ab":
        own = [row[0] for row in rows if row[3] == who]
        assert own == [f"{who}{n}" for n in range(count)]
    assert len(rows) == 2 * count
    assert [file.name for file in tmp_path.iterdir()] == ["judgements.csv"]


def test_who_died_while_judging_hinders_nobody(tmp_path):
    with started(HOLDER, tmp_path) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OutputError, match="Another run"), alone_in(tmp_path, patience=0.05):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait(60)
    with alone_in(tmp_path, patience=0.05):
        pass


def test_lines_know_their_numbers(tmp_path):

    tables = {"organizations": pd.DataFrame({"id": ["a", "b"]})}
    mine, theirs = LedgerFile(tmp_path), LedgerFile(tmp_path)
    (first,) = mine.judge(tables, Line("a", "b", "different", at="2026-01-01"))
    (second,) = theirs.judge(tables, Line("a", "c", "different", at="2026-01-01"))
    assert (first.number, second.number) == (1, 2)
    assert mine.undo(tables, first.number, by="")[0].number == 3
    assert [line.verdict for line in read_lines(tmp_path)] == [
        "different",
        "different",
        "undo_different",
    ]
