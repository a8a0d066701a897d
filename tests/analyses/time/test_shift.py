"""New agreements by region of the host, before and since July 2023."""

from __future__ import annotations

import numpy as np
import pytest

from netintl.analyses.time.shift import find_shift
from netintl.model.places import countries

from ...conftest import make_network


def test_shares_of_the_bundled_data_are_those_of_plain_loops(bundled_network) -> None:
    network = bundled_network
    reached: dict[int, set[str]] = {}
    for agreement, code in zip(network.party_agreement, network.party_organization, strict=True):
        country = network.countries[code]
        usable = network.chosen[agreement] and not network.is_membership[agreement]
        if usable and country in countries() and country != "CHN":
            reached.setdefault(int(agreement), set()).add(countries()[country].region)
    sums: dict[tuple[str, str], float] = {}
    for agreement, regions in reached.items():
        start = network.starts[agreement]
        if not np.isnat(start):
            text = network.agreements["start"].iloc[agreement]
            if (text + "-12-31"[len(text) - 4 :] if len(text) < 10 else text) < "2023-07-01":
                time = "before"
            elif (
                str(start) >= "2023-07-01"
                and network.agreements["date_kind"].iloc[agreement] != "reported"
            ):
                time = "after"
            else:
                continue
            for region in regions:
                sums[region, time] = sums.get((region, time), 0) + 1 / len(regions)
    for time in ("before", "after"):
        whole = sum(value for (_region, when), value in sums.items() if when == time)
        found = find_shift(network).table.set_index("region")[time].dropna().to_dict()
        shares = {region: value / whole for (region, when), value in sums.items() if when == time}
        assert found == pytest.approx(shares)


def test_a_time_without_agreements_leaves_nothing_to_compare() -> None:
    network = make_network({"a": "S1 C1"}, agreements=[{"id": "a", "start": "2021-05"}])
    result = find_shift(network)
    assert result.table.empty
    assert list(result.table.columns) == ["region", "before", "after"]


def test_reasons_cite_the_agreements_of_each_time() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "S2 C2"},
        organizations=[{"id": "C2", "country": "KEN"}],
        agreements=[
            {"id": "a", "start": "2021-05"},
            {"id": "b", "start": "2023-07-01"},
            {"id": "c", "start": "2024"},
        ],
    )
    result = find_shift(network)
    cited = result.reasons[["component", "value", "agreements"]].values.tolist()
    assert sorted(cited) == [["after", 1.0, ("b", "c")], ["before", 1.0, ("a",)]]


@pytest.mark.parametrize(
    ("start", "kind", "time"),
    [
        ("2022", "start", "before"), ("2023", "start", ""), ("2023-06", "signed", "before"),
        ("2023-06-30", "event", "before"), ("2023-07", "start", "after"), ("2024", "", "after"),
        ("2024", "reported", ""), ("2023-06", "reported", "before"), ("", "start", None),
    ],
)  # fmt: skip
def test_a_date_counts_where_it_must_lie(start, kind, time) -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "S2 C2"},
        agreements=[
            {"id": "a", "start": start, "date_kind": kind},
            {"id": "b", "start": "2020"},
            {"id": "c", "start": "2025"},
        ],
    )
    result = find_shift(network)
    cited = {
        row.component: row.agreements
        for row in result.reasons.itertuples()
        if "a" in row.agreements
    }
    assert set(cited) == ({time} if time else set())
    unclear = result.claim("shift_unclear")
    assert (unclear is not None) is (time == "")


def test_a_shift_is_said_of_ten_agreements_or_more() -> None:
    def shift(count: int):
        keys = [f"a{n}" for n in range(2 * count)]
        return find_shift(
            make_network(
                {key: f"S1 C{n % 2}" for n, key in enumerate(keys)},
                organizations=[{"id": "C0", "country": "KEN"}, {"id": "C1", "country": "THA"}],
                agreements=[
                    {"id": key, "start": "2020" if n < count or n % 2 else "2024"}
                    for n, key in enumerate(keys)
                ],
            )
        )

    assert shift(8).claim("shift") is None
    assert shift(8).claim("shift_few").facts["count_after"] == 4
    facts = shift(20).claim("shift").facts
    assert facts == {
        "region": "africa", "before": pytest.approx(1 / 3), "after": 1.0, "count_before": 30,
        "count_after": 10,
    }  # fmt: skip
