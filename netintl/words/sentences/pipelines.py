"""The sentences of how many people can reach which firm, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

PIPELINES = {
    "throughput": mark(
        "Between {low} and {high} persons a year can reach enterprises; enterprises ask for "
        "{demand}."
    ),
    "throughput_exact": mark(
        "{low} persons a year can reach enterprises, of {demand} that enterprises ask for."
    ),
    "limits": mark("What limits it, in persons a year: {elements:stage}."),
    "throughput_unknown": mark(
        "Throughput is not assessable: no capacity on any complete pipeline is known. The chains "
        "stand on their agreements alone."
    ),
    "pooled": mark(
        "No capacity names a field, so all fields are pooled; this overstates what can flow."
    ),
    "chains_cut": mark("{shown} of {total} chains are listed; ask for one country or enterprise."),
    "not_assessable": mark("{count} of {total} chains have at least one unknown capacity."),
    "certificate": mark(
        "Checked: flow in equals flow out everywhere, and the flow equals the cut."
    ),
    "ask_first": mark(
        "The figure to ask for first, with what it narrows at least: {elements:stage}."
    ),
    "yields": mark(
        "Of those who begin, {completion} complete; of those who arrive, {hire} are hired and "
        "{retention} of these stay (1 loses nobody); {own} rates are stated by organizations."
    ),
    "dual_certificate": mark(
        "Checked: the joint flow of all fields equals the value of its dual programme."
    ),
    "funnel": mark(
        "Of {agreement} agreements {running} are attested in the last 24 months, {enrolled} state "
        "students or trainees, {completed} graduates, {hired} persons hired and {retained} who "
        "stayed; the others are silent, not failed."
    ),
    "not_added": mark("Persons of different agreements count different things and are not added."),
}
