"""The country of a head office, against a walk up the parents."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from netintl.network.ownership import head_office_countries

from ..conftest import make_network


def walked(parents: dict[str, str], countries: dict[str, str], name: str) -> str:
    seen = [name]
    while parents[seen[-1]] not in ("", seen[-1]):
        if parents[seen[-1]] not in parents or parents[seen[-1]] in seen:
            return ""
        seen.append(parents[seen[-1]])
    return countries[seen[-1]]


@pytest.mark.parametrize("seed", range(20))
def test_a_head_office_is_the_end_of_the_chain(seed) -> None:
    random = np.random.default_rng(seed)
    names = [f"E{n}" for n in range(12)]
    choices = ["", "", "", "gone", *names]
    parents = {name: str(random.choice(choices)) for name in names}
    places = {name: str(random.choice(["CHN", "DEU", ""])) for name in names}
    listed = [{"id": n, "parent": parents[n], "country": places[n]} for n in names]
    network = make_network({"a": " ".join(names)}, organizations=listed)
    found = dict(zip(network.ids, head_office_countries(network), strict=True))
    assert found == {name: walked(parents, places, name) for name in names}


def test_a_long_chain_is_followed_to_its_end() -> None:
    names = [f"E{n:03}" for n in range(200)]
    listed = [{"id": name, "parent": above, "country": ""} for name, above in pairwise(names)]
    listed.append({"id": names[-1], "country": "CHN"})
    found = head_office_countries(make_network({"a": "E000 S1"}, organizations=listed))
    assert (found == "CHN").all()
