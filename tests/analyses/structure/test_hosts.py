"""Which countries and regions agreements reach, counted by plain loops."""

from __future__ import annotations

from netintl.analyses.structure.hosts import find_hosts

from ...conftest import make_network


def test_agreements_of_the_bundled_data_are_counted(bundled_network) -> None:
    network = bundled_network
    members = set(network.party_agreement[network.party_role == "member"])
    reached: dict[str, set[str]] = {}
    for agreement, code in zip(network.party_agreement, network.party_organization, strict=True):
        country = network.countries[code]
        if network.chosen[agreement] and agreement not in members and country not in ("", "CHN"):
            reached.setdefault(country, set()).add(network.agreement_ids[agreement])
    order = sorted(reached, key=lambda country: (-len(reached[country]), country))
    result = find_hosts(network)
    assert result.table["country"].tolist() == order
    assert result.table["agreements"].tolist() == [len(reached[country]) for country in order]
    cited = result.reasons.set_index("finding")["agreements"]
    assert all(set(cited[country]) == reached[country] for country in order)


def test_an_agreement_counts_in_each_country_once() -> None:
    network = make_network(
        {"A1": "S1 C1 C2 C3", "A2": "S1 C3"},
        organizations=[{"id": "C3", "country": "THA"}],
    )
    table = find_hosts(network).table
    assert table.values.tolist() == [[1, "THA", 2], [2, "IDN", 1]]
