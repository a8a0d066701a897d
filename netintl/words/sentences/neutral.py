"""What is said of a network that is not one of Chinese schools: nobody there is abroad."""

from __future__ import annotations

from netintl.i18n import mark

NEUTRAL = {
    "hosts_reached": mark(
        "{agreements} cooperation agreements have parties in {count} countries and regions; most "
        "are in {names:country} ({most})"
    ),
    "host_reached": mark(
        "{agreements} cooperation agreements have parties of known country, all in {names:country}"
    ),
    "hub_form": mark(
        "Of {count} agreements with more than {most} parties not every pair is listed: each party "
        "is tied to one party of each kind, so numbers of partners are too low."
    ),
    "no_fields": mark("No agreement names a major."),
    "flows_drawn": mark(
        "Agreements of a school with another country ({count}); an agreement with several hosts "
        "or majors is spread evenly. Colour = region of the host."
    ),
}

# Captions of tables, by what they are elsewhere.
NEUTRAL_CAPTIONS = {
    "Chains from schools to enterprises (one per college and enterprise)": mark(
        "Chains from schools to enterprises, one for each college and enterprise"
    ),
}
