"""The sentences of what a view takes in and how it counts, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

VIEW = {
    "memoranda_only": mark(
        "All {count} agreements are mere memoranda, which count as no cooperation; a view of "
        "their status shows them (--status {statuses})."
    ),
    "left_out": mark(
        "{count} of {total} agreements are outside this view (proposals, mere memoranda, or "
        "filtered out)."
    ),
    "undated": mark("{count} of {total} agreements have no date and are kept in the view."),
    "pair_rule_even": mark(
        "An agreement with several parties counts 1 in each layer, spread evenly over its pairs."
    ),
    "hub_form": mark(
        "Of {count} agreements with more than {most} parties not every pair is listed: each party "
        "is linked there only to one school, one college and one enterprise, so partners are "
        "undercounted."
    ),
    "pair_rule_full": mark("An agreement with several parties counts 1 for each of its pairs."),
    "rolled_up_institution": mark(
        "Counted by institution: {parts} campuses and colleges under the {wholes} schools and "
        "colleges they belong to, each where the one at the top sits. {inside} agreements lie "
        "inside one institution and link nobody."
    ),
    "rolled_up_group": mark(
        "Counted by group: {parts} firms, campuses and colleges under the {wholes} organizations "
        "they belong to, each where the one at the top sits. {inside} agreements lie inside one "
        "group and link nobody."
    ),
}
