"""The picture of one organization: what goes into its ring and its two charts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.figures import Caption, draw_profile
from netintl.i18n import _, current_language
from netintl.pictures.signs import KINDS_SHOWN
from netintl.words.basis import footer
from netintl.words.claims import sentences
from netintl.words.wording import country_name, label, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_MOST = 22  # partners that a ring has room for


def profile_figure(
    network: Network, profile: Result, ego: Result, *, preset: str = "slide"
) -> Figure | None:
    """Draw one organization with its partners; None when it has no agreement in the view."""
    agreements = profile.table
    if agreements.empty:
        return None
    subject = profile.settings["organization"]
    code, own = network.code_of[subject], ego.table["organization"] == subject
    partners, left_out = _partners(network, ego.table[own])
    place = {name: number for number, name in enumerate(partners["id"])}
    among = zip(ego.table["organization"][~own], ego.table["partner"][~own], strict=True)
    ties = sorted((place[one], place[two]) for one, two in among if {one, two} <= place.keys())
    dated = agreements["start"][agreements["start"] != ""]
    years = Counter(int(start[:4]) for start in dated)
    undated = len(agreements) - len(dated)
    kinds = Counter(label("agreement_kinds", kind) for kind in agreements["type"])
    names = _names(network, code)
    counted = {"partners": len(partners) + left_out, "agreements": len(agreements)}
    said = [Claim("profile_drawn", {"id": subject, **counted})]
    said += [Claim("partners_left_out", {"left": left_out})] if left_out else []
    return draw_profile(
        partners.drop(columns="id"),
        ties,
        dict(sorted(years.items())),
        sorted(kinds.items(), key=lambda item: (-item[1], item[0])),
        kind=str(network.kinds[code]),
        text=Caption(names, sentences(said, network), footer(network)),
        kind_labels={kind: label("kinds", kind) for kind in (*KINDS_SHOWN, "alliance")},
        headings=(
            _("Agreements by year of their start ({count} undated)").format(count=number(undated)),
            _("Agreements by kind"),
        ),
        tie_label=_("partners of each other"),
        preset=preset,
    )


def _names(network: Network, code: int) -> str:
    language = current_language()
    first = network.name(code, language)
    second = network.name(code, "en" if language == "zh" else "zh")
    return first if first == second else f"{first}  {second}"


def _partners(network: Network, links: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """List the partners by kind and name, those with most agreements first to be kept."""
    codes = np.array([network.code_of[name] for name in links["partner"]], dtype=np.int64)
    language = current_language()
    rows = pd.DataFrame(
        {
            "code": codes,
            "id": links["partner"].to_numpy(),
            "label": [network.name(int(code), language) for code in codes],
            "detail": [country_name(str(network.countries[code])) for code in codes],
            "kind": network.kinds[codes],
            "weight": links["agreements"].to_numpy(dtype=float),
        }
    )
    rows = rows.sort_values(["weight", "code"], ascending=[False, True], ignore_index=True)
    kept = rows.head(_MOST)
    order = {kind: place for place, kind in enumerate(KINDS_SHOWN)}
    place = kept["kind"].map(lambda kind: order.get(kind, len(order)))
    kept = kept.assign(place=place).sort_values(["place", "code"], ignore_index=True)
    return kept.drop(columns=["place", "code"]), len(rows) - len(kept)
