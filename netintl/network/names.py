"""The organization that somebody means by an id, a name, or a part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.errors import UsageError
from netintl.i18n import _
from netintl.model.cells import parts_of

if TYPE_CHECKING:
    from netintl.network.network import Network

_SHOWN = 8  # hits listed when a name is ambiguous


def find_organization(network: Network, text: str) -> str:
    """Return the id meant by an id, an exact name in either language, or a part of one name.

    Raises
    ------
    UsageError
        When nothing or several organizations fit; hits are listed and nothing is guessed.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> find_organization(from_links([("S1", "C1")]), "s1")
    'S1'
    """
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
    raise UsageError(
        _("No organization is called {name}.").format(name=text),
        cure=_("Use an id, a name in Chinese or English, or a part of one that is unambiguous."),
    )


def _ambiguous(network: Network, text: str, hits: list[str]) -> UsageError:
    shown = [f"{name} ({network.name(network.code_of[name], 'zh')})" for name in hits[:_SHOWN]]
    more = "…" if len(hits) > _SHOWN else ""
    return UsageError(
        _("{count} organizations fit {name}: {list}.").format(
            count=len(hits), name=text, list=", ".join(shown) + more
        ),
        cure=_("Give the id of the one you mean."),
    )
