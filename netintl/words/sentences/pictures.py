"""The titles and subtitles of pictures, by the code of their claim."""

from __future__ import annotations

from netintl.i18n import mark

PICTURES = {
    "hosts_reached": mark(
        "{agreements} cooperation agreements reach {count} countries and regions abroad; the "
        "first are {names:country} ({most})"
    ),
    "host_reached": mark(
        "{agreements} cooperation agreements have a party abroad, all in {names:country}"
    ),
    "network_drawn": mark(
        "{nodes} organizations and {links} links drawn; size = number of partners of another "
        "kind; the largest group is at the left. {left} organizations in groups of fewer than "
        "{smallest} are not drawn."
    ),
    "network_drawn_one_kind": mark(
        "{nodes} organizations and {links} links drawn; size = number of partners, all of the "
        "same kind; the largest group is at the left. {left} organizations in groups of fewer "
        "than {smallest} are not drawn."
    ),
    "flows_lead": mark(
        "From province to host country to field: {name:province} leads with {agreements:.0f} of "
        "{total} agreements"
    ),
    "flows_drawn": mark(
        "Agreements between a Chinese school and a party abroad ({count}); an agreement with "
        "several hosts or majors is spread evenly. Colour = region of the host."
    ),
    "profile_drawn": mark(
        "{id:place}. {partners} partners of any kind, {agreements} agreements; line width = "
        "agreements."
    ),
    "partners_left_out": mark("{left} partners with fewer agreements are not drawn."),
}
