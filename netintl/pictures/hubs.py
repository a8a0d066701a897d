"""How sure the first ranks of hubs are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.analyses.structure.significance import LEVEL
from netintl.figures import Caption, draw_rank_intervals
from netintl.i18n import _, current_language
from netintl.pictures.signs import kind_labels, names_of
from netintl.words.basis import footer
from netintl.words.claims import title
from netintl.words.wording import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_RANKED: Final = 20
_DIGITS: Final = 10  # to which figures are compared when they are ranked
# Of those with a figure above 0 some are among the first ten, or too many tie there.
_TITLES: Final = ("rank_intervals", "tied_places")


def hubs_figure(network: Network, hubs: Result, *, preset: str = "slide") -> Figure | None:
    """Draw the first ranks with the range they keep when evidence may be wrong.

    Who has a figure of 0 has no rank worth the name; where no evidence is graded nothing is drawn.
    """
    above = hubs.table[str(hubs.settings["by"])].round(_DIGITS) > 0
    table = hubs.table[above & hubs.table["rank_low"].notna()].head(_RANKED)
    if table.empty:
        return None
    rows = pd.DataFrame(
        {
            "label": names_of(network, table["organization"]),
            "kind": table["kind"].to_numpy(),
            "rank": table["rank"].to_numpy(dtype=float),
            "median": table["rank_median"].to_numpy(),
            "low": table["rank_low"].to_numpy(),
            "high": table["rank_high"].to_numpy(),
            "share": table["top_share"].to_numpy(),
            "marked": (table["p_within_adjusted"] <= LEVEL).to_numpy(),
        }
    )
    headline = title(next(filter(None, map(hubs.claim, _TITLES))), network)
    subtitle = _(
        "Bar = 5–95 % of {draws} networks redrawn by the confidence of the evidence; the mark of a "
        "kind = median; stroke = rank found."
    ).format(draws=number(float(hubs.settings["resamples"])))
    return draw_rank_intervals(
        rows,
        text=Caption(headline, subtitle, footer(network)),
        axis_label=_("Rank by {measure}, 1 is first").format(measure=_heading(hubs)),
        share_label=_("Chance of top ten"),
        kind_labels=kind_labels(rows["kind"]),
        signs={
            "found": _("rank found"),
            "marked": _("more paths than its agreements explain, within the largest group"),
        },
        preset=preset,
    )


def _heading(hubs: Result) -> str:
    """Return the heading of the measure that ranks."""
    by = str(hubs.settings["by"])
    return next(c.label(current_language()) for c in hubs.columns if c.name == by)
