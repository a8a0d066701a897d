"""What flows from where to where: three columns of one's choice over the agreements of schools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.analyses.structure.flows import USUAL
from netintl.figures import Caption, draw_alluvial
from netintl.i18n import _, current_language, mark
from netintl.model.places import regions
from netintl.words.basis import footer
from netintl.words.wording import country_name, field_name, label, number, province_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_TITLES: Final = {
    "province": mark("Province of the school"),
    "country": mark("Host country or region"),
    "region": mark("Region of the host"),
    "field": mark("Major"),
    "kind": mark("Kind of agreement"),
    "brand": mark("Brand"),
    "status": mark("Status"),
}
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


def flows_figure(network: Network, found: Result, *, preset: str = "slide") -> Figure | None:
    """Draw agreements of schools through three columns: province, host and major as a rule."""
    if found.table.empty:
        return None
    columns = found.settings["columns"]
    flows = _in_words(found.table, columns)
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


def _in_words(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Put the cells of flows into words; those that read alike become one."""
    words = {
        place: [_WORDS[name](code) or _("not stated") for code in table[name]]
        for place, name in zip(_PLACES, columns, strict=True)
    }
    worded = pd.DataFrame(words).assign(value=table["agreements"], colour_key=table["region"])
    keys = [*_PLACES, "colour_key"]
    summed = worded.groupby(keys, sort=True)["value"].sum().reset_index()
    return summed[[*_PLACES, "value", "colour_key"]]
