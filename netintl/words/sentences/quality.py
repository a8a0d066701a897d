"""The sentences of how good the data are and what to collect, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

QUALITY = {
    "no_rows": mark("No rows stand in: {tables:data_table}."),
    "completeness": mark(
        "All rows that the data hold are counted; unknown is no content, and an empty cell is not "
        "zero. Kinds and countries are shown from {fewest} rows on, where their share is {points} "
        "points or more from that of all; --format csv has every one."
    ),
    "freshness": mark(
        "Ages are counted to {day:day}; older is more than {years} years before. Undated rows are "
        "in neither. A date without month or day counts from its first day."
    ),
    "freshness_no_day": mark("No agreement has dated evidence, so no age can be counted."),
    "single_source": mark(
        "Of {rows} agreements {none} name no source; of the {sourced} others {one} rest on one "
        "source, {one_site} on several of one site, {several} on several sites."
    ),
    "no_agreements_to_source": mark("The data hold no agreement that could rest on a source."),
    "no_sources": mark("None of {rows} agreements names a source."),
    "contradictions": mark(
        "{count} pairs of statements about the same thing, year, unit and scope contradict each "
        "other; {plans} plans differ from their results, which is no contradiction."
    ),
    "no_contradictions": mark(
        "No two statements about the same thing, year, unit and scope differ."
    ),
    "collect": mark(
        "{count} things to collect; {decisive} of them would each open a finding alone, and {idle} "
        "bear on none yet, which the screen leaves out. First comes what opens most alone, then "
        "what bears on most."
    ),
    "collect_nothing": mark("Nothing is missing that a finding of this view rests on."),
    "collect_figures": mark(
        "A figure of the pipelines opens the chains that lack it alone, as netintl pipelines "
        "--show unknowns counts them."
    ),
    "collect_start_of_agreement": mark(
        "The start of an agreement decides on which days the pairs stand that no dated agreement "
        "backs."
    ),
    "collect_demand_of_country": mark(
        "Demand of a country opens the industries that its agreements serve and that no demand is "
        "held against."
    ),
    "collect_subjects_of_agreement": mark(
        "The subjects of an agreement say which gaps of its country are only possible for its sake."
    ),
    "collect_country_of_organization": mark(
        "The country of an organization places its agreements, alone where no other party is known "
        "to sit abroad."
    ),
    "collect_industry_of_enterprise": mark(
        "The industry of an enterprise says which demand of its country is its own."
    ),
    "collect_source_of_agreement": mark(
        "A source of an agreement is the evidence of the pairs that rest on it."
    ),
}
