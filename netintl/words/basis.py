"""What a table or picture rests on, in one line: agreements, sources, day, view, fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.i18n import _, current_language, mark
from netintl.model.terms import term
from netintl.words.wording import country_name, field_name, label, number, province_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from netintl.network.network import Network


def basis_line(network: Network) -> str:
    """Say what a table of the network rests on: agreements, sources, day, fingerprint."""
    return _(
        "Based on {agreements} agreements and {sources} sources; newest evidence {day}; view: "
        "{view}; network {fingerprint}."
    ).format(
        agreements=number(int(network.chosen.sum())),
        sources=number(source_count(network)),
        day=newest_day(network),
        view=view_text(network),
        fingerprint=network.fingerprint,
    )


def footer(network: Network) -> str:
    """Say where the data are from and of what day."""
    return _(
        "Data: {agreements} agreements from {sources} sources, newest evidence {day} · netintl · "
        "network {fingerprint}"
    ).format(
        agreements=number(int(network.chosen.sum())),
        sources=number(source_count(network)),
        day=newest_day(network),
        fingerprint=network.fingerprint,
    )


def source_count(network: Network) -> int:
    """Count the sources that the agreements of the view cite."""
    cited = network.values("agreements", "source")
    return len({name for code in np.flatnonzero(network.chosen) for name in cited[code]})


def newest_day(network: Network) -> str:
    """Write the day of the newest evidence."""
    known = network.evidence_days[~np.isnat(network.evidence_days)]
    return str(known.max()) if len(known) else _("unknown")


_SETTINGS = {
    "as_of": mark("on"),
    "since": mark("from"),
    "until": mark("before"),
    "undated": mark("undated agreements"),
    "kinds": mark("kind"),
    "countries": mark("country or region"),
    "provinces": mark("province"),
    "organizations": mark("organization"),
    "fields": mark("major"),
    "brands": mark("brand"),
    "status": mark("status"),
    "min_confidence": mark("confidence from"),
}


def view_text(network: Network, only: Collection[str] = ()) -> str:
    """Write the settings of a view in one line, or some of them, with names for codes."""
    joiner = "、" if current_language() == "zh" else ", "
    parts = []
    for name, value in network.settings.items():
        if name == "pair_rule" or (only and name not in only):
            continue
        values = value if isinstance(value, list) else [value]
        named = joiner.join(_setting(network, name, str(each)) for each in values)
        parts.append(f"{_(_SETTINGS[name])} {named}" if name in _SETTINGS else f"{name} {named}")
    return "; ".join(parts) or _("everything")


def _setting(network: Network, name: str, value: str) -> str:
    """Name one value of a setting."""
    if name == "organizations":
        return network.name(network.code_of[value], current_language())
    vocabularies = {"kinds": "kinds", "brands": "brands", "status": "statuses"}
    if name in vocabularies:
        return label(vocabularies[name], value)
    names = {"countries": country_name, "provinces": province_name, "fields": field_name}
    return names[name](value) if name in names else term(value)
