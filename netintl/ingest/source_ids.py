"""Addresses of sources: stable ids, kinds, and the day of publication where one is shown."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from netintl.ingest.mapping_rules import AddressRules

_DIGITS = 8  # of the hash: 32 bits, no clash among some thousands of pages of one host
_DATE = ("[1-9][0-9]{3}", "[0-9]{2}", "[0-9]{2}")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def source_id(url: str) -> str:
    """Name a source by its host and a hash of its address, whatever scheme it is cited with.

    Examples
    --------
    >>> source_id("http://www.jhc.cn/2017/1229/c4549a87035/page.htm")
    'jhc.cn-5e8853aa'
    >>> source_id("https://jhc.cn/2017/1229/c4549a87035/page.htm")
    'jhc.cn-5e8853aa'
    """
    bare = _SCHEME.sub("", url.strip()).removeprefix("www.")
    digest = hashlib.sha256(bare.encode()).hexdigest()[:_DIGITS]
    return f"{host_of(url)}-{digest}"


def host_of(url: str) -> str:
    """Return the host of an address without ``www.``.

    Examples
    --------
    >>> host_of("https://www.chinadaily.com.cn/a/202503/03/WS67c5.html")
    'chinadaily.com.cn'
    """
    text = url.strip() if _SCHEME.match(url.strip()) else f"//{url.strip()}"
    try:
        host = urlsplit(text).hostname
    except ValueError:  # an address in brackets that is none
        host = None
    return (host or "source").removeprefix("www.")


def published_on(url: str, rules: AddressRules) -> str:
    r"""Read the day of publication from an address, or return ``""``.

    Examples
    --------
    >>> from netintl.ingest.mapping_rules import AddressRules
    >>> from netintl.ingest.patterns import compile_pattern
    >>> rules = AddressRules(published=(compile_pattern(r"/(\d{4})-(\d\d)/(\d\d)/"),))
    >>> published_on("http://en.cidca.gov.cn/2021-11/27/c_728772.htm", rules)
    '2021-11-27'
    """
    for pattern in rules.published:
        found = pattern.search(url)
        if found:
            parts = [part for part in found.groups() if part]
            if _is_date(parts):
                return "-".join(parts)
    return ""


def _is_date(parts: list[str]) -> bool:
    if len(parts) > len(_DATE) or not all(map(re.fullmatch, _DATE, parts)):
        return False
    year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]  # noqa: PLR2004 - months


def kind_of(url: str, rules: AddressRules) -> str:
    """Return the kind of source that the first fitting rule gives, or ``""``.

    A rule names hosts; a host stands for itself and all its subdomains.

    Examples
    --------
    >>> from netintl.ingest.mapping_rules import AddressRules
    >>> rules = AddressRules(kinds=(("press", ("people.cn",)),))
    >>> kind_of("http://en.people.cn/n3/x.html", rules), kind_of("http://a.org", rules)
    ('press', '')
    """
    host = f".{host_of(url)}"
    for kind, hosts in rules.kinds:
        if any(host.endswith(f".{name}") for name in hosts):
            return kind
    return ""
