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
    "links_of_backbone": mark(
        "Of {all} links those are drawn that are significant to an end (disparity filter, {a})."
    ),
    "links_of_core": mark(
        "Of {all} links those are drawn among organizations with {core} or more such links."
    ),
    "profile": mark(
        "{id} takes part in {agreements} agreements and has {partners} distinct partners."
    ),
    "distances": mark("Distances are of the largest component, {count} organizations."),
    "fresh_hubs": mark(
        "Of the {count} organizations ranked first, {kept} stay in the first ten when links "
        "without evidence of the last 24 months are left out."
    ),
    "beyond_size": mark(
        "{count} of {tested} organizations with two partners or more have more betweenness than "
        "their numbers of partners explain ({draws} random networks, false discoveries held at "
        "5 %)."
    ),
    "rank_intervals": mark(
        "Of the {count} organizations ranked first, {sure} stay in the first ten in at least 95 % "
        "of {draws} networks redrawn by the confidence of the evidence."
    ),
    "modularity": mark(
        "Weighted modularity is {value}: {groups} groups of three or more, {smaller} smaller ones. "
        "{starts} searches agree to {alike} (adjusted Rand index, 1 is the same division)."
    ),
    "layer_modularity": mark("Barber's modularity of the layer {measure} is {value}."),
    "direction": mark(
        "Deviation is the share of an industry in supply over its share in demand, less 1: below 0 "
        "the industry has too little education, above 0 more than its share."
    ),
    "coordination_rule": mark(
        "Coordination weighs education by {alpha} and industry by {beta}; both are logarithms over "
        "the largest value of the view, and ten bands of 0.1 are named after Liao (1999)."
    ),
    "no_places": mark(
        "No agreement joins a Chinese party of a known province with a party abroad."
    ),
    "flow_lost_unknown": mark(
        "What pipelines would lose is not assessable: no complete pipeline has known capacities."
    ),
    "no_fields": mark("No agreement abroad names a major."),
    "nestedness": mark(
        "Nestedness (NODF) of countries and majors is {value}; {draws} random matrices with the "
        "same totals give {expected} on average (z {z}, p {p})."
    ),
    "ask_first": mark("The figure to ask for first, with what it narrows at least: {elements}."),
    "yields": mark(
        "Of those who begin, {completion} complete; of those who arrive, {hire} are hired and "
        "{retention} of these stay (1 loses nobody); {own} rates are stated by organizations."
    ),
    "dual_certificate": mark(
        "Checked: the joint flow of all fields equals the value of its dual programme."
    ),
    "funnel": mark(
        "A step counts agreements whose data show it; the others are silent, not failed."
    ),
    "not_added": mark("Persons of different agreements count different things and are not added."),
    "reconciled": mark("{measure}: {before} + {appeared} appeared − {ended} ended = {after}."),
    "renewed": mark("{count} agreements renew one of the same kind, brand and parties."),
    "nothing_moved": mark("No figure moved."),
    "closure": mark(
        "Of {total} fitting pairs of a school and an enterprise in one country, {closed} are "
        "linked directly or through one college."
    ),
    "match_filters": mark(
        "Left out before scoring: {linked} already linked, {closed} closed, {level} of a level "
        "that does not fit, {field} without a shared field, {excluded} excluded."
    ),
    "match_shared_only": mark(
        "More than {count} pairs are possible; only those that share a partner were scored."
    ),
    "match_none": mark("No organization passes the filters."),
    "match_part_unknown": mark(
        "The part “{name}” is unknown for every candidate and is left out of the scores."
    ),
    "match_isolated": mark(
        "{id} has no partner yet, so nothing can be said of shared partners; country, fields and "
        "evidence alone make the order."
    ),
    "match_test_later": mark(
        "Test on later links: of {later} pairs first linked on or after {day}, {positives} join "
        "two organizations that had partners before, among {pairs} feasible pairs. {undated} "
        "undated agreements are in neither part."
    ),
    "match_test_hidden": mark(
        "Test on hidden links: a fifth of the agreements is hidden at a time; {positives} pairs "
        "they link are to be found among {pairs} feasible ones (all folds added up). No order in "
        "time is kept, so this says less about the future."
    ),
    "match_few": mark(
        "{measure}: {positives} pairs to find are fewer than {enough}, so hits are counted and no "
        "rate is given."
    ),
    "match_first": mark(
        "{measure}: among the first 50 pairs of each ranking the hybrid finds {hybrid} in all; the "
        "best single part for this, {name}, finds {other}."
    ),
    "match_gain": mark(
        "{measure}: the hybrid, its weights chosen without the links to be found, has an AUC of "
        "{hybrid}, {name} {other}; the difference is {gain} (95% interval {low} to {high})."
    ),
    "match_no_gain": mark(
        "{measure}: the hybrid is not shown to beat {name}: AUC {hybrid} against {other}, "
        "difference {gain} (95% interval {low} to {high})."
    ),
    "silent_ends": mark(
        "{count} agreements are called ended without a date; they count in no year's endings."
    ),
    "lag": mark(
        "From {first} to {last} publication lags by up to 18 months: a decline there may be none."
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
    "few_cases": mark("Fewer than {fewest} cases: counts are given, and no share is claimed."),
    "rules": mark(
        "Rule file {name}: at least {k} of {n} conditions ({source}, evidence grade {grade}; to be "
        "checked with the issuer)."
    ),
    "descriptive": mark(
        "Shares before and after July 2023 are descriptive: other causes are not held apart, and "
        "the last 18 months are reported late."
    ),
    "empty_provinces": mark(
        "{count} of the 31 provinces and the XPCC have no school in the data: {provinces}."
    ),
    "lower_bound": mark(
        "Running means evidence of the last 24 months; what is not attested may still run."
    ),
    "impact_rows": mark("{count} of {total} rows of the table can be filled from the data."),
    "not_drawn": mark(
        "No random networks were drawn, so nothing is said of significance and of how sure ranks "
        "are; on very large networks they are drawn only when asked for (--nulls, --resamples)."
    ),
}
