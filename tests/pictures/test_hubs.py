"""The picture of ranks is drawn of graded evidence alone, and of nobody whose figure is 0."""

from __future__ import annotations

from netintl import find_hubs
from netintl.i18n import speaking
from netintl.pictures.hubs import hubs_figure
from netintl.words.claims import title

from ..conftest import make_network

STAR = {f"a{n}": f"G1 C{n}" for n in range(12)}


def drawn(parties, confidence: str):
    stated = [{"id": key, "confidence": confidence} for key in parties]
    network = make_network(parties, agreements=stated)
    hubs = find_hubs(network, resamples=5)
    with speaking("en"):
        return network, hubs, hubs_figure(network, hubs)


def texts(figure) -> str:
    return " ".join(text.get_text() for text in figure.findobj() if hasattr(text, "get_text"))


def test_ungraded_evidence_draws_no_ranges() -> None:
    assert drawn(STAR, "")[2] is None


def test_a_star_is_drawn_without_its_leaves_and_titled_by_its_claim() -> None:
    network, hubs, figure = drawn(STAR, "0.8")
    with speaking("en"):
        assert figure.get_label() == title(hubs.claim("rank_intervals"), network)
    assert "G1" in texts(figure)
    assert "C3" not in texts(figure)


def test_where_nobody_lies_between_others_there_is_no_picture() -> None:
    assert drawn({"a": "S1 C1"}, "0.8")[2] is None
