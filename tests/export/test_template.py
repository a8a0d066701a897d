"""The template loads as it is, and what is filled in comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from netintl.export.template_workbook import template_workbook
from netintl.i18n import speaking
from netintl.ingest.package import load_package


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("full", [False, True])
def test_an_empty_template_loads_and_its_examples_are_left_aside(language, full, tmp_path) -> None:
    path = Path(tmp_path / "t.xlsx")
    with speaking(language):
        data = template_workbook(full=full)
        assert data == template_workbook(full=full)
    path.write_bytes(data)
    found = load_package(path)
    assert set(found.issues["code"]) == {"ROW008"}
    assert found.tables["organizations"].empty


def test_rows_that_are_filled_in_come_back(tmp_path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_workbook())
    book = load_workbook(path)
    organizations, links = book.worksheets[1:3]
    for place in range(40):
        organizations.append([f"0{place}", f"学校{place}", "", "Chinese school", "China"])
    for place in range(39):
        links.append([f"学校{place}", f"0{place + 1}", "workshop", "2019-09"])
    book.save(path)
    found = load_package(path)
    assert found.count("error") == 0
    ids = [f"0{place}" for place in range(40)]
    assert found.tables["organizations"]["id"].tolist() == ids
    assert set(found.tables["organizations"]["country"]) == {"CHN"}
    assert set(found.tables["agreements"]["id"]) == {
        f"0{place}--0{place + 1}" for place in range(39)
    }
