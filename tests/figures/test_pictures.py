import warnings

import numpy as np
import pandas as pd
import pytest

from netintl.figures import (
    Caption,
    draw_alluvial,
    draw_flow_map,
    draw_heatmap,
    draw_network,
    drawn_counts,
)
from netintl.figures.alluvial import MERGED, merge_small
from netintl.figures.heatmap import arrange_cells

NAMES = ("network", "map", "heatmap", "alluvial")
LONG = Caption("很长的标题" * 60, "a long subtitle " * 40, "来源 source " * 60)
STRANGE = [
    "วิทยาลัยเทคนิค",
    "الكلية التقنية",
    "🎓🇨🇳",
    "名" * 300,
    "name " * 60,
    "",
    "$x_1$",
    "a\nb",
    "\x00",
]


def texts(figure):
    return [text for text in figure.axes[0].texts if text.get_text()]


def outside(figure):
    """List the texts that leave the page."""
    renderer = figure.canvas.get_renderer()
    page = figure.bbox
    found = []
    for text in texts(figure):
        box = text.get_window_extent(renderer)
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= page.x1 and box.y1 <= page.y1
        found += [] if inside else [text.get_text()]
    return found


def overlapping(figure):
    """List pairs of level texts that cover each other by more than a hair."""
    renderer = figure.canvas.get_renderer()
    level = [text for text in texts(figure) if not text.get_rotation()]
    boxes = [text.get_window_extent(renderer).padded(-0.12 * text.get_fontsize()) for text in level]
    return [
        (level[i].get_text(), level[k].get_text())
        for i in range(len(boxes))
        for k in range(i)
        if boxes[i].overlaps(boxes[k])
    ]


