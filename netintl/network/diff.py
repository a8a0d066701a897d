"""What changed between two networks: agreements, parties and links, with nothing left over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.network.layers import LAYERS

if TYPE_CHECKING:
    from netintl.network.network import Network

_COMPARED = ("kind", "brand", "title", "status", "start", "end", "fields", "programme",
             "confidence")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes from one network to another.

    Attributes
    ----------
    agreements
        agreement, change (appeared, ended, renewed, replaced, changed), column, before, after. A
        renewed agreement appeared where one of the same kind and parties, its ``before``, was
        replaced.
    parties
        agreement, organization, change (joined, left), for agreements that both networks have.
    links
        layer, organization, partner, change (appeared, ended), agreements that brought or bore it.
    counts
        item (agreements or a layer), before, appeared, ended, after: before + appeared − ended is
        after, in every row.
    """

    agreements: pd.DataFrame
    parties: pd.DataFrame
    links: pd.DataFrame
    counts: pd.DataFrame


def diff(before: Network, after: Network) -> Difference:
    """Compare two networks, or two views of one.

    Answers: what is new, what ended, what was renewed, what was said differently?

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> found = diff(from_links([("S1", "C1")]), from_links([("S1", "C1"), ("S2", "C1")]))
    >>> found.counts.to_dict("records")[0]
    {'item': 'agreements', 'before': 1, 'appeared': 1, 'ended': 0, 'after': 2}
    """
    agreements = _agreements(before, after)
    links = _links(before, after)
    return Difference(
        agreements, _parties(before, after), links, _counts(before, after, agreements, links)
    )


def _chosen(network: Network) -> pd.DataFrame:
    rows = network.agreements[network.chosen]
    columns = [name for name in _COMPARED if name in rows.columns]
    return rows.set_index("id")[columns]


def _members(network: Network) -> dict[str, tuple[str, ...]]:
    rows = network.party_rows
    frame = pd.DataFrame(
        {
            "agreement": network.agreement_ids[network.party_agreement[rows]],
            "organization": network.ids[network.party_organization[rows]],
        }
    ).drop_duplicates()
    grouped = frame.sort_values(["agreement", "organization"]).groupby("agreement")["organization"]
    return {str(name): tuple(part) for name, part in grouped}


def _agreements(before: Network, after: Network) -> pd.DataFrame:
    one, two = _chosen(before), _chosen(after)
    gone, come = one.index.difference(two.index), two.index.difference(one.index)
    pairs = _renewals(one.loc[gone], two.loc[come], _members(before), _members(after))
    replaced = set(pairs.values())
    rows: list[tuple[str, str, str, str, str]] = []
    for name in come:
        kind = "renewed" if name in pairs else "appeared"
        rows.append((name, kind, "", pairs.get(name, ""), ""))
    rows += [(name, "replaced" if name in replaced else "ended", "", "", "") for name in gone]
    both = one.index.intersection(two.index)
    for column in [name for name in one.columns if name in two.columns]:
        old, new = one.loc[both, column], two.loc[both, column]
        for name in both[(old != new).to_numpy()]:
            rows.append((name, "changed", column, old[name], new[name]))
    frame = pd.DataFrame(rows, columns=["agreement", "change", "column", "before", "after"])
    return frame.sort_values(["change", "agreement", "column"], ignore_index=True)


def _renewals(
    gone: pd.DataFrame,
    come: pd.DataFrame,
    old_members: dict[str, tuple[str, ...]],
    new_members: dict[str, tuple[str, ...]],
) -> dict[str, str]:
    """Match each new agreement with one that went, of the same kind, brand and parties."""
    waiting: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for name, kind, brand in gone[["kind", "brand"]].itertuples():
        waiting.setdefault((kind, brand, old_members.get(name, ())), []).append(name)
    found = {}
    for name, kind, brand in come[["kind", "brand"]].itertuples():
        candidates = waiting.get((kind, brand, new_members.get(name, ())))
        if candidates:
            found[name] = candidates.pop(0)
    return found


def _parties(before: Network, after: Network) -> pd.DataFrame:
    old, new = _members(before), _members(after)
    rows = []
    for name in sorted(old.keys() & new.keys()):
        rows += [(name, party, "joined") for party in sorted(set(new[name]) - set(old[name]))]
        rows += [(name, party, "left") for party in sorted(set(old[name]) - set(new[name]))]
    return pd.DataFrame(rows, columns=["agreement", "organization", "change"])


def _borne(network: Network) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Map each link (layer and ends) to the agreements that bear it."""
    pairs, ids = network.pairs, network.ids
    return {
        (LAYERS[pairs.layer[place]], str(ids[pairs.u[place]]), str(ids[pairs.v[place]])): tuple(
            sorted(network.agreement_ids[pairs.agreements_of(place)])
        )
        for place in range(len(pairs))
    }


def _links(before: Network, after: Network) -> pd.DataFrame:
    old, new = _borne(before), _borne(after)
    rows = [(*key, "appeared", new[key]) for key in sorted(new.keys() - old.keys())]
    rows += [(*key, "ended", old[key]) for key in sorted(old.keys() - new.keys())]
    columns = ["layer", "organization", "partner", "change", "agreements"]
    return pd.DataFrame(rows, columns=columns)


def _counts(
    before: Network, after: Network, agreements: pd.DataFrame, links: pd.DataFrame
) -> pd.DataFrame:
    come = int(agreements["change"].isin(["appeared", "renewed"]).sum())
    gone = int(agreements["change"].isin(["ended", "replaced"]).sum())
    rows: list[tuple[str, int, int, int, int]] = [
        ("agreements", int(before.chosen.sum()), come, gone, int(after.chosen.sum()))
    ]
    for number, layer in enumerate(LAYERS):
        first, last = (int(np.count_nonzero(n.pairs.layer == number)) for n in (before, after))
        here = links[links["layer"] == layer]["change"]
        if first or last:
            rows.append(
                (layer, first, int((here == "appeared").sum()), int((here == "ended").sum()), last)
            )
    return pd.DataFrame(rows, columns=["item", "before", "appeared", "ended", "after"])
