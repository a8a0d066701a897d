"""Where agreements reach abroad, on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.figures import Caption, draw_flow_map
from netintl.i18n import _, current_language
from netintl.model.places import HOME, countries, regions
from netintl.network.national import home_of
from netintl.words.basis import footer
from netintl.words.claims import title
from netintl.words.wording import country_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_TITLES: Final = ("hosts_reached", "host_reached")


def map_figure(
    network: Network,
    hosts: Result,
    *,
    preset: str = "slide",
    basemap: object = None,
    credit: str = "",
) -> Figure | None:
    """Draw where agreements reach abroad, one line per host country."""
    table = hosts.table[hosts.table["country"].isin(list(countries()))]
    if table.empty:
        return None
    places = _host_frame(table)
    language = current_language()
    present = set(places["region"])
    headline = next(claim for claim in hosts.claims if claim.code in _TITLES)
    at_home = bool(home_of(network))
    subtitle = (
        _("Line width and dot size = agreements with a party there; lines are links, not routes.")
        if at_home
        else _("Dot size = agreements with a party there.")
    )
    ground = credit or _("Base map: Natural Earth coastline (public domain), no boundaries drawn.")
    return draw_flow_map(
        places,
        _home_places(network) if at_home else None,
        text=Caption(title(headline, network), subtitle, f"{footer(network)}\n{ground}"),
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


def _host_frame(table: pd.DataFrame) -> pd.DataFrame:
    places = [countries()[code] for code in table["country"]]
    return pd.DataFrame(
        {
            "country": table["country"].tolist(),
            "label": [country_name(code) for code in table["country"]],
            "region": [place.region for place in places],
            "lat": [place.lat for place in places],
            "lon": [place.lon for place in places],
            "value": table["agreements"].to_numpy(dtype=float),
        }
    )


def _home_places(network: Network) -> pd.DataFrame:
    rows = network.organizations[network.members & (network.countries == HOME)]
    rows = rows[(rows["lat"] != "") & (rows["lon"] != "")]
    grouped = rows.groupby([rows["lat"].astype(float), rows["lon"].astype(float)]).size()
    return pd.DataFrame(grouped.rename("value").reset_index().astype(float))
