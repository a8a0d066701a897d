"""What began, ended and held, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.figures import Caption, draw_years
from netintl.i18n import _
from netintl.words.basis import footer
from netintl.words.wording import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_YEARS: Final = 20


def trends_figure(network: Network, trends: Result, *, preset: str = "slide") -> Figure | None:
    """Draw what began, ended and held, year by year."""
    rows = trends.table[["year", "born", "ended", "active", "lagging"]].tail(_YEARS)
    if rows.empty:
        return None
    sure = rows[~rows["lagging"].astype(bool)]
    best = (sure if len(sure) else rows).sort_values(["born", "year"]).iloc[-1]
    title = _("Most agreements began in {year}: {count}").format(
        year=int(best["year"]), count=number(float(best["born"]))
    )
    subtitle = _(
        "Dated agreements only. In hatched years publication lags by up to 18 months: a decline "
        "there may be none."
    )
    return draw_years(
        rows,
        text=Caption(title, subtitle, footer(network)),
        axis_labels=(_("Agreements that hold at the end of the year"), _("Begun and ended")),
        signs={
            "born": _("begun"),
            "ended": _("ended"),
            "active": _("hold at the end of the year"),
            "lagging": _("publication lag"),
        },
        preset=preset,
    )
