"""The questions an expert asks to see whether the figures can be believed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import netintl
from netintl.analyses.pipelines.flow_problem import problem_of
from netintl.analyses.pipelines.throughput import throughput
from netintl.analyses.registry import ANALYSES
from netintl.identity.judgements import settle
from netintl.network.network import Network
from netintl.words.claims import sentence

from .conftest import make_network

DATA = Path(__file__).parents[1] / "data"
EXAMPLE = DATA / "worked-example"


def tables_of(folder: Path) -> dict[str, pd.DataFrame]:
    return {name: frame.copy() for name, frame in netintl.load_package(folder).tables.items()}


def network_of(tables: dict[str, pd.DataFrame]) -> Network:
    return Network.from_tables(settle(tables, tables["judgements"]))


def with_rows(frame: pd.DataFrame, rows: list[dict[str, str]]) -> pd.DataFrame:
    return pd.concat([frame, pd.DataFrame(rows, dtype=object)], ignore_index=True).fillna("")


def renamed(tables: dict[str, pd.DataFrame], old: str, new: str) -> dict[str, pd.DataFrame]:
    """Split one organization in two: every second party row goes to a second name."""
    split = {name: frame.copy() for name, frame in tables.items()}
    rows = split["organizations"]
    twin = rows[rows["id"] == old].assign(id=new, name_zh="旧名学院", name_en="Former name")
    split["organizations"] = pd.concat([rows, twin], ignore_index=True)
    parties = split["parties"]
    mine = parties.index[parties["organization"] == old]
    assert len(mine) > 1
    parties.loc[mine[::2], "organization"] = new
    return split


MERGERS = {
    "judgement": ("judgements", {"left": "{old}", "right": "{new}", "verdict": "same"}),
    "succession": ("successions", {"before": "{new}", "after": "{old}", "kind": "rename"}),
}


def test_question_1_without_fresh_evidence_the_report_says_which_hubs_survive() -> None:
    network = netintl.load(DATA)
    result = netintl.find_hubs(network)
    fresh = netintl.network.views.holds_with_evidence(
        network, network.evidence_days[~np.isnat(network.evidence_days)].max().astype(object)
    )
    alone = netintl.find_hubs(network.view(chosen=network.chosen & fresh)).table
    before = set(result.table.loc[result.table["rank"] <= 10, "organization"])
    after = set(alone.loc[(alone["rank"] <= 10) & (alone["degree"] > 0), "organization"])
    facts = result.claim("fresh_hubs").facts
    assert facts["kept"] == len(before & after) < facts["count"] == 10
    ranks = result.table.set_index("organization")["fresh_rank"]
    assert {name for name in before if ranks[name] <= 10} == before & after


@pytest.mark.parametrize("how", MERGERS)
@pytest.mark.parametrize("analysis", ["summary", "hubs", "gaps", "pipelines", "bottlenecks"])
def test_question_2_old_and_new_name_make_no_difference_once_merged(
    how: str, analysis: str
) -> None:
    old, new = "cn-tianjin-light-industry-vtc", "former-name"
    plain = tables_of(DATA)
    split = renamed(plain, old, new)

    def find(network: Network) -> netintl.Result:
        return ANALYSES[analysis].run(network, nulls=5, resamples=5)

    expected = find(network_of(plain)).table
    if analysis in ("hubs", "summary"):
        assert not find(network_of(split)).table.equals(expected)
    table, row = MERGERS[how]
    cells = {name: text.format(old=old, new=new) for name, text in row.items()}
    split[table] = with_rows(split[table], [cells])
    pd.testing.assert_frame_equal(find(network_of(split)).table, expected)


def test_question_3_doubling_press_links_leaves_the_ranks_in_registers_alone() -> None:
    tables = tables_of(DATA)
    kinds = tables["sources"].set_index("id")["kind"]
    quoted = (
        tables["agreements"]["source"]
        .str.split(";")
        .map(lambda names: {kinds.get(name, "") for name in names})
    )
    # Make some sources registers, so that there is something to rank.
    some = sorted(set(tables["sources"].loc[tables["sources"]["kind"] == "own_site", "id"]))[::2]
    own = tables["sources"]["id"].isin(some)
    tables["sources"].loc[own, "kind"] = "register"
    press = tables["agreements"][quoted.map(lambda found: found == {"press"})]
    assert len(press) > 20
    doubled = {name: frame.copy() for name, frame in tables.items()}
    doubled["agreements"] = with_rows(
        tables["agreements"], press.assign(id=press["id"] + "-again").to_dict("records")
    )
    parties = tables["parties"][tables["parties"]["agreement"].isin(press["id"])]
    again = parties.assign(agreement=parties["agreement"] + "-again")
    doubled["parties"] = with_rows(tables["parties"], again.to_dict("records"))
    found = [
        netintl.find_hubs(network_of(each), by="strength").table.set_index("organization")
        for each in (tables, doubled)
    ]
    assert found[0]["register_rank"].notna().sum() > 20
    pd.testing.assert_series_equal(
        found[0]["register_rank"].sort_index(), found[1]["register_rank"].sort_index()
    )
    assert not found[0]["strength"].sort_index().equals(found[1]["strength"].sort_index())


def test_question_4_unknown_seats_make_a_range_not_a_number() -> None:
    tables = tables_of(EXAMPLE)
    assert throughput(problem_of(network_of(tables)))[:2] == (105, 105)
    seats = tables["capacities"]["organization"] == "C2"
    without = tables | {"capacities": tables["capacities"][~seats]}
    network = network_of(without)
    chains = netintl.find_pipelines(network).table
    through = chains["college"] == "C2"
    # Seats are a bound, not a condition: each link has its figure.
    assert (chains["state"] == "assessable").all()
    assert (chains.loc[through, "persons_high"] > 0).all()
    low, high, demand = throughput(problem_of(network))
    # At least what goes round C2; at most what the links to and from it would carry.
    none, plenty = (
        throughput(problem_of(network_of(tables | {"capacities": tables["capacities"].assign(
            persons_per_year=tables["capacities"]["persons_per_year"].where(~seats, text))})))[0]
        for text in ("0", "100000")
    )  # fmt: skip
    assert (low, high, demand) == (none, plenty, 120)
    assert low < 105 < high
    note = netintl.find_pipelines(network).claim("throughput")
    assert note.facts == {"low": 60, "high": 120, "demand": 120}


def test_question_5_an_alliance_of_300_members_changes_nothing() -> None:
    tables = tables_of(DATA)
    before = network_of(tables)
    members = sorted(tables["organizations"]["id"])[:300]
    alliance = {"id": "zz-alliance", "kind": "alliance", "name_en": "Alliance", "country": "CHN"}
    agreements = [
        {"id": f"zz-{name}", "kind": "alliance_membership", "source": "x", "status": "active"}
        for name in members
    ]
    parties = [
        {"agreement": f"zz-{name}", "organization": end, "role": role}
        for name in members
        for end, role in ((name, "member"), ("zz-alliance", "lead"))
    ]
    more = tables | {
        "organizations": with_rows(tables["organizations"], [alliance]),
        "agreements": with_rows(tables["agreements"], agreements),
        "parties": with_rows(tables["parties"], parties),
    }
    after = network_of(more)
    figures = [
        netintl.find_summary(n).table.set_index(["measure", "group"])["value"]
        for n in (before, after)
    ]
    for measure in ("density", "diameter", "largest_component"):
        assert figures[0][measure, ""] == figures[1][measure, ""]
    closure = [netintl.find_closure(n).table.set_index("measure") for n in (before, after)]
    alike = ["triangles", "transitivity", "two_mode_clustering"]  # a mean counts the alliance too
    pd.testing.assert_frame_equal(closure[0].loc[alike], closure[1].loc[alike])
    columns = ["organization", "degree", "strength", "betweenness", "harmonic", "core", "hub"]
    hubs = [netintl.find_hubs(n).table[columns].set_index("organization") for n in (before, after)]
    pd.testing.assert_frame_equal(hubs[0].sort_index(), hubs[1].drop("zz-alliance").sort_index())
    assert after.is_membership.sum() == before.is_membership.sum() + 300


def test_question_6_only_gaps_under_every_crosswalk_are_stable() -> None:
    network = netintl.load(DATA)

    def cells(table: pd.DataFrame) -> set[tuple[str, str]]:
        return set(zip(table["country"], table["industry"], strict=True))

    red = []
    for variant in ("strict", "weighted", "broad"):
        table = netintl.find_gaps(network, crosswalk=variant).table
        red.append(cells(table[table["verdict"].isin(["gap", "short"])]))
    stable = cells(table[table["stable"]])
    assert stable == set.intersection(*red)
    assert stable < set.union(*red)


def test_question_7_what_appeared_and_ended_is_what_the_counts_changed_by() -> None:
    network = netintl.load(DATA)
    before, after = (netintl.as_of(network, day) for day in ("2022-12-31", "2024-12-31"))
    found = netintl.diff(before, after)
    for row in found.counts.to_dict("records"):
        assert row["before"] + row["appeared"] - row["ended"] == row["after"]
    counts = found.counts.set_index("item")
    assert counts.at["agreements", "before"] == before.chosen.sum()
    assert counts.at["agreements", "after"] == after.chosen.sum()
    assert counts.at["agreements", "appeared"] > 50
    assert counts.loc[counts.index != "agreements", "after"].sum() == len(after.pairs)
    result = netintl.compare(before, after)
    listed = result.table[result.table["item"] == "agreement"]["change"].value_counts()
    assert listed["appeared"] + listed.get("renewed", 0) == counts.at["agreements", "appeared"]
    assert len([note for note in result.claims if note.code == "reconciled"]) == len(counts)


def test_question_8_indonesia_and_equipment_names_need_seats_schools_and_the_missing_link() -> None:
    seats = {"measure": "seats", "field": "46", "year": "2025", "method": "stated", "source": "c"}
    network = make_network(
        {"a": "S1 C1", "b": "S2 C2", "c": "C2 E2", "d": "S3 C3"},
        organizations=[
            {"id": "E1", "industries": "C35"}, {"id": "E2", "industries": "C35"},
            {"id": "C3", "country": "THA"}, {"id": "S3", "fields": "46"},
        ],
        agreements=[{"id": key, "fields": "46", "start": "2024"} for key in "abd"],
        capacities=[
            {**seats, "organization": "C1", "persons_per_year": "20"},
            {**seats, "organization": "C2", "persons_per_year": "20"},
            {**seats, "organization": "E1", "measure": "hires", "persons_per_year": "50"},
            {**seats, "organization": "E2", "measure": "hires", "persons_per_year": "10"},
        ],
        flows=[
            {"id": "f", "agreement": "a", "from": "S1", "to": "C1", "purpose": "study",
             "persons": "5", "year": "2025"}
        ],
    )  # fmt: skip
    cell = netintl.find_gaps(network, crosswalk="strict", demand="hires").table.iloc[0]
    assert (cell["country"], cell["industry"], cell["verdict"]) == ("IDN", "C", "short")
    assert (cell["demand"], cell["persons"], cell["gap"], cell["sources"]) == (60, 40, 20, ("c",))
    fillers = netintl.find_fillers(network, crosswalk="strict", demand="hires").table
    assert fillers.loc[fillers["distance"] == 0, "school"].tolist() == ["S1", "S2", "S3"]
    missing = netintl.find_connection(network, crosswalk="strict").table.iloc[0]
    assert (missing["open"], missing["closed"]) == (3, 1)  # only S2 reaches E2
    matches = netintl.find_matches(network, "E1", kind="college")
    assert matches.table["organization"].iloc[0] == "C1"  # the college whose seats are free
    assert matches.table["capacity"].iloc[0] == 0.75
    real = netintl.load(DATA)
    table = netintl.find_fillers(real).table
    assert table["stable"].any()
    assert (table["ties"] > 0).any()
    pairs = netintl.find_match_pairs(real, countries=["IDN"]).table
    assert len(pairs)
    assert pairs["unknown"].str.contains("capacity").all()  # no seat in Indonesia is stated


def shuffled(folder: Path, into: Path, seed: int) -> Path:
    into.mkdir()
    for file in folder.glob("*.csv"):
        frame = pd.read_csv(file, dtype=str, keep_default_na=False)
        frame.sample(frac=1, random_state=seed).to_csv(into / file.name, index=False)
    return into


COMMANDS = ("summary", "hubs", "gaps", "pipelines", "pipelines --show bottlenecks")
IN_JSON = f"""
import contextlib, sys
from netintl.cli import main
for command in {COMMANDS}:
    with contextlib.suppress(SystemExit):
        main(["-d", sys.argv[1], *command.split(), "--format", "json"])
