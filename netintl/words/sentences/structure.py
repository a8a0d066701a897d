"""The sentences of who holds the network together, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

STRUCTURE = {
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
        "On {day}, {running} agreements are known to run (evidence of the last 24 months), "
        "{silent} have had no news for 24 months, {unattested} have no dated evidence, and {over} "
        "have ended or passed their end."
    ),
    "paper_hubs": mark(
        "Of the {total} organizations with {least} partners or more, {assessed} have stated "
        "persons in at least {fewest} agreements and in half of their own; {count} of these are "
        "paper hubs. Of the other {unknown} it is not assessable."
    ),
    "links_of_backbone": mark(
        "Of {all} links those are drawn that are significant to an end (disparity filter, {a})."
    ),
    "links_of_core": mark(
        "Of {all} links those are drawn among organizations with {core} or more such links."
    ),
    "profile": mark(
        "{id:organization} takes part in {agreements} agreements and has {partners} distinct "
        "partners."
    ),
    "distances": mark("Distances are of the largest component, {count} organizations."),
    "fresh_hubs": mark(
        "Of the {count} organizations ranked first, {kept} stay in the first ten when links "
        "without evidence of the last 24 months are left out."
    ),
    "beyond_size": mark(
        "{count} of {tested} organizations with two partners or more have more betweenness than "
        "their numbers of partners explain ({draws} random networks, false discoveries held at 5 "
        "%)."
    ),
    "rank_intervals": mark(
        "Of the {count} organizations ranked first, {sure} stay in the first ten in at least 95 % "
        "of {draws} networks redrawn by the confidence of the evidence."
    ),
    "modularity": mark(
        "Weighted modularity is {value}: {groups} groups of three or more, {smaller} smaller "
        "ones. {starts} searches agree to {alike} (adjusted Rand index, 1 is the same division)."
    ),
    "layer_modularity": mark("Barber's modularity of the layer {measure:term} is {value}."),
    "not_drawn": mark(
        "No random networks were drawn, so nothing is said of significance and of how sure ranks "
        "are; on very large networks they are drawn only when asked for (--nulls, --resamples)."
    ),
}
