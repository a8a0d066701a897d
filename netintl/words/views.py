"""Which view a figure is of, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.i18n import _, current_language, mark
from netintl.model.terms import term
from netintl.network.additions import speaking_of
from netintl.words.wording import country_name, field_name, label, province_name

if TYPE_CHECKING:
    from netintl.network.network import Network

_SETTINGS: Final = {
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
    "roll_up": mark("counted by"),
}
_LEVELS: Final = {"institution": mark("institution"), "group": mark("group")}


def view_text(network: Network) -> str:
    """Write the settings of a view in one line, with names for codes."""
    with speaking_of(network):
        return _settings(network)


def _settings(network: Network) -> str:
    joiner = "、" if current_language() == "zh" else ", "
    parts = []
    for name, value in network.settings.items():
        if name == "pair_rule":
            continue
        values = value if isinstance(value, list) else [value]
        named = joiner.join(_setting(network, name, str(each)) for each in values)
        parts.append(f"{_(_SETTINGS[name])} {named}" if name in _SETTINGS else f"{name} {named}")
    if not parts and not network.chosen.all():
        return _("all but proposals and mere memoranda")
    return "; ".join(parts) or _("everything")


def _setting(network: Network, name: str, value: str) -> str:
    """Name one value of a setting."""
    if name == "organizations":
        return network.name(network.code_of[value], current_language())
    if name == "roll_up":
        return _(_LEVELS[value])
    vocabularies = {"kinds": "kinds", "brands": "brands", "status": "statuses"}
    if name in vocabularies:
        return label(vocabularies[name], value)
    names = {"countries": country_name, "provinces": province_name, "fields": field_name}
    return names[name](value) if name in names else term(value)
