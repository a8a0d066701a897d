"""The sentences of notes, by code. Facts are filled in where a note is printed."""

from __future__ import annotations

from netintl.i18n import mark

NOTES = {
    "left_out": mark(
        "{count} of {total} agreements are outside this view (proposals, mere memoranda, or "
        "filtered out)."
    ),
    "undated": mark("{count} of {total} agreements have no date and are kept in the view."),
    "pair_rule_even": mark(
        "An agreement with several parties counts 1 in each layer, spread evenly over its pairs."
    ),
    "pair_rule_full": mark("An agreement with several parties counts 1 for each of its pairs."),
    "memberships": mark(
        "{count} alliance memberships stay two-mode: they are listed, never expanded into pairs."
    ),
    "same_kind": mark("All links join organizations of one kind; the same-kind layer is analysed."),
    "no_links": mark("No agreement links two organizations; there is nothing to rank."),
    "star": mark(
        "{share} of the cross-border links have a Chinese end, so centralities of whole countries "
        "say nothing; organizations are reported instead."
    ),
    "stale": mark(
        "On {day}, {active} agreements are active with evidence of the last 24 months and {stale} "
        "are stale."
    ),
    "persons_unknown": mark(
        "{count} of {total} organizations with partners have no stated number of persons; whether "
        "they are paper hubs is not assessable."
    ),
    "demand_rung": mark(
        "Demand is measured by {measure}; it covers {count} countries and regions."
    ),
    "no_demand": mark(
        "{count} host countries and regions have no demand data: {names}. They show no gap, which "
        "does not mean there is none."
    ),
    "uncoded": mark(
        "{count} of {total} agreements abroad name no subject; where they could fill a cell it is "
        "called a possible gap."
    ),
    "no_seats": mark(
        "No capacity in persons is known, so coverage is not assessable; the verdict rests on "
        "whether agreements exist at all."
    ),
    "crosswalk": mark("Supply is converted to industries by the crosswalk {name}."),
    "throughput": mark(
        "Between {low} and {high} persons a year can reach enterprises; enterprises ask for "
        "{demand}."
    ),
    "throughput_exact": mark(
        "{low} persons a year can reach enterprises, of {demand} that enterprises ask for."
    ),
    "limits": mark("What limits it, in persons a year: {elements}."),
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
    "profile": mark(
        "{id} takes part in {agreements} agreements and has {partners} distinct partners."
    ),
    "distances": mark("Distances are of the largest component, {count} organizations."),
}
