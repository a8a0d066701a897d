"""Network files of other programs, counted by networkx and igraph, which read the same files."""

from __future__ import annotations

from collections import Counter

import igraph
import networkx as nx
import pandas as pd
import pytest
from openpyxl import Workbook

from netintl import load
from netintl.export.formats import FORMATS, write_network
from netintl.ingest.issues import NothingReadError
from netintl.ingest.package import load_package
from netintl.network.views import select


def graph() -> nx.MultiGraph:
    made = nx.MultiGraph()
    made.add_node("n1", label="Alpha", kind="college", country="Thailand", size=3)
    made.add_node("n2", label="乙校", kind="school")
    made.add_node("n3", label="Gamma; Co", kind="person")
    made.add_edge("n1", "n2", kind="joint_college", start="2019-09", weight=2)
    made.add_edge("n1", "n2", kind="workshop", persons=4)
    made.add_edge("n2", "n3")
    return made


def pairs_of(tables) -> Counter:
    parties = tables["parties"].groupby("agreement")["organization"].apply(sorted)
    return Counter(map(tuple, parties))


def codes(found) -> set[tuple[str, str]]:
    return set(found.issues[["code", "column"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("suffix", "write"),
    [("graphml", nx.write_graphml), ("gexf", nx.write_gexf), ("gml", nx.write_gml)],
)
def test_files_of_networkx(suffix: str, write, tmp_path) -> None:
    made = graph()
    if suffix == "gml":
        made.remove_node("n3")
    write(made, tmp_path / f"n.{suffix}")
    found = load_package(tmp_path / f"n.{suffix}")
    organizations = found.tables["organizations"].set_index("id")
    assert found.tables["agreements"]["kind"].value_counts()["joint_college"] == 1
    assert set(found.tables["flows"]["persons"]) == {"4"}
    assert ("FIL006", "weight") in codes(found)
    assert len(found.tables["agreements"]) == made.number_of_edges()
    if suffix != "gml":
        assert organizations.loc["n1", ["name_en", "kind", "country"]].tolist() == [
            "Alpha", "college", "THA",
        ]  # fmt: skip
        assert organizations.loc["n2", "name_zh"] == "乙校"
        assert found.issues.query("code == 'CEL002'")["value"].tolist() == ["person"]


@pytest.mark.parametrize("suffix", ["graphml", "net", "gml"])
def test_files_of_igraph(suffix: str, tmp_path) -> None:
    made = igraph.Graph.Erdos_Renyi(n=40, m=90, directed=False)
    made.vs["name"] = [f"v{place}" for place in range(40)]
    path = tmp_path / f"n.{suffix}"
    made.write(str(path), format={"net": "pajek"}.get(suffix, suffix))
    found = load_package(path)
    assert found.count("error") == 0
    assert len(found.tables["organizations"]) == made.vcount()
    assert len(found.tables["agreements"]) == made.ecount()


@pytest.fixture(scope="module")
def network():
    return select(load(), countries=["THA"])


@pytest.mark.parametrize("name", ["graphml", "gexf", "pajek", "gephi"])
def test_what_netintl_exports_comes_back_with_the_same_pairs(name: str, network, tmp_path) -> None:
    form = FORMATS[name]
    path = tmp_path / f"n{form.suffix}"
    write_network(network, path, form)
    tables = load_package(path).tables
    if name == "graphml":
        read = nx.read_graphml(path, force_multigraph=True)
        theirs = Counter(tuple(sorted(pair[:2])) for pair in read.edges)
    elif name == "gexf":
        read = nx.read_gexf(path)
        theirs = Counter(tuple(sorted(pair[:2])) for pair in read.edges)
    elif name == "pajek":
        read = igraph.Graph.Read_Pajek(str(path))
        ends = [(str(e.source + 1), str(e.target + 1), e["weight"]) for e in read.es]
        theirs = Counter(tuple(sorted(end[:2])) for end in set(ends))  # doubled rows are merged
    else:
        edges = pd.read_csv(path / "edges.csv", dtype=str)
        theirs = Counter(
            tuple(sorted(pair)) for pair in zip(edges.Source, edges.Target, strict=True)
        )
    ours = pairs_of(tables)
    assert set(ours) == set(theirs)
    assert ours == theirs


def book(path, **sheets):
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for cells in rows:
            sheet.append(cells)
    made.save(path)
    return path


def test_a_gephi_workbook(tmp_path) -> None:
    path = book(
        tmp_path / "g.xlsx",
        Nodes=[["Id", "Label"], ["1", "Alpha"], ["2", "贝塔"]],
        Edges=[["Source", "Target", "Type", "Weight"], ["1", "2", "Undirected", 1]],
    )
    found = load_package(path)
    names = found.tables["organizations"].set_index("id")[["name_zh", "name_en"]]
    assert names.to_numpy().tolist() == [["", "Alpha"], ["贝塔", ""]]
    assert found.count("error") == 0
    assert ("FIL006", "Weight") in codes(found)


def test_a_nodexl_workbook(tmp_path) -> None:
    path = book(
        tmp_path / "n.xlsx",
        Edges=[["", "", "Visual"], ["Vertex 1", "Vertex 2", "Color"], ["A", "B", "red"]],
        Vertices=[["", "Visual"], ["Vertex", "Label"], ["A", "Alpha"], ["B", None]],
    )
    found = load_package(path)
    assert pairs_of(found.tables) == {("A", "B"): 1}
    assert set(found.tables["organizations"]["id"]) == {"A", "B"}


def test_neo4j_files(tmp_path) -> None:
    (tmp_path / "people.csv").write_text("code:ID,name,:LABEL\n1,Alpha,school\n2,Beta,college\n")
    (tmp_path / "ties.csv").write_text(":START_ID,:END_ID,:TYPE,start:string\n1,2,WORKSHOP,2019\n")
    found = load_package(tmp_path)
    agreement = found.tables["agreements"].iloc[0]
    assert agreement[["kind", "start"]].tolist() == ["workshop", "2019"]
    assert found.tables["organizations"]["kind"].tolist() == ["school", "college"]
    assert found.count("error") == 0


def test_edge_lists_in_text(tmp_path) -> None:
    made = nx.gnm_random_graph(20, 40, seed=1)
    nx.write_edgelist(made, tmp_path / "n.edgelist")
    found = load_package(tmp_path / "n.edgelist")
    assert len(pairs_of(found.tables)) == made.number_of_edges()
    (tmp_path / "snap.txt").write_text("# FromNodeId ToNodeId\n1\t2\n2\t3\n1\t3\n")
    assert len(load_package(tmp_path / "snap.txt").tables["agreements"]) == 3


def test_a_directed_pair_from_both_sides_is_two_where_asked(tmp_path) -> None:
    made = nx.DiGraph([("A", "B"), ("B", "A")])
    nx.write_graphml(made, tmp_path / "n.graphml")
    assert len(load_package(tmp_path / "n.graphml").tables["agreements"]) == 1
    assert len(load_package(tmp_path / "n.graphml", directed=True).tables["agreements"]) == 2


def test_a_network_beside_tables_is_left_aside(tmp_path) -> None:
    (tmp_path / "links.csv").write_text("source,target\nA,B\n")
    nx.write_graphml(graph(), tmp_path / "n.graphml")
    found = load_package(tmp_path)
    assert len(found.tables["agreements"]) == 1
    aside = found.issues.query("code == 'FIL019'")["file"].tolist()
    assert aside == ["n.graphml", "n.graphml[nodes]"]


def test_labels_in_gb18030(tmp_path) -> None:
    text = (
        '<?xml version="1.0" encoding="GB18030"?><gexf><graph><nodes><node id="1" label="学校"/>'
        '<node id="2"/></nodes><edges><edge source="1" target="2"/></edges></graph></gexf>'
    )
    (tmp_path / "n.gexf").write_bytes(text.encode("gb18030"))
    assert load_package(tmp_path / "n.gexf").tables["organizations"]["name_zh"][0] == "学校"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><{root}><graph>&b;</graph></{root}>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><{root}>&a;</{root}>'


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        *((f"n.{root}", text.format(root=root), "declares an entity")
          for root in ("graphml", "gexf") for text in (LAUGHS, OUTSIDE)),
        ("n.graphml", "<graphml><graph>", "no element found"),
        ("n.graphml", "<html/>", "first element is html"),
        ("n.graphml", "<graphml>" + "<graph>" * 2000, "nested too deeply"),
        ("n.gexf", "<gexf/>", "neither nodes nor edges"),
        ("n.gml", "graph [ node [ id 1 ", "middle of a list"),
        ("n.gml", "a [ " * 200, "nested too deeply"),
        ("n.net", "1 2\n", r"begin with \*Vertices"),
        ("n.net", "*Vertices 2\n*Matrix\n0 1\n1 0\n", r"section \*Matrix"),
        ("n.net", "*Vertices many\n", "how many vertices"),
    ],
)  # fmt: skip
def test_damage_and_harm_end_in_one_located_error(name, text, said, tmp_path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(NothingReadError, match=said) as refused:
        load_package(tmp_path / name)
    assert refused.value.issues["code"].tolist() == ["FIL020"]


def test_a_tie_to_no_vertex_is_located(tmp_path) -> None:
    (tmp_path / "n.net").write_text('*Vertices 2\n1 "A"\n2 "B"\n*Edges\n1 2\n1 7\n')
    found = load_package(tmp_path / "n.net")
    errors = found.issues.query("severity == 'error'")
    assert errors[["code", "row", "column"]].to_numpy().tolist() == [["CEL001", 6, "target"]]


def test_brackets_in_labels_and_keys_without_values_are_told_apart(tmp_path) -> None:
    nodes = ' node [ id 1 label "[" ]\n node [ id 2 label "]" ]\n'
    text = f"graph [\n{nodes} edge [ source 1 target 2 ]\n]\n"
    file = tmp_path / "n.gml"
    file.write_text(text, encoding="utf-8")
    frame = load_package(file).tables["organizations"]
    assert set(frame["name_en"]) == {"[", "]"}
    file.write_text(text.replace("target 2 ]", "target ]"), encoding="utf-8")
    with pytest.raises(NothingReadError) as refused:
        load_package(file)
    told = refused.value.issues.iloc[0]
    assert (told["code"], told["row"]) == ("FIL020", 4)
