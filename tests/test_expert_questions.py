"""The questions an expert asks to see whether the figures can be believed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import netintl
from netintl.analyses.pipelines import throughput
from netintl.analyses.throughput import pipelines_of
from netintl.identity.judgements import settle
from netintl.network.network import Network

DATA = Path(__file__).parents[1] / "data"
EXAMPLE = DATA / "worked-example"
FINDERS = {
    "summary": netintl.summarize,
    "hubs": netintl.find_hubs,
    "gaps": netintl.find_gaps,
    "pipelines": netintl.find_pipelines,
    "bottlenecks": netintl.find_bottlenecks,
}


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


@pytest.mark.parametrize("how", MERGERS)
@pytest.mark.parametrize("analysis", FINDERS)
def test_question_2_old_and_new_name_make_no_difference_once_merged(
    how: str, analysis: str
) -> None:
    old, new = "cn-tianjin-light-industry-vtc", "former-name"
    plain = tables_of(DATA)
    split = renamed(plain, old, new)
    find = FINDERS[analysis]
    expected = find(network_of(plain)).table
    if analysis in ("hubs", "summary"):
        assert not find(network_of(split)).table.equals(expected)
    table, row = MERGERS[how]
    cells = {name: text.format(old=old, new=new) for name, text in row.items()}
    split[table] = with_rows(split[table], [cells])
    pd.testing.assert_frame_equal(find(network_of(split)).table, expected)


def test_question_4_unknown_seats_make_a_range_not_a_number() -> None:
    tables = tables_of(EXAMPLE)
    assert throughput(pipelines_of(network_of(tables)))[:2] == (105, 105)
    seats = tables["capacities"]["organization"] == "C2"
    without = tables | {"capacities": tables["capacities"][~seats]}
    network = network_of(without)
    chains = netintl.find_pipelines(network).table
    through = chains["college"] == "C2"
    assert not chains.loc[through, "assessable"].any()
    assert chains.loc[~through, "assessable"].all()
    assert (chains.loc[through, "persons_low"] == 0).all()
    low, high, demand = throughput(pipelines_of(network))
    # At least what goes round C2; at most what the links to and from it would carry.
    none, plenty = (
        throughput(pipelines_of(network_of(tables | {"capacities": tables["capacities"].assign(
            persons_per_year=tables["capacities"]["persons_per_year"].where(~seats, text))})))[0]
        for text in ("0", "100000")
    )  # fmt: skip
    assert (low, high, demand) == (none, plenty, 120)
    assert low < 105 < high
    note = netintl.find_pipelines(network).note("throughput")
    assert note.facts == {"low": "60", "high": "120", "demand": "120"}


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
        netintl.summarize(n).table.set_index(["measure", "group"])["value"] for n in (before, after)
    ]
    for measure in ("density", "triangles", "diameter", "largest_component", "transitivity"):
        assert figures[0][measure, ""] == figures[1][measure, ""]
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


def shuffled(folder: Path, into: Path, seed: int) -> Path:
    into.mkdir()
    for file in folder.glob("*.csv"):
        frame = pd.read_csv(file, dtype=str, keep_default_na=False)
        frame.sample(frac=1, random_state=seed).to_csv(into / file.name, index=False)
    return into


@pytest.mark.parametrize("folder", [EXAMPLE, DATA], ids=["example", "bundled"])
def test_question_9_shuffled_rows_give_the_same_bytes(folder: Path, tmp_path) -> None:
    outputs = []
    for seed, place in enumerate((folder, shuffled(folder, tmp_path / "shuffled", 7))):
        lines = []
        for command in (
            ["summary"],
            ["hubs"],
            ["gaps"],
            ["pipelines"],
            ["pipelines", "--show", "bottlenecks"],
        ):
            found = subprocess.run(
                [sys.executable, "-m", "netintl", "-d", str(place), *command, "--format", "json"],
                env={**os.environ, "PYTHONHASHSEED": str(seed + 1), "LC_ALL": "C.UTF-8"},
                capture_output=True,
                check=True,
            )
            lines.append(found.stdout)
        outputs.append(lines)
    assert outputs[0] == outputs[1]


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
