"""Small frames and figures the picture tests share."""

from types import SimpleNamespace

import pandas as pd
import pytest

from netintl.figures import (
    Caption,
    draw_alluvial,
    draw_flow_map,
    draw_heatmap,
    draw_network,
)

KIND_LABELS = {"school": "职业院校", "college": "海外院校", "enterprise": "企业", "other": "其他"}
REGION_LABELS = {
    "south_east_asia": "东南亚",
    "africa": "非洲",
    "americas": "美洲",
    "oceania": "大洋洲",
}
MAP_WORDS = {
    "region_labels": REGION_LABELS,
    "top_label": "前 {count} 位",
    "off_map_label": "图外：",
    "inset_label": "美洲",
    "origin_label": "国内院校",
}


def stars(hubs=12, leaves=9):
    """Make a chain of stars and some separate ones."""
    links = [(f"h{i:02}", f"h{i:02}-{k}") for i in range(hubs) for k in range(leaves - i % 5)]
    links += [(f"h{i:02}", f"h{i + 1:02}") for i in range(hubs // 2)]
    links += [("tiny-a", "tiny-b")]
    names = sorted({end for link in links for end in link})
    kinds = ("school", "college", "enterprise", "park")
    nodes = pd.DataFrame(
        {
            "id": names,
            "label": [f"{name} 职业技术学院" for name in names],
            "kind": [kinds[i % 4] for i in range(len(names))],
            "size": [sum(name in link for link in links) for name in names],
        }
    )
    return nodes, pd.DataFrame(
        [(*link, 1.0) for link in links], columns=["source", "target", "weight"]
    )


def hosts():
    rows = [
        ("TH", "泰国", "south_east_asia", 15.1, 101.0, 50),
        ("ZM", "赞比亚", "africa", -13.5, 27.8, 26),
        ("DE", "德国", "europe", 51.1, 10.4, 18),
        ("AU", "澳大利亚", "oceania", -25.0, 134.0, 9),
        ("BR", "巴西", "americas", -10.8, -53.1, 4),
        ("NZ", "新西兰", "oceania", -41.8, 171.5, 3),
        ("FJ", "斐济", "oceania", -17.8, 178.0, 2),
        ("XX", "未知", "africa", float("nan"), float("nan"), 1),
    ]
    return pd.DataFrame(rows, columns=["country", "label", "region", "lat", "lon", "value"])


def origins():
    rows = [(39.1, 117.2, 20), (30.3, 120.2, 9), (22.8, 108.3, 7)]
    return pd.DataFrame(rows, columns=["lat", "lon", "value"])


def cells():
    rows = [
        ("泰国", "轨道交通", 19.0, "value", False),
        ("泰国", "矿业", 0.0, "zero", True),
        ("赞比亚", "轨道交通", None, "unknown", False),
    ]
    return pd.DataFrame(rows, columns=["row", "column", "value", "state", "flag"])


def flows():
    rows = [
        (f"省{i % 7}", f"国{i % 11}", f"领域{i % 5}", 1 + i % 4, "africa" if i % 2 else "oceania")
        for i in range(60)
    ]
    return pd.DataFrame(rows, columns=["first", "second", "third", "value", "colour_key"])


WORDS = Caption("三方合作 $网络$ network", "副标题 subtitle", "来源 source")


def draw_one(name, preset="slide", text=WORDS):
    """Draw one of the four pictures."""
    if name == "network":
        return draw_network(*stars(), text=text, kind_labels=KIND_LABELS, preset=preset)
    if name == "map":
        return draw_flow_map(hosts(), origins(), text=text, preset=preset, **MAP_WORDS)
    if name == "heatmap":
        return draw_heatmap(
            cells(),
            rows=["泰国", "赞比亚"],
            columns=["轨道交通", "矿业"],
            text=text,
            preset=preset,
            value_label="合作数",
            state_labels={"unknown": "未知", "zero": "无", "flag": "缺口"},
            row_totals={"泰国": 19},
            column_totals={"轨道交通": 19},
        )
    return draw_alluvial(
        flows(),
        column_titles=("省", "国", "领域"),
        colours={"africa": "#D55E00", "oceania": "#56B4E9"},
        colour_labels={"africa": "非洲", "oceania": "大洋洲"},
        text=text,
        other_label="其他",
        top=(5, 6, 4),
        preset=preset,
    )


@pytest.fixture
def pictures():
    return SimpleNamespace(
        draw=draw_one,
        stars=stars,
        hosts=hosts,
        origins=origins,
        cells=cells,
        flows=flows,
        words=WORDS,
        kind_labels=KIND_LABELS,
        map_words=MAP_WORDS,
        names=("network", "map", "heatmap", "alluvial"),
    )
