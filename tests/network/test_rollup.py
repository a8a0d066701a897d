"""Counting by institution or group, against sets: no agreement twice, none lost or misplaced."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netintl import Network, as_of, find_hubs, find_matches, find_profile, load, select
from netintl.network.names import find_organization
from netintl.network.rollup import LEVELS, family, heads, rolled_up
from netintl.words.claims import sentence
from netintl.words.views import view_text

from ..conftest import DATA, make_frames, make_network

ALIKE = {"institution": ("SC",), "group": ("SC", "E")}
BODIES = ["S1", "S2", "S3", "C1", "C2", "E1", "E2", "E3", "P1"]
PARTIES = {"a": "C1 E1", "b": "S1 E1", "c": "C2 E2", "d": "S1 C1", "e": "S1 C1 E2", "f": "S2 E3"}
PARENTS = {"C1": "S1", "C2": "C1", "E2": "E1", "E1": "P1"}


def bodies(parents) -> list[dict[str, str]]:
    return [{"id": own, "parent": above} for own, above in parents.items()]


def made(parties=PARTIES, parents=PARENTS, **tables) -> Network:
    return make_network(parties, organizations=bodies(parents), **tables)


def walked(own: str, parents, level: str) -> str:
    """Walk up as long as the parent is of the same sort; in a circle stay where you are."""
    seen, here = {own}, own
    while True:
        above = parents.get(here, "")
        alike = any(here[0] in sort and above[:1] in sort for sort in ALIKE[level] if above)
        if not alike or above == here:
            return here
        if above in seen:
            return own
        seen.add(above)
        here = above


@settings(max_examples=80, deadline=None)
@given(
    parties=st.lists(
        st.lists(st.sampled_from(BODIES), min_size=1, max_size=5, unique=True),
        min_size=1,
        max_size=9,
    ),
    parents=st.dictionaries(st.sampled_from(BODIES), st.sampled_from(BODIES), max_size=7),
    level=st.sampled_from(LEVELS),
)
def test_no_agreement_is_counted_twice_and_none_is_lost(parties, parents, level) -> None:
    listed = {f"a{n}": " ".join(names) for n, names in enumerate([*parties, BODIES])}
    plain = made(listed, parents)
    rolled = rolled_up(plain, level)
    top = {own: walked(own, parents, level) for own in BODIES}
    expected = {key: {top[own] for own in cell.split()} for key, cell in listed.items()}

    assert sorted(rolled.ids) == sorted(set(top.values()))
    assert rolled.agreement_ids.tolist() == plain.agreement_ids.tolist()
    assert rolled.chosen.sum() == plain.chosen.sum() == len(listed)
    named = zip(
        rolled.agreement_ids[rolled.party_agreement],
        rolled.ids[rolled.party_organization],
        strict=True,
    )
    found = list(named)
    assert len(found) == len(set(found))
    assert set(found) == {(key, own) for key, owns in expected.items() for own in owns}

    tied: dict[tuple[str, str], set[str]] = {}
    for key, owns in expected.items():
        for pair in combinations(sorted(owns), 2):
            tied.setdefault(pair, set()).add(key)
    pairs = rolled.pairs
    ends = zip(rolled.ids[pairs.u], rolled.ids[pairs.v], strict=True)
    shown = {pair: pairs.agreements_of(place) for place, pair in enumerate(ends)}
    assert {pair: set(rolled.agreement_ids[codes]) for pair, codes in shown.items()} == tied
    assert all(len(codes) == len(set(codes.tolist())) for codes in shown.values())

    inside = {key for key, owns in expected.items() if len(owns) == 1 < len(listed[key].split())}
    assert set(rolled.agreement_ids[rolled.identity.inside]) == inside
    assert rolled.identity.parts == {own: now for own, now in top.items() if own != now}


def test_an_institution_is_school_and_colleges_a_group_also_firms() -> None:
    network = made()
    named = {
        level: dict(zip(network.ids, network.ids[heads(network, level)], strict=True))
        for level in LEVELS
    }
    moved = {
        level: {own: top for own, top in found.items() if own != top}
        for level, found in named.items()
    }
    schools = {"C1": "S1", "C2": "S1"}
    assert moved == {"institution": schools, "group": schools | {"E2": "E1"}}


def test_what_is_told_of_a_view_that_is_rolled_up() -> None:
    rolled = rolled_up(made(), "group")
    said = {claim.code: sentence(claim, rolled) for claim in find_hubs(rolled).claims}
    assert said["rolled_up_group"] == (
        "Counted by group: 3 firms, campuses and colleges under the 2 organizations they belong "
        "to, each where the one at the top sits. 1 agreements lie inside one group and link nobody."
    )
    assert view_text(rolled) == "counted by group"
    assert rolled.settings["roll_up"] == "group"
    assert rolled.fingerprint != made().fingerprint
    degree = find_hubs(rolled).table.set_index("organization")["degree"]
    assert degree.to_dict() == {"S1": 1, "E1": 1, "S2": 1, "E3": 1}


@pytest.mark.parametrize("text", ["E2", "E1", "college c2", "C1"])
def test_a_part_is_found_and_means_the_whole(text) -> None:
    named = [{"id": "C2", "name_en": "College C2", "parent": "C1"}, *bodies(PARENTS)]
    rolled = rolled_up(make_network(PARTIES, organizations=[*named[1:], named[0]]), "group")
    whole = "E1" if text.startswith("E") else "S1"
    assert find_organization(rolled, text) == whole
    assert set(find_profile(rolled, whole).table["agreement"]) >= set("abc")


def test_the_place_and_figures_of_a_part_are_not_those_of_the_whole() -> None:
    frames = make_frames(
        PARTIES,
        organizations=[
            {"id": "E2", "parent": "E1", "country": "KEN", "city": "Nairobi", "industries": "C",
             "note": "name not published", "name_zh": "二厂"},
            {"id": "E1", "country": "", "industries": "B"},
        ],
        capacities=[
            {"organization": "E2", "measure": "hires", "persons_per_year": "30"},
            {"organization": "E2", "measure": "hires", "agreement": "c", "persons_per_year": "5"},
        ],
        observations=[{"subject": "E2", "metric": "hire_rate", "value": "0.5", "unit": "share"}],
        flows=[
            {"id": "f", "agreement": "c", "from": "C2", "to": "E2", "persons": "9"},
            {"id": "g", "agreement": "b", "from": "E2", "to": "E1", "persons": "4"},
        ],
    )  # fmt: skip
    rolled = rolled_up(Network.from_tables(frames), "group")
    row = rolled.organizations.set_index("id").loc["E1"]
    assert row[["country", "city", "name_zh", "note"]].tolist() == ["", "", "", ""]
    assert (row["industries"], row["aliases"]) == ("B;C", "二厂;E2")
    assert rolled.tables["capacities"]["agreement"].tolist() == ["c"]
    assert rolled.tables["observations"]["subject"].tolist() == ["E2"]
    assert rolled.tables["flows"][["id", "to"]].to_numpy().tolist() == [["f", "E1"]]


def test_a_view_is_rolled_up_as_it_is() -> None:
    facts = [{"id": "a", "start": "2010"}, {"id": "b", "start": "2015"}]
    network = as_of(made(agreements=facts), "2012", undated="exclude")
    rolled = rolled_up(network, "group")
    assert rolled.agreement_ids[rolled.chosen].tolist() == ["a"]
    assert rolled.reference_day == network.reference_day
    narrowed = rolled_up(select(made(), organizations=["C2"]), "group")
    assert narrowed.settings["organizations"] == ["S1"]
    assert set(narrowed.ids[narrowed.members]) == {"S1", "E1"}
    assert view_text(narrowed) == "organization S1; counted by group"


def test_a_member_stays_a_member_and_a_leader_leads() -> None:
    parties = {"a": "S1:lead C1:member E1", "b": "C1:lead S1 E1"}
    rolled = rolled_up(made(parties), "institution")
    roles = dict(
        zip(
            zip(rolled.parties["agreement"], rolled.parties["organization"], strict=True),
            rolled.parties["role"],
            strict=True,
        )
    )
    assert (roles["a", "S1"], roles["b", "S1"]) == ("member", "lead")
    assert rolled.is_membership.tolist() == made(parties).is_membership.tolist()


def test_nobody_is_proposed_a_partner_of_the_own_group() -> None:
    rolled = rolled_up(made(), "group")
    assert set(find_matches(rolled, "S2").table["organization"]) <= {"E1"}


def test_who_is_counted_together() -> None:
    network = made()
    assert family(network, "group", ["E2"]) == ["E1", "E2"]
    assert family(network, "institution", ["C2", "E1"]) == ["C1", "C2", "E1", "S1"]


@pytest.mark.parametrize("level", LEVELS)
def test_the_bundled_data_keep_their_agreements(level) -> None:
    network = load(DATA)
    rolled = rolled_up(network, level)
    assert rolled.chosen.sum() == network.chosen.sum()
    assert len(rolled) == len(network) - len(rolled.identity.parts)
    kinds = network.agreements["kind"][rolled.identity.inside]
    assert set(kinds) <= {"ownership", "programme_cooperation"}
    assert np.array_equal(rolled.agreement_ids, network.agreement_ids)
