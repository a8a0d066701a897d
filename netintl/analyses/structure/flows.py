"""What flows from where to where: agreements of schools through three columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result, ranks
from netintl.model.places import HOME, countries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netintl.network.network import Network

COLUMNS: Final = ("province", "country", "region", "field", "kind", "brand", "status")
USUAL: Final = ("province", "country", "field")
_DIGITS: Final = 9  # sums of shares that differ by less are equal


def find_flows(network: Network, *, columns: Sequence[str] = USUAL) -> Result:
    """Spread the agreements between a Chinese school and a party abroad over three columns.

    Each agreement has the weight 1, spread evenly over the provinces of its schools, its hosts
    abroad and its majors. Memberships of alliances are left aside.

    Parameters
    ----------
    columns
        Of ``COLUMNS``; the region of the host is told in any case.

    Returns
    -------
    Result
        One row per combination that occurs, most agreements first; a cell is empty where the
        agreement does not state it.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(find_flows(from_links([("S1", "C1")])).table)  # no country is known
    0
    """
    keys = list(dict.fromkeys((*columns, "region")))
    listed = pd.DataFrame(list(_shares(network)), columns=["agreement", "share", *COLUMNS])
    groups = listed.groupby(keys, sort=True)
    table = groups["share"].sum().rename("agreements").reset_index()
    table.insert(0, "rank", ranks(table["agreements"].to_numpy(dtype=float)))
    table = table.sort_values(["rank", *keys], ignore_index=True)
    # The region follows from the country, so that it need not be named beside it.
    named = [keys.index(key) for key in (columns if "country" in columns else keys)]
    cited = {
        ":".join(str(cells[place]) for place in named): sorted(set(ids))
        for cells, ids in groups["agreement"]
    }
    reasons = [(name, "agreements", len(ids), tuple(ids)) for name, ids in cited.items()]
    claims = _leading(listed) if tuple(columns) == USUAL else []
    return make_result(
        "flows", network, table, reasons=reasons, claims=claims, columns=list(columns)
    )


def _leading(listed: pd.DataFrame) -> list[Claim]:
    """Name the province with most agreements, where one is known and stands alone."""
    known = listed[listed["province"] != ""]
    sums = known.groupby("province")["share"].sum().round(_DIGITS)
    first = sums[sums == sums.max()]
    if len(first) != 1:
        return []
    rows = tuple(sorted(known.loc[known["province"] == first.index[0], "agreement"].unique()))
    total = int(listed["agreement"].nunique())
    facts = {"name": str(first.index[0]), "agreements": float(first.iloc[0]), "total": total}
    return [Claim("flows_lead", facts, scope="cooperation", rows=rows)]


def _shares(network: Network) -> Iterator[tuple[object, ...]]:
    """List the parts of each agreement: its id, the share of the part, and its cells."""
    agreements, named = network.agreements, network.values("agreements", "fields")
    starts, hosts = _ends(network)
    for agreement in sorted(starts.keys() & hosts.keys()):
        own = [str(agreements[name].iloc[agreement]) for name in ("kind", "brand", "status")]
        majors = named[agreement] or ("",)
        share = 1 / (len(starts[agreement]) * len(hosts[agreement]) * len(majors))
        for start in sorted(starts[agreement]):
            for host in sorted(hosts[agreement]):
                region = countries()[host].region
                for major in majors:
                    name = network.agreement_ids[agreement]
                    yield (name, share, start, host, region, major, *own)


def _ends(network: Network) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return the provinces of the schools and the hosts abroad of each agreement."""
    province = network.organizations["province"].to_numpy(dtype=object)
    starts: dict[int, set[str]] = {}
    hosts: dict[int, set[str]] = {}
    for agreement, code in zip(network.party_agreement, network.party_organization, strict=True):
        if not network.chosen[agreement] or network.is_membership[agreement]:
            continue
        if network.kinds[code] == "school":
            starts.setdefault(int(agreement), set()).add(province[code])
        elif network.countries[code] in countries() and network.countries[code] != HOME:
            hosts.setdefault(int(agreement), set()).add(str(network.countries[code]))
    return starts, hosts
