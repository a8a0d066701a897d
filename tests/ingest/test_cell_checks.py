"""What a cell may hold: years that can be right, persons that can be counted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from netintl.ingest.cell_checks import cell_verdict, persons_verdict
from netintl.model.limits import limits
from netintl.model.schema import tables

NOW = datetime.now(tz=UTC).year


@pytest.mark.parametrize(
    ("table", "column", "year", "code"),
    [
        ("agreements", "start", NOW + 1, ""),
        ("agreements", "start", NOW + 2, "CEL013"),
        ("agreements", "end", NOW + 20, ""),
        ("agreements", "end", 2101, "CEL013"),
        ("agreements", "start", 1900, ""),
        ("agreements", "start", 1899, "CEL013"),
        ("organizations", "opened", 1866, ""),
        ("organizations", "opened", NOW + 2, "CEL013"),
        ("sources", "published", NOW + 2, "CEL013"),
        ("parties", "since", NOW + 2, "CEL013"),
    ],
)
def test_what_has_begun_is_no_further_than_next_year(table, column, year, code) -> None:
    text, found = cell_verdict(tables()[table].columns[column], str(year))
    assert found == code
    assert text == ("" if code else str(year))


def test_the_limit_of_persons_is_the_declared_one() -> None:
    most = limits()["persons"]
    assert persons_verdict(str(most)) == (str(most), "")
    assert persons_verdict(str(most + 1)) == ("", "CEL018")
    assert persons_verdict("1e999") == ("", "CEL018")


@pytest.mark.parametrize("cell", ["1e999", "1e16", "-1"])
def test_no_figure_is_beyond_what_sums_can_hold(cell: str) -> None:
    assert cell_verdict(tables()["indicators"].columns["value"], cell)[1] == "CEL006"
