import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest

from netintl.identity.judgements import settle
from netintl.ingest.conversion import import_tables
from netintl.ingest.package import load_package

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def package():
    return load_package(DATA)


@pytest.fixture(scope="module")
def ledger():
    return read(DATA / "sources" / "ledger.csv")


def read(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_the_bundled_data_have_no_errors(package):
    errors = package.issues[package.issues["severity"] == "error"]
    assert errors.empty, errors.to_string()
    assert package.ledger.balanced


def test_the_bundled_data_are_as_rich_as_promised(package):
    organizations, agreements = package.tables["organizations"], package.tables["agreements"]
    assert len(organizations) >= 600
    assert len(agreements) >= 500
    assert organizations.loc[organizations["country"] != "", "country"].nunique() > 45
    subject = agreements["programme"] != ""
    assert (agreements["fields"] != "")[subject].mean() >= 0.85


@pytest.mark.parametrize("folder", [".", "worked-example", "worked-example-gaps"])
def test_frictionless_judges_the_package_valid(folder):
    with warnings.catch_warnings():
        # Of frictionless and what it imports, not of ours.
        warnings.simplefilter("ignore", DeprecationWarning)
        from frictionless import Package, system

        system.trusted = True
        report = Package(str(DATA / folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["taskName", "rowNumber", "fieldName", "note"])


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("links.csv", 668),
        ("institutions.csv", 702),
        ("observations.csv", 277),
        ("workshops.csv", 47),
    ],
)
def test_every_source_row_is_accounted_for(ledger, file, rows):
    lines = ledger[ledger["file"].str.endswith(f"/{file}")]
    assert len(lines) == rows
    assert set(lines["fate"]) <= {"kept", "merged"}
    assert (lines["into"] != "").all()


def test_every_link_stands_in_an_agreement(package, ledger):
    links = ledger[ledger["file"].str.endswith("/links.csv")]
    assert set(links["into"]) <= set(package.tables["agreements"]["id"])
    kept = links[links["fate"] == "kept"]
    workshops = ledger[ledger["file"].str.endswith("/workshops.csv")]
    assert len(kept) + len(workshops) == len(package.tables["agreements"])


def test_no_overlapping_organization_stands_twice(package):
    judgements = package.tables["judgements"]
    ids = set(package.tables["organizations"]["id"])
    same = judgements[(judgements["verdict"] == "same") & judgements["left"].isin(ids)]
    bodies = same[~same["right"].str.contains(":")]  # an official id is no organization
    assert len(bodies) == 66
    assert not ids & set(bodies.loc[bodies["left"] != bodies["right"], "right"])
    everything = set(package.tables["agreements"]["id"])
    merged = judgements[(judgements["verdict"] == "same") & judgements["left"].isin(everything)]
    assert not everything & set(merged["right"])


def test_every_overlap_found_by_the_audit_is_judged(package):
    overlap = read(DATA / "sources" / "overlap.csv")
    judged = package.tables["judgements"].set_index(["left", "right"])
    pairs = overlap[["luban_id", "programmes_id"]].itertuples(index=False, name=None)
    assert {judged.loc[pair, "verdict"] for pair in pairs} == {"same"}


def test_every_pair_of_rows_about_the_same_two_bodies_is_judged(package, ledger):
    overlap = read(DATA / "sources" / "overlap.csv")
    settled = dict(zip(overlap["programmes_id"], overlap["luban_id"], strict=True))
    links = {name: read(DATA / "sources" / name / "links.csv") for name in ("luban", "programmes")}
    into = ledger.set_index(["file", "id"])["into"]
    ends: dict[frozenset[str], set[str]] = {}
    for row in links["luban"].itertuples():
        pair = frozenset((row.source_id, row.target_id))
        ends.setdefault(pair, set()).add(into["luban/links.csv", row.id])
    judged = package.tables["judgements"][["left", "right"]]
    judged = set(judged.itertuples(index=False, name=None))
    pairs = {
        (left, row.id)
        for row in links["programmes"].itertuples()
        for left in ends.get(
            frozenset(settled.get(name, name) for name in (row.source_id, row.target_id)), ()
        )
    }
    assert len(pairs) == 33
    assert pairs <= judged


