"""What flows from where to where: three columns of one's choice over the agreements of schools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.figures import Caption, draw_alluvial
from netintl.i18n import _, current_language, mark
from netintl.model.places import HOME, countries, regions
from netintl.words.basis import footer
from netintl.words.wording import country_name, field_name, label, number, province_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.figure import Figure

    from netintl.network.network import Network

USUAL: Final = ("province", "country", "field")
_TITLES: Final = {
    "province": mark("Province of the school"),
    "country": mark("Host country or region"),
    "region": mark("Region of the host"),
    "field": mark("Major"),
    "kind": mark("Kind of agreement"),
    "brand": mark("Brand"),
    "status": mark("Status"),
}
COLUMNS: Final = tuple(_TITLES)
_PLACES: Final = ("first", "second", "third")
_WORDS: Final[Mapping[str, Callable[[str], str]]] = {
    "province": province_name,
    "country": country_name,
    "region": lambda code: regions()[code].label(current_language()),
    "field": field_name,
    "kind": lambda code: label("agreement_kinds", code),
    "brand": lambda code: label("brands", code),
    "status": lambda code: label("statuses", code or "unknown"),
}


def flows_figure(
    network: Network, columns: Sequence[str] = USUAL, *, preset: str = "slide"
) -> Figure | None:
    """Draw agreements of schools through three columns: province, host and major as a rule."""
    flows = school_flows(network, columns)
    if flows.empty:
        return None
    present = list(dict.fromkeys(flows["colour_key"]))
    known = {code: region for code, region in regions().items() if code in present}
    subtitle = _(
        "Agreements between a Chinese school and a party abroad ({count}); an agreement with "
        "several hosts or majors is spread evenly. Colour = region of the host."
    ).format(count=number(round(float(flows["value"].sum()))))
    first, second, third = (_(_TITLES[name]) for name in columns)
    return draw_alluvial(
        flows,
        column_titles=(first, second, third),
        colours={code: region.colour for code, region in known.items()},
        colour_labels={code: region.label(current_language()) for code, region in known.items()},
        text=Caption(_title(flows, columns), subtitle, footer(network)),
        other_label=_("others"),
        preset=preset,
    )


def _title(flows: pd.DataFrame, columns: Sequence[str]) -> str:
    sums = flows.groupby("first")["value"].sum().sort_index()
    biggest = str(sums.sort_values(ascending=False, kind="stable").index[0])
    if tuple(columns) == USUAL:
        return _("From province to host country to field: {name} leads").format(name=biggest)
    return _("{first} → {second} → {third}: {name} leads").format(
        **{place: _(_TITLES[name]) for place, name in zip(_PLACES, columns, strict=True)},
        name=biggest,
    )


def school_flows(network: Network, columns: Sequence[str] = USUAL) -> pd.DataFrame:
    """List three values of every agreement of a school with a party abroad, in words.

    Each agreement has the weight 1, spread evenly over its provinces, hosts and majors.
    """
    agreements = network.agreements
    starts, hosts = _ends(network)
    listed = []
    for agreement in sorted(starts.keys() & hosts.keys()):
        own = {name: str(agreements[name].iloc[agreement]) for name in ("kind", "brand", "status")}
        majors = str(agreements["fields"].iloc[agreement]).split(";")
        share = 1 / (len(starts[agreement]) * len(hosts[agreement]) * len(majors))
        for start in sorted(starts[agreement]):
            for host in sorted(hosts[agreement]):
                region = countries()[host].region
                for major in majors:
                    told = {**own, "province": start, "country": host, "region": region,
                            "field": major}  # fmt: skip
                    words = [_WORDS[name](told[name]) or _("not stated") for name in columns]
                    listed.append((*words, share, region))
    frame = pd.DataFrame(listed, columns=[*_PLACES, "value", "colour_key"])
    keys = [*_PLACES, "colour_key"]
    summed = frame.groupby(keys, sort=True)["value"].sum().reset_index()
    return summed[[*_PLACES, "value", "colour_key"]]


def _ends(network: Network) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return the provinces of the schools and the hosts abroad of each agreement."""
    province = network.organizations["province"].to_numpy(dtype=object)
    starts: dict[int, set[str]] = {}
    hosts: dict[int, set[str]] = {}
    for agreement, code in zip(network.party_agreement, network.party_organization, strict=True):
        if not network.chosen[agreement] or network.is_membership[agreement]:
            continue
        if network.kinds[code] == "school":
            starts.setdefault(int(agreement), set()).add(province[code])
        elif network.countries[code] in countries() and network.countries[code] != HOME:
            hosts.setdefault(int(agreement), set()).add(str(network.countries[code]))
    return starts, hosts
