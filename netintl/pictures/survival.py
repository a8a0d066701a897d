"""How long agreements last, as curves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.figures import Caption, draw_survival
from netintl.i18n import _
from netintl.words.basis import footer
from netintl.words.wording import group_label, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_FEWEST: Final = 10  # agreements of a group from which a curve is drawn


def survival_figure(network: Network, survival: Result, *, preset: str = "slide") -> Figure | None:
    """Draw how long agreements last, one curve per group, the largest five."""
    table = survival.table
    sizes = table.groupby("group", sort=True)["at_risk"].max()
    sizes = sizes[sizes >= _FEWEST]
    if sizes.empty:
        return None
    order = sizes.sort_index().sort_values(ascending=False, kind="stable").index
    labels = {str(name): group_label(str(name)) for name in order}
    claim = survival.claim("survival")
    facts = dict(claim.facts) if claim else {"count": 0, "ended": 0}
    title = _("{ended} of {count} dated agreements are known to have ended").format(
        ended=number(facts["ended"]), count=number(facts["count"])
    )
    subtitle = _(
        "Kaplan–Meier share of agreements that still run so many years after their start; area = "
        "95 % range; strokes = last seen running. Endings are seldom recorded: an upper bound."
    )
    return draw_survival(
        table,
        text=Caption(title, subtitle, footer(network)),
        axis_labels=(_("Years since the start"), _("Share that still runs")),
        group_labels=labels,
        risk_label=_("Still observed"),
        preset=preset,
    )
