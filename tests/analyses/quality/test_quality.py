"""How good the data are, held against counts that share no code with it."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from netintl import as_of, load_package
from netintl.analyses.quality.collection import FIGURES, find_collection
from netintl.analyses.quality.completeness import (
    APART,
    FEWEST,
    WATCHED,
    find_completeness,
    known_of_agreements,
)
from netintl.analyses.quality.contradictions import find_contradictions
from netintl.analyses.quality.evidence import find_evidence
from netintl.analyses.quality.freshness import find_freshness
from netintl.analyses.quality.statements import statements_of
from netintl.analyses.registry import ANALYSES
from netintl.i18n import speaking
from netintl.network.loading import network_of
from netintl.words.claims import sentence
from netintl.words.wording import readable

from ...conftest import frames_of, make_network

DATA = Path(__file__).parents[3] / "data"
PARTIES = {"a1": "S1 C1", "a2": "C1 E1", "a3": "S1 E1", "a4": "S2 C2"}


def blank(cells: pd.Series) -> pd.Series:
    return cells.isin(["", "unknown"])


@pytest.fixture(scope="module")
def frames(bundled_network) -> dict[str, pd.DataFrame]:
    return frames_of(bundled_network)


def counted(frames, table: str, column: str, rows: pd.Series | None = None) -> tuple[int, int]:
    frame = frames[table] if rows is None else frames[table][rows]
    filled = ~blank(frame[column])
    if (table, column) == ("flows", "persons"):
        filled |= frame["person_days"] != ""
    return int(filled.sum()), len(frame)


def asked_rows(frames, table: str, column: str) -> pd.Series:
    frame = frames[table]
    everything = pd.Series(data=True, index=frame.index)
    if table != "organizations":
        return everything
    return {
        "province": frame["country"] == "CHN",
        "level": frame["kind"].isin(["school", "college"]),
        "fields": frame["kind"].isin(["school", "college"]),
        "industries": frame["kind"] == "enterprise",
    }.get(column, everything)


def test_every_figure_of_completeness_is_that_of_a_plain_count(bundled_network, frames) -> None:
    found = find_completeness(bundled_network).table
    keyed = found.set_index(["table", "column", "by", "group"])[["filled", "rows", "share"]]
    seen = 0
    for table, columns in WATCHED.items():
        for column in columns:
            if frames[table].empty:
                continue
            asked = asked_rows(frames, table, column)
            groupings = {("all", ""): asked}
            if table in ("organizations", "agreements"):
                kinds = frames[table]["kind"]
                groupings |= {("kind", k): asked & (kinds == k) for k in set(kinds[asked]) - {""}}
            if table == "organizations" and column not in ("country", "province"):
                there = frames[table]["country"]
                groupings |= {("country", c): asked & (there == c) for c in set(there[asked])}
            if table == "agreements":
                bodies = frames["organizations"].set_index("id")["country"]
                party = frames["parties"].assign(
                    country=frames["parties"]["organization"].map(bodies)
                )
                for country, rows in party.groupby("country"):
                    if country not in ("", "CHN"):
                        groupings["country", country] = frames[table]["id"].isin(rows["agreement"])
            for (by, group), rows in groupings.items():
                filled, total = counted(frames, table, column, rows)
                row = keyed.loc[table, f"{table}.{column}", by, group]
                assert (row["filled"], row["rows"]) == (filled, total), (table, column, group)
                assert row["share"] == pytest.approx(filled / total)
                seen += 1
    extra = found["column"].isin(
        ["organizations/capacities.persons_per_year", "agreements/flows.persons"]
    )
    extra &= found["table"] != "flows"
    assert seen == int((~extra).sum())


def test_what_other_tables_state_of_rows_is_counted(bundled_network, frames) -> None:
    found = find_completeness(bundled_network).table
    flows = frames["flows"]
    stating = flows[(flows["persons"] != "") | (flows["person_days"] != "")]["agreement"]
    row = found[found["column"] == "agreements/flows.persons"].set_index(["by", "group"])
    assert row.loc[("all", ""), "filled"] == stating.nunique()
    assert row.loc[("all", ""), "rows"] == len(frames["agreements"])
    capable = found[found["column"] == "organizations/capacities.persons_per_year"].set_index(
        ["by", "group"]
    )
    kinds = frames["organizations"]["kind"]
    assert capable["filled"].max() == frames["capacities"]["organization"].nunique()
    for kind in ("school", "college", "enterprise"):
        assert capable.loc[("kind", kind), "rows"] == (kinds == kind).sum()


def test_groups_are_telling_where_they_are_large_and_far_from_the_whole(bundled_network) -> None:
    found = find_completeness(bundled_network).table
    for _key, rows in found.groupby(["table", "column"]):
        whole = rows[rows["by"] == "all"].iloc[0]
        far = [
            row.rows >= FEWEST and abs(row.share - whole["share"]) >= APART
            for row in rows.itertuples()
        ]
        assert rows["telling"].tolist() == [
            is_far or by == "all" for is_far, by in zip(far, rows["by"], strict=True)
        ]
    assert 0 < found["telling"].sum() < len(found)


def first_days(cells: pd.Series) -> pd.Series:
    """Read partial dates; of two years the second."""
    texts = cells[cells != ""].str.split("/").str[-1]
    whole = texts.map(lambda text: text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    return pd.to_datetime(whole).sort_values()


@pytest.mark.parametrize(("day", "years"), [(None, 2), ("2024-06-30", 5)])
def test_freshness_is_that_of_a_plain_count(bundled_network, frames, day, years) -> None:
    network = bundled_network if day is None else as_of(bundled_network, day)
    found = find_freshness(network, years=years).table.set_index(["column", "group"])
    until = pd.Timestamp(day or "2026-03-12")
    before = until - pd.DateOffset(years=years)
    told = {
        "sources.published": frames["sources"]["published"],
        "flows.year": frames["flows"]["year"],
        "indicators.year": frames["indicators"]["year"],
        "observations.as_of": frames["observations"]["as_of"],
    }
    for column, cells in told.items():
        days, row = first_days(cells), found.loc[(column, "")]
        assert (row["rows"], row["dated"]) == (len(cells), len(days))
        assert row["newest"] == days.iloc[-1].date().isoformat()
        assert row["median"] == days.quantile(0.5, interpolation="lower").date().isoformat()
        assert row["old"] == (days < before).sum()
        assert row["share"] == pytest.approx((days < before).mean())
    days = pd.Series(bundled_network.evidence_days)
    kinds = frames["agreements"]["kind"]
    for kind in ("", *sorted(set(kinds))):
        own = days[kinds == kind] if kind else days
        row = found.loc[("evidence_day", kind)]
        assert (row["rows"], row["dated"]) == (len(own), own.notna().sum())
        assert row["old"] == (own < before).sum()


def test_ages_of_planted_agreements_are_right() -> None:
    network = make_network(
        {"a1": "S1 C1", "a2": "S1 C2", "a3": "S2 C1"},
        agreements=[
            {"id": "a1", "start": "2020-05-01", "source": "s1"},
            {"id": "a2", "start": "2024", "source": "s2"},
        ],
        sources=[
            {"id": "s1", "published": "2021-06-01"},
            {"id": "s2", "published": "2024-02-01"},
        ],
    )
    found = find_freshness(network).table.set_index(["column", "group"])
    row = found.loc[("evidence_day", "")]  # 2021-06-01, 2024-02-01 and undated; two years before
    assert row[["rows", "dated", "newest", "median", "old"]].tolist() == [
        3, 2, "2024-02-01", "2021-06-01", 1,
    ]  # fmt: skip


def test_single_sources_are_those_of_a_plain_count(bundled_network, frames) -> None:
    found = find_evidence(bundled_network).table.set_index(["table", "group"])
    urls = frames["sources"].set_index("id")["url"]
    site = urls.map(lambda url: re.sub(r"^https?://(www\.)?([^/:]+).*$", r"\2", url).lower())
    for name in ("agreements", "organizations", "flows", "indicators", "observations"):
        groups = {"": frames[name]}
        if name == "agreements":
            groups |= dict(iter(frames[name].groupby("kind")))
        for group, rows in groups.items():
            cited = rows["source"].map(lambda cell: [part for part in cell.split(";") if part])
            number = cited.map(len)
            sites = cited.map(lambda names: len({site[n] or n for n in names}))
            expected = [
                len(rows), (number == 0).sum(), (number == 1).sum(),
                ((number > 1) & (sites == 1)).sum(), (sites > 1).sum(),
            ]  # fmt: skip
            row = found.loc[(name, group)]
            assert row[["rows", "none", "one", "one_site", "several"]].tolist() == expected
            if (number > 0).any():
                assert row["share"] == pytest.approx((number == 1).sum() / (number > 0).sum())


FLOW = {"agreement": "a1", "from": "S1", "to": "C1", "purpose": "study", "year": "2023"}


def contradictions_of(**tables):
    network = make_network(PARTIES, **tables)
    return find_contradictions(network, frames_of(network)).table


def told(table: pd.DataFrame) -> list[tuple]:
    columns = ["verdict", "value", "sources", "other", "other_sources"]
    return list(table[columns].itertuples(index=False, name=None))


def test_two_sources_that_state_two_numbers_stand_side_by_side() -> None:
    found = contradictions_of(
        flows=[
            {**FLOW, "id": "f1", "persons": "40", "source": "x"},
            {**FLOW, "id": "f2", "persons": "55", "source": "y"},
        ]
    )
    assert told(found) == [("contradiction", 40.0, ("x",), 55.0, ("y",))]
    assert found["subject"].tolist() == ["S1>C1"]


@pytest.mark.parametrize(
    "other",
    [
        {"persons": "40", "source": "y"},  # the same number
        {"persons": "55", "source": "x"},  # two groups of one source
        {"persons": "55", "source": "x;y"},  # of sources that are not independent
        {"persons": "55", "source": "y", "year": "2024"},
        {"persons": "55", "source": "y", "purpose": "training"},
        {"persons": "55", "source": "y", "scope": "several"},
        {"persons": "55", "source": "y", "per": "total"},
        {"persons": "55", "source": "y", "field": "50"},
        {"person_days": "55", "source": "y"},
        {"persons": "55", "source": "y", "to": "C2"},
    ],
)
def test_what_cannot_be_compared_is_not(other) -> None:
    flows = [{**FLOW, "id": "f1", "persons": "40", "source": "x"}, {**FLOW, "id": "f2", **other}]
    assert contradictions_of(flows=flows).empty


def test_figures_without_a_year_may_be_of_different_years() -> None:
    flows = [
        {**FLOW, "id": f"f{n}", "year": "", "persons": persons, "source": source}
        for n, persons, source in ((1, "40", "x"), (2, "55", "y"))
    ]
    assert contradictions_of(flows=flows).empty


def test_groups_of_one_source_are_added_before_they_are_compared() -> None:
    groups = [
        {**FLOW, "id": f"f{n}", "persons": persons, "source": source}
        for n, persons, source in ((1, "20", "x"), (2, "30", "x"), (3, "50", "y"))
    ]
    assert contradictions_of(flows=groups).empty
    groups[2]["persons"] = "60"
    found = contradictions_of(flows=groups)
    assert told(found) == [("contradiction", 50.0, ("x",), 60.0, ("y",))]


def test_a_plan_and_its_result_do_not_contradict_each_other() -> None:
    found = contradictions_of(
        flows=[
            {**FLOW, "id": "f1", "persons": "100", "planned": "yes", "source": "x"},
            {**FLOW, "id": "f2", "persons": "60", "planned": "no", "source": "y"},
            {**FLOW, "id": "f3", "persons": "65", "planned": "no", "source": "z"},
        ]
    )
    assert told(found) == [
        ("contradiction", 60.0, ("y",), 65.0, ("z",)),
        ("plan_and_result", 100.0, ("x",), 60.0, ("y",)),
        ("plan_and_result", 100.0, ("x",), 65.0, ("z",)),
    ]


def test_persons_and_person_times_are_never_compared() -> None:
    rows = [
        {"subject": "C1", "metric": "trainees", "as_of": "2023", "value": value, "unit": unit,
         "source": source}
        for value, unit, source in (("40", "people", "x"), ("900", "person-times", "y"))
    ]  # fmt: skip
    assert contradictions_of(observations=rows).empty
    rows[1]["unit"] = "people"
    found = contradictions_of(observations=rows)
    assert told(found) == [("contradiction", 40.0, ("x",), 900.0, ("y",))]
    assert found["unit"].tolist() == ["people"]


def package_of(folder: Path, **files: str):
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return load_package(folder)


def test_a_row_that_its_key_set_aside_is_still_heard(tmp_path) -> None:
    package = package_of(
        tmp_path,
        organizations="id,kind,name_en,country,source\nC1,college,One,IDN,\nC1,college,One,THA,\n"
        "S1,school,Two,CHN,\n",
        agreements="id,kind\na1,joint_programme\n",
        parties="agreement,organization\na1,C1\na1,S1\n",
        capacities="organization,measure,year,persons_per_year,source\n"
        "C1,seats,2023,40,x\nC1,seats,2023,60,y\n",
        sources="id,url\nx,http://x.org\ny,http://y.org\n",
    )
    assert "KEY001" in set(package.issues["code"])
    found = find_contradictions(network_of(package), statements_of(package)).table
    assert found["column"].tolist() == [
        "capacities.persons_per_year", "organizations.country",
    ]  # fmt: skip
    assert told(found) == [
        ("contradiction", 40.0, ("x",), 60.0, ("y",)),
        ("contradiction", "IDN", (), "THA", ()),
    ]


def test_rows_judged_the_same_still_say_what_each_said(tmp_path) -> None:
    package = package_of(
        tmp_path,
        organizations="id,kind,name_en,country,opened,source\nC1,college,One,IDN,2019,x\n"
        "C2,college,Uno,THA,2019-05,y\nS1,school,Two,CHN,,\n",
        agreements="id,kind\na1,joint_programme\n",
        parties="agreement,organization,role\na1,C1,partner\na1,S1,partner\n",
        judgements="left,right,verdict,by,at\nC1,C2,same,me,2024-01-01\n",
        sources="id,url\nx,http://x.org\ny,http://y.org\n",
    )
    found = find_contradictions(network_of(package), statements_of(package)).table
    assert found["column"].tolist() == ["organizations.country"]  # 2019 and 2019-05 agree
    assert told(found) == [("contradiction", "IDN", ("x",), "THA", ("y",))]


def test_persons_of_an_agreement_are_known_by_flows_and_by_observations(tmp_path) -> None:
    for name, text in {
        "organizations": "id,kind,name_en\nS,school,S\nC,college,C\n",
        "agreements": "id,kind,source\n" + "".join(f"a{n},exchange,s\n" for n in range(1, 6)),
        "parties": "agreement,organization,role\n"
        + "".join(f"a{n},S,lead\na{n},C,host\n" for n in range(1, 6)),
        "flows": "id,agreement,from,to,purpose,persons\nf,a1,S,C,training,5\n",
        "observations": "subject,metric,value,unit\na2,persons,7,persons\n"
        "a3,trained,9,person-times\n"
        "a1,persons,5,persons\nS,persons,3,persons\n",
        "sources": "id,title\ns,t\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    network = network_of(load_package(tmp_path))
    known = known_of_agreements(network).set_index(network.agreements["id"])["persons"]
    assert known[known].index.tolist() == ["a1", "a2"]
    found = find_completeness(network).table
    row = found[(found["column"] == "agreements/flows.persons") & (found["by"] == "all")].iloc[0]
    assert (row["filled"], row["rows"]) == (1, 5)


def test_contradictions_of_the_bundled_data_are_those_of_all_pairs() -> None:
    package = load_package(DATA)
    network = network_of(package)
    found = find_contradictions(network, statements_of(package)).table
    flows = pd.read_csv(DATA / "flows.csv", dtype=str, keep_default_na=False)
    flows = flows[(flows["persons"] != "") & (flows["year"] != "")]
    key = ["agreement", "from", "to", "purpose", "year", "per", "counts", "scope"]
    expected = 0
    for _key, rows in flows.groupby(key):
        sums = rows.assign(n=rows["persons"].astype(float)).groupby("source")["n"].sum()
        expected += sum(a != b for a, b in combinations(sums, 2))
    assert (found["column"] == "flows.persons").sum() == expected


@pytest.mark.parametrize("day", [None, "2024-12-31"])
def test_figures_to_collect_tie_with_the_unknowns_of_the_pipelines(bundled_network, day) -> None:
    network = bundled_network if day is None else as_of(bundled_network, day)
    unknowns = ANALYSES["unknowns"].run(network).table
    collected = find_collection(network).table
    figures = collected[collected["what"].isin(FIGURES)]
    subject = unknowns["organization"] + unknowns["partner"].map(lambda p: f">{p}" if p else "")
    expected = set(
        zip(
            unknowns["stage"].replace("arc", "persons_of_link"), subject, unknowns["field"],
            unknowns["completes"], unknowns["chains"], strict=True,
        )
    )  # fmt: skip
    columns = ["what", "subject", "field", "decides", "touches"]
    assert set(figures[columns].itertuples(index=False, name=None)) == expected
    assert len(figures) == len(unknowns)
    ordered = figures[figures["decides"] > 0]["decides"]
    assert ordered.is_monotonic_decreasing


def test_undated_agreements_are_counted_by_the_pairs_on_trust(bundled_network) -> None:
    frames = frames_of(bundled_network)
    pairs = bundled_network.pairs
    dated = set(frames["agreements"].loc[frames["agreements"]["start"] != "", "id"])
    touches: dict[str, int] = {}
    decides: dict[str, int] = {}
    for place in range(len(pairs)):
        behind = [bundled_network.agreement_ids[code] for code in pairs.agreements_of(place)]
        if not dated & set(behind):
            for name in behind:
                touches[name] = touches.get(name, 0) + 1
                decides[name] = decides.get(name, 0) + (len(behind) == 1)
    found = find_collection(bundled_network).table
    rows = found[found["what"] == "start_of_agreement"]
    assert {r.subject: r.touches for r in rows.itertuples() if r.touches} == touches
    assert {r.subject: r.decides for r in rows.itertuples() if r.touches} == decides
    agreements = frames["agreements"]
    members = set(frames["parties"].loc[frames["parties"]["role"] == "member", "agreement"])
    counted = (agreements["start"] == "") & ~agreements["kind"].isin(
        ["alliance_membership", "mou_only"]
    )
    counted &= (agreements["status"] != "proposed") & ~agreements["id"].isin(members)
    assert len(rows) == counted.sum()


def test_subjects_and_demand_are_counted_by_the_gaps_they_settle(bundled_network) -> None:
    found = find_collection(bundled_network).table
    gaps = ANALYSES["gaps"].run(bundled_network).table
    possible = gaps[gaps["national"] == "possible"].groupby("country").size()
    subjects = found[found["what"] == "subjects_of_agreement"].set_index("subject")
    frames = frames_of(bundled_network)
    countries = frames["organizations"].set_index("id")["country"]
    for name in subjects.index:
        parties = frames["parties"].loc[frames["parties"]["agreement"] == name, "organization"]
        abroad = set(countries[parties]) - {"CHN", ""}
        assert subjects.loc[name, "touches"] == sum(possible.get(c, 0) for c in abroad)
    wanting = set(found.loc[found["what"] == "demand_of_country", "subject"])
    asked = set(gaps["country"])
    assert wanting == set(countries) - asked - {"CHN", ""}
    # What demand would open, tried: with demand for every industry there, so many are served.
    row = found[found["what"] == "demand_of_country"].iloc[0]
    tables = dict(bundled_network.tables)
    added = pd.DataFrame(
        [
            {"country": row["subject"], "industry": code, "measure": "projects", "value": "1"}
            for code in "ABCDEFGHIJKLMNOPQRST"
        ]
    )
    indicators = pd.concat([tables["indicators"], added]).fillna("")
    more = type(bundled_network).from_tables({**frames, "indicators": indicators})
    there = ANALYSES["gaps"].run(more, demand="projects").table
    there = there[there["country"] == row["subject"]]
    assert (there["supply"] > 0).sum() == row["decides"]


def test_places_and_sources_that_are_missing_are_named() -> None:
    network = make_network(
        {"a1": "S1 C1", "a2": "S1 C9", "a3": "S2 E1"},
        organizations=[
            {"id": "C9", "kind": "college", "name_en": "C9", "country": ""},
        ],
        agreements=[{"id": "a1", "source": ""}, {"id": "a2"}, {"id": "a3"}],
    )
    found = find_collection(network).table.set_index(["what", "subject"])
    row = found.loc[("country_of_organization", "C9")]
    assert row[["decides", "touches"]].tolist() == [1, 1]
    row = found.loc[("source_of_agreement", "a1")]
    assert row[["decides", "touches"]].tolist() == [1, 1]
    assert ("source_of_agreement", "a2") not in found.index
    assert ("industry_of_enterprise", "E1") in found.index


CASES = {
    "none": {},
    "one": {"a1": "S1 C1"},
    "same kind": {"a1": "O1 O2", "a2": "O2 O3"},
    "usual": PARTIES,
}


@pytest.mark.parametrize("case", CASES)
def test_tiny_networks_are_described_in_both_languages(case: str) -> None:
    network = make_network(CASES[case])
    results = [
        find_completeness(network), find_freshness(network), find_evidence(network),
        find_contradictions(network, frames_of(network)), find_collection(network),
    ]  # fmt: skip
    for result in results:
        assert [column.name for column in result.columns] == list(result.table.columns)
        for language in ("en", "zh"):
            with speaking(language):
                said = [sentence(claim, network) for claim in result.claims]
                shown = readable(result, network)
            assert not any("{" in text for text in said)
            assert not shown.isin(["nan", "None", "NaN"]).any(axis=None)
        assert len(result.table) or result.claims or result.analysis == "evidence"


def test_the_order_of_rows_does_not_matter(bundled_network) -> None:
    frames = {
        name: frame.sample(frac=1, random_state=7)
        for name, frame in frames_of(bundled_network).items()
    }
    mixed = type(bundled_network).from_tables(frames)
    for find in (find_completeness, find_freshness, find_evidence, find_collection):
        pd.testing.assert_frame_equal(find(bundled_network).table, find(mixed).table)
    one = find_contradictions(bundled_network, frames_of(bundled_network)).table
    pd.testing.assert_frame_equal(one, find_contradictions(mixed, frames).table)
