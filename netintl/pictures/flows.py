"""What flows from where to where: three columns of one's choice over the agreements of schools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.analyses.claim import Claim
from netintl.figures import Caption, draw_alluvial
from netintl.i18n import _, current_language, mark
from netintl.model.places import regions
from netintl.words.basis import footer
from netintl.words.claims import sentence, title
from netintl.words.wording import country_name, field_name, label, province_name

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
    count = round(float(flows["value"].sum()))
    subtitle = sentence(Claim("flows_drawn", {"count": count}, scope="cooperation"), network)
    first, second, third = (_(_TITLES[name]) for name in columns)
    return draw_alluvial(
        flows,
        column_titles=(first, second, third),
        colours={code: region.colour for code, region in known.items()},
        colour_labels={code: region.label(current_language()) for code, region in known.items()},
        text=Caption(_title(network, found), subtitle, footer(network)),
        other_label=_("others"),
        preset=preset,
    )


def _title(network: Network, found: Result) -> str:
    leading = found.claim("flows_lead")
    if leading:
        return title(leading, network)
    return " → ".join(_(_TITLES[name]) for name in found.settings["columns"])


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
