"""What began, was signed, ended and held, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.figures import Caption, draw_years
from netintl.i18n import _
from netintl.words.basis import footer
from netintl.words.claims import title

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_YEARS: Final = 20
_PEAKS: Final = ("peak_begun", "peak_signed", "peak_events", "peak_reported")


def trends_figure(network: Network, trends: Result, *, preset: str = "slide") -> Figure | None:
    """Draw what began, was signed, ended and held, year by year."""
    columns = ["year", "begun", "signed", "ended", "active", "lagging"]
    rows = trends.table[columns].tail(_YEARS)
    if rows.empty:
        return None
    peaks = [claim for code in _PEAKS if (claim := trends.claim(code))]
    headline = title(peaks[0], network) if peaks else _("What began and ended, year by year")
    subtitle = _(
        "Agreements with a date; events and dates of reports are not among the columns. In hatched "
        "years publication lags by up to 18 months: a decline there may be none."
    )
    return draw_years(
        rows,
        text=Caption(headline, subtitle, footer(network)),
        axis_labels=(
            _("Agreements begun and not known to have ended by then"),
            _("Begun or signed, and ended"),
        ),
        signs={
            "begun": _("begun"),
            "signed": _("signed"),
            "ended": _("ended"),
            "active": _("not known to have ended"),
            "lagging": _("publication lag"),
        },
        preset=preset,
    )
