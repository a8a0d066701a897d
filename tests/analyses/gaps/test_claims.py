"""What is claimed of gaps, in views of the bundled data and in small networks, by pandas alone."""

from __future__ import annotations

import json

import pytest

import netintl
from netintl import select
from netintl.analyses.claim import plain
from netintl.analyses.registry import ANALYSES
from netintl.i18n import speaking
from netintl.words.claims import sentence

from ...conftest import DATA, frames_of, make_network, write_tables
from ...proofs import first, proof
from ...truth import gaps as checks
from ...truth.claims import differences
from ...truth.world import World
from .conftest import demands, seat, want

NAMES = ("gaps", "balance", "coordination", "intensity", "connection", "next_fields", "fillers")
VIEWS = {
    "all": {},
    "country": {"countries": ["KEN"]},
    "country without demand": {"countries": ["THA"]},
    "brand": {"brands": ["luban_workshop"]},
    "province": {"provinces": ["12"]},
    "school": {"organizations": ["cn-liuzhou-vtc"]},
    "field": {"fields": ["46"]},
    "brand in a country": {"brands": ["luban_workshop"], "countries": ["THA", "ETH"]},
}
CODED, BARE = {"id": "a", "fields": "46"}, {"id": "a", "fields": ""}
SMALL = {
    "demand without supply": ({"a": "S1 C1"}, [CODED], {"indicators": want("sites", KEN_C="4")}),
    "supply without demand": ({"a": "S1 C1"}, [CODED], {}),
    "nothing coded": ({"a": "S1 C1"}, [BARE], {"indicators": want("projects", IDN_C="4")}),
    "demand of nothing": ({"a": "S1 C1"}, [CODED], {"indicators": want("projects", IDN_C="0")}),
    "no links": ({}, [], {"indicators": want("projects", IDN_C="4")}),
    "one organization": ({"a": "C1"}, [CODED], {"indicators": want("projects", IDN_C="4")}),
    "all ended": (
        {"a": "S1 C1"},
        [{**CODED, "status": "expired", "end": "2019"}],
        {"indicators": want("projects", IDN_C="4")},
    ),
    "persons": (
        {"a": "S1 C1", "b": "S1 C2"},
        [CODED],
        {"indicators": demands(IDN_C="9", IDN_E="3"), "capacities": [seat("C1", "46", "5")]},
    ),
    "seats, and counts of projects": (
        {"a": "S1 C1"},
        [CODED],
        {"indicators": want("projects", IDN_C="4"), "capacities": [seat("C1", "46", "5")]},
    ),
    "hires of firms": (
        {"a": "S1 C1", "b": "C1 E1", "c": "C1 E2"},
        [CODED],
        {
            "organizations": [{"id": "E1", "industries": "C36"}, {"id": "E2", "industries": "C;E"}],
            "capacities": [{**seat(name, "", "9"), "measure": "hires"} for name in ("E1", "E2")],
        },
    ),
    "figures without a value": (
        {"a": "S1 C1"},
        [CODED],
        {
            "indicators": [*want(IDN_C="", IDN_E="4")],
            "capacities": [seat("C1", "46", ""), {**seat("C1", "44", ""), "measure": "hires"}],
        },
    ),
    "dated and undated": (
        {"a": "S1 C1"},
        [CODED],
        {"indicators": [*want(IDN_C="4"), {**want(IDN_E="4")[0], "year": ""}]},
    ),
}


def checked(network, package, folder, names=NAMES) -> list[str]:
    """Recompute every claim of some analyses that a checker knows; return their codes."""
    results = {name: ANALYSES[name].run(network, nulls=5) for name in names}
    listed = [
        {"analysis": name, **claim.record()} for name, r in results.items() for claim in r.claims
    ]
    settings = {name: plain(dict(result.settings)) for name, result in results.items()}
    told = {"view": plain(dict(network.settings)), "analyses": settings, "claims": listed}
    folder.mkdir(exist_ok=True)
    (folder / "claims.json").write_text(json.dumps(told), encoding="utf-8")
    world = World(package, folder)
    known = [claim for claim in world.claims if claim["code"] in checks.CODES]
    assert [problem for claim in known for problem in differences(world, claim)] == []
    for language in ("en", "zh"):
        with speaking(language):
            said = [sentence(claim, network) for r in results.values() for claim in r.claims]
        assert not [text for text in said if "nan" in text.split() or "{" in text]
    return [claim["code"] for claim in known]


@proof
@pytest.mark.parametrize("view", first(3, *VIEWS))
def test_claims_of_views_hold(bundled_network, tmp_path, view) -> None:
    network = select(bundled_network, **VIEWS[view]) if VIEWS[view] else bundled_network
    codes = checked(network, DATA, tmp_path / "report")
    assert ("of_all_data" in codes) == (view not in ("all", "country", "country without demand"))


@pytest.mark.parametrize("case", SMALL)
def test_claims_of_small_networks_hold(tmp_path, case) -> None:
    parties, agreements, tables = SMALL[case]
    network = make_network(parties, agreements=agreements, **tables)
    package = write_tables(tmp_path / "data", frames_of(network))
    codes = checked(network, package, tmp_path / "report")
    stated = [row for row in tables.get("capacities", ()) if row["persons_per_year"]]
    assert "no_seats" not in codes or not stated


def test_a_note_on_persons_appears_only_when_it_is_true() -> None:
    demand = {"indicators": want(IDN_C="5")}
    none = make_network({"a": "S1 C1"}, **demand)
    some = make_network({"a": "S1 C1"}, capacities=[seat("C1", "", "5")], **demand)
    counts = make_network({"a": "S1 C1"}, indicators=want("projects", IDN_C="5"))
    codes = [
        {claim.code for claim in netintl.find_gaps(each).claims} for each in (none, some, counts)
    ]  # fmt: skip
    assert "no_seats" in codes[0]
    assert "coverage_of_counts" in codes[2]
    assert "no_seats" not in codes[2]  # projects are no persons, whatever is known of seats
    assert "no_seats_by_field" in codes[1]
    assert "no_seats" not in codes[1]
