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
        "{share:.1%} of the cross-border links have a Chinese end, so centralities of whole "
        "countries say nothing; organizations are reported instead."
    ),
    "stale": mark(
        "On {day}, {running} agreements are known to run (evidence of the last 24 months), "
        "{silent} have had no news for 24 months, {unattested} have no dated evidence, and {over} "
        "have ended or passed their end."
    ),
    "persons_unknown": mark(
        "{count} of {total} organizations with partners have no stated number of persons; whether "
        "they are paper hubs is not assessable."
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
        "More betweenness than in up to {draws} random networks, in which organizations of one "
        "kind change places and agreements stay whole: {count} of the {tested} organizations with "
        "two or more agreements, among them {names:organization}. The largest connected group has "
        "{largest} organizations, in random networks {drawn:.0f} on average. False discoveries are "
        "held at 5 %; the least attainable p is {least:.4f}."
    ),
    "none_beyond_size": mark(
        "More betweenness than in up to {draws} random networks, in which organizations of one "
        "kind change places and agreements stay whole: none of the {tested} organizations with two "
        "or more agreements. The largest connected group has {largest} organizations, in random "
        "networks {drawn:.0f} on average. False discoveries are held at 5 %; the least attainable "
        "p is {least:.4f}."
    ),
    "beyond_size_within": mark(
        "More betweenness than in up to {draws} random arrangements of the largest connected group "
        "({largest} organizations), which stays connected: {count} of its {tested} organizations "
        "with two or more agreements, among them {names:organization}. False discoveries are held "
        "at 5 %; the least attainable p is {least:.4f}."
    ),
    "none_beyond_size_within": mark(
        "More betweenness than in up to {draws} random arrangements of the largest connected group "
        "({largest} organizations), which stays connected: none of its {tested} organizations with "
        "two or more agreements. False discoveries are held at 5 %; the least attainable p is "
        "{least:.4f}."
    ),
    "too_few_draws": mark(
        "{draws} random networks are too few to call anything significant; {enough} are needed."
    ),
    "nothing_to_compare": mark(
        "No organization takes part in two agreements that join organizations, so none is held "
        "against random networks."
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
        "No random networks were drawn, so nothing is said of whether paths are more than "
        "agreements explain; on very large networks they are drawn only when asked for (--nulls)."
    ),
    "hubs": mark(
        "The hubs number {count}, first {names:organization}: at or above the 90 % quantile of "
        "partners among the {linked} organizations with a partner, and of betweenness among the "
        "{between} that lie between others."
    ),
    "no_hubs": mark("No organization stands out as a hub."),
    "cut_points": mark(
        "The cut points number {count}: without any one of them, others of its connected group "
        "lose every way to each other."
    ),
    "most_paths": mark(
        "More shortest paths run through {names:organization} than through any other organization."
    ),
    "no_leader": mark(
        "{count} organizations lie between others; three or more share the first place."
    ),
    "no_paths": mark("No organization lies between two others."),
}
