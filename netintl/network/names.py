"""The organization that somebody means by an id, a name, or a part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.errors import UsageError
from netintl.i18n import _, current_language
from netintl.model.cells import parts_of
from netintl.model.nearest import nearest
from netintl.model.proposals import told_apart

if TYPE_CHECKING:
    from netintl.network.network import Network

_SHOWN = 8  # hits listed when a name is ambiguous


def find_organization(network: Network, text: str) -> str:
    """Return the id meant by an id, an exact name in either language, or a part of one name.

    An id that is part of another organization now, or counted under one, means that one.

    Raises
    ------
    UsageError
        When nothing or several organizations fit; hits, or the nearest, are listed and nothing
        is guessed.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> find_organization(from_links([("S1", "C1")]), "s1")
    'S1'
    """
    now = network.identity.became.get(text.strip(), "")
    if now in network.code_of and network.members[network.code_of[now]]:
        return now
    wanted = text.strip().casefold()
    rows = network.organizations[network.members]
    columns = [rows[name].str.casefold() for name in ("id", "name_zh", "name_en")]
    aliases = rows["aliases"].str.casefold()
    exact = columns[0] == wanted
    for column in columns[1:]:
        exact |= column == wanted
    exact |= aliases.map(lambda cell: wanted in parts_of(cell))
    part = aliases.str.contains(wanted, regex=False)
    for column in columns:
        part |= column.str.contains(wanted, regex=False)
    for mask in (columns[0] == wanted, exact, part):
        hits = rows["id"][mask & (wanted != "")]
        if len(hits) == 1:
            return str(hits.iloc[0])
        if len(hits) > 1:
            raise _ambiguous(network, text, hits.tolist())
    raise _unknown(network, text)


def _unknown(network: Network, text: str) -> UsageError:
    rows = network.organizations[network.members]
    columns = (rows[name] for name in ("id", "name_zh", "name_en", "aliases"))
    near = nearest(
        text,
        {own: (own, zh, en, *parts_of(also)) for own, zh, en, also in zip(*columns, strict=True)},
    )
    cure = _("Use a name in Chinese or English, or a part of one that is unambiguous.")
    if near:
        cure = _("Did you mean {names}?").format(names=_told(network, near))
    return UsageError(_("No organization is called {name}.").format(name=text), cure=cure)


def _ambiguous(network: Network, text: str, hits: list[str]) -> UsageError:
    return UsageError(
        _("{count} organizations fit {name}: {list}.").format(
            count=len(hits), name=text, list=_told(network, hits)
        ),
        cure=_("Give more of the name, or the id in brackets where two are called alike."),
    )


def _told(network: Network, hits: list[str]) -> str:
    language = current_language()
    codes = [network.code_of[identity] for identity in hits]
    kinds, countries = (network.organizations[name] for name in ("kind", "country"))
    return told_apart(
        [
            (
                network.ids[code],
                network.name(code, language),
                kinds.iloc[code],
                countries.iloc[code],
            )
            for code in codes
        ],
        _SHOWN,
    )
