"""The sentences of where firms have gone without schools, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

GAPS = {
    "demand_rung": mark(
        "Demand is measured by {measure:term}; it covers {count} countries and regions."
    ),
    "no_demand": mark(
        "{count} host countries and regions have no demand data: {names:country}. They show no "
        "gap, which does not mean there is none."
    ),
    "uncoded": mark(
        "{count} of {total} agreements abroad name no subject; where they could fill a cell it is "
        "called a possible gap."
    ),
    "no_seats": mark(
        "No capacity in persons is known, so coverage is not assessable; the verdict rests on "
        "whether agreements exist at all."
    ),
    "crosswalk": mark("Supply is converted to industries by the crosswalk {name:term}."),
    "direction": mark(
        "Deviation is the share of an industry in supply over its share in demand, less 1: below "
        "0 the industry has too little education, above 0 more than its share."
    ),
    "coordination_rule": mark(
        "Coordination weighs education by {alpha} and industry by {beta}; both are logarithms "
        "over the largest value of the view, and ten bands of 0.1 are named after Liao (1999)."
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
    "closure": mark(
        "Of {total} fitting pairs of a school and an enterprise in one country, {closed} are "
        "linked directly or through one college."
    ),
}
