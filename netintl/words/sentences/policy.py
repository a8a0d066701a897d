"""The sentences of how far policy has come, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

POLICY = {
    "rules": mark(
        "Rule file {name:term}: at least {k} of {n} conditions ({source}, evidence grade {grade}; "
        "to be checked with the issuer)."
    ),
    "rules_read": mark(
        "Rule file {name:term}: at least {k} of {n} conditions. {read} of them follow the source "
        "as far as it could be read ({source}, evidence grade {grade}; to be checked with the "
        "issuer); the other {own} and the threshold of each condition are judged by the authors "
        "of the rule file, not by the issuer."
    ),
    "schools_meeting": mark(
        "Of {total} schools, {certain} are known to pass at least {k} of {n} conditions; "
        "{possible} may, where what the data do not tell counts as passed."
    ),
    "eligible": mark(
        "{ineligible} schools known not to be eligible are left out; of {unsure} of the {certain} "
        "that pass, the data do not tell whether they are eligible."
    ),
    "eligible_years": mark(
        "Eligible means open for {years} years or more: {ineligible} schools known to be younger "
        "are left out; of {unsure} of the {certain} that pass, the data do not tell their age."
    ),
    "condition": mark(
        "{condition:condition}: {passed} of {total} schools pass and {failed} fail; of {unknown} "
        "the data do not tell."
    ),
    "priority_zones": mark(
        "Of {new_before} agreements abroad that are dated before July 2023, {priority_before} "
        "reach ASEAN, Central Asia or Africa; of {new_after} dated since, {priority_after}. The "
        "dates of {new_unplaced} do not say which."
    ),
    "empty_provinces": mark(
        "{count} of {total} provinces (the XPCC is one) have no school in this view: "
        "{provinces:province}."
    ),
    "schools_without_province": mark(
        "{count} of {total} schools are in no province of the list, or their province is unknown."
    ),
    "lower_bound": mark(
        "Running means not ended, with evidence of the last 24 months; what is not attested may "
        "still run."
    ),
    "brands": mark(
        "Most agreements of one brand, {most}: {brands:brand}. Of {total} agreements of {count} "
        "brands {running} are attested in the last 24 months."
    ),
    "impact_rows": mark("{count} of {total} rows of the table can be filled from the data."),
}
