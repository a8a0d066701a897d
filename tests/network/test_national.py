"""The whole behind a view."""

from __future__ import annotations

import numpy as np
import pytest

from netintl import as_of, select
from netintl.network.national import narrowing, national

FILTERS = {
    "brand": {"brands": ["luban_workshop"]},
    "province": {"provinces": ["12"]},
    "school": {"organizations": ["cn-liuzhou-vtc"]},
    "confidence": {"min_confidence": 0.9},
    "proposals": {"status": ["proposed"]},
    "country": {"countries": ["THA"]},
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_is_undone(bundled_network, name) -> None:
    whole = national(select(bundled_network, **FILTERS[name]))
    assert (whole.chosen == bundled_network.chosen).all()
    assert whole.members.all()
    assert whole.fingerprint == bundled_network.fingerprint


def test_the_day_of_a_view_stays(bundled_network) -> None:
    day = as_of(bundled_network, "2020-06-30", undated="exclude")
    whole = national(select(day, brands=["luban_workshop"]))
    np.testing.assert_array_equal(whole.chosen, day.chosen)
    assert whole.chosen.sum() < bundled_network.chosen.sum()


def test_a_view_without_filters_is_its_own_whole(bundled_network) -> None:
    less = bundled_network.view(chosen=bundled_network.chosen & (np.arange(560) % 2 == 0))
    assert national(less) is less


def test_a_country_narrows_no_supply(bundled_network) -> None:
    assert narrowing(select(bundled_network, countries=["THA"]).settings) == ()
    assert narrowing(select(bundled_network, brands=["luban_workshop"]).settings) == ("brands",)
