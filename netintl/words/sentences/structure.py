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
    "paper_hubs": mark(
        "By all the data, of the {total} organizations of this view with {least} partners or more "
        "{assessed} have stated persons in at least {fewest} agreements and in half of their own; "
        "{count} of these are paper hubs. Of the other {unknown} it is not assessable."
    ),
    "links_of_backbone": mark(
        "Of {all} links those are drawn that are significant to an end (disparity filter, {a})."
    ),
    "links_of_core": mark(
        "Of {all} links those are drawn among organizations with {core} or more such links."
    ),
    "profile": mark(
        "{id:organization} is or was party to {agreements} agreements of this view (alliance "
        "memberships among them: {memberships}; ended: {over}). By those that have not ended it "
        "has {partners} partners of any kind, {unlike} of them of another kind than its own."
    ),
    "former_name": mark("{id:organization} was called {called:called} (until: {day:day})."),
    "name_until": mark("{id:organization} has this name until: {day:day}."),
    "part_joined": mark("{called:called} is part of {id:organization} (from: {day:day})."),
    "part_of": mark("{id:organization} is part of {other:organization} (from: {day:day})."),
    "split_from": mark("{id:organization} is split from {called:called} (from: {day:day})."),
    "split_off": mark("{other:organization} is split from {id:organization} (from: {day:day})."),
    "closed_from": mark("{id:organization} is closed (from: {day:day})."),
    "ego": mark(
        "{id:organization} has {partners} partners of any kind, {unlike} of them of another kind "
        "than its own; {among} links join its partners with each other."
    ),
    "size": mark(
        "{organizations} organizations in {countries} countries and regions are or were party to "
        "{agreements} cooperation agreements, of which {over} have ended. By the others the "
        "largest connected group joins {largest} organizations; {isolates} of all {organizations} "
        "are linked to nobody of another kind in this view. The data hold {known_organizations} "
        "organizations and {known_agreements} agreements of every sort."
    ),
    "size_one_kind": mark(
        "{organizations} organizations in {countries} countries and regions are or were party to "
        "{agreements} cooperation agreements, of which {over} have ended. By the others the "
        "largest connected group joins {largest} organizations; {isolates} of all {organizations} "
        "are linked to nobody in this view. The data hold {known_organizations} organizations and "
        "{known_agreements} agreements of every sort."
    ),
    "distances": mark(
        "Diameter and mean distance are of the largest component, {count} organizations; global "
        "efficiency is over all pairs of the view."
    ),
    "triangles": mark(
        "Of {triangles} triangles, {inside} lie inside one agreement, where the pair rule alone "
        "makes them; closure is therefore compared with random networks with the same agreements."
    ),
    "closure_share": mark(
        "{measure:term} is {value:.3f}; in {draws} random networks in which organizations of one "
        "kind change places between agreements it is {expected:.3f} on average ({low:.3f} to "
        "{high:.3f} in nine of ten)."
    ),
    "fresh_hubs": mark(
        "Among the first ten also by links with evidence of the last 24 months alone: {kept} of "
        "{count} organizations."
    ),
    "missing_organizations": mark(
        "When a tenth of the {total} organizations with partners is missing at random, {median:%} "
        "of the {first} that rank first, as far as they are left, stay among the first ten "
        "({low:%} to {high:%} in nine of ten of {draws} draws); the ranks of all that are left "
        "have a correlation of {correlation:.2f} with those of before (Spearman, median)."
    ),
    "missing_sources": mark(
        "When a tenth of the {total} sources is missing at random, and with it the agreements "
        "that no other attests, {median:%} of the {first} organizations that rank first stay "
        "among the first ten ({low:%} to {high:%} in nine of ten of {draws} draws); ranks have a "
        "correlation of {correlation:.2f} with those of before (Spearman, median)."
    ),
    "missing_province": mark(
        "Of {total} provinces whose organizations are taken away one province at a time, "
        "{lost:province} moves the first ten most: of the {left} outside it, {stay} stay among "
        "the first ten."
    ),
    "missing_source": mark(
        "Of {total} sources that agreements rest on alone, taken away one at a time, {lost} moves "
        "the first ten most: of {left}, {stay} stay among the first ten."
    ),
    "nothing_taken_away": mark(
        "Nothing was taken away from the data, so nothing is said of how ranks move when some are "
        "missing; on very large networks that is done only when asked for (--resamples)."
    ),
    "no_first_ten": mark(
        "No organization ranks among the first ten (no figure is above 0, or too many tie), so "
        "nothing is said of how ranks move when data are missing."
    ),
    "tied_places": mark(
        "{count} organizations share rank {rank} across the tenth place and are not counted among "
        "the first ten."
    ),
    "ungraded": mark(
        "{count} of the {total} agreements behind the links have no known confidence; when "
        "networks are redrawn they stand with {confidence}, as if press alone attested them."
    ),
    "not_graded": mark(
        "None of the {total} agreements behind the links has a known confidence, so how sure "
        "ranks and groups are is unknown."
    ),
    "first_broker": mark(
        "{organization:organization} stands between {count} pairs of partners that are not linked "
        "in this view; counted by agreements, it joins {two_mode} pairs of organizations that "
        "share no agreement of it."
    ),
    "no_brokers": mark("No organization stands between two others."),
    "centres": mark("Centres of groups: {hubs}; of these joining several groups: {joining}."),
    "roles_unassessed": mark(
        "{count} of {total} organizations with partners have fewer than four of them, in more "
        "than one group; their role is not assessable."
    ),
    "beyond_size": mark(
        "More betweenness than in up to {draws} random networks, in which organizations of one "
        "kind change places and agreements stay whole: {count} of the {tested} organizations with "
        "two or more agreements, among them {names:organization}. The largest connected group has "
        "{largest} organizations, in random networks {drawn:.0f} on average. False discoveries "
        "are held at 5 %; the least attainable p is {least:.4f}."
    ),
    "none_beyond_size": mark(
        "More betweenness than in up to {draws} random networks, in which organizations of one "
        "kind change places and agreements stay whole: none of the {tested} organizations with "
        "two or more agreements. The largest connected group has {largest} organizations, in "
        "random networks {drawn:.0f} on average. False discoveries are held at 5 %; the least "
        "attainable p is {least:.4f}."
    ),
    "beyond_size_within": mark(
        "More betweenness than in up to {draws} random arrangements of the largest connected "
        "group ({largest} organizations), which stays connected: {count} of its {tested} "
        "organizations with two or more agreements, among them {names:organization}. False "
        "discoveries are held at 5 %; the least attainable p is {least:.4f}."
    ),
    "none_beyond_size_within": mark(
        "More betweenness than in up to {draws} random arrangements of the largest connected "
        "group ({largest} organizations), which stays connected: none of its {tested} "
        "organizations with two or more agreements. False discoveries are held at 5 %; the least "
        "attainable p is {least:.4f}."
    ),
    "too_few_draws": mark(
        "{draws} random networks are too few to call anything significant; {enough} are needed."
    ),
    "nothing_to_compare": mark(
        "No organization takes part in two agreements that join organizations, so none is held "
        "against random networks."
    ),
    "rank_intervals": mark(
        "Sure of the first ten, in at least 95 % of {draws} networks redrawn by the confidence of "
        "the evidence: {sure} of {count} organizations."
    ),
    "modularity": mark(
        "Weighted modularity is {value:.3f}: {groups} groups of three or more, {smaller} smaller "
        "ones. {starts} searches agree to {alike:.2f} (adjusted Rand index, 1 is the same "
        "division)."
    ),
    "modularity_null": mark(
        "In {draws} random networks in which organizations of one kind change places between "
        "agreements, the best of {starts} searches has a modularity of {mean:.3f} on average, "
        "{least:.3f} to {most:.3f}."
    ),
    "layer_modularity": mark("Barber's modularity of the layer {measure:term} is {value:.3f}."),
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
        "lose every way to each other in this view."
    ),
    "most_paths": mark("First by the shortest paths that run through them: {names:organization}."),
    "no_leader": mark("{count} organizations lie between others; {tied} share the first place."),
    "no_paths": mark("No organization lies between two others."),
}
