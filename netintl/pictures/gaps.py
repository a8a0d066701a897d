"""Demand by country and industry, and where it finds no school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.figures import Caption, draw_heatmap
from netintl.i18n import _, current_language
from netintl.model.terms import term
from netintl.words.basis import footer
from netintl.words.claims import sentence, title
from netintl.words.wording import country_name, industry_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_ROWS, _BLIND_ROWS, _COLUMNS = 22, 3, 14  # of the heatmap: with demand, without data, industries
_OPEN: Final = ("gap", "possible", "short", "not_served", "not_assessable")
_HEAD: Final = 7  # characters of a column heading, where an enumeration can be cut


def gaps_figure(
    network: Network, gaps: Result, hosts: Result, *, preset: str = "slide"
) -> Figure | None:
    """Draw demand by country and industry; stable gaps are outlined, unknown cells hatched.

    Gaps are those of all the data; rows stand by what is a gap there, or what the view does not
    serve.
    """
    table = gaps.table
    headline = gaps.claim("gaps_title") or gaps.claim("gaps_not_served_title")
    counted = gaps.claim("demand_rung")
    if table.empty or headline is None or counted is None:
        return None
    unmet = table[table["verdict"].isin(_OPEN)]
    weight = unmet.groupby("country")["demand"].sum()
    rows = weight.sort_index().sort_values(ascending=False, kind="stable").index[:_ROWS].tolist()
    rows = rows or sorted(set(table["country"]))[:_ROWS]
    known = set(table["country"])
    blind = [code for code in hosts.table["country"] if code not in known]
    columns = table.groupby("industry")["demand"].sum().sort_index()
    industries = columns.sort_values(ascending=False, kind="stable").index[:_COLUMNS].tolist()
    shown = [*rows, *blind[:_BLIND_ROWS]]
    cells = _heat_cells(table, shown, industries, blind)
    drawn = {
        **{name: counted.facts[name] for name in ("measure", "years", "sources")},
        "rows": len(rows),
        "total": table["country"].nunique(),
    }
    code = "gaps_drawn" if gaps.claim("gaps_title") else "gaps_not_served_drawn"
    subtitle = sentence(Claim(code, drawn), network)
    return draw_heatmap(
        cells,
        rows=[country_name(code) for code in shown],
        columns=[_short_industry(code) for code in industries],
        text=Caption(title(headline, network), subtitle, footer(network)),
        value_label=term(str(gaps.settings["demand"])),
        state_labels={
            "unknown": _("no demand data"),
            "zero": _("no demand recorded"),
            "flag": _("gap under all three crosswalks, in all the data"),
        },
        preset=preset,
    )


def _short_industry(code: str) -> str:
    """Name an industry in few words: whole members of its enumeration, as many as fit."""
    name, mark = industry_name(code), "、" if current_language() == "zh" else ","
    head = (
        name if len(name) <= _HEAD else name[:_HEAD].rpartition(mark)[0] or name.partition(mark)[0]
    )
    return f"{code} {head}"


def _heat_cells(
    table: pd.DataFrame, rows: list[str], columns: list[str], blind: list[str]
) -> pd.DataFrame:
    keys = zip(table["country"], table["industry"], strict=True)
    known = dict(zip(keys, table[["demand", "stable"]].to_dict("records"), strict=True))
    listed = []
    for country in rows:
        for industry in columns:
            cell = known.get((country, industry))
            value = cell["demand"] if cell else np.nan
            state = "unknown" if country in blind else "value" if value > 0 else "zero"
            flag = bool(cell and cell["stable"])
            listed.append((country_name(country), _short_industry(industry), value, state, flag))
    return pd.DataFrame(listed, columns=["row", "column", "value", "state", "flag"])