def test_official_ids_are_those_of_the_judgements(package):
    organizations, judgements = package.tables["organizations"], package.tables["judgements"]
    attached = judgements[judgements["right"].str.match("(moe|ror):")]
    assert (attached["verdict"] == "same").sum() == 253
    assert attached["note"].str.contains("moe.gov.cn|https://ror.org/").all()
    stated = organizations[organizations["official_id"] != ""]
    pairs = set(attached[["left", "right"]].itertuples(index=False, name=None))
    assert set(stated[["id", "official_id"]].itertuples(index=False, name=None)) <= pairs
    schools = organizations[
        (organizations["kind"] == "school") & (organizations["country"] == "CHN")
    ]
    assert schools["official_id"].str.startswith("moe:").sum() == 168
    assert not organizations["official_id"].loc[stated.index].duplicated().any()


def test_judgements_can_be_carried_out_again(package):
    settled = settle(package.tables, package.tables["judgements"])
    for name, table in package.tables.items():
        pd.testing.assert_frame_equal(table, settled[name])


def test_person_times_are_no_persons(package):
    flows, observations = package.tables["flows"], package.tables["observations"]
    assert not flows["counts"].str.contains("person-times").any()
    times = observations[observations["unit"] == "person-times"]
    assert {"9000", "35000", "6000"} <= set(times["value"])


def test_indicators_name_their_sources(package):
    indicators = package.tables["indicators"]
    assert set(indicators["measure"]) == {"projects", "fdi_stock_usd", "sites"}
    assert set(indicators["source"]) <= set(package.tables["sources"]["id"])
    assert set(indicators.loc[indicators["measure"] == "projects", "year"]) == {"2000/2014"}


def test_the_data_rebuild_byte_for_byte(tmp_path):
    command = [sys.executable, str(ROOT / "tools" / "build_data.py"), "--into", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) > 15
    for path in made:
        assert (tmp_path / path).read_bytes() == (DATA / path).read_bytes(), path


def test_no_table_stands_there_that_the_build_does_not_make(tmp_path):
    tables = {path.name for path in DATA.glob("*.csv")}
    described = {r["path"] for r in pd.read_json(DATA / "datapackage.json")["resources"]}
    assert tables == described


@pytest.mark.parametrize("name", ["luban", "programmes"])
def test_the_row_order_of_the_sources_does_not_matter(tmp_path, name):
    files = sorted((DATA / "sources" / name).glob("*.csv"))
    for file in files:
        table = read(file).sample(frac=1, random_state=1)
        table.to_csv(tmp_path / file.name, index=False)
    mapping = DATA / "mappings" / f"{name}.toml"
    straight = import_tables(files, mapping)
    turned = import_tables(sorted(tmp_path.glob("*.csv")), mapping)
    for table, frame in straight.tables.items():
        pd.testing.assert_frame_equal(frame, turned.tables[table])
    assert straight.ledger.table.equals(turned.ledger.table)


def test_the_worked_example_holds_the_arcs_of_its_description():
    tables = load_package(DATA / "worked-example").tables
    arcs = tables["flows"].set_index("agreement")["persons"].to_dict()
    assert arcs == {
        "S1-C1": "40",
        "S1-C2": "30",
        "S2-C2": "40",
        "S3-C3": "30",
        "C1-E1": "50",
        "C2-E1": "60",
        "C3-E2": "25",
        "S1-E1": "0",
    }


def test_the_spread_crosswalk_shares_out_whole_majors():
    weights = pd.read_csv(DATA / "worked-example-gaps" / "crosswalk-spread.csv")
    assert weights.groupby("major")["weight"].sum().round(9).eq(1).all()
