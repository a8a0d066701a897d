"""The sentences of reports as a whole, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

REPORT = {
    "basis": mark(
        "In view: {agreements} agreements ({cooperation} of cooperation, {memberships} alliance "
        "memberships), {sources} sources, newest evidence {day:day}; view: {view:view}; network "
        "{fingerprint}."
    ),
    "footer": mark(
        "Data: {agreements} agreements in view from {sources} sources, newest evidence {day:day} "
        "· netintl · network {fingerprint}"
    ),
    "quality": mark(
        "Of the {agreements} agreements in view {dated:%} are dated, {fields:%} name a subject "
        "that could be coded, {persons:%} state persons, and {sources} sources stand behind them; "
        "what is unknown is shown as unknown."
    ),
    "sole_partners": mark(
        "By the links counted in this view, linked to nobody but {hub:organization}: "
        "{names:organization} ({count})."
    ),
    "no_sole_partner": mark(
        "{hub:organization}: by the links counted in this view, each of its partners is linked to "
        "somebody else too."
    ),
    "no_issues": mark("The checks found nothing to report."),
}
