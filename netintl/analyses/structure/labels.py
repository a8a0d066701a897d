"""Labels on organizations: who has many partners and few people behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.network.labelling import FEWEST, assessable
from netintl.network.reach import flows_seen_from, flows_that_happened

if TYPE_CHECKING:
    from netintl.network.network import Network

_KIND = ["purpose", "counts"]  # numbers of one kind can be compared


def stated_persons(network: Network) -> pd.DataFrame:
    """Sum the persons that the data state for each organization, over years and agreements.

    Persons only, of flows that happened and that begin or end at the organization; plans,
    person-times and person-days are none. In one agreement the numbers of one purpose and kind of
    count are taken together: the largest of each year and other end, added over years, or a running
    total where that is larger, added over other ends. Of several kinds of count the largest is
    taken, since who was enrolled may also have graduated and been hired. The sum over agreements
    follows. Where persons could be the same or others, they are taken as others: the label *paper
    hub*, which few persons earn, may hurt.

    Returns
    -------
    DataFrame
        By organization code: ``agreements`` (memberships aside), ``persons_agreements`` (those
        that state persons) and ``persons``, NaN where none does.
    """
    agreement, organization = _parties(network)
    size = len(network.ids)
    stated = _by_agreement(network)
    pairs = pd.MultiIndex.from_arrays([agreement, organization])
    stated = stated[pd.MultiIndex.from_frame(stated[["agreement", "code"]]).isin(pairs)]
    showing = np.bincount(stated["code"], minlength=size)
    total = np.bincount(stated["code"], weights=stated["persons"], minlength=size)
    return pd.DataFrame(
        {
            "agreements": np.bincount(organization, minlength=size),
            "persons_agreements": showing,
            "persons": np.where(showing > 0, total, np.nan),
        }
    )


def paper_hubs(many: np.ndarray, table: pd.DataFrame) -> list[str]:
    """Say who is a paper hub 有约无人: ``yes``, ``no`` or ``not_assessable``; empty is not asked.

    A paper hub has many partners and fewer stated persons than the middle one of all
    organizations with stated persons. That is asked only where at least three of its agreements,
    and half of them, state persons.

    Parameters
    ----------
    many
        By row, whether the organization has many partners.
    table
        `stated_persons` of all the data, so that no view gives a label that another does not.
    """
    persons = table["persons"].to_numpy(dtype=float)
    known = persons[~np.isnan(persons)]
    middle = np.median(known) if len(known) else np.nan
    figures = table["persons_agreements"].to_numpy(), table["agreements"].to_numpy()
    verdicts = np.where(persons < middle, "yes", "no")
    verdicts = np.where(assessable(*figures), verdicts, "not_assessable")
    return [str(verdict) for verdict in np.where(many, verdicts, "")]


def paper_hub_claims(many: pd.DataFrame, members: np.ndarray) -> list[Claim]:
    """Tell how many of the view's organizations with many partners are assessed, and who is one.

    ``many`` holds all of the data with many partners, by code.
    """
    asked = many[members[many.index]]
    if asked.empty:
        return []
    named = tuple(asked.loc[asked["paper_hub"] == "yes", "organization"])
    unknown = int((asked["paper_hub"] == "not_assessable").sum())
    facts = {"total": len(asked), "least": int(many["degree"].min()), "fewest": FEWEST,
             "assessed": len(asked) - unknown, "count": len(named), "unknown": unknown}  # fmt: skip
    return [Claim("paper_hubs", facts, scope="view", rows=tuple(sorted(named)))]


def _parties(network: Network) -> tuple[np.ndarray, np.ndarray]:
    """Return agreement and organization of each party once; memberships of alliances aside."""
    rows = network.party_rows & ~network.is_membership[network.party_agreement]
    width = max(len(network.ids), 1)
    keys = np.unique(network.party_agreement[rows] * width + network.party_organization[rows])
    agreement, organization = np.divmod(keys, width)
    return agreement, organization


def _by_agreement(network: Network) -> pd.DataFrame:
    """Return the persons of each agreement (code) and organization (code) that state some."""
    flows = flows_that_happened(network)
    rows = flows_seen_from(network, flows[flows["persons"].notna()], "")
    rows["agreement"] = rows["place"]
    rows["other"] = rows["from_code"] + rows["to_code"] - rows["code"]
    key = ["agreement", "code", *_KIND]
    rows["year"] = rows["year"].where(rows["per"] != "total", "")
    largest = rows.groupby([*key, "other", "year"], as_index=False)["persons"].max()
    yearly, total = largest[largest["year"] != ""], largest[largest["year"] == ""]
    together = pd.concat(
        [part.groupby([*key, "other"])["persons"].sum() for part in (yearly, total)]
    )
    kinds = together.groupby([*key, "other"]).max().groupby(key).sum()
    return pd.DataFrame(kinds.groupby(["agreement", "code"]).max().reset_index())
