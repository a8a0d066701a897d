"""Who is who on a day: renames move no measure, mergers hold from their day, splits double none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netintl import as_of, between, find_gaps, find_hubs, find_matches, load_package, select
from netintl.identity.judgements import settle
from netintl.model.successions import LASTING
from netintl.network.entities import closed, fixed, network_of_tables, on_day
from netintl.network.names import find_organization
from netintl.words.claims import sentence

from ..conftest import DATA, frame_of, make_frames

AGREEMENTS = [
    {"id": "a", "start": "2010"},
    {"id": "b", "start": "2011"},
    {"id": "c", "start": "2012", "end": "2013"},
    {"id": "d", "start": "2020"},
]
PARTIES = {"a": "S1 C1", "b": "S2 C1", "c": "S1 C2", "d": "S3 E1"}
MERGED = [
    {"before": "S1", "after": "S3", "kind": "merge", "date": "2018-03"},
    {"before": "S2", "after": "S3", "kind": "merge", "date": "2018-03"},
]


def made(rows, parties=PARTIES, agreements=AGREEMENTS, **tables):
    frames = make_frames(parties, agreements=agreements, successions=rows, **tables)
    return of(frames)


def of(tables):
    return network_of_tables(settle(tables, tables["judgements"], LASTING))


def links(network) -> set[tuple[str, str, tuple[str, ...]]]:
    pairs, ids = network.pairs, network.ids
    return {
        (ids[u], ids[v], tuple(sorted(network.agreement_ids[pairs.agreements_of(place)])))
        for place, (u, v) in enumerate(zip(pairs.u, pairs.v, strict=True))
    }


def test_before_a_merger_its_organizations_stand_apart_and_from_the_day_on_they_are_one() -> None:
    network = made(MERGED)
    apart = {("C1", "S1", ("a",)), ("C1", "S2", ("b",))}
    together = {("C1", "S3", ("a", "b"))}
    assert links(as_of(network, "2018-02-28")) == apart
    assert links(as_of(network, "2018-03-31")) == together
    assert links(as_of(network, "2021")) == together | {("E1", "S3", ("d",))}
    assert links(network) == together | {("E1", "S3", ("d",))}


def test_a_span_has_the_organizations_of_its_last_day() -> None:
    assert ("C1", "S1", ("a",)) in links(between(made(MERGED), "2012", "2018-03"))
    assert ("C1", "S3", ("a", "b")) in links(between(made(MERGED), "2012", "2018-04"))


def test_what_a_merger_makes_later_is_not_there_before() -> None:
    network = made(MERGED)
    assert "S3" not in set(as_of(network, "2015").ids[as_of(network, "2015").members])
    assert set(as_of(network, "2021").ids) == {"C1", "C2", "E1", "S3"}


def test_one_agreement_of_both_is_listed_once_and_two_remain_two() -> None:
    parties = {"a": "S1 S2 C1", "b": "S1 C1", "c": "S2 C1"}
    bodies = [{"id": "S3", "kind": "school", "name_en": "S3"}]
    network = made(MERGED, parties, [{"id": key} for key in parties], organizations=bodies)
    assert links(network) == {("C1", "S3", ("a", "b", "c"))}
    assert len(network.parties) == 6
    assert find_hubs(network, by="strength").table.set_index("organization")["strength"]["S3"] == 3


def test_a_party_is_one_from_the_first_day_of_one_to_the_last_of_another() -> None:
    frames = make_frames({"a": "S1 S2 C1"}, successions=[{**MERGED[0], "after": "S2"}])
    days = {"S1": ("2010", "2014"), "S2": ("2012", "2016-05")}
    for own, span in days.items():
        frames["parties"].loc[frames["parties"]["organization"] == own, ["since", "until"]] = span
    rows = network_of_tables(frames).parties.set_index("organization")
    assert rows.loc["S2", ["since", "until"]].tolist() == ["2010", "2016-05"]


def test_a_split_doubles_no_agreement() -> None:
    rows = [{"before": "S1", "after": own, "kind": "split", "date": "2015"} for own in ("S2", "S4")]
    bodies = [{"id": "S4", "kind": "school", "name_en": "S4", "country": "CHN"}]
    network = made(rows, organizations=bodies)
    plain = made([], organizations=bodies)
    assert links(network) == links(plain)
    early = as_of(network, "2014")
    assert "S4" not in set(early.ids[early.members])
    assert "S2" in set(early.ids[early.members])  # its agreement of 2011 says so
    assert set(early.ids[as_of(network, "2015").members]) >= {"S1", "S2", "S4"}


def test_a_chain_of_mergers_is_followed_day_by_day() -> None:
    rows = [
        {"before": "S1", "after": "S2", "kind": "merge", "date": "2014"},
        {"before": "S2", "after": "S3", "kind": "merge", "date": "2019"},
    ]
    network = made(rows)
    assert ("C1", "S1", ("a",)) in links(as_of(network, "2013"))
    assert links(as_of(network, "2018")) == {("C1", "S2", ("a", "b"))}
    assert ("C1", "S3", ("a", "b")) in links(network)


def test_a_merger_without_a_date_holds_on_every_day() -> None:
    network = made([{**row, "date": ""} for row in MERGED])
    assert links(as_of(network, "2012")) >= {("C1", "S3", ("a", "b"))}


def test_a_view_can_be_taken_of_another_day_again_and_again() -> None:
    network = made(MERGED)
    early = as_of(network, "2015")
    assert links(as_of(as_of(network, "2021"), "2015")) == links(early)
    assert as_of(early, "2015").fingerprint == early.fingerprint
    narrowed = as_of(select(network, organizations=["S3"]), "2015")
    assert links(narrowed) == links(early)
    assert links(as_of(fixed(network), "2015")) == {("C1", "S3", ("a", "b"))}
    later = as_of(select(on_day(network, "2015-01-01"), organizations=["S1"]), "2021")
    assert later.settings["organizations"] == ["S3"]


RENAME = {"before": "S0", "after": "S1", "kind": "rename", "date": "2011-05", "name_en": "Old"}


def test_a_name_is_that_of_the_day_and_every_id_stays() -> None:
    older = {**RENAME, "before": "S00", "date": "2005", "name_en": "Oldest", "name_zh": "最旧"}
    network = made([RENAME, older])
    code = network.code_of["S1"]
    names = {day: as_of(network, day).name(code, "en") for day in ("2004", "2011-04", "2011-05")}
    assert names == {"2004": "Oldest", "2011-04": "Old", "2011-05": "S1"}
    assert as_of(network, "2004").name(code, "zh") == "最旧"
    assert network.ids.tolist() == as_of(network, "2004").ids.tolist()
    for text in ("Old", "oldest", "S0", "S1"):
        assert find_organization(network, text) == "S1"
        assert find_organization(as_of(network, "2004"), text) == "S1"


def renamed(tables, old, **cells):
    """Give one organization a former name."""
    row = {"before": "former", "after": old, "kind": "rename", "date": "2019", **cells}
    return {**tables, "successions": frame_of("successions", [row])}


@pytest.fixture(scope="module")
def bundled() -> dict[str, pd.DataFrame]:
    return dict(load_package(DATA).tables)


SCHOOL = "cn-liuzhou-vtc"


@pytest.mark.parametrize("day", ["", "2017", "2023"])
@pytest.mark.parametrize("find", ["hubs", "gaps", "matches"])
def test_renaming_moves_no_measure(bundled, find, day) -> None:
    finders = {
        "hubs": lambda network: find_hubs(network, nulls=5, resamples=5),
        "gaps": find_gaps,
        "matches": lambda network: find_matches(network, SCHOOL),
    }
    before, after = (
        of(tables)
        for tables in (bundled, renamed(bundled, SCHOOL, name_en="Liuzhou Crafts School"))
    )
    if day:
        before, after = as_of(before, day), as_of(after, day)
    assert after.name(after.code_of[SCHOOL], "en").endswith(
        "Crafts School" if day == "2017" else "College"
    )
    pd.testing.assert_frame_equal(finders[find](after).table, finders[find](before).table)


def test_a_closed_organization_is_proposed_until_its_day() -> None:
    parties = {"a": "S1 C1", "b": "C1 E1", "c": "C1 E2"}
    days = [{"id": key, "start": "2010"} for key in parties]
    rows = [{"before": "E1", "after": "", "kind": "closure", "date": "2015"}]
    network = made(rows, parties, days, organizations=[{"id": "E2", "closed": "2012"}])

    def proposed(view) -> set[str]:
        return set(find_matches(view, "S1", kind="enterprise").table["organization"])

    assert proposed(as_of(network, "2011")) == {"E1", "E2"}
    assert proposed(as_of(network, "2014")) == {"E1"}
    assert proposed(as_of(network, "2015")) == set()
    told = find_matches(as_of(network, "2015"), "S1", kind="enterprise").claim("match_filters")
    assert told.facts["closed"] == 2
    assert closed(as_of(network, "2014")).sum() == 1


def test_what_merged_and_closed_on_paper_closes_nobody_else() -> None:
    rows = [*MERGED, {"before": "S1", "after": "", "kind": "closure", "date": "2018-03"}]
    network = made(rows, organizations=[{"id": "S2", "closed": "2018-03"}])
    assert not closed(network).any()
    assert closed(replace(network, organizations=network.organizations.assign(closed="2001"))).all()


def test_a_profile_tells_what_was_before_and_what_comes() -> None:
    from netintl import find_profile

    rows = [RENAME, *MERGED, {"before": "C2", "after": "", "kind": "closure", "date": "2014"}]
    network = made(rows)

    def told(view, own) -> list[str]:
        return [sentence(claim, view) for claim in find_profile(view, own).claims[-2:]]

    assert told(network, "S3") == [
        "S1 is part of S3 (from: 2018-03).",
        "S2 is part of S3 (from: 2018-03).",
    ]
    early = as_of(network, "2015")
    assert told(early, "S1") == [
        "S1 was called Old (until: 2011-05).",
        "S1 is part of S3 (from: 2018-03).",
    ]
    assert told(as_of(network, "2009"), "S1")[0] == "Old has this name until: 2011-05."
    assert told(network, "C2")[-1] == "C2 is closed (from: 2014)."


DAYS = st.sampled_from(["", "2011", "2012-06", "2013-01-15", "2014"])
BODIES = [f"S{n}" for n in range(6)]


@settings(max_examples=60, deadline=None)
@given(
    parties=st.lists(
        st.lists(st.sampled_from([*BODIES, "C1", "C2", "E1"]), min_size=1, max_size=4, unique=True),
        min_size=1,
        max_size=8,
    ),
    into=st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5), DAYS), max_size=5),
    day=st.sampled_from(["2010", "2012", "2012-06-01", "2013-01-14", "2013-01-15", "2020"]),
)
def test_agreements_of_a_day_are_those_of_sets(parties, into, day) -> None:
    """Each agreement links the sets of what its parties are on the day, and is there once."""
    following = {f"S{one}": (f"S{max(one + 1, other)}", on) for one, other, on in into}
    rows = [
        {"before": own, "after": after, "kind": "merge", "date": on}
        for own, (after, on) in following.items()
    ]
    listed = {f"a{n}": " ".join(names) for n, names in enumerate(parties)}
    bodies = [{"id": own, "kind": "school", "name_en": own} for own in BODIES]
    facts = [{"id": key, "start": "2009"} for key in listed]
    view = as_of(made(rows, listed, facts, organizations=bodies), day)
    last = day if len(day) > 4 else f"{day}-12-31"
    begun = {own: on and on + "-01-01"[len(on) - 4 :] for own, (_after, on) in following.items()}

    def now(own: str) -> str:
        while own in following and begun[own] <= last:
            own = following[own][0]
        return own

    expected = {(f"a{n}", now(own)) for n, names in enumerate(parties) for own in names}
    shown = view.party_rows
    found = list(
        zip(
            view.agreement_ids[view.party_agreement[shown]],
            view.ids[view.party_organization[shown]],
            strict=True,
        )
    )
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert int(view.chosen.sum()) == len(parties)
    assert np.isin(sorted({own for _a, own in expected}), view.ids[view.members].astype(str)).all()
