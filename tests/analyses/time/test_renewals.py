"""What became of agreements that ended."""

from __future__ import annotations

import netintl

from ...conftest import make_network


def test_what_became_of_agreements() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S1 C1", "c": "S2 C2", "d": "S3 C3", "e": "S4 C4"},
        agreements=[
            {"id": "a", "start": "2010", "end": "2015-06-30"},
            {"id": "b", "start": "2015-09-01", "source": "late"},
            {"id": "c", "start": "2010", "end": "2012"},
            {"id": "d", "start": "2010", "end": "2012", "source": "late"},
            {"id": "e", "start": "2011"},
        ],
        sources=[{"id": "late", "kind": "press", "published": "2020-01-01"}],
    )
    result = netintl.find_renewals(network)
    found = result.table.set_index("agreement")
    assert found["state"].to_dict() == {
        "a": "renewed", "c": "lapsed", "d": "continued", "e": "dormant",
    }  # fmt: skip
    assert found.at["a", "renewed_by"] == "b"
    assert result.claim("renewals").facts == {"renewed": 1, "count": 3, "dormant": 1}
    assert result.claim("few_cases") is not None
