"""Pictures of results: words apart and on the page, unknown figures shown as unknown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from netintl.figures import (
    Caption,
    draw_rank_intervals,
    draw_roles,
    draw_slopes,
    draw_survival,
    draw_years,
    to_svg,
)
from netintl.figures.plot import Scale

from .test_pictures import LONG, outside, overlapping, texts

KINDS = {
    "school": "Chinese school 中国职业院校",
    "college": "overseas college",
    "enterprise": "企业",
}
WORDS = Caption("前二十名的可靠程度 $网络$", "how to read it", "where it is from")
STRANGE = ["名" * 80, "$x_1$", "", "🎓", "a\nb", "name " * 40]


def ranked(count=20):
    random = np.random.default_rng(1)
    low = np.arange(1, count + 1) * random.uniform(0.3, 1, count)
    return pd.DataFrame(
        {
            "label": [f"柳州职业技术大学 {n} Vocational College" for n in range(count)],
            "kind": [list(KINDS)[n % 3] for n in range(count)],
            "rank": np.arange(1.0, count + 1),
            "median": np.arange(1.0, count + 1) + 1,
            "low": np.maximum(low, 1),
            "high": np.arange(1, count + 1) * 4.0,
            "share": random.random(count),
            "marked": random.random(count) < 0.5,
        }
    )


def curves(groups=("africa", "asia", "europe")):
    rows = []
    for number, group in enumerate(groups):
        for step in range(6):
            share = 1 - step * (0.05 + 0.02 * number)
            low, high = (np.nan, np.nan) if not step else (share - 0.1, min(share + 0.1, 1))
            rows.append((group, step * 1.7, 60 - 9 * step, step % 2, share, low, high))
    names = ["group", "years", "at_risk", "censored", "survival", "low", "high"]
    return pd.DataFrame(rows, columns=names)


def placed(count=30):
    random = np.random.default_rng(2)
    return pd.DataFrame(
        {
            "label": [f"天津轻工职业技术学院 {n}" for n in range(count)],
            "kind": [list(KINDS)[n % 3] for n in range(count)],
            "participation": random.random(count),
            "z": random.normal(0.5, 1.6, count),
        }
    )


def slopes(count=9):
    random = np.random.default_rng(3)
    rows = pd.DataFrame(
        {
            "label": [f"东南亚 South-east Asia {n}" for n in range(count)],
            "before": random.uniform(0, 40, count).round(1),
            "after": random.uniform(0, 40, count).round(1),
        }
    )
    rows.loc[0, "after"] = np.nan
    rows.loc[1, "before"] = np.nan
    return rows


def years(count=20):
    random = np.random.default_rng(4)
    return pd.DataFrame(
        {
            "year": range(2007, 2007 + count),
            "begun": random.integers(0, 60, count),
            "signed": random.integers(0, 9, count),
            "ended": random.integers(0, 4, count),
            "active": random.integers(0, 60, count).cumsum(),
            "lagging": [n > count - 3 for n in range(count)],
        }
    )


SIGNS = {
    "begun": "begun 启动", "signed": "signed 签约", "ended": "ended", "active": "hold",
    "lagging": "publication lag",
}  # fmt: skip
DRAW = {
    "ranks": lambda rows, **how: draw_rank_intervals(
        rows, axis_label="Rank", share_label="Chance of top ten", kind_labels=KINDS,
        signs={"found": "rank found", "marked": "more than its partners explain"}, **how,
    ),
    "survival": lambda rows, **how: draw_survival(
        rows, axis_labels=("Years", "Share"), risk_label="Still observed",
        group_labels={name: f"{name} 区域" for name in dict.fromkeys(rows["group"])}, **how,
    ),
    "roles": lambda rows, **how: draw_roles(
        rows, role_labels={"provincial_hub": "社群内枢纽"}, axis_labels=("Participation", "z"),
        kind_labels=KINDS, **how,
    ),
    "slopes": lambda rows, **how: draw_slopes(
        rows, ends=("Before 此前", "Since"), absent="none", **how
    ),
    "years": lambda rows, **how: draw_years(
        rows, axis_labels=("Holding", "Begun and ended"), signs=SIGNS, **how
    ),
}  # fmt: skip
ROWS = {"ranks": ranked, "survival": curves, "roles": placed, "slopes": slopes, "years": years}


def drawn(name, preset="slide", text=WORDS, rows=None):
    return DRAW[name](ROWS[name]() if rows is None else rows, text=text, preset=preset)


@pytest.mark.parametrize("preset", ["slide", "a4", "a3", "square"])
@pytest.mark.parametrize("name", DRAW)
def test_words_stay_on_the_page_and_apart(name, preset):
    figure = drawn(name, preset)
    assert outside(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("name", DRAW)
def test_long_captions_and_dollar_signs(name):
    assert outside(drawn(name, text=LONG)) == []
    assert any("$网络$" in text.get_text() for text in texts(drawn(name)))


@pytest.mark.parametrize("name", DRAW)
def test_no_row_and_one_row(name):
    rows = ROWS[name]()
    for count in (0, 1):
        assert outside(drawn(name, rows=rows.head(count))) == []


@pytest.mark.parametrize("name", ["ranks", "roles", "slopes"])
def test_strange_labels_neither_crash_nor_leave_the_page(name):
    rows = ROWS[name]().head(len(STRANGE)).assign(label=STRANGE)
    assert outside(drawn(name, rows=rows)) == []


@pytest.mark.parametrize("name", DRAW)
def test_the_same_rows_give_the_same_bytes(name):
    one, two = (to_svg(drawn(name), salt=name) for _ in range(2))
    assert one == two


def test_unknown_ranges_are_not_drawn():
    rows = ranked(3)
    rows[["low", "high", "median", "share"]] = np.nan
    figure = drawn("ranks", rows=rows)
    assert [t.get_text() for t in texts(figure)].count("–") == 3
    whole, bare = (len(drawn("ranks", rows=r).axes[0].collections) for r in (ranked(3), rows))
    assert whole - bare == 3


def test_a_row_that_goes_is_a_ring_and_is_counted():
    figure = drawn("slopes")
    found = [text.get_text() for text in texts(figure)]
    assert found.count("none: 1") == 2
    rings = [line for line in figure.axes[0].lines if line.get_markerfacecolor() == "#ffffff"]
    assert len(rings) == 2


def test_roles_leave_out_what_is_unknown():
    rows = placed(5)
    rows.loc[0, "z"] = np.nan
    marks = sum(len(line.get_xdata()) for line in drawn("roles", rows=rows).axes[0].lines)
    keys = len(set(rows["kind"]))
    assert marks == 4 + keys


def test_the_first_five_groups_are_drawn():
    figure = drawn("survival", rows=curves([f"g{n}" for n in range(7)]))
    shown = {text.get_text() for text in texts(figure) if text.get_text().endswith("区域")}
    assert shown == {f"g{n} 区域" for n in range(5)}


@pytest.mark.parametrize("log", [False, True])
def test_scales_keep_values_between_their_ends(log):
    scale = Scale(1, 1000, 10, 20, log=log)
    ticks = scale.ticks()
    assert all(10 <= scale.at(value) <= 20 for value in [*ticks, -5, 1e9])
    assert [scale.at(1), scale.at(1000)] == [10, 20]
    assert ticks == sorted(ticks)
