"""New agreements by region of the host, before against after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netintl.figures import Caption, draw_slopes
from netintl.i18n import _, current_language
from netintl.model.places import regions
from netintl.words.basis import footer
from netintl.words.claims import title

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network


def shift_figure(network: Network, shift: Result, *, preset: str = "slide") -> Figure | None:
    """Draw the share of new agreements by region of the host, before and after July 2023."""
    shares = shift.table
    if shares.empty:
        return None
    language = current_language()
    known = regions()
    rows = pd.DataFrame(
        {
            "label": [known[code].label(language) for code in shares["region"]],
            "before": (shares["before"] * 100).round(1),
            "after": (shares["after"] * 100).round(1),
        }
    )
    claim = shift.claim("shift")
    headline = (
        title(claim, network) if claim else _("New agreements by region, before and since 2023")
    )
    subtitle = _(
        "Share of new agreements by region of the host, percent; an agreement with several hosts "
        "is spread evenly, one dated 2023 alone left out. Descriptive: other causes are not held "
        "apart."
    )
    return draw_slopes(
        rows,
        text=Caption(headline, subtitle, footer(network)),
        ends=(_("Before July 2023"), _("Since July 2023")),
        absent=_("none"),
        preset=preset,
    )
