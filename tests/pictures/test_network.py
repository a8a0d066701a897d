"""The title of the picture of the network names only whom it draws, and nobody of no paths."""

from __future__ import annotations

import pytest

from netintl import find_hubs, find_links
from netintl.i18n import speaking
from netintl.network.doors import from_links
from netintl.pictures.network import _title
from netintl.words.claims import title as said

STAR = [("Ministry", f"Partner {n}") for n in range(1, 13)]
SQUARE = [("S1", "C1"), ("C1", "S2"), ("S2", "C2"), ("C2", "S1")]


@pytest.mark.parametrize(
    ("links", "smallest", "code", "names"),
    [
        (STAR, 4, "most_paths", ("Ministry",)),
        (SQUARE, 4, "no_leader", None),
        ([("S1", "C1")], 2, "no_paths", None),
    ],
    ids=["a star", "all tie", "one link"],
)
def test_a_title_says_what_the_hubs_claim(links, smallest, code, names) -> None:
    network = from_links(links)
    hubs = find_hubs(network)
    with speaking("en"):
        title = _title(network, find_links(network), hubs, smallest)
        assert title == said(hubs.claim(code), network)
    assert hubs.claim(code).facts.get("names") == names
    assert "Partner" not in title


def test_who_is_not_drawn_is_not_named() -> None:
    # C1 alone lies between others, in a group of three that is too small to be drawn.
    four = [("S8", "C8"), ("S8", "E8"), ("S8", "G8"), ("C8", "E8"), ("C8", "G8"), ("E8", "G8")]
    network = from_links([("S1", "C1"), ("C1", "E1"), *four])
    assert find_hubs(network).claim("most_paths").facts["names"] == ("C1",)
    assert not _title(network, find_links(network), find_hubs(network), 4)
    assert _title(network, find_links(network), find_hubs(network), 3)
