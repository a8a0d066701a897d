"""The sentences of where firms have gone without schools, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

GAPS = {
    "gaps": mark(
        "In {count} of {total} combinations of country and industry with demand, it stays unmet "
        "under all three crosswalks; among the largest are {cells:cell}. Demand counts "
        "{measure:term}, {years:period} (source: {sources:source})."
    ),
    "no_gaps": mark(
        "None of {total} combinations of country and industry with demand is a gap under all "
        "three crosswalks. Demand counts {measure:term}, {years:period} (source: "
        "{sources:source})."
    ),
    "gaps_unknown": mark("Gaps are not assessable: no demand of industries is known here."),
    "gaps_not_served": mark(
        "{count} of {total} combinations of country and industry with demand are not served by "
        "this view ({view:view}), and of {unclear} it is not assessable; in all the data {gaps} "
        "of them are gaps under all three crosswalks. Demand counts {measure:term}, "
        "{years:period} (source: {sources:source})."
    ),
    "gaps_title": mark(
        "{count} of {total} combinations of country and industry with demand are gaps under all "
        "three crosswalks ({measure:term}, {years:period})"
    ),
    "gaps_not_served_title": mark(
        "{count} of {total} combinations of country and industry with demand are not served by "
        "this view ({view:view}; {measure:term}, {years:period})"
    ),
    "gaps_drawn": mark(
        "Number and colour = {measure:term}, {years:period} (source: {sources:source}), by "
        "country and industry; {rows} of {total} countries and regions with demand data shown, "
        "most demand that is or may be unmet first."
    ),
    "gaps_not_served_drawn": mark(
        "Number and colour = {measure:term}, {years:period} (source: {sources:source}), by "
        "country and industry; {rows} of {total} countries and regions with demand data shown, "
        "most demand that this view does not or may not serve first."
    ),
    "demand_rung": mark(
        "Demand counts {measure:term}, {years:period} (source: {sources:source}); it covers "
        "{count} countries and regions."
    ),
    "demand_compared": mark(
        "Of {total} countries and regions with figures of demand, the {count} that have demand "
        "above 0 and supply that names a subject are compared."
    ),
    "demand_undated": mark("{count} of {total} figures of demand state no year."),
    "no_demand": mark(
        "{count} host countries and regions have no figure by industry of this measure of "
        "demand ({measure:term}): {names:country}. They show no gap, which does not mean there "
        "is none."
    ),
    "hires_unplaced": mark(
        "{count} enterprises abroad state hires but no country or not exactly one industry; their "
        "demand is in no cell."
    ),
    "uncoded": mark(
        "{count} of {total} teaching agreements with a party abroad name no subject; where they "
        "could fill a cell it is called a possible gap."
    ),
    "uncoded_all": mark(
        "In all the data {count} of {total} teaching agreements with a party abroad name no "
        "subject; where they could fill a cell its verdict is a possible gap."
    ),
    "uncoded_view": mark(
        "In this view {count} of {total} teaching agreements with a party abroad name no subject; "
        "where they could serve a cell, whether the view serves it is called not assessable."
    ),
    "no_seats": mark(
        "No yearly figures of places, seats or hires are stated, so coverage in persons is not "
        "assessable; the verdict rests on whether agreements exist at all."
    ),
    "no_seats_by_field": mark(
        "No seats of colleges abroad are known by field, so coverage is not assessable; the "
        "verdict rests on whether agreements exist at all."
    ),
    "coverage_of_counts": mark(
        "Demand counts {measure:term}, not persons, so coverage in persons is not assessable; the "
        "verdict rests on whether agreements exist at all."
    ),
    "seats_partial": mark(
        "Seats by field are known of {known} of {total} colleges abroad; what the others can seat "
        "is unknown, so a shortage may be smaller than shown."
    ),
    "small_supply": mark(
        "{count} of {total} rows have some supply, but less than one whole agreement or from a "
        "single source; their ratios are marked, and they stand after the others of the same "
        "verdicts."
    ),
    "small_support": mark(
        "{count} of {total} rows rest on less than one whole agreement or on a single source of "
        "supply; their ratios are marked and stand after the others."
    ),
    "of_all_data": mark(
        "Verdicts and ratios of a country count all agreements of the data, not only those of "
        "this view ({view:view})."
    ),
    "crosswalk": mark("Supply is converted to industries by the crosswalk {name:term}."),
    "direction": mark(
        "Deviation is the share of an industry in all supply of a country over its share in all "
        "demand there, less 1: below 0 the industry has too little education, above 0 more than "
        "its share. Supply counts agreements that name a subject."
    ),
    "balance_elsewhere": mark(
        "In {count} countries and regions all known supply serves industries without recorded "
        "demand, so the imbalance is 1: {names:country}."
    ),
    "coordination_rule": mark(
        "Coordination weighs education by {alpha} and industry by {beta}; both are logarithms "
        "over the largest value of all countries with demand, and ten bands of 0.1 are named "
        "after Liao (1999)."
    ),
    "coordination_unknown": mark(
        "For {count} of {total} countries and regions coordination is not assessable, because all "
        "supply that could serve their demand is of agreements that name no subject: "
        "{names:country}."
    ),
    "no_places": mark(
        "No agreement joins a Chinese party of a known province with a party abroad."
    ),
    "intensity_counts": mark(
        "In all the data {count} of {total} agreements with a party abroad have a Chinese party of "
        "a known province and are compared; the others could fill what looks absent."
    ),
    "flow_lost_unknown": mark(
        "What pipelines would lose is not assessable: no chain of this view is known, at "
        "every step from places to hires, to carry persons."
    ),
    "no_fields": mark("No agreement abroad names a major."),
    "uncoded_majors": mark(
        "In all the data {count} of {total} teaching agreements with a party abroad name no "
        "subject, so a major that no agreement names may be taught all the same."
    ),
    "nestedness": mark(
        "Nestedness (NODF) of the {countries} countries and {majors} majors of all the data is "
        "{value:.1f}; {draws} random matrices with the same totals give {expected:.1f} on average, "
        "and a share of {p} is at least as nested (z {z:.1f})."
    ),
    "closure": mark(
        "Of {total} fitting pairs of a school and an enterprise of this view in one country, "
        "{closed} are linked in all the data, directly or through one college."
    ),
    "fillers_assessed": mark(
        "{count} of {total} schools have a known major and are assessed; the others may fit as "
        "well."
    ),
}
