"""Whether an organization and an entry of a register are at one place, or share a site."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from netintl.identity.names import plain_text, sound_of
from netintl.model.cells import parts_of
from netintl.model.places import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from netintl.identity.records import Record

_HAN: Final = re.compile("[\u3400-\u9fff]")
_TAIL: Final = re.compile("(特别行政区|自治州|地区|市|县|区)$")
_TOGETHER: Final = frozenset(("65", "66"))  # Xinjiang, and the Corps that sits in it
_SHORTEST: Final = 4  # letters of a place that tell it within others


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
    city = _cities(organization.city, entry.city)
    if apart or city == "other":
        return "other"
    if city == "same":
        return "city"
    both = organization.province and entry.province
    return "province" if both and organization.country == HOME else "country"


@lru_cache(maxsize=100_000)
def _cities(one: str, other: str) -> str:
    if not one or not other:
        return ""
    scripts = {bool(_HAN.search(one)), bool(_HAN.search(other))}
    if len(scripts) == 1:
        return "same" if _within(_bare(one), _bare(other)) else "other"
    return "same" if _within(_letters(one), _letters(other)) else ""


def _bare(city: str) -> str:
    return _TAIL.sub("", city) if _HAN.search(city) else _letters(city)


def _letters(city: str) -> str:
    plain = sound_of(_TAIL.sub("", city)) if _HAN.search(city) else plain_text(city)
    return "".join(sign for sign in plain if sign.isalpha())


def _within(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    least = 2 if _HAN.search(short) else _SHORTEST
    return one == other or (len(short) >= least and short in long)


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
