"""The map of roles in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netintl.figures import Caption, draw_roles
from netintl.i18n import _
from netintl.model.terms import term
from netintl.pictures.signs import kind_labels, names_of
from netintl.words.basis import footer
from netintl.words.claims import title

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network


def roles_figure(network: Network, roles: Result, *, preset: str = "slide") -> Figure | None:
    """Draw the map of roles."""
    table = roles.table[roles.table["role"] != "not_assessable"]
    table = table[table["within_z"].notna() & table["spread"].notna()]
    if table.empty:
        return None
    rows = pd.DataFrame(
        {
            "label": names_of(network, table["organization"]),
            "kind": table["kind"].to_numpy(),
            "participation": table["spread"].to_numpy(dtype=float),
            "z": table["within_z"].to_numpy(dtype=float),
        }
    )
    headline = next(claim for claim in roles.claims if claim.code == "centres")
    subtitle = _(
        "Along: spread of links over groups; up: links inside the own group against the others "
        "there. Organizations that cannot be assessed are not drawn."
    )
    names = ("ultra_peripheral", "peripheral", "connector", "kinless", "provincial_hub",
             "connector_hub", "kinless_hub")  # fmt: skip
    return draw_roles(
        rows,
        text=Caption(title(headline, network), subtitle, footer(network)),
        role_labels={name: term(name) for name in names},
        axis_labels=(_("Participation over groups"), _("z inside its group")),
        kind_labels=kind_labels(rows["kind"]),
        preset=preset,
    )
