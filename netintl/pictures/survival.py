"""How long agreements last, as curves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.figures import Caption, draw_survival
from netintl.i18n import _
from netintl.words.basis import footer
from netintl.words.claims import title
from netintl.words.wording import group_label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_TITLES: Final = ("survival_reach", "survival_none_ended")
_FEWEST: Final = 10  # agreements still followed, as long as a curve is drawn


def survival_figure(network: Network, survival: Result, *, preset: str = "slide") -> Figure | None:
    """Draw how long agreements last, one curve per group, the largest five."""
    table = survival.table[survival.table["at_risk"] >= _FEWEST]
    sizes = table.groupby("group", sort=True)["at_risk"].max()
    if sizes.empty or not table["years"].any():
        return None
    order = sizes.sort_index().sort_values(ascending=False, kind="stable").index
    labels = {str(name): group_label(str(name)) for name in order}
    claim = next(filter(None, map(survival.claim, _TITLES)), None)
    headline = title(claim, network) if claim else _("How long agreements last")
    subtitle = _(
        "Estimated share of agreements that have not ended so many years after their start, drawn "
        "while ten or more are followed; area = 95 % range; strokes = last seen running. Endings "
        "that no source reports are not in it."
    )
    return draw_survival(
        table,
        text=Caption(headline, subtitle, footer(network)),
        axis_labels=(_("Years since the start"), _("Share that has not ended")),
        group_labels=labels,
        risk_label=_("Still observed"),
        preset=preset,
    )
