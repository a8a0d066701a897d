"""Networks to test with, and slow obvious versions of what they are made of."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netintl import Network, load
from netintl.model.schema import tables as declared

from .servers.fixtures import neo4j_5, neo4j_2026  # noqa: F401 - fixtures for all tests
from .servers.releases import held

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# Few random networks are enough where a test is not about them; those that are say how many.
os.environ.setdefault("NETINTL_DRAWS", "20")

# A shell has what it starts in the background ignore Ctrl-C, and so would all that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
EXAMPLE = DATA / "worked-example"
GAPS = DATA / "worked-example-gaps"

PUSHED = "2026-01-01T00:00:00+00:00"  # when stores were filled with the bundled data
KINDS = {
    "S": "school",
    "C": "college",
    "E": "enterprise",
    "G": "government",
    "P": "park",
    "A": "alliance",
    "O": "other",
}
MODES = ("school", "college", "enterprise")
Rows = "Iterable[Mapping[str, str]]"
DATABASES = ("tests/servers/", "tests/store/", "tests/cli/test_storing.py", "netintl/store/")
# Tests of one engine are one worker's, which starts it once; these files use the older server.
OLDER = ("tests/servers/", "tests/store/test_crashes.py", "tests/store/test_failing.py")
ENGINES = {"2026": "neo4j 2026", "spare": "neo4j 5", "_5": "neo4j 5", "5.26": "neo4j 5"}
LONG = (
    "tests/truth/",
    "tests/report/",
    "tests/documents/",
    "tests/test_readme.py",
    "tests/browser/",
    "tests/analyses/draws/",
    "tests/bad_input/",
    "tests/cli/",
)
# What coverage can do without: whole files, and tests with one of these marks.
UNTRACED = (
    "tests/bad_input/",
    "tests/browser/",
    "tests/cli/test_asking.py",
    "tests/cli/test_examples.py",
    "tests/cli/test_more_commands.py",
    "tests/figures/test_saving.py",
    "tests/servers/",
    "tests/store/test_answers.py",
    "tests/store/test_catalogue.py",
    "tests/store/test_failing.py",
    "tests/test_",
    "tests/truth/",
)
UNSEEN = ("proof", "slow", "untraced")


def share_of(nodeid: str) -> str:
    """Name what one worker does as a whole: a file, or all that one engine is asked."""
    if not nodeid.startswith(DATABASES):
        return nodeid.partition("::")[0]
    named = next((engine for sign, engine in ENGINES.items() if sign in nodeid), "")
    return named or ("neo4j 5" if nodeid.startswith(OLDER) else "embedded")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give each worker whole shares, so that what their fixtures make is made once."""
    from xdist.scheduler import LoadScopeScheduling

    class Shares(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return share_of(nodeid)

    return Shares(config, log)


def pytest_collection_modifyitems(config, items) -> None:
    """Let workers begin with what takes long, lest one be left with it at the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _length(item.nodeid))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Let the tracer, which doubles the time, look at quick tests that together run each line."""
    tracer = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if tracer is None or not (item.nodeid.startswith(UNTRACED) or marked(item, *UNSEEN)):
        return (yield)
    tracer.pause()
    try:
        return (yield)
    finally:
        tracer.resume()


def marked(item, *names: str) -> bool:
    return any(item.get_closest_marker(name) for name in names)


def _length(nodeid: str) -> int:
    if nodeid.startswith(DATABASES):
        return ("neo4j 5", "embedded", "neo4j 2026").index(share_of(nodeid))
    return 3 + next((n for n, start in enumerate(LONG) if nodeid.startswith(start)), len(LONG))


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Return a function that makes a folder in the first worker to ask, for all of them."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, unfinished = root / name, root / f"{name}.unfinished"
        with held(root / f"{name}.lock", wait=True):
            if not folder.exists():
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def reports(made_once) -> Path:
    """Return a folder with the national report in ``en`` and ``zh``."""
    from netintl import load_package
    from netintl.network.loading import network_of
    from netintl.report.building import write_reports

    def write(folder: Path) -> None:
        package = load_package(DATA)
        write_reports(package, network_of(package), folder)

    return made_once("reports", write)


@pytest.fixture(autouse=True)
def speak_english(monkeypatch):
    """Keep the machine's language and data out of the tests."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("NETINTL_DATA", raising=False)
    monkeypatch.delenv("NETINTL_LANG", raising=False)


def make_frames(
    parties: Mapping[str, str], *, organizations: Rows = (), agreements: Rows = (), **tables: Rows
) -> dict[str, pd.DataFrame]:
    """Write the tables of a small network: agreement id → "S1 C1 A1:member".

    The first letter of an organization is its kind; schools are Chinese, all others Indonesian.
    Rows given for organizations, agreements and other tables add to that or overrule it.
    """
    listed = [
        (key, *member.partition(":")) for key, cell in parties.items() for member in cell.split()
    ]
    bodies = {name: _body(name) for _, name, _, _ in listed}
    deals = {key: {"id": key, "kind": "joint_programme", "source": "src"} for key in parties}
    for row in organizations:
        bodies[row["id"]] = bodies.get(row["id"], _body(row["id"])) | dict(row)
    for row in agreements:
        deals[row["id"]] |= row
    rows = {name: list(tables.get(name, ())) for name in declared() if name != "links"}
    rows["organizations"], rows["agreements"] = list(bodies.values()), list(deals.values())
    rows["parties"] = [
        {"agreement": key, "organization": name, "role": role or "partner"}
        for key, name, _, role in listed
    ]
    return {name: frame_of(name, found) for name, found in rows.items()}


def _body(name: str) -> dict[str, str]:
    country = "CHN" if name[0] == "S" else "IDN"
    return {"id": name, "kind": KINDS[name[0]], "name_en": name, "country": country}


def frame_of(table: str, rows: list[Mapping[str, str]]) -> pd.DataFrame:
    columns = list(declared()[table].columns)
    return pd.DataFrame(rows, columns=columns, dtype=object).fillna("")


def make_network(parties: Mapping[str, str], *, pair_rule: str = "even", **tables: Rows) -> Network:
    return Network.from_tables(make_frames(parties, **tables), pair_rule=pair_rule)


def without_agreements(network: Network, cited: Sequence[str]) -> Network:
    """Take agreements out of a network."""
    gone = np.isin(network.agreement_ids.astype(str), list(cited))
    assert gone.any()
    return network.view(chosen=network.chosen & ~gone, members=network.members)


def slow_layer(one: str, other: str) -> str:
    if one == other:
        return "same_kind"
    if {one, other} <= set(MODES):
        return "_".join(sorted((one, other), key=MODES.index))
    return "support"


def slow_pairs(frames: Mapping[str, pd.DataFrame], rule: str = "even") -> dict:
    """Map (layer, u, v) to weight and agreements, agreement by agreement and pair by pair."""
    kinds = dict(zip(frames["organizations"]["id"], frames["organizations"]["kind"], strict=True))
    facts = frames["agreements"].set_index("id")
    found = defaultdict(lambda: SimpleNamespace(weight=0.0, agreements=[]))
    day = slow_day(frames)
    for key, group in frames["parties"].groupby("agreement"):
        fact = facts.loc[key]
        if fact["kind"] in ("mou_only", "alliance_membership") or fact["status"] == "proposed":
            continue
        if "member" in set(group["role"]) or slow_over(fact, day):
            continue
        touched = defaultdict(list)
        for u, v in combinations(sorted(set(group["organization"])), 2):
            touched[slow_layer(kinds[u], kinds[v])].append((u, v))
        for layer, pairs in touched.items():
            for pair in pairs:
                found[layer, *pair].weight += 1 / len(pairs) if rule == "even" else 1
                found[layer, *pair].agreements.append(key)
    return dict(found)


def slow_day(frames: Mapping[str, pd.DataFrame]) -> str:
    """Return the newest day that a source, a start or a flow that happened attests."""
    texts = list(frames["agreements"]["start"])
    if "flows" in frames:
        texts += list(frames["flows"][frames["flows"]["planned"] != "yes"]["year"])
    if "sources" in frames:
        cited = {name for cell in frames["agreements"]["source"] for name in cell.split(";")}
        texts += list(frames["sources"][frames["sources"]["id"].isin(cited)]["published"])
    return max((text + "-01-01"[len(text) - 4 :] for text in texts if text), default="")


def slow_over(fact: pd.Series, day: str) -> bool:
    """Tell whether an agreement has ended, or passed its end, by a day."""
    end = fact["end"]
    if end:
        return bool(day) and (end + "-12-31"[len(end) - 4 :] if len(end) < 10 else end) <= day
    return fact["status"] in ("expired", "terminated")


def slow_graph(frames: Mapping[str, pd.DataFrame], rule: str = "even") -> nx.Graph:
    """Join the cross-kind pairs (or, where there are none, the same-kind ones) to a graph."""
    pairs = slow_pairs(frames, rule)
    crossing = [key for key in pairs if key[0] != "same_kind"] or list(pairs)
    graph = nx.Graph()
    rows = frames["organizations"]
    for name, kind, country in zip(rows["id"], rows["kind"], rows["country"], strict=True):
        graph.add_node(name, kind=kind, country=country)
    for layer, u, v in crossing:
        graph.add_edge(u, v, weight=pairs[layer, u, v].weight)
    return graph


def frames_of(network: Network) -> dict[str, pd.DataFrame]:
    """Return the tables a network was built from."""
    own = {
        "organizations": network.organizations,
        "agreements": network.agreements,
        "parties": network.parties,
    }
    return {**network.tables, **own}


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    return {
        file.stem: pd.read_csv(file, dtype=str, keep_default_na=False)
        for file in sorted(folder.glob("*.csv"))
        if file.stem in declared()
    }


def write_tables(folder: Path, tables: Mapping[str, pd.DataFrame]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    return folder


@pytest.fixture(scope="session")
def bundled_network() -> Network:
    return load(DATA)


@pytest.fixture(scope="session")
def example_network() -> Network:
    return load(EXAMPLE)


@pytest.fixture(scope="session")
def findings_once(bundled_network, made_once):
    """Work out the findings of the bundled data once for all stores that are filled with them."""
    from netintl.store import pushing
    from netintl.store.finding_rows import find_all

    def keep(folder: Path) -> None:
        (folder / "findings").write_bytes(pickle.dumps(find_all(bundled_network, str)))

    def remembered(network, tell):
        if network is not bundled_network:
            return find_all(network, tell)
        return pickle.loads((made_once("findings", keep) / "findings").read_bytes())  # noqa: S301

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pushing, "find_all", remembered)
        yield


@pytest.fixture(scope="session")
def filled_folder(bundled_network, findings_once, made_once, tmp_path_factory):
    """Return a function that gives a folder of one's own with a store of the bundled data."""
    from netintl.store.addresses import Address
    from netintl.store.client import Store
    from netintl.store.pushing import push

    def fill(folder: Path) -> None:
        with Store(Address(folder=folder / "store")) as store:
            push(store, bundled_network, at=PUSHED)

    def copied() -> Path:
        folder = tmp_path_factory.mktemp("filled") / "store"
        return shutil.copytree(made_once("filled", fill) / "store", folder)

    return copied


@pytest.fixture
def ask(capsys, monkeypatch):
    """Run a command in process and return its JSON document."""
    from netintl.cli import main
    from netintl.i18n import set_language

    monkeypatch.delenv("NETINTL_DATA", raising=False)
    monkeypatch.delenv("NETINTL_LANG", raising=False)

    def asked(folder: Path, *arguments: object) -> dict:
        set_language("en")
        with pytest.raises(SystemExit) as left:
            main(["--lang", "en", "-d", str(folder), *map(str, arguments), "--format", "json"])
        captured = capsys.readouterr()
        assert not left.value.code, captured.err
        return json.loads(captured.out)

    return asked
