"""What is offered where a name is unknown: all there is where that is little, else the nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.i18n import _, current_language
from netintl.model.country_names import countries_meant
from netintl.model.framing import kind_label
from netintl.model.naming import names_by_code
from netintl.model.nearest import nearest
from netintl.model.places import countries
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WHOLE: Final = 15  # names that are listed without a choice, the nearest first
_ENDURED: Final = 20  # where none is alike
_PLAIN: Final = ("country", "province", "field", "industry")  # kinds that are no vocabulary


def offered_codes(kind: str, text: str) -> str:
    """Say which codes of a vocabulary or a reference table can be meant by a text.

    Parameters
    ----------
    kind
        ``country``, ``province``, ``field``, ``industry`` (sections), or a vocabulary.

    Examples
    --------
    >>> offered_codes("country", "Indonsia")[:34]
    'The nearest are: Indonesia (IDN), '
    >>> offered_codes("country", "Congo")
    'Choose from: Congo (COG), DR Congo (COD).'
    >>> offered_codes("levels", "masters")
    'Choose from: associate, secondary, university.'
    """
    names = dict(names_by_code(kind))
    if kind == "country":
        meant = countries_meant(text) or tuple(names)
        names = {code: (*names[code], *countries()[code].aliases) for code in meant}
    texts = {code: (*words, code) for code, words in names.items()}
    return offered(text, texts, {code: _called(kind, code, names[code]) for code in names})


def is_listed_whole(kind: str) -> bool:
    """Tell whether all codes are listed, whatever was typed."""
    return len(names_by_code(kind)) <= _WHOLE


def _called(kind: str, code: str, names: Sequence[str]) -> str:
    """Name a code of letters and figures before it; a code that is a word stands first."""
    chinese = current_language() == "zh"
    if kind in _PLAIN:
        name = (names[1] if chinese else names[0]) or code
        return f"{name} ({code})"
    label = vocabulary(kind)[code].label(current_language())
    alike = label.casefold() == code.replace("_", " ")
    return code if alike else f"{code} ({label})"


def offered(
    text: str, names: Mapping[str, Iterable[str]], labels: Mapping[str, str] | None = None
) -> str:
    """Say which of several names can be meant by a text.

    Parameters
    ----------
    text
        What was typed.
    names
        What each key is called.
    labels
        How each key is said; the key itself where none is given.

    Examples
    --------
    >>> offered("tren", {"trends": ("trends",), "hubs": ("hubs",)})
    'Choose from: trends, hubs.'
    >>> print(offered("tren", {}) or "-")
    -
    """
    said = dict(labels or {name: name for name in names})
    if not names:
        return ""
    found = nearest(text, names)
    if len(names) <= (_WHOLE if found else _ENDURED):
        ordered = dict.fromkeys([*found, *names])
        return _("Choose from: {names}.").format(names=listed(said[key] for key in ordered))
    if not found:
        return _("Nothing alike is among the {n} that are known.").format(n=len(names))
    return _("The nearest are: {names}; there are {n} more.").format(
        names=listed(said[key] for key in found), n=len(names) - len(found)
    )


def offered_names(text: str, names: Iterable[str]) -> str:
    """Say which of several plain names can be meant by a text.

    Examples
    --------
    >>> offered_names("degre", ["degree", "strength"])
    'Choose from: degree, strength.'
    """
    return offered(text, {name: (name,) for name in names})


def told_apart(organizations: Iterable[tuple[str, str, str, str]], most: int) -> str:
    """List organizations by name, kind and country; only those that look the same by id too.

    Parameters
    ----------
    organizations
        Id, name, kind and country of each.
    most
        How many are listed.

    Examples
    --------
    >>> told_apart([("s1", "West College", "school", "CHN"), ("c1", "", "college", "")], 8)
    'West College (Chinese school, China), c1 (overseas college)'
    """
    found = list(organizations)
    labels = [_label(name or identity, kind, country) for identity, name, kind, country in found]
    said = [
        f"{label} [{identity}]" if labels.count(label) > 1 else label
        for (identity, *_rest), label in zip(found[:most], labels, strict=False)
    ]
    return listed(said) + ("…" if len(found) > most else "")


def _label(name: str, kind: str, country: str) -> str:
    language = current_language()
    parts = []
    if kind in vocabulary("kinds"):
        parts.append(kind_label(kind, language))
    if country in countries():
        place = countries()[country]
        parts.append(place.name_zh if language == "zh" else place.name_en)
    if not parts:
        return name
    return f"{name}（{'，'.join(parts)}）" if language == "zh" else f"{name} ({', '.join(parts)})"


def listed(names: Iterable[str]) -> str:
    """Write names one after the other, as the current language does.

    Examples
    --------
    >>> listed(["a", "b"])
    'a, b'
    """
    return ("、" if current_language() == "zh" else ", ").join(names)
