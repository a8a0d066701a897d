"""Every result is declared, says its notes in both languages, and names only what exists."""

from __future__ import annotations

import pytest

import netintl
from netintl.i18n import speaking
from netintl.words.wording import readable, told

from ..conftest import DATA, EXAMPLE, GAPS

FINDERS = (
    netintl.find_summary,
    netintl.find_hubs,
    netintl.find_gaps,
    netintl.find_pipelines,
    netintl.find_bottlenecks,
)


@pytest.mark.parametrize("folder", [DATA, EXAMPLE, GAPS], ids=["bundled", "example", "gaps"])
@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_result_is_declared_and_speaks(folder, find, language) -> None:
    network = netintl.load(folder)
    result = find(network)
    assert [column.name for column in result.columns] == list(result.table.columns)
    assert all(column.labels[language] for column in result.columns)
    with speaking(language):
        assert all(told(note, network) for note in result.notes)
        shown = readable(result, network)
    assert not shown.isin(["nan", "None", "NaN"]).any(axis=None)
    cited = {name for names in result.reasons["agreements"] for name in names}
    assert cited <= set(network.agreement_ids)
    if "rank" in result.table:
        assert result.table["rank"].is_monotonic_increasing
