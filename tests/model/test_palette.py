"""One palette and one set of marks: what is declared is usable and declared once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from matplotlib.markers import MarkerStyle

from netintl.model.palette import (
    LINES,
    kind_shapes,
    kind_tones,
    region_tones,
    shapes,
    status_lines,
    tones,
)
from netintl.model.places import regions
from netintl.model.vocabularies import vocabulary

ROOT = Path(__file__).parents[2]
WRITTEN = {".py", ".js", ".css", ".html", ".csv", ".toml", ".mjs", ".json", ".cypher"}
EXAMPLES = re.compile(r"^ +>>> .*(?:\n(?! *(?:\"\"\"|$)).*)*", re.MULTILINE)
DECLARED = {"palette.csv", "shapes.csv"}
# Of https://cytoscape.org/cytoscape-documentation, "CX2 node shapes".
CYTOSCAPE = {
    "rectangle", "round-rectangle", "triangle", "parallelogram", "ellipse", "hexagon", "octagon",
    "diamond", "vee",
}  # fmt: skip


def texts():
    for folder in ("netintl", "tools", "queries", "reports/recipes"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in WRITTEN and not {"node_modules", "__pycache__"} & set(file.parts):
                yield file, file.read_text(encoding="utf-8")


def test_everything_that_is_named_is_declared() -> None:
    assert set(kind_tones()) == set(vocabulary("kinds"))
    assert set(region_tones()) == set(regions())
    assert {*kind_tones().values(), *region_tones().values()} <= set(tones())
    assert set(kind_shapes().values()) <= set(shapes())
    assert set(status_lines().values()) <= set(LINES)
    for tone in tones().values():
        for colour in (tone.light, tone.dark, tone.tol_bright):
            assert re.fullmatch(r"(#[0-9A-Fa-f]{6})?", colour)


def test_kinds_differ_by_shape_as_well_as_by_colour() -> None:
    assert len(set(kind_shapes().values())) == len(kind_shapes())
    assert len(set(kind_tones().values())) == len(kind_tones())
    assert len(set(region_tones().values())) == len(region_tones())


@pytest.mark.parametrize("name", shapes())
def test_programs_know_the_shapes(name: str) -> None:
    assert MarkerStyle(shapes()[name].marker).is_filled()
    assert shapes()[name].cytoscape in CYTOSCAPE


def test_no_other_file_holds_a_colour_of_the_palette() -> None:
    held = {tone.light.lower() for tone in tones().values()} | {
        tone.dark.lower() for tone in tones().values() if tone.dark
    }
    again = [
        (file.name, colour)
        for file, text in texts()
        if file.name not in DECLARED
        for colour in set(re.findall(r"#[0-9a-f]{6}\b", EXAMPLES.sub("", text).lower())) & held
    ]
    assert again == []


def test_no_other_file_names_a_shape_of_cytoscape() -> None:
    words = [f'"{shape.cytoscape}"' for shape in shapes().values()]
    again = [(f.name, word) for f, text in texts() for word in words if word in text]
    assert again == []
