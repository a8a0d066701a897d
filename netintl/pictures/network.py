"""The pictures of a report: results and networks, laid out in words and colours for figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.figures import (
    Caption,
    draw_flow_map,
    draw_heatmap,
    draw_network,
    drawn_counts,
)
from netintl.i18n import _, current_language
from netintl.kernels import ALPHA, backbone
from netintl.model.places import HOME, countries, regions
from netintl.model.terms import term
from netintl.network.doors import to_frames
from netintl.words.basis import footer
from netintl.words.wording import (
    country_name,
    industry_name,
    label,
    number,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.figures import DrawnCounts
    from netintl.network.network import Network

_MOST_LINKS = 1_500  # of a picture; more are a grey disc
_ROWS, _BLIND_ROWS, _COLUMNS = 22, 3, 14  # of the heatmap: with demand, without data, industries
_HEAD = 7  # characters of a column heading, where an enumeration can be cut
KINDS_SHOWN = ("school", "college", "enterprise", "government", "park", "association", "other")


def network_figure(
    network: Network, leading: Sequence[str], *, preset: str = "slide"
) -> Figure | None:
    """Draw the organizations and their links, components packed, kinds by colour and shape.

    The title names the first of the leading organizations.
    """
    pairs, reduced = _drawn_pairs(network)
    if pairs.empty:
        return None
    codes = np.flatnonzero(network.members)
    language = current_language()
    degree = network.cooperation.degree
    nodes = pd.DataFrame(
        {
            "id": network.ids[codes],
            "label": [network.name(int(code), language) for code in codes],
            "kind": network.kinds[codes],
            "size": degree[codes].astype(float),
        }
    )
    links = pairs[["source", "target", "weight"]]
    smallest = 4 if drawn_counts(nodes, links, 4).nodes else 2
    present = set(nodes["kind"])
    labels = {kind: label("kinds", kind) for kind in KINDS_SHOWN if kind in present}
    if present - set(KINDS_SHOWN):
        labels["other"] = label("kinds", "other")
    return draw_network(
        nodes,
        links,
        text=_network_caption(
            network, leading, drawn_counts(nodes, links, smallest), smallest, reduced
        ),
        kind_labels=labels,
        preset=preset,
        smallest=smallest,
    )


def _drawn_pairs(network: Network) -> tuple[pd.DataFrame, str]:
    """Return the pairs to draw, of a dense network its backbone, and a sentence that says so."""
    pairs = to_frames(network)["pairs"]
    there = pairs["layer"].isin(network.layers)
    if int(there.sum()) <= _MOST_LINKS:
        return pairs[there], ""
    graph = network.cooperation
    found = backbone(graph.indptr, graph.indices, graph.weights, _MOST_LINKS)
    kept = pairs.iloc[np.unique(graph.pair[found.arcs])]
    said = (
        _("Of {all} links those are drawn that are significant to an end (disparity filter, {a}).")
        if found.core == 0
        else _("Of {all} links those are drawn among organizations with {core} or more such links.")
    )
    return kept, said.format(all=number(int(there.sum())), a=ALPHA, core=found.core)


def _network_caption(
    network: Network, leading: Sequence[str], counts: DrawnCounts, smallest: int, reduced: str
) -> Caption:
    language = current_language()
    top = [network.name(network.code_of[name], language) for name in leading[:2]]
    title = _("The cooperation network: most paths run through {names}").format(
        names=_(" and ").join(top)
    )
    subtitle = _(
        "{nodes} organizations and {links} links drawn; size = number of partners; the largest "
        "group is at the left. {left} organizations in groups of fewer than {smallest} are not "
        "drawn."
    ).format(
        nodes=number(counts.nodes),
        links=number(counts.links),
        left=number(counts.nodes_left_out),
        smallest=smallest,
    )
    return Caption(title, f"{subtitle} {reduced}".strip(), footer(network))


def map_figure(
    network: Network, *, preset: str = "slide", basemap: object = None, credit: str = ""
) -> Figure | None:
    """Draw where agreements reach abroad, one line per host country."""
    counts = agreements_by_host(network)
    placed = [code for code in counts.index if code in countries()]
    if not placed:
        return None
    hosts = _host_frame(placed, counts)
    language = current_language()
    present = set(hosts["region"])
    title = _("Agreements reach {count} countries and regions; most are in {names}").format(
        count=len(hosts), names=_(" and ").join(country_name(code) for code in placed[:2])
    )
    subtitle = _(
        "Line width and dot size = agreements with a party there; lines are links, not routes."
    )
    ground = credit or _("Base map: Natural Earth coastline (public domain), no boundaries drawn.")
    return draw_flow_map(
        hosts,
        _home_places(network),
        text=Caption(title, subtitle, f"{footer(network)}\n{ground}"),
        region_labels={
            code: region.label(language) for code, region in regions().items() if code in present
        },
        top_label=_("Agreements, first {count}"),
        off_map_label=_("Off the map"),
        inset_label=_("Americas"),
        origin_label=_("Organizations in China"),
        preset=preset,
        basemap=basemap,  # type: ignore[arg-type]
    )


def _host_frame(placed: list[str], counts: pd.Series) -> pd.DataFrame:
    places = [countries()[code] for code in placed]
    return pd.DataFrame(
        {
            "country": placed,
            "label": [country_name(code) for code in placed],
            "region": [place.region for place in places],
            "lat": [place.lat for place in places],
            "lon": [place.lon for place in places],
            "value": [float(counts[code]) for code in placed],
        }
    )


def agreements_by_host(network: Network) -> pd.Series:
    """Count the chosen agreements by host country, most first."""
    row = network.party_rows
    frame = pd.DataFrame(
        {
            "agreement": network.party_agreement[row],
            "country": network.countries[network.party_organization[row]],
        }
    ).drop_duplicates()
    abroad = frame[~frame["country"].isin(["", HOME])]
    counts = abroad.groupby("country").size()
    return counts.sort_index().sort_values(ascending=False, kind="stable")


def _home_places(network: Network) -> pd.DataFrame:
    rows = network.organizations[network.members & (network.countries == HOME)]
    rows = rows[(rows["lat"] != "") & (rows["lon"] != "")]
    grouped = rows.groupby([rows["lat"].astype(float), rows["lon"].astype(float)]).size()
    return pd.DataFrame(grouped.rename("value").reset_index().astype(float))


def gaps_figure(network: Network, gaps: Result, *, preset: str = "slide") -> Figure | None:
    """Draw demand by country and industry; stable gaps are outlined, unknown cells hatched."""
    table = gaps.table
    if table.empty:
        return None
    unmet = table[table["verdict"].isin(["gap", "possible", "short"])]
    weight = unmet.groupby("country")["demand"].sum()
    rows = weight.sort_index().sort_values(ascending=False, kind="stable").index[:_ROWS].tolist()
    rows = rows or sorted(set(table["country"]))[:_ROWS]
    blind = [
        code for code in agreements_by_host(network).index if code not in set(table["country"])
    ]
    columns = table.groupby("industry")["demand"].sum().sort_index()
    industries = columns.sort_values(ascending=False, kind="stable").index[:_COLUMNS].tolist()
    shown = [*rows, *blind[:_BLIND_ROWS]]
    cells = _heat_cells(table, shown, industries, blind)
    stable = table[table["stable"]]
    title = _("{count} gaps hold under every crosswalk: demand without a matching school").format(
        count=number(len(stable))
    )
    subtitle = _(
        "Number and colour = {measure} by country and industry; {rows} of {total} countries with "
        "demand data shown, most unmet demand first."
    ).format(
        measure=term(str(gaps.settings["demand"])), rows=len(rows), total=table["country"].nunique()
    )
    return draw_heatmap(
        cells,
        rows=[country_name(code) for code in shown],
        columns=[_short_industry(code) for code in industries],
        text=Caption(title, subtitle, footer(network)),
        value_label=term(str(gaps.settings["demand"])),
        state_labels={
            "unknown": _("no demand data"),
            "zero": _("no demand recorded"),
            "flag": _("gap under all three crosswalks"),
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
