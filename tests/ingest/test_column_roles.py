"""What columns mean, and whose they are."""

from __future__ import annotations

from netintl.ingest.column_roles import roles_of


def test_a_header_names_the_side_of_a_column_that_its_cells_explain() -> None:
    cells = [["柳州职业技术学院", "南宁职业技术学院"], ["Bandung College", "Jakarta College"]]
    found = roles_of(["我校", "对方"], cells)
    assert [(column.role, column.side) for column in found] == [
        ("party", "home"),
        ("party", "abroad"),
    ]
    above = roles_of(["名称", "名称"], cells, ["国内", "国外"])
    assert [column.side for column in above] == ["home", "abroad"]
