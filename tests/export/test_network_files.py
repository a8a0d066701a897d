"""Each network file read back by a program that is not ours."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

import geojson as geojson_reader
import igraph
import networkx as nx
import pandas as pd
import pytest
import rdflib
from openpyxl import load_workbook
from rdflib.namespace import DCTERMS, ORG, SKOS

from netintl import Network, load
from netintl.export.cytoscape import cx2, cyjs
from netintl.export.formats import FORMATS, contents_of, format_named, write_network
from netintl.export.geojson import geojson
from netintl.export.graphs import file_graph
from netintl.export.social_science import pajek, pajek_partition, ucinet
from netintl.export.tables import excel_tables, gephi_tables, parquet_tables
from netintl.export.turtle import turtle
from netintl.export.xml_graphs import gexf, graphml
from netintl.network.views import select

from ..conftest import make_frames
from .conftest import HOSTILE

SCHEMA = rdflib.Namespace("https://schema.org/")


def told_nodes(graph):
    return {node.id: node.values for node in graph.nodes}


def told_edges(graph):
    return {edge.id: (edge.source, edge.target, edge.weight, edge.values) for edge in graph.edges}


def without(values, *names):
    return {name: value for name, value in values.items() if name not in names}


def test_graphml_by_networkx(graph, tmp_path):
    file = tmp_path / "n.graphml"
    file.write_text(graphml(graph), encoding="utf-8")
    found = nx.read_graphml(file, force_multigraph=True)
    nodes = {name: without(data, "label", "x", "y") for name, data in found.nodes(data=True)}
    assert nodes == told_nodes(graph)
    assert {node.id: node.label for node in graph.nodes} == dict(found.nodes(data="label"))
    edges = {
        key: (*sorted((u, v)), data["weight"], without(data, "weight", "id"))
        for u, v, key, data in found.edges(keys=True, data=True)
    }
    assert edges == told_edges(graph)


def test_graphml_by_igraph(graph, tmp_path):
    file = tmp_path / "n.graphml"
    file.write_text(graphml(graph), encoding="utf-8")
    found = igraph.Graph.Read_GraphML(str(file))
    assert found["fingerprint"] == graph.fingerprint
    assert found.vs["label"] == [node.label for node in graph.nodes]
    assert found.vs["id"] == [node.id for node in graph.nodes]
    assert found.es["weight"] == [edge.weight for edge in graph.edges]
    titles = [edge.values.get("title", "") for edge in graph.edges]
    assert found.es["title"] == titles


def test_gexf_by_networkx(graph, tmp_path):
    file = tmp_path / "n.gexf"
    file.write_text(gexf(graph), encoding="utf-8")
    found = nx.read_gexf(file)
    assert {name: without(data, "label", "viz") for name, data in found.nodes(data=True)} == (
        told_nodes(graph)
    )
    assert all(data["viz"]["position"] for _name, data in found.nodes(data=True))
    named = {}
    for _u, _v, data in found.edges(data=True):
        named[data["id"]] = without(data, "id", "weight")
    for edge in graph.edges:
        told = dict(edge.values) | {name: day for name, day in
                                    (("start", edge.first), ("end", edge.last)) if day}  # fmt: skip
        assert {**named[edge.id], "start": None, "end": None} == (
            {**told, "start": None, "end": None}
        )


def test_cyjs_by_networkx(graph):
    document = json.loads(cyjs(graph), parse_constant=pytest.fail)
    for edge in document["elements"]["edges"]:
        edge["data"]["key"] = edge["data"]["id"]
    for node in document["elements"]["nodes"]:
        node["data"]["value"] = node["data"]["id"]
    document |= {"directed": False, "multigraph": True}
    document["data"] = list(document["data"].items())
    found = nx.cytoscape_graph(document)
    assert {name: without(data, "id", "name", "value") for name, data in
            found.nodes(data=True)} == told_nodes(graph)  # fmt: skip
    edges = {
        key: (*sorted((u, v)), data["weight"],
              without(data, "id", "key", "source", "target", "weight"))
        for u, v, key, data in found.edges(keys=True, data=True)
    }  # fmt: skip
    assert edges == told_edges(graph)


def test_cx2_declares_what_it_holds(graph):
    aspects = json.loads(cx2(graph), parse_constant=pytest.fail)
    parts = {name: rows for aspect in aspects for name, rows in aspect.items()}
    assert aspects[0] == {"CXVersion": "2.0", "hasFragments": False}
    for counted in parts["metaData"]:
        assert len(parts[counted["name"]]) == counted["elementCount"]
    kinds = {"string": str, "long": int, "double": float, "boolean": bool}
    (declared,) = parts["attributeDeclarations"]
    for aspect in ("nodes", "edges"):
        for row in parts[aspect]:
            for name, value in row["v"].items():
                assert type(value) is kinds[declared[aspect][name]["d"]]
    ids = {row["id"]: row["v"]["netintl_id"] for row in parts["nodes"]}
    found = {
        row["v"]["netintl_id"]: (ids[row["s"]], ids[row["t"]], row["v"]["weight"],
                                 without(row["v"], "netintl_id", "weight"))
        for row in parts["edges"]
    }  # fmt: skip
    assert found == told_edges(graph)
    nodes = {row["v"]["netintl_id"]: without(row["v"], "name", "netintl_id")
             for row in parts["nodes"]}  # fmt: skip
    assert nodes == told_nodes(graph)


def one_line(text):
    return " ".join(text.replace('"', "'").split())


def test_pajek_by_igraph_and_networkx(graph, tmp_path):
    file = tmp_path / "n.net"
    text = pajek(graph)
    assert text.startswith("\ufeff")
    file.write_text(text.removeprefix("\ufeff"), encoding="utf-8")
    found = igraph.Graph.Read_Pajek(str(file))
    assert not found.is_directed()
    assert found.vs["name"] == [one_line(node.label) for node in graph.nodes]
    numbers = {node.id: place for place, node in enumerate(graph.nodes)}
    expected = [
        (*sorted((numbers[edge.source], numbers[edge.target])), edge.weight) for edge in graph.edges
    ]
    ends = [tuple(sorted(edge.tuple)) for edge in found.es]
    assert sorted((*pair, w) for pair, w in zip(ends, found.es["weight"], strict=True)) == (
        sorted(expected)
    )
    numbered = text.removeprefix("\ufeff").splitlines()
    assert nx.parse_pajek(numbered).number_of_edges() == len(graph.edges)
    partition = pajek_partition(graph).splitlines()[1:]
    kinds = [node.kind for node in graph.nodes]
    assert len(set(zip(kinds, partition, strict=True))) == len(set(kinds)) == len(set(partition))


def test_dl_by_igraph_and_by_a_parser_of_ten_lines(graph, tmp_path):
    file = tmp_path / "n.dl"
    text = ucinet(graph)
    sums: dict[tuple[str, str], float] = {}
    for edge in graph.edges:
        for pair in ((edge.source, edge.target), (edge.target, edge.source)):
            sums[pair] = sums.get(pair, 0.0) + edge.weight
    head, rest = text.split("labels:\n")
    labels, data = rest.split("data:\n")
    names = [line.strip('"') for line in labels.splitlines()]
    assert head == f"dl n = {len(names)}\nformat = edgelist1\n"
    assert names == [node.id for node in graph.nodes]
    cells = {}
    for line in data.splitlines():
        one, other, weight = line.split()
        cells[names[int(one) - 1], names[int(other) - 1]] = float(weight)
    assert cells == pytest.approx(sums)
    file.write_text(text, encoding="utf-8")
    found = igraph.Graph.Read_DL(str(file))
    assert found.vcount() == len(graph.nodes)
    assert found.ecount() == len(sums)
    assert sum(found.es["weight"]) == pytest.approx(sum(sums.values()))


def test_geojson_is_valid_and_parted_at_the_date_line(graph, hostile_network):
    found = geojson_reader.loads(geojson(graph))
    assert found.is_valid, found.errors()
    points = [feature for feature in found["features"] if "located" in feature["properties"]]
    assert len(points) == len(graph.nodes)
    assert len(found["features"]) == len(graph.nodes) + len(graph.edges)
    for feature in points:
        assert feature["properties"]["located"] in ("stated", "province", "country", "unknown")
        assert (feature["geometry"] is None) == (feature["properties"]["located"] == "unknown")


@pytest.mark.parametrize(
    ("one", "other", "wide"),
    [
        ((180, 90), (-180, -90), 0),
        ((-180, -90), (180, 90), 0),
        ((180, 0), (-180, 0), 0),
        ((180, 10), (-170, 0), 10),
        ((-180, 10), (170, 0), 10),
        ((-180, 10), (180, 10), 0),
        ((90, 0), (-90, 0), 180),
        ((0, 0), (180, 0), 180),
        ((179, 90), (-179, 90), 2),
        ((12, 34), (12, 34), 0),
        ((0, 90), (0, -90), 0),
    ],
)
def test_a_line_goes_the_shorter_way_from_anywhere_to_anywhere(one, other, wide):
    frames = make_frames(
        {"A1": "S1 C1"},
        organizations=[
            {"id": name, "lon": str(lon), "lat": str(lat)}
            for name, (lon, lat) in (("C1", one), ("S1", other))
        ],
    )
    found = geojson_reader.loads(geojson(file_graph(Network.from_tables(frames))))
    assert found.is_valid, found.errors()
    (line,) = [feature["geometry"] for feature in found["features"] if feature["id"] == "A1"]
    lone = line["type"] == "LineString"
    parts = [line["coordinates"]] if lone else line["coordinates"]
    assert sum(abs(end[0] - start[0]) for start, end in parts) == pytest.approx(wide)
    ends = (parts[0][0], parts[-1][-1])
    for (lon, lat), place in zip(ends, (one, other), strict=True):
        assert ((lon - place[0]) % 360, lat) == (0, place[1])


def test_turtle_by_rdflib(bundled_network, hostile_network):
    for network in (bundled_network, hostile_network):
        found = rdflib.Graph().parse(data=turtle(network), format="turtle")
        collaborations = set(found.subjects(rdflib.RDF.type, ORG.OrganizationalCollaboration))
        assert len(collaborations) == network.chosen.sum()
        assert len(set(found.subjects(rdflib.RDF.type, ORG.Organization))) == len(network)
        memberships = set(found.subjects(rdflib.RDF.type, ORG.Membership))
        assert len(memberships) == network.party_rows.sum()
    (named,) = found.objects(rdflib.URIRef("urn:netintl:organization:S1"), SKOS.prefLabel)
    assert str(named) == HOSTILE["S1"]
    deal = rdflib.URIRef("urn:netintl:agreement:A1")
    (start,) = found.objects(deal, SCHEMA.startDate)
    assert (str(start), start.datatype) == ("2019-05", rdflib.XSD.gYearMonth)
    (latitude,) = found.objects(rdflib.URIRef("urn:netintl:organization:C9"), SCHEMA.latitude)
    assert latitude.toPython() == Decimal("1.5")
    assert (deal, DCTERMS.source, rdflib.URIRef("urn:netintl:source:src")) in found


def harmless(text):
    """Return a text as a spreadsheet shows it without running it, by OWASP's list of signs."""
    return f"'{text}" if re.match(r"[=+\-@\t\r\n＝＋－＠]", text) else text


FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "＝1+1", "＋1", "－1", "＠A")


@pytest.fixture
def formulas():
    """Return a network in which every id, name, note and column looks like a formula."""
    frames = make_frames({f"{sign}{n}": f"S{n} C{n}" for n, sign in enumerate(FORMULAS)})
    known = {name: FORMULAS[int(name[1:])] + name for name in frames["organizations"]["id"]}
    for name in ("organizations", "agreements", "parties"):
        frame = frames[name]
        for column in ("id", "organization"):
            if column in frame:
                frame[column] = [known.get(cell, cell) for cell in frame[column]]
        frame["=own"] = [FORMULAS[n % len(FORMULAS)] for n in range(len(frame))]
    frames["organizations"]["name_en"] = frames["organizations"]["id"]
    return Network.from_tables(frames)


@pytest.mark.parametrize("form", ["gephi", "excel"])
def test_csv_that_a_spreadsheet_opens_holds_no_formula(formulas, form):
    contents, graph = contents_of(formulas, FORMATS[form])
    assert len(graph.nodes) == 2 * len(FORMULAS)
    for content in contents.values():
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        cells = {cell for row in rows for cell in row}
        assert [cell for cell in cells if cell != harmless(cell) and not is_number(cell)] == []
        assert {harmless(text) for text in FORMULAS} <= cells
    assert "'=own" in contents[FORMATS[form].last].decode("utf-8-sig").splitlines()[0]


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_gephi_finds_the_ends_of_edges_whose_ids_look_like_formulas(formulas):
    files = gephi_tables(file_graph(formulas))
    nodes, edges = (
        list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode())))
        for name in ("nodes", "edges")
    )
    ids = {row["Id"] for row in nodes}
    assert len(edges) == len(FORMULAS)
    assert {row["Source"] for row in edges} | {row["Target"] for row in edges} == ids


