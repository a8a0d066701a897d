"""One organization is found by what people call it, and nothing is guessed."""

from __future__ import annotations

import pytest

import netintl
from netintl.analyses.gaps.crosswalk import read_crosswalk
from netintl.errors import InputError, UsageError

from ...conftest import DATA, GAPS, make_network


@pytest.fixture(scope="module")
def network():
    return netintl.load(DATA)


@pytest.mark.parametrize(
    "text",
    ["cn-jinhua-polytechnic", "CN-JINHUA-POLYTECHNIC", "金华职业技术大学", " 金华职业 "],
    ids=["id", "other case", "Chinese name", "part of it"],
)
def test_an_organization_is_found(network, text: str) -> None:
    assert netintl.find_organization(network, text) == "cn-jinhua-polytechnic"


@pytest.mark.parametrize(
    ("text", "words"), [("学院", "organizations fit"), ("no such body", "No org"), ("", "No org")]
)
def test_what_is_ambiguous_or_unknown_is_said(network, text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as raised:
        netintl.find_organization(network, text)
    assert raised.value.cure
    assert raised.value.exit_code == 2


def test_a_profile_lists_every_agreement_newest_first(network) -> None:
    result = netintl.find_profile(network, "ent-huawei")
    code = network.code_of["ent-huawei"]
    mine = {
        network.agreement_ids[a]
        for a, o in zip(network.party_agreement, network.party_organization, strict=True)
        if o == code and network.chosen[a]
    }
    assert set(result.table["agreement"]) == mine
    dated = [start for start in result.table["start"] if start]
    assert dated == sorted(dated, reverse=True)
    assert not any("ent-huawei" in partners for partners in result.table["partners"])


def test_a_profile_tells_partners_of_any_kind_and_of_another(network) -> None:
    claim = netintl.find_profile(network, "ent-huawei").claim("profile")
    assert {**claim.facts} == {
        "id": "ent-huawei", "agreements": 11, "memberships": 1, "partners": 13, "unlike": 12,
        "over": 0,
    }  # fmt: skip
    hubs = netintl.find_hubs(network).table.set_index("organization")
    assert claim.facts["unlike"] == hubs.at["ent-huawei", "degree"]
    ego = netintl.find_ego(network, "ent-huawei")
    assert ego.claim("ego").facts["partners"] == claim.facts["partners"]
    assert ego.claim("ego").facts["among"] == (ego.table["organization"] != "ent-huawei").sum()


def test_members_of_one_alliance_are_no_partners() -> None:
    network = make_network({"a": "S1 A1:member S2:member", "b": "S1 S3 C1", "c": "S1"})
    facts = netintl.find_profile(network, "S1").claim("profile").facts
    assert (facts["agreements"], facts["memberships"]) == (3, 1)
    assert (facts["partners"], facts["unlike"]) == (2, 1)


def test_a_crosswalk_file_is_read() -> None:
    weights = read_crosswalk(GAPS / "crosswalk-spread.csv")
    assert weights["46"] == {"C": 0.7, "E": 0.2, "F": 0.1}


@pytest.mark.parametrize(
    "text",
    [
        "major,industry\n46,C\n",
        "major,industry,weight\n99,C,1\n",
        "major,industry,weight\n46,ZZ,1\n",
        "major,industry,weight\n46,C,0.9\n",
        "major,industry,weight\n46,C,much\n",
        "major,industry,weight\n46,C,-1\n46,E,2\n",
        "",
    ],
    ids=["no weight", "no major", "no industry", "sum", "no number", "negative", "empty"],
)
def test_a_wrong_crosswalk_file_is_refused(tmp_path, text: str) -> None:
    file = tmp_path / "crosswalk.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is no crosswalk"):
        read_crosswalk(file)
