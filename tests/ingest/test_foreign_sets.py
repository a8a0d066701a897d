"""Data that others shaped come in without an edit; the figures are those of a pandas count."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import combinations
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from openpyxl import Workbook

from netintl.cli import main

FILES = Path(__file__).parent / "files" / "foreign"
# Made up, with the columns of an extract of keep.eu: one name in two programmes, one partner in
# two countries, a row that stands twice, a semicolon in a name.
KEEP = """Programme,Acronym,Project Partner,Lead Partner,Street,Postal code,Town,Country,Status
{rows}
"""
KEEP_ROWS = [
    f"Programme {n % 3},P{n},Partner {(n * place) % 23},{'Yes' if place == 1 else 'No'},"
    f"Street {n},{1000 + n},Town,{country},public"
    for n in range(40)
    for place, country in ((1, "Germany"), (2, "ITALY"), (3, "Italy"))
]
KEEP_ROWS += [
    "Programme 1,GREEN,Alpha College,Yes,,,Wien,Austria,public",
    "Programme 2,GREEN,Alpha College,Yes,,,Berlin,Germany,public",
    "Programme 2,GREEN,Beta; Institute,No,,,Berlin,Germany,private",
    "Programme 2,GREEN,Beta; Institute,No,,,Berlin,Germany,private",
]


@pytest.fixture
def come_in(tmp_path, monkeypatch):
    """Return what imports a file as a newcomer does, and gives the tables and what was told."""
    monkeypatch.chdir(tmp_path)

    def run(file: Path, *more: str) -> dict[str, pd.DataFrame]:
        with pytest.raises(SystemExit):
            main(["--lang", "en", "import", file.name, "-o", "out", "--yes", *more])
        tables = {path.stem: read(path) for path in (tmp_path / "out").glob("*.csv")}
        return tables | {"issues": read(tmp_path / "out" / "import" / "issues.csv")}

    def named(name: str, *more: str) -> dict[str, pd.DataFrame]:
        shutil.copy(FILES / name, tmp_path)
        return run(tmp_path / name, *more)

    return named, run


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_participations_in_horizon_2020(come_in, capsys) -> None:
    tables, raw = come_in[0]("h2020.csv"), read(FILES / "h2020.csv")
    assert len(tables["organizations"]) == raw["pic"].nunique()
    assert len(tables["agreements"]) == raw["rcn"].nunique()
    assert len(tables["parties"]) == len(raw)
    assert tables["organizations"]["country"].nunique() == raw["country"].nunique()
    shares = tables["parties"]["organization"].value_counts().to_dict()
    assert shares == raw["pic"].value_counts().to_dict()
    bodies = raw.drop_duplicates("pic")
    taught = bodies[bodies["type"] == "HES"]
    kinds = tables["organizations"]["kind"].value_counts()
    assert kinds["school"] == (taught["country"] == "CN").sum()
    assert kinds["college"] == (taught["country"] != "CN").sum()
    assert kinds["enterprise"] == (bodies["type"] == "PRC").sum()
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["-d", "out", "summary", "--format", "csv"])
    told = capsys.readouterr().out
    assert f"pairs,,{linked(raw).number_of_edges()}\n" in told


def linked(raw: pd.DataFrame) -> nx.Graph:
    """Link organizations of two kinds that share a project which has not ended, by networkx."""
    last = raw.loc[raw["start_date"] != "NA", "start_date"].max()
    running = raw[(raw["end_date"] == "NA") | (raw["end_date"] > last)]
    kind = raw["type"].replace({"REC": "other", "OTH": "other"})
    kind = kind.where((raw["type"] != "HES") | (raw["country"] != "CN"), "school")
    kinds = dict(zip(raw["pic"], kind, strict=True))
    graph = nx.Graph()
    for _project, bodies in running.groupby("rcn")["pic"]:
        pairs = combinations(sorted(set(bodies)), 2)
        graph.add_edges_from(pair for pair in pairs if kinds[pair[0]] != kinds[pair[1]])
    return graph


def test_the_list_of_chinese_colleges(come_in) -> None:
    tables, raw = come_in[0]("moe.csv"), read(FILES / "moe.csv")
    assert set(tables) == {"organizations", "sources", "issues"}
    found = tables["organizations"].set_index("name_zh").loc[raw["name_zh"]]
    assert found["official_id"].tolist() == [f"moe:{code}" for code in raw["moe_code"]]
    assert set(found["kind"]) == {"school"}
    assert set(found["country"]) == {"CHN"}
    levels = raw["level"].map({"本科": "university", "专科": "associate"})
    assert found["level"].tolist() == levels.tolist()
    assert tables["issues"].empty


def test_the_research_organization_registry(come_in) -> None:
    tables, raw = come_in[0]("ror.csv"), read(FILES / "ror.csv")
    assert set(tables) == {"organizations", "sources", "issues"}
    assert len(raw) == raw["ror_id"].nunique() > raw["name"].nunique()
    found = tables["organizations"].set_index("id").loc[raw["ror_id"]]
    assert found["opened"].tolist() == raw["established"].tolist()
    assert found["country"].nunique() == raw["country"].nunique()
    assert (found["country"] == "CHN").sum() == (raw["country"] == "CN").sum()
    firms = (raw["types"] == "company").to_numpy()
    assert set(found.loc[firms, "kind"]) == {"enterprise"}
    named = raw["acronyms"].str.split("|")
    told = found["aliases"].str.split(";")
    assert all({*one} - {""} <= {*other} for one, other in zip(named, told, strict=True))


def test_partners_of_projects_as_keep_lists_them(come_in, tmp_path) -> None:
    file = tmp_path / "keep.csv"
    file.write_text(KEEP.format(rows="\n".join(KEEP_ROWS)), encoding="utf-8")
    tables, raw = come_in[1](file), read(file)
    projects = raw.groupby(["Programme", "Acronym"])
    assert len(tables["agreements"]) == projects.ngroups > raw["Acronym"].nunique()
    assert len(tables["organizations"]) == raw["Project Partner"].nunique()
    bodies = raw.drop_duplicates(["Programme", "Acronym", "Project Partner", "Lead Partner"])
    assert len(tables["parties"]) == len(bodies)
    shares = Counter(tables["parties"]["organization"])
    assert shares == Counter(bodies["Project Partner"].str.replace(";", ","))
    told = tables["issues"][tables["issues"]["code"] == "MAP011"]
    assert "AUT | DEU" in set(told["value"])
    assert set(told["column"]) == {"Country", "Town"}


def test_a_workbook_of_gephi(come_in, tmp_path) -> None:
    book = Workbook()
    nodes, edges = book.active, book.create_sheet("Edges")
    nodes.title = "Nodes"
    for row in [("Id", "Label", "Interval"), ("n1", "Alpha College", ""), ("n2", "乙公司", "")]:
        nodes.append(row)
    nodes.append(("n3", "Gamma Ltd", ""))
    edges.append(("Source", "Target", "Type", "Id", "Label", "Interval", "Weight"))
    pairs = [("n1", "n2"), ("n2", "n3"), ("n1", "n3")]
    for number, pair in enumerate(pairs):
        edges.append((*pair, "Undirected", number, "", "", 1.0))
    book.save(tmp_path / "gephi.xlsx")
    tables = come_in[1](tmp_path / "gephi.xlsx")
    sheet = pd.read_excel(tmp_path / "gephi.xlsx", sheet_name="Edges")
    graph = nx.from_pandas_edgelist(sheet, "Source", "Target")
    assert set(tables["organizations"]["id"]) == set(graph.nodes)
    ends = tables["links"][["source", "target"]]
    assert nx.utils.edges_equal(graph.edges, nx.Graph(ends.to_numpy().tolist()).edges)
    assert tables["organizations"]["name_zh"].tolist() == ["", "乙公司", ""]


def test_a_workbook_of_nodexl(come_in, tmp_path) -> None:
    book = Workbook()
    edges, vertices = book.active, book.create_sheet("Vertices")
    edges.title = "Edges"
    for row in [("", "", "Visual Properties", ""), ("Vertex 1", "Vertex 2", "Color", "Width")]:
        edges.append(row)
    for row in [("Alpha College", "Beta Ltd"), ("Alpha College", "Gamma Ltd")]:
        edges.append((*row, "", ""))
    for row in [("", "Visual Properties"), ("Vertex", "Color"), ("Alpha College", "")]:
        vertices.append(row)
    vertices.append(("Beta Ltd", ""))
    vertices.append(("Gamma Ltd", ""))
    groups = book.create_sheet("Group Vertices")
    groups.append(("Group", "Vertex"))
    groups.append(("G1", "Beta Ltd"))
    book.save(tmp_path / "nodexl.xlsx")
    tables = come_in[1](tmp_path / "nodexl.xlsx")
    sheet = pd.read_excel(tmp_path / "nodexl.xlsx", sheet_name="Edges", header=1)
    assert len(tables["links"]) == len(sheet)
    assert set(tables["organizations"]["id"]) == {*sheet["Vertex 1"], *sheet["Vertex 2"]}