@pytest.mark.parametrize("preset", ["slide", "a4", "a3", "square"])
@pytest.mark.parametrize("name", NAMES)
def test_texts_stay_on_the_page_and_apart(pictures, name, preset):
    figure = pictures.draw(name, preset)
    assert outside(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("name", NAMES)
def test_long_captions_stay_on_the_page(pictures, name):
    assert outside(pictures.draw(name, text=LONG)) == []


@pytest.mark.parametrize("name", NAMES)
def test_dollar_signs_are_not_mathematics(pictures, name):
    assert any("$网络$" in text.get_text() for text in texts(pictures.draw(name)))


def test_counts_of_the_network(pictures):
    nodes, links = pictures.stars()
    counts = drawn_counts(nodes, links)
    assert counts.nodes + counts.nodes_left_out == len(nodes)
    assert counts.links + counts.links_left_out == len(links)
    assert (counts.nodes_left_out, counts.components_left_out, counts.links_left_out) == (2, 1, 1)
    assert drawn_counts(nodes, links, smallest=1).nodes_left_out == 0


def test_order_of_rows_does_not_matter(pictures):
    from netintl.figures import to_svg

    nodes, links = pictures.stars()
    style = {"text": pictures.words, "kind_labels": pictures.kind_labels}
    first = draw_network(nodes, links, **style)
    shuffled = draw_network(
        nodes.sample(frac=1, random_state=1), links.sample(frac=1, random_state=2), **style
    )
    assert to_svg(first, salt="a") == to_svg(shuffled, salt="a")


@pytest.mark.parametrize("count", [0, 1, 5])
@pytest.mark.parametrize("smallest", [1, 4])
def test_networks_without_links(pictures, count, smallest):
    nodes = pd.DataFrame(
        {"id": [f"n{i}" for i in range(count)], "label": "一", "kind": "school", "size": 0}
    )
    links = pd.DataFrame({"source": [], "target": [], "weight": []})
    figure = draw_network(
        nodes, links, text=pictures.words, kind_labels=pictures.kind_labels, smallest=smallest
    )
    figure.canvas.draw()
    assert drawn_counts(nodes, links, smallest).nodes == (count if smallest == 1 else 0)


def test_strangers_and_twins_are_refused(pictures):
    nodes, links = pictures.stars()
    style = {"text": pictures.words, "kind_labels": pictures.kind_labels}
    with pytest.raises(ValueError, match="'h00' is linked but not among"):
        draw_network(nodes[nodes["id"] != "h00"], links, **style)
    with pytest.raises(ValueError, match="twice"):
        draw_network(pd.concat([nodes, nodes]), links, **style)


def test_strange_names_neither_crash_nor_warn(pictures):
    count = len(STRANGE)
    nodes = pd.DataFrame(
        {
            "id": [f"n{i}" for i in range(count)],
            "label": STRANGE,
            "kind": "school",
            "size": range(count),
        }
    )
    links = pd.DataFrame({"source": "n0", "target": nodes["id"][1:], "weight": 1.0})
    hosts = pd.DataFrame(
        {
            "country": nodes["id"],
            "label": STRANGE,
            "region": "africa",
            "lat": range(count),
            "lon": 20.0,
            "value": 1,
        }
    )
    cells = pd.DataFrame({"row": STRANGE, "column": "宽" * 300, "value": 1.0, "state": "value"})
    flows = pd.DataFrame(
        {"first": STRANGE, "second": STRANGE, "third": STRANGE, "value": 1, "colour_key": "x"}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = [
            draw_network(nodes, links, text=pictures.words, kind_labels=pictures.kind_labels),
            draw_flow_map(hosts, pictures.origins(), text=pictures.words, **pictures.map_words),
            draw_heatmap(
                cells,
                rows=STRANGE,
                columns=["宽" * 300],
                text=pictures.words,
                value_label="",
                state_labels={},
            ),
            draw_alluvial(
                flows,
                column_titles=("a", "b", "c"),
                colours={},
                colour_labels={},
                text=pictures.words,
                other_label="其他",
            ),
        ]
        for figure in drawn:
            figure.canvas.draw()
            assert outside(figure) == []


def test_empty_map_and_flows_are_drawn(pictures):
    none = pictures.hosts().head(0)
    draw_flow_map(
        none, pictures.origins().head(0), text=pictures.words, basemap=[], **pictures.map_words
    )
    figure = draw_alluvial(
        pictures.flows().head(0),
        column_titles=("a", "b", "c"),
        colours={},
        colour_labels={},
        text=pictures.words,
        other_label="其他",
    )
    figure.canvas.draw()


def test_zero_and_unknown_differ(pictures):
    table = arrange_cells(pictures.cells(), ["泰国", "赞比亚"], ["轨道交通", "矿业"])
    assert table.unknown.tolist() == [[False, False], [True, True]]
    assert table.numbers[0].tolist() == [19.0, 0.0]
    assert np.isnan(table.numbers[1]).all()
    assert table.flagged.tolist() == [[False, True], [False, False]]


def test_key_of_the_heatmap_names_what_occurs(pictures):
    words = {text.get_text() for text in texts(pictures.draw("heatmap"))}
    assert {"未知", "无", "缺口", "合作数 19"} <= words
    without = draw_heatmap(
        pictures.cells().head(1),
        rows=["泰国"],
        columns=["轨道交通"],
        text=pictures.words,
        value_label="合作数",
        state_labels={"unknown": "未知", "zero": "无", "flag": "缺口"},
    )
    assert not {"未知", "无", "缺口"} & {text.get_text() for text in texts(without)}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"state": "maybe"}, "'maybe'"),
        ({"row": "月球"}, "'月球'"),
        ({"row": "泰国", "column": "轨道交通"}, "twice"),
    ],
)
def test_wrong_cells_are_refused(pictures, change, message):
    with pytest.raises(ValueError, match=message):
        arrange_cells(pictures.cells().assign(**change), ["泰国", "赞比亚"], ["轨道交通", "矿业"])


def test_merging_keeps_the_total(pictures):
    flows = pictures.flows()
    merged = merge_small(flows, (3, 4, 2))
    assert merged["value"].sum() == flows["value"].sum()
    assert merged["first"].nunique() == 4
    assert set(merged.loc[merged["second"] == MERGED, "colour_key"]) == {MERGED}
