"""The sentences of what changed and how long it lasts, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

TIME = {
    "reconciled": mark("{measure:term}: {before} + {appeared} appeared − {ended} ended = {after}."),
    "renewed": mark("{count} agreements renew one of the same kind, brand and parties."),
    "nothing_moved": mark("No figure moved."),
    "silent_ends": mark(
        "{count} agreements are called ended without a date; they count in no year's endings."
    ),
    "lag": mark(
        "From {first:year} to {last:year} publication lags by up to 18 months: a decline there "
        "may be none."
    ),
    "survival": mark(
        "{count} dated agreements, {ended} of which are known to have ended; {undated} undated "
        "ones are left out. Endings are seldom recorded, so the curve is an upper bound."
    ),
    "median_survival": mark("Half of the agreements last longer than {years} years."),
    "no_median": mark("The median duration is not reached: more than half still run."),
    "renewals": mark(
        "{renewed} of {count} agreements that ended were renewed; {dormant} others have no "
        "evidence of the last 24 months."
    ),
    "descriptive": mark(
        "Shares before and after July 2023 are descriptive: other causes are not held apart, and "
        "the last 18 months are reported late."
    ),
}
