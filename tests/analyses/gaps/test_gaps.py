"""Gaps: coverage, balance, connection, verdicts and what they rest on."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl import find_gaps, load, select
from netintl.analyses.gaps.demand import demand_cells
from netintl.errors import UsageError
from netintl.model.industries import crosswalks

from ...conftest import GAPS, frames_of, make_frames, make_network, slow_graph, without_agreements
from ..conftest import party_lists, steady

VARIANTS = ("strict", "weighted", "broad")
SECTIONS = ["A", "C", "E", "F", "G"]
MAJORS = ["41", "44", "46", "50", "53"]


def want(measure="headcount", **values: str) -> list[dict[str, str]]:
    """Ask for something in cells written as IDN_C=120."""
    return [
        {"country": cell[:3], "industry": cell[4:], "measure": measure, "year": "2024",
         "value": value, "method": "m", "source": "ind"}
        for cell, value in values.items()
    ]  # fmt: skip


def seat(organization: str, field: str, persons: str, year: str = "2024") -> dict[str, str]:
    return {
        "organization": organization, "measure": "seats", "field": field, "year": year,
        "persons_per_year": persons, "method": "stated", "source": "cap",
    }  # fmt: skip


def cell_of(result, country: str, industry: str) -> dict:
    table = result.table.set_index(["country", "industry"])
    return table.loc[(country, industry)].to_dict()


@steady
@given(
    seats=st.dictionaries(st.sampled_from(MAJORS), st.integers(0, 300), max_size=5),
    demand=st.dictionaries(st.sampled_from(SECTIONS), st.integers(1, 300), min_size=1),
    variant=st.sampled_from(VARIANTS),
)
def test_coverage_and_balance_of_persons_by_hand(seats, demand, variant) -> None:
    network = make_network(
        {"a": "S1 C1"},
        capacities=[seat("C1", field, str(count)) for field, count in seats.items()],
        indicators=want(**{f"IDN_{code}": str(count) for code, count in demand.items()}),
    )
    result = find_gaps(network, crosswalk=variant, demand="headcount")
    table = result.table.set_index("industry")
    supply = {
        code: sum(n * crosswalks()[variant][field].get(code, 0) for field, n in seats.items())
        for code in demand
    }
    total, asked = sum(supply.values()), sum(demand.values())
    assert set(table.index) == set(demand)
    for code, wanted in demand.items():
        row = table.loc[code]
        if not seats:
            assert math.isnan(row["gap"])
            continue
        assert row["gap"] == pytest.approx(max(0, wanted - supply[code]))
        assert row["coverage"] == pytest.approx(min(1, supply[code] / wanted))
        if total:
            quotient = (supply[code] / total) / (wanted / asked)
            assert row["deviation"] == pytest.approx(quotient - 1)


CODED = {"id": "a", "fields": "46"}
VERDICTS = {
    "persons_short": ([seat("C1", "46", "100")], CODED, {"IDN_C": "120"}, "short"),
    "persons_enough": ([seat("C1", "46", "120")], CODED, {"IDN_C": "120"}, "covered"),
    "persons_none": ([seat("C1", "46", "100")], CODED, {"IDN_A": "10"}, "gap"),
    "persons_unknown": ([], CODED, {"IDN_C": "120"}, "covered"),
    "persons_unknown_no_agreement": ([], CODED, {"IDN_A": "120"}, "gap"),
    "agreement_without_seats": ([seat("C1", "53", "9")], CODED, {"IDN_C": "9"}, "short"),
    "nobody_there": ([], CODED, {"KEN_A": "120"}, "gap"),
    "uncoded_might": ([], {"id": "a", "fields": ""}, {"IDN_A": "120"}, "possible"),
    "uncoded_elsewhere": ([], {"id": "a", "fields": ""}, {"KEN_A": "120"}, "gap"),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_verdicts(name) -> None:
    seats, agreement, demand, verdict = VERDICTS[name]
    network = make_network(
        {"a": "S1 C1"}, agreements=[agreement], capacities=seats, indicators=want(**demand)
    )
    result = find_gaps(network, demand="headcount")
    assert result.table["verdict"].tolist() == [verdict]


@pytest.mark.parametrize("measure", ["sites", "projects"])
@pytest.mark.parametrize(
    ("fields", "verdict"), [("46", "covered"), ("41", "gap"), ("", "possible")]
)
def test_counts_are_held_against_agreements_and_have_no_coverage(measure, fields, verdict) -> None:
    network = make_network(
        {"a": "S1 C1"},
        agreements=[{"id": "a", "fields": fields}],
        indicators=want(measure, IDN_C="3"),
    )
    cell = cell_of(find_gaps(network, demand=measure), "IDN", "C")
    assert cell["verdict"] == verdict
    assert math.isnan(cell["gap"])
    assert math.isnan(cell["coverage"])


@pytest.mark.parametrize("measure", ["headcount", "sites"])
def test_demand_known_to_be_nothing_is_no_gap(measure) -> None:
    network = make_network({"a": "S1 C1"}, indicators=want(measure, KEN_C="0"))
    table = find_gaps(network, demand=measure).table
    assert not table["verdict"].isin(["gap", "possible", "short"]).any()


def test_unknown_demand_is_never_a_gap(bundled_network) -> None:
    result = find_gaps(bundled_network)
    known = demand_cells(bundled_network, result.settings["demand"])
    cells = set(zip(known["country"], known["industry"], strict=True))
    assert set(zip(result.table["country"], result.table["industry"], strict=True)) == cells
    facts = result.note("no_demand").facts
    hosts = set(bundled_network.countries) - {"", "CHN"}
    assert set(facts["names"].split(", ")) == hosts - set(known["country"])


LADDER = {
    "hires": (["hires", "headcount", "sites", "projects"], "hires"),
    "headcount": (["headcount", "sites", "projects"], "headcount"),
    "sites": (["sites", "projects"], "sites"),
    "projects": (["projects"], "projects"),
}


@pytest.mark.parametrize("name", LADDER)
def test_demand_is_measured_by_the_best_rung_there_is(name) -> None:
    measures, expected = LADDER[name]
    rows = [row for measure in measures for row in want(measure, IDN_C="5")]
    result = find_gaps(make_network({"a": "S1 C1"}, indicators=rows))
    assert result.settings["demand"] == expected
    assert result.note("demand_rung").facts["measure"] == expected


@pytest.mark.parametrize(
    ("hosts", "expected"), [(2, "headcount"), (3, "projects")], ids=["half", "a_third"]
)
def test_a_rung_must_cover_half_of_the_hosts(hosts, expected) -> None:
    places = ["IDN", "KEN", "EGY"][:hosts]
    bodies = [{"id": f"C{n}", "country": place} for n, place in enumerate(places)]
    parties = {f"a{n}": f"S1 C{n}" for n in range(hosts)}
    demand = want(IDN_C="5") + want("projects", **{f"{place}_C": "1" for place in places})
    network = make_network(parties, organizations=bodies, indicators=demand)
    assert find_gaps(network).settings["demand"] == expected


def test_stated_hires_of_enterprises_are_demand() -> None:
    network = make_network(
        {"a": "S1 C1"},
        organizations=[{"id": "E1", "industries": "C36"}, {"id": "E2", "industries": "C;E"}],
        capacities=[{**seat("E1", "", "70"), "measure": "hires"}],
    )
    found = demand_cells(network, "hires").to_numpy().tolist()
    assert found == [["IDN", "C", 70.0, 0.0, ("cap",)]]


def test_the_newest_year_of_an_indicator_counts() -> None:
    # Two years of one headcount are no sum.
    rows = want(IDN_C="100") + [{**row, "year": "2023"} for row in want(IDN_C="90")]
    cell = cell_of(find_gaps(make_network({"a": "S1 C1"}, indicators=rows)), "IDN", "C")
    assert cell["demand"] == 100


def test_the_newest_year_of_stated_hires_counts() -> None:
    # Pipelines take the newest year of hires, and so do gaps.
    hires = [
        {**seat("E1", "", n, year), "measure": "hires"}
        for n, year in (("70", "2024"), ("60", "2023"))
    ]
    network = make_network(
        {"a": "S1 C1"}, organizations=[{"id": "E1", "industries": "C"}], capacities=hires
    )
    assert demand_cells(network, "hires")["demand"].tolist() == [70.0]


def test_the_newest_year_of_seats_counts() -> None:
    seats = [seat("C1", "46", "40", "2023"), seat("C1", "46", "90", "2024")]
    network = make_network({"a": "S1 C1"}, capacities=seats, indicators=want(IDN_C="100"))
    assert cell_of(find_gaps(network), "IDN", "C")["persons"] == 90


def test_demand_at_home_is_no_demand_abroad() -> None:
    network = make_network({"a": "S1 C1"}, indicators=want(CHN_C="100", IDN_C="5"))
    assert find_gaps(network).table["country"].tolist() == ["IDN"]


def test_divisions_count_for_their_section() -> None:
    network = make_network({"a": "S1 C1"}, indicators=want(IDN_C36="30", IDN_C33="12"))
    assert find_gaps(network).table[["industry", "demand"]].to_numpy().tolist() == [["C", 42.0]]


def test_an_agreement_of_two_majors_serves_each_by_half() -> None:
    network = make_network(
        {"a": "S1 C1"},
        agreements=[{"id": "a", "fields": "46;41"}],
        indicators=want("sites", IDN_C="1", IDN_A="1"),
    )
    result = find_gaps(network, crosswalk="strict", demand="sites")
    assert cell_of(result, "IDN", "C")["supply"] == cell_of(result, "IDN", "A")["supply"] == 0.5


@pytest.mark.parametrize(
    ("crosswalk", "gap"),
    [({"46": {"C": 1}}, 20), ({"46": {"C": 0.5, "E": 0.5}}, 70), ({"46": {"E": 1}}, 120)],
    ids=["one", "half", "none"],
)
def test_a_crosswalk_of_ones_own_replaces_the_variant(crosswalk, gap) -> None:
    result = find_gaps(load(GAPS), custom=crosswalk)
    assert cell_of(result, "IDN", "C")["gap"] == pytest.approx(gap)
    assert result.settings["crosswalk"] == "custom"
    assert cell_of(result, "IDN", "C")["strict"] == "short"


@pytest.mark.parametrize("wrong", [{"crosswalk": "loose"}, {"demand": "wishes"}], ids=str)
def test_what_does_not_exist_is_refused(example_network, wrong) -> None:
    with pytest.raises(UsageError, match="loose|wishes"):
        find_gaps(example_network, **wrong)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_column_for_each_variant_says_what_that_variant_says(bundled_network, variant) -> None:
    own = find_gaps(bundled_network, crosswalk=variant).table.set_index(["country", "industry"])
    columns = find_gaps(bundled_network).table.set_index(["country", "industry"])[variant]
    assert own["verdict"].to_dict() == columns.to_dict()


@pytest.mark.parametrize("variant", VARIANTS)
def test_bundled_supply_by_a_slow_count(bundled_network, variant) -> None:
    frames = frames_of(bundled_network)
    agreements = frames["agreements"][bundled_network.chosen].set_index("id")
    bodies = frames["organizations"].set_index("id")
    supply: dict[tuple[str, str], float] = {}
    for key, group in frames["parties"].groupby("agreement"):
        if key not in agreements.index or agreements.loc[key, "kind"] == "alliance_membership":
            continue
        rows = bodies.loc[group["organization"]]
        if not set(rows["kind"]) & {"school", "college"} or not agreements.loc[key, "fields"]:
            continue
        majors = agreements.loc[key, "fields"].split(";")
        for country in set(rows["country"]) - {"", "CHN"}:
            for major in majors:
                for industry, weight in crosswalks()[variant][major].items():
                    cell = country, industry
                    supply[cell] = supply.get(cell, 0) + weight / len(majors)
    table = find_gaps(bundled_network, crosswalk=variant).table
    for row in table.to_dict("records"):
        assert row["supply"] == pytest.approx(supply.get((row["country"], row["industry"]), 0))
    assert (table["supply"] > 0).sum() > 40


def supply_reasons(result):
    rows = result.reasons[result.reasons["component"] == "supply"]
    return rows.set_index("finding")["agreements"]


def test_without_the_agreements_cited_a_cell_is_not_covered(bundled_network) -> None:
    result = find_gaps(bundled_network)
    covered = result.table[result.table["verdict"] == "covered"]
    assert len(covered) > 20
    cited = supply_reasons(result)
    for row in covered.head(12).to_dict("records"):
        left = without_agreements(bundled_network, cited[f"{row['country']}:{row['industry']}"])
        found = cell_of(
            find_gaps(left, demand=result.settings["demand"]), row["country"], row["industry"]
        )
        assert found["supply"] == 0
        assert found["verdict"] in ("gap", "possible")


def test_cells_without_supply_cite_none(bundled_network) -> None:
    result = find_gaps(bundled_network)
    served = result.table[result.table["supply"] > 0]
    expected = {f"{c}:{i}" for c, i in zip(served["country"], served["industry"], strict=True)}
    assert set(supply_reasons(result).index) == expected


def test_a_view_of_one_country_calls_no_other_a_gap(bundled_network) -> None:
    # What agreements elsewhere serve is outside the view, and no gap.
    whole = find_gaps(bundled_network, demand="projects").table
    served = whole[whole["supply"] > 0]
    served = set(zip(served["country"], served["industry"], strict=True))
    table = find_gaps(select(bundled_network, countries=["IDN"]), demand="projects").table
    gaps = table[table["verdict"] == "gap"]
    assert not served & set(zip(gaps["country"], gaps["industry"], strict=True))


def slow_connection(frames, weights) -> dict[tuple[str, str], tuple[int, int]]:
    """Count joined and unjoined fitting pairs by walking paths of the graph."""
    graph = slow_graph(frames)
    kinds, countries = (nx.get_node_attributes(graph, name) for name in ("kind", "country"))
    fields = dict(zip(frames["agreements"]["id"], frames["agreements"]["fields"], strict=True))
    industries = dict(
        zip(frames["organizations"]["id"], frames["organizations"]["industries"], strict=True)
    )
    fitting = set()
    for key, group in frames["parties"].groupby("agreement"):
        names = set(group["organization"])
        places = {countries[n] for n in names if kinds[n] != "school"} - {"", "CHN"}
        fits = {code for major in fields[key].split(";") for code in weights.get(major, ())}
        for firm in [n for n in graph if kinds[n] == "enterprise" and countries[n] in places]:
            for code in {part[0] for part in industries[firm].split(";") if part} & fits:
                schools = [n for n in names if kinds[n] == "school"]
                fitting |= {(countries[firm], code, school, firm) for school in schools}
    counts: dict[tuple[str, str], list[int]] = {}
    for country, code, school, firm in fitting:
        joined = firm in graph[school] or any(
            kinds[c] == "college" for c in nx.common_neighbors(graph, school, firm)
        )
        counts.setdefault((country, code), [0, 0])[0 if joined else 1] += 1
    return {cell: (closed, opened) for cell, (closed, opened) in counts.items()}


FIRMS = [
    {"id": "E1", "industries": "C36"},
    {"id": "E2", "industries": "C;E"},
    {"id": "E3", "industries": "F", "country": "KEN"},
    {"id": "C3", "country": "KEN"},
]


def assert_same_connection(result, expected) -> None:
    rows = result.table.dropna(subset=["closed"])
    found = {(r.country, r.industry): (r.closed, r.open) for r in rows.itertuples()}
    asked = set(zip(result.table["country"], result.table["industry"], strict=True))
    assert found == {cell: pair for cell, pair in expected.items() if cell in asked}
    for row in rows.itertuples():
        assert row.deficit == pytest.approx(row.open / (row.open + row.closed))


@pytest.mark.untraced
@steady
@given(
    parties=party_lists(),
    fields=st.lists(st.sampled_from(["46", "44;46", "53", ""]), min_size=18, max_size=18),
)
def test_connection_deficit_by_a_slow_walk(parties, fields) -> None:
    named = " ".join(parties.values())
    given_ = {
        "organizations": [row for row in FIRMS if row["id"] in named],
        "agreements": [{"id": key, "fields": f} for key, f in zip(parties, fields, strict=False)],
        "indicators": want("sites", IDN_C="1", IDN_E="1", KEN_F="1", KEN_C="1"),
    }
    result = find_gaps(make_network(parties, **given_), crosswalk="weighted", demand="sites")
    expected = slow_connection(make_frames(parties, **given_), crosswalks()["weighted"])
    assert_same_connection(result, expected)


def test_bundled_connection_deficit_by_a_slow_walk(bundled_network) -> None:
    frames = frames_of(bundled_network)
    usable = set(
        frames["agreements"]["id"][bundled_network.chosen & ~bundled_network.is_membership]
    )
    frames["parties"] = frames["parties"][frames["parties"]["agreement"].isin(usable)]
    result = find_gaps(bundled_network, demand="sites")
    expected = slow_connection(frames, crosswalks()["weighted"])
    assert len(expected) > 10
    assert_same_connection(result, expected)


def test_a_membership_makes_no_school_active_abroad() -> None:
    # The majors of an alliance open no pairs of its members.
    network = make_network(
        {"club": "A1:lead S1:member S2:member C1:member", "deal": "S3 C1", "hire": "C1 E1"},
        organizations=[{"id": "E1", "industries": "C"}],
        agreements=[
            {"id": "club", "kind": "alliance_membership", "fields": "46"},
            {"id": "deal", "fields": "46"},
        ],
        indicators=want("sites", IDN_C="1"),
    )
    cell = cell_of(find_gaps(network, demand="sites"), "IDN", "C")
    assert (cell["closed"], cell["open"]) == (1, 0)


@pytest.mark.parametrize(
    ("country", "zones"), [("IDN", ("asean",)), ("KEN", ("africa",)), ("DEU", ())]
)
def test_priority_zones_are_told(country, zones) -> None:
    network = make_network({"a": "S1 C1"}, indicators=want("sites", **{f"{country}_C": "1"}))
    assert cell_of(find_gaps(network, demand="sites"), country, "C")["zones"] == zones


def test_sources_behind_a_cell_are_counted_once() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C1"},
        agreements=[
            {"id": "a", "fields": "46", "source": "x;y"},
            {"id": "b", "fields": "46", "source": "y;ind"},
        ],
        indicators=want("sites", IDN_C="1"),
    )
    assert cell_of(find_gaps(network, demand="sites"), "IDN", "C")["source_count"] == 3