"""


@pytest.mark.untraced
@pytest.mark.parametrize("folder", [EXAMPLE, DATA], ids=["example", "bundled"])
def test_question_9_shuffled_rows_give_the_same_bytes(folder: Path, tmp_path) -> None:
    outputs = []
    for seed, place in enumerate((folder, shuffled(folder, tmp_path / "shuffled", 7))):
        found = subprocess.run(
            [sys.executable, "-c", IN_JSON, str(place)],
            env={**os.environ, "PYTHONHASHSEED": str(seed + 1), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=True,
        )
        outputs.append(found.stdout)
    assert outputs[0].count(b'"schema"') == len(COMMANDS)
    assert outputs[0] == outputs[1]


def test_question_10_with_a_chinese_end_to_every_link_countries_are_no_nodes() -> None:
    network = netintl.load(DATA)
    result = netintl.find_hubs(network)
    assert result.claim("star").facts["share"] > 0.9
    assert set(result.table["kind"]) >= {"school", "college", "enterprise"}
    assert "organizations are reported instead" in sentence(result.claim("star"), network)


def test_question_11_the_worked_example_comes_out_by_hand() -> None:
    network = netintl.load(EXAMPLE)
    hubs = netintl.find_hubs(network).table.set_index("organization")
    by_hand = {"C2": 3, "S1": 1, "C3": 1, "E1": 1, "C1": 0, "S2": 0, "S3": 0, "E2": 0}
    assert hubs["betweenness"].to_dict() == pytest.approx(by_hand, abs=5e-5)
    assert set(hubs.index[hubs["cut_point"]]) == {"C2", "C3"}
    assert set(hubs.index[hubs["core"] == 2]) == {"S1", "C1", "C2", "E1"}
    limits = netintl.find_bottlenecks(network).table
    loss = limits.dropna(subset="loss").set_index("organization")["loss"]
    expected = {"S1": 45, "C2": 45, "C1": 40, "S2": 25, "S3": 20, "C3": 20}
    assert {name: loss[name] for name in expected} == expected
    gain = limits[limits["gain"] > 0].set_index(["organization", "partner"])["gain"].to_dict()
    assert gain == {("C2", ""): 10, ("S1", "C1"): 10}
    cut = limits[limits["in_cut"]]
    assert set(zip(cut["organization"], cut["partner"], cut["capacity"], strict=True)) == {
        ("C2", "", 45),
        ("S1", "C1", 40),
        ("E2", "", 20),
    }


def test_question_12_a_workshop_inside_a_firm_is_a_pipeline() -> None:
    table = netintl.find_pipelines(netintl.load(DATA)).table
    direct = table[table["form"] == "direct"]
    assert len(direct) > 0
    # The Chinese Workshop of a lithium firm in Argentina is taught in the firm itself.
    assert ("cn-beijing-polytechnic-college", "ent-plasa") in set(
        zip(direct["school"], direct["enterprise"], strict=True)
    )
    assert (direct["college"] == "").all()