def test_workbooks_hold_formulas_as_text(formulas):
    book = load_workbook(io.BytesIO(contents_of(formulas, FORMATS["xlsx"])[0][".xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert set(FORMULAS) <= {cell.value for cell in cells}


def test_a_data_package_holds_formulas_as_they_stand_and_says_so(formulas):
    contents = contents_of(formulas, FORMATS["datapackage"])[0]
    told = pd.read_csv(io.BytesIO(contents["agreements.csv"]), dtype=str)
    assert set(told["=own"]) == set(FORMULAS)
    assert "import the columns as text" in json.loads(contents["datapackage.json"])["description"]


def test_gephi_tables_by_pandas(graph):
    files = gephi_tables(graph)
    nodes = pd.read_csv(io.BytesIO(files["nodes.csv"]), dtype=str, keep_default_na=False)
    assert nodes["Id"].tolist() == [node.id for node in graph.nodes]
    for row, node in zip(nodes.to_dict("records"), graph.nodes, strict=True):
        told = {name: row[name] for name in graph.node_types if row[name]}
        assert told == {
            name: harmless(value) if isinstance(value, str) else str(value)
            for name, value in node.values.items()
        }
    edges = pd.read_csv(io.BytesIO(files["edges.csv"]), dtype=str, keep_default_na=False)
    assert set(edges["Type"]) == {"Undirected"}
    assert edges["Weight"].astype(float).tolist() == [edge.weight for edge in graph.edges]


def test_excel_tables_speak_and_hold_no_formula(bundled_network, hostile_network):
    files = excel_tables(file_graph(hostile_network, language="zh"))
    for content in files.values():
        assert content.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]
    told = excel_tables(file_graph(bundled_network, language="zh"))["organizations.csv"]
    assert "海外院校" in told.decode("utf-8-sig")


def test_parquet_by_pandas(graph):
    files = parquet_tables(graph)
    nodes = pd.read_parquet(io.BytesIO(files["nodes.parquet"]))
    for row, node in zip(nodes.to_dict("records"), graph.nodes, strict=True):
        told = {name: row[name] for name in graph.node_types if row[name] == row[name]}
        assert {name: value for name, value in told.items() if value is not None} == node.values
    edges = pd.read_parquet(io.BytesIO(files["edges.parquet"]))
    assert edges["id"].tolist() == [edge.id for edge in graph.edges]


@pytest.mark.parametrize("name", ["bundled_network", "example_network", "hostile_network"])
def test_a_data_package_loads_as_the_same_network(request, tmp_path, name):
    network = request.getfixturevalue(name)
    write_network(network, tmp_path / "package", FORMATS["datapackage"])
    if name == "hostile_network":  # a control character is an error in the data
        return
    again = load(tmp_path / "package")
    assert again.fingerprint == network.fingerprint
    assert again.agreements["id"].tolist() == network.agreements["id"].tolist()


def test_a_view_as_a_data_package_is_closed(bundled_network, tmp_path):
    from netintl.ingest.package import load_package

    view = select(bundled_network, countries=["THA"])
    write_network(view, tmp_path / "package", FORMATS["datapackage"])
    package = load_package(tmp_path / "package")
    assert package.count("error") == 0
    again = load(tmp_path / "package")
    assert again.agreements["id"].tolist() == view.agreements["id"][view.chosen].tolist()
    assert len(again.pairs) == len(view.pairs)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_network_gives_the_same_bytes(example_network, name):
    first, _graph = contents_of(example_network, FORMATS[name])
    shuffled = load_shuffled(example_network)
    assert contents_of(shuffled, FORMATS[name])[0] == first


def load_shuffled(network):
    from netintl import Network

    from ..conftest import frames_of

    frames = {name: frame.iloc[::-1] for name, frame in frames_of(network).items()}
    return Network.from_tables(frames)


def test_every_suffix_has_one_format():
    suffixes = [form.suffix for form in FORMATS.values() if form.suffix]
    assert len(suffixes) == len(set(suffixes))
    for form in FORMATS.values():
        if form.suffix:
            from pathlib import Path

            assert format_named(None, Path(f"x{form.suffix}")) is form
