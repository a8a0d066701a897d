"""Rows in an order of their own, and the codes of what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.model.schema import tables as declared_tables

if TYPE_CHECKING:
    from collections.abc import Mapping


def ordered_tables(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Sort every table by content, so that the order of rows in files never matters.

    Parties keep their order here; they are sorted once they have codes.
    """
    ordered = {}
    for name, frame in frames.items():
        key = list(declared_tables()[name].key)
        rest = [column for column in frame.columns if column not in key]
        by = key if key == ["id"] else key + rest
        sort = by and name != "parties"
        ordered[name] = frame.sort_values(by, kind="stable", ignore_index=True) if sort else frame
    return ordered


def coded(
    parties: pd.DataFrame, agreements: pd.DataFrame, organizations: pd.DataFrame
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Sort the party rows by agreement, organization and content, and give them codes.

    Rows that name something unknown are left out; the checks have reported them.
    """
    agreement = pd.Index(agreements["id"]).get_indexer(parties["agreement"])
    organization = pd.Index(organizations["id"]).get_indexer(parties["organization"])
    rest = [name for name in parties.columns if name not in ("agreement", "organization")]
    places = [pd.factorize(parties[name].to_numpy(dtype=object), sort=True)[0] for name in rest]
    order = np.lexsort((*reversed(places), organization, agreement))
    order = order[(agreement[order] >= 0) & (organization[order] >= 0)]
    rows = parties.iloc[order].reset_index(drop=True)
    return rows, agreement[order], organization[order]
