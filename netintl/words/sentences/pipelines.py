"""The sentences of how many people can reach which firm, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

PIPELINES = {
    "pipelines": mark(
        "{chains} chains of agreements lead to {enterprises} enterprises that may hire; of these "
        "chains {assessable} are assessable, {bounded_above} bounded above and {not_assessable} "
        "not assessable."
    ),
    "no_chains": mark("No chain of agreements of this view leads from a school to an enterprise."),
    "chains_cut": mark("{shown} of {total} chains are listed; ask for one country or enterprise."),
    "chain_evidence": mark(
        "Of {assessable} assessable chains {yearly} rest on yearly figures throughout, "
        "{one_cohort} on one cohort at a link, {plan} on a plan; a running total is never taken "
        "for a yearly figure."
    ),
    "chains_possible": mark(
        "{count} of {total} chains are possible only: nothing says that their two links belong to "
        "one programme."
    ),
    "chains_any_field": mark(
        "{count} of {total} chains name no field at any link; they stand as of any field, once "
        "each."
    ),
    "chains_different_fields": mark(
        "{count} of {total} chains have links that name different fields; they share none."
    ),
    "no_employers": mark(
        "No chain ends at {count} enterprises that have schools or colleges as partners: by the "
        "kinds of their agreements and their roles they sell, build, own, give or train teachers, "
        "or their only industry is education, or they are not known by name."
    ),
    "throughput": mark(
        "Between {low} and {high} persons a year can reach enterprises; enterprises ask for "
        "{demand}."
    ),
    "throughput_exact": mark(
        "{low} persons a year can reach enterprises, of {demand} that enterprises ask for."
    ),
    "throughput_open": mark(
        "At least {low} persons a year can reach enterprises, how many more is not bounded by "
        "what is known; enterprises ask for {demand}."
    ),
    "throughput_at_most": mark(
        "At most {high} persons a year can reach enterprises, how many at least is not known; "
        "enterprises ask for {demand}."
    ),
    "throughput_undemanded": mark(
        "Between {low} and {high} persons a year can reach enterprises; how many enterprises ask "
        "for is not stated."
    ),
    "throughput_at_most_undemanded": mark(
        "At most {high} persons a year can reach enterprises, how many at least is not known; how "
        "many enterprises ask for is not stated."
    ),
    "throughput_exact_undemanded": mark(
        "{low} persons a year can reach enterprises; how many enterprises ask for is not stated."
    ),
    "throughput_open_undemanded": mark(
        "At least {low} persons a year can reach enterprises, how many more is not bounded by "
        "what is known; how many enterprises ask for is not stated."
    ),
    "throughput_unknown": mark(
        "How many persons a year all chains together can carry is not assessable: on none of them "
        "are places, links, seats and hires all stated so that somebody passes every step, and "
        "what is stated sets no upper bound. A single chain is assessable where its links have "
        "figures."
    ),
    "demand_stated": mark("Enterprises ask for {demand} persons a year."),
    "demand_silent": mark(
        "{count} of {total} enterprises at the end of a chain do not say how many they hire."
    ),
    "demand_unlinked": mark(
        "{count} enterprises ask for {persons} persons a year and have no agreement in this view: "
        "{elements:stage}."
    ),
    "demand_unreached": mark(
        "{count} enterprises ask for {persons} persons a year and no chain of this view leads to "
        "them, though they have agreements: {elements:stage}."
    ),
    "supply_unlinked": mark(
        "{count} schools and colleges state a capacity, have no agreement in this view and are not "
        "used: {elements:stage}."
    ),
    "supply_unused": mark(
        "{count} schools and colleges state a capacity that no chain of this view uses, though "
        "they have agreements: {elements:stage}."
    ),
    "limits": mark("What limits it, in persons a year: {elements:stage}."),
    "pooled": mark(
        "No capacity names a field, so all fields are pooled; this overstates what can flow."
    ),
    "ask_first_completes": mark(
        "Ask first for {stage:term} {organization:organization}: this figure alone would make "
        "{completes} chains assessable."
    ),
    "ask_first_chains": mark(
        "Ask first for {stage:term} {organization:organization}: {chains} chains lack this figure "
        "and one other."
    ),
    "ask_first": mark(
        "Ask first for {stage:term} {organization:organization}: any figure narrows the "
        "throughput by at least {persons} persons a year."
    ),
    "ask_first_bound": mark(
        "Ask first for {stage:term} {organization:organization}, a bound that is not known."
    ),
    "nothing_unknown": mark("No figure is missing on a chain."),
    "yields": mark(
        "Of those who begin, {completion} complete; of those who arrive, {hire} are hired and "
        "{retention} of these stay (1 loses nobody); {own} rates are stated by organizations."
    ),
    "dual_certificate": mark(
        "Checked: the joint flow of all fields equals the value of its dual programme."
    ),
    "funnel": mark(
        "Of {agreement} cooperation agreements {running} are attested in the last 24 months and "
        "{ended} have ended or passed their end. Counted in agreements, {enrolled} state students "
        "or trainees, {completed} state graduates, {hired} state people who went into employment, "
        "and {retained} state people who stayed; what the others do not state is unknown."
    ),
    "not_added": mark("Persons of different agreements count different things and are not added."),
}

THROUGHPUT = tuple(code for code in PIPELINES if code.startswith("throughput"))
