"""From a folder to a network: read, check, settle who is who, give codes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from netintl.identity.judgements import settle
from netintl.ingest.self_descriptions import read_self_description
from netintl.model.bundled import bundled
from netintl.model.successions import LASTING
from netintl.network.cache import settled_tables
from netintl.network.entities import network_of_tables

if TYPE_CHECKING:
    from netintl.ingest.package import Package
    from netintl.network.layers import PairRule
    from netintl.network.network import Network

ENVIRONMENT = "NETINTL_DATA"
_SIGNS_OF_A_PACKAGE = ("datapackage.json", "links.csv")


def default_data() -> Path:
    """Return ``$NETINTL_DATA``, else ``./data`` when it holds a package, else the bundled data."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    here = Path("data")
    if any((here / sign).is_file() for sign in _SIGNS_OF_A_PACKAGE):
        return here
    return bundled("data")


def load(
    path: str | Path | None = None,
    *,
    pair_rule: PairRule = "even",
    encoding: str | None = None,
    directed: bool = False,
) -> Network:
    """Load a package and build its network.

    Errors in the data do not raise: rows that cannot stand are left out and listed by
    `netintl.ingest.package.load_package`, which the command ``netintl check`` prints.

    Parameters
    ----------
    path
        Folder, workbook or table file; the bundled data when omitted.
    pair_rule
        ``even`` spreads an agreement's weight over its pairs, ``full`` gives each pair 1.
    encoding, directed
        As of `netintl.ingest.package.load_package`.

    Raises
    ------
    InputError
        When there is nothing to read.

    Examples
    --------
    >>> from netintl.model.bundled import bundled
    >>> len(load(bundled("data") / "worked-example"))
    8
    """
    place = Path(path) if path is not None else default_data()
    tables = settled_tables(place, encoding=encoding, directed=directed)
    described = read_self_description(place)
    return network_of_tables(tables, pair_rule=pair_rule, described=described)


def network_of(package: Package, *, pair_rule: PairRule = "even") -> Network:
    """Build the network of a package that is loaded already."""
    tables = dict(package.tables)
    settled = settle(tables, tables["judgements"], LASTING)
    return network_of_tables(settled, pair_rule=pair_rule, described=package.described)
