"""Networks of one country, all ended, undated, ungraded: nothing unknown is said as a number."""

from __future__ import annotations

import re

import pytest

from netintl.analyses.structure import STRUCTURE
from netintl.i18n import speaking
from netintl.words.claims import sentence

from ...conftest import make_network

PARTIES = {"a": "S1 C1", "b": "S1 C2 E1", "c": "C2 E2", "d": "S2 C1", "e": "S3"}
ALL = list(PARTIES)


def every(**cells: str) -> list[dict[str, str]]:
    return [{"id": key, **cells} for key in ALL]


CASES = {
    "one country": make_network(
        PARTIES, organizations=[{"id": f"{k}{n}", "country": "CHN"} for k in "CE" for n in (1, 2)]
    ),
    "no country": make_network(
        PARTIES,
        organizations=[{"id": name, "country": ""} for name in ("S1", "S2", "C1", "C2", "E1")],
    ),
    "one organization": make_network({"a": "S1", "b": "S1"}),
    "one kind": make_network({"a": "C1 C2", "b": "C2 C3", "c": "C3 C4"}),
    "no link": make_network({"a": "S1", "b": "C1", "c": "E1"}),
    "memberships alone": make_network({"a": "S1:member A1", "b": "S2:member A1"}),
    "memoranda alone": make_network(PARTIES, agreements=every(kind="mou_only")),
    "all ended": make_network(
        PARTIES, agreements=every(status="terminated", start="2010-01-01", end="2012-01-01")
    ),
    "all undated": make_network(PARTIES),
    "of one kind of date": make_network(
        PARTIES, agreements=every(start="2024-05-01", date_kind="signed")
    ),
    "no sources": make_network(PARTIES, agreements=every(source="")),
    "all sure": make_network(PARTIES, agreements=every(confidence="1")),
    "all doubtful": make_network(PARTIES, agreements=every(confidence="0")),
    "all tie": make_network({f"{n}{k}": f"C{n} {k}{n}" for n in range(12) for k in "SE"}),
}


@pytest.mark.parametrize("analysis", STRUCTURE, ids=lambda analysis: analysis.name)
@pytest.mark.parametrize("case", CASES)
def test_nothing_unknown_is_said_as_a_number(case, analysis) -> None:
    network = CASES[case]
    result = analysis.run(network, str(network.ids[0]), nulls=4, resamples=4)
    for language in ("en", "zh"):
        with speaking(language):
            for claim in result.claims:
                said = sentence(claim, network)
                assert not re.search(r"\bnan\b|\bNone[^ ]|\{", said), said
                assert not any(value != value for value in claim.facts.values()), claim  # noqa: PLR0124 - NaN


def test_with_no_evidence_standing_nothing_is_sure() -> None:
    result = STRUCTURE_OF["hubs"].run(CASES["all doubtful"], nulls=0, resamples=9)
    assert result.claim("rank_intervals").facts["sure"] == 0


STRUCTURE_OF = {analysis.name: analysis for analysis in STRUCTURE}
