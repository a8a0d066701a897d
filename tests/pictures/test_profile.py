"""One organization on a slide."""

from __future__ import annotations

import numpy as np
import pytest

from netintl.analyses.structure.ego import find_ego
from netintl.analyses.structure.profile import find_profile
from netintl.i18n import speaking
from netintl.pictures.profile import profile_figure

from ..conftest import make_network
from ..figures.test_pictures import outside, overlapping, texts


def picture(network, name):
    return profile_figure(network, find_profile(network, name), find_ego(network, name))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["cn-liuzhou-vtc", "ent-huawei"])
def test_every_partner_is_named_and_counts_are_right(bundled_network, name, language):
    with speaking(language):
        figure = picture(bundled_network, name)
        said = [text.get_text() for text in texts(figure)]
    code = bundled_network.code_of[name]
    pairs = bundled_network.pairs
    partners = {*pairs.u[pairs.v == code].tolist(), *pairs.v[pairs.u == code].tolist()}
    assert bundled_network.name(code, language) in said[0]
    agreements = len(find_profile(bundled_network, name).table)
    assert f"{len(partners)}" in said[1]
    assert f"{agreements}" in said[1]
    assert outside(figure) == []
    shown = sum(
        any(word.rstrip("…") and bundled_network.name(c, language).startswith(word.rstrip("…"))
            for word in said)
        for c in partners
    )  # fmt: skip
    assert shown == len(partners)


def test_words_do_not_lie_on_each_other(bundled_network):
    figure = picture(bundled_network, "cn-liuzhou-vtc")
    assert overlapping(figure) == []


def test_many_partners_are_cut_and_told():
    network = make_network({f"A{n}": f"S1 C{n}" for n in range(40)})
    said = [text.get_text() for text in texts(picture(network, "S1"))]
    assert "40 partners" in said[1]
    assert "18 partners with fewer agreements are not drawn" in said[1]


def test_years_are_those_of_the_starts(bundled_network):
    code = bundled_network.code_of["cn-liuzhou-vtc"]
    mine = bundled_network.party_agreement[bundled_network.party_organization == code]
    undated = int(
        np.isnat(bundled_network.starts[np.unique(mine[bundled_network.chosen[mine]])]).sum()
    )
    said = [text.get_text() for text in texts(picture(bundled_network, "cn-liuzhou-vtc"))]
    assert f"Agreements by year of their start ({undated} undated)" in said


def test_one_without_agreements_has_no_picture():
    network = make_network({"A1": "S1 C1"}, organizations=[{"id": "S2"}])
    assert picture(network, "S2") is None
