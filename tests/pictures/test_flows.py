"""Flows of agreements of schools through columns of one's choice, drawn."""

from __future__ import annotations

import pytest

from netintl.analyses.structure.flows import COLUMNS, USUAL, find_flows
from netintl.i18n import speaking
from netintl.pictures.flows import flows_figure

from ..figures.test_pictures import outside

TITLES = {
    "en": "Kind of agreement → Region of the host → Brand",
    "zh": "协议类型 → 东道国所在区域 → 品牌",
}


@pytest.mark.parametrize("language", TITLES)
def test_titles_name_the_columns(bundled_network, language):
    flows = find_flows(bundled_network, columns=("kind", "region", "brand"))
    with speaking(language):
        figure = flows_figure(bundled_network, flows)
    assert figure.get_label().startswith(TITLES[language])
    assert outside(figure) == []
    assert set(COLUMNS) > set(USUAL)
