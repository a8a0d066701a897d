"""What the parts of a description of data have in common."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from netintl.analyses.result import Result
from netintl.ingest.unions import UNKNOWN
from netintl.model.cells import parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.analyses.claim import Claim
    from netintl.network.network import Network

_OWN: Final = ("organizations", "agreements", "parties")


def described(
    name: str, network: Network, table: pd.DataFrame, claims: Sequence[Claim], **settings: object
) -> Result:
    """Assemble a part that is of all the data, whatever the view takes in."""
    reasons = pd.DataFrame([], columns=["finding", "component", "value", "agreements"])
    whole = MappingProxyType({**network.settings, **settings})
    return Result(name, table, reasons, tuple(claims), whole, network.fingerprint)


def table_of(network: Network, name: str) -> pd.DataFrame:
    """Return a table of a network by name.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(table_of(from_links([("S1", "C1")]), "agreements"))
    1
    """
    frame: pd.DataFrame = getattr(network, name) if name in _OWN else network.tables[name]
    return frame


def cells_of(frame: pd.DataFrame, column: str) -> np.ndarray:
    """Return a column of text cells; empty ones where a package of one's own lacks it."""
    if column in frame.columns:
        return frame[column].to_numpy(dtype=object)
    return np.full(len(frame), "", dtype=object)


def is_filled(cells: np.ndarray) -> np.ndarray:
    """Mask the cells that say something; ``unknown`` says nothing.

    Examples
    --------
    >>> is_filled(np.array(["active", "", "unknown", "0"], dtype=object)).tolist()
    [True, False, False, True]
    """
    return ~np.isin(cells.astype(str), sorted(UNKNOWN))


def hosts_of_sources(network: Network) -> Mapping[str, str]:
    """Map each source to the site that its address names; to itself where it has none.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> dict(hosts_of_sources(from_links([("S1", "C1")])))
    {}
    """
    table = network.tables["sources"]
    return {name: _host(url) or name for name, url in zip(table["id"], table["url"], strict=True)}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # an address that is none names no site
        return ""


def sources_of(cells: np.ndarray) -> list[tuple[str, ...]]:
    """Split a column of sources; equal cells are split once."""
    codes, values = pd.factorize(cells)
    parted = [parts_of(str(value)) for value in values]
    return [parted[code] for code in codes]
