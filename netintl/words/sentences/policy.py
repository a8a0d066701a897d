"""The sentences of how far policy has come, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

POLICY = {
    "rules": mark(
        "Rule file {name:term}: at least {k} of {n} conditions ({source}, evidence grade {grade}; "
        "to be checked with the issuer)."
    ),
    "empty_provinces": mark(
        "{count} of the 31 provinces and the XPCC have no school in the data: {provinces:province}."
    ),
    "lower_bound": mark(
        "Running means evidence of the last 24 months; what is not attested may still run."
    ),
    "impact_rows": mark("{count} of {total} rows of the table can be filled from the data."),
    "few_cases": mark("Fewer than {fewest} cases: counts are given, and no share is claimed."),
}
