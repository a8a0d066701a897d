"""A view as a Data Package, which netintl and every other reader of such packages can load."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from netintl.csv_cells import AS_IT_STANDS
from netintl.ingest.self_descriptions import carried
from netintl.ingest.writing import DESCRIPTOR, csv_text, descriptor_text, used_columns
from netintl.model.schema import tables as declared_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netintl.network.network import Network

_OF_AGREEMENTS: Final = ("flows",)


def data_package(network: Network) -> dict[str, bytes]:
    """Write a view as tables and their descriptor; the whole network loads as itself again.

    A narrower view holds its agreements, what they rest on and all their parties.

    Returns
    -------
    dict of bytes
        Files by name. Loading them gives a network of the same fingerprint when the view is the
        whole network.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> sorted(data_package(from_links([("S1", "C1")])))[:2]
    ['agreements.csv', 'datapackage.json']
    """
    tables = {name: frame for name, frame in _tables(network).items() if len(frame)}
    used = {name: used_columns(name, tables[name]) for name in declared_tables() if name in tables}
    files = {f"{name}.csv": csv_text(name, frame).encode() for name, frame in used.items()}
    described, rules = carried(network.described)
    files |= {name: text.encode() for name, text in rules.items()}
    about = _about(network, described.descriptor(), files)
    files[DESCRIPTOR] = descriptor_text(used, about).encode()
    return files


def _tables(network: Network) -> dict[str, pd.DataFrame]:
    narrowed = len(network.settings) > 1
    if not narrowed and network.identity.origin:  # mergers hold from a day on: both stand before
        return dict(network.identity.origin)
    chosen = network.chosen if narrowed else network.chosen | True
    named = chosen[network.party_agreement] & network.attending
    members = network.members.copy()
    members[network.party_organization[named]] = True
    tables = dict(network.tables)
    if narrowed:
        there = set(network.agreements["id"][chosen])
        for name in _OF_AGREEMENTS:
            tables[name] = tables[name][tables[name]["agreement"].isin(there)]
        rows, known = tables["successions"], set(network.organizations["id"][members])
        lasting = rows["after"].where(rows["after"] != "", rows["before"])
        tables["successions"] = rows[lasting.isin(known)]
    return {
        "organizations": network.organizations[members],
        "agreements": network.agreements[chosen],
        "parties": network.parties[named],
        **tables,
    }


def _about(
    network: Network, described: Mapping[str, Any], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Say what the package as a whole is, by hashes that do not depend on the day."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    settings = {name: value for name, value in network.settings.items() if value is not None}
    return {
        "name": "netintl-export",
        "description": AS_IT_STANDS,
        **described,
        "netintl": {
            "fingerprint": network.fingerprint,
            "view": {name: _plain(value) for name, value in sorted(settings.items())},
            "sha256": hashes,
        },
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, (list, tuple, set, frozenset)) else value
