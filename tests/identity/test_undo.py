"""Whatever was judged, taking back every line gives the first bytes; the ledger only grows."""

from __future__ import annotations

import contextlib
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import event, given
from hypothesis import strategies as st

from netintl import find_hubs, find_summary
from netintl.errors import InputError, UsageError
from netintl.export.packages import data_package
from netintl.identity.ledger_files import LedgerFile, Line, read_lines
from netintl.ingest.package import load_package
from netintl.ingest.writing import csv_text
from netintl.network.loading import network_of

from ..proofs import examples

TABLES = {
    "organizations": (
        "id,kind,name_en,aliases,country,parent,official_id,source,note\n"
        'a,school,A,,CHN,,moe:4111010001,s1,\nb,school,"=B, ""b""",Old A,,a,,s2,from b\n'
        "c,college,C,,KEN,,,,\nd,enterprise,D,,KEN,b,,,\ne,school,E,,CHN,,,s1,\n"
    ),
    "agreements": (
        "id,kind,status,start,source,confidence\nx,joint_programme,unknown,,s1,0.6\n"
        "y,exchange,active,2019,s2,0.9\nz,employment,active,2020,s1,\n"
    ),
    "parties": (
        "agreement,organization,role,since,until\nx,a,lead,,\nx,c,host,,\ny,b,partner,2019,\n"
        "y,d,partner,,\nz,c,partner,,\nz,d,employer,,\nz,e,partner,,\n"
    ),
    "flows": (
        "id,agreement,from,to,purpose,persons,source\nf1,x,a,c,study,40,s1\nf2,y,b,d,study,40,s2\n"
    ),
    "observations": "subject,metric,value,unit,source\na,m,5,u,s1\nb,m,5,u,s2\nLuban,m,20,u,s2\n",
    "successions": "before,after,kind,date,name_en\ne,b,merge,2021,E\n",
    "judgements": "left,right,verdict,by,at,note\nc,d,different,Li,2020-01-01,kept\n",
}
OURS = ("a", "b", "c", "d", "e")
OFFICIAL = ("moe:4111010001", "moe:4111010002", "ror:05n8tts92")
PAIRS = (
    st.permutations(OURS).map(lambda ids: tuple(ids[:2]))
    | st.permutations(("x", "y", "z")).map(lambda ids: tuple(ids[:2]))
    | st.tuples(st.sampled_from(OURS), st.sampled_from((*OFFICIAL, "nobody")))
)
LINES = st.tuples(
    PAIRS,
    st.sampled_from(("same", "same", "different", "unsure")),
    st.sampled_from(("", "2019-05-01", "2024-02-03")),
)


def package(folder):
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def said(folder):
    """Return the settled tables as a package and as CSV, and what two analyses find."""
    network = network_of(load_package(folder))
    told = [csv_text(name, frame) for name, frame in sorted(network.tables.items()) if len(frame)]
    found = (find_summary(network), find_hubs(network, nulls=0, resamples=0))
    told += [result.table.to_csv(index=False) for result in found]
    return data_package(network), told


def judge(folder, lines):
    """Judge what does not contradict what stands, and return how many lines were added."""
    ledger, tables = LedgerFile(folder), load_package(folder).tables
    for (left, right), verdict, day in lines:
        linking = right in OFFICIAL and not read_lines(folder)[1:]
        line = Line(left, right, verdict, "Wu", day)
        with contextlib.suppress(InputError):
            if linking:
                ledger.attach(tables, [line])
            else:
                ledger.judge(tables, line)
    return len(ledger.lines())


def take_back(folder, numbers):
    """Undo what stands of some lines, in an order; what would contradict waits for the others."""
    ledger, tables = LedgerFile(folder), load_package(folder).tables
    waiting = [n for n in numbers if not ledger.lines()[n - 1].verdict.startswith("undo_")]
    while waiting:
        refused = []
        for number in waiting:
            try:
                with contextlib.suppress(UsageError):  # another line of its words took it back
                    ledger.undo(tables, number, by="Xu")
            except InputError:
                refused.append(number)
        assert len(refused) < len(waiting)
        waiting = refused


@examples(28)
@given(st.data(), st.lists(LINES, min_size=1, max_size=7))
def test_taking_back_every_judgement_in_any_order_restores_the_first_bytes(data, lines):
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        package(folder)
        before, text = said(folder), (folder / "judgements.csv").read_bytes()
        last = judge(folder, lines)
        judged = (folder / "judgements.csv").read_bytes()
        event(f"{last - 1} lines")
        take_back(folder, data.draw(st.permutations(range(2, last + 1))))
        assert said(folder) == before
        after = (folder / "judgements.csv").read_bytes()
        assert judged.startswith(text)
        assert after.startswith(judged)  # nothing that was written is changed
        words = Counter(line.verdict for line in read_lines(folder)[1:])
        assert all(words[word] == words[f"undo_{word}"] for word in ("same", "different", "unsure"))


def test_judgements_change_what_is_said_until_they_are_taken_back(tmp_path):
    package(tmp_path)
    first = said(tmp_path)
    judge(tmp_path, [(("a", "b"), "same", ""), (("c", "ror:05n8tts92"), "same", "")])
    assert said(tmp_path)[1][-1] != first[1][-1]
    take_back(tmp_path, [2, 3])
    assert said(tmp_path) == first


def test_what_is_taken_back_already_is_refused(tmp_path):
    package(tmp_path)
    judge(tmp_path, [(("a", "b"), "same", "")])
    take_back(tmp_path, [2])
    whole = (tmp_path / "judgements.csv").read_bytes()
    take_back(tmp_path, [2])
    assert (tmp_path / "judgements.csv").read_bytes() == whole
