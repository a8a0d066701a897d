"""Whether an organization and an entry of a register are at one place, or share a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from netintl.identity.cities import cities_say
from netintl.model.cells import parts_of
from netintl.model.places import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from netintl.identity.records import Record

_TOGETHER: Final = frozenset(("65", "66"))  # Xinjiang, and the Corps that sits in it


def place_evidence(organization: Record, entry: Record) -> str:
    """Return what both are known to share: city, province or country; else ``other`` or nothing.

    Places in two scripts are compared by their sound; where it differs, nothing is said.

    Examples
    --------
    >>> from netintl.identity.records import Record
    >>> here = Record("a", "", (), "CHN", "34", "hefei")
    >>> place_evidence(here, Record("b", "", (), "CHN", "34", "合肥"))
    'city'
    >>> place_evidence(here, Record("b", "", (), "CHN", "37", "济南"))
    'other'
    """
    if not organization.country or organization.country != entry.country:
        return "other" if organization.country and entry.country else ""
    provinces = {organization.province, entry.province} - {""}
    apart = len(provinces) > 1 and provinces != _TOGETHER
    city = cities_say(organization.city, entry.city)
    if apart or city == "other":
        return "other"
    if city == "same":
        return "city"
    both = organization.province and entry.province
    return "province" if both and organization.country == HOME else "country"


def own_hosts(tables: Mapping[str, pd.DataFrame]) -> dict[str, frozenset[str]]:
    """Map organizations to the hosts of the pages that their rows cite.

    Examples
    --------
    >>> import pandas as pd
    >>> sources = pd.DataFrame({"id": ["s"], "url": ["https://www.uenr.edu.gh/news/1"]})
    >>> rows = pd.DataFrame({"id": ["a"], "source": ["s"]})
    >>> own_hosts({"organizations": rows, "sources": sources})
    {'a': frozenset({'uenr.edu.gh'})}
    """
    frame, sources = tables["organizations"], tables.get("sources")
    if sources is None or sources.empty or "url" not in sources or "source" not in frame:
        return {}
    host_of = {
        own: host
        for own, url in zip(sources["id"], sources["url"], strict=True)
        if (host := _host(url))
    }
    cited = zip(frame["id"], frame["source"], strict=True)
    found = ((own, frozenset(_of(host_of, parts_of(cell)))) for own, cell in cited)
    return {own: hosts for own, hosts in found if hosts}


def _of(host_of: Mapping[str, str], sources: Iterable[str]) -> Iterable[str]:
    return (host_of[name] for name in sources if name in host_of)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def stands_on(hosts: Iterable[str], site: str) -> str:
    """Return the host that belongs to a site, or nothing.

    Examples
    --------
    >>> stands_on(["news.uenr.edu.gh"], "uenr.edu.gh"), stands_on(["edu.gh"], "uenr.edu.gh")
    ('news.uenr.edu.gh', '')
    """
    fitting = (host for host in hosts if site and (host == site or host.endswith(f".{site}")))
    return min(fitting, default="")
