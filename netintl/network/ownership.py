"""Whose an organization is: the country of the head office at the top of its parents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from netintl.network.network import Network


def head_office_countries(network: Network) -> np.ndarray:
    """Return by code the country of the last parent up the chain; empty when unknown.

    An organization without a parent is its own head office, as far as the data know; in a circle
    of parents, and where a parent is not in the data, nobody can say.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> head_office_countries(from_links([("S1", "C1")])).tolist()
    ['', '']
    """
    size = len(network.ids)
    above = pd.Index(network.ids).get_indexer(network.organizations["parent"])
    stated = (network.organizations["parent"] != "").to_numpy(dtype=bool)
    top = np.where(above >= 0, above, np.arange(size))
    for _doubling in range(size.bit_length()):  # each round doubles the steps taken
        top = top[top]
    is_end = top == np.where(above >= 0, above, np.arange(size))[top]  # not so in a circle
    known = is_end & ~(stated & (above < 0))[top]
    return np.where(known, network.countries[top], "").astype(object)
